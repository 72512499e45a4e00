"""Datagrams of strangers and floods of packets on the live server: nobody notices, everything is counted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import socket
import time

from tests.support import hostile
from tests.support.gathering import gathering, speaking, unharmed
from tests.support.server import RunningServer

SEED = 20261123


async def test_datagrams_of_strangers_are_counted_and_dropped(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    noise = hostile.datagrams(chance)
    address = ("127.0.0.1", int(standing.settings["GIAOBAN_MEDIA_UDP_PORT"]))
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        before = hostile.figures(standing.url)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
            for _ in range(100):
                for _ in range(30):
                    stranger.sendto(next(noise), address)
                await asyncio.sleep(0.01)
            stranger.settimeout(0)
            with contextlib.suppress(BlockingIOError):
                raise AssertionError(f"a stranger was answered: {stranger.recv(2000)!r}")
        await unharmed(there, "413")
        after = hostile.figures(standing.url)
    for name in ("strangers", "stun_refused", "media_strangers"):
        assert hostile.fate(after, name) > hostile.fate(before, name), name


async def test_a_flood_from_an_admitted_sender_harms_nobody_else(standing: RunningServer) -> None:
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    address = ("127.0.0.1", int(standing.settings["GIAOBAN_MEDIA_UDP_PORT"]))
    async with gathering(standing, codes=("413", "414")) as there:
        await speaking(there, "413")
        known = hostile.datagram_sockets()
        await there.enter("415")
        await there.decodes("413")
        sockets = [socket.socket(fileno=os.dup(fd)) for fd in hostile.datagram_sockets() - known]
        assert sockets
        before = hostile.figures(standing.url)
        packets = [hostile.rtp(chance, chance.randbytes(100)) for _ in range(500)]
        try:
            end = time.monotonic() + 2.0
            while time.monotonic() < end:
                for packet in packets[:: max(1, len(sockets))]:
                    for sock in sockets:
                        with contextlib.suppress(OSError):
                            sock.sendto(packet, address)
                await asyncio.sleep(0)
        finally:
            for sock in sockets:
                sock.close()
        await unharmed(there, "413")
        after = hostile.figures(standing.url)
    counted = ("media_refused", "media_flooded", "media_malformed", "media_unknown_ssrc")
    grown = {name: hostile.fate(after, name) - hostile.fate(before, name) for name in counted}
    assert sum(grown.values()) > 1000, grown
