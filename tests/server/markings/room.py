"""A meeting with a confidential paper in it, and screens of people who read it."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from rooms import Viewer
from server.meetings.hub import Screen
from server.meetings.presence import connection_id
from server.papers.pages import Making, Pages
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import Briefing, Tab, World
from tests.support.tus import whole

CONFIDENTIAL = {"title": "Phương án bảo vệ", "marking": "confidential"}


@dataclass
class Room:
    """The world, its briefing, and the id of the paper."""

    world: World
    briefing: Briefing
    paper: str = ""

    @property
    def id(self) -> str:
        return self.briefing.id

    def tab(self, role: str) -> Tab:
        return self.briefing.tabs[role]

    async def do(self, role: str, command: str, **data: Any) -> None:
        seat = self.tab(role).principal["seat"]
        await self.world.services.meetings.execute(
            self.id, command, data, secrets.token_hex(8), Viewer(seat, role)
        )

    async def connect(self, role: str, *, seated: bool = True) -> Screen:
        """Open a screen as the meeting socket does, the seat's or one beside; its name is in `connection`."""
        services, tab = self.world.services, self.tab(role)
        viewer = Viewer(tab.principal["seat"], role)
        session = await self.session(tab)
        connection = connection_id(services.node, viewer, session)
        return await services.meetings.open_screen(
            self.id, viewer, session, connection, "Khách", seated=seated
        )

    async def leave(self, screen: Screen) -> None:
        meetings = self.world.services.meetings
        meetings.detach(self.id, screen)
        await meetings.disconnect_seat(self.id, screen.viewer.seat, screen.connection)

    async def session(self, tab: Tab) -> str:
        token = next(value for name, value in tab.client.cookies.items() if tab.slot and tab.slot in name)
        return (await self.world.services.people.sessions.recognise(token)).session_id

    async def bring(self, **said: str) -> str:
        """A paper of the secretary's with what is said about it; returns its id."""
        tab = self.tab("secretary")
        made = await tab.post(f"/meetings/{self.id}/papers/submissions", json={**CONFIDENTIAL, **said})
        assert made.status_code == 201, made.text
        paper, version = str(made.json()["paper"]), made.json()["version"]
        data = pdf(2, text="Bao cao")
        where = f"/meetings/{self.id}/papers/submissions/{paper}/{version}/uploads"
        sent = await tab.post(where, headers=whole(data), content=data)
        assert sent.status_code == 201, sent.text
        await self.world.services.papers.settle()
        return paper

    async def submit(self, role: str, said: dict[str, str], data: bytes | None = None) -> str:
        """A paper of a unit's that lies before the desk; its id."""
        paper, where = await self._begun(role, said)
        data = data or pdf(1)
        sent = await self.tab(role).post(f"{where}/uploads", headers=whole(data), content=data)
        assert sent.status_code == 201, sent.text
        await self.world.services.papers.settle()
        assert (await self.tab(role).post(f"{where}/submit")).status_code == 200
        return paper

    async def begin_upload(self, role: str, said: dict[str, str]) -> str:
        """A submission of which half the file is here; the upload's address."""
        _, where = await self._begun(role, said)
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(pdf(1)))}
        made = await self.tab(role).post(f"{where}/uploads", headers=headers)
        upload = str(made.headers["location"]).removeprefix("/api/v1")
        part = {**whole(b""), "Upload-Offset": "0"}
        assert (await self.tab(role).call("PATCH", upload, headers=part, content=pdf(1)[:300])).is_success
        return upload

    async def continue_upload(self, role: str, upload: str) -> httpx.Response:
        part = {**whole(b""), "Upload-Offset": "300"}
        return await self.tab(role).call("PATCH", upload, headers=part, content=pdf(1)[300:])

    async def _begun(self, role: str, said: dict[str, str]) -> tuple[str, str]:
        made = await self.tab(role).post(f"/meetings/{self.id}/papers/submissions", json=said)
        assert made.status_code == 201, made.text
        paper, version = str(made.json()["paper"]), made.json()["version"]
        return paper, f"/meetings/{self.id}/papers/submissions/{paper}/{version}"

    async def get(
        self, role: str, what: str, screen: Screen | str | None = None, **query: Any
    ) -> httpx.Response:
        """Ask for something of the paper: ``file``, ``pages/1.webp``, ``text/1`` …"""
        name = screen.connection if isinstance(screen, Screen) else screen or ""
        headers = {"X-Giaoban-Screen": name, "X-Giaoban-Device": f"may-{role}-0001"}
        path = f"/meetings/{self.id}/papers/{self.paper}/{what}"
        return await self.tab(role).get(path, headers=headers, params=query)

    async def log(self) -> list[dict[str, Any]]:
        """The access log's lines."""
        answer = await self.tab("secretary").get(f"/meetings/{self.id}/markings/access")
        assert answer.status_code == 200, answer.text
        return list(answer.json()["lines"])


def pages_say(monkeypatch: pytest.MonkeyPatch, said: list[str], ready: asyncio.Event | None = None) -> None:
    """The first page of every file says this (the PDFs made here have no Vietnamese), once it is ready."""
    open_ = Making.open

    async def reading(self: Making, *where: Any) -> Pages:
        if ready is not None:
            await ready.wait()
        made = await open_(self, *where)
        made.texts.write_text(json.dumps(said[:1]), "utf-8")
        return made

    monkeypatch.setattr(Making, "open", reading)


def code(answer: httpx.Response) -> str:
    return str(answer.json()["code"])
