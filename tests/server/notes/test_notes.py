"""Notes as ciphertext: kept, changed, deleted and listed for their owner, and for nobody else."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from rooms import SYSTEM, Viewer
from server.notes import store
from server.notes.store import MAX_BOX_BYTES
from tests.server.notes.support import (
    by_password,
    lan,
    listed,
    new_note,
    opened,
    put,
    refused,
    rows,
    stored_bytes,
    ways,
    written,
)
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running

BOX = base64.b64encode(b"x" * 40).decode()
OTHER = base64.b64encode(b"y" * 40).decode()


@pytest.fixture
async def chair(briefing: Briefing) -> Tab:
    await opened(briefing.tabs["chair"])
    return briefing.tabs["chair"]


async def second_device(world: World, tab: Tab) -> Tab:
    """Another sign-in of the same account, with the notes open."""
    other = await world.account_tab(tab.principal["id"])
    code = (await tab.post("/notes/transfers")).json()["code"]
    assert (await other.post("/notes/transfers/claim", json={"code": code})).status_code == 200
    return other


def path(briefing: Briefing, note: str = "") -> str:
    return f"/meetings/{briefing.id}/notes" + (f"/{note}" if note else "")


async def test_a_note_comes_back_on_every_device_as_it_was_written(
    world: World, briefing: Briefing, chair: Tab
) -> None:
    key, note = await opened(chair), new_note()
    rev = await written(chair, briefing.id, note, key.seal(briefing.id, note, "Hỏi lại số liệu trang 4"))
    other = await second_device(world, chair)
    for where in ("/notes", path(briefing)):
        found = await listed(other, where)
        assert (found["rev"], found["key_id"], found["more"]) == (rev, key.id, False)
        [one] = found["notes"]
        assert (one["id"], one["meeting"], one["rev"]) == (note, briefing.id, rev)
        assert key.open(briefing.id, note, one["box"]) == "Hỏi lại số liệu trang 4"
        assert (await listed(other, where, since=rev))["notes"] == []


async def test_numbers_only_rise_and_tell_what_changed_since(briefing: Briefing, chair: Tab) -> None:
    one, two = new_note(), new_note()
    first = await written(chair, briefing.id, one, BOX)
    second = await written(chair, briefing.id, two, BOX)
    third = await written(chair, briefing.id, one, OTHER, first)
    assert first < second < third
    found = await listed(chair, path(briefing), since=first)
    assert [note["id"] for note in found["notes"]] == [two, one]
    assert found["rev"] == third


async def test_the_same_box_again_changes_nothing(briefing: Briefing, chair: Tab) -> None:
    note = new_note()
    first = await put(chair, briefing.id, note, BOX)
    for base in (0, 1, 77):
        assert (await put(chair, briefing.id, note, BOX, base)).json() == first.json()
    assert (await listed(chair))["rev"] == first.json()["rev"]


async def test_a_note_changed_elsewhere_is_not_overwritten(briefing: Briefing, chair: Tab) -> None:
    note = new_note()
    first = await written(chair, briefing.id, note, BOX)
    second = await written(chair, briefing.id, note, OTHER, first)
    third = base64.b64encode(b"z" * 40).decode()
    for base in (0, first):
        answer = await put(chair, briefing.id, note, third, base)
        assert refused(answer) == (409, "notes.changed_elsewhere")
        current = answer.json()["details"]["note"]
        assert (current["id"], current["rev"], current["box"]) == (note, second, OTHER)
    late = await chair.call("DELETE", f"{path(briefing, note)}?base={first}")
    assert refused(late) == (409, "notes.changed_elsewhere")
    unknown = await put(chair, briefing.id, new_note(), BOX, 5)
    assert refused(unknown) == (409, "notes.changed_elsewhere")
    assert unknown.json()["details"] == {"note": None}


async def test_of_two_devices_writing_at_once_one_is_told(
    world: World, briefing: Briefing, chair: Tab
) -> None:
    other, note = await second_device(world, chair), new_note()
    first = await written(chair, briefing.id, note, BOX)
    boxes = [base64.b64encode(bytes([number]) * 40).decode() for number in range(6)]
    devices = (chair, other) * 3
    writes = (put(tab, briefing.id, note, box, first) for tab, box in zip(devices, boxes, strict=True))
    answers = await asyncio.gather(*writes)
    assert sorted(one.status_code for one in answers) == [200] + [409] * 5
    [won] = [box for box, answer in zip(boxes, answers, strict=True) if answer.status_code == 200]
    assert (await listed(chair))["notes"][0]["box"] == won


async def test_other_screens_of_the_seat_hear_of_a_number_only(
    world: World, briefing: Briefing, chair: Tab
) -> None:
    seat = chair.principal["seat"]
    screen = await world.services.meetings.open_screen(briefing.id, Viewer(seat, "chair"), "s", "c", "")
    rev = await written(chair, briefing.id, new_note(), BOX)
    async with asyncio.timeout(10):
        while (message := json.loads(str(await screen.outbox.next())))["type"] != "signal":
            pass
    assert message == {"type": "signal", "name": "notes", "data": {"rev": rev}}


async def test_first_notes_at_once_get_numbers_of_their_own(briefing: Briefing, chair: Tab) -> None:
    revs = await asyncio.gather(*(written(chair, briefing.id, new_note(), BOX) for _ in range(12)))
    assert len(set(revs)) == 12


async def test_a_deleted_note_leaves_its_number_and_nothing_else(
    briefing: Briefing, chair: Tab, tmp_path: Path
) -> None:
    note = new_note()
    first = await written(chair, briefing.id, note, BOX)
    for base in (first, first, 0):
        assert (await chair.call("DELETE", f"{path(briefing, note)}?base={base}")).status_code == 204
    found = await listed(chair, since=first)
    assert [(one["id"], one["box"]) for one in found["notes"]] == [(note, None)]
    assert rows(tmp_path, "SELECT box FROM private_notes WHERE id = ?", note) == [(None,)]
    gone = found["notes"][0]["rev"]
    assert refused(await put(chair, briefing.id, note, BOX, first)) == (409, "notes.changed_elsewhere")
    assert await written(chair, briefing.id, note, BOX, gone) > gone
    unknown = await chair.call("DELETE", f"{path(briefing, new_note())}?base=1")
    assert refused(unknown) == (404, "notes.not_found")


async def test_nobody_sees_or_touches_anybody_elses(briefing: Briefing, chair: Tab) -> None:
    note = new_note()
    rev = await written(chair, briefing.id, note, BOX)
    for role in ("administrator", "secretary", "deputy", "technician", "delegate", "archivist"):
        tab = briefing.tabs[role]
        await opened(tab)
        for where in ("/notes", path(briefing)):
            assert (await listed(tab, where))["notes"] == []
        answer = await tab.call("DELETE", f"{path(briefing, note)}?base={rev}")
        assert refused(answer) == (404, "notes.not_found")
        own = await written(tab, briefing.id, note, OTHER)
        assert [(one["box"], one["rev"]) for one in (await listed(tab))["notes"]] == [(OTHER, own)]
    assert [(one["box"], one["rev"]) for one in (await listed(chair))["notes"]] == [(BOX, rev)]


async def test_only_where_one_is_invited(world: World, briefing: Briefing) -> None:
    body = {"title": "Họp kín", "scheduled_at": "2026-03-03T02:00:00Z", "sites": ["UBND"]}
    elsewhere = (await briefing.tabs["administrator"].post("/meetings", json=body)).json()["id"]
    for role in ("chair", "delegate", "officer"):
        await opened(briefing.tabs[role])
        assert refused(await put(briefing.tabs[role], elsewhere, new_note(), BOX)) == (403, "access.denied")
    for role in ("officer", "member"):
        await opened(briefing.tabs[role])
        answer = await put(briefing.tabs[role], briefing.id, new_note(), BOX)
        assert refused(answer) == (403, "access.denied")
    assert (await put(briefing.tabs["chair"], "nope", new_note(), BOX)).status_code == 404


BAD: tuple[tuple[dict[str, Any], int, str], ...] = (
    ({"box": "not base64!"}, 422, "notes.malformed"),
    ({"box": "é"}, 422, "notes.malformed"),
    ({"box": ""}, 422, "notes.malformed"),
    ({"box": base64.b64encode(b"x" * 27).decode()}, 422, "notes.malformed"),
    ({"box": base64.b64encode(b"x" * (MAX_BOX_BYTES + 1)).decode()}, 413, "notes.too_large"),
    ({"box": None}, 422, "http.invalid"),
    ({"box": 7}, 422, "http.invalid"),
    ({"base": -1}, 422, "http.invalid"),
    ({"base": 2**31}, 422, "http.invalid"),
    ({"base": True}, 422, "http.invalid"),
    ({"base": "1"}, 422, "http.invalid"),
    ({"key_id": "short"}, 422, "http.invalid"),
    ({"key_id": "0" * 12}, 409, "notes.other_key"),
    ({"text": "plain"}, 422, "http.invalid"),
)


async def test_what_is_no_note_is_refused_and_nothing_is_kept(briefing: Briefing, chair: Tab) -> None:
    for change, status, code in BAD:
        body = {"box": BOX, "base": 0, **change}
        answer = await chair.call("PUT", path(briefing, new_note()), json=body)
        assert refused(answer) == (status, code), change
    far_too_large = await put(chair, briefing.id, new_note(), "A" * 70_000)
    assert far_too_large.status_code == 413
    for note in ("x", "../x", new_note().upper(), "0" * 36, f"{new_note()}%0a"):
        answer = await chair.call("PUT", path(briefing, note), json={"box": BOX, "base": 0})
        assert answer.status_code in (404, 405, 422), note
    for query in ("?since=-1", "?since=x", f"?since={2**31}"):
        assert refused(await chair.get(f"/notes{query}")) == (422, "http.invalid")
    assert refused(await chair.call("DELETE", path(briefing, new_note()))) == (422, "http.invalid")
    for body in ({}, {"confirm": False}, {"confirm": "true"}, {"confirm": 1}):
        assert refused(await chair.post("/notes/renounce", json=body)) == (422, "http.invalid")
    assert await listed(chair) | {"key_id": ""} == {"rev": 0, "key_id": "", "notes": [], "more": False}
    await written(chair, briefing.id, new_note(), base64.b64encode(b"x" * MAX_BOX_BYTES).decode())


async def test_a_meeting_takes_so_many_notes_of_one_owner(
    briefing: Briefing, chair: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MAX_NOTES", 3)
    monkeypatch.setattr(store, "MAX_ROWS", 4)
    notes = [new_note() for _ in range(3)]
    revs = [await written(chair, briefing.id, note, BOX) for note in notes]
    assert refused(await put(chair, briefing.id, new_note(), BOX)) == (409, "notes.too_many")
    await written(chair, briefing.id, notes[1], OTHER, revs[1])
    assert (await chair.call("DELETE", f"{path(briefing, notes[0])}?base={revs[0]}")).status_code == 204
    last = new_note()
    rev = await written(chair, briefing.id, last, BOX)
    assert (await chair.call("DELETE", f"{path(briefing, last)}?base={rev}")).status_code == 204
    assert refused(await put(chair, briefing.id, new_note(), BOX)) == (409, "notes.too_many")
    await opened(briefing.tabs["deputy"])
    await written(briefing.tabs["deputy"], briefing.id, new_note(), BOX)


async def test_a_long_list_comes_in_parts(
    briefing: Briefing, chair: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MAX_ANSWER_BYTES", 100)
    notes = [new_note() for _ in range(5)]
    for note in notes:
        await written(chair, briefing.id, note, BOX)
    found, since, parts = [], 0, 0
    while True:
        part = await listed(chair, since=since)
        found += [one["id"] for one in part["notes"]]
        since, parts = part["rev"], parts + 1
        if not part["more"]:
            break
    assert (found, parts) == (notes, 3)


async def test_given_up_notes_are_gone_and_a_late_device_keeps_none_of_them(
    world: World, briefing: Briefing, chair: Tab, tmp_path: Path
) -> None:
    other, old = await second_device(world, chair), await opened(chair)
    await written(chair, briefing.id, new_note(), BOX)
    before = (await listed(chair))["rev"]
    assert (await chair.post("/notes/renounce", json={"confirm": True})).status_code == 204
    assert rows(tmp_path, "SELECT count(*) FROM private_notes") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM note_wrappings") == [(0,)]
    fresh = await opened(chair)
    assert (fresh.raw == old.raw, fresh.id == old.id) == (False, False)
    assert (await listed(chair))["rev"] > before
    late = await put(chair, briefing.id, new_note(), BOX, key_id=old.id)
    assert refused(late) == (409, "notes.other_key")
    note = new_note()
    rev = await written(chair, briefing.id, note, BOX)
    path = f"/meetings/{briefing.id}/notes/{note}?base={rev}&key_id="
    assert refused(await chair.call("DELETE", path + old.id)) == (409, "notes.other_key")
    assert refused(await chair.call("DELETE", path + "short")) == (422, "http.invalid")
    assert (await chair.call("DELETE", path + fresh.id)).status_code == 204
    assert ways(await put(other, briefing.id, new_note(), BOX)) == ["transfer"]


@pytest.mark.parametrize("end", ["edited", "deleted"])
async def test_what_is_edited_or_deleted_is_overwritten(
    briefing: Briefing, chair: Tab, tmp_path: Path, end: str
) -> None:
    note, early = new_note(), b"early" * 4000
    rev = await written(chair, briefing.id, note, base64.b64encode(early).decode())
    emptied_log(tmp_path)
    assert early[-50:] in stored_bytes(tmp_path)
    if end == "edited":
        await written(chair, briefing.id, note, BOX, rev)
    else:
        gone = await chair.call("DELETE", f"{path(briefing, note)}?base={rev}")
        assert gone.status_code == 204
    emptied_log(tmp_path)
    assert early[-50:] not in stored_bytes(tmp_path)


def emptied_log(folder: Path) -> None:
    """Bring what the write-ahead log keeps into the database's file."""
    assert rows(folder, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0


async def test_notes_go_with_the_record_of_their_meeting(
    briefing: Briefing, chair: Tab, tmp_path: Path
) -> None:
    delegate = briefing.tabs["delegate"]
    await opened(delegate)
    for tab in (chair, delegate):
        await written(tab, briefing.id, new_note(), BOX)
    destroy(tmp_path, "event_streams", "meeting", briefing.id)
    assert rows(tmp_path, "SELECT count(*) FROM private_notes") == [(0,)]
    assert rows(tmp_path, "SELECT count(*) FROM note_keys WHERE meeting IS NOT NULL") == [(0,)]
    assert (await listed(chair))["notes"] == []


async def test_notes_go_with_the_account(briefing: Briefing, chair: Tab, tmp_path: Path) -> None:
    await written(chair, briefing.id, new_note(), BOX)
    destroy(tmp_path, "accounts", "id", chair.principal["id"])
    for table in ("private_notes", "note_keys", "note_wrappings"):
        assert rows(tmp_path, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608


def destroy(folder: Path, table: str, column: str, value: str) -> None:
    with sqlite3.connect(folder / "data" / "giaoban.sqlite3") as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM events")
        database.execute(f"DELETE FROM {table} WHERE {column} = ?", (value,))  # noqa: S608


async def test_a_delegates_notes_end_with_the_right_to_the_meeting(
    world: World, briefing: Briefing, tmp_path: Path
) -> None:
    tab = briefing.tabs["delegate"]
    await opened(tab)
    await opened(briefing.tabs["chair"])
    await written(tab, briefing.id, new_note(), BOX)
    await written(briefing.tabs["chair"], briefing.id, new_note(), BOX)
    world.clock.move(hours=20)
    await world.services.notes.upkeep.look()
    assert len((await listed(tab))["notes"]) == 1
    world.clock.move(days=5)
    await world.services.notes.upkeep.look()
    found = rows(tmp_path, "SELECT owner FROM private_notes")
    assert found == [(f"account:{briefing.tabs['chair'].principal['id']}",)]


async def test_notes_outlive_the_server(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        account = await lan(world)
        admin = briefing.tabs["administrator"]
        body = {"title": "Họp", "scheduled_at": "2026-03-03T02:00:00Z", "sites": ["UBND"]}
        body |= {"officers": [{"account": account, "role": "chair", "order": 0}]}
        meeting = (await admin.post("/meetings", json=body)).json()["id"]
        tab, note = await by_password(world), new_note()
        key = await opened(tab)
        await written(tab, meeting, note, key.seal(meeting, note, "còn đây"))
    async with running(tmp_path) as world:
        tab = await by_password(world)
        again = await opened(tab)
        [one] = (await listed(tab))["notes"]
        assert again.open(meeting, note, one["box"]) == "còn đây"


async def test_the_owner_is_told_which_papers_are_marked_where_notes_are(
    world: World, briefing: Briefing, chair: Tab
) -> None:
    paper = {"title": "Phương án", "pages": 1, "size": 9, "sha256": "0" * 64}
    for name, marking in (("p1", "confidential"), ("p2", "confidential"), ("p3", "normal")):
        said = {**paper, "paper": name, "marking": marking}
        await world.services.meetings.execute(briefing.id, "paper.add", said, name, SYSTEM)
    await world.services.meetings.execute(briefing.id, "paper.remove", {"paper": "p2"}, "gone", SYSTEM)
    assert (await chair.get("/notes/marked")).json() == {}
    await written(chair, briefing.id, new_note(), BOX)
    assert (await chair.get("/notes/marked")).json() == {briefing.id: ["p1", "p2"]}
    locked = await world.account_tab(chair.principal["id"])
    assert ways(await locked.get("/notes/marked")) == ["transfer"]
    assert (await briefing.tabs["observer"].get("/notes/marked")).status_code == 403
