"""The real servers behind the two-process tests."""

from tests.server.core.conftest import postgres, redis

__all__ = ["postgres", "redis"]
