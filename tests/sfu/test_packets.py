import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.sfu.errors import MalformedPacket
from signaling.sfu.packets import (
    build_rtp,
    decapsulate_rtx,
    extension_block,
    extensions,
    find_extension,
    is_rtcp,
    parse_rtp,
)

elements = st.lists(st.tuples(st.integers(1, 14), st.binary(min_size=1, max_size=16)), max_size=5)
wide_elements = st.lists(st.tuples(st.integers(15, 255), st.binary(max_size=40)), min_size=1, max_size=4)


@given(
    st.integers(0, 127), st.integers(0, 0xFFFF), st.integers(0, 0xFFFFFFFF), st.integers(0, 0xFFFFFFFF),
    st.binary(max_size=200), st.booleans(), elements | wide_elements,
)  # fmt: skip
def test_what_is_built_is_read_back(payload_type, sequence, timestamp, ssrc, payload, marker, carried):
    packet = build_rtp(payload_type, sequence, timestamp, ssrc, payload, marker=marker, elements=carried)
    header = parse_rtp(packet)
    assert (header.payload_type, header.marker, header.sequence) == (payload_type, marker, sequence)
    assert (header.timestamp, header.ssrc) == (timestamp, ssrc)
    assert packet[header.payload_start : header.payload_end] == payload
    assert list(extensions(packet, header)) == carried


@given(st.binary(max_size=80))
def test_any_bytes_are_a_packet_or_one_typed_error(data):
    try:
        header = parse_rtp(data)
        list(extensions(data, header))
    except MalformedPacket:
        return
    assert 12 <= header.payload_start <= header.payload_end <= len(data)


def test_contributing_sources_and_padding_are_left_out_of_the_payload():
    packet = bytes([0xA2, 96]) + bytes(10) + bytes(8) + b"pay" + b"\0\0\3"
    header = parse_rtp(packet)
    assert packet[header.payload_start : header.payload_end] == b"pay"


@pytest.mark.parametrize(
    "packet",
    [
        b"\x80" * 11,
        b"\x40" + bytes(20),
        bytes([0x90, 96]) + bytes(10),
        bytes([0x90, 96]) + bytes(10) + b"\xbe\xde\x00\x09" + bytes(8),
        bytes([0xA0, 96]) + bytes(10) + b"\x00",
        bytes([0xA0, 96]) + bytes(10) + b"\x05",
        bytes([0x8F, 96]) + bytes(10),
    ],
)
def test_truncated_or_lying_headers_are_malformed(packet):
    with pytest.raises(MalformedPacket):
        parse_rtp(packet)


def test_an_element_longer_than_its_block_is_malformed():
    packet = bytes([0x90, 96]) + bytes(10) + b"\xbe\xde\x00\x01" + bytes([0x1F, 0, 0, 0])
    with pytest.raises(MalformedPacket):
        find_extension(packet, parse_rtp(packet), 1)


def test_a_missing_extension_is_none():
    packet = build_rtp(96, 1, 1, 1, b"x", elements=[(3, b"a")])
    assert find_extension(packet, parse_rtp(packet), 3) == b"a"
    assert find_extension(packet, parse_rtp(packet), 4) is None
    assert find_extension(packet, parse_rtp(packet), 0) is None
    bare = build_rtp(96, 1, 1, 1, b"x")
    assert find_extension(bare, parse_rtp(bare), 3) is None


def test_extension_blocks_are_whole_words():
    for size in range(1, 40):
        assert len(extension_block([(1, bytes(size))])) % 4 == 0


def test_rtx_gives_back_the_original():
    original = build_rtp(96, 500, 9000, 7, b"frame", marker=True, elements=[(4, b"0")])
    rtx = build_rtp(97, 3, 9000, 8, (500).to_bytes(2, "big") + b"frame", marker=True, elements=[(4, b"0")])
    assert decapsulate_rtx(rtx, parse_rtp(rtx), 7, 96) == original


def test_rtx_without_a_number_is_malformed():
    rtx = build_rtp(97, 3, 9000, 8, b"1")
    with pytest.raises(MalformedPacket):
        decapsulate_rtx(rtx, parse_rtp(rtx), 7, 96)


def test_rtcp_is_told_from_rtp_by_the_second_byte():
    assert is_rtcp(b"\x80\xc8")
    assert is_rtcp(b"\x80\xce")
    assert not is_rtcp(b"\x80\x60")
    assert not is_rtcp(b"\x80\xe0")
