"""Fixtures that others may use too: `lab` is a running embedded plane, `halls` makes SDK clients in it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest_asyncio

from tests.support.hall import Hall
from tests.support.media import MediaLab, media_lab

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
