"""Zoom and marks on the page in front: who draws, who sees, what a late screen is told, when they go."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rooms import SYSTEM, Viewer
from server.meetings.aids import MAX_NUMBERS
from server.meetings.signals import MAX_POINT_NUMBERS
from tests.server.core.harness import Client, Running, running
from tests.server.core.test_signals import named, send

CHAIR = Viewer("officer-chair", "chair")
ZOOM = {"x": 0.25, "y": 0.5, "w": 0.5, "h": 0.25}
MARK = {"stroke": "a", "tint": 1, "points": [100, 200, 5, -5]}


async def with_a_page_in_front(server: Running) -> None:
    execute = server.services.meetings.execute
    await server.create(to="in_session")
    for paper in ("p1", "p2"):
        body = {"paper": paper, "title": "Báo cáo", "pages": 3, "size": 10, "sha256": "0" * 64}
        await execute("m1", "paper.add", body, f"add-{paper}", SYSTEM)
    await execute("m1", "front.show", {"paper": "p1", "page": 1}, "show", CHAIR)


async def zoom(client: Client, paper: str = "p1", page: int = 1, **more: object) -> str:
    return await send(client, "zoom", {"paper": paper, "page": page, **(more or ZOOM)})


async def mark(client: Client, page: int = 1, **more: object) -> str:
    return await send(client, "ink", {"paper": "p1", "page": page, **(more or MARK)})


async def give_floor(server: Running, seat: str, role: str) -> None:
    execute = server.services.meetings.execute
    await execute("m1", "floor.request", {"topic": ""}, f"ask-{seat}", Viewer(seat, role))
    queue = (await server.services.meetings.state("m1")).floor.queue
    await execute("m1", "floor.grant", {"request": queue[0]}, f"grant-{seat}", CHAIR)


async def seen_by_a_late_screen(server: Running) -> Client:
    async with server.open("site-S3", "site") as late:
        await server.services.meetings.signal("m1", "speakers", {"identities": []})
        await late.until(lambda c: named(c, "speakers"))
        return late


async def test_a_hall_sees_the_presenters_zoom_and_marks(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as hall:
            assert await zoom(chair) == ""
            assert await mark(chair) == ""
            await hall.until(lambda c: named(c, "zoom") and named(c, "ink"))
            place = {"paper": "p1", "page": 1, "seat": "officer-chair"}
            assert named(hall, "zoom") == [{**ZOOM, **place}]
            assert named(hall, "ink") == [{**MARK, **place}]


async def test_who_has_the_floor_draws_and_who_has_not_does_not(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("site-S1", "site") as one, server.open("site-S2", "site") as two:
            await give_floor(server, "site-S1", "site")
            assert await mark(one) == ""
            assert await mark(two) == "front.not_marker"
            assert await zoom(one) == "front.not_presenter"


async def test_a_late_screen_is_told_the_zoom_and_every_mark_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            await zoom(chair)
            await mark(chair)
            await mark(chair, stroke="a", tint=1, points=[105, 195, 1, 1])
            await mark(chair, stroke="b", points=[1, 1])
            late = await seen_by_a_late_screen(server)
            assert [one["w"] for one in named(late, "zoom")] == [0.5]
            (marks,) = named(late, "marks")
            assert marks == {
                "paper": "p1",
                "page": 1,
                "strokes": [
                    {
                        "seat": "officer-chair",
                        "stroke": "a",
                        "tint": 1,
                        "parts": [[100, 200, 5, -5], [105, 195, 1, 1]],
                    },
                    {"seat": "officer-chair", "stroke": "b", "tint": 0, "parts": [[1, 1]]},
                ],
            }


@pytest.mark.parametrize("then", ["turn", "turn and back", "another paper"])
async def test_a_turned_page_is_clean_also_for_late_screens(tmp_path: Path, then: str) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            await zoom(chair)
            await mark(chair)
            steps = {
                "turn": [("front.turn", {"page": 2})],
                "turn and back": [("front.turn", {"page": 2}), ("front.turn", {"page": 1})],
                "another paper": [("front.show", {"paper": "p2", "page": 1})],
            }
            for name, data in steps[then]:
                assert (await chair.command(name, **data))["ok"]
            late = await seen_by_a_late_screen(server)
            assert named(late, "zoom") == named(late, "marks") == []


async def test_what_was_meant_for_another_page_is_refused(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            assert await zoom(chair, page=2) == "front.other_page"
            assert await mark(chair, page=2) == "front.other_page"
            assert await zoom(chair, paper="p2") == "front.other_page"


async def test_the_presenter_clears_all_marks_and_a_speaker_only_their_own(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as hall:
            await give_floor(server, "site-S1", "site")
            await mark(chair)
            await mark(hall)
            await mark(hall, clear=True)
            late = await seen_by_a_late_screen(server)
            (marks,) = named(late, "marks")
            assert [one["seat"] for one in marks["strokes"]] == ["officer-chair"]
            await mark(hall)
            await mark(chair, clear=True)
            assert named(await seen_by_a_late_screen(server), "marks") == []


async def test_one_mark_can_be_taken_back(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            await mark(chair)
            await mark(chair, stroke="b", points=[1, 1])
            await mark(chair, stroke="b", clear=True)
            (marks,) = named(await seen_by_a_late_screen(server), "marks")
            assert [one["stroke"] for one in marks["strokes"]] == ["a"]


async def test_a_page_full_of_marks_takes_no_more_until_it_is_cleared(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            full = {"paper": "p1", "page": 1, "seat": "officer-chair", "points": [1] * MAX_POINT_NUMBERS}
            for n in range(MAX_NUMBERS // MAX_POINT_NUMBERS + 1):
                await server.services.meetings.signal("m1", "ink", {**full, "stroke": f"s{n % 50}"})
            assert await mark(chair) == "front.marks_full"
            assert await mark(chair, clear=True) == ""
            assert await mark(chair) == ""


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ([1, 2, 3], "half a point"),
        ([], "none"),
        ([1] * (MAX_POINT_NUMBERS + 2), "too many"),
        ([0.5, 1], "no whole steps"),
        ([True, 1], "no numbers"),
        ([9000, 1], "beyond the grid"),
        ("1,2", "no list"),
    ],
)
async def test_points_that_are_none_are_refused(tmp_path: Path, points: object, why: str) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair:
            assert await mark(chair, stroke="a", points=points) == "socket.malformed", why


async def test_observers_see_no_marks_on_the_page_of_an_internal_item(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        agenda = [
            {"title": "Mở", "rapporteur": "", "planned_s": 600},
            {"title": "Kín", "rapporteur": "", "planned_s": 600, "internal": True},
        ]
        await server.create(to="in_session", agenda=agenda)
        execute = server.services.meetings.execute
        hidden = (await server.services.meetings.state("m1")).agenda.order[1]
        body = {"paper": "p1", "title": "Kín", "pages": 3, "size": 10, "sha256": "0" * 64, "item": hidden}
        await execute("m1", "paper.add", body, "add", SYSTEM)
        await execute("m1", "front.show", {"paper": "p1", "page": 1}, "show", CHAIR)
        async with (
            server.open("officer-chair", "chair") as chair,
            server.open("observer-1", "observer") as early,
        ):
            await zoom(chair)
            await mark(chair)
            async with server.open("observer-2", "observer") as late:
                await server.services.meetings.signal("m1", "speakers", {"identities": []})
                for guest in (early, late):
                    await guest.until(lambda c: named(c, "speakers"))
                    assert {one["name"] for one in guest.signals} == {"speakers"}


async def test_a_zoom_ends_with_one_that_names_no_region(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as hall:
            await zoom(chair)
            await zoom(chair, w=None)
            await hall.until(lambda c: len(named(c, "zoom")) == 2)
            assert named(hall, "zoom")[1] == {"paper": "p1", "page": 1, "seat": "officer-chair"}
            assert named(await seen_by_a_late_screen(server), "zoom") == []


async def test_a_mark_of_two_hundred_bytes_costs_a_screen_little_more(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await with_a_page_in_front(server)
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as hall:
            sent = {"paper": "p1", "page": 1, **MARK}
            await mark(chair)
            await hall.until(lambda c: named(c, "ink"))
            told = next(one for one in hall.signals if one["name"] == "ink")
            assert len(json.dumps(told)) < len(json.dumps(sent)) + 100
