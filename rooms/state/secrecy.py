"""What holds in the meeting for the sake of its marked papers, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Shut:
    """Since when an outlet is shut, and for which paper; None: it was shut again by hand."""

    since: datetime
    paper: str | None


@dataclass(frozen=True, slots=True)
class Relaxation:
    """When, by whom and why an outlet was opened again."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Secrecy:
    """Outlets that are ``shut``, those that were ``relaxed``, and papers ``recalled``, with when.

    ``earlier``: of these, those whose version that stands is open; versions before it were called back.
    ``held``: how versions of papers were marked when they last stood, by paper and version; also of papers
    that are in the meeting no more, whose files may be there still.
    """

    shut: Mapping[str, Shut] = field(default_factory=dict)
    relaxed: Mapping[str, Relaxation] = field(default_factory=dict)
    recalled: Mapping[str, datetime] = field(default_factory=dict)
    held: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    earlier: frozenset[str] = frozenset()

    def is_shut(self, outlet: str) -> bool:
        """Whether an outlet is off for the sake of a marked paper."""
        return outlet in self.shut

    def is_recalled(self, paper: str) -> bool:
        """Whether a paper is called back, the version that stands included."""
        return paper in self.recalled and paper not in self.earlier
