"""Makes the meetings of series ahead of their days, once each, and takes along what the last one left over.

Every step can be repeated: a day is claimed in the database under its series, the meeting's id is made from
both, and the meeting core takes each command once. So a process killed between two steps, or two processes
at once, make one meeting.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import date, timedelta

import structlog

from rooms import Phase
from server.briefings.service import Briefings
from server.bus.base import Leases
from server.clock import Clock
from server.db.repositories.planning import SeriesRepository
from server.errors import ServerError
from server.people.build import People
from server.planning.days import DUE, days_of
from server.planning.fitting import fit, plan_of
from server.planning.records import CREATED, CREATING, MOVED, TAKE, Occurrence, Series
from server.zone import local_day

PERIOD_S = 60.0
LEASE_S = 120.0
LOOK_BACK = timedelta(days=92)
"""How far a meeting may be moved, and how long what one left over is waited for."""
_TO_MAKE = frozenset({DUE, CREATING, MOVED})
_OVER = frozenset({Phase.CLOSED, Phase.ARCHIVED})
_AHEAD = frozenset({Phase.DRAFT, Phase.SCHEDULED})
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
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._stopping = False

    async def start(self) -> None:
        """Work from now on."""
        self._task = asyncio.create_task(self._run(), name="series")

    async def stop(self) -> None:
        """Stop; what was begun goes on at the next start."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """There is something to do now."""
        self._woken.set()

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                lease = await self._leases.acquire("series", self._node, LEASE_S)
                if lease is not None:
                    await self.work()
            except ServerError as error:
                _log.warning("series.later", code=error.code)
            except Exception as error:
                _log.error("series.failed", exc_info=error)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PERIOD_S):
                    await self._woken.wait()

    async def work(self) -> None:
        """Everything that is due now; a series that fails is tried again and holds up no other."""
        for series in await self._repository.all():
            try:
                await self._work_on(series)
            except ServerError as error:
                _log.warning("series.later", series=series.id, code=error.code)

    async def _work_on(self, series: Series) -> None:
        today = local_day(self._clock())
        for day in self._due(series, await self._repository.occurrences(series.id), today):
            await self._make(series, day)
        if series.carry == TAKE:
            await self._carry(await self._repository.occurrences(series.id), today)

    def _due(self, series: Series, known: Sequence[Occurrence], today: date) -> list[date]:
        """The days whose meeting is to be made now, in order; one that was moved goes by its new day."""
        last = today + timedelta(days=series.ahead_days)
        planned = days_of(series, known, today - LOOK_BACK, last + LOOK_BACK)
        return [
            one.day
            for one in planned
            if one.state in _TO_MAKE
            and one.starts_at > self._clock()
            and (one.day <= last if one.state != MOVED else local_day(one.starts_at) <= last)
        ]

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
        _log.info("series.made", series=series.id, meeting=claimed.meeting)

    async def _carry(self, known: Sequence[Occurrence], today: date) -> None:
        """Take what the last meeting that is over left into the next one that has not begun."""
        made = [one for one in known if one.state == CREATED and one.meeting is not None]
        phases = {one.day: await self._phase(one) for one in made if one.day >= today - LOOK_BACK}
        after = next((one for one in made if phases.get(one.day) in _AHEAD), None)
        if after is None or after.meeting is None:
            return
        earlier = [one for one in made if one.day < after.day and phases.get(one.day) in _OVER]
        over = frozenset(one.meeting for one in earlier if one.meeting)
        taken = {tuple(source) for source in after.carried}
        for offered in await self._briefings.carry.offered(over) if over else ():
            source = (offered.meeting, offered.record.item)
            if source not in taken:
                await self._briefings.carry.carry(source, after.meeting, over)
                await self._repository.note_carried(after, source)
                after = await self._again(after)

    async def _again(self, one: Occurrence) -> Occurrence:
        found = await self._repository.of_meeting(one.meeting or "")
        return found or one

    async def _phase(self, one: Occurrence) -> Phase:
        return (await self._briefings.state(one.meeting or "")).phase


def meeting_id(series: Series, day: date) -> str:
    """The id of a series' meeting: the same whoever makes it."""
    return f"{day:%Y%m%d}-s{series.id}"
