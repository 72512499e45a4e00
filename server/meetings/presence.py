"""Keeps a meeting's presence true: clears connections of dead processes, and lets time have its say.

Runs for the meetings this process owns. Connections carry the name of the process that holds their socket
(``connection_id``), so whoever takes a meeting over knows which of them cannot exist any more.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from rooms import SYSTEM, Meeting, Patience, Viewer, reviews
from rooms.screens.line_check_words import MINUTES
from server.clock import Clock
from server.errors import ServerError, Unavailable
from server.meetings.aside import sign_in_mark
from server.meetings.check_in import draw
from server.meetings.owner import Owner
from server.meetings.service import MeetingService

LOOK_S = 1.0
TIDY_EVERY = 20
# Meetings are owned from a little before the first alarm before their opening until an hour after it.
AHEAD, LATE = timedelta(minutes=MINUTES[0] + 1), timedelta(hours=1)
_log = structlog.get_logger(__name__)


def connection_id(node: str, viewer: Viewer, session: str) -> str:
    """A new connection's id: the process, a mark of the sign-in, and what tells it from others.

    Screens that share an observer's seat (one link, many screens) count as one connection of the process.
    """
    if viewer.role == "observer":
        return f"{node}.{hashlib.sha256(viewer.seat.encode()).hexdigest()[:12]}"
    return f"{node}.{sign_in_mark(session)}.{secrets.token_hex(6)}"


def node_of(connection: str) -> str:
    """The process that holds a connection."""
    return connection.partition(".")[0]


class MediaLines(Protocol):
    """Open media, each opened with a sign-in; :class:`server.media.service.Media` has it."""

    @property
    def sessions(self) -> frozenset[str]:
        """Sign-ins with media here."""

    def end_sessions(self, session_ids: Iterable[str], reason: str) -> None:
        """End the media opened with these sign-ins."""


class Plans(Protocol):
    """When meetings are planned to open; :class:`server.briefings.index.BriefingIndex` knows."""

    async def opening_between(self, start: datetime, end: datetime) -> Sequence[str]:
        """Meetings that have not been opened and are planned to be in this stretch of time."""


class SecretPolls(Protocol):
    """Gives the commands that secret polls make due; :class:`server.ballots.service.Ballots` does."""

    def settles(self, command: str) -> bool:
        """Whether this command is given by ``settle`` alone."""

    async def settle(self, meeting: str) -> None:
        """Give what is due."""


class Presence:
    """The watch over presence."""

    def __init__(
        self,
        meetings: MeetingService,
        clock: Clock,
        patience: Patience,
        is_live: Callable[[str], Awaitable[bool]],
        media: MediaLines,
        plans: Plans,
        polls: SecretPolls,
    ) -> None:
        self._polls = polls
        self._plans = plans
        self._media = media
        self._meetings = meetings
        self._is_live = is_live
        self._clock = clock
        self._patience = patience
        self._task: asyncio.Task[None] | None = None
        meetings.on_taken(self.clear_stale)

    async def start(self) -> None:
        """Begin to watch."""
        self._task = asyncio.create_task(self._watch(), name="presence")

    async def stop(self) -> None:
        """End."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def clear_stale(self, owner: Owner) -> None:
        """Disconnect what dead processes have left connected."""
        stale = await self._stale(owner.live.state)
        results = await asyncio.gather(
            *(self._meetings.disconnect_seat(owner.live.id, seat, connection) for seat, connection in stale),
            return_exceptions=True,
        )
        for failed in (result for result in results if isinstance(result, BaseException)):
            _log.warning("presence.not_cleared", meeting=owner.live.id, error=type(failed).__name__)

    async def take_up_soon_open(self) -> None:
        """Own meetings about to open although nobody has looked at them: their alarms are due."""
        now = self._clock()
        for meeting in await self._plans.opening_between(now - LATE, now + AHEAD):
            self._meetings.spawn(self._meetings.take_up(meeting), "take-up")

    async def _stale(self, state: Meeting) -> list[tuple[str, str]]:
        open_here = {screen.connection for screen in self._meetings.screens(state.id)}
        lives: dict[str, bool] = {self._meetings.node: True}
        stale = []
        for seat, line in state.lines.items():
            for connection in line.connections:
                node = node_of(connection)
                if node not in lives:
                    lives[node] = await self._node_lives(node)
                opening = self._meetings.opening(connection)
                gone = node == self._meetings.node and connection not in open_here and not opening
                if gone or not lives[node]:
                    stale.append((seat, connection))
        return stale

    async def _node_lives(self, node: str) -> bool:
        try:
            return await self._meetings.ownership.node_lives(node)
        except Unavailable:
            return True  # cannot tell now; asked again at the next look

    async def _tidy(self) -> None:
        """Close screens and media whose sign-in ended while the bus was away, and unload what is over."""
        known = self._meetings.sessions | self._media.sessions
        ended = [session for session in known if not await self._is_live(session)]
        self._meetings.end_sessions(ended)
        self._media.end_sessions(ended, "session.ended")
        await self._meetings.unload_ended()
        await self.take_up_soon_open()

    async def _watch(self) -> None:
        looks = 0
        while True:
            await asyncio.sleep(LOOK_S)
            looks += 1
            await self._survive(self._keep_up(looks))
            for owner in self._meetings.ownership.owners:
                await self._survive(self._look(owner), meeting=owner.live.id)

    async def _survive(self, work: Awaitable[None], **more: str) -> None:
        """Await one part of a look. A fault in it must not end the watch over every other meeting."""
        try:
            await work
        except ServerError as error:  # the database or bus is away; health reports it
            _log.info("presence.skipped", code=error.code, **more)
        except Exception as error:
            _log.error("presence.failed", exc_info=error, **more)

    async def _keep_up(self, looks: int) -> None:
        await self._meetings.catch_up_followers()
        if looks % TIDY_EVERY == 0:
            await self._tidy()

    async def _look(self, owner: Owner) -> None:
        await self.clear_stale(owner)
        await self._review(owner)

    async def _review(self, owner: Owner) -> None:
        """Give the commands that time alone has made due, such as passing on a lost chair's seat."""
        state = owner.live.state
        for review in reviews(state, self._patience):
            if review.at > self._clock():
                continue
            key = f"review-{secrets.token_hex(8)}"
            try:
                if self._polls.settles(review.command):
                    await self._polls.settle(state.id)
                    continue
                await self._meetings.execute(state.id, review.command, draw(review), key, SYSTEM)
            except ServerError as error:  # the others are due all the same
                _log.info("presence.skipped", meeting=state.id, review=review.command, code=error.code)
