"""What all tests share: how Hypothesis searches, and what servers under test keep their data in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

# The same examples on every machine, and no verdict by the clock: a busy machine is not a fault.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="what servers started in the tests' process keep their data in (make test-postgres)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database") == "postgresql":
        for item in items:
            if item.get_closest_marker("sqlite") is not None:
                item.add_marker(pytest.mark.skip(reason="looks into SQLite's own file"))


@pytest.fixture(scope="session", autouse=True)
def chosen_database(pytestconfig: pytest.Config) -> Iterator[None]:
    if pytestconfig.getoption("--database") != "postgresql":
        yield
        return
    from tests.support.databases import DATABASES

    with DATABASES.on_postgresql():
        yield


@pytest.fixture(autouse=True)
def fresh_databases(pytestconfig: pytest.Config) -> Iterator[None]:
    yield
    if pytestconfig.getoption("--database") == "postgresql":
        from tests.support.databases import DATABASES

        DATABASES.forget()
