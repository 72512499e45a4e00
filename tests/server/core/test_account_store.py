"""Accounts in the database of each kind: of changes that meet, not both can take the last administrator."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from server.db.engine import Database
from server.db.repositories.accounts import AccountRepository, NewAccount
from server.errors import Conflict
from server.people.records import ADMINISTRATOR, OFFICER

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PAIRS = 5


async def two_administrators(repository: AccountRepository) -> None:
    for name in ("an", "binh"):
        new = NewAccount(name, name, name, "", frozenset({ADMINISTRATOR}), None, NOW)
        await repository.add(new)


async def administrators(repository: AccountRepository) -> list[str]:
    accounts = await repository.all()
    return [one.id for one in accounts if ADMINISTRATOR in one.roles and not one.disabled]


@pytest.mark.parametrize("change", [{"roles": [OFFICER]}, {"disabled_at": NOW}], ids=["demote", "disable"])
async def test_two_administrators_who_put_each_other_out_at_once_leave_one(
    database: Database, change: dict[str, object]
) -> None:
    repository = AccountRepository(database)
    await two_administrators(repository)
    for _ in range(PAIRS):
        results = await asyncio.gather(
            *(repository.change(one, change, keep=ADMINISTRATOR) for one in ("an", "binh")),
            return_exceptions=True,
        )
        refused = [result for result in results if isinstance(result, Conflict)]
        assert [error.code for error in refused] == ["account.last_administrator"]
        assert len(await administrators(repository)) == 1
        for one in ("an", "binh"):
            await repository.change(one, {"roles": [ADMINISTRATOR], "disabled_at": None})


async def test_a_refused_change_changes_nothing(database: Database) -> None:
    repository = AccountRepository(database)
    await two_administrators(repository)
    await repository.change("an", {"roles": []}, keep=ADMINISTRATOR)
    with pytest.raises(Conflict):
        await repository.change("binh", {"roles": [], "name": "x"}, keep=ADMINISTRATOR)
    kept = await repository.get("binh")
    assert kept is not None
    assert (kept.name, kept.roles) == ("binh", frozenset({ADMINISTRATOR}))
