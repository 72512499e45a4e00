"""The real server for the faults to happen to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import RunningServer, running_server


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all tests after which it must be as good as before; its chair opens once."""
    with running_server(
        tmp_path_factory.mktemp("standing") / "data", GIAOBAN_ROOM_LIMIT="4", GIAOBAN_SOCKET_RATE="1000"
    ) as running:
        yield running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """`giaoban serve` with one media worker."""
    with running_server(tmp_path / "data") as running:
        yield running
