"""Faults that pass: a store, a database or a disk that is away for a while costs no paper that was taken."""

from __future__ import annotations

import asyncio
import errno
import tempfile
from collections import namedtuple
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.db.repositories.paper_reviews import ReviewRepository
from server.db.repositories.papers import PaperRepository
from server.errors import Conflict, NotFound, ServerError, StorageFull, Unavailable
from server.objects.store import Objects
from server.papers import processing
from server.papers.entering import Entering
from server.papers.faults import LONGEST_PAUSE_S, passes, pause_s
from server.papers.service import Upload
from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import left_behind, upload
from tests.server.people.harness import Briefing, World, full_briefing, running

BROKEN = b"%PDF-1.7\n" + b"\xff" * 5000 + b"%%EOF"
AWAY = Unavailable("storage.unavailable")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, paper_limit_mb=2) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever failed is tried again at once."""
    monkeypatch.setattr(processing, "pause_s", lambda tries: 0.0)


async def raising(*_: Any, **__: Any) -> Any:
    raise AWAY


def failing(patch: pytest.MonkeyPatch, owner: type, name: str, times: int, error: Exception = AWAY) -> None:
    """Let a step fail so many times, and then do what it does."""
    real: Callable[..., Any] = getattr(owner, name)
    left = times

    async def step(*given: Any, **named: Any) -> Any:
        nonlocal left
        left -= 1
        if left >= 0:
            raise error
        return await real(*given, **named)

    patch.setattr(owner, name, step)


async def ended(world: World, briefing: Briefing) -> Any:
    """The one paper of the meeting when it is checked no longer."""
    for _ in range(500):
        await world.services.papers.settle()
        (paper,) = await world.services.papers.all(briefing.id)
        if paper.state != "checking":
            return paper
        await asyncio.sleep(0.01)
    raise AssertionError("still being checked")


async def in_meeting(world: World, briefing: Briefing) -> list[str]:
    return list((await world.services.briefings.state(briefing.id)).papers)


async def test_a_store_that_is_away_for_a_while_costs_no_paper(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as away:
        away.setattr(Objects, "put_file", raising)
        paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(3))
        assert (paper["state"], paper["reason"]) == ("checking", None)
        assert [path for path in left_behind(world) if path.endswith(".part")]
        await world.services.sweeping.look()
        await world.services.papers.settle()
        assert (await world.services.papers.all(briefing.id))[0].state == "checking"
    await world.services.sweeping.look()
    assert (await ended(world, briefing)).pages == 3
    assert await in_meeting(world, briefing) == [paper["id"]]
    assert not any(path.endswith(".part") for path in left_behind(world))


@pytest.mark.parametrize(
    ("owner", "step", "error"),
    [
        (Objects, "put_bytes", AWAY),
        (Objects, "put_bytes", StorageFull("storage.full")),
        (Objects, "put_file", NotFound("object.not_found")),
        (ReviewRepository, "get", Unavailable("server.database")),
        (PaperRepository, "note", Unavailable("server.database")),
        (PaperRepository, "ready", Unavailable("server.database")),
        (Entering, "ready", Unavailable("server.database")),
        (tempfile, "mkdtemp", OSError(errno.ENOSPC, "No space left on device")),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_a_step_that_fails_is_tried_again_by_itself(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch, owner: Any, step: str, error: Exception
) -> None:
    if owner is tempfile:
        _first_fails(monkeypatch, error)
    else:
        failing(monkeypatch, owner, step, 3, error)
    await upload(world, briefing.tabs["secretary"], briefing.id, pdf(2))
    paper = await ended(world, briefing)
    assert (paper.state, paper.pages) == ("ready", 2)
    for _ in range(500):
        if await in_meeting(world, briefing):
            break
        await asyncio.sleep(0.01)
    assert await in_meeting(world, briefing) == [paper.id]


def _first_fails(patch: pytest.MonkeyPatch, error: Exception) -> None:
    real, failed = tempfile.mkdtemp, []

    def made(*given: Any, **named: Any) -> Any:
        if named.get("prefix") == "check-" and not failed:
            failed.append(error)
            raise error
        return real(*given, **named)

    patch.setattr(tempfile, "mkdtemp", made)


@pytest.mark.parametrize(("owner", "step"), [(PaperRepository, "refuse"), (Objects, "delete_all")])
@pytest.mark.usefixtures("impatient")
async def test_a_refusal_that_could_not_be_noted_is_noted_later(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch, owner: type, step: str
) -> None:
    failing(monkeypatch, owner, step, 2)
    await upload(world, briefing.tabs["secretary"], briefing.id, BROKEN)
    paper = await ended(world, briefing)
    assert (paper.state, paper.reason) == ("refused", "paper.broken")
    for _ in range(500):
        if not left_behind(world):
            break
        await asyncio.sleep(0.01)
    assert left_behind(world) == []


async def test_what_a_full_disk_cut_off_is_not_called_broken(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        usage = namedtuple("usage", "total used free")(10, 10, 0)
        full.setattr(processing.shutil, "disk_usage", lambda _: usage)
        await _taken(world, briefing, BROKEN)
        assert (await world.services.papers.all(briefing.id))[0].state == "checking"
    await world.services.sweeping.look()
    assert (await ended(world, briefing)).reason == "paper.broken"


async def _taken(world: World, briefing: Briefing, data: bytes) -> None:
    """A file taken just before the disk was full; an upload would be turned away."""

    async def chunks() -> AsyncIterator[bytes]:
        yield data

    seat = briefing.tabs["secretary"].principal["seat"]
    await world.services.papers.receive(Upload(briefing.id, "a.pdf", "", None, len(data)), chunks(), seat)
    await world.services.papers.settle()


async def test_the_broom_lets_in_what_was_left_outside(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unforeseen(*_: object) -> None:
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as broken:
        broken.setattr(Entering, "ready", unforeseen)
        paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(2))
    assert (paper["state"], await in_meeting(world, briefing)) == ("ready", [])
    await world.services.sweeping.look()
    await world.services.papers.settle()
    assert await in_meeting(world, briefing) == [], "somebody may still be at it"
    world.clock.at += timedelta(minutes=10)
    await world.services.sweeping.look()
    await world.services.papers.settle()
    assert await in_meeting(world, briefing) == [paper["id"]]


def test_only_what_says_nothing_about_the_paper_passes() -> None:
    for error in (
        ServerError("paper.broken"),
        Conflict("meeting.over"),
        OSError(errno.EACCES, "x"),
        ValueError(),
    ):
        assert not passes(error)
    assert not passes(NotFound("meeting.not_found"))
    assert passes(OSError(errno.EDQUOT, "x"))


def test_pauses_grow_up_to_a_bound() -> None:
    pauses = [pause_s(tries) for tries in range(200)]
    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1]
    assert pauses[-1] == LONGEST_PAUSE_S
