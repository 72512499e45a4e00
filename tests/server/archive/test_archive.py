"""The record of an ended meeting over HTTP: list, player, tracks, proceedings, log."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from recordings.manifest import Manifest, SegmentRecord, TrackRecord
from recordings.model import TrackInfo
from rooms import Viewer, envelope_from_json, verify_chain
from server.archive.official import PROCEEDINGS, OfficialDocuments
from tests.server.people.harness import START, Briefing, World, full_briefing, running


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def hold(world: World, briefing: Briefing) -> None:
    """Open and close the meeting: an hour and a half."""
    seat = briefing.tabs["chair"].principal["seat"]
    chair = Viewer(seat, "chair")
    meetings = world.services.meetings
    system = Viewer("system", "system")
    line = {"seat": seat, "role": "chair", "name": "Chair", "connection": "c1"}
    await meetings.execute(briefing.id, "seat.connect", line, "k0", system)
    await meetings.execute(briefing.id, "meeting.open", {}, "k1", chair)
    world.clock.move(minutes=90)
    await meetings.execute(briefing.id, "meeting.close", {}, "k2", chair)


async def test_a_meeting_that_has_not_ended_has_no_record(briefing: Briefing) -> None:
    archivist = briefing.tabs["archivist"]
    assert (await archivist.get("/archive")).json() == []
    for part in ("", "/proceedings.html", "/proceedings.pdf", "/events.jsonl", "/tracks/take-001.t1.webm"):
        answer = await archivist.get(f"/archive/{briefing.id}{part}")
        assert (answer.status_code, answer.json()["code"]) == (409, "archive.not_ended")


async def test_those_who_may_find_it_in_their_list(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)
    for role in ("archivist", "administrator", "chair", "secretary"):
        listed = (await briefing.tabs[role].get("/archive")).json()
        assert [(one["id"], one["duration_s"], one["recorded"]) for one in listed] == [
            (briefing.id, 5400, False)
        ]
    for role in ("deputy", "technician", "officer"):
        assert (await briefing.tabs[role].get("/archive")).json() == []


def take(world: World, meeting: str, number: int, state: str, lost: int) -> Path:
    """A recording of one track in the folder where the archive looks."""
    made = Manifest(f"take-{number:03}", meeting, START, state, 60_000)
    info = TrackInfo(1, "TR_a", "site-414", "", "audio", "microphone", "opus", 48_000)
    segments = [SegmentRecord("t1/1.webm", 0, 60_000, 500, 1, "x")]
    figures = {"received": 1000 - lost, "lost": lost}
    made.tracks["t1"] = TrackRecord("t1", info, 0, 60_000, None, segments, [], figures)
    folder = world.services.settings.data / "records" / meeting / made.recording
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(made.as_json()))
    return folder


async def test_the_list_says_how_complete_each_record_is(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)

    async def listed() -> dict[str, object]:
        return (await briefing.tabs["archivist"].get("/archive")).json()[0]["completeness"]

    whole = {"packets": 0, "packets_lost": 0, "closed": True, "interrupted": False}
    assert await listed() == whole
    take(world, briefing.id, 1, "complete", 3)
    assert await listed() == {**whole, "packets": 997, "packets_lost": 3}
    take(world, briefing.id, 2, "disk_full", 0)
    assert await listed() == {**whole, "packets": 1997, "packets_lost": 3, "interrupted": True}
    third = take(world, briefing.id, 3, "complete", 0)
    (third / "manifest.json").write_text("{")
    assert (await listed())["closed"] is False


async def test_the_player_has_chapters_without_a_recording(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)
    data = (await briefing.tabs["archivist"].get(f"/archive/{briefing.id}")).json()
    assert data["meeting"]["id"] == briefing.id
    assert data["tracks"] == []
    assert data["duration_ms"] == 5_400_000
    assert {"program", "pages", "chapters", "completeness", "origin"} <= set(data)


async def test_the_proceedings_are_a_closed_page_and_a_pdf(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)
    secretary = briefing.tabs["secretary"]
    page = await secretary.get(f"/archive/{briefing.id}/proceedings.html?lang=vi")
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "Giao ban tháng 3" in page.text
    printed = await secretary.get(f"/archive/{briefing.id}/proceedings.pdf?lang=en")
    assert printed.content.startswith(b"%PDF-")


async def test_a_pdf_is_kept_for_the_next_reader(world: World, briefing: Briefing, tmp_path: Path) -> None:
    await hold(world, briefing)
    log = await world.services.meetings.events(briefing.id)
    documents = OfficialDocuments(tmp_path / "kept")
    path = await documents.pdf(PROCEEDINGS, log, "en")
    path.write_bytes(b"%PDF-kept")
    assert (await documents.pdf(PROCEEDINGS, log, "en")).read_bytes() == b"%PDF-kept"


async def test_the_log_is_exported_whole_with_its_chain(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)
    answer = await briefing.tabs["archivist"].get(f"/archive/{briefing.id}/events.jsonl")
    assert "attachment" in answer.headers["content-disposition"]
    envelopes = [envelope_from_json(json.loads(line)) for line in answer.text.splitlines()]
    assert envelopes == await world.services.meetings.events(briefing.id)
    verify_chain(envelopes)


async def test_unknown_and_hostile_tracks_are_not_found(world: World, briefing: Briefing) -> None:
    await hold(world, briefing)
    for track in ("take-001.t1", "..%2f..%2fetc%2fpasswd", "take-001.t0", "x" * 300, "take-001..t1"):
        answer = await briefing.tabs["archivist"].get(f"/archive/{briefing.id}/tracks/{track}.webm")
        assert answer.status_code == 404
