"""Keeps the boards of the meetings this process owns: takes figures in, asks the media plane, tells screens.

Asks often only while somebody looks at a board or something is wrong with a line; else once in ten seconds,
for the history. Screens hear at most one change a second.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from rooms import Meeting
from rooms.kernel import GATHERED
from server.clock import Clock, SteadyClock
from server.control.board import Board
from server.control.history import STEP_S
from server.media.reconcile import OVER
from server.meetings.owner import Owner
from server.meetings.service import MeetingService
from server.meetings.signals import BOARD, FIGURES, WATCH
from server.metrics import Metrics
from signaling.plane import MediaPlane, PlaneError, RoomStatistics

LOOK_S = 1.0
CLOSE_LOOK_S = 3.0
WATCHED_S = 45.0
"""A screen that looks on says so again within this time."""
ANSWER_S = 3.0
READ = "control.board"
UNREACHABLE, JUMPED = "media.unreachable", "clock.jumped"
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Kept:
    """A meeting's board and who looks at it until when."""

    owner: Owner
    board: Board
    watchers: dict[str, float] = field(default_factory=dict)
    asked_s: float = float("-inf")
    failures: int = 0


class Control:
    """The control room of this process."""

    def __init__(
        self, meetings: MeetingService, plane: MediaPlane | None, metrics: Metrics, clock: Clock
    ) -> None:
        self._meetings = meetings
        self._plane = plane
        self._metrics = metrics
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._task: asyncio.Task[None] | None = None
        meetings.on_taken(self._taken)
        meetings.on_signal(self._heard)
        meetings.reach.add_operation(READ, self._read)
        if isinstance(clock, SteadyClock):
            metrics.gauge(
                "giaoban_clock_ahead_seconds",
                "Seconds by which the machine's clock is ahead of the time meetings go by.",
                lambda: clock.ahead_s,
            )

    async def start(self) -> None:
        """Begin to look."""
        self._task = asyncio.create_task(self._look_on(), name="control")

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def read(self, meeting_id: str) -> Mapping[str, object]:
        """The whole board, from the process that owns the meeting."""
        return await self._meetings.reach.ask_owner(meeting_id, READ, {})

    # -- what comes in

    async def _taken(self, owner: Owner) -> None:
        board = Board(self._clock(), _now_s())
        self._kept[owner.live.id] = _Kept(owner, board)
        board.look(owner.live.state, _now_s())

    def _heard(self, meeting_id: str, name: str, data: object) -> None:
        kept = self._kept.get(meeting_id)
        if kept is None or kept.owner.lost.is_set() or not isinstance(data, dict):
            return
        seat = str(data.get("seat", ""))
        if name == FIGURES:
            kept.board.heard(seat, data, _now_s())
        elif name == WATCH and data.get("open"):
            kept.watchers[seat] = _now_s() + WATCHED_S
        elif name == WATCH:
            kept.watchers.pop(seat, None)

    async def _read(self, meeting_id: str, request: Mapping[str, object]) -> Mapping[str, object]:
        await self._meetings.take_up(meeting_id)
        kept = self._kept.get(meeting_id)
        if kept is None:
            return Board(self._clock(), _now_s()).whole(self._clock())
        kept.board.look(kept.owner.live.state, _now_s())
        return kept.board.whole(self._clock())

    # -- looking

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            self._forget_ended()
            self._watch_the_clock()
            results = await asyncio.gather(
                *(self._look(kept) for kept in self._kept.values()), return_exceptions=True
            )
            for failed in (result for result in results if isinstance(result, Exception)):
                _log.error("control.look_failed", exc_info=failed)

    def _forget_ended(self) -> None:
        for meeting, kept in list(self._kept.items()):
            if kept.owner.lost.is_set() or kept.owner.live.state.phase in OVER:
                del self._kept[meeting]

    def _watch_the_clock(self) -> None:
        """Tell once of a machine's clock that was set; go by it again when no meeting is under way here."""
        clock = self._clock
        if not isinstance(clock, SteadyClock):
            return
        jump = clock.look()
        if jump is not None:
            self._metrics.clock_jumps.inc()
            _log.warning("clock.jumped", by_s=round(jump.by_s))
            for kept in self._kept.values():
                kept.board.alarm(JUMPED, jump.at, by_s=round(jump.by_s))
        under_way = any(kept.owner.live.state.phase in GATHERED for kept in self._kept.values())
        if not under_way and abs(clock.ahead_s) >= 1:
            _log.info("clock.adopted", ahead_s=round(clock.ahead_s))
            clock.adopt()

    async def _look(self, kept: _Kept) -> None:
        now_s, board, state = _now_s(), kept.board, kept.owner.live.state
        kept.watchers = {seat: until for seat, until in kept.watchers.items() if until > now_s}
        pause = CLOSE_LOOK_S if kept.watchers or board.troubled else STEP_S
        asked = now_s - kept.asked_s >= pause
        if asked:
            kept.asked_s = now_s
            await self._ask(kept, state)
        if not asked and not kept.watchers:
            return
        board.look(state, _now_s())
        board.note(_now_s())
        change = board.change(self._clock(), warnings_only=not kept.watchers)
        if change is not None:
            await self._meetings.signal(state.id, BOARD, change)

    async def _ask(self, kept: _Kept, state: Meeting) -> None:
        if self._plane is None or not any(line.present for line in state.lines.values()):
            return
        try:
            async with asyncio.timeout(ANSWER_S):
                found = await self._statistics(self._plane, state.id)
        except (PlaneError, TimeoutError):
            kept.failures += 1
            if kept.failures > 1:  # a worker that is being replaced is back by the next look
                kept.board.blind()
                kept.board.alarm(UNREACHABLE, self._clock())
            return
        kept.failures = 0
        kept.board.all_clear(UNREACHABLE)
        kept.board.measured(found, _now_s())

    async def _statistics(self, plane: MediaPlane, meeting_id: str) -> RoomStatistics:
        """Of the room, opened when nobody has sent or asked for media yet."""
        try:
            return await plane.statistics(meeting_id)
        except PlaneError:
            await plane.ensure_room(meeting_id)
            return await plane.statistics(meeting_id)


def _now_s() -> float:
    return asyncio.get_running_loop().time()
