"""Keys, credentials and boxes of secret polls, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio

import pytest

from server.clock import utc_now
from server.db.engine import Database
from server.db.repositories.ballots import BallotRepository, Claim, Put, StoredBallot, StoredKey
from server.db.repositories.events import EventStore

HERE = ("m1", "v1")
KEY = StoredKey(b"private", "public")


@pytest.fixture
async def store(database: Database) -> BallotRepository:
    await EventStore(database, utc_now).create("m1")
    made = BallotRepository(database)
    assert await made.keep_key(*HERE, KEY) == KEY
    return made


def ballot(serial: str, choice: str = "yes", change: int = 0) -> StoredBallot:
    return StoredBallot(serial, (choice,), change, "signature", "proof")


async def test_a_poll_keeps_the_first_key_made_for_it(store: BallotRepository) -> None:
    assert await store.keep_key(*HERE, StoredKey(b"other", "other")) == KEY
    assert await store.key(*HERE) == KEY
    assert await store.key("m1", "v2") is None


async def test_of_messages_that_come_at_once_one_is_the_seats(store: BallotRepository) -> None:
    asked = [(seat, f"{seat}-{number}") for number in range(5) for seat in ("a", "b", "c")]
    came = await asyncio.gather(*(store.claim(*HERE, *one) for one in asked))
    granted = [one for one, claim in zip(asked, came, strict=True) if claim.granted]
    assert sorted(seat for seat, _ in granted) == ["a", "b", "c"]
    assert all(claim.private == b"private" for claim in came)
    for seat, message in granted:
        assert (await store.claim(*HERE, seat, message)).granted
    assert await store.claim("m1", "v2", "a", "x") == Claim(None, granted=False)


async def test_ballots_that_come_at_once_are_in_the_box_once_each(store: BallotRepository) -> None:
    sent = [ballot(f"s{number % 40}") for number in range(200)]
    came = await asyncio.gather(*(store.put(*HERE, one, replaces=False) for one in sent))
    assert set(came) == {Put.STORED}
    assert await store.count(*HERE) == 40


@pytest.mark.parametrize("replaces", [True, False])
async def test_only_a_later_change_takes_the_place_of_a_ballot(
    store: BallotRepository, replaces: bool
) -> None:
    steps = [ballot("s"), ballot("s", "no", 2), ballot("s", "abstain", 1), ballot("s", "yes", 2), ballot("s")]
    came = [await store.put(*HERE, one, replaces=replaces) for one in steps]
    if replaces:
        assert came == [Put.STORED, Put.STORED, Put.SUPERSEDED, Put.TAKEN, Put.SUPERSEDED]
    else:
        assert came == [Put.STORED, Put.TAKEN, Put.TAKEN, Put.TAKEN, Put.STORED]
    (left,) = await store.seal(*HERE)
    assert left.choices == (("no",) if replaces else ("yes",))


async def test_a_ballot_is_in_the_sealed_box_or_refused(store: BallotRepository) -> None:
    """Whatever comes while the box is sealed is counted, or told that it came too late."""
    putting = [asyncio.create_task(store.put(*HERE, ballot(f"s{n:03}"), replaces=True)) for n in range(150)]
    await asyncio.sleep(0.01)
    box = {one.serial for one in await store.seal(*HERE)}
    came = await asyncio.gather(*putting)
    assert {f"s{n:03}" for n, put in enumerate(came) if put == Put.STORED} == box
    assert set(came) <= {Put.STORED, Put.SEALED}
    assert await store.put(*HERE, ballot("late"), replaces=True) == Put.SEALED


async def test_nothing_is_left_when_the_key_was_destroyed(store: BallotRepository) -> None:
    await store.claim(*HERE, "a", "x")
    await store.put(*HERE, ballot("s"), replaces=True)
    await store.destroy(*HERE)
    assert (await store.key(*HERE), await store.count(*HERE)) == (None, 0)
    assert await store.claim(*HERE, "a", "x") == Claim(None, granted=False)
    assert await store.put(*HERE, ballot("s"), replaces=True) == Put.SEALED
