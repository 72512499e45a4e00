"""What two processes do at the same moment, on SQLite and on PostgreSQL, where nobody waits for the other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from server.clock import utc_now
from server.db.engine import Database
from server.db.repositories.accounts import AccountRepository, NewAccount
from server.db.repositories.ballots import BallotRepository, Put, StoredBallot, StoredKey
from server.db.repositories.contacts import ContactRepository
from server.db.repositories.events import EventStore
from server.db.repositories.mail import MailRepository
from server.db.repositories.markings import AccessRepository, Tombstone, TombstoneRepository
from server.db.repositories.opinions import OpinionRepository
from server.db.repositories.paper_reviews import ReadingRepository, ReviewRecord, ReviewRepository
from server.db.repositories.planning import FeedRepository, SeriesRepository, TemplateRepository
from server.db.repositories.receipts import Copy, ReceiptRepository
from server.mail.records import Letter, MeetingMail, Recipient, Told
from server.markings.chain import Head, seal, verify
from server.opinions.records import Slip
from server.planning.records import CREATED, Series, Template
from server.planning.recurrence import parse

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MEETING = "20260302-aaaaaaaa"
MANY = 40


async def at_once(*calls: Awaitable[Any]) -> list[Any]:
    return list(await asyncio.gather(*calls))


@pytest.fixture
async def stored(database: Database) -> Database:
    """A database with one meeting and one account."""
    await EventStore(database, utc_now).create(MEETING)
    account = NewAccount("a1", "lan", "Lan", "", frozenset({"officer"}), None, AT)
    await AccountRepository(database).add(account)
    return database


async def test_an_access_log_takes_every_line_of_many_readers_into_one_chain(stored: Database) -> None:
    log = AccessRepository(stored)
    await at_once(
        *(log.add(MEETING, lambda head, n=n: seal(MEETING, head, {"page": n})) for n in range(MANY))
    )
    lines = await log.read(MEETING)
    assert sorted(line.entry["page"] for line in lines) == list(range(MANY))
    assert verify(MEETING, lines, [Head(MANY, lines[-1].hash)]) is None


async def test_a_machine_that_says_twice_what_it_holds_is_noted_once(stored: Database) -> None:
    receipts = ReceiptRepository(stored)
    copies = [Copy("p1", 1), Copy("p2", 1)]
    said = (receipts.note(MEETING, "dev", "site-1", copies, [], AT) for _ in range(8))
    await at_once(*said)
    assert [one.paper for one in await receipts.of_meeting(MEETING)] == ["p1", "p2"]


async def test_addresses_stored_twice_at_once_are_stored(stored: Database) -> None:
    contacts = ContactRepository(stored)
    await at_once(*(contacts.put(MEETING, {"d1": "a@example.vn", "d2": ""}) for _ in range(8)))
    assert await contacts.of_meeting(MEETING) == {"d1": "a@example.vn"}


async def test_what_is_chosen_for_a_meetings_mail_twice_at_once_is_kept(stored: Database) -> None:
    mail = MailRepository(stored)
    await at_once(*(mail.choose(MEETING, MeetingMail(True, (60,))) for _ in range(8)))
    assert await mail.chosen(MEETING) == MeetingMail(True, (60,))


async def test_a_letter_queued_by_two_is_queued_once(stored: Database) -> None:
    mail = MailRepository(stored)
    letter = Letter(Recipient("Lan", "a@example.vn"), "invite", {}, "k", MEETING, "delegate-d1")
    told = Told("delegate-d1", letter.to, 1, AT)
    added = await at_once(*(mail.add(letter, AT, told) for _ in range(8)))
    assert added.count(True) == 1
    assert len(await mail.of_meeting(MEETING)) == 1


async def test_letters_that_tell_one_person_different_things_are_all_queued(stored: Database) -> None:
    mail = MailRepository(stored)
    to = Recipient("Lan", "a@example.vn")
    letters = [Letter(to, "invite", {}, f"k{n}", MEETING, "delegate-d1") for n in range(8)]
    added = await at_once(
        *(mail.add(one, AT, Told("delegate-d1", to, n, AT)) for n, one in enumerate(letters))
    )
    assert added == [True] * 8


async def test_a_feed_asked_for_twice_at_once_has_one_address(stored: Database) -> None:
    feeds = FeedRepository(stored)
    await at_once(*(feeds.put("a1", f"{n:064x}", AT) for n in range(8)))
    owners = [await feeds.account_of(f"{n:064x}") for n in range(8)]
    assert owners.count("a1") == 1


async def test_a_template_stored_twice_at_once_is_stored(stored: Database) -> None:
    templates = TemplateRepository(stored)
    await at_once(*(templates.put(Template("t1", "Mẫu", {}, "a1", AT)) for _ in range(8)))
    assert [one.id for one in await templates.all()] == ["t1"]


async def test_a_day_of_a_series_is_claimed_for_one_meeting(stored: Database) -> None:
    series = Series("s1", "Giao ban tuần", {}, parse("FREQ=WEEKLY"), date(2026, 3, 2), time(8), "a1")
    planned = SeriesRepository(stored)
    await planned.add(series)
    claims = await at_once(*(planned.begin(series, date(2026, 3, 2), f"m{n}") for n in range(8)))
    [made] = await planned.occurrences("s1")
    assert {claim.meeting for claim in claims if claim} == {made.meeting}
    await planned.finish(made, [])
    assert (await planned.occurrences("s1"))[0].state == CREATED
    assert await planned.begin(series, date(2026, 3, 2), "m9") is None


async def test_days_of_a_series_claimed_at_once_have_numbers_of_their_own(stored: Database) -> None:
    series = Series("s1", "Giao ban tuần", {}, parse("FREQ=DAILY"), date(2026, 3, 2), time(8), "a1")
    planned = SeriesRepository(stored)
    await planned.add(series)
    days = [date(2026, 3, 2) + timedelta(days=n) for n in range(8)]
    await at_once(*(planned.begin(series, day, f"m{n}") for n, day in enumerate(days)))
    numbers = [one.number for one in await planned.occurrences("s1")]
    assert sorted(numbers) == list(range(1, 9))


async def test_what_is_to_be_destroyed_is_ordered_once(stored: Database) -> None:
    stones = TombstoneRepository(stored)
    stone = Tombstone("p1", 1, MEETING, "confidential", 2, 9, "ff", "ff", "papers/p1/1", AT)
    await at_once(*(stones.order(stone) for _ in range(8)))
    assert [one.paper for one in await stones.of_meeting(MEETING)] == ["p1"]


async def test_a_paper_opened_twice_at_once_is_read_once(stored: Database) -> None:
    readings = ReadingRepository(stored)
    await at_once(*(readings.note(MEETING, "p1", 1, "site-1", AT) for _ in range(8)))
    assert await readings.of_reader(MEETING, "site-1") == {"p1": [1]}


async def test_one_of_two_decisions_about_a_submission_holds(stored: Database) -> None:
    reviews = ReviewRepository(stored)
    review = ReviewRecord("p1", 1, MEETING, "T", None, "site-1", AT, state="submitted")
    added = await at_once(*(reviews.add(review) for _ in range(4)))
    assert added.count(True) == 1
    decided = await at_once(
        *(reviews.change(review, ["submitted"], {"state": state}) for state in ("approved", "sent_back"))
    )
    assert sum(one is not None for one in decided) == 1


async def test_a_draft_made_twice_with_one_key_is_one(stored: Database) -> None:
    opinions = OpinionRepository(stored, lambda: AT)
    slip = Slip("y1", "", "Xin ý kiến", "", ("Có?",), "a1", "Lan", "", None, False, False, AT, AT)
    made = await at_once(*(opinions.add(replace(slip, id=f"y{n}"), "key", ()) for n in range(8)))
    assert len({one.id for one in made}) == 1


def ballot(number: int) -> StoredBallot:
    return StoredBallot(f"serial-{number}", ("yes",), 0, "signature", "proof")


async def test_the_key_of_a_poll_is_one_whoever_makes_it(stored: Database) -> None:
    ballots = BallotRepository(stored)
    keys = (StoredKey(bytes([n]), f"public-{n}") for n in range(8))
    kept = await at_once(*(ballots.keep_key(MEETING, "v1", key) for key in keys))
    assert len({key.public for key in kept}) == 1


async def test_a_seat_gets_one_credential_whatever_its_machines_ask_for(stored: Database) -> None:
    ballots = BallotRepository(stored)
    await ballots.keep_key(MEETING, "v1", StoredKey(b"k", "public"))
    claims = await at_once(*(ballots.claim(MEETING, "v1", "delegate-d1", f"{n:064x}") for n in range(8)))
    assert [one.granted for one in claims].count(True) == 1


async def test_a_box_that_is_sealed_holds_what_was_said_to_be_stored(stored: Database) -> None:
    ballots = BallotRepository(stored)
    await ballots.keep_key(MEETING, "v1", StoredKey(b"k", "public"))
    puts: Iterable[Awaitable[object]] = (
        ballots.put(MEETING, "v1", ballot(n), replaces=True) for n in range(MANY)
    )
    *answers, sealed = await at_once(*puts, ballots.seal(MEETING, "v1"))
    said = {f"serial-{n}" for n, answer in enumerate(answers) if answer == Put.STORED}
    assert isinstance(sealed, list)
    assert {one.serial for one in sealed} == said
    assert await ballots.put(MEETING, "v1", ballot(99), replaces=True) == Put.SEALED


async def test_a_ballot_sent_twice_at_once_lies_in_the_box_once(stored: Database) -> None:
    ballots = BallotRepository(stored)
    await ballots.keep_key(MEETING, "v1", StoredKey(b"k", "public"))
    answers = await at_once(*(ballots.put(MEETING, "v1", ballot(1), replaces=True) for _ in range(8)))
    assert set(answers) == {Put.STORED}
    assert await ballots.count(MEETING, "v1") == 1


async def test_of_changes_of_one_ballot_sent_to_two_servers_at_once_the_latest_lies_in_the_box(
    stored: Database,
) -> None:
    servers = [BallotRepository(stored) for _ in range(8)]
    await servers[0].keep_key(MEETING, "v1", StoredKey(b"k", "public"))
    for serial in range(6):
        await servers[0].put(MEETING, "v1", ballot(serial), replaces=True)
        changes = [replace(ballot(serial), choices=(f"c{n}",), change=n) for n in (8, 3, 7, 2, 6, 1, 5, 4)]
        await at_once(
            *(
                one.put(MEETING, "v1", change, replaces=True)
                for one, change in zip(servers, changes, strict=True)
            )
        )
        found = await servers[0].find(MEETING, "v1", f"serial-{serial}")
        assert found is not None
        assert (found.change, found.choices) == (8, ("c8",))
