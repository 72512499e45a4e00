"""Reminds by itself, at times before a slip's deadline, those whose answer is not in.

A reminder is an entry of the slip's chain like the office's own, with the system as who did it, under a key
made of the deadline and the time: one process or several, stopped in the middle or not, remind once. Nobody
is reminded of what they were told after the reminder's time had come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from server.bus.base import Leases
from server.clock import Clock, iso
from server.db.repositories.opinion_reminders import OpinionReminders
from server.db.repositories.opinions import EVERYBODY, Done, OpinionRepository, Standing
from server.errors import Conflict, ServerError
from server.notices.port import Notices, Telling
from server.opinions import rules
from server.opinions.office import notice_of
from server.opinions.records import SYSTEM, Asked, Fact, Kind, Slip
from server.periodic import Periodic
from server.reminders import latest_reminder

PERIOD_S = 60.0
LEASE_S = 120.0
_log = structlog.get_logger(__name__)


class Reminding:
    """The work, done again and again by one process at a time. `minutes`: before the deadline."""

    def __init__(
        self,
        repository: OpinionRepository,
        reminders: OpinionReminders,
        notices: Notices,
        leases: Leases,
        node: str,
        minutes: Sequence[int],
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._reminders = reminders
        self._notices = notices
        self._leases = leases
        self._node = node
        self._minutes = minutes
        self._clock = clock
        self._periodic = Periodic("opinion-reminders", PERIOD_S, self._turn)

    async def start(self) -> None:
        """Remind from now on; an installation without times reminds nobody by itself."""
        if self._minutes:
            self._periodic.start()

    async def stop(self) -> None:
        """Stop; what is due is reminded of at the next start."""
        await self._periodic.stop()

    async def _turn(self) -> None:
        if await self._leases.acquire("opinion-reminders", self._node, LEASE_S) is not None:
            await self.work()

    async def work(self) -> None:
        """Remind of everything that is due now; a slip that cannot be read holds up no other."""
        now = self._clock()
        for slip in await self._reminders.closing(
            now, now + timedelta(minutes=max(self._minutes, default=0))
        ):
            try:
                await self._look(slip, now)
            except ServerError as error:
                _log.warning("reminding.later", slip=slip.id, code=error.code)

    async def _look(self, slip: Slip, now: datetime) -> None:
        if slip.deadline is None:
            return
        minutes = latest_reminder(slip.deadline, self._minutes, now)
        if minutes is None:
            return
        due = slip.deadline - timedelta(minutes=minutes)
        if await self._reminders.asked_at(slip.id) < due and await self._reminders.waits(slip.id, due):
            await self._remind(slip, slip.deadline, due)

    async def _remind(self, slip: Slip, deadline: datetime, due: datetime) -> None:
        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            if standing.slip.deadline != deadline:  # extended at this moment: the next look decides
                return []
            return rules.remind_by_itself(standing.slip, standing.recipients, due, now)

        def tell(done: Done) -> Telling:
            holders = [done.recipients[one].holder for one in done.entries[0].data["accounts"]]
            return self._notices.telling(holders, notice_of(done.slip, "opinion.told_reminded", {}))

        key = f"{iso(deadline)}~{iso(due)}"
        try:
            done = await self._repository.act(
                slip.id, SYSTEM, key, EVERYBODY, Asked(Kind.REMINDED), decide, tell
            )
        except Conflict:  # closed or recalled at this moment
            return
        if done.entries and not done.repeated:
            self._notices.wake()
            _log.info("reminding.done", slip=slip.id, count=len(done.entries[0].data["accounts"]))
