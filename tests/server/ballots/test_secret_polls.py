"""A secret poll over HTTP: one credential a seat, one ballot a credential, and nothing that leads back."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import io
import json
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import structlog
from sqlalchemy import text as sql

from rooms import Viewer, envelope_from_json, open_envelope
from rooms.state import Poll
from server.ballots.keys import blind_sign
from server.ballots.proofs import to_text
from server.ballots.sent import LARGEST, read_ballot
from server.errors import TimedOut, TooLarge
from server.logs import set_up_logging
from server.meetings.owner import Outcome
from server.settings import load_settings
from tests.server.people.harness import Briefing, World, full_briefing, running
from tests.support.gathering import eventually
from tests.support.voter import SecretVoter

SEATS = {"chair": "chair", "deputy": "deputy", "delegate": "delegate"}


class Hall:
    """A meeting in session with three voters, over HTTP."""

    def __init__(self, world: World, briefing: Briefing) -> None:
        self.world = world
        self.tabs = briefing.tabs
        self.meeting = briefing.id
        self.count = 0

    async def viewers(self) -> dict[str, Viewer]:
        state = await self.world.services.meetings.state(self.meeting)
        offices = {str(one.role): Viewer(seat, one.role) for seat, one in state.officers.items()}
        return {**offices, "delegate": Viewer("delegate-d1", "delegate")}

    async def do(self, who: str, command: str, **data: Any) -> None:
        self.count += 1
        viewer = (await self.viewers())[who]
        await self.world.services.meetings.execute(self.meeting, command, data, f"t{self.count}", viewer)

    async def poll(self, poll: str) -> Poll:
        return (await self.world.services.meetings.state(self.meeting)).polls.items[poll]

    async def opened(self, **plan: Any) -> str:
        """Open a secret poll of three voters and wait for its key."""
        given = {"question": "Miễn nhiệm?", "secret": True, "chairs": True, **plan}
        await self.do("secretary", "poll.create", **given)
        poll = list((await self.world.services.meetings.state(self.meeting)).polls.items)[-1]
        await self.do("chair", "poll.open", poll=poll)
        await self.settled(poll, lambda found: found.key is not None)
        return poll

    async def settled(self, poll: str, holds: Any) -> Poll:
        async def there() -> bool:
            return bool(holds(await self.poll(poll)))

        await eventually(there)
        return await self.poll(poll)

    async def closed(self, poll: str) -> Poll:
        await self.do("chair", "poll.close", poll=poll)
        return await self.settled(poll, lambda found: found.key_destroyed)

    async def asks(self, who: str, poll: str, blinded: str, **more: Any) -> httpx.Response:
        path = f"/meetings/{self.meeting}/polls/{poll}/credentials"
        return await self.tabs[who].post(path, json={"blinded": blinded, **more})

    async def voter(self, who: str, poll: str) -> SecretVoter:
        """A voter with their credential."""
        voter = SecretVoter(self.meeting, poll, (await self.poll(poll)).key or "")
        answer = await self.asks(who, poll, voter.blinded())
        assert answer.status_code == 200, answer.text
        voter.take(answer.json()["signature"])
        return voter

    async def cast(self, sent: Any, **options: Any) -> httpx.Response:
        """As a browser without cookies and without a slot."""
        client = self.world.tab().client
        return await client.post("/api/v1/ballots", **({"json": sent} | options))


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with running(tmp_path) as world:
        made = Hall(world, await full_briefing(world))
        for command in ("meeting.schedule", "meeting.start_line_check", "meeting.open"):
            if command != "meeting.schedule":
                await made.do("chair", command)
        yield made


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_ballots_are_counted_and_the_log_holds_them_sorted(hall: Hall) -> None:
    poll = await hall.opened()
    for who, choice in (("chair", "yes"), ("deputy", "no"), ("delegate", "yes")):
        answer = await hall.cast((await hall.voter(who, poll)).ballot(choice))
        assert (answer.status_code, answer.json()) == (200, {"stored": True})
    box = await hall.tabs["secretary"].get(f"/meetings/{hall.meeting}/polls/{poll}/box")
    assert box.json() == {"cast": 3}
    found = await hall.closed(poll)
    assert found.tally is not None
    assert (found.tally.counts["yes"], found.tally.cast, len(found.issued)) == (2, 3, 3)
    events = await hall.world.services.meetings.events(hall.meeting)
    (closed,) = [one.data for one in events if one.type == "poll.closed"]
    serials = [ballot["serial"] for ballot in closed["ballots"]]
    assert serials == sorted(serials)


async def test_a_ballot_sent_again_counts_once(hall: Hall) -> None:
    poll = await hall.opened()
    sent = (await hall.voter("chair", poll)).ballot("yes")
    answers = await asyncio.gather(*(hall.cast(sent) for _ in range(5)))
    assert [answer.status_code for answer in answers] == [200] * 5
    found = await hall.closed(poll)
    assert found.tally is not None
    assert found.tally.cast == 1


async def test_a_vote_changed_replaces_the_earlier_and_never_the_later(hall: Hall) -> None:
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    first, second = voter.ballot("yes"), voter.ballot("no", change=1)
    assert (await hall.cast(first)).status_code == 200
    assert (await hall.cast(second)).status_code == 200
    assert refused(await hall.cast(first)) == (409, "ballot.superseded")
    assert refused(await hall.cast(voter.ballot("abstain", change=1))) == (409, "ballot.already_cast")
    found = await hall.closed(poll)
    assert found.tally is not None
    assert found.tally.counts == {"yes": 0, "no": 1, "abstain": 0}


async def test_where_votes_are_final_a_second_one_is_refused(hall: Hall) -> None:
    poll = await hall.opened(revocable=False)
    voter = await hall.voter("chair", poll)
    assert (await hall.cast(voter.ballot("yes"))).status_code == 200
    assert refused(await hall.cast(voter.ballot("no", change=1))) == (409, "ballot.already_cast")
    assert (await hall.cast(voter.ballot("yes"))).status_code == 200


async def test_a_seat_has_one_credential(hall: Hall) -> None:
    poll = await hall.opened()
    voter = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "")
    first = await hall.asks("chair", poll, voter.blinded())
    again = await hall.asks("chair", poll, voter.blinded())
    assert (first.status_code, first.json()) == (200, again.json())
    other = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "")
    assert refused(await hall.asks("chair", poll, other.blinded())) == (409, "ballot.credential_taken")
    both = [SecretVoter(hall.meeting, poll, voter.public).blinded() for _ in range(2)]
    answers = await asyncio.gather(*(hall.asks("deputy", poll, blinded) for blinded in both))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len((await hall.poll(poll)).issued) == 2


async def test_nothing_is_signed_for_who_sends_message_after_message(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[bytes] = []

    def counting(private: bytes, blinded: bytes) -> bytes:
        signed.append(blinded)
        return blind_sign(private, blinded)

    monkeypatch.setattr("server.ballots.service.blind_sign", counting)
    poll = await hall.opened()
    public = (await hall.poll(poll)).key or ""
    messages = [SecretVoter(hall.meeting, poll, public).blinded() for _ in range(8)]
    answers = await asyncio.gather(*(hall.asks("chair", poll, one) for one in messages))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert len(signed) == 1


async def test_what_cannot_be_signed_does_not_use_up_the_seats_one_credential(hall: Hall) -> None:
    poll = await hall.opened()
    voter = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "")
    for bad in (bytes(256), b"\xff" * 256, b"\x01" * 255):
        assert refused(await hall.asks("chair", poll, to_text(bad))) == (422, "ballot.malformed")
    assert (await hall.asks("chair", poll, voter.blinded())).status_code == 200


async def test_who_is_not_entitled_gets_no_credential(hall: Hall) -> None:
    poll = await hall.opened()
    blinded = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "").blinded()
    assert refused(await hall.asks("site", poll, blinded)) == (403, "ballot.not_entitled")
    assert refused(await hall.asks("chair", poll, blinded, seat="delegate-d1")) == (
        403, "ballot.not_entitled",
    )  # fmt: skip
    for who in ("observer", "secretary", "technician", "administrator"):
        assert refused(await hall.asks(who, poll, blinded)) == (403, "access.denied")
    assert (await hall.asks("nobody", poll, blinded)).status_code == 401
    assert refused(await hall.asks("chair", "v999", blinded)) == (409, "poll.unknown")
    assert refused(await hall.asks("chair", poll, "AAAA")) == (422, "ballot.malformed")
    assert refused(await hall.asks("chair", poll, "é" * 9)) == (422, "ballot.malformed")


@pytest.mark.parametrize("whose", ["delegate-d1", "delegate-nobody", None], ids=["another", "made up", "own"])
async def test_no_key_of_an_earlier_command_gets_a_credential(hall: Hall, whose: str | None) -> None:
    """Screens choose the keys of their commands: one that was used is no leave to be given a credential."""
    poll = await hall.opened(chairs=False)
    deputy = (await hall.viewers())["deputy"]
    for key in (f"credential-{poll}-{whose or deputy.seat}", f"credential-{poll}"):
        chat = {"text": "chào"}
        await hall.world.services.meetings.execute(hall.meeting, "chat.post", chat, key, deputy)
    blinded = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "").blinded()
    asked = {} if whose is None else {"seat": whose}
    assert refused(await hall.asks("deputy", poll, blinded, **asked)) == (403, "ballot.not_entitled")
    assert (await hall.poll(poll)).issued == frozenset()
    await hall.voter("delegate", poll)


async def test_a_command_that_was_not_refused_is_no_leave_to_sign(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the command comes to: only the credential the log holds is signed, for who gives that vote."""
    poll = await hall.opened(chairs=False)
    await hall.voter("delegate", poll)

    async def nothing(*_: object) -> Outcome:
        return Outcome(0)

    monkeypatch.setattr(hall.world.services.meetings, "execute", nothing)
    blinded = SecretVoter(hall.meeting, poll, (await hall.poll(poll)).key or "").blinded()
    for seat in ("delegate-d1", "delegate-nobody", None):
        asked = {} if seat is None else {"seat": seat}
        assert refused(await hall.asks("deputy", poll, blinded, **asked)) == (403, "ballot.not_entitled")


async def test_an_authority_brings_a_second_credential(hall: Hall) -> None:
    viewers = await hall.viewers()
    given = {"grantor": "delegate-d1", "holder": viewers["deputy"].seat, "document": "GUQ 7"}
    await hall.do("secretary", "proxy.record", **given)
    poll = await hall.opened()
    own = await hall.voter("deputy", poll)
    other = SecretVoter(hall.meeting, poll, own.public)
    answer = await hall.asks("deputy", poll, other.blinded(), seat="delegate-d1")
    other.take(answer.json()["signature"])
    assert refused(await hall.asks("delegate", poll, other.blinded())) == (403, "ballot.given_away")
    for voter, choice in ((own, "yes"), (other, "no")):
        assert (await hall.cast(voter.ballot(choice))).status_code == 200
    found = await hall.closed(poll)
    assert found.tally is not None
    assert found.tally.cast == 2


async def test_after_the_end_no_ballot_and_no_credential(hall: Hall) -> None:
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    late = SecretVoter(hall.meeting, poll, voter.public).blinded()
    await hall.closed(poll)
    assert refused(await hall.cast(voter.ballot("yes"))) == (409, "poll.closed")
    assert refused(await hall.asks("deputy", poll, late)) == (409, "poll.closed")
    second = await hall.opened()
    voter = await hall.voter("chair", second)
    await hall.do("chair", "poll.cancel", poll=second)
    assert refused(await hall.cast(voter.ballot("yes"))) == (409, "poll.not_open")


async def test_a_ballot_that_counts_is_confirmed_also_when_its_poll_is_over(hall: Hall) -> None:
    """Its answer was lost, and it is sent again: then what is in the box is confirmed, and nothing else."""
    poll = await hall.opened()
    voter, never = await hall.voter("chair", poll), await hall.voter("deputy", poll)
    first, counted = voter.ballot("no"), voter.ballot("yes", change=1)
    for sent in (first, counted):
        assert (await hall.cast(sent)).status_code == 200
    found = await hall.closed(poll)
    assert found.tally is not None
    assert (found.tally.cast, found.tally.counts["yes"]) == (1, 1)
    assert (await hall.cast(counted)).json() == {"stored": True}
    for late in (first, voter.ballot("yes", change=2), never.ballot("yes")):
        assert refused(await hall.cast(late)) == (409, "poll.closed")
    forged = {**counted, "proof": never.ballot("yes")["proof"]}
    assert refused(await hall.cast(forged)) == (409, "poll.closed")


async def test_a_ballot_that_comes_after_a_restart_is_told_that_its_poll_was_closed(tmp_path: Path) -> None:
    """Nobody has opened the meeting again; a poll called off or never opened is not one that was closed."""
    async with running(tmp_path) as world:
        hall = Hall(world, await full_briefing(world))
        await hall.do("chair", "meeting.start_line_check")
        await hall.do("chair", "meeting.open")
        sent = {}
        for end in ("poll.close", "poll.cancel"):
            poll = await hall.opened()
            sent[end] = (await hall.voter("chair", poll)).ballot("yes")
            await hall.do("chair", end, poll=poll)
            await hall.settled(poll, lambda found: found.key_destroyed)
        await hall.do("chair", "meeting.close")
    async with running(tmp_path) as world:
        again = Hall(world, Briefing(hall.meeting, {}))
        assert world.services.meetings.known(hall.meeting) is None
        assert refused(await again.cast(sent["poll.close"])) == (409, "poll.closed")
        assert refused(await again.cast(sent["poll.cancel"])) == (409, "poll.not_open")
        assert refused(await again.cast({**sent["poll.close"], "poll": "v999"})) == (409, "poll.not_open")
        assert world.services.meetings.known(hall.meeting) is None


async def test_when_the_time_is_up_no_ballot_is_taken(hall: Hall) -> None:
    poll = await hall.opened(for_s=60)
    voter = await hall.voter("chair", poll)
    hall.world.clock.move(seconds=61)
    assert refused(await hall.cast(voter.ballot("yes"))) == (409, "poll.closed")


async def test_a_named_poll_takes_no_secret_ballot(hall: Hall) -> None:
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    await hall.closed(poll)
    await hall.do("secretary", "poll.create", question="Công khai?", chairs=True)
    named = list((await hall.world.services.meetings.state(hall.meeting)).polls.items)[-1]
    await hall.do("chair", "poll.open", poll=named)
    sent = {**voter.ballot("yes"), "poll": named}
    assert refused(await hall.cast(sent)) == (409, "ballot.not_secret")


NO_BALLOTS: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (403, "ballot.bad_credential", {"choices": ["no"]}),
    (403, "ballot.bad_credential", {"signature": "A" * 342}),
    (403, "ballot.bad_credential", {"change": 7}),
    (409, "ballot.unknown_option", {"choices": ["o1"]}),
    (409, "ballot.too_many", {"choices": ["yes", "no"]}),
    (409, "ballot.empty", {"choices": []}),
    (409, "poll.unknown", {"poll": "v999"}),
    (409, "poll.not_open", {"meeting": "elsewhere"}),
    (422, "ballot.malformed", {"serial": "short"}),
    (422, "ballot.malformed", {"choices": "yes"}),
    (422, "ballot.malformed", {"choices": ["yes"] * 200}),
    (422, "ballot.malformed", {"change": True}),
    (422, "ballot.malformed", {"seat": "officer-chair"}),
    (422, "ballot.malformed", {"meeting": "../x"}),
    (413, "http.too_large", {"proof": "A" * (LARGEST + 1)}),
)


async def test_what_is_no_ballot_is_refused_and_changes_nothing(hall: Hall) -> None:
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    for status, code, change in NO_BALLOTS:
        assert refused(await hall.cast({**voter.ballot("yes"), **change})) == (status, code), change
    found = await hall.closed(poll)
    assert found.tally is not None
    assert found.tally.cast == 0


async def test_nonsense_is_refused_and_slowed_down(hall: Hall) -> None:
    raw = (b"", b"[]", b"null", b"\xff\xfe", b"[" * 5000, b'{"poll": NaN}')
    for number in range(100):
        answer = await hall.cast(None, content=raw[number % len(raw)])
        assert refused(answer) == (422, "ballot.malformed")
    assert refused(await hall.cast(None, content=raw[0])) == (429, "ballot.throttled")


async def test_real_ballots_of_one_address_that_come_at_once_are_all_taken(hall: Hall) -> None:
    """A province behind one gateway casts within a second; a body that never ends holds nobody up."""
    poll = await hall.opened()
    sent = (await hall.voter("chair", poll)).ballot("yes")
    door = hall.world.services.ballots.door
    with contextlib.ExitStack() as others:
        for _ in range(300):
            others.enter_context(door.passing("127.0.0.1"))
        assert (await hall.cast(sent)).status_code == 200


async def test_a_body_that_drips_is_given_up_and_one_too_long_is_cut_at_the_first_byte_over() -> None:
    pulled = 0

    async def drips() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.001)

    async def floods() -> AsyncIterator[bytes]:
        nonlocal pulled
        while True:
            pulled += 1
            yield b" " * 1024

    with pytest.raises(TimedOut, match=r"ballot\.interrupted"):
        await read_ballot(drips(), within_s=0.05)
    with pytest.raises(TooLarge):
        await read_ballot(floods())
    assert pulled == LARGEST // 1024 + 1


async def test_real_ballots_are_never_slowed_down(hall: Hall) -> None:
    poll = await hall.opened()
    sent = (await hall.voter("chair", poll)).ballot("yes")
    for _ in range(150):
        assert (await hall.cast(sent)).status_code == 200


async def test_a_ballot_put_into_the_database_by_hand_does_not_count(hall: Hall) -> None:
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    assert (await hall.cast(voter.ballot("yes"))).status_code == 200
    columns = "meeting, poll, serial, choices, change, signature, proof"
    forged = "SELECT meeting, poll, 'x', choices, change, signature, proof FROM ballot_box"
    async with hall.world.services.database.write() as session:
        await session.execute(sql("UPDATE ballot_box SET choices = '[\"no\"]'"))
        await session.execute(sql(f"INSERT INTO ballot_box ({columns}) {forged}"))
    found = await hall.closed(poll)
    assert found.tally is not None
    assert found.tally.cast == 0


@pytest.mark.sqlite
async def test_key_box_and_credentials_are_gone_after_the_end(hall: Hall, tmp_path: Path) -> None:
    for end in ("poll.close", "poll.cancel"):
        poll = await hall.opened()
        voter = await hall.voter("chair", poll)
        await hall.cast(voter.ballot("yes"))
        key = await hall.world.services.ballots._repository.key(hall.meeting, poll)
        assert key is not None
        await hall.do("chair", end, poll=poll)
        await hall.settled(poll, lambda found: found.key_destroyed)
        with sqlite3.connect(tmp_path / "data" / "giaoban.sqlite3") as database:
            for table in ("ballot_keys", "ballot_credentials", "ballot_box"):
                assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
        for file in (tmp_path / "data").glob("giaoban.sqlite3*"):
            assert key.private not in file.read_bytes(), file.name


@pytest.mark.sqlite
async def test_neither_log_nor_database_leads_from_a_ballot_to_a_seat(hall: Hall, tmp_path: Path) -> None:
    """Everything an administrator can read: what is known of seats shares no value with what is known of
    ballots, and the box has no number, no time and no order of its own.
    """
    poll = await hall.opened()
    voters = {who: await hall.voter(who, poll) for who in SEATS}
    for voter, choice in zip(voters.values(), ("yes", "no", "yes"), strict=True):
        await hall.cast(voter.ballot(choice))
    with sqlite3.connect(tmp_path / "data" / "giaoban.sqlite3") as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(ballot_box)")]
        assert columns == ["meeting", "poll", "serial", "choices", "change", "signature", "proof"]
        with pytest.raises(sqlite3.OperationalError, match="rowid"):
            database.execute("SELECT rowid FROM ballot_box")
        claims = database.execute("SELECT seat, blinded FROM ballot_credentials").fetchall()
        dump = "\n".join(database.iterdump())
    assert len(claims) == 3
    secret = {text for voter in voters.values() for text in _texts(voter)}
    outside_box = [line for line in dump.splitlines() if "ballot_box" not in line]
    assert not [text for text in secret if any(text in line for line in outside_box)]
    await hall.closed(poll)
    events = await hall.world.services.meetings.events(hall.meeting)
    opened = [open_envelope(envelope_from_json(_json(one))) for one in events]
    for event in opened:
        if event.type == "ballot.credential_taken":
            assert {one.name for one in dataclasses.fields(event.body)} == {"poll", "seat", "by"}
    about_seats = json.dumps([_json(one) for one in events if one.type != "poll.closed"])
    assert not [text for text in secret if text in about_seats]


def _texts(voter: SecretVoter) -> set[str]:
    sent = voter.ballot("yes")
    return {sent["serial"], sent["signature"]}


def _json(envelope: Any) -> dict[str, Any]:
    from rooms import envelope_to_json

    return envelope_to_json(envelope)


@pytest.fixture
def debug_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the server's logging writes at its most talkative, set up as `serve` does it."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    monkeypatch.setenv("GIAOBAN_LOG_LEVEL", "debug")
    set_up_logging(load_settings())
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


async def test_nothing_is_logged_of_ballots_even_at_debug(debug_log: io.StringIO, hall: Hall) -> None:
    logging.getLogger("any.library").debug("heard at debug")
    poll = await hall.opened()
    voter = await hall.voter("chair", poll)
    sent = voter.ballot("yes")
    await hall.cast(sent)
    await hall.cast({**sent, "choices": ["no"]})
    await hall.cast({**sent, "seat": "officer-chair"})
    await hall.closed(poll)
    written = debug_log.getvalue()
    assert "heard at debug" in written
    for text in (sent["serial"], sent["signature"], sent["proof"], voter.blinded(), "127.0.0.1", "/ballots"):
        assert text not in written


async def test_what_was_left_undone_by_a_crash_is_done_by_the_next_owner(tmp_path: Path) -> None:
    """The process ends between the end of a poll and the counting of its box, and before its key was made."""
    async with running(tmp_path) as world:
        hall = Hall(world, await full_briefing(world))
        await hall.do("chair", "meeting.start_line_check")
        await hall.do("chair", "meeting.open")
        poll = await hall.opened()
        voter = await hall.voter("chair", poll)
        await hall.cast(voter.ballot("yes"))

        async def nothing(*_: Any) -> None:
            """As if the process were gone."""

        world.services.ballots.settle = nothing  # type: ignore[method-assign]
        await hall.do("chair", "poll.close", poll=poll)
        assert (await hall.poll(poll)).state == "counting"
        meeting = hall.meeting
    async with running(tmp_path) as world:
        again = Hall(world, Briefing(meeting, {}))
        found = await again.settled(poll, lambda one: one.key_destroyed)
        assert found.tally is not None
        assert found.tally.cast == 1
