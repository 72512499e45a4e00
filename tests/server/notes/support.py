"""People with notes, as their browsers would be: keys from the server, boxes made on this side."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.server.people.harness import Tab, World

PASSWORD = "một con vịt xòe ra"


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def ways(answer: httpx.Response) -> list[str]:
    """What a locked answer offers."""
    assert refused(answer) == (423, "notes.locked"), answer.text
    found: list[str] = answer.json()["details"]["ways"]
    return found


@dataclass
class Key:
    """An opened key as a browser holds it."""

    owner: str
    id: str
    raw: bytes

    def seal(self, meeting: str, note: str, text: str) -> str:
        """A box as the browser makes it."""
        nonce = os.urandom(12)
        plain = json.dumps({"v": 1, "kind": "note", "text": text}).encode()
        return base64.b64encode(
            nonce + AESGCM(self.raw).encrypt(nonce, plain, self._context(meeting, note))
        ).decode()

    def open(self, meeting: str, note: str, box: str) -> str:
        raw = base64.b64decode(box)
        plain = AESGCM(self.raw).decrypt(raw[:12], raw[12:], self._context(meeting, note))
        return str(json.loads(plain)["text"])

    def _context(self, meeting: str, note: str) -> bytes:
        return f"giaoban-note/1|{self.owner}|{meeting}|{note}".encode()


def key_of(answer: httpx.Response) -> Key:
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    raw = base64.b64decode(body["key"])
    assert len(raw) == 32
    return Key(body["owner"], body["key_id"], raw)


async def opened(tab: Tab) -> Key:
    return key_of(await tab.get("/notes/key"))


async def lan(world: World, login: str = "lan", password: str | None = PASSWORD) -> str:
    made = await world.services.people.accounts.create(
        login=login, name="Nguyễn Thị L", office="", roles=["officer"], password=password
    )
    return made.id


async def by_password(world: World, login: str = "lan", password: str = PASSWORD) -> Tab:
    tab = world.tab()
    return await tab.signed_in(await tab.post("/session", json={"login": login, "password": password}))


def new_note() -> str:
    return str(uuid.uuid4())


async def put(tab: Tab, meeting: str, note: str, box: str, base: int = 0, **more: Any) -> httpx.Response:
    body = {"box": box, "base": base, **more}
    return await tab.call("PUT", f"/meetings/{meeting}/notes/{note}", json=body)


async def written(tab: Tab, meeting: str, note: str, box: str, base: int = 0) -> int:
    answer = await put(tab, meeting, note, box, base)
    assert answer.status_code == 200, answer.text
    return int(answer.json()["rev"])


async def listed(tab: Tab, path: str = "/notes", since: int = 0) -> dict[str, Any]:
    answer = await tab.get(path, params={"since": since})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, Any] = answer.json()
    return found


def rows(folder: Path, query: str, *values: object) -> list[Any]:
    """What the database says to whoever can read its file."""
    with sqlite3.connect(folder / "data" / "giaoban.sqlite3") as database:
        return database.execute(query, values).fetchall()


def stored_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (folder / "data").glob("giaoban.sqlite3*"))
