"""A real meeting on a server that is reached over a line the test can cut."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.e2e.conftest import invite, playwright, studio
from tests.netns.ends import Near
from tests.netns.line import Line, can_make_lines, made_line
from tests.support.browser import chromium_path
from tests.support.installation import Installation, set_up
from tests.support.server import running_server

# Browsers are invited here as in the end-to-end tests.
__all__ = ["invite", "playwright", "studio"]


@pytest.fixture(scope="session")
def _lines_can_be_made() -> None:
    if not can_make_lines():
        pytest.skip("making network namespaces and bridges needs root")


@pytest.fixture
def line(_lines_can_be_made: None) -> Iterator[Line]:
    with made_line() as made:
        yield made


@pytest_asyncio.fixture
async def briefing(line: Line, tmp_path: Path) -> AsyncIterator[Installation]:
    """In session, page 2 of 3 in front; the server listens at the near end of the line."""
    settings = {"GIAOBAN_HOST": line.near, "GIAOBAN_MEDIA_ADDRESS": line.near, "GIAOBAN_DEMO": "false"}
    settings["GIAOBAN_LINE_LOST_S"] = "5"  # as an installation has it
    with running_server(tmp_path / "data", **settings) as server:
        found = await set_up(server)
        yield found
        await found.close()


@pytest_asyncio.fixture
async def near(briefing: Installation) -> AsyncIterator[Near]:
    """The chair with picture and sound, and another hall's seat."""
    there = await Near.arrive(briefing)
    yield there
    await there.leave()


@pytest.fixture
def at_the_hall(line: Line, briefing: Installation, tmp_path: Path) -> dict[str, Any]:
    """How a browser is started at the far end. The page is plain HTTP, which cameras have to be told."""
    trusted = f"--unsafely-treat-insecure-origin-as-secure={briefing.server.url}"
    return {"program": line.program(tmp_path, chromium_path()), "flags": (trusted,), "size": (1920, 1080)}
