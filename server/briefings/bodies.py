"""What is sent to prepare a meeting, parsed once into types; templates keep it too, without its time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from server.briefings.carry import Source
from server.briefings.plan import Plan, PlannedDelegate, PlannedItem, PlannedOfficer, PlannedQuorum
from server.people.bodies import Body

Text = Annotated[str, Field(max_length=1000)]
Seconds = Annotated[int, Field(ge=0, le=7 * 24 * 3600)]
Part = Annotated[int, Field(ge=1, le=100)]
Ident = Annotated[str, Field(min_length=1, max_length=64)]
SeatName = Annotated[str, Field(min_length=1, max_length=80)]
# JSON has no times: the one place where a string is taken for another type.
When = Annotated[
    AwareDatetime,
    Field(strict=False, ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]


Rank = Annotated[int, Field(ge=0, le=999)]
"""Place in a list of speakers that goes by rank, the lowest first; 0 is none."""


class SourceBody(Body):
    """An agenda item another meeting postponed."""

    meeting: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    item: Ident

    def source(self) -> Source:
        """The body as the service takes it."""
        return self.meeting, self.item


class ItemBody(Body):
    """An agenda item; ``seats`` report on it."""

    title: Text
    rapporteur: Text = ""
    planned_s: Seconds = 0
    seats: list[SeatName] = Field(default=[], max_length=50)
    internal: bool = False
    carried_from: SourceBody | None = None

    def planned(self) -> PlannedItem:
        """The body as the service takes it."""
        source = None if self.carried_from is None else self.carried_from.source()
        return PlannedItem(
            self.title, self.rapporteur, self.planned_s, tuple(self.seats), self.internal, source
        )


class OfficerBody(Body):
    """An account and its office in the meeting."""

    account: Ident
    role: Literal["chair", "deputy", "secretary", "technician"]
    order: Annotated[int, Field(ge=0, le=1000)] = 0
    rank: Rank = 0


class DelegateBody(Body):
    """A person in one of the invited halls."""

    name: Text
    office: Text = ""
    site: Ident
    rank: Rank = 0
    email: Annotated[str, Field(max_length=320)] = ""


class ShareBody(Body):
    """`of` out of `parts`; `over`: more than that."""

    of: Part
    parts: Part
    over: bool = False


class QuorumBody(Body):
    """How many delegates or sites must be present: a share of those invited or a count."""

    basis: Literal["delegates", "sites"] = "delegates"
    at_least: ShareBody | None = None
    count: Annotated[int, Field(ge=1, le=5000)] | None = None

    def planned(self) -> PlannedQuorum:
        """The rule as the service takes it."""
        share = self.at_least
        if share is None:
            return PlannedQuorum(self.basis, count=self.count)
        return PlannedQuorum(self.basis, share.of, share.parts, share.over, self.count)


class PlanBody(Body):
    """A meeting but for its time: what templates and series keep."""

    title: Text
    planned_s: Seconds = 0
    agenda: list[ItemBody] = Field(default=[], max_length=200)
    sites: list[Ident] = Field(default=[], max_length=200)
    site_ranks: dict[Ident, Rank] = Field(default={}, max_length=200)
    officers: list[OfficerBody] = Field(default=[], max_length=50)
    delegates: list[DelegateBody] = Field(default=[], max_length=2000)
    auto_record: bool = False
    max_open: Annotated[int, Field(ge=1, le=50)] = 1
    quorum: QuorumBody | None = None

    def plan_at(self, scheduled_at: datetime, title: str | None = None) -> Plan:
        """The meeting as the service takes it, at a time and under a title of its own."""
        return Plan(
            title=self.title if title is None else title,
            scheduled_at=scheduled_at,
            planned_s=self.planned_s,
            agenda=[one.planned() for one in self.agenda],
            sites=self.sites,
            officers=[PlannedOfficer(one.account, one.role, one.order, one.rank) for one in self.officers],
            delegates=[
                PlannedDelegate(one.name, one.site, one.office, one.rank, one.email) for one in self.delegates
            ],
            auto_record=self.auto_record,
            max_open=self.max_open,
            quorum=self.quorum.planned() if self.quorum else None,
            site_ranks=self.site_ranks,
        )


class MeetingBody(PlanBody):
    """A meeting to be created; with a `template`, delegates without an address have the one it knows."""

    scheduled_at: When
    template: Ident | None = None

    def plan(self) -> Plan:
        """The body as the service takes it."""
        return self.plan_at(self.scheduled_at)
