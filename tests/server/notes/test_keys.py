"""The key of private notes: made once, opened by its owner's sign-ins only, and lost openly."""

from __future__ import annotations

import asyncio
import base64
import logging
from pathlib import Path
from typing import Any

import pytest

from tests.server.notes.support import (
    PASSWORD,
    by_password,
    key_of,
    lan,
    new_note,
    opened,
    refused,
    rows,
    stored_bytes,
    ways,
    written,
)
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running

NEW = "ba bà đi bán mắm tôm"


async def set_password(tab: Tab, new: str, current: str | None = None) -> None:
    body = {"password": new} | ({} if current is None else {"current": current})
    answer = await tab.post("/session/password", json=body)
    assert answer.status_code == 204, answer.text


async def test_every_sign_in_by_password_opens_the_same_key(world: World) -> None:
    account = await lan(world)
    first, second = await by_password(world), await by_password(world)
    key = await opened(first)
    assert key.owner == f"account:{account}"
    assert await opened(first) == key
    assert await opened(second) == key
    assert (await first.get("/notes/key")).json()["by_password"] is True


async def test_accounts_have_keys_of_their_own(world: World) -> None:
    await lan(world)
    await lan(world, "minh")
    assert (await opened(await by_password(world))).raw != (
        await opened(await by_password(world, "minh"))
    ).raw


async def test_a_sign_in_by_link_is_locked_until_the_password(world: World) -> None:
    account = await lan(world)
    key = await opened(await by_password(world))
    tab = await world.account_tab(account)
    assert ways(await tab.get("/notes/key")) == ["password", "transfer"]
    wrong = await tab.post("/notes/unlock", json={"password": "không phải thế này"})
    assert refused(wrong) == (403, "notes.wrong_password")
    assert key_of(await tab.post("/notes/unlock", json={"password": PASSWORD})) == key
    assert await opened(tab) == key


async def test_with_a_password_no_key_is_made_without_it(world: World) -> None:
    """What only a sign-in opened would be lost with it, though the owner knows the password."""
    tab = await world.account_tab(await lan(world))
    assert ways(await tab.get("/notes/key")) == ["password"]
    key = key_of(await tab.post("/notes/unlock", json={"password": PASSWORD}))
    assert await opened(await by_password(world)) == key


async def test_guessing_at_the_lock_is_slowed_as_at_signing_in(world: World) -> None:
    tab = await world.account_tab(await lan(world))
    for _ in range(5):
        answer = await tab.post("/notes/unlock", json={"password": "không phải thế này"})
        assert refused(answer) == (403, "notes.wrong_password")
    slowed = await tab.post("/notes/unlock", json={"password": PASSWORD})
    assert refused(slowed) == (429, "session.throttled")
    assert int(slowed.headers["retry-after"]) >= 1
    world.clock.move(seconds=1)
    key_of(await tab.post("/notes/unlock", json={"password": PASSWORD}))


async def test_without_a_password_the_key_is_the_sign_ins_until_one_is_set(world: World) -> None:
    account = await lan(world, password=None)
    tab, other = await world.account_tab(account), await world.account_tab(account)
    key = await opened(tab)
    assert (await tab.get("/notes/key")).json()["by_password"] is False
    assert ways(await other.get("/notes/key")) == ["transfer"]
    await set_password(tab, PASSWORD)
    assert await opened(tab) == key
    assert await opened(await by_password(world)) == key


async def test_a_first_password_makes_a_key_where_there_is_none(world: World) -> None:
    tab = await world.account_tab(await lan(world, password=None))
    await set_password(tab, PASSWORD)
    assert await opened(tab) == await opened(await by_password(world))


async def test_a_new_password_opens_what_the_old_one_did(world: World, tmp_path: Path) -> None:
    await lan(world)
    tab = await by_password(world)
    key = await opened(tab)
    before = rows(tmp_path, "SELECT box FROM note_wrappings WHERE kind = 'password'")
    await set_password(tab, NEW, PASSWORD)
    after = rows(tmp_path, "SELECT box FROM note_wrappings WHERE kind = 'password'")
    assert len(after) == 1
    assert after != before
    assert await opened(tab) == key
    assert await opened(await by_password(world, password=NEW)) == key


async def test_a_sign_in_that_is_locked_changes_the_password_without_loss(world: World) -> None:
    """The present password is asked for, and it opens the key."""
    account = await lan(world)
    key = await opened(await by_password(world))
    await set_password(await world.account_tab(account), NEW, PASSWORD)
    assert await opened(await by_password(world, password=NEW)) == key


async def test_a_password_that_was_not_changed_after_all_still_opens(world: World) -> None:
    await lan(world)
    tab = await by_password(world)
    key = await opened(tab)
    for new, current in (("short", PASSWORD), (NEW, "không phải thế này")):
        answer = await tab.post("/session/password", json={"password": new, "current": current})
        assert answer.status_code in (403, 422)
    assert await opened(await by_password(world)) == key


async def test_a_reset_password_takes_the_notes_with_it_and_says_so(
    world: World, briefing: Briefing, tmp_path: Path
) -> None:
    tab, admin = briefing.tabs["chair"], briefing.tabs["administrator"]
    account = tab.principal["id"]
    await set_password(tab, PASSWORD)
    key, note = await opened(tab), new_note()
    await written(tab, briefing.id, note, key.seal(briefing.id, note, "riêng tôi"))
    assert (await admin.call("DELETE", f"/accounts/{account}/password")).status_code == 204
    assert refused(await tab.get("/notes/key")) == (401, "session.ended")
    assert rows(tmp_path, "SELECT count(*) FROM note_wrappings WHERE owner = ?", key.owner) == [(0,)]
    again = await world.account_tab(account)
    assert ways(await again.get("/notes/key")) == []
    await set_password(again, NEW)
    signed_in = await by_password(world, "chair", NEW)
    assert ways(await signed_in.get("/notes/key")) == []
    unlocked = await signed_in.post("/notes/unlock", json={"password": NEW})
    assert ways(unlocked) == []
    assert (await signed_in.post("/notes/renounce", json={"confirm": True})).status_code == 204
    fresh = key_of(await signed_in.post("/notes/unlock", json={"password": NEW}))
    assert fresh.raw != key.raw
    assert fresh.id != key.id


async def test_a_reset_password_locks_nothing_for_who_never_wrote(world: World, briefing: Briefing) -> None:
    account = await lan(world)
    key, admin = await opened(await by_password(world)), briefing.tabs["administrator"]
    assert (await admin.call("DELETE", f"/accounts/{account}/password")).status_code == 204
    by_link = await world.account_tab(account)
    fresh = await opened(by_link)
    assert fresh.id != key.id
    await set_password(by_link, NEW)
    assert await opened(await by_password(world, password=NEW)) == fresh


async def test_a_password_opens_anew_what_nothing_opens_and_nothing_was_written_with(
    world: World, briefing: Briefing, tmp_path: Path
) -> None:
    await lan(world)
    key = await opened(await by_password(world))
    rows(tmp_path, "DELETE FROM note_wrappings")
    fresh = await opened(await by_password(world))
    assert fresh.id != key.id
    assert await opened(await by_password(world)) == fresh


async def test_a_new_link_locks_nothing_for_a_delegate_who_never_wrote(briefing: Briefing) -> None:
    key = await opened(briefing.tabs["delegate"])
    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/links", json={"kind": "delegate", "delegate": "d1"}
    )
    tab = briefing.tabs["nobody"]
    link = answer.json()["url"].rpartition("/")[2]
    await tab.signed_in(await tab.post("/session/link", json={"token": link}))
    assert (await opened(tab)).id != key.id


async def test_nobody_resets_their_own_password(briefing: Briefing) -> None:
    admin = briefing.tabs["administrator"]
    own = await admin.call("DELETE", f"/accounts/{admin.principal['id']}/password")
    assert refused(own) == (409, "password.own")


@pytest.mark.parametrize("end", ["sign_out", "disabled", "password", "expiry", "idle"])
async def test_what_a_sign_in_opened_ends_with_it(world: World, tmp_path: Path, end: str) -> None:
    account = await lan(world)
    tab, other = await by_password(world), await by_password(world)
    key = await opened(tab)
    sessions = "SELECT count(*) FROM note_wrappings WHERE session IS NOT NULL"
    assert rows(tmp_path, sessions) == [(2,)]
    if end == "sign_out":
        assert (await tab.call("DELETE", "/session")).status_code == 204
    elif end == "disabled":
        await world.services.people.accounts.change(account, {"disabled": True})
    elif end == "password":
        await set_password(other, NEW, PASSWORD)
    else:
        if end == "idle":
            await keep_busy(world, other)
        world.clock.move(hours=13 if end == "expiry" else 5)
        await world.services.notes.upkeep.look()
    left = {"disabled": 0, "expiry": 0}.get(end, 1)
    assert rows(tmp_path, sessions) == [(left,)]
    assert (await tab.get("/notes/key")).status_code == 401
    if left:
        assert await opened(other) == key


async def keep_busy(world: World, tab: Tab) -> None:
    world.clock.move(hours=2)
    assert (await tab.get("/session")).status_code == 200


async def test_two_first_calls_at_once_make_one_key(world: World) -> None:
    account = await lan(world, password=None)
    tabs = [await world.account_tab(account) for _ in range(6)]
    answers = await asyncio.gather(*(tab.get("/notes/key") for tab in tabs for _ in range(2)))
    good = [answer.json()["key"] for answer in answers if answer.status_code == 200]
    assert len(set(good)) == 1
    assert {answer.status_code for answer in answers} == {200, 423}
    assert len(good) == 2


async def test_two_sign_ins_at_once_make_one_key(world: World) -> None:
    await lan(world)
    tabs = await asyncio.gather(*(by_password(world) for _ in range(4)))
    assert len({(await opened(tab)).raw for tab in tabs}) == 1


async def test_a_delegate_has_a_key_for_the_meeting_only(briefing: Briefing) -> None:
    tab = briefing.tabs["delegate"]
    key = await opened(tab)
    assert key.owner == f"delegate:{briefing.id}:delegate-d1"
    assert await opened(tab) == key


async def test_a_second_link_for_the_seat_reads_and_destroys_nothing(
    world: World, briefing: Briefing
) -> None:
    """As the secretary could open one; here without ending the delegate's own sign-in."""
    own = briefing.tabs["delegate"]
    key = await opened(own)
    note = new_note()
    rev = await written(own, briefing.id, note, key.seal(briefing.id, note, "riêng tôi"))
    link = await world.services.people.links.for_delegate(briefing.id, "d1", name="Lê Thị Hoa", office="")
    second = await world.open_link(link[1])
    assert ways(await second.get("/notes/key")) == ["transfer"]
    for method, path in (
        ("GET", "/notes"),
        ("GET", f"/meetings/{briefing.id}/notes"),
        ("DELETE", f"/meetings/{briefing.id}/notes/{note}?base={rev}"),
        ("POST", "/notes/transfers"),
    ):
        assert ways(await second.call(method, path)) == ["transfer"], path
    body = {"box": key.seal(briefing.id, note, "x"), "base": rev}
    ways(await second.call("PUT", f"/meetings/{briefing.id}/notes/{note}", json=body))
    renounced = await second.post("/notes/renounce", json={"confirm": True})
    assert refused(renounced) == (409, "notes.still_opens")
    assert await opened(own) == key


async def test_a_new_link_leaves_nothing_that_opens_the_notes(briefing: Briefing) -> None:
    own, note = briefing.tabs["delegate"], new_note()
    await written(own, briefing.id, note, (await opened(own)).seal(briefing.id, note, "riêng tôi"))
    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/links", json={"kind": "delegate", "delegate": "d1"}
    )
    assert answer.status_code == 201, answer.text
    tab = briefing.tabs["nobody"]
    await tab.signed_in(
        await tab.post("/session/link", json={"token": answer.json()["url"].rpartition("/")[2]})
    )
    assert ways(await tab.get("/notes/key")) == []
    assert (await tab.post("/notes/renounce", json={"confirm": True})).status_code == 204
    await opened(tab)


@pytest.mark.parametrize("role", ["site", "observer", "nobody"])
async def test_halls_observers_and_strangers_have_no_notes(briefing: Briefing, role: str) -> None:
    tab, note = briefing.tabs[role], new_note()
    for method, path in (
        ("GET", "/notes/key"),
        ("POST", "/notes/transfers"),
        ("GET", "/notes"),
        ("GET", f"/meetings/{briefing.id}/notes"),
        ("PUT", f"/meetings/{briefing.id}/notes/{note}"),
        ("DELETE", f"/meetings/{briefing.id}/notes/{note}?base=1"),
    ):
        answer = await tab.call(method, path)
        assert answer.status_code == (401 if role == "nobody" else 403), (role, path)


async def test_a_cookie_of_another_slot_opens_only_its_own(world: World) -> None:
    await lan(world)
    await lan(world, "minh")
    key, thief = await opened(await by_password(world)), await by_password(world, "minh")
    victim = await by_password(world)
    own = await opened(thief)
    assert own.raw != key.raw
    thief.client.cookies.update(victim.client.cookies)
    assert await opened(thief) == own
    stolen = thief.client.cookies[f"giaoban_{victim.slot}"]
    forged = world.tab()
    forged.client.cookies.set(f"giaoban_{thief.slot}", stolen, domain="127.0.0.1", path="/")
    forged.slot = victim.slot
    assert refused(await forged.get("/notes/key")) == (401, "session.required")


async def test_a_link_opened_again_in_the_same_browser_opens_the_notes(world: World) -> None:
    account = await lan(world, password=None)
    first, again, elsewhere = [await world.account_tab(account) for _ in range(3)]
    key = await opened(first)
    again.client.cookies.update(first.client.cookies)
    assert await opened(again) == key
    assert ways(await elsewhere.get("/notes/key")) == ["transfer"]
    assert (await first.call("DELETE", "/session")).status_code == 204
    assert await opened(again) == key


async def test_another_person_in_the_same_browser_does_not(world: World) -> None:
    first = await world.account_tab(await lan(world, password=None))
    account = await lan(world, "minh", password=None)
    other = await world.account_tab(account)
    locked = await world.account_tab(account)
    await opened(first)
    await opened(other)
    locked.client.cookies.update(first.client.cookies)
    assert ways(await locked.get("/notes/key")) == ["transfer"]


async def test_a_first_password_is_not_set_where_it_would_lose_notes(
    briefing: Briefing, world: World
) -> None:
    chair = briefing.tabs["chair"]
    key, note = await opened(chair), new_note()
    rev = await written(chair, briefing.id, note, key.seal(briefing.id, note, "x"))
    other = await world.account_tab(chair.principal["id"])
    answer = await other.post("/session/password", json={"password": PASSWORD})
    assert refused(answer) == (409, "notes.would_be_lost")
    assert await opened(chair) == key
    deleted = await chair.call("DELETE", f"/meetings/{briefing.id}/notes/{note}?base={rev}")
    assert deleted.status_code == 204
    await set_password(other, PASSWORD)


async def test_a_password_written_into_the_database_opens_nothing(world: World, tmp_path: Path) -> None:
    account = await lan(world)
    await lan(world, "minh", password=NEW)
    owners = await by_password(world)
    key = await opened(owners)
    [(own,)] = rows(tmp_path, "SELECT password_hash FROM accounts WHERE id = ?", account)
    [(forged,)] = rows(tmp_path, "SELECT password_hash FROM accounts WHERE login = 'minh'")
    rows(tmp_path, "UPDATE accounts SET password_hash = ? WHERE id = ?", forged, account)
    thief = await by_password(world, password=NEW)
    assert ways(await thief.get("/notes/key")) == ["password", "transfer"]
    assert ways(await thief.post("/notes/unlock", json={"password": NEW})) == ["transfer"]
    rows(tmp_path, "UPDATE accounts SET password_hash = ? WHERE id = ?", own, account)
    assert await opened(await by_password(world)) == key


async def test_a_wrapping_moved_to_another_owner_opens_nothing(world: World, tmp_path: Path) -> None:
    """Whoever writes to the database cannot give a sign-in somebody else's key."""
    await lan(world)
    other = await lan(world, "minh")
    await opened(await by_password(world))
    thief = await by_password(world, "minh")
    own = await opened(thief)
    with_session = "SELECT session FROM note_wrappings WHERE owner = ? AND session IS NOT NULL"
    [(session,)] = rows(tmp_path, with_session, f"account:{other}")
    rows(tmp_path, "DELETE FROM note_wrappings WHERE session = ?", session)
    rows(
        tmp_path,
        "UPDATE note_wrappings SET owner = ?, session = ? WHERE owner != ? AND session IS NOT NULL",
        own.owner,
        session,
        own.owner,
    )
    assert ways(await thief.get("/notes/key")) == ["password"]


async def test_the_key_outlives_the_server_and_a_lost_answer(tmp_path: Path) -> None:
    """Killed after the key was stored and before anybody got it: the next answer holds that key."""
    async with running(tmp_path) as world:
        account = await lan(world, password=None)
        tab = await world.account_tab(account)
        key = await opened(tab)
        cookies, slot = dict(tab.client.cookies), tab.slot
    async with running(tmp_path) as world:
        again = world.tab()
        again.client.cookies.update(cookies)
        again.slot = slot
        assert await opened(again) == key


async def test_a_process_that_dies_between_storing_and_answering_loses_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = await world.account_tab(await lan(world, password=None))
    repository = world.services.notes.keys._repository
    make = repository.make

    async def dies(*given: Any) -> bool:
        await make(*given)
        raise ConnectionAbortedError

    monkeypatch.setattr(repository, "make", dies)
    assert (await tab.get("/notes/key")).status_code == 500
    monkeypatch.undo()
    assert (await tab.get("/notes/key")).status_code == 200


async def test_neither_database_nor_log_holds_key_password_or_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        await lan(world)
        tab, seat = await by_password(world), briefing.tabs["chair"]
        await set_password(tab, NEW, PASSWORD)
        key, own = await opened(tab), await opened(seat)
        code = (await seat.post("/notes/transfers")).json()["code"]
        note = new_note()
        box = own.seal(briefing.id, note, "đừng ai đọc điều này")
        await written(seat, briefing.id, note, box)
        await seat.post("/notes/transfers/claim", json={"code": "sai"})
        found = stored_bytes(tmp_path)
        written_out = "".join(capsys.readouterr()) + caplog.text
        tokens = [value for one in (tab, seat) for value in one.client.cookies.values()]
        raw = [key.raw, own.raw]
        keys = [base64.b64encode(one).decode() for one in raw]
        shown = [PASSWORD, NEW, code, code.replace("-", ""), *tokens, *keys]
        assert base64.b64decode(box) in found
        for secret in [*raw, *(one.encode() for one in shown)]:
            assert secret not in found
        for secret in shown:
            assert secret not in written_out
