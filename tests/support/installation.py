"""A real installation set up as an administrator would: sites, officers, a meeting with a paper in front."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

SITES = {"413": "Cửa Lò", "414": "Thái Hòa", "415": "Quỳ Châu"}
OFFICERS = ("chair", "secretary")
PASSWORD = "mot-mat-khau-du-dai-2026"
PAGES = 3


@dataclass
class Installation:
    """Who has signed in so far; halls pair with a code each time."""

    server: RunningServer
    meeting: str
    admin: Seat
    chair: Seat
    secretary: Seat

    async def pairing_code(self, code: str) -> str:
        offered = await self.admin.post(f"/sites/{code}/pairing-code")
        return str(offered["code"])

    async def hall(self, code: str) -> Seat:
        """A machine paired as the hall, in the meeting."""
        seat = Seat(self.server.url)
        await seat.pair(await self.pairing_code(code))
        await seat.enter(self.meeting)
        return seat

    async def close(self) -> None:
        for seat in (self.chair, self.secretary, self.admin):
            await seat.leave()


async def set_up(server: RunningServer) -> Installation:
    """Makes the first administrator by the printed link, then everything a briefing needs, and opens it."""
    admin = await first_administrator(server)
    for code, name in SITES.items():
        row = {"code": code, "name": f"Điểm cầu {name}", "short_name": name, "kind": "district"}
        await admin.post("/sites", {**row, "valid_from": "2018-01-01"})
    accounts, seats = {}, {}
    for role in OFFICERS:
        made = await admin.post("/accounts", {"login": role, "name": f"Nguyễn {role.title()}"})
        accounts[role] = str(made["id"])
    meeting = str((await admin.post("/meetings", plan(accounts)))["id"])
    for role in OFFICERS:
        seats[role] = Seat(server.url)
        link = await admin.post(f"/accounts/{accounts[role]}/link")
        await seats[role].open_link(link["url"].partition("/j/")[2])
        await seats[role].enter(meeting)
    found = Installation(server, meeting, admin, seats["chair"], seats["secretary"])
    await open_session(found)
    return found


async def first_administrator(server: RunningServer) -> Seat:
    printed = re.search(r"https?://\S+/setup#(\S+)", "".join(server.output))
    assert printed is not None, "".join(server.output)
    admin = Seat(server.url)
    person = {"login": "quantri", "name": "Quản trị", "password": PASSWORD}
    answer = await admin.post("/session/setup", {"token": printed[1], **person}, signed_in=False)
    admin.slot = answer["slot"]
    admin.http.headers["X-Giaoban-Slot"] = admin.slot
    return admin


def plan(accounts: dict[str, str]) -> dict[str, Any]:
    return {
        "title": "Giao ban qua đường truyền xấu",
        "scheduled_at": datetime.now(UTC).isoformat(),
        "planned_s": 3600,
        "agenda": [{"title": "Phòng, chống thiên tai", "rapporteur": "Các điểm cầu", "planned_s": 3600}],
        "sites": list(SITES),
        "officers": [{"account": accounts[role], "role": role, "order": 0} for role in OFFICERS],
        "delegates": [],
        "auto_record": False,
    }


async def open_session(found: Installation) -> None:
    """In session, with the second page of a paper in front."""
    chair = found.chair
    answer = await found.secretary.http.post(
        f"/api/v1/meetings/{found.meeting}/papers/uploads",
        headers=whole(pdf(PAGES), name="bao-cao.pdf", title="Báo cáo"),
        content=pdf(PAGES),
    )
    assert answer.status_code == 201, answer.text
    await chair.until(lambda view: view["papers"]["order"])
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await chair.command("front.show", paper=chair.view["papers"]["order"][0], page=2)
