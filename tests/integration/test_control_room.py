"""The board of a real meeting: a hall whose client keeps sending after the floor was taken is seen there."""

from __future__ import annotations

from typing import Any

from tests.support.gathering import Gathering, eventually, gathering
from tests.support.server import RunningServer

SENDS_CLOSED = "site.sends_closed"
# The server looks every ten seconds while nothing is wrong and nobody watches, then every three.
SEEN_S = 40.0


async def row(there: Gathering, code: str) -> dict[str, Any]:
    board = await there.chair.get(f"/meetings/{there.meeting}/board")
    return dict(board["rows"][f"site-{code}"])


async def test_a_hall_that_keeps_sending_after_the_floor_is_taken_is_on_the_board(
    standing: RunningServer,
) -> None:
    async with gathering(standing, 2) as there:
        await there.open()
        speaker = there.codes[0]
        request = await there.grant(speaker)
        await there.decodes(speaker)

        async def may_speak() -> bool:
            found = await row(there, speaker)
            return found["media"] and SENDS_CLOSED not in found["warnings"]

        async def is_warned() -> bool:
            return SENDS_CLOSED in (await row(there, speaker))["warnings"]

        await eventually(may_speak, SEEN_S)
        await there.chair.command("floor.revoke", request=request, reason="Hết giờ")
        await eventually(is_warned, SEEN_S)
        found = await row(there, speaker)
        assert found["level"] == "alarm"
        assert found["path"] == "udp"
        assert found["up_bps"] > 0
        await there.silent()
        for seat in there.seats.values():
            assert {signal["name"] for signal in seat.signals} <= {"quality", "speakers"}
