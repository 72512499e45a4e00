"""Makes the meetings of series ahead of their days, once each, and takes along what the last one left over.

Every step can be repeated: a day is claimed in the database under its series, the meeting's id is made from
both, and the meeting core takes each command once. So a process killed between two steps, or two processes
at once, make one meeting.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import structlog

from rooms import Phase
from server.briefings.service import Briefings
from server.bus.base import Leases
from server.clock import Clock
from server.db.repositories.planning import SeriesRepository
from server.people.build import People
from server.periodic import Periodic
from server.planning.days import DUE, days_of
from server.planning.fitting import fit, plan_of
from server.planning.made import CHANGEABLE, MadeMeetings, later
from server.planning.records import CREATED, CREATING, MOVED, TAKE, Occurrence, Series
from server.zone import local_day

PERIOD_S = 60.0
LEASE_S = 120.0
LOOK_BACK = timedelta(days=92)
"""How long what a meeting left over is waited for; what the last one left over, until the next one."""
_OVER = frozenset({Phase.CLOSED, Phase.ARCHIVED})
_log = structlog.get_logger(__name__)


class SeriesJob:
    """The work that series need, done again and again by one process at a time."""

    def __init__(
        self,
        repository: SeriesRepository,
        briefings: Briefings,
        people: People,
        leases: Leases,
        node: str,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._briefings = briefings
        self._people = people
        self._leases = leases
        self._node = node
        self._clock = clock
        self._meetings = MadeMeetings(repository, briefings)
        self._one_at_a_time = asyncio.Lock()
        self._periodic = Periodic("series", PERIOD_S, self._turn)

    async def start(self) -> None:
        """Work from now on."""
        self._periodic.start()

    async def stop(self) -> None:
        """Stop; what was begun goes on at the next start."""
        await self._periodic.stop()

    def wake(self) -> None:
        """There is something to do now."""
        self._periodic.wake()

    async def _turn(self) -> None:
        if await self._leases.acquire("series", self._node, LEASE_S) is not None:
            await self.work()

    async def work(self) -> None:
        """Everything that is due now; what fails is tried again and holds up nothing else."""
        async with self._one_at_a_time:
            for series in await self._repository.all():
                await self._work_on(series)

    async def _work_on(self, series: Series) -> None:
        known = await self._repository.occurrences(series.id)
        for one in known:
            if one.pending:
                await later(series.id, self._meetings.finish(one))
        today = local_day(self._clock())
        for day in self._due(series, known, today):
            await later(series.id, self._make(series, day))
        if series.carry == TAKE:
            await later(series.id, self._carry(series, today))

    def _due(self, series: Series, known: Sequence[Occurrence], today: date) -> list[date]:
        """The days whose meeting is to be made now, in order; one that was moved goes by its new day."""
        last = today + timedelta(days=series.ahead_days)
        by_rule = [one for one in days_of(series, known, today, last) if one.state == DUE]
        others = [
            one
            for one in known
            if one.state == CREATING or (one.state == MOVED and local_day(one.starts_at) <= last)
        ]
        now = self._clock()
        times = [(one.day, one.starts_at) for one in by_rule] + [(one.day, one.starts_at) for one in others]
        return sorted(day for day, at in times if at > now and day == series.bounded(day))

    async def _make(self, series: Series, day: date) -> None:
        claimed = await self._repository.begin(series, day, meeting_id(series, day))
        if claimed is None or claimed.meeting is None:
            return
        plan = plan_of(series.skeleton, claimed.starts_at, claimed.number)
        sites = {site.code for site in await self._people.sites.valid_on(local_day(claimed.starts_at))}
        accounts = {one.id for one in await self._people.accounts.all() if not one.disabled}
        fitted, left_out = fit(plan, sites, accounts)
        await self._briefings.create(fitted, claimed.meeting, schedule=not series.as_draft)
        await self._repository.finish(claimed, left_out)
        await self._meetings.bring_up(claimed.meeting)  # what was changed while it was made
        _log.info("series.made", series=series.id, meeting=claimed.meeting)

    async def _carry(self, series: Series, today: date) -> None:
        """Take what the last meeting that is over left into the next one that has not begun."""
        made = await self._made(series)
        recent = [one for one in made if local_day(one.starts_at) >= today - LOOK_BACK]
        phases = {one.meeting: await self._meetings.phase(one.meeting) for one in recent}
        after = next((one for one in recent if phases[one.meeting] in CHANGEABLE), None)
        if after is None or after.series != series.id:
            return  # a meeting of the series this one was divided from comes first
        earlier = made[: made.index(after)]
        over = frozenset(one.meeting for one in earlier if one.meeting and phases.get(one.meeting) in _OVER)
        over = over or await self._last_over(earlier)
        for offered in await self._briefings.carry.offered(over) if over else ():
            await later(series.id, self._take(after, (offered.meeting, offered.record.item), over))

    async def _made(self, series: Series) -> list[Occurrence]:
        """The meetings of a series and of those it was divided from, in order of time."""
        made: list[Occurrence] = []
        line: Series | None = series
        while line is not None:
            made += [one for one in await self._repository.occurrences(line.id) if one.state == CREATED]
            line = await self._repository.get(line.predecessor) if line.predecessor else None
        return sorted(made, key=lambda one: (one.starts_at, one.day))

    async def _last_over(self, earlier: Sequence[Occurrence]) -> frozenset[str]:
        """The last meeting that is over, however long ago: a series may meet once in half a year."""
        for one in reversed(earlier):
            if one.meeting and await self._meetings.phase(one.meeting) in _OVER:
                return frozenset({one.meeting})
        return frozenset()

    async def _take(self, after: Occurrence, source: tuple[str, str], over: frozenset[str]) -> None:
        """Take one item over, once: what was taken off the later agenda again is not brought back."""
        if after.meeting is None or list(source) in [list(one) for one in after.carried]:
            return
        await self._briefings.carry.carry(source, after.meeting, over)
        await self._repository.note_carried(after, source)


def meeting_id(series: Series, day: date) -> str:
    """The id of a series' meeting: the same whoever makes it."""
    return f"{day:%Y%m%d}-s{series.id}"
