"""The meetings made for days of a series: brought up to it when it changes, and called off. Knows no HTTP.

What is still to be done to a meeting is noted with its day in the transaction that changes the series
(`Occurrence.pending`) and struck out when it is done: a process that ends in between leaves it to the job.
"""

from __future__ import annotations

from collections.abc import Awaitable

import structlog

from rooms import Phase
from server.briefings.service import Briefings
from server.clock import iso
from server.db.repositories.planning import SeriesRepository
from server.errors import NotFound, ServerError
from server.planning.fitting import plan_of
from server.planning.records import CALL_OFF, CREATED, SKIPPED, Occurrence

_log = structlog.get_logger(__name__)
CHANGEABLE = frozenset({Phase.DRAFT, Phase.SCHEDULED})


class MadeMeetings:
    """What is done to the meetings of a series after they were made. Every step can be repeated."""

    def __init__(self, repository: SeriesRepository, briefings: Briefings) -> None:
        self._repository = repository
        self._briefings = briefings

    async def phase(self, meeting: str | None) -> Phase | None:
        """Where a meeting stands; None while there is none and once its record is destroyed."""
        if meeting is None:
            return None
        try:
            return (await self._briefings.state(meeting)).phase
        except NotFound:
            return None

    async def finish(self, one: Occurrence) -> None:
        """Do what is noted with a day."""
        if one.pending == CALL_OFF:
            await self.call_off_ahead(one)
        elif one.meeting is not None:
            await self.bring_up(one.meeting)

    async def bring_up(self, meeting: str) -> None:
        """A meeting takes the hour, title and length its series has now; one that has begun stays as it is.

        One whose day was left out while it was made is called off; one that is being made is brought up by
        who makes it.
        """
        one = await self._repository.of_meeting(meeting)
        if one is None or one.state == SKIPPED:
            await self.cancel(meeting, "")
        elif one.state == CREATED:
            await self._follow(one, meeting)
            if not await self._repository.settle(one):  # changed once more meanwhile
                await self.bring_up(meeting)

    async def _follow(self, one: Occurrence, meeting: str) -> None:
        series = await self._repository.get(one.series)
        if series is None or await self.phase(meeting) not in CHANGEABLE:
            return
        plan = plan_of(series.skeleton, one.starts_at, one.number)
        changes = {
            "title": plan.title,
            "scheduled_at": iso(plan.scheduled_at),
            "planned_s": plan.planned_s,
            "auto_record": plan.auto_record,
        }
        await self._briefings.edit(meeting, None, changes)

    async def call_off_ahead(self, one: Occurrence) -> None:
        """Call off a day whose meeting has not begun."""
        if await self.phase(one.meeting) in (None, *CHANGEABLE):
            await self.call_off(one, "")
        else:
            await self._repository.settle(one)

    async def call_off(self, one: Occurrence, reason: str) -> None:
        """Leave a day out; its meeting, when there is one, is called off.

        Raises:
            Conflict: ``meeting.wrong_state``, ``meeting.over`` once that has begun.
        """
        await self.cancel(one.meeting, reason)
        # What was being made at this moment is called off now, or by who makes it.
        await self.cancel((await self._repository.skip_day(one)).meeting, reason)

    async def cancel(self, meeting: str | None, reason: str) -> None:
        """Call a meeting off, once. Raises as `call_off`."""
        if meeting is not None and await self.phase(meeting) not in (None, Phase.CANCELLED):
            await self._briefings.cancel(meeting, None, reason)


async def later(series: str, work: Awaitable[None]) -> None:
    """A step of the work; refused, it is tried again at the job's next look."""
    try:
        await work
    except ServerError as error:
        _log.warning("series.later", series=series, code=error.code)
