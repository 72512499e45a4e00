"""The event store's contract, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio

import pytest

from server.clock import utc_now
from server.db.engine import Database
from server.db.migrate import current, latest, migrate
from server.db.repositories.events import EventStore, Fenced, KeyRepeated, OutOfOrder, Record
from server.errors import Conflict, NotFound


@pytest.fixture
def store(database: Database) -> EventStore:
    return EventStore(database, utc_now)


def records(first: int, count: int = 1, key: str | None = None) -> list[Record]:
    return [
        Record(
            seq,
            "officer-1",
            "chat.posted",
            key if seq == first else None,
            f"{seq:064x}",
            {"seq": seq, "ă": "đ"},
        )
        for seq in range(first, first + count)
    ]


async def test_migrations_reach_the_newest_version_and_run_twice_without_harm(database: Database) -> None:
    assert await migrate(database) == latest()
    assert await current(database) == latest()


async def test_what_is_appended_is_read_back_in_order(store: EventStore) -> None:
    await store.create("m1")
    head = await store.claim("m1")
    await store.append("m1", 0, records(1, 2), fence=head.fence, lifecycle="draft")
    await store.append("m1", 2, records(3, 3), fence=head.fence, lifecycle="scheduled")
    assert [envelope["seq"] for envelope in await store.read("m1")] == [1, 2, 3, 4, 5]
    assert [envelope["seq"] for envelope in await store.read("m1", after=3)] == [4, 5]
    assert (await store.read("m1", limit=1))[0]["ă"] == "đ"
    assert [(s.meeting, s.seq, s.lifecycle) for s in await store.list()] == [("m1", 5, "scheduled")]
    assert await store.list(("in_session",)) == []


async def test_an_id_is_taken_once(store: EventStore) -> None:
    await store.create("m1")
    with pytest.raises(Conflict):
        await store.create("m1")


async def test_a_meeting_that_is_not_there_cannot_be_claimed_or_written(store: EventStore) -> None:
    assert await store.head("nowhere") is None
    with pytest.raises(NotFound):
        await store.claim("nowhere")
    with pytest.raises(NotFound):
        await store.append("nowhere", 0, records(1), fence=1, lifecycle="draft")


async def test_an_owner_that_was_replaced_cannot_append(store: EventStore) -> None:
    await store.create("m1")
    old = await store.claim("m1")
    new = await store.claim("m1")
    with pytest.raises(Fenced):
        await store.append("m1", 0, records(1), fence=old.fence, lifecycle="draft")
    await store.append("m1", 0, records(1), fence=new.fence, lifecycle="draft")
    assert len(await store.read("m1")) == 1


async def test_an_owner_that_lags_behind_stores_nothing(store: EventStore) -> None:
    await store.create("m1")
    head = await store.claim("m1")
    await store.append("m1", 0, records(1), fence=head.fence, lifecycle="draft")
    with pytest.raises(OutOfOrder):
        await store.append("m1", 0, records(1, 2), fence=head.fence, lifecycle="draft")
    assert len(await store.read("m1")) == 1


async def test_a_key_is_stored_once_and_a_repeated_one_undoes_the_whole_append(store: EventStore) -> None:
    await store.create("m1")
    head = await store.claim("m1")
    await store.append("m1", 0, records(1, 2, key="k1"), fence=head.fence, lifecycle="draft")
    assert await store.seq_of("m1", "officer-1", "k1") == 1
    assert await store.seq_of("m1", "officer-2", "k1") is None
    with pytest.raises(KeyRepeated):
        await store.append("m1", 2, records(3, 2, key="k1"), fence=head.fence, lifecycle="draft")
    stored = await store.head("m1")
    assert stored is not None
    assert stored.seq == 2


async def test_of_two_appends_at_once_one_wins(store: EventStore) -> None:
    await store.create("m1")
    head = await store.claim("m1")
    results = await asyncio.gather(
        *(store.append("m1", 0, records(1), fence=head.fence, lifecycle="draft") for _ in range(4)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == ["NoneType", *["OutOfOrder"] * 3]
    assert len(await store.read("m1")) == 1
