"""A meeting whose units bring papers: what the tests of submissions share."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from rooms import Viewer
from rooms.state import Meeting
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import Briefing, Tab, World
from tests.support.tus import whole

UNIT = "site-414"


@dataclass
class Desk:
    """The meeting, with its first item given to the hall 414 (Quế Phong)."""

    world: World
    briefing: Briefing

    async def prepare(self) -> Desk:
        await self.give("agenda.edit", item="a1", seats=[UNIT])
        return self

    def tab(self, role: str) -> Tab:
        return self.briefing.tabs[role]

    @property
    def base(self) -> str:
        return f"/meetings/{self.briefing.id}/papers"

    async def state(self) -> Meeting:
        return await self.world.services.briefings.state(self.briefing.id)

    async def give(self, command: str, **data: Any) -> None:
        """A command of the secretary's screen."""
        seat = Viewer(self.tab("secretary").principal["seat"], "secretary")
        key = secrets.token_hex(4)
        await self.world.services.meetings.execute(self.briefing.id, command, data, key, seat)

    async def preside(self, command: str, **data: Any) -> None:
        """A command of the chair's."""
        seat = Viewer(self.tab("chair").principal["seat"], "chair")
        key = secrets.token_hex(4)
        await self.world.services.meetings.execute(self.briefing.id, command, data, key, seat)

    async def begin(self, role: str, **said: Any) -> dict[str, Any]:
        answer = await self.tab(role).post(f"{self.base}/submissions", json={"title": "Báo cáo", **said})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def send(self, role: str, one: dict[str, Any], data: bytes | None = None) -> None:
        file = data or pdf(2)
        answer = await self.tab(role).post(
            f"{self.at(one)}/uploads", headers=whole(file, name="bao-cao.pdf"), content=file
        )
        assert answer.status_code == 201, answer.text
        await self.world.services.papers.settle()

    async def submitted(self, role: str = "site", data: bytes | None = None, **said: Any) -> dict[str, Any]:
        """A paper of a unit that lies before the desk."""
        one = await self.begin(role, **{"item": "a1", **said})
        await self.send(role, one, data)
        answer = await self.tab(role).post(f"{self.at(one)}/submit")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def decide(self, one: dict[str, Any], role: str = "secretary", **body: Any) -> Any:
        return await self.tab(role).post(f"{self.at(one)}/decision", json={"decision": "approve", **body})

    async def in_meeting(self, data: bytes | None = None, **said: Any) -> str:
        """A paper the secretary has put into the meeting; its id."""
        one = await self.begin("secretary", **said)
        await self.send("secretary", one, data)
        return one["paper"]

    async def listed(self, role: str) -> list[dict[str, Any]]:
        return (await self.tab(role).get(f"{self.base}/submissions")).json()["submissions"]

    def at(self, one: dict[str, Any]) -> str:
        return f"{self.base}/submissions/{one['paper']}/{one['version']}"
