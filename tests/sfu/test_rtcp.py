import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.sfu import rtcp
from signaling.sfu.errors import MalformedPacket

u32 = st.integers(0, 0xFFFFFFFF)
blocks = st.lists(
    st.builds(
        rtcp.ReportBlock, u32, st.integers(0, 255), st.integers(-0x800000, 0x7FFFFF), u32, u32, u32, u32
    ),
    max_size=31,
).map(tuple)


@given(u32, st.integers(0, 2**64 - 1), u32, u32, u32, blocks)
def test_sender_reports_round_trip(ssrc, ntp, rtp, packets, octets, carried):
    report = rtcp.SenderReport(ssrc, ntp, rtp, packets, octets, carried)
    assert rtcp.parse_rtcp(rtcp.build_sr(report)) == [report]


@given(u32, blocks)
def test_receiver_reports_round_trip(ssrc, carried):
    report = rtcp.ReceiverReport(ssrc, carried)
    assert rtcp.parse_rtcp(rtcp.build_rr(report)) == [report]


@given(st.lists(st.integers(0, 0xFFFF), min_size=1, max_size=120, unique=True))
def test_nacks_ask_for_exactly_what_was_lost(lost):
    (nack,) = rtcp.parse_rtcp(rtcp.build_nack(1, 2, lost))
    assert isinstance(nack, rtcp.Nack)
    assert sorted(nack.lost) == sorted(lost)


def test_nack_masks_reach_over_the_wrap():
    lost = [65534, 65535, 0, 3]
    data = rtcp.build_nack(1, 2, lost)
    assert len(data) == 16
    assert rtcp.parse_rtcp(data) == [rtcp.Nack(1, 2, tuple(lost))]


def test_nothing_lost_makes_no_packet():
    assert rtcp.build_nack(1, 2, []) == b""


@given(st.integers(0, 2**45))
def test_remb_keeps_eighteen_significant_bits(bitrate):
    (remb,) = rtcp.parse_rtcp(rtcp.build_remb(1, bitrate, (5, 6)))
    assert isinstance(remb, rtcp.Remb)
    assert remb.media == (5, 6)
    assert remb.bitrate_bps <= bitrate < remb.bitrate_bps + max(1, bitrate >> 17)


def test_a_compound_is_read_in_order():
    data = (
        rtcp.build_rr(rtcp.ReceiverReport(1, ()))
        + rtcp.build_sdes(1, "giaoban")
        + rtcp.build_pli(1, 2)
        + rtcp.build_fir(1, 3, 9)
        + rtcp.build_bye((4, 5))
    )
    assert rtcp.parse_rtcp(data) == [
        rtcp.ReceiverReport(1, ()),
        rtcp.SourceDescription(((1, "giaoban"),)),
        rtcp.KeyframeRequest(1, 2),
        rtcp.KeyframeRequest(1, 3, 9),
        rtcp.Bye((4, 5)),
    ]


def test_unknown_kinds_are_skipped():
    unknown = bytes([0x80, 207, 0, 1]) + bytes(4)
    assert rtcp.parse_rtcp(unknown + rtcp.build_pli(1, 2)) == [rtcp.KeyframeRequest(1, 2)]


@pytest.mark.parametrize(
    "data",
    [
        b"\x80",
        b"\x40\xc9\x00\x00",
        b"\x80\xc9\x00\x05\x00\x00\x00\x01",
        b"\x9f\xc9\x00\x01\x00\x00\x00\x01",
        b"\x8f\xce\x00\x02" + bytes(8) + b"\x8f\xce\x00\x03" + bytes(8) + b"REMB",
        b"\x81\xca\x00\x02" + bytes(4) + b"\x01\xff\x00\x00",
        b"\xa0\xc9\x00\x01\x00\x00\x00\x00",
        bytes([0x80, 207, 0, 0]) * 65,
    ],
)
def test_truncated_or_endless_compounds_are_malformed(data):
    with pytest.raises(MalformedPacket):
        rtcp.parse_rtcp(data)


@given(st.binary(max_size=120))
def test_any_bytes_are_parts_or_one_typed_error(data):
    with contextlib.suppress(MalformedPacket):
        assert isinstance(rtcp.parse_rtcp(data), list)


@given(st.sampled_from([200, 201, 202, 203, 205, 206]), st.integers(0, 31), st.binary(max_size=100))
def test_any_body_of_a_known_kind_is_parts_or_one_typed_error(kind, count, body):
    body += bytes(-len(body) % 4)
    data = bytes([0x80 | count, kind]) + (len(body) // 4).to_bytes(2, "big") + body
    with contextlib.suppress(MalformedPacket):
        rtcp.parse_rtcp(data)
