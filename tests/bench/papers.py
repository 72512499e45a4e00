"""Papers held on the machines: what a page turn costs a site, how soon it is drawn, how fast pages are drawn.

Turns are drawn by a hall's own screen in Chromium whose papers lie on the machine, on loopback and at the far
end of a line of 200 kbit/s with a round trip of 300 ms (a network namespace with tbf; the way is made longer
by a relay, as netem is not in every kernel). The hall sends its picture and sound over the same line.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, Playwright, async_playwright

from tests.bench.figures import Figure, missing, spread
from tests.netns.line import Line, can_make_lines, made_line
from tests.server.papers.pdfs import pdf
from tests.support.browser import Person, chromium_path, person
from tests.support.installation import Installation, set_up
from tests.support.relay import Relay, relaying
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.tus import whole

COMMAND = "python -m tests.bench papers"
TURNS = 60
COUNTED_TURNS = 100
SITES = 24
JUMPS = 40
PAGES = 48
WIDE = 200_000
ONE_WAY_S = 0.15
THIN, THIN_AIM = "200 kbit/s and 300 ms", "p95 ≤ 400 ms"
SETTLE_S = 0.6
# Notes when the canvas says which page it shows, and the picture after that has been made.
WATCH = """() => {
  window.drawn = {};
  const look = () => {
    const page = document.querySelector('canvas[data-page]')?.getAttribute('data-page');
    if (page && window.last !== page) {
      window.last = page;
      requestAnimationFrame(() => { window.drawn[page] = performance.timeOrigin + performance.now(); });
    }
    if (!page) window.last = null;
  };
  new MutationObserver(look).observe(document.body, { attributes: true, subtree: true, childList: true });
}"""
HELD = """async () => {
  let whole = 0;
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) whole += url.endsWith('/whole') ? 1 : 0;
  return whole;
}"""


@dataclass
class Following:
    """A hall's page in a browser, and who turns the pages for it."""

    who: Person
    page: Page
    chair: Seat
    paper: str

    async def leave(self) -> None:
        await self.who.close()

    async def turn(self, page: int) -> float:
        """Milliseconds from the chair's command to the page on the hall's screen."""
        await self.page.evaluate("page => { delete window.drawn[page]; }", str(page))
        began = time.time()
        await self.chair.command("front.turn", page=page)
        drawn = await self.page.wait_for_function(
            "page => window.drawn[page]", arg=str(page), polling=20, timeout=30_000
        )
        return float(await drawn.json_value()) - began * 1000


async def upload(found: Installation) -> str:
    """A paper of many pages, in front."""
    data = pdf(PAGES, text="Bao cao quy III trang")
    answer = await found.secretary.http.post(
        f"/api/v1/meetings/{found.meeting}/papers/uploads",
        headers=whole(data, name="bao-cao-quy.pdf", title="Báo cáo quý"),
        content=data,
    )
    paper = answer.headers["giaoban-paper"]
    await found.chair.until(lambda view: paper in view["papers"]["items"], 60)
    await found.chair.command("front.show", paper=paper, page=1)
    return paper


async def follow(
    playwright: Playwright, found: Installation, url: str, program: Path | None = None
) -> Following:
    """Pairs a browser as a hall, enters, and waits until every paper lies there."""
    paper = await upload(found)
    trusted = f"--unsafely-treat-insecure-origin-as-secure={url}"
    who = await person(playwright, program=program, flags=(trusted,), size=(1920, 1080))
    page = who.page
    page.set_default_timeout(180_000)
    await page.goto(f"{url}/pair")
    code = await found.pairing_code("413")
    await page.evaluate(
        """async (code) => {
          const answer = await fetch('/api/v1/session/pair', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-Giaoban-Slot': 'new' },
            body: JSON.stringify({ code }),
          });
          const { slot } = await answer.json();
          sessionStorage.setItem('giaoban-slot', slot);
          localStorage.setItem('giaoban-slot', slot);
        }""",
        code,
    )
    await page.goto(f"{url}/m/{found.meeting}")
    await page.get_by_role("button", name=re.compile("^Vào phòng họp")).first.click()
    await page.wait_for_selector('canvas[data-page="1"]')
    papers = len(found.chair.view["papers"]["order"])
    await page.wait_for_function(f"() => ({HELD})().then((held) => held >= {papers})", polling=500)
    await page.evaluate(WATCH)
    await asyncio.sleep(3)
    return Following(who, page, found.chair, paper)


async def turns(hall: Following, name: str, aim: str) -> list[Figure]:
    """Pages turned one after the other, as a presenter does, and jumped to."""
    one_by_one, jumped = [], []
    for turn in range(TURNS):
        one_by_one.append(await hall.turn(2 + turn % (PAGES - 2)))
        await asyncio.sleep(SETTLE_S)
    for jump in range(JUMPS // 2):
        jumped.append(await hall.turn(2 + (jump * 17 + 5) % (PAGES - 2)))
        await asyncio.sleep(SETTLE_S)
    return [
        *spread(f"page turn to drawn, {name}", one_by_one, "ms", COMMAND, aim),
        *spread(f"jump to a far page to drawn, {name}", jumped, "ms", COMMAND),
    ]


async def drawing(hall: Following) -> Figure:
    """Pages a second that one screen draws when each is asked for as soon as the last is there."""
    began = time.monotonic()
    for jump in range(JUMPS):
        await hall.turn(1 + (jump * 7 + 3) % PAGES)
    return Figure(
        "pages drawn in the browser, 1920 x 1080, each after the last",
        JUMPS / (time.monotonic() - began),
        "pages/s",
        COMMAND,
    )


async def bytes_of_a_turn(server: RunningServer) -> list[Figure]:
    """Payload bytes on every hall's meeting socket for each page turn, everything sent on it counted."""
    chair, secretary = [await Seat.by_link(server.demo[name]) for name in ("chair", "secretary")]
    await chair.command("meeting.start_line_check")
    await chair.command("meeting.open")
    await to_front(secretary, chair)
    async with contextlib.AsyncExitStack() as stack:
        relays, halls = [], []
        for _, link in sorted(server.demo["sites"].items())[:SITES]:
            relay = await stack.enter_async_context(relaying(server.port))
            hall = await Seat.by_link(link.replace(server.url, f"http://{relay.host}:{relay.listens}", 1))
            await hall.http.aclose()
            relays.append(relay)
            halls.append(hall)
        await asyncio.sleep(2)
        quiet = await counted(relays, 0, chair)
        each = [
            took
            for turn in range(COUNTED_TURNS)
            for took in await counted(relays, 2 + turn % (PAGES - 2), chair)
        ]
        for seat in (*halls, chair, secretary):
            await seat.leave()
    name = f"bytes to a site for a page turn, each of {len(relays)} sites"
    return [
        Figure(f"{name}, median", statistics.median(each), "bytes", COMMAND, "< 300 bytes"),
        Figure(f"{name}, most", max(each), "bytes", COMMAND),
        Figure("bytes to a site in the same time without a turn, most", max(quiet), "bytes", COMMAND),
    ]


async def to_front(secretary: Seat, chair: Seat) -> None:
    """A paper of many pages in front."""
    data = pdf(PAGES, text="Bao cao quy III trang")
    answer = await secretary.http.post(
        "/api/v1/meetings/demo/papers/uploads",
        headers=whole(data, name="bao-cao-quy.pdf", title="Báo cáo quý"),
        content=data,
    )
    paper = answer.headers["giaoban-paper"]
    await chair.until(lambda view: paper in view["papers"]["items"], 60)
    await chair.command("front.show", paper=paper, page=1)


async def counted(relays: Sequence[Relay], page: int, chair: Seat) -> list[int]:
    """Bytes that came down to each site while a page was turned and all was told of it; 0 turns none."""
    before = [relay.down for relay in relays]
    if page:
        await chair.command("front.turn", page=page)
    await asyncio.sleep(0.3)
    return [relay.down - was for relay, was in zip(relays, before, strict=True)]


@contextlib.asynccontextmanager
async def installed(host: str, **settings: str) -> AsyncIterator[Installation]:
    """A real installation in session."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", GIAOBAN_HOST=host, GIAOBAN_DEMO="false", **settings) as server,
    ):
        found = await set_up(server)
        try:
            yield found
        finally:
            await found.close()


async def on_loopback() -> list[Figure]:
    async with installed("127.0.0.1") as found, async_playwright() as playwright:
        hall = await follow(playwright, found, found.server.url)
        figures = await turns(hall, "loopback", "p95 ≤ 100 ms")
        figures.append(await drawing(hall))
        await hall.leave()
        return figures


async def to_every_site() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        return await bytes_of_a_turn(server)


async def over_a_line(line: Line) -> list[Figure]:
    """The hall at the far end: page, socket and media over the line, the longer way for all but media."""
    async with (
        installed(line.near, GIAOBAN_MEDIA_ADDRESS=line.near) as found,
        async_playwright() as playwright,
        relaying(found.server.port, host=line.near, delay_s=ONE_WAY_S) as relay,
    ):
        url = f"http://{line.near}:{relay.listens}"
        with tempfile.TemporaryDirectory() as folder:
            hall = await follow(playwright, found, url, line.program(Path(folder), chromium_path()))
            line.narrow(WIDE)
            await asyncio.sleep(5)
            figures = await turns(hall, THIN, THIN_AIM)
            await hall.leave()
            return figures


async def measure() -> list[Figure]:
    figures = [*await on_loopback(), *await to_every_site()]
    if not can_make_lines():
        name = f"page turn to drawn, {THIN}"
        why = "making network namespaces needs root"
        return [*figures, missing(f"{name}, p95", "ms", COMMAND, THIN_AIM, why=why)]
    with made_line() as line:
        return [*figures, *await over_a_line(line)]


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
