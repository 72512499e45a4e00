"""Meetings as the rest of the server uses them: execute a command, look at a meeting, open a screen.

A command goes to the meeting's owner (:mod:`server.meetings.reach`). Every process that serves
screens of a meeting keeps its own copy of the state and fans it out through a hub.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

import structlog

from rooms import (
    SYSTEM,
    Command,
    Envelope,
    Meeting,
    Phase,
    RoomsError,
    Viewer,
    envelope_from_json,
    is_admitted,
    parse_command,
    view,
)
from server.bus.base import Bus, Unsubscribe
from server.clock import Clock
from server.db.repositories.events import EventStore
from server.errors import Close, Conflict, Forbidden, NotFound, Unavailable
from server.meetings.aids import Aids
from server.meetings.aside import end_of_second
from server.meetings.codec import pack, pack_events, refusal, unpack
from server.meetings.heard import Heard
from server.meetings.hub import Hub, Screen, signal_text
from server.meetings.live import LiveMeeting
from server.meetings.outbox import End
from server.meetings.owner import Outcome, Owner, OwnershipLost
from server.meetings.ownership import Ownership
from server.meetings.reach import Reach, Request
from server.meetings.screens import ABOUT_SEATS, end_of, was_cleared
from server.meetings.side import SideTasks
from server.meetings.signals import hears

ENDED = frozenset({Phase.CLOSED, Phase.ARCHIVED, Phase.CANCELLED})
AIDS = "aids"
_log = structlog.get_logger(__name__)

Changed = Callable[[Owner, Sequence[Envelope]], None]
Taken = Callable[[Owner], Awaitable[None]]
Signalled = Callable[[str, str, object], None]
"""Told the meeting, the signal's name and its data."""


class MeetingService:
    """All meetings of this process."""

    def __init__(
        self, node: str, store: EventStore, bus: Bus, ownership: Ownership, clock: Clock, *, queue_limit: int
    ) -> None:
        self.node = node
        self.store = store
        self.ownership = ownership
        self._bus = bus
        self._clock = clock
        self._queue_limit = queue_limit
        self._incarnation = secrets.token_hex(8)
        self._lives: dict[str, LiveMeeting] = {}
        self._leave: dict[str, Unsubscribe] = {}
        self._hubs: dict[str, Hub] = {}
        self._heard_last: dict[str, Heard] = defaultdict(Heard)
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._changed: list[Changed] = []
        self._taken: list[Taken] = []
        self._signal_listeners: list[Signalled] = []
        self.reach = Reach(bus, self._find_owner, lambda: self.stopping)
        self.reach.add_operation("execute", self._execute_for_other)
        self.reach.add_operation(AIDS, self._aids_for_other)
        self._side = SideTasks()
        self._opening: Counter[str] = Counter()
        self.stopping = False

    async def start(self) -> None:
        """Announce this process and listen."""
        self.reach.start()
        await self.ownership.start()

    def close_screens(self) -> None:
        """Tell every screen that the server restarts; no new one is opened from now on."""
        self.stopping = True
        for hub in self._hubs.values():
            hub.close(End(Close.RESTART, "server.stopping"))

    async def stop(self) -> None:
        """Give the meetings back."""
        self.close_screens()
        await self.ownership.stop()
        await self._side.stop()

    # -- commands

    async def execute(
        self, meeting_id: str, command_type: str, data: Mapping[str, object], key: str, actor: Viewer
    ) -> Outcome:
        """Give a command to the meeting's owner and wait until its events are stored.

        Safe to repeat with the same ``key``: it takes effect once. Raises ``ServerError`` with the core's
        code when refused, ``Unavailable`` when no owner could be reached.
        """
        try:
            command = parse_command(command_type, data, key=key, actor=actor)
        except RoomsError as error:
            raise refusal(error) from None
        if command_type == "meeting.create":
            await self._create_log(meeting_id)
        return await self._give(meeting_id, command, data)

    async def _create_log(self, meeting_id: str) -> None:
        try:
            await self.store.create(meeting_id)
        except Conflict:
            _log.debug("meeting.log_exists", meeting=meeting_id)  # the core refuses a second meeting.create

    async def _give(self, meeting_id: str, command: Command, data: Mapping[str, object]) -> Outcome:
        actor = {"seat": command.actor.seat, "role": str(command.actor.role)}
        request = {"type": command.type, "data": dict(data), "key": command.key, **actor}

        async def here(owner: Owner) -> Mapping[str, object]:
            return {"seq": (await owner.execute(command)).seq}

        answer = await self.reach.at_owner(meeting_id, "execute", request, here)
        return Outcome(int(str(answer["seq"])))

    async def _execute_for_other(self, meeting_id: str, request: Request) -> Mapping[str, object]:
        owner = self.ownership.get(meeting_id)
        data = request["data"]
        if owner is None or not isinstance(data, dict):
            raise OwnershipLost("meeting.owner_lost")
        actor = Viewer(str(request["seat"]), str(request["role"]))
        command = parse_command(str(request["type"]), data, key=str(request["key"]), actor=actor)
        return {"seq": (await owner.execute(command)).seq}

    async def _find_owner(self, meeting_id: str) -> Owner | str:
        return await self.ownership.find(meeting_id, self.live, self._on_taken)

    # -- looking

    async def live(self, meeting_id: str) -> LiveMeeting:
        """The meeting's state in this process, loaded on first use. Raises ``NotFound``."""
        known = self._lives.get(meeting_id)
        if known is not None:
            return known
        async with self._locks[meeting_id]:
            known = self._lives.get(meeting_id)
            if known is not None:
                return known
            if await self.store.head(meeting_id) is None:
                raise NotFound("meeting.not_found", meeting=meeting_id)
            live = LiveMeeting(meeting_id, self.store)
            self._leave[meeting_id] = await self._bus.subscribe(
                f"meeting:{meeting_id}", lambda data: self._heard(live, data)
            )
            await live.catch_up()
            self._lives[meeting_id] = live
            live.listen(self._after_events)
            return live

    def known(self, meeting_id: str) -> Meeting | None:
        """The state, if this process has the meeting loaded."""
        live = self._lives.get(meeting_id)
        return None if live is None else live.state

    async def state(self, meeting_id: str) -> Meeting:
        """The state as this process knows it."""
        return (await self.live(meeting_id)).state

    async def state_at(self, meeting_id: str, seq: int) -> Meeting:
        """The state after at least ``seq`` events: read, not waited for, where another process owns it."""
        live = await self.live(meeting_id)
        if live.seq < seq:
            await self._catch_up(live)
        return live.state

    async def view(self, meeting_id: str, viewer: Viewer) -> dict[str, object]:
        """What ``viewer`` sees."""
        return view(await self.state(meeting_id), viewer)

    async def events(self, meeting_id: str) -> list[Envelope]:
        """The whole log, from the database."""
        return [envelope_from_json(raw) for raw in await self.store.read(meeting_id)]

    # -- screens

    async def open_screen(
        self,
        meeting_id: str,
        viewer: Viewer,
        session: str,
        connection: str,
        name: str,
        *,
        seated: bool = True,
    ) -> Screen:
        """Open a screen whose first message is the view; ``seated``, the seat is connected by it.

        ``name`` matters for observers only. Raises ``Forbidden`` when the seat is not admitted.
        """
        self._opening[connection] += 1
        try:
            if seated:
                await self.connect_seat(meeting_id, viewer, connection, name)
            live = await self.live(meeting_id)
            if not seated and not is_admitted(live.state, viewer):
                raise Forbidden("seat.not_admitted")
            if meeting_id not in self._hubs and self.ownership.get(meeting_id) is None:
                told = await self.reach.ask_owner(meeting_id, AIDS, {})
                self._heard_last[meeting_id].aids.restore(live.state, told)
            hub = self._hubs.get(meeting_id)
            if hub is None:
                hub = Hub(live.state, self._incarnation, self._clock, self._queue_limit)
                self._hubs[meeting_id] = hub
            screen = hub.attach(viewer, session, connection, seated=seated)
            for signal, data in self._heard_last[meeting_id].signals(live.state, viewer):
                screen.outbox.put(signal_text(signal, data))
            return screen
        finally:
            self._opening[connection] -= 1
            self._opening += Counter()  # forget those at zero

    def opening(self, connection: str) -> bool:
        """Whether a connection is being opened here and has no screen yet."""
        return connection in self._opening

    def detach(self, meeting_id: str, screen: Screen) -> None:
        """Close a screen's place in the hub."""
        hub = self._hubs.get(meeting_id)
        if hub is not None:
            hub.detach(screen)
            if not hub.screens:
                hub.close(End(Close.NORMAL, "server.stopping"))
                del self._hubs[meeting_id]

    def resync(self, meeting_id: str, screen: Screen) -> None:
        """Send the view again."""
        self._hubs[meeting_id].resync(screen)

    def screens(self, meeting_id: str) -> list[Screen]:
        """Screens of a meeting on this process."""
        hub = self._hubs.get(meeting_id)
        return hub.screens if hub else []

    @property
    def hubs(self) -> Mapping[str, Hub]:
        """Meetings with screens on this process."""
        return self._hubs

    async def signal(self, meeting_id: str, name: str, data: object, *, seat: str | None = None) -> None:
        """Tell the screens whose business it is something forgettable, in every process; or one seat's."""
        await self._bus.publish(f"meeting:{meeting_id}", pack({"signal": name, "data": data, "seat": seat}))

    def aids(self, meeting_id: str) -> Aids:
        """What was drawn on the page in front, as far as this process heard."""
        return self._heard_last[meeting_id].aids

    async def _aids_for_other(self, meeting_id: str, request: Request) -> Mapping[str, object]:
        return dict(self.aids(meeting_id).signals(await self.state(meeting_id)))

    async def media_left(self, meeting_id: str, seat: str) -> None:
        """A seat's media is gone: what was signalled about its line holds no longer."""
        await self._bus.publish(f"meeting:{meeting_id}", pack({"media_left": seat}))

    @property
    def sessions(self) -> frozenset[str]:
        """Sign-ins with a screen on this process."""
        return frozenset(screen.session for hub in self._hubs.values() for screen in hub.screens)

    def end_sessions(self, session_ids: Iterable[str]) -> None:
        """Close the screens of these sessions on this process (signed out, revoked)."""
        ended = set(session_ids)
        for hub in self._hubs.values():
            gone = [screen for screen in hub.screens if screen.session in ended]
            hub.end(gone, End(Close.SIGNED_OUT, "socket.signed_out"))

    # -- hooks

    def on_change(self, listener: Changed) -> None:
        """Call ``listener`` after events of a meeting this process owns."""
        self._changed.append(listener)

    def on_taken(self, listener: Taken) -> None:
        """Await ``listener`` whenever this process takes a meeting over."""
        self._taken.append(listener)

    def on_signal(self, listener: Signalled) -> None:
        """Call ``listener`` with every signal of a meeting this process knows, whoever sent it where."""
        self._signal_listeners.append(listener)

    async def take_up(self, meeting_id: str) -> None:
        """Own a meeting here unless another process does."""
        await self._find_owner(meeting_id)

    async def _on_taken(self, owner: Owner) -> None:
        for listener in self._taken:
            await listener(owner)

    def spawn(self, work: Awaitable[object], name: str) -> None:
        """Run something on the side; its failure is logged, its end is awaited at stop."""
        self._side.spawn(work, name)

    def _after_events(self, live: LiveMeeting, envelopes: Sequence[Envelope]) -> None:
        owner = self.ownership.get(live.id)
        if owner is not None and owner.live is live:
            self.spawn(self._bus.publish(f"meeting:{live.id}", pack_events(self.node, envelopes)), "publish")
            for listener in self._changed:
                listener(owner, envelopes)
        hub = self._hubs.get(live.id)
        if hub is not None:
            hub.changed(live.state)
            self._check_screens(hub, live, envelopes)

    def _check_screens(self, hub: Hub, live: LiveMeeting, envelopes: Sequence[Envelope]) -> None:
        """Cut screens whose seat was opened elsewhere or is gone; take back seats wrongly cleared."""
        for envelope in envelopes:
            if envelope.type not in ABOUT_SEATS:
                continue
            for screen in hub.screens:
                end = end_of(screen, envelope) or end_of_second(screen, envelope, live.state)
                if end is not None:
                    hub.end([screen], end)
                elif was_cleared(screen, envelope):
                    again = self.connect_seat(live.id, screen.viewer, screen.connection, "")
                    self.spawn(again, "reconnect")

    async def connect_seat(self, meeting_id: str, viewer: Viewer, connection: str, name: str) -> Outcome:
        """Tell the meeting that a seat's connection is there."""
        data = {"seat": viewer.seat, "role": str(viewer.role), "name": name, "connection": connection}
        return await self.execute(
            meeting_id, "seat.connect", data, f"on-{connection}-{secrets.token_hex(4)}", SYSTEM
        )

    async def disconnect_seat(self, meeting_id: str, seat: str, connection: str) -> Outcome:
        """Tell the meeting that a seat's connection is gone."""
        data = {"seat": seat, "connection": connection}
        return await self.execute(
            meeting_id, "seat.disconnect", data, f"off-{connection}-{secrets.token_hex(4)}", SYSTEM
        )

    # -- what the bus brings

    def _heard(self, live: LiveMeeting, data: bytes) -> None:
        message = unpack(data)
        if "media_left" in message:
            self._heard_last[live.id].forget(str(message["media_left"]))
            return
        if "signal" in message:
            self._heard_last[live.id].note(live.state, str(message["signal"]), message.get("data"))
            self._signalled(live, str(message["signal"]), message.get("data"), message.get("seat"))
            return
        events = message.get("events")
        if message.get("node") == self.node or not isinstance(events, list):
            return
        if not live.apply([envelope_from_json(raw) for raw in events]):
            self.spawn(self._catch_up(live), "catch-up")

    def _signalled(self, live: LiveMeeting, name: str, data: object, seat: object) -> None:
        """Tell the screens of this process whose business it is, and whoever listens here."""
        hub = self._hubs.get(live.id)
        if hub is not None:
            hub.signal(name, data, lambda who: seat in (None, who.seat) and hears(live.state, who, name))
        for listener in self._signal_listeners:
            listener(live.id, name, data)

    async def _catch_up(self, live: LiveMeeting) -> None:
        async with self._locks[live.id]:
            await live.catch_up()

    async def unload_ended(self) -> None:
        """Forget meetings that are over and that nobody looks at; they are loaded again on demand."""
        for meeting_id, live in list(self._lives.items()):
            if live.state.phase in ENDED and meeting_id not in self._hubs:
                await self.ownership.drop(meeting_id)
                del self._lives[meeting_id]
                self._heard_last.pop(meeting_id, None)
                await self._leave.pop(meeting_id)()

    async def catch_up_followers(self) -> None:
        """Read what a lost bus message would have brought, for meetings owned elsewhere."""
        for meeting_id, live in list(self._lives.items()):
            if self.ownership.get(meeting_id) is None:
                head = await self.store.head(meeting_id)
                if head is not None and head.seq > live.seq:
                    await self._catch_up(live)


__all__ = ["SYSTEM", "MeetingService", "Outcome", "Unavailable"]
