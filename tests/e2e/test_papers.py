"""A unit's paper on its way through the desk into the meeting, replaced and withdrawn before everybody."""

from __future__ import annotations

import re
from pathlib import Path

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

    hall = await invite("hall")
    await hall.open_link(server.demo["sites"]["TU"])
    await hall.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await hall.page.goto(f"{server.url}/m/demo/submit")
    await button(hall, "Thêm tài liệu").click()
    dialog = hall.page.get_by_role("dialog")
    await choose(dialog, old)
    await dialog.get_by_role("textbox", name="Tên tài liệu").fill(TITLE)
    await dialog.get_by_role("textbox", name="Số, ký hiệu").fill("12/BC-VP")
    await button(dialog, "Tải lên").click()
    await button(hall, "Gửi thư ký duyệt").click()
    await hall.see("Chờ duyệt")

    secretary = await invite("secretary")
    await secretary.open_link(server.demo["secretary"])
    await secretary.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await secretary.page.goto(f"{server.url}/m/demo/prepare")
    await secretary.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await secretary.page.get_by_text(re.compile(r"^Chờ duyệt \(1\)")).click()
    await button(secretary, "Trả lại").click()
    asked = secretary.page.get_by_role("dialog")
    await asked.get_by_role("textbox", name="Lý do trả lại").fill("Thiếu chữ ký")
    await button(asked, "Trả lại").click()
    await hall.see("Lý do trả lại: Thiếu chữ ký")
    await button(hall, "Gửi lại").click()
    await button(secretary, "Duyệt").click()
    await chair.until(lambda view: any(one["title"] == TITLE for one in view["papers"]["items"].values()))
    paper = next(one for one in chair.view["papers"]["items"].values() if one["title"] == TITLE)
    assert (paper["number"], paper["unit"], paper["item"]) == ("12/BC-VP", "site-TU", item)

    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await chair.command("front.show", paper=paper["id"], page=2)
    await hall.page.goto(f"{server.url}/m/demo")
    await hall.pass_check()
    await hall.on_page(2)
    async with hall.page.expect_response(re.compile("/read$"), timeout=PATIENCE_MS):
        pass

    await secretary.page.get_by_text("Danh mục", exact=True).click()
    await button(secretary, f"Việc khác với {TITLE}").click()
    await secretary.page.get_by_role("menuitem", name="Thay bằng bản mới").click()
    await choose(secretary.page.get_by_role("dialog"), new)
    await button(secretary, "Gửi bản mới").click()
    await chair.until(lambda view: view["papers"]["items"][paper["id"]]["version"] == 2)
    assert (chair.view["front"]["paper"], chair.view["front"]["page"]) == (paper["id"], 2)
    await hall.see("Khác bản 1 bạn đã đọc: trang 1–3.")
    await button(hall, "Xem thay đổi").click()
    changes = hall.page.get_by_role("dialog")
    await expect(changes.locator("ins").filter(has_text="145").first).to_be_visible(timeout=PATIENCE_MS)
    await expect(changes.locator("del").filter(has_text="120").first).to_be_visible(timeout=PATIENCE_MS)
    await hall.page.keyboard.press("Escape")

    await button(secretary, f"Việc khác với {TITLE}").click()
    await secretary.page.get_by_role("menuitem", name="Thu hồi").click()
    await secretary.page.get_by_role("textbox", name="Lý do thu hồi").fill("Số liệu chưa thẩm định")
    await button(secretary, "Thu hồi tài liệu").click()
    await hall.see("đã bị thu hồi")
    await chair.until(lambda view: view["front"]["paper"] is None)
    await chair.leave()
