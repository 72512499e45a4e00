"""The reference loads held for long: nothing is lost by the media worker, and it does not grow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from tests.bench.media.loads import LOADS
from tests.bench.media.suite import figures_of, measure

MOST_LOST = 0.0001
MOST_GROWN = 0.05
HOUR_S = 3600


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        pytest.param("R1", 120, marks=pytest.mark.nightly),
        pytest.param("R1", HOUR_S, marks=pytest.mark.release),
        pytest.param("R2", HOUR_S, marks=pytest.mark.release),
    ],
)
def test_a_load_held_loses_nothing_and_grows_by_nothing(
    name: str, seconds: int, record_property: Callable[[str, object], None]
) -> None:
    measured = asyncio.run(measure(LOADS[name], seconds))
    for figure in figures_of(measured, f"python -m tests.bench.media {name} --seconds {seconds}"):
        print(f"{figure.name}: {figure.value:.2f} {figure.unit}")
        record_property(figure.name, figure.value)
    received, missing = measured.clients["received"], measured.clients["missing"]
    assert received > 0
    assert missing / (received + missing) <= MOST_LOST
    assert measured.memory_after <= measured.memory_before * (1 + MOST_GROWN)
