"""Keeps the media plane in step with the meetings this process owns, and hands out grants.

Every event of an owned meeting is followed at once by the rights it changes; calls to the plane are made one
after another per room, so the last word is the newest. A call that fails is tried again with the whole table.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from rooms import Envelope, Meeting, Role, Viewer, find_person, publish_rights
from server.errors import Forbidden, ServerError, Unavailable
from server.media.calls import WATCHING, asked, plane_rights, push
from server.media.holders import Holders
from server.media.reconcile import OVER, Told, require_let_in
from server.media.recorders import Recorders
from server.media.talkback import Lines, Talkbacks, aside_room, meeting_of, require_line
from server.media.tokens import session_of, token_id_of
from server.meetings.owner import Owner
from server.meetings.service import MeetingService
from server.metrics import Metrics
from signaling.auth import ApiKey
from signaling.plane import MediaPlane, PlaneError, PlaneEvent, WorkerAddress
from signaling.rights import PublishRights

RETRY_S = 0.5
SETTLE_S = 5.0
GRANT = "media.grant"
JOINED, LEFT = "participant_joined", "participant_left"
_GUEST = "observer-"
_REPLACED = "DUPLICATE_IDENTITY"
FORGETTABLE = frozenset({"speakers", "quality"})
_NO_MEDIA = frozenset({"delegate"})
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Room:
    owner: Owner
    told: Told = field(default_factory=Told)
    dirty: asyncio.Event = field(default_factory=asyncio.Event)
    record: asyncio.Event = field(default_factory=asyncio.Event)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    holders: Holders = field(default_factory=Holders)
    guests: set[str] = field(default_factory=set)
    """Observers in the plane."""
    lines: Lines = field(default_factory=Lines)


class Media:
    """The media side of the meetings this process owns. Without a plane every grant is refused."""

    def __init__(
        self,
        plane: MediaPlane | None,
        meetings: MeetingService,
        recorders: Recorders,
        metrics: Metrics,
        url: str,
        key: ApiKey,
        *,
        proxied: bool = True,
    ) -> None:
        """Unless ``proxied``, clients reach the plane without passing here (a LiveKit cluster)."""
        self.plane = plane
        self.key = key
        self.recorders = recorders
        self._meetings = meetings
        self._metrics = metrics
        self._url = url
        self._proxied = proxied
        self._rooms: dict[str, _Room] = {}
        self._talkbacks = Talkbacks(plane, meetings, self._address)
        meetings.on_taken(self._taken)
        meetings.on_change(self._changed)
        meetings.reach.add_operation(GRANT, self._grant)
        recorders.on_death(self._look_again)
        self._leave_plane: Callable[[], None] | None = None

    async def start(self) -> None:
        """Start the plane and finish recordings a kill left open."""
        self._meetings.spawn(self.recorders.recover(), "recover")
        if self.plane is not None:
            self._leave_plane = self.plane.subscribe(self._heard)
            await self.plane.start()

    def _heard(self, event: PlaneEvent) -> None:
        """Pass on what screens show at once and nobody keeps: who speaks, how good each line is."""
        room, seat = event.data.get("room"), event.data.get("identity")
        aside = aside_room(str(room))
        if aside is not None:
            if event.name == JOINED:
                self._meetings.spawn(self._talkbacks.turn_away(aside, str(seat)), "talkback")
            elif (
                event.name == LEFT and event.data.get("reason") != _REPLACED and aside.meeting in self._rooms
            ):
                self._rooms[aside.meeting].holders.left(str(room), str(seat))
            return
        if event.name == JOINED and room in self._rooms and str(seat).startswith(_GUEST):
            # Let in by a token from before: whether it may stay is decided by what is discussed now.
            self._rooms[room].guests.add(str(seat))
            self._rooms[room].told.barred -= {str(seat)}
            self._rooms[room].dirty.set()
        if event.name == LEFT and isinstance(room, str) and isinstance(seat, str):
            self._meetings.spawn(self._meetings.media_left(room, seat), "media-left")
            if room in self._rooms and event.data.get("reason") != _REPLACED:
                self._rooms[room].holders.left(room, seat)
                self._rooms[room].guests.discard(seat)
        if event.name in FORGETTABLE and isinstance(room, str):
            shown = {key: value for key, value in event.data.items() if key != "room"}
            self._meetings.spawn(self._meetings.signal(room, event.name, shown), "signal")

    async def stop(self, deadline_s: float) -> None:
        """Finish the recordings, then stop the plane."""
        if self._leave_plane is not None:
            self._leave_plane()
        tasks = [task for room in self._rooms.values() for task in room.tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for meeting in self.recorders.running:
            await self._stop_recording(meeting)
        await self.recorders.stop(deadline_s)
        if self.plane is not None:
            await self.plane.stop(deadline_s)

    def now_s(self) -> float:
        """The time grants are dated and checked by, in seconds since 1970."""
        return time.time() if self.plane is None else self.plane.now_s()

    @property
    def ready(self) -> bool:
        """Whether picture and sound can be joined."""
        return self.plane is not None

    async def count_transport(self) -> None:
        """Read the workers' counts for the figures; a worker that does not answer keeps its last ones."""
        if self.plane is None:
            return
        try:
            found = await self.plane.counters()
        except PlaneError as error:
            _log.info("media.no_counters", code=error.code)
            return
        for worker, counts in found.items():
            for fate, count in counts.items():
                self._metrics.media_transport.labels(worker=str(worker), fate=fate).set(count)

    # -- grants

    async def grant(
        self,
        meeting_id: str,
        viewer: Viewer,
        name: str = "",
        base_url: str = "",
        session: str = "",
        *,
        watching: bool = False,
    ) -> Mapping[str, object] | None:
        """``{"url", "token"}`` for a seat, from the process that owns the meeting; None for delegates.

        ``base_url`` is the address the client came by, used unless the owner has one of its own (NODE_URL).
        The token is as good as the sign-in ``session`` it was made for. ``watching``, it is hidden, may send
        nothing and does not replace the seat's own media.
        """
        if viewer.role in _NO_MEDIA:
            return None
        request = {"seat": viewer.seat, "role": str(viewer.role), "name": name, "base": base_url}
        request["session"] = token_id_of(session)
        request["watching"] = "yes" if watching else ""
        return await self._meetings.reach.ask_owner(meeting_id, GRANT, request)

    async def _grant(self, meeting_id: str, request: Mapping[str, object]) -> Mapping[str, object]:
        if self.plane is None or self._meetings.stopping:
            raise Unavailable("media.unavailable")
        seat, role = str(request["seat"]), str(request["role"])
        state = await self._meetings.state(meeting_id)
        if state.phase in OVER:
            raise Forbidden("meeting.over")
        person = find_person(state, seat)
        if person is None and role != "observer":
            raise Forbidden("meeting.not_admitted")
        require_let_in(state, Viewer(seat, role))
        watching = bool(request.get("watching"))
        rights = PublishRights() if watching else plane_rights(publish_rights(state, seat))
        identity = seat + WATCHING if watching else seat
        await asked(self.plane.ensure_room(meeting_id))
        name = person.name if person else str(request.get("name", ""))
        token_id = str(request.get("session", ""))
        hidden = watching or role == "observer"
        grant = self.plane.mint_grant(meeting_id, identity, name, rights, hidden=hidden, session=token_id)
        session = session_of(token_id)
        if session is not None and not self._proxied:
            self.opened(meeting_id, identity, session)
        return {"url": self._address(str(request.get("base", ""))), "token": grant.token}

    def _address(self, base_url: str) -> str:
        """Where media clients connect: the plane's own address, else the one the client came by."""
        url = self._url or base_url
        return url.replace("http", "ws", 1) if url.startswith("http") else url

    async def talkback(
        self, meeting_id: str, viewer: Viewer, hall: str, base_url: str = "", session: str = ""
    ) -> Mapping[str, object]:
        """``{"url", "token"}`` of a hall's talk-back room; errors as :meth:`Talkbacks.grant` raises them."""
        return await self._talkbacks.grant(meeting_id, viewer.seat, hall, base_url, token_id_of(session))

    async def worker_of(self, room: str, seat: str, *, hidden: bool) -> WorkerAddress:
        """The worker that holds a room of a meeting here, opened when needed. Observers are ``hidden``, and
        so is who directs beside their own screen.

        Raises ``Forbidden`` when the meeting ended or the seat left it after the token was made, as
        ``require_line`` does for a talk-back room, and ``Unavailable`` when another process owns the meeting:
        its address is in the grant.
        """
        meeting_id = meeting_of(room)
        if self.plane is None or self._meetings.stopping:
            raise Unavailable("media.unavailable")
        await self._meetings.take_up(meeting_id)
        if self._meetings.ownership.get(meeting_id) is None:
            raise Unavailable("media.elsewhere")
        state = await self._meetings.state(meeting_id)
        if state.phase in OVER:
            raise Forbidden("meeting.over")
        on_no_list = hidden and not seat.endswith(WATCHING)
        if not on_no_list and find_person(state, seat.removesuffix(WATCHING)) is None:
            raise Forbidden("meeting.not_admitted")
        if on_no_list:
            require_let_in(state, Viewer(seat, Role.OBSERVER))
        aside = aside_room(room)
        if aside is not None:
            require_line(state, aside, seat)
        await asked(self.plane.ensure_room(room))
        await self._settled(meeting_id)
        try:
            return self.plane.worker_for(room)
        except PlaneError as error:
            raise Unavailable("media.unavailable") from error

    async def _settled(self, meeting_id: str) -> None:
        """Wait until the plane knows what each seat may send: a token's rights are those of its own day."""
        room = self._rooms.get(meeting_id)
        try:
            async with asyncio.timeout(SETTLE_S):
                if room is not None:
                    await room.settled.wait()
        except TimeoutError:
            raise Unavailable("media.unavailable") from None

    # -- following the meeting

    async def _taken(self, owner: Owner) -> None:
        room = self._rooms.get(owner.live.id)
        for task in room.tasks if room is not None else ():
            task.cancel()
        room = self._rooms[owner.live.id] = _Room(owner)
        room.tasks = [
            asyncio.create_task(self._follow_rights(room), name=f"media-{owner.live.id}"),
            asyncio.create_task(self._follow_recording(room), name=f"record-{owner.live.id}"),
        ]
        room.dirty.set()

    def _changed(self, owner: Owner, envelopes: Sequence[Envelope]) -> None:
        room = self._rooms.get(owner.live.id)
        for envelope in envelopes:
            self._metrics.events.labels(type=envelope.type).inc()
        if room is not None:
            room.dirty.set()

    def opened(self, room: str, seat: str, session: str) -> None:
        """A seat's media is being opened with a sign-in, in place of any other."""
        found = self._rooms.get(meeting_of(room))
        if found is not None:
            found.holders.opened(room, seat, session)

    @property
    def sessions(self) -> frozenset[str]:
        """Sign-ins with media in the meetings under way here."""
        return frozenset[str]().union(*(room.holders.sessions for room in self._under_way()))

    def _under_way(self) -> list[_Room]:
        rooms = self._rooms.values()
        return [
            room for room in rooms if not room.owner.lost.is_set() and room.owner.live.state.phase not in OVER
        ]

    def end_sessions(self, session_ids: Iterable[str], reason: str) -> None:
        """Put out of the plane the seats whose media was last opened with these ended sign-ins."""
        ended = set(session_ids)
        for room in self._under_way():
            for name, seat in room.holders.take(ended):
                aside = aside_room(name)
                if aside is None:
                    room.told.kick({seat: reason})
                else:
                    room.lines.leaving[aside.seat, seat] = reason
                room.dirty.set()

    def kick(self, meeting_id: str | None, seats: Sequence[str], reason: str) -> None:
        """Put seats out of the media plane at once (a revoked device), in one meeting or in all."""
        for name, room in self._rooms.items():
            if meeting_id in (None, name):
                room.holders.forget(seats)
                room.told.kick(dict.fromkeys(seats, reason))
                room.dirty.set()

    def _look_again(self, meeting_id: str) -> None:
        """A recorder ended by itself, or a worker did: start what is missing."""
        room = self._rooms.get(meeting_id)
        if room is not None:
            room.record.set()

    async def _follow_rights(self, room: _Room) -> None:
        while await self._next(room, room.dirty):
            try:
                await self._apply(room, room.owner.live.state)
            except ServerError as error:
                room.told.forget()
                await self._again(room, room.dirty, error)
        await self._let_go(room)

    async def _let_go(self, room: _Room) -> None:
        """Leave nothing in the plane that nobody here looks after any more."""
        meeting = room.owner.live.id
        if self._rooms.get(meeting) is room:
            del self._rooms[meeting]
        if self.plane is None:
            return
        with contextlib.suppress(ServerError):  # a plane that does not answer has no rooms left
            if self._proxied:
                await self._talkbacks.end_all(room.lines, meeting)
            if room.owner.live.state.phase in OVER:
                await asked(self.plane.close_room(meeting))

    async def _follow_recording(self, room: _Room) -> None:
        """Beside the rights: starting a recorder takes a while, and taking a right away does not wait."""
        while await self._next(room, room.record):
            try:
                await self._record(room.owner.live.state)
            except ServerError as error:
                await self._again(room, room.record, error)
        # Another process owns the meeting now and records it there.
        await self._stop_recording(room.owner.live.id)

    async def _again(self, room: _Room, wake: asyncio.Event, error: ServerError) -> None:
        self._metrics.media_errors.inc()
        _log.warning("media.retry", meeting=room.owner.live.id, code=error.code)
        await asyncio.sleep(RETRY_S)
        wake.set()

    async def _next(self, room: _Room, wake: asyncio.Event) -> bool:
        """Wait for something to do; False when the meeting is not owned here any more."""
        waiting = {asyncio.create_task(wake.wait()), asyncio.create_task(room.owner.lost.wait())}
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        wake.clear()
        return not room.owner.lost.is_set()

    async def _apply(self, room: _Room, state: Meeting) -> None:
        plan = room.told.plan(state, room.guests)
        if self.plane is not None:
            await push(self.plane, state.id, plan)
            await self._talkbacks.follow(room.lines, state, plan.removed)
            room.told.removed(plan.removed)
            room.settled.set()
        room.record.set()

    async def _record(self, state: Meeting) -> None:
        if not state.recording.on:
            await self._stop_recording(state.id)
        elif state.id not in self.recorders.running and self.plane is not None:
            await asked(self.plane.ensure_room(state.id))
            path = await self.recorders.start(state.id)
            try:
                await asked(self.plane.start_recording(state.id, str(path)))
            except ServerError:
                await self.recorders.finish(state.id)
                raise

    async def _stop_recording(self, meeting_id: str) -> None:
        if meeting_id not in self.recorders.running:
            return
        if self.plane is not None:
            with contextlib.suppress(ServerError):  # the recorder ends by itself when its line closes
                await asked(self.plane.stop_recording(meeting_id))
        await self.recorders.finish(meeting_id)
