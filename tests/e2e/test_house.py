"""Before and around a briefing: the secretary's papers and roll-call, the administrator's sites."""

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

SLOW_LINE_BYTES_S = 1_500_000
HALL = "Huyện Kỳ Sơn"
CSV = """code,name,short_name,kind,valid_from,valid_to,note
X01,Xã Tà Cạ,Tà Cạ,commune,2018-01-01,,
X02,Xã Mường Xén,Mường Xén,commune,2018-13-45,,
"""


async def test_an_uploaded_paper_and_the_roll_reach_everybody(
    server: RunningServer, invite: Invite, tmp_path: Path
) -> None:
    file = tmp_path / "To trinh ngan sach.pdf"
    file.write_bytes(pdf(3, extra=b"%" + b"x" * 99 + b"\n" * 1 + (b"%" + b"x" * 98 + b"\n") * 60_000))
    other = await Seat.by_link(server.demo["observer"])
    secretary = await invite("secretary")
    site = await invite("site")
    await secretary.enter(server.demo["secretary"])
    await site.enter(server.demo["sites"]["TU"])
    await narrow(secretary)

    await secretary.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    async with secretary.page.expect_file_chooser() as chooser:
        await secretary.page.get_by_role("button", name=re.compile("^Thả tệp vào đây")).click()
    await (await chooser.value).set_files(file)
    await expect(secretary.page.get_by_role("progressbar", name=file.name)).to_be_visible(timeout=PATIENCE_MS)
    await secretary.see("Đang gửi")
    await other.until(lambda view: any("ngan sach" in p["title"] for p in view["papers"]["items"].values()))

    await secretary.page.get_by_role("button", name=re.compile("^Trình chiếu.*ngan sach")).click()
    for guest in (secretary, site):
        await guest.on_page(1)
    await expect(site.page.get_by_role("img", name=re.compile("^Trang 1,.*ngan sach"))).to_be_visible()

    await other.leave()

    # A roll is called over a line: the button comes with the line check.
    chair = await Seat.by_link(server.demo["chair"])
    await secretary.page.get_by_role("tab", name=re.compile("^Điểm danh")).click()
    begin = secretary.page.get_by_role("button", name="Bắt đầu điểm danh")
    await expect(begin).to_have_count(0)
    await chair.command("meeting.start_line_check")
    await begin.click()
    mark = secretary.page.get_by_role("button", name="Có mặt Văn phòng Tỉnh ủy", exact=True)
    await mark.click()
    await expect(mark).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    await chair.until(lambda view: view["sites"]["site-TU"]["roll"] == "present")
    await chair.leave()


async def narrow(guest: Guest) -> None:
    """A line on which a few megabytes take seconds."""
    session = await guest.page.context.new_cdp_session(guest.page)
    await session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 0,
            "downloadThroughput": -1,
            "uploadThroughput": SLOW_LINE_BYTES_S,
        },
    )


async def test_a_bad_row_of_a_csv_is_named_with_its_line_and_nothing_is_stored(
    server: RunningServer, invite: Invite, tmp_path: Path
) -> None:
    file = tmp_path / "diem-cau.csv"
    file.write_text(CSV)
    admin = await at_sites(server, await invite("administrator"))
    page = admin.page
    await page.get_by_role("button", name="Nhập CSV").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name=re.compile("^Thả tệp CSV")).click()
    await (await chooser.value).set_files(file)
    row = page.get_by_role("dialog").get_by_role("row").filter(has_text="2018-13-45")
    await expect(row.get_by_role("cell").first).to_have_text("3", timeout=PATIENCE_MS)
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("Xã Tà Cạ")).to_have_count(0)


async def test_a_hall_pairs_joins_without_a_password_and_is_out_at_once_when_revoked(
    server: RunningServer, invite: Invite
) -> None:
    chair = await Seat.by_link(server.demo["chair"])
    admin = await at_sites(server, await invite("administrator"))
    hall = await invite("hall", size=(1920, 1080))
    dialog = await site_task(admin, "Ghép nối máy")
    shown = dialog.get_by_text(re.compile(r"^[0-9A-Z]{4}\W?[0-9A-Z]{4}$"))
    await expect(shown).to_be_visible(timeout=PATIENCE_MS)
    code = re.sub(r"\W", "", await shown.inner_text())

    await hall.page.goto(f"{server.url}/pair")
    await hall.page.get_by_role("textbox", name="Ký tự thứ 1").click()
    await hall.page.keyboard.type(code)
    await hall.page.get_by_role("button", name="Ghép nối máy này").click()
    await expect(hall.page.get_by_role("heading", name=HALL)).to_be_visible(timeout=PATIENCE_MS)
    await expect(dialog.get_by_text("Đã ghép nối máy")).to_be_visible(timeout=PATIENCE_MS)
    await dialog.get_by_role("button", name="Đóng").last.click()

    await chair.command("meeting.start_line_check")
    await hall.page.get_by_role("link", name="Vào ngay").click()
    await hall.pass_check()
    await hall.sees("line check")
    await chair.until(lambda view: view["sites"]["site-417"]["present"])

    drawer = await site_task(admin, "Máy")
    await drawer.get_by_role("button", name="Thu hồi").click()
    await drawer.get_by_role("button", name="Thu hồi ngay").click()
    await hall.see("Phiên đăng nhập đã kết thúc")
    await chair.until(lambda view: not view["sites"]["site-417"]["present"])
    await hall.page.goto(server.url)
    await expect(hall.page.get_by_role("textbox", name="Tên đăng nhập")).to_be_visible(timeout=PATIENCE_MS)
    await chair.leave()


async def at_sites(server: RunningServer, admin: Guest) -> Guest:
    await admin.open_link(server.demo["admin"])
    await admin.page.get_by_role("link", name="Điểm cầu").first.click()
    await expect(admin.page.get_by_role("heading", name="Điểm cầu")).to_be_visible(timeout=PATIENCE_MS)
    return admin


async def site_task(admin: Guest, task: str) -> Locator:
    """Opens one of the actions of the hall's row and returns its dialog."""
    await admin.page.get_by_role("button", name=f"Thao tác với {HALL}").click()
    await admin.page.get_by_role("menuitem", name=task, exact=True).click()
    return admin.page.get_by_role("dialog")
