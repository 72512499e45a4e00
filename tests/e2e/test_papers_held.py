"""Papers are on the hall's machine before they are shown: turning pages asks the server for no file."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Page, Request, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

pytestmark = pytest.mark.e2e
FILE = re.compile(r"/papers/[^/]+/(file|text|thumbnails)")
KEPT = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys())));
  return kept.flat().map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith('/whole'));
}"""


def over_the_line(page: Page) -> list[str]:
    """Files of papers that this page asks the network for, the worker's own answers left out."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if FILE.search(request.url) and request.service_worker is None:
            asked.append(request.url)

    page.context.on("request", note)
    return asked


async def kept(guest: Guest) -> list[str]:
    return list(await guest.page.evaluate(KEPT))


def holds(guest: Guest, papers: int) -> Callable[[], Awaitable[bool]]:
    async def count() -> bool:
        return len(await kept(guest)) == papers

    return count


async def add_paper(secretary: Seat, data: bytes, title: str) -> str:
    answer = await secretary.http.post(
        "/api/v1/meetings/demo/papers/uploads",
        headers=whole(data, name=f"{title}.pdf", title=title),
        content=data,
    )
    assert answer.status_code == 201, answer.text
    paper = answer.headers["giaoban-paper"]
    await secretary.until(lambda view: paper in view["papers"]["items"])
    return paper


async def receipts(officer: Seat, seat: str) -> list[dict[str, Any]]:
    return [one for one in await officer.get("/meetings/demo/papers/receipts") if one["seat"] == seat]


async def test_held_papers_are_turned_without_asking_the_server_for_a_file(
    server: RunningServer, invite: Invite
) -> None:
    chair = await Seat.by_link(server.demo["chair"])
    secretary = await Seat.by_link(server.demo["secretary"])
    paper = await add_paper(secretary, pdf(8, text="Bao cao"), "Báo cáo quý III")
    papers = len(chair.view["papers"]["order"])
    hall = await invite("hall", size=(1920, 1080))
    await hall.enter(server.demo["sites"]["TU"])
    await until(holds(hall, papers), "every paper lies on the hall's machine")

    async def told() -> bool:
        return len(await receipts(secretary, "site-TU")) == papers

    await until(told, "the secretary sees the hall's receipts")

    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await chair.command("front.show", paper=paper, page=1)
    await hall.on_page(1)
    asked = over_the_line(hall.page)
    for page in (2, 3, 8, 1):
        await chair.command("front.turn", page=page)
        await hall.on_page(page)
    assert asked == []

    # The page opened anew reads what lies here; its line brings no file.
    asked.clear()
    await hall.page.reload()
    await hall.on_page(1)
    files = [url for url in asked if "/file" in url]
    assert files
    assert [url for url in files if not await answered_here(hall.page, url)] == []

    # A paper that is taken out of the meeting leaves the machine, and a closed meeting all of them.
    answer = await secretary.http.delete(f"/api/v1/meetings/demo/papers/{paper}")
    assert answer.status_code == 204, answer.text
    await until(holds(hall, papers - 1), "the removed paper is gone from the machine")
    await chair.command("meeting.close")
    await until(holds(hall, 0), "no paper is left on the machine after the meeting")

    async def purged() -> bool:
        return all(one["purged_at"] for one in await receipts(secretary, "site-TU"))

    await until(purged, "the secretary sees that nothing is left")
    await chair.leave()
    await secretary.leave()


async def answered_here(page: Page, url: str) -> bool:
    """Whether the worker answers this file itself for the page's sign-in."""
    script = """async (url) => (await fetch(url, {
      headers: { 'X-Giaoban-Slot': sessionStorage.getItem('giaoban-slot') },
    })).headers.get('X-Giaoban-Held') === '1'"""
    return bool(await page.evaluate(script, url))


async def test_signing_out_takes_ones_papers_off_the_machine_and_leaves_anothers(
    server: RunningServer, invite: Invite
) -> None:
    one = await invite("hall")
    await one.enter(server.demo["sites"]["TU"])
    other = await one.tab((1366, 768))
    await other.enter(server.demo["sites"]["UBND"])
    papers = 1
    await until(holds(one, 2 * papers), "both halls' papers lie on the machine")
    both = await kept(one)
    assert len({path.split("/")[2] for path in both}) == 2
    slot = await one.page.evaluate("sessionStorage.getItem('giaoban-slot')")
    await one.page.evaluate(
        "slot => fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-Giaoban-Slot': slot } })", slot
    )
    await one.see("Phiên đăng nhập đã kết thúc")

    async def gone() -> bool:
        return not any(f"/{slot}/" in path for path in await kept(other))

    await until(gone, "the ended sign-in's papers are gone")
    assert len(await kept(other)) == papers
    await expect(other.page.locator("main").first).to_be_visible(timeout=PATIENCE_MS)
