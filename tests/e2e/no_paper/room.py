"""An installation with one meeting, everybody's way into it, and one hall at the end of a thin line."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.e2e.conftest import Invite
from tests.e2e.guest import Guest
from tests.e2e.words import EN
from tests.netns.line import can_make_lines, made_line
from tests.support.browser import chromium_path
from tests.support.installation import first_administrator
from tests.support.relay import relaying
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

TITLE = "Họp giao ban không giấy tháng 11"
NEAR, FAR = "413", "415"
SITES = {NEAR: "Cửa Lò", FAR: "Quỳ Châu"}
OFFICERS = {
    "chair": ("Phạm Quang Minh", "Chủ tịch UBND tỉnh"),
    "secretary": ("Vũ Thu Hà", "Văn phòng UBND tỉnh"),
    "technician": ("Hồ Sỹ Long", "Tổ kỹ thuật"),
}
AN, BINH, CUONG = "Nguyễn Văn An", "Trần Thị Bình", "Lê Mạnh Cường"
DELEGATES = {AN: ("Giám đốc Sở Tài chính", NEAR), BINH: ("Trưởng phòng Y tế", FAR), CUONG: ("Chánh án", FAR)}
AGENDA = ("Phòng, chống thiên tai", "Phương án bảo vệ")
LINE_BITS_S = 200_000
ONE_WAY_S = 0.15
# Notes what a page writes on its canvases: the moving watermark is drawn, there are no words to find.
WRITTEN = """
(() => {
  window.written = new Set();
  const write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    if (window.written.size < 500) window.written.add(text);
    return write.call(this, text, ...rest);
  };
})();
"""


@dataclass
class Room:
    """Where everybody goes. ``far`` is how a browser is started at the end of the thin line.

    ``eye`` is the technician's seat without a browser: what the meeting says of itself.
    """

    server: RunningServer
    admin: Seat
    eye: Seat
    meeting: str
    accounts: dict[str, str]
    near_url: str
    far_url: str
    far: dict[str, Any]
    guests: dict[str, Guest] = field(default_factory=dict)

    async def account_link(self, login: str) -> str:
        made = await self.admin.post(f"/accounts/{self.accounts[login]}/link")
        return str(made["url"])

    async def delegate_link(self, name: str) -> str:
        (ident,) = (key for key, one in self.eye.view["delegates"].items() if one["name"] == name)
        return await self._link({"kind": "delegate", "delegate": ident})

    async def observer_link(self) -> str:
        return await self._link({"kind": "observer"})

    async def _link(self, body: dict[str, str]) -> str:
        made = await self.admin.post(f"/meetings/{self.meeting}/links", body)
        return str(made["url"])

    async def pairing_code(self, code: str) -> str:
        return str((await self.admin.post(f"/sites/{code}/pairing-code"))["code"])

    def titles(self) -> set[str]:
        """Of the papers that are in the meeting."""
        return {one["title"] for one in self.eye.view["papers"]["items"].values()}

    def paper(self, title: str) -> dict[str, Any]:
        """A paper as the meeting has it."""
        (found,) = (one for one in self.eye.view["papers"]["items"].values() if one["title"] == title)
        return dict(found)


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Room]:
    """The server at this end of the line, the meeting prepared, nobody there yet."""
    async with contextlib.AsyncExitStack() as stack:
        line = stack.enter_context(made_line()) if can_make_lines() else None
        host = line.near if line else "127.0.0.1"
        settings = {"GIAOBAN_HOST": host, "GIAOBAN_MEDIA_ADDRESS": host, "GIAOBAN_DEMO": "false"}
        server = stack.enter_context(running_server(folder / "data", **settings))
        # Without root there is no namespace: then the relay is thin itself, and only media is not held back.
        bits_per_s = None if line else LINE_BITS_S
        relay = await stack.enter_async_context(
            relaying(server.port, host=host, delay_s=ONE_WAY_S, bits_per_s=bits_per_s)
        )
        room = await prepared(server, f"http://{host}:{relay.listens}")
        if line:
            room.far["program"] = line.program(folder, chromium_path())
            line.narrow(LINE_BITS_S)
        try:
            yield room
        finally:
            await room.eye.leave()
            await room.admin.leave()


async def prepared(server: RunningServer, far_url: str) -> Room:
    """Sites, accounts and the meeting, as an administrator makes them."""
    admin = await first_administrator(server)
    for code, name in SITES.items():
        row = {"code": code, "name": f"Điểm cầu {name}", "short_name": name, "kind": "district"}
        await admin.post("/sites", {**row, "valid_from": "2018-01-01"})
    accounts: dict[str, str] = {}
    for login, (name, office) in OFFICERS.items():
        body = {"login": login, "name": name, "office": office, "roles": ["officer"]}
        accounts[login] = str((await admin.post("/accounts", body))["id"])
    meeting = str((await admin.post("/meetings", plan(accounts)))["id"])
    link = await admin.post(f"/accounts/{accounts['technician']}/link")
    eye = Seat(server.url)
    await eye.open_link(link["url"].partition("/j/")[2])
    await eye.enter(meeting)
    return Room(server, admin, eye, meeting, accounts, server.url, far_url, {})


def plan(accounts: dict[str, str]) -> dict[str, Any]:
    """The meeting: recorded from its opening, its second item reported on by the near hall."""
    return {
        "title": TITLE,
        "scheduled_at": (datetime.now(UTC) + timedelta(minutes=10)).isoformat(),
        "planned_s": 3600,
        "agenda": [
            {"title": AGENDA[0], "rapporteur": "Ban Chỉ huy", "planned_s": 1800},
            {"title": AGENDA[1], "rapporteur": "Cửa Lò", "planned_s": 900, "seats": [f"site-{NEAR}"]},
        ],
        "sites": list(SITES),
        "officers": [{"account": accounts[role], "role": role, "order": 0} for role in OFFICERS],
        "delegates": [
            {"name": name, "office": office, "site": site} for name, (office, site) in DELEGATES.items()
        ],
        "auto_record": True,
    }


def trusting(url: str) -> tuple[str, ...]:
    """A page over plain HTTP has no camera, no store and no cryptography unless its address is trusted."""
    return (f"--unsafely-treat-insecure-origin-as-secure={url}",)


async def paired(guest: Guest, url: str, code: str) -> None:
    """A hall's machine is paired by hand, in the language it shows."""
    box, button = (("Ký tự thứ 1", "Ghép nối máy này"), ("Character 1", "Pair this machine"))[guest.lang]
    await guest.page.goto(f"{url}/pair")
    await guest.page.get_by_role("textbox", name=box).click()
    await guest.page.keyboard.type(code)
    await guest.page.get_by_role("button", name=button).click()
    await guest.page.wait_for_url(re.compile("^(?!.*/pair)"))


async def near_hall(room: Room, invite: Invite) -> Guest:
    guest = await invite("near", size=(1920, 1080), flags=trusting(room.near_url), devices=False)
    await guest.who.context.add_init_script(WRITTEN)
    await paired(guest, room.near_url, await room.pairing_code(NEAR))
    room.guests["near"] = guest
    return guest


async def far_hall(room: Room, invite: Invite) -> Guest:
    """All of this, the client itself included, comes over the thin line."""
    guest = await invite("far", size=(1920, 1080), flags=trusting(room.far_url), lang=EN, **room.far)
    await guest.who.context.add_init_script(WRITTEN)
    await paired(guest, room.far_url, await room.pairing_code(FAR))
    await guest.page.goto(f"{room.far_url}/m/{room.meeting}")
    await guest.pass_check()
    room.guests["far"] = guest
    return guest
