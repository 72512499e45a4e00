"""Fans a meeting's state out to the screens of this process: a view first, then patches with revisions.

The part of the view a role shares is built, compared and turned into JSON text once per role; only the small
``me`` part is per seat. Each message a socket gets is put together from those texts. Knows no transport: a
socket reads its :class:`~server.meetings.outbox.Outbox`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from rooms import Meeting, Viewer, me_view, shared_view
from server.clock import Clock, iso
from server.meetings.diff import diff
from server.meetings.outbox import End, Message, Outbox

FEW_SEATS = 64
"""Up to so many seats, the shared and the own part of a change travel as one patch; beyond, one by one."""
SEATS_AT_ONCE = 32
QUIET_S = 0.01
"""Changes this close together travel as one patch."""


@dataclass(slots=True, eq=False)
class Screen:
    """One socket: who looks, over which session and connection, and the revision it has.

    One that is not ``seated`` looks over the seat's shoulder: it is nobody's presence and replaces no screen.
    """

    viewer: Viewer
    session: str
    connection: str
    outbox: Outbox
    revision: int = 0
    seated: bool = True


@dataclass(slots=True)
class _Shared:
    view: dict[str, object]
    text: str = ""


@dataclass(slots=True)
class _Seat:
    me: dict[str, object]
    screens: set[Screen] = field(default_factory=set)


class Hub:
    """The screens of one meeting on this process."""

    def __init__(self, state: Meeting, incarnation: str, clock: Clock, queue_limit: int) -> None:
        self._state = state
        self.incarnation = incarnation
        self._clock = clock
        self._limit = queue_limit
        self._shared: dict[str, _Shared] = {}
        self._seats: dict[Viewer, _Seat] = {}
        self._flush: asyncio.TimerHandle | asyncio.Handle | None = None
        self._owing: dict[Viewer, None] = {}
        self._paying: asyncio.Handle | None = None
        self._last_cost_s = 0.0
        self._last_flush = 0.0
        self._revision = 0

    @property
    def quiet_s(self) -> float:
        """Seconds since screens were last told of a change."""
        return asyncio.get_running_loop().time() - self._last_flush

    @property
    def screens(self) -> list[Screen]:
        """All screens, in no order."""
        return [screen for seat in self._seats.values() for screen in seat.screens]

    def attach(self, viewer: Viewer, session: str, connection: str, *, seated: bool = True) -> Screen:
        """Add a screen; its first message is the whole view."""
        screen = Screen(viewer, session, connection, Outbox(self._limit), seated=seated)
        seat = self._seats.get(viewer)
        if seat is None:
            seat = self._seats[viewer] = _Seat(me_view(self._state, viewer))
        seat.screens.add(screen)
        self.resync(screen)
        return screen

    def detach(self, screen: Screen) -> None:
        """Forget a screen; nothing happens when it is gone already."""
        seat = self._seats.get(screen.viewer)
        if seat is None:
            return
        seat.screens.discard(screen)
        if not seat.screens:
            del self._seats[screen.viewer]

    def resync(self, screen: Screen) -> None:
        """Send the whole view again, as patches have brought it so far."""
        role = screen.viewer.role
        shared = self._shared.get(role)
        if shared is None:
            shared = self._shared[role] = _Shared(shared_view(self._state, role))
        if not shared.text:
            shared.text = _json(shared.view)
        self._revision += 1
        screen.revision = self._revision
        me = _json(self._seats[screen.viewer].me)
        name = f',"screen":"{screen.connection}"' if screen.seated else ""
        screen.outbox.put(
            f'{{"type":"view","revision":{screen.revision},"view":{shared.text[:-1]},"me":{me}}},'
            f'"now":"{iso(self._clock())}","incarnation":"{self.incarnation}"{name}}}'
        )

    def changed(self, state: Meeting) -> None:
        """Take the new state. Screens are told on the loop's next turn, or a little later in a burst."""
        self._state = state
        if self._flush is not None:
            return
        loop = asyncio.get_running_loop()
        wait = self._last_flush + max(QUIET_S, 2 * self._last_cost_s) - loop.time()
        self._flush = loop.call_later(wait, self.flush) if wait > 0 else loop.call_soon(self.flush)

    def flush(self) -> None:
        """Send every screen what changed for it since the last flush."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        if self._flush is not None:
            self._flush.cancel()
            self._flush = None
        patches = self._next_patches()
        shared = {role: self._shared_patch(role) for role in {viewer.role for viewer in self._seats}}
        for role in self._shared.keys() - shared.keys():
            del self._shared[role]
        together = len(self._seats) <= FEW_SEATS
        for viewer, seat in self._seats.items():
            mine = self._me_patch(viewer, seat) if together else ""
            patch = ",".join(text for text in (shared[viewer.role], mine) if text)
            if patch:
                patches.send(seat.screens, patch)
        if not together:
            self._owing.update(dict.fromkeys(self._seats))
            self._pay_soon()
        self._last_flush = loop.time()
        self._last_cost_s = self._last_flush - started

    def _next_patches(self) -> _Patches:
        self._revision += 1
        return _Patches(self._revision, iso(self._clock()))

    def _pay_soon(self) -> None:
        if self._owing and self._paying is None:
            self._paying = asyncio.get_running_loop().call_soon(self._pay)

    def _pay(self) -> None:
        """Send some seats their own part, then let the sockets write before the next ones."""
        self._paying = None
        patches = self._next_patches()
        for viewer in list(self._owing)[:SEATS_AT_ONCE]:
            del self._owing[viewer]
            seat = self._seats.get(viewer)
            mine = self._me_patch(viewer, seat) if seat is not None else ""
            if seat is not None and mine:
                patches.send(seat.screens, mine)
        self._pay_soon()

    def _shared_patch(self, role: str) -> str:
        new = shared_view(self._state, role)
        known = self._shared.get(role)
        if known is None:
            self._shared[role] = _Shared(new)
            return ""
        operations = diff(known.view, new)
        if not operations:
            return ""
        self._shared[role] = _Shared(new)
        return _operations(operations)

    def _me_patch(self, viewer: Viewer, seat: _Seat) -> str:
        new = me_view(self._state, viewer)
        if new == seat.me:
            return ""
        operations = diff({"me": seat.me}, {"me": new})
        seat.me = new
        return _operations(operations)

    def signal(self, name: str, data: object, to: Callable[[Viewer], bool] = lambda _: True) -> None:
        """Send a forgettable signal to the screens chosen by ``to``."""
        message = Message(signal_text(name, data))
        for viewer, seat in self._seats.items():
            if to(viewer):
                for screen in seat.screens:
                    screen.outbox.put(message)

    def end(self, screens: Iterable[Screen], end: End) -> None:
        """Close some screens."""
        for screen in screens:
            screen.outbox.close(end)

    def close(self, end: End) -> None:
        """Close every screen and stop."""
        for pending in (self._flush, self._paying):
            if pending is not None:
                pending.cancel()
        self._flush = self._paying = None
        self.end(self.screens, end)


def signal_text(name: str, data: object) -> str:
    """Something forgettable, as one message."""
    return _json({"type": "signal", "name": name, "data": data})


def reply_ok(key: str, seq: int) -> str:
    """Answer to a command that took effect with event ``seq``."""
    return _json({"type": "reply", "key": key, "ok": True, "seq": seq})


def reply_error(key: str | None, error: dict[str, object]) -> str:
    """Answer to a command that was refused."""
    return _json({"type": "reply", "key": key, "ok": False, "error": error})


def pong(sent: object, now: datetime) -> str:
    """Answer to a ping."""
    return _json({"type": "pong", "t": sent, "now": iso(now)})


def bye(code: str, text: str) -> str:
    """Last message before the server closes."""
    return _json({"type": "bye", "code": code, "message": text})


class _Patches:
    """The patches of one revision: screens that get the same operations on the same base share a message."""

    def __init__(self, revision: int, now: str) -> None:
        self._revision = revision
        self._now = now
        self._made: dict[tuple[int, str], Message] = {}

    def send(self, screens: Iterable[Screen], operations: str) -> None:
        for screen in screens:
            message = self._made.get((screen.revision, operations))
            if message is None:
                message = self._made[screen.revision, operations] = Message(
                    f'{{"type":"patch","base":{screen.revision},"revision":{self._revision},'
                    f'"patch":[{operations}],"now":"{self._now}"}}'
                )
            screen.revision = self._revision
            screen.outbox.put(message)


def _operations(operations: list[dict[str, object]]) -> str:
    return _json(operations)[1:-1]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
