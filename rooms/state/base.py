"""What every part of the state is built with: phases, and mappings that are replaced, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

V = TypeVar("V")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Phase(StrEnum):
    """Where a meeting is in its life. ``NONE``: nothing has been created yet."""

    NONE = "none"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LINE_CHECK = "line_check"
    IN_SESSION = "in_session"
    RECESS = "recess"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


def put(mapping: Mapping[str, V], key: str, value: V) -> Mapping[str, V]:
    """The mapping with one entry set; order of existing keys is kept."""
    return {**mapping, key: value}


def drop(mapping: Mapping[str, V], *keys: str) -> Mapping[str, V]:
    """The mapping without some keys."""
    return {key: value for key, value in mapping.items() if key not in keys}
