"""A confidential paper on a hall's second screen: there beside the first, and not with a copied cookie."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

pytestmark = pytest.mark.e2e

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

    thief = await hall.apart("thief", size=(1920, 1080))
    await thief.who.context.add_cookies(await hall.who.context.cookies())  # type: ignore[arg-type]
    slot = await hall.page.evaluate(SLOT)
    await thief.who.context.add_init_script(f"sessionStorage.setItem('giaoban-slot', '{slot}')")
    await thief.page.goto(beside)
    await thief.see("Tài liệu mật chỉ mở trên màn hình phòng họp")
    await expect(thief.page.locator("canvas[data-page]")).to_have_count(0)
    await shows_page(second, 3)
