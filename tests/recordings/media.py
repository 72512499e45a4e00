"""Makes real media for the tests: pictures and sound encoded by PyAV and cut into RTP packets."""

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import av
import numpy as np

MS = 1_000_000
SECOND = 1_000 * MS


def seeded(seed: int) -> random.Random:
    """Chance that comes out the same every time."""
    return random.Random(seed)  # noqa: S311


@dataclass(frozen=True)
class Encoded:
    pts: int
    data: bytes
    keyframe: bool


@cache
def opus_frames(seconds: int, channels: int = 1) -> tuple[Encoded, ...]:
    """20 ms Opus frames of a tone; pts in 48 kHz samples."""
    encoder = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.format = 48_000, "s16"
    encoder.layout = "mono" if channels == 1 else "stereo"
    encoder.options = {"frame_duration": "20", "application": "voip"}
    encoder.open()
    frames = []
    for index in range(seconds * 50):
        time = (np.arange(960) + index * 960) / 48_000
        tone = (np.sin(2 * np.pi * 440 * time) * 8_000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(
            np.repeat(tone, channels).reshape(1, -1), format="s16", layout=encoder.layout.name
        )
        frame.sample_rate, frame.pts, frame.time_base = 48_000, index * 960, Fraction(1, 48_000)
        frames += [bytes(packet) for packet in encoder.encode(frame)]
    return tuple(Encoded(index * 960, data, True) for index, data in enumerate(frames))


@cache
def vp8_frames(
    seconds: int, width: int = 320, height: int = 180, fps: int = 15, gop: int = 30
) -> tuple[Encoded, ...]:
    """VP8 pictures of a moving pattern; pts in 90 kHz."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, fps), Fraction(fps, 1)
    encoder.bit_rate, encoder.gop_size = 400_000, gop
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "auto-alt-ref": "0"}
    pictures = []
    for index in range(seconds * fps):
        plane = np.add.outer(np.arange(height), np.arange(width) + index * 4).astype(np.uint8)
        image = np.repeat(plane[:, :, None], 3, axis=2)
        frame = av.VideoFrame.from_ndarray(image, format="rgb24").reformat(format="yuv420p")
        frame.pts, frame.time_base = index, encoder.time_base
        pictures += [
            Encoded((packet.pts or 0) * 90_000 // fps, bytes(packet), packet.is_keyframe)
            for packet in encoder.encode(frame)
        ]
    return tuple(pictures)


def rtp(
    sequence: int, timestamp: int, payload: bytes, *, ssrc: int = 0x1234, marker: bool = False, pt: int = 96
) -> bytes:
    head = struct.pack(
        ">BBHII", 0x80, (0x80 if marker else 0) | pt, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc
    )
    return head + payload


def opus_packets(
    seconds: int, *, sequence: int = 65_500, timestamp: int = 2**32 - 48_000, ssrc: int = 1
) -> list[tuple[int, bytes]]:
    """(arrival in ns from 0, RTP); both counters wrap around early on."""
    return [
        (
            frame.pts * SECOND // 48_000,
            rtp(sequence + index, timestamp + frame.pts, frame.data, ssrc=ssrc, pt=111, marker=index == 0),
        )
        for index, frame in enumerate(opus_frames(seconds))
    ]


def vp8_packets(
    seconds: int, *, sequence: int = 65_400, timestamp: int = 2**32 - 90_000, ssrc: int = 2, **size: int
) -> list[tuple[int, bytes]]:
    """(arrival in ns from 0, RTP) of pictures cut at 1100 bytes, with 15-bit picture ids."""
    packets = []
    for index, frame in enumerate(vp8_frames(seconds, **size)):
        for payload, last in vp8_payloads(frame.data, index):
            packet = rtp(sequence, timestamp + frame.pts, payload, ssrc=ssrc, marker=last)
            packets.append((frame.pts * SECOND // 90_000, packet))
            sequence += 1
    return packets


def vp8_payloads(data: bytes, picture_id: int, mtu: int = 1_100) -> Iterator[tuple[bytes, bool]]:
    for at in range(0, len(data), mtu):
        start = 0x10 if at == 0 else 0
        head = bytes([0x80 | start, 0x80]) + struct.pack(">H", 0x8000 | (picture_id & 0x7FFF))
        yield head + data[at : at + mtu], at + mtu >= len(data)


def layered_payload(data: bytes, *, layer: int, tl0_index: int, sync: bool = False) -> bytes:
    """One VP8 payload with temporal layer and running index of the base layer."""
    return bytes([0x90, 0x60, tl0_index & 0xFF, (layer << 6) | (0x20 if sync else 0)]) + data
