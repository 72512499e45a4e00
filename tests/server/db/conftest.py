"""The databases of the core's tests."""

from tests.server.core.conftest import database, postgres

__all__ = ["database", "postgres"]
