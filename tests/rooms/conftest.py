"""Hypothesis profile and the table every test of the meeting core sits at."""

import pytest
from hypothesis import HealthCheck, settings

from tests.rooms.table import Table

settings.register_profile(
    "rooms",
    derandomize=True,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("rooms")


@pytest.fixture
def table() -> Table:
    """A meeting as invited: draft."""
    return Table()


@pytest.fixture
def session() -> Table:
    """The same meeting in session, everybody connected."""
    return Table().connect_everybody().to("in_session")
