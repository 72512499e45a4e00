"""Series of briefings: planning, changing and ending them, day by day or from a day on. Knows no HTTP.

What a series makes are ordinary meetings; :mod:`server.planning.job` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from server.briefings.service import Briefings
from server.clock import Clock, iso
from server.db.repositories.planning import SeriesRepository
from server.errors import Conflict, Forbidden, Invalid, NotFound
from server.messages import Language
from server.people import secrets
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR
from server.planning.days import days_of, find_day
from server.planning.made import MadeMeetings, later
from server.planning.records import MOVED, SKIPPED, Occurrence, Planned, Series
from server.zone import local_day

AHEAD = timedelta(days=400)
_MANAGES = frozenset({"chair", "secretary"})


@dataclass(frozen=True)
class Halves:
    """A series that was divided at a day: what it was up to it, and what it is from it on."""

    before: Series
    after: Series


class SeriesService:
    """Series and their days."""

    def __init__(
        self, repository: SeriesRepository, briefings: Briefings, clock: Clock, wake: Callable[[], None]
    ) -> None:
        self.repository = repository
        self._briefings = briefings
        self._clock = clock
        self._wake = wake
        self._made = MadeMeetings(repository, briefings)

    async def all(self) -> Sequence[Series]:
        """Every series."""
        return await self.repository.all()

    async def get(self, series: str) -> Series:
        """One series. Raises NotFound ``series.not_found``."""
        found = await self.repository.get(series)
        if found is None:
            raise NotFound("series.not_found")
        return found

    async def add(self, series: Series) -> Series:
        """Plan a new series. Raises Invalid ``series.no_days`` for one that never meets."""
        _require_days(series)
        await self.repository.add(series)
        self._wake()
        return series

    async def days(self, series: Series, first: date, last: date, language: Language = "vi") -> list[Planned]:
        """The series' days of a stretch of time with what became of each."""
        return days_of(series, await self.repository.occurrences(series.id), first, last, language)

    async def change(
        self, series: str, changed: Series, by: Principal, revision: str | None = None
    ) -> Series:
        """Change a whole series; meetings made already stay. `revision`: of the series that was read.

        Raises:
            Conflict: ``series.changed`` when it is another by now, ``series.divided`` when it would meet
                beside the series it goes on as.
            Invalid: ``series.no_days``.
        """
        before = await self._managed(series, by)
        after = replace(changed, id=before.id, owner=before.owner, predecessor=before.predecessor)
        if after != before:
            _require_revision(before, revision)
        _require_days(after)
        await self._require_apart(after)
        await self.repository.change(before, after)
        self._wake()
        return after

    async def change_from(
        self, series: str, day: date, changed: Series, by: Principal, revision: str | None = None
    ) -> Halves:
        """Change "this and following": the series ends before a day and goes on from it as another.

        Meetings made already from that day on go along: moved to the new hour and title where the new rule
        still meets on their day, called off where it does not. What cannot be done to one now the job does.

        Raises:
            Conflict: ``series.changed`` as `change`. NotFound: ``series.no_such_day``.
        """
        before = await self._managed(series, by)
        _require_revision(before, revision)
        self._require_day(before, day)
        known = await self.repository.occurrences(series)
        numbers = [one.number for one in known if one.number is not None and one.day < day]
        number = max(numbers) + 1 if numbers else before.first_number
        after = replace(
            changed,
            id=secrets.new_id(),
            owner=before.owner,
            begins=day,
            first_number=number,
            predecessor=before.id,
        )
        kept = set(after.rule.days(day, after.bounded(day + AHEAD))) - set(after.without)
        # Days left out go along too: they stay left out.
        await self._finish(await self.repository.split(before, after, kept))
        self._wake()
        return Halves(before.ending(day), after)

    async def end(self, series: str, day: date, by: Principal, *, cancel: bool) -> Series:
        """Nothing meets from a day on; with `cancel` meetings made already are called off.

        Raises:
            Conflict: ``series.changed`` when somebody changes it at the same moment.
        """
        before = await self._managed(series, by)
        await self._finish(await self.repository.end(before, day, cancel=cancel))
        return before.ending(day)

    async def _finish(self, several: Sequence[Occurrence]) -> None:
        """Do to the meetings made already what is noted; what is refused now the job tries again."""
        for one in several:
            if one.pending:
                await later(one.series, self._made.finish(one))

    async def skip(self, series: str, day: date, by: Principal, reason: str) -> None:
        """Leave out one day; its meeting, when made already, is called off.

        Raises:
            Conflict: ``meeting.wrong_state``, ``meeting.over`` once that has begun.
        """
        found = await self._managed(series, by)
        await self._made.call_off(await self._occurrence(found, day), reason)

    async def restore(self, series: str, day: date, by: Principal) -> None:
        """Meet on a day after all.

        Raises:
            Conflict: ``series.called_off`` when its meeting was called off, ``series.changed`` when that is
                made at this moment.
            Invalid: ``series.past`` when the time it would be held at by the rule has gone by.
        """
        found = await self._managed(series, by)
        one = await self._occurrence(found, day)
        if one.state == SKIPPED and one.meeting is not None:
            raise Conflict("series.called_off")
        if one.state in (SKIPPED, MOVED):
            self._require_ahead(found.moment(day))
            if not await self.repository.forget_occurrence(series, day):
                raise Conflict("series.changed")
        self._wake()

    async def move(self, series: str, day: date, at: datetime, by: Principal) -> None:
        """Hold the meeting of one day at another time.

        Raises:
            Conflict: ``series.skipped``, and what the meeting refuses once it has begun.
            Invalid: ``series.past`` for a time that has gone by: nothing would ever be held then.
        """
        found = await self._managed(series, by)
        self._require_ahead(at)
        one = await self._occurrence(found, day)
        if one.state == SKIPPED:
            raise Conflict("series.skipped")
        changes = {"scheduled_at": iso(at)}
        there = one.meeting is not None and await self._told(one.meeting, changes)
        after = await self.repository.move_day(one, at)
        if not there and after.meeting is not None:  # being made at this moment, perhaps for the old time
            await self._told(after.meeting, changes)
        self._wake()

    async def _told(self, meeting: str, changes: Mapping[str, object]) -> bool:
        """Change a meeting; False while it is not made yet."""
        try:
            await self._briefings.edit(meeting, None, changes)
        except NotFound:
            return False
        return True

    async def _occurrence(self, series: Series, day: date) -> Occurrence:
        """What became of a day so far. Raises NotFound ``series.no_such_day``."""
        known = {one.day: one for one in await self.repository.occurrences(series.id)}
        if day in known:
            return known[day]
        self._require_day(series, day)
        return Occurrence(series.id, day, "", series.moment(day))

    def _require_ahead(self, at: datetime) -> None:
        if at <= self._clock():
            raise Invalid("series.past")

    async def _require_apart(self, series: Series) -> None:
        """A series that was divided stays before what it goes on as, as long as that meets at all."""
        for one in await self.repository.successors(series.id):
            if one.bounded(one.begins) == one.begins and series.bounded(one.begins) == one.begins:
                raise Conflict("series.divided", day=one.begins.isoformat())

    def _require_day(self, series: Series, day: date) -> None:
        if not find_day(series, day):
            raise NotFound("series.no_such_day", day=day.isoformat())

    async def _managed(self, series: str, by: Principal) -> Series:
        """The series, if somebody may change it: its planner, who leads or records it, administrators."""
        found = await self.get(series)
        if not self.manages(found, by):
            raise Forbidden("series.not_yours")
        return found

    def manages(self, series: Series, by: Principal) -> bool:
        """Whether somebody may change a series, and so read the addresses in it."""
        officers = {one["account"] for one in series.skeleton["officers"] if one["role"] in _MANAGES}
        return by.id == series.owner or by.id in officers or ADMINISTRATOR in by.roles

    def today(self) -> date:
        """The present day in Vietnam."""
        return local_day(self._clock())


def _require_days(series: Series) -> None:
    if next(series.rule.days(series.begins, series.bounded(series.begins + AHEAD)), None) is None:
        raise Invalid("series.no_days")


def _require_revision(series: Series, revision: str | None) -> None:
    """Whoever says which state was read changes no other."""
    if revision is not None and revision != series.revision:
        raise Conflict("series.changed")


def clock_time(text: str) -> time:
    """HH:MM. Raises Invalid ``series.bad_time``."""
    try:
        at = time.fromisoformat(text)
    except ValueError:
        raise Invalid("series.bad_time") from None
    if len(text) != 5 or at.tzinfo is not None:
        raise Invalid("series.bad_time")
    return at
