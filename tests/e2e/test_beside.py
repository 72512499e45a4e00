"""A confidential paper on a hall's second screen: there beside the first, and not with a copied cookie."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import COLOURS, PATIENCE_MS, Guest, until
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

pytestmark = pytest.mark.e2e

SUBMITTED = "Dự thảo phương án"
PAPERS = "/meetings/demo/papers"
SLOT = "sessionStorage.getItem('giaoban-slot')"


@pytest_asyncio.fixture
async def chair(server: RunningServer) -> AsyncIterator[Seat]:
    """In session with a confidential paper in front."""
    seat = await Seat.by_link(server.demo["chair"])
    made = await seat.post(f"{PAPERS}/submissions", {"title": "Phương án", "marking": "confidential"})
    where = f"/api/v1{PAPERS}/submissions/{made['paper']}/{made['version']}/uploads"
    data = pdf(3, text="Phuong an")
    assert (await seat.http.post(where, content=data, headers=whole(data))).status_code == 201
    await seat.until(lambda view: made["paper"] in view["papers"]["items"], PATIENCE_MS / 1000)
    await seat.command("meeting.start_line_check")
    await seat.command("meeting.open")
    await seat.command("front.show", paper=made["paper"], page=1)
    yield seat
    await seat.leave()


async def submitted(server: RunningServer, chair: Seat) -> None:
    """A confidential paper of a hall's before the desk."""
    await chair.command("agenda.edit", item=chair.view["agenda"]["order"][1], seats=["site-TU"])
    hall = await Seat.by_link(server.demo["sites"]["TU"])
    said = {"title": SUBMITTED, "item": chair.view["agenda"]["order"][1], "marking": "confidential"}
    made = await hall.post(f"{PAPERS}/submissions", said)
    where = f"{PAPERS}/submissions/{made['paper']}/1"
    data = pdf(2, text="Du thao")
    sent = await hall.http.post(f"/api/v1{where}/uploads", content=data, headers=whole(data))
    assert sent.status_code == 201

    async def is_ready() -> bool:
        found = (await hall.get(f"{PAPERS}/submissions"))["submissions"]
        return any(one["paper"] == made["paper"] and one["file"]["state"] == "ready" for one in found)

    await until(is_ready, "the paper is converted")
    await hall.post(f"{where}/submit")
    await hall.leave()


async def test_the_desk_looks_at_a_confidential_paper_before_it_is_approved(
    server: RunningServer, chair: Seat, invite: Invite
) -> None:
    await submitted(server, chair)
    desk = await invite("secretary")
    await desk.enter(server.demo["secretary"])
    prepare = await desk.tab((1366, 768))
    await prepare.page.goto(f"{server.url}/m/demo/prepare")
    await prepare.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await prepare.page.get_by_text("Chờ duyệt (1)").click()
    await prepare.page.get_by_role("button", name=f"Xem từng trang {SUBMITTED}").click()
    drawn = prepare.page.get_by_role("dialog", name=SUBMITTED).locator("canvas")
    await expect(drawn).to_have_attribute("data-page", "1", timeout=PATIENCE_MS)
    await prepare.page.keyboard.press("ArrowRight")
    await expect(drawn).to_have_attribute("data-page", "2", timeout=PATIENCE_MS)
    await until(lambda: drawn.evaluate(COLOURS), "the page is drawn")
    # Alone, with the meeting's own screen shut, the page for preparing has no line for it.
    await desk.page.close()
    await prepare.page.keyboard.press("ArrowLeft")
    await prepare.page.reload()
    await prepare.page.get_by_role("tab", name=re.compile("^Tài liệu")).click()
    await prepare.page.get_by_text("Chờ duyệt (1)").click()
    await prepare.page.get_by_role("button", name=f"Xem từng trang {SUBMITTED}").click()
    await prepare.see("Tài liệu mật chỉ mở trên màn hình phòng họp")


async def shows_page(guest: Guest, page: int) -> None:
    drawn = guest.page.locator(f'canvas[aria-label^="MẬT · "][data-page="{page}"]').first
    await expect(drawn).to_be_visible(timeout=PATIENCE_MS)


async def test_it_is_on_the_second_screen_of_the_same_browser_alone(
    server: RunningServer, chair: Seat, invite: Invite
) -> None:
    hall = await invite("hall", size=(1920, 1080))
    await hall.enter(server.demo["sites"]["TU"])
    await shows_page(hall, 1)
    second = await hall.tab((1920, 1080))
    beside = f"{server.url}/m/demo?screen=papers"
    await second.page.goto(beside)
    await shows_page(second, 1)
    await chair.command("front.turn", page=2)
    await shows_page(second, 2)
    await second.page.reload()
    await shows_page(second, 2)
    await hall.page.reload()
    await chair.command("front.turn", page=3)
    await shows_page(second, 3)
    await second.page.keyboard.press("/")
    await second.page.get_by_role("textbox", name="Nội dung cần tìm").fill("phuong an")
    await expect(second.page.get_by_role("button", name="Phương án").first).to_be_visible(timeout=PATIENCE_MS)
    await second.page.keyboard.press("Escape")

    thief = await hall.apart("thief", size=(1920, 1080))
    await thief.who.context.add_cookies(await hall.who.context.cookies())  # type: ignore[arg-type]
    slot = await hall.page.evaluate(SLOT)
    await thief.who.context.add_init_script(f"sessionStorage.setItem('giaoban-slot', '{slot}')")
    await thief.page.goto(beside)
    await thief.see("Tài liệu mật chỉ mở trên màn hình phòng họp")
    await expect(thief.page.locator("canvas[data-page]")).to_have_count(0)
    await shows_page(second, 3)
