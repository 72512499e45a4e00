"""A unit's paper on its way through the desk into the meeting, replaced and withdrawn before everybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e
TITLE = "Báo cáo phòng chống thiên tai"


def button(guest: Guest | Locator, name: str) -> Locator:
    where = guest.page if isinstance(guest, Guest) else guest
    return where.get_by_role("button", name=re.compile(f"^{name}"))


async def choose(where: Locator, file: Path) -> None:
    """Puts a file into the form's field."""
    await where.page.locator("input[type=file]").last.set_input_files(file)


async def test_a_units_paper_is_sent_back_approved_replaced_and_withdrawn(
    server: RunningServer, invite: Invite, tmp_path: Path
) -> None:
    old, new = tmp_path / "bao-cao.pdf", tmp_path / "bao-cao-2.pdf"
    old.write_bytes(pdf(2, text="Da di doi 120 ho, trang"))
    new.write_bytes(pdf(3, text="Da di doi 145 ho, trang"))
    chair = await Seat.by_link(server.demo["chair"])
    item = chair.view["agenda"]["order"][1]
    await chair.command("agenda.edit", item=item, seats=["site-TU"])

    hall = await at(await invite("hall"), server.demo["sites"]["TU"], "submit")
    await submit(hall, old)
    secretary = await at(await invite("secretary"), server.demo["secretary"], "prepare")
    await send_back_then_approve(secretary, hall)
    paper = await arrived(chair)
    assert (paper["number"], paper["unit"], paper["item"]) == ("12/BC-VP", "site-TU", item)

    await present(chair, hall, paper["id"])
    await replace(secretary, new)
    await chair.until(lambda view: view["papers"]["items"][paper["id"]]["version"] == 2)
    assert (chair.view["front"]["paper"], chair.view["front"]["page"]) == (paper["id"], 2)
    await compare(hall)

    await withdraw(secretary)
    await hall.see("đã được rút lúc")
    await chair.until(lambda view: view["front"]["paper"] is None)
    await chair.leave()


async def at(guest: Guest, link: str, screen: str) -> Guest:
    """Somebody signed in before a screen of the meeting."""
    await guest.open_link(link)
    await guest.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await guest.page.goto(f"{link.partition('/j/')[0]}/m/demo/{screen}")
    return guest


async def submit(hall: Guest, file: Path) -> None:
    await button(hall, "Thêm tài liệu").click()
    dialog = hall.page.get_by_role("dialog")
    await choose(dialog, file)
    await dialog.get_by_role("textbox", name="Tên tài liệu").fill(TITLE)
    await dialog.get_by_role("textbox", name="Số, ký hiệu").fill("12/BC-VP")
    await button(dialog, "Tải lên").click()
    await button(hall, "Gửi thư ký duyệt").click()
    await hall.see("Chờ duyệt")


async def send_back_then_approve(secretary: Guest, hall: Guest) -> None:
    await secretary.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await secretary.page.get_by_text(re.compile(r"^Chờ duyệt \(1\)")).click()
    await button(secretary, "Trả lại").click()
    asked = secretary.page.get_by_role("dialog")
    await asked.get_by_role("textbox", name="Lý do trả lại").fill("Thiếu chữ ký")
    await button(asked, "Trả lại").click()
    await hall.see("Lý do trả lại: Thiếu chữ ký")
    await button(hall, "Gửi lại").click()
    await button(secretary, "Duyệt").click()


async def arrived(chair: Seat) -> dict[str, Any]:
    """The paper as the meeting has it, once it is approved."""
    await chair.until(lambda view: any(one["title"] == TITLE for one in view["papers"]["items"].values()))
    return next(one for one in chair.view["papers"]["items"].values() if one["title"] == TITLE)


async def present(chair: Seat, hall: Guest, paper: str) -> None:
    """Opens the session with its second page in front; the hall has read it and says so."""
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await chair.command("front.show", paper=paper, page=2)
    await hall.page.goto(hall.page.url.removesuffix("/submit"))
    await hall.pass_check()
    await hall.on_page(2)
    async with hall.page.expect_response(re.compile("/read$"), timeout=PATIENCE_MS):
        pass


async def replace(secretary: Guest, file: Path) -> None:
    await secretary.page.get_by_text("Danh mục", exact=True).click()
    await button(secretary, f"Việc khác với {TITLE}").click()
    await secretary.page.get_by_role("menuitem", name="Thay bằng bản mới").click()
    await choose(secretary.page.get_by_role("dialog"), file)
    await button(secretary, "Gửi bản mới").click()


async def compare(hall: Guest) -> None:
    """What is new since the version read, in words."""
    await hall.see("Khác bản 1 quý vị đã đọc: trang 1–3.")
    await button(hall, "Xem thay đổi").click()
    changes = hall.page.get_by_role("dialog")
    await expect(changes.locator("ins").filter(has_text="145").first).to_be_visible(timeout=PATIENCE_MS)
    await expect(changes.locator("del").filter(has_text="120").first).to_be_visible(timeout=PATIENCE_MS)
    await hall.page.keyboard.press("Escape")


async def withdraw(secretary: Guest) -> None:
    await button(secretary, f"Việc khác với {TITLE}").click()
    await secretary.page.get_by_role("menuitem", name="Rút tài liệu").click()
    await secretary.page.get_by_role("textbox", name="Lý do rút").fill("Số liệu chưa thẩm định")
    await button(secretary, "Rút tài liệu").click()
