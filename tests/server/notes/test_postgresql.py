"""The same on PostgreSQL, where writers really meet: one walk through keys, codes and notes."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.notes.support import (
    PASSWORD,
    by_password,
    lan,
    listed,
    new_note,
    opened,
    put,
    written,
)
from tests.server.people.harness import full_briefing, running
from tests.support.postgres import Postgres, running_postgres

BOX = base64.b64encode(b"x" * 40).decode()
NEW = "ba bà đi bán mắm tôm"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


async def test_keys_codes_and_notes_on_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    async with running(tmp_path, database_url=postgres.database()) as world:
        briefing = await full_briefing(world)
        account = await lan(world)
        tabs = await asyncio.gather(*(by_password(world) for _ in range(4)))
        [key] = {(await opened(tab)).raw for tab in tabs}
        changed = {"current": PASSWORD, "password": NEW}
        assert (await tabs[0].post("/session/password", json=changed)).status_code == 204
        assert (await opened(await by_password(world, password=NEW))).raw == key
        chair = briefing.tabs["chair"]
        first_calls = await asyncio.gather(*(chair.get("/notes/key") for _ in range(5)))
        assert len({answer.json()["key"] for answer in first_calls}) == 1
        other = await world.account_tab(chair.principal["id"])
        code = (await chair.post("/notes/transfers")).json()["code"]
        claims = (other.post("/notes/transfers/claim", json={"code": code}) for _ in range(3))
        answers = await asyncio.gather(*claims)
        assert sorted(answer.status_code for answer in answers) == [200, 410, 410]
        revs = await asyncio.gather(*(written(chair, briefing.id, new_note(), BOX) for _ in range(8)))
        assert sorted(revs) == list(range(1, 9))
        note = new_note()
        same = await asyncio.gather(*(put(tab, briefing.id, note, BOX) for tab in (chair, other) * 3))
        assert {answer.json()["rev"] for answer in same} == {9}
        boxes = [base64.b64encode(bytes([number]) * 40).decode() for number in range(6)]
        raced = await asyncio.gather(*(put(chair, briefing.id, note, box, 9) for box in boxes))
        assert sorted(answer.status_code for answer in raced) == [200] + [409] * 5
        assert (await listed(chair))["rev"] == 10
        assert (
            await chair.call("DELETE", f"/meetings/{briefing.id}/notes/{note}?base=10")
        ).status_code == 204
        await world.services.people.accounts.forget_password(account)
        # Nothing opens the key and nothing was written with it: it is replaced, once.
        again = [await world.account_tab(account) for _ in range(3)]
        anew = await asyncio.gather(*(tab.get("/notes/key") for tab in again))
        assert [answer.status_code for answer in anew].count(200) == 1
        assert (await chair.call("DELETE", "/session")).status_code == 204
        await world.services.notes.upkeep.look()
        assert (await other.post("/notes/renounce", json={"confirm": True})).status_code == 204
        assert (await opened(other)).raw != key
        assert await listed(other) | {"key_id": ""} == {"rev": 12, "key_id": "", "notes": [], "more": False}
