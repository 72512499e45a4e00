"""Fixtures that others may use too: `lab` is a running embedded plane, `halls` makes SDK clients in it,
`web` is a page with livekit-client.
"""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio
from playwright.async_api import async_playwright

from tests.signaling.browsing import Web
from tests.support.browser import Person, person
from tests.support.hall import Hall
from tests.support.media import MediaLab, client_page, media_lab

HallMaker = Callable[..., Awaitable[Hall]]
NUMBERS = itertools.count(1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared_lab() -> AsyncIterator[MediaLab]:
    """One plane for a whole module: starting a worker is what costs."""
    async with media_lab(resume_grace_s=4.0) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def lab(shared_lab: MediaLab) -> AsyncIterator[MediaLab]:
    """The module's plane with a room of the test's own. Mark the module `asyncio(loop_scope="module")`."""
    with shared_lab.in_room(f"room-{next(NUMBERS)}") as mine:
        yield mine


@pytest_asyncio.fixture(loop_scope="module")
async def halls(lab: MediaLab) -> AsyncIterator[HallMaker]:
    """`await halls(3, publish=True, url=…)`: a hall that joined as `hall-3` and takes everything."""
    made: list[Hall] = []

    async def make(number: int, *, publish: bool = True, url: str | None = None, **options: bool) -> Hall:
        hall = Hall(number)
        made.append(hall)
        await hall.join(url or lab.url(), lab.token(f"hall-{number}"), auto_subscribe=True)
        if publish:
            await hall.publish(**options)
        return hall

    yield make
    for hall in made:
        await hall.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Person]:
    """One browser for a whole module: starting it is what costs."""
    async with async_playwright() as playwright:
        visitor = await person(playwright)
        yield visitor
        await visitor.close()


@pytest_asyncio.fixture(loop_scope="module")
async def web(chromium: Person) -> AsyncIterator[Web]:
    """A fresh page with livekit-client; an error of the page fails the test."""
    chromium.problems.clear()
    with client_page() as url:
        page = await chromium.context.new_page()
        page.on("pageerror", lambda error: chromium.problems.append(str(error)))
        await page.goto(url)
        yield Web(page)
        assert chromium.problems == []
        await page.close()
