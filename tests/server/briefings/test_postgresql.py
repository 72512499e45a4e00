"""The same tables and questions on PostgreSQL: one walk through people, sites, papers and meetings."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running
from tests.support.postgres import Postgres, running_postgres
from tests.support.tus import whole

CSV = "code,name,kind,valid_from\n414,Quế Phong mới,district,2018-01-01\nA1,Mới,district,2020-01-01\n"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


async def test_people_sites_papers_and_meetings_on_postgresql(tmp_path: Path, postgres: Postgres) -> None:
    async with running(tmp_path, database_url=postgres.database()) as world:
        briefing = await full_briefing(world)
        admin, site = briefing.tabs["administrator"], briefing.tabs["site"]
        for role in ("chair", "site", "delegate", "observer"):
            listed = (await briefing.tabs[role].get("/meetings")).json()
            assert [one["my_role"] for one in listed] == [role]
        assert (await briefing.tabs["officer"].get(f"/meetings/{briefing.id}")).status_code == 403
        sent = await briefing.tabs["secretary"].post(
            f"/meetings/{briefing.id}/papers/uploads", headers=whole(pdf(2)), content=pdf(2)
        )
        assert sent.status_code == 201
        await world.services.papers.settle()
        assert (await site.get(f"/meetings/{briefing.id}/papers")).json()[0]["state"] == "ready"
        imported = (await admin.post("/sites/import", content=CSV.encode())).json()
        assert (imported["added"], imported["changed"]) == (1, 1)
        taken = await admin.post("/accounts", json={"login": "archivist", "name": "Again"})
        assert taken.status_code == 409
        code, _ = await world.services.people.devices.offer_code("UBND")
        pairings = (world.tab().post("/session/pair", json={"code": code}) for _ in range(4))
        answers = await asyncio.gather(*pairings)
        assert sorted(answer.status_code for answer in answers) == [200, 404, 404, 404]
        device = (await admin.get("/sites/414/devices")).json()[0]["id"]
        assert (await admin.call("DELETE", f"/devices/{device}")).status_code == 204
        assert (await site.get("/session")).status_code == 401
