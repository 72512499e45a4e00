"""Markings of papers (độ mật). Higher ones than ``CONFIDENTIAL`` do not belong on this network at all."""

from __future__ import annotations

from enum import StrEnum


class Marking(StrEnum):
    """How a paper is marked: ``NORMAL`` (thường) or ``CONFIDENTIAL`` (mật)."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"


MARKINGS = frozenset(Marking)
