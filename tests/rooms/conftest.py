"""The tables every test of the meeting core sits at."""

import pytest

from tests.rooms.table import Table


@pytest.fixture
def table() -> Table:
    """A meeting as invited: draft."""
    return Table()


@pytest.fixture
def session() -> Table:
    """The same meeting in session, everybody connected."""
    return Table().connect_everybody().to("in_session")
