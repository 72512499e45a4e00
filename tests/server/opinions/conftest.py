"""One office for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.opinions.support import Circle, circle


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Circle]:
    async with circle(tmp_path) as made:
        yield made
