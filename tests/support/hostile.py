"""What strangers and broken clients send: repeatable noise."""

from __future__ import annotations

import os
import random
import socket
import struct
from collections.abc import Iterator

import httpx


def mutated(chance: random.Random, data: bytes) -> bytes:
    """`data` with a few bytes changed, cut, doubled or inserted."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(out) + 1)
        match chance.randrange(5):
            case 0 if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
            case 1:
                out[at:at] = chance.randbytes(chance.randint(1, 8))
            case 2:
                del out[at : at + chance.randint(1, 8)]
            case 3:
                out[at:at] = out[max(0, at - 16) : at]
            case _:
                out[at : at + 4] = chance.choice(
                    (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff")
                )
    return bytes(out)


def datagrams(chance: random.Random) -> Iterator[bytes]:
    """Endless: noise, STUN without integrity, DTLS, RTP and RTCP, each with a random rest."""
    while True:
        rest = chance.randbytes(chance.randint(0, 200))
        yield rest
        cookie = struct.pack("!HHI", 0x0001, len(rest) & ~3, 0x2112A442)
        yield cookie + chance.randbytes(12) + rest[: len(rest) & ~3]
        yield bytes((22, 254, 253)) + chance.randbytes(8) + struct.pack("!H", len(rest)) + rest
        yield rtp(chance, rest)
        yield (
            struct.pack("!BBHI", 0x81, chance.choice((200, 201, 205, 206)), 1, chance.getrandbits(32)) + rest
        )


def rtp(chance: random.Random, payload: bytes) -> bytes:
    """An RTP packet nobody sent."""
    head = struct.pack(
        "!BBHII", 0x80, 96, chance.getrandbits(16), chance.getrandbits(32), chance.getrandbits(32)
    )
    return head + payload


def datagram_sockets() -> set[int]:
    """File descriptors of this process that are UDP sockets (an SDK client's among them)."""
    found = set()
    for name in os.listdir("/proc/self/fd"):
        try:
            copy = socket.socket(fileno=os.dup(int(name)))
        except OSError:
            continue
        with copy:
            if copy.family == socket.AF_INET and copy.type & 0xF == socket.SOCK_DGRAM:
                found.add(int(name))
    return found


def figures(base: str) -> dict[str, float]:
    """What /metrics says now, by name with labels."""
    text = httpx.get(f"{base}/metrics", timeout=30).text
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


def fate(found: dict[str, float], name: str) -> float:
    """One count of the media workers, all together."""
    return sum(
        value for key, value in found.items() if key.startswith("giaoban_media") and f'fate="{name}"' in key
    )
