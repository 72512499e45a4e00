"""A worker whose address is IPv6, joined by the unmodified Python SDK."""

from __future__ import annotations

import socket

import pytest

from tests.support.hall import Hall
from tests.support.media import media_lab, until


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as sock:
            sock.bind(("::1", 0))
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
async def test_a_picture_and_a_tone_travel_over_ipv6() -> None:
    async with media_lab(addresses=("::1",)) as lab:
        await lab.plane.ensure_room("demo")
        sender, viewer = Hall(5), Hall(6)
        for hall in (sender, viewer):
            await hall.join(lab.url(), lab.token(f"hall-{hall.number}"), auto_subscribe=True)
        await sender.publish()
        await until(lambda: viewer.sees("hall-5") == {5} and 5 in viewer.hears())
        for hall in (sender, viewer):
            await hall.leave()
