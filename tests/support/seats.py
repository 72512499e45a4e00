"""A person at a seat without a browser: opens a sign-in link, joins, keeps the view, sends commands."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Callable
from typing import Any, Self

import httpx
import jsonpatch
import websockets

ANSWER_DEADLINE_S = 20.0
# A heartbeat, and how long silence lasts before the line is given up: long, for machines with much to do.
PATIENT = (20.0, 20.0)


class CommandRefused(Exception):
    """The server's error to a command; `code` is stable."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.code: str = error["code"]
        self.error = error


class Seat:
    """One signed-in participant of one meeting over HTTP and the meeting socket."""

    def __init__(self, base: str, lang: str = "vi") -> None:
        self.base = base
        self.lang = lang
        self.http = httpx.AsyncClient(
            base_url=base, headers={"Origin": base, "Accept-Language": lang}, timeout=30
        )
        self.heartbeat_s = PATIENT
        self.slot = ""
        self.meeting = ""
        self.grant: dict[str, Any] = {}
        self.view: dict[str, Any] = {}
        self.revision = -1
        self.line = ""
        """The name of this screen's line, which the server tells it alone; empty beside the seat's own."""
        self.signals: list[dict[str, Any]] = []
        self.resyncs = 0
        self.close_code: int | None = None
        self.bye: dict[str, Any] = {}
        self._socket: websockets.ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._replies: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._changed = asyncio.Condition()

    @classmethod
    async def by_link(cls, link: str, meeting: str = "demo", lang: str = "vi") -> Self:
        """Signs in by a link as printed by the server and connects to the meeting's socket."""
        base, _, token = link.partition("/j/")
        seat = cls(base, lang)
        await seat.open_link(token)
        await seat.enter(meeting)
        return seat

    async def open_link(self, token: str) -> dict[str, Any]:
        answer = await self.post("/session/link", {"token": token}, signed_in=False)
        self.slot = answer["slot"]
        self.http.headers["X-Giaoban-Slot"] = self.slot
        return answer

    async def pair(self, code: str) -> dict[str, Any]:
        """Signs this machine in as a hall by the code the administrator was shown."""
        answer = await self.post("/session/pair", {"code": code}, signed_in=False)
        self.slot = answer["slot"]
        self.http.headers["X-Giaoban-Slot"] = self.slot
        return dict(answer)

    async def post(self, path: str, body: Any = None, *, signed_in: bool = True) -> Any:
        headers = {} if signed_in else {"X-Giaoban-Slot": "new"}
        response = await self.http.post(f"/api/v1{path}", json=body, headers=headers)
        if response.is_error:
            raise RuntimeError(f"{path}: {response.status_code} {response.text}")
        return response.json() if response.content else None

    async def get(self, path: str) -> Any:
        response = await self.http.get(f"/api/v1{path}")
        if response.is_error:
            raise RuntimeError(f"{path}: {response.status_code} {response.text}")
        return response.json()

    async def enter(self, meeting: str) -> None:
        self.meeting = meeting
        self.grant = await self.post(f"/meetings/{meeting}/join", {})
        await self.connect()

    def copied(self) -> Seat:
        """Another machine with this one's cookies and nothing else of it."""
        other = Seat(self.base, self.lang)
        other.http.cookies.update(self.http.cookies)
        other.slot, other.meeting = self.slot, self.meeting
        other.http.headers["X-Giaoban-Slot"] = self.slot
        return other

    async def connect(self, screen: str = "") -> None:
        """Opens the meeting socket, of a screen beside the seat's own if named; waits for the first view."""
        path = f"/api/v1/meetings/{self.meeting}/socket?slot={self.slot}&lang={self.lang}"
        path += f"&screen={screen}" if screen else ""
        url = self.base.replace("http", "ws", 1) + path
        cookie = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        self._socket = await websockets.connect(
            url,
            origin=self.base,
            additional_headers={"Cookie": cookie},
            compression=None,  # type: ignore[arg-type]
            proxy=None,
            ping_interval=self.heartbeat_s[0],
            ping_timeout=self.heartbeat_s[1],
        )
        self.revision, self.close_code = -1, None
        self._reader = asyncio.create_task(self._read(self._socket))
        await self.until(lambda view: self.revision >= 0)

    async def _read(self, socket: websockets.ClientConnection) -> None:
        try:
            async for text in socket:
                await self._take(socket, json.loads(text))
        except websockets.ConnectionClosed:
            return
        finally:
            self.close_code = socket.close_code

    async def _take(self, socket: websockets.ClientConnection, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "view":
            self.view, self.revision, self.line = (
                message["view"],
                message["revision"],
                message.get("screen", ""),
            )
        elif kind == "patch":
            if message["base"] != self.revision:
                self.resyncs += 1
                await socket.send(json.dumps({"type": "resync"}))
                return
            self.view = jsonpatch.apply_patch(self.view, message["patch"])
            self.revision = message["revision"]
        elif kind == "reply":
            future = self._replies.pop(message["key"], None)
            if future and not future.done():
                future.set_result(message)
        elif kind == "signal":
            self.signals.append(message)
        elif kind == "bye":
            self.bye = message
        async with self._changed:
            self._changed.notify_all()

    async def until(
        self, holds: Callable[[dict[str, Any]], Any], deadline_s: float = ANSWER_DEADLINE_S
    ) -> dict[str, Any]:
        """Waits until the view satisfies `holds`; fails with the view's state if it never does."""

        async def wait() -> None:
            async with self._changed:
                await self._changed.wait_for(lambda: bool(holds(self.view)) if self.revision >= 0 else False)

        try:
            await asyncio.wait_for(wait(), deadline_s)
        except TimeoutError:
            shown = {k: self.view.get(k) for k in ("meeting", "floor", "front", "recording", "me")}
            raise AssertionError(
                f"the view never got there: {json.dumps(shown, ensure_ascii=False)}"
            ) from None
        return self.view

    async def command(self, command: str, key: str | None = None, **data: Any) -> int:
        """Sends a command and returns the sequence number of its (last) event; raises CommandRefused."""
        assert self._socket is not None
        key = key or str(uuid.uuid4())
        future: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._replies[key] = future
        await self._socket.send(json.dumps({"type": "command", "key": key, "command": command, "data": data}))
        reply = await asyncio.wait_for(future, ANSWER_DEADLINE_S)
        if not reply["ok"]:
            raise CommandRefused(reply["error"])
        return int(reply["seq"])

    async def closed(self) -> None:
        """Waits until the socket is closed, by whomever."""
        if self._reader is not None:
            await asyncio.wait({self._reader})

    async def leave(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            await self._reader
        await self.http.aclose()
