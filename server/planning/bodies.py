"""What is sent about templates, series and the calendar, parsed once into types."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from server.briefings.bodies import Ident, PlanBody, Seconds, Text, When
from server.errors import Invalid
from server.people import secrets
from server.people.bodies import Body
from server.people.texts import one_line
from server.planning.records import OFFER, TAKE, Series
from server.planning.recurrence import LENGTH, Rule, parse
from server.planning.series import clock_time
from server.planning.templates import checked_skeleton

FAR = timedelta(days=366 * 20)
LAST = date(2199, 12, 31)
Day = Annotated[date, Field(strict=False, ge=date(2000, 1, 1), le=LAST)]
Days = Annotated[list[Day], Field(max_length=400)]
Number = Annotated[int, Field(ge=1, le=100_000)]
Name = Annotated[str, Field(max_length=200)]


class TemplateBody(Body):
    """A template: its name and the meeting without its time."""

    name: Name
    plan: PlanBody


class NameBody(Body):
    """The name a meeting is kept under as a template."""

    name: Name


class HoldBody(Body):
    """When a meeting after a template is held, and the number its title may name."""

    scheduled_at: When
    number: Number | None = None


class RuleBody(Body):
    """When a series meets: an RRULE counted in Vietnam's days, and the hour there (HH:MM)."""

    rule: Annotated[str, Field(max_length=LENGTH * 2)]
    begins: Day
    at: Annotated[str, Field(max_length=5)]
    without: Days = Field(default=[])
    skip_holidays: bool = True
    ends_before: Day | None = None

    def parsed(self) -> Rule:
        """The rule. Raises Invalid ``series.bad_rule``, ``series.bad_time``."""
        return parse(self.rule, clock_time(self.at))


class SeriesBody(RuleBody):
    """A series of briefings."""

    name: Name
    plan: PlanBody
    first_number: Number = 1
    ahead_days: Annotated[int, Field(ge=1, le=180)] = 14
    as_draft: bool = False
    carry: Literal["take", "offer"] = "take"
    revision: Annotated[str, Field(max_length=40)] | None = None
    """Of the series that was read and is being changed; a change of any other is refused."""

    def series(self, owner: str) -> Series:
        """The series as the service takes it. Raises Invalid ``series.*``, ``template.*``, ``email.bad``."""
        name = one_line(self.name, 200)
        if not name:
            raise Invalid("template.bad_name")
        return Series(
            id=secrets.new_id(),
            name=name,
            skeleton=checked_skeleton(self.plan),
            rule=self.parsed(),
            begins=self.begins,
            at=clock_time(self.at),
            owner=owner,
            first_number=self.first_number,
            ahead_days=self.ahead_days,
            as_draft=self.as_draft,
            carry=TAKE if self.carry == "take" else OFFER,
            skip_holidays=self.skip_holidays,
            without=tuple(sorted(set(self.without))),
            ends_before=self.ends_before,
        )


class EndBody(Body):
    """The day from which nothing meets; `cancel` calls off what was made already."""

    day: Day
    cancel: bool = False


class ReasonBody(Body):
    """Why a day is left out, as those invited are told."""

    reason: Annotated[str, Field(max_length=300)] = ""


class MoveBody(Body):
    """When the meeting of a day is held instead."""

    scheduled_at: When


class ClashBody(Body):
    """A time and those who would be there; `but`: the meeting being moved itself."""

    scheduled_at: When
    planned_s: Seconds = 0
    sites: list[Ident] = Field(default=[], max_length=200)
    officers: list[Ident] = Field(default=[], max_length=50)
    but: Text | None = None
