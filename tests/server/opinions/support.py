"""An office with a slip and the people it is sent to, driven over HTTP."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import insert

from server.db.models.people import AccountRow
from server.people.principals import Principal
from tests.server.people.harness import START, Tab, World, running

PEOPLE = {
    "hoa": ("Lê Thị Hoa", "Sở Y tế"),
    "binh": ("Trần Văn Bình", "Sở Tài chính"),
    "dung": ("Đặng Quốc Dũng", "UBND huyện Quỳ Châu"),
    "mai": ("Nguyễn Thị Mai", "UBND xã Châu Bình"),
}
DEADLINE = "2026-03-09T10:00:00.000Z"
_keys = itertools.count(1)


def key() -> str:
    """A fresh key, as a client makes one for each action."""
    return f"key-{next(_keys):08}"


def code_of(answer: httpx.Response) -> str:
    return f"{answer.status_code} {answer.json()['code']}"


@dataclass
class Circle:
    """The office (an officer), a superior, a stranger and the people of PEOPLE, each with a tab."""

    world: World
    tabs: dict[str, Tab] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    async def add(self, login: str, *roles: str, name: str = "", office: str = "") -> None:
        made = await self.world.services.people.accounts.create(
            login=login, name=name or login.title(), office=office, roles=roles
        )
        self.ids[login] = made.id
        self.tabs[login] = await self.world.account_tab(made.id)

    @property
    def office(self) -> Tab:
        return self.tabs["office"]

    async def days_later(self, days: float) -> None:
        """Days go by; everybody signs in again."""
        self.world.clock.move(days=days)
        for login, account in self.ids.items():
            self.tabs[login] = await self.world.account_tab(account)

    async def draft(self, recipients: Iterable[str] = PEOPLE, **more: Any) -> str:
        body = {
            "key": key(),
            "number": "12/PLYK-UBND",
            "title": "Dự thảo Kế hoạch phòng, chống thiên tai năm 2026",
            "body": "Đề nghị quý cơ quan cho ý kiến.",
            "questions": ["Nhất trí ban hành Kế hoạch?"],
            "deadline": DEADLINE,
            "recipients": [{"account": self.ids.get(one, one)} for one in recipients],
            **more,
        }
        made = await self.office.post("/opinions", json=body)
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    async def sent(self, recipients: Iterable[str] = PEOPLE, **more: Any) -> str:
        slip = await self.draft(recipients, **more)
        answer = await self.act(slip, "send")
        assert answer.status_code == 200, answer.text
        return slip

    async def act(self, slip: str, what: str, who: str = "office", **body: Any) -> httpx.Response:
        return await self.tabs[who].post(f"/opinions/{slip}/{what}", json={"key": key(), **body})

    def principal(self, who: str) -> Principal:
        """Somebody signed in, for what is asked of a service and not over HTTP."""
        told = self.tabs[who].principal
        roles = frozenset(told["roles"])
        return Principal("account", told["id"], told["name"], told["office"], roles, None, None,
                         told["seat"], "", "")  # fmt: skip

    def path(self, slip: str, whose: str) -> str:
        return f"/opinions/{slip}/answers/{self.ids[whose]}"

    async def answer(
        self, slip: str, who: str, *opinions: Any, whose: str | None = None, **more: Any
    ) -> httpx.Response:
        """Each opinion is a word, or (word, text)."""
        given = [one if isinstance(one, tuple) else (one, "") for one in opinions or ("agree",)]
        body = {"key": key(), "opinions": [{"opinion": what, "text": text} for what, text in given], **more}
        return await self.tabs[who].call("PUT", self.path(slip, whose or who), json=body)

    async def reply(
        self, slip: str, what: str, who: str, whose: str | None = None, **body: Any
    ) -> httpx.Response:
        return await self.tabs[who].post(
            f"{self.path(slip, whose or who)}/{what}", json={"key": key(), **body}
        )

    async def read(self, slip: str, who: str = "office") -> dict[str, Any]:
        answer = await self.tabs[who].get(f"/opinions/{slip}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def row(self, slip: str, whose: str) -> dict[str, Any]:
        found = (await self.read(slip))["recipients"]
        return next(one for one in found if one["account"] == self.ids[whose])

    async def verified(self, slip: str) -> dict[str, Any]:
        return (await self.office.get(f"/opinions/{slip}/verify")).json()

    async def notices(self, who: str) -> list[dict[str, Any]]:
        return (await self.tabs[who].get("/notices", headers={"Accept-Language": "en"})).json()


@asynccontextmanager
async def circle(folder: Path, **settings: Any) -> AsyncIterator[Circle]:
    async with running(folder, **settings) as world:
        made = Circle(world)
        await made.add("office", "officer", name="Phạm Văn Thư", office="Văn phòng UBND tỉnh")
        await made.add("colleague", "officer")
        await made.add("root-admin", "administrator")
        await made.add("keeper", "archivist")
        for login, (name, office) in PEOPLE.items():
            await made.add(login, "member", name=name, office=office)
        await made.add("boss", "member", name="Hồ Văn Trưởng", office="Sở Y tế")
        await made.add("stranger", "member")
        yield made


async def many_accounts(world: World, count: int) -> list[str]:
    """Accounts as an import would leave them, in one go: signing in is proved elsewhere."""
    rows = [
        {
            "id": f"m{number:011}",
            "login": f"xa{number}",
            "name": f"Người nhận {number}",
            "office": f"UBND xã số {number}",
            "roles": ["member"],
            "created_at": START,
        }
        for number in range(count)
    ]
    async with world.services.database.write() as session:
        await session.execute(insert(AccountRow), rows)
    return [str(row["id"]) for row in rows]
