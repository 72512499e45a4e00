import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signaling.sfu.errors import MalformedPacket
from signaling.sfu.h264 import starts_keyframe
from signaling.sfu.vp8 import parse_vp8, patch_vp8
from tests.sfu.support import vp8_payload


def test_the_full_descriptor_is_read():
    d = parse_vp8(vp8_payload(0x1234, 77, 21, keyframe=True))
    assert (d.picture_id, d.picture_mask, d.tl0, d.key_index) == (0x1234, 0x7FFF, 77, 21)
    assert d.keyframe
    assert d.start_of_partition
    assert d.size == 6


def test_a_seven_bit_picture_id_is_read():
    d = parse_vp8(vp8_payload(100, 1, 1, wide=False))
    assert (d.picture_id, d.picture_mask, d.size) == (100, 0x7F, 5)


def test_only_the_first_packet_of_a_key_picture_starts_one():
    assert parse_vp8(vp8_payload(1, keyframe=True)).keyframe
    assert not parse_vp8(vp8_payload(1, keyframe=True, start=False)).keyframe
    assert not parse_vp8(vp8_payload(1)).keyframe
    assert parse_vp8(b"\x10\x00").keyframe
    assert not parse_vp8(b"\x11\x00").keyframe


@pytest.mark.parametrize(
    "payload", [b"", b"\x90", b"\x90\x80", b"\x90\x80\x80", b"\x90\xc0\x01", b"\x90\x20", b"\x10"]
)
def test_a_cut_descriptor_is_malformed(payload):
    with pytest.raises(MalformedPacket):
        parse_vp8(payload)


@given(st.binary(max_size=20))
def test_any_vp8_bytes_are_read_or_one_typed_error(payload):
    with contextlib.suppress(MalformedPacket):
        assert parse_vp8(payload).size <= len(payload)


@given(
    st.integers(0, 0x7FFF), st.integers(0, 255), st.integers(0, 31),
    st.integers(0, 0x7FFF), st.integers(0, 255), st.integers(0, 31), st.booleans(),
)  # fmt: skip
def test_counters_are_patched_modulo_their_width(picture, tl0, key, picture_off, tl0_off, key_off, wide):
    payload = vp8_payload(picture, tl0, key, wide=wide)
    before = parse_vp8(payload)
    buffer = bytearray(b"head" + payload)
    patch_vp8(buffer, 4, before, picture_off, tl0_off, key_off)
    after = parse_vp8(bytes(buffer[4:]))
    assert after.picture_id == (before.picture_id - picture_off) & before.picture_mask
    assert after.picture_mask == before.picture_mask
    assert after.tl0 == (tl0 - tl0_off) & 0xFF
    assert after.key_index == (key - key_off) & 0x1F
    assert buffer[4 + after.size :] == payload[before.size :]


def test_absent_counters_are_left_alone():
    buffer = bytearray(b"\x10\x00\x9d\x01\x2a")
    patch_vp8(buffer, 0, parse_vp8(bytes(buffer)), 5, 5, 5)
    assert buffer == b"\x10\x00\x9d\x01\x2a"


@pytest.mark.parametrize(
    ("payload", "starts"),
    [
        (b"\x67sps", True),
        (b"\x65idr", True),
        (b"\x41slice", False),
        (b"\x7c\x85rest", True),
        (b"\x7c\x05rest", False),
        (b"\x7c\x81rest", False),
        (b"\x78\x00\x02\x67a\x00\x02\x68b", True),
        (b"\x78\x00\x02\x41a\x00\x02\x65b", True),
        (b"\x78\x00\x02\x41a", False),
    ],
)
def test_h264_pictures_that_decoding_can_start_with(payload, starts):
    assert starts_keyframe(payload) is starts


@pytest.mark.parametrize("payload", [b"", b"\x7c", b"\x78\x00\x09\x67", b"\x78\x00\x00\x67"])
def test_cut_h264_is_malformed(payload):
    with pytest.raises(MalformedPacket):
        starts_keyframe(payload)


@given(st.binary(max_size=40))
def test_any_h264_bytes_are_read_or_one_typed_error(payload):
    with contextlib.suppress(MalformedPacket):
        assert starts_keyframe(payload) in (True, False)
