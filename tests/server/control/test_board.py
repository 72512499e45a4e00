"""The board of a running server: what comes in by socket and media plane, who sees it, what is wrong."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest

from rooms import Viewer
from server.clock import SteadyClock
from signaling.plane import ParticipantFigures, TrackFigures
from tests.server.core.fakes import NotedPlane
from tests.server.core.harness import Client, Running, running
from tests.server.core.test_clock import Machine
from tests.server.core.test_two_processes import both
from tests.server.people.harness import full_briefing
from tests.server.people.harness import running as whole_server
from tests.support.postgres import Postgres
from tests.support.redis import RedisServer

MICROPHONE = TrackFigures("TR_1", "audio", "microphone", muted=False, open=False)
CAMERA = TrackFigures("TR_2", "video", "camera", muted=False, open=True)
LINE = ParticipantFigures(
    "PA_1", path="udp", rtt_ms=24.4, up_bps=912_345, down_bps=2_000_000, tracks=(MICROPHONE, CAMERA)
)


async def signal(client: Client, name: str, **data: object) -> None:
    await client.socket.send(json.dumps({"type": "signal", "name": name, "data": data}))


def rows(client: Client) -> dict[str, dict[str, object]]:
    """The newest row of each seat, as the deltas have brought them."""
    found: dict[str, dict[str, object]] = {}
    for one in client.signals:
        if one["name"] == "board":
            found.update(one["data"]["rows"])
    return found


def warned(client: Client, seat: str) -> list[str]:
    return list(rows(client).get(seat, {}).get("warnings", []))


async def test_a_row_joins_the_media_planes_figures_with_the_browsers(tmp_path: Path) -> None:
    plane = NotedPlane()
    plane.figures["site-S1"] = LINE
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site") as site,
            server.open("officer-tech", "technician") as technician,
        ):
            await signal(technician, "watch", open=True)

            async def keep_telling() -> None:
                while True:
                    await signal(
                        site, "figures", picture="black", sound="ok", battery=71, path="turn", up_bps=1
                    )
                    await asyncio.sleep(2)

            telling = asyncio.create_task(keep_telling())
            await technician.until(lambda c: rows(c).get("site-S1", {}).get("picture"), 60)
            row = rows(technician)["site-S1"]
            assert (row["up_bps"], row["rtt_ms"], row["battery"]) == (912_345, 24, 71)
            assert row["path"] == "turn"
            await technician.until(lambda c: "site.black" in warned(c, "site-S1"), 60)
            telling.cancel()
            whole = await server.services.control.read("m1")
            assert whole["rows"]["site-S1"]["level"] == "warning"
            assert set(whole["history"]["site-S1"]) >= {"t0", "step_s", "up_bps", "loss_down", "rtt_ms"}
            assert whole["since"] <= whole["now"]


async def test_a_hall_that_is_not_there_is_told_to_a_chair_who_does_not_watch(tmp_path: Path) -> None:
    async with running(tmp_path, plane=NotedPlane()) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair:
            await chair.until(lambda c: "site.offline" in warned(c, "site-S2"), 30)


async def test_a_hall_hears_nothing_of_the_board(tmp_path: Path) -> None:
    async with running(tmp_path, plane=NotedPlane()) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site") as site,
            server.open("officer-tech", "technician") as technician,
        ):
            await signal(technician, "watch", open=True)
            await technician.until(lambda c: rows(c))
            await server.services.meetings.signal("m1", "speakers", {"identities": []})
            await site.until(lambda c: c.signals)
            assert {one["name"] for one in site.signals} == {"speakers"}


async def test_sound_sent_against_a_closed_gate_is_told(tmp_path: Path) -> None:
    plane = NotedPlane()
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site"),
            server.open("officer-tech", "technician") as technician,
        ):
            await signal(technician, "watch", open=True)

            async def keep_sending() -> None:
                for n in range(1000):
                    plane.figures["site-S1"] = replace(LINE, closed_audio=n * 25)
                    await asyncio.sleep(0.5)

            sending = asyncio.create_task(keep_sending())
            await technician.until(lambda c: "site.sends_closed" in warned(c, "site-S1"), 30)
            sending.cancel()
            await technician.until(lambda c: "site.sends_closed" not in warned(c, "site-S1"), 30)


async def test_a_media_plane_that_does_not_answer_is_an_alarm_and_no_hall_is_blamed(tmp_path: Path) -> None:
    plane = NotedPlane()
    plane.figures["site-S1"] = LINE
    async with running(tmp_path, plane=plane) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site"),
            server.open("officer-tech", "technician") as technician,
        ):
            await signal(technician, "watch", open=True)
            await technician.until(lambda c: rows(c).get("site-S1", {}).get("media"))
            plane.broken = True
            await technician.until(lambda c: alarms(c), 30)
            assert alarms(technician) == ["media.unreachable"]
            assert "site.no_media" not in warned(technician, "site-S1")
            plane.broken = False
            await technician.until(lambda c: not alarms(c), 30)


def alarms(client: Client) -> list[str]:
    told = [one["data"]["alarms"] for one in client.signals if one["name"] == "board"]
    return [alarm["code"] for alarm in told[-1]] if told else []


@pytest.mark.parametrize("by_s", [3600, -3600])
async def test_a_clock_set_in_mid_turn_moves_no_time_and_is_told_once(tmp_path: Path, by_s: int) -> None:
    machine = Machine()
    clock: SteadyClock = machine.clock()
    async with running(tmp_path, plane=NotedPlane(), clock=clock) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site") as site,
            server.open("officer-chair", "chair") as chair,
        ):
            await site.command("floor.request", topic="x")
            await chair.until(lambda c: c.view["floor"]["queue"])
            request = chair.view["floor"]["queue"][0]
            assert (await chair.command("floor.grant", request=request, limit_s=300))["ok"] is True
            machine.run(40)
            machine.wall_s += by_s
            await chair.until(lambda c: "clock.jumped" in alarms(c), 30)
            assert chair.signals[-1]["data"]["alarms"][0]["by_s"] == by_s
            machine.run(20)
            assert (await chair.command("floor.revoke", request=request, reason=""))["ok"] is True
            events = await server.services.meetings.events("m1")
            times = {event.type: event.at for event in events}
            spoken = times["floor.revoked"] - times["floor.granted"]
            assert spoken.total_seconds() == 60
            assert [event.at for event in events] == sorted(event.at for event in events)
            assert server.services.metrics.clock_jumps._value.get() == 1


async def test_the_machines_clock_is_adopted_when_no_meeting_is_under_way(tmp_path: Path) -> None:
    machine = Machine()
    clock = machine.clock()
    async with running(tmp_path, plane=NotedPlane(), clock=clock):
        machine.wall_s += 3600
        async with asyncio.timeout(10):
            while clock.ahead_s:  # noqa: ASYNC110 - the server looks once a second
                await asyncio.sleep(0.05)


async def test_only_who_looks_after_the_lines_reads_the_board(tmp_path: Path) -> None:
    async with whole_server(tmp_path) as world:
        briefing = await full_briefing(world)
        statuses = {
            role: (await tab.get(f"/meetings/{briefing.id}/board")).status_code
            for role, tab in briefing.tabs.items()
        }
        allowed = {role for role, status in statuses.items() if status == 200}
        assert allowed == {"chair", "secretary", "technician"}
        refused = await briefing.tabs["deputy"].get(f"/meetings/{briefing.id}/board")
        assert (refused.status_code, refused.json()["code"]) == (409, "presiding.not_you")
        body = (await briefing.tabs["technician"].get(f"/meetings/{briefing.id}/board")).json()
        assert set(body["rows"]) >= {"site-414", "site-UBND"}
        assert set(body) == {"now", "since", "alarms", "rows", "history"}


async def test_a_hall_on_one_process_is_seen_on_the_board_of_another(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "a", **settings) as one, running(tmp_path / "b", **settings) as two:
        await one.create(to="in_session")
        for owner, other in ((one, two), (two, one)):
            await watched_across(owner, other)


async def watched_across(halls: Running, technicians: Running) -> None:
    async with (
        halls.open("site-S1", "site") as site,
        technicians.open("officer-tech", "technician") as technician,
    ):
        await signal(technician, "watch", open=True)
        await signal(site, "figures", picture="frozen", browser="Chromium 156")
        await technician.until(lambda c: rows(c).get("site-S1", {}).get("picture") == "frozen", 20)
        whole = await technicians.services.control.read("m1")
        assert whole["rows"]["site-S1"]["browser"] == "Chromium 156"


async def test_a_new_owner_begins_a_new_hour_and_says_so(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        before = await server.services.control.read("m1")
        await server.services.meetings.ownership.drop("m1")
        await asyncio.sleep(0.01)
        await server.services.meetings.execute(
            "m1", "chat.post", {"text": "x"}, "k", Viewer("site-S1", "site")
        )
        after = await server.services.control.read("m1")
        assert after["since"] > before["since"]
