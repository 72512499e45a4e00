"""Fixtures that others may use too: `lab` is a running embedded plane, `halls` makes SDK clients in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from tests.support.hall import Hall
from tests.support.media import MediaLab, media_lab

HallMaker = Callable[..., Awaitable[Hall]]


@pytest.fixture
async def lab() -> AsyncIterator[MediaLab]:
    async with media_lab(resume_grace_s=4.0) as running:
        yield running


@pytest.fixture
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
