"""Papers, until when they are due, and the page in front as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from rooms.base.markings import Marking


class PaperKind(StrEnum):
    """What a paper is (loại văn bản); in NĐ 30/2020's order as far as meetings have them."""

    REPORT = "report"
    SUBMISSION = "submission"
    DRAFT_RESOLUTION = "draft_resolution"
    DECISION = "decision"
    PLAN = "plan"
    DISPATCH = "dispatch"
    INVITATION = "invitation"
    MINUTES = "minutes"
    APPENDIX = "appendix"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When, by whom and why a paper was taken back."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the meeting; ``size`` in bytes. ``internal``: its internal item was taken off the agenda.

    ``number`` is its number and symbol, ``issuer`` the body that issued it, ``dated`` an ISO date or "",
    ``unit`` the seat that submitted it. ``version`` counts from 1; ``replaces`` is the sha256 of the version
    before, ``replaced_at`` since when this one stands and ``note`` what is said to have changed.
    """

    id: str
    title: str
    pages: int
    item: str | None
    size: int
    sha256: str
    internal: bool = False
    number: str = ""
    issuer: str = ""
    dated: str = ""
    kind: str = PaperKind.OTHER
    marking: str = Marking.NORMAL
    unit: str | None = None
    version: int = 1
    replaces: str | None = None
    replaced_at: datetime | None = None
    note: str = ""
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What is said about the papers of one item: until when, and whether any are wanted at all.

    ``at`` None: the meeting's own deadline holds.
    """

    at: datetime | None = None
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Dues:
    """Until when papers are due: ``at`` for the whole meeting, ``items`` where an item says otherwise."""

    at: datetime | None = None
    items: Mapping[str, Due] = field(default_factory=dict)

    def of(self, item: str) -> Due:
        """The deadline that holds for an item, and whether it wants papers."""
        said = self.items.get(item, Due())
        return Due(said.at or self.at, said.wanted)


@dataclass(frozen=True, slots=True)
class Front:
    """The page in front of everyone; nothing while ``paper`` is None."""

    paper: str | None = None
    page: int = 1
    by: str | None = None
    at: datetime | None = None
