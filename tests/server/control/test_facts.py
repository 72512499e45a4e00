"""What a meeting expects of a line, from its state."""

from __future__ import annotations

from pathlib import Path

from server.control.facts import expected_of, watched_seats
from tests.server.core.harness import Client, Running, running


async def turn(server: Running, site: Client, chair: Client) -> str:
    await site.command("floor.request", topic="x")
    await chair.until(lambda c: c.view["floor"]["queue"])
    request = str(chair.view["floor"]["queue"][0])
    assert (await chair.command("floor.grant", request=request, limit_s=300))["ok"] is True
    return request


async def test_a_hall_speaks_while_its_clock_runs_and_not_while_it_is_paused(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site, server.open("officer-chair", "chair") as chair:
            request = await turn(server, site, chair)
            expected = expected_of(await server.services.meetings.state("m1"), "site-S1")
            assert (expected.speaks, expected.microphone) == (True, True)
            await chair.command("floor.pause", request=request)
            expected = expected_of(await server.services.meetings.state("m1"), "site-S1")
            assert (expected.speaks, expected.microphone) == (False, True)
            await chair.command("floor.resume", request=request)
            await chair.command("floor.revoke", request=request, reason="")
            expected = expected_of(await server.services.meetings.state("m1"), "site-S1")
            assert (expected.speaks, expected.microphone) == (False, False)


async def test_the_board_shows_every_hall_and_the_officers_who_are_there(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("officer-tech", "technician"), server.open("observer-1", "observer"):
            seats = watched_seats(await server.services.meetings.state("m1"))
            assert seats == ["site-S1", "site-S2", "site-S3", "officer-tech"]
            assert not expected_of(await server.services.meetings.state("m1"), "officer-tech").hall
