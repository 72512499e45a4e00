"""A whole server on a temporary folder, driven over HTTP without a network, and tabs of people signed in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from rooms import Viewer
from server import bootstrap
from server.app import create_app
from server.people.passwords import Cost, Passwords
from server.people.site_rows import SiteRow
from server.services import Services
from server.settings import Settings
from tests.support.databases import DATABASES

API = "/api/v1"
SYSTEM = Viewer("system", "system")
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SITES = [
    SiteRow("UBND", "Ủy ban nhân dân tỉnh", "UBND tỉnh", "province", date(2018, 1, 1)),
    SiteRow("413", "Thị xã Cửa Lò", "Cửa Lò", "district", date(2018, 1, 1), date(2024, 12, 31)),
    SiteRow("414", "Huyện Quế Phong", "Quế Phong", "district", date(2018, 1, 1)),
    SiteRow("415", "Huyện Quỳ Châu", "Quỳ Châu", "district", date(2018, 1, 1)),
]


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def move(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@dataclass
class Tab:
    """One browser tab: its cookies and its slot."""

    client: AsyncClient
    slot: str | None = None
    principal: dict[str, Any] = field(default_factory=dict)

    async def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"X-Giaoban-Slot": self.slot or "new", **options.pop("headers", {})}
        return await self.client.request(method, f"{API}{path}", headers=headers, **options)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.call("GET", path, **options)

    async def post(self, path: str, **options: Any) -> httpx.Response:
        return await self.call("POST", path, **options)

    async def signed_in(self, answer: httpx.Response) -> Tab:
        assert answer.status_code == 200, answer.text
        self.slot = answer.json()["slot"]
        self.principal = answer.json()["principal"]
        return self


class World:
    """The server under test with its services, its clock and as many tabs as a test wants."""

    def __init__(self, app: FastAPI, services: Services, clock: FakeClock) -> None:
        self.app = app
        self.services = services
        self.clock = clock
        self._clients: list[AsyncClient] = []

    def tab(self) -> Tab:
        transport = ASGITransport(app=self.app, raise_app_exceptions=False)
        client = AsyncClient(transport=transport, base_url="http://127.0.0.1:8080")
        self._clients.append(client)
        return Tab(client)

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()

    async def account(self, login: str, *roles: str, name: str = "") -> str:
        made = await self.services.people.accounts.create(
            login=login, name=name or login.title(), office="", roles=roles
        )
        return made.id

    async def open_link(self, url: str) -> Tab:
        tab = self.tab()
        answer = await tab.post("/session/link", json={"token": url.rpartition("/")[2]})
        return await tab.signed_in(answer)

    async def account_tab(self, account: str) -> Tab:
        _, url = await self.services.people.links.for_account(account)
        return await self.open_link(url)

    async def new_account_tab(self, login: str, *roles: str) -> Tab:
        return await self.account_tab(await self.account(login, *roles))

    async def site_tab(self, code: str) -> Tab:
        letters, _ = await self.services.people.devices.offer_code(code)
        tab = self.tab()
        return await tab.signed_in(await tab.post("/session/pair", json={"code": letters, "name": "hall"}))

    async def add_sites(self, rows: list[SiteRow] = SITES) -> None:
        for row in rows:
            last = row.valid_to.isoformat() if row.valid_to else ""
            values = {"code": row.code, "name": row.name, "short_name": row.short_name, "kind": row.kind}
            await self.services.people.sites.add(
                {**values, "valid_from": row.valid_from.isoformat(), "valid_to": last}
            )


@asynccontextmanager
async def running(folder: Path, **settings: Any) -> AsyncIterator[World]:
    """A started server with an empty database."""
    clock = FakeClock()
    data = folder / "data"
    services = bootstrap.build_services(
        Settings(**{"data": data, "demo": False, **DATABASES.of(data), **settings}), clock
    )
    # The real hash costs 64 MiB and is proved in test_parts; here sign-ins are many.
    cheap = Passwords(hasher=PasswordHash((Argon2Hasher(1, 64, 1),)), cost=Cost(1, 64, 1))
    services.people.accounts._passwords = services.notes.keys._passwords = cheap
    app = create_app(services)
    world = World(app, services, clock)
    async with asyncio.timeout(60):
        await bootstrap.start(services)
        try:
            yield world
        finally:
            await world.close()
            await bootstrap.stop(services)


@dataclass
class Briefing:
    """A meeting with somebody on every kind of seat."""

    id: str
    tabs: dict[str, Tab]


async def full_briefing(world: World) -> Briefing:
    """A scheduled meeting and a signed-in tab for each role, named by it; `officer` is not invited."""
    await world.add_sites()
    accounts = {role: await world.account(role, "officer") for role in OFFICES}
    admin = await world.new_account_tab("root-admin", "administrator")
    body = {
        "title": "Giao ban tháng 3",
        "scheduled_at": "2026-03-02T02:00:00Z",
        "planned_s": 7200,
        "agenda": [{"title": "Kinh tế", "rapporteur": "Sở Tài chính", "planned_s": 1800}],
        "sites": ["UBND", "414"],
        "officers": [{"account": accounts[role], "role": role, "order": 0} for role in OFFICES],
        "delegates": [{"name": "Lê Thị Hoa", "office": "Phó chủ tịch", "site": "414"}],
        "auto_record": False,
    }
    made = await admin.post("/meetings", json=body)
    assert made.status_code == 201, made.text
    meeting = made.json()["id"]
    tabs = {role: await world.account_tab(accounts[role]) for role in OFFICES}
    tabs["administrator"] = admin
    tabs["archivist"] = await world.new_account_tab("archivist", "archivist")
    tabs["officer"] = await world.new_account_tab("stranger", "officer")
    tabs["member"] = await world.new_account_tab("member", "member")
    tabs["site"] = await world.site_tab("414")
    _, url = await world.services.briefings.link(meeting, "delegate", delegate="d1")
    tabs["delegate"] = await world.open_link(url)
    _, url = await world.services.briefings.link(meeting, "observer", delegate=None)
    tabs["observer"] = await world.open_link(url)
    tabs["nobody"] = world.tab()
    return Briefing(meeting, tabs)


OFFICES = ("chair", "deputy", "secretary", "technician")
