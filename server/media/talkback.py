"""Talk-back rooms in the media plane: one for each line between an officer and a hall, for these two alone.

They are apart from the meeting's room: nothing in them is recorded, measured or told to screens. The meeting
core says which lines there are; a room opens with its line and ends with it, for everybody in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rooms import Meeting, find_person
from server.errors import Conflict, Forbidden, Unavailable
from server.media.calls import asked
from server.meetings.service import MeetingService
from signaling.plane import MediaPlane
from signaling.rights import PublishRights

TALKBACK = "media.talkback"
_MARK = "~tb~"
_VOICE = PublishRights(microphone=True)
TOKEN_S = 120
"""A token opens the room once, at once; whoever comes back asks for another."""


@dataclass(frozen=True, slots=True)
class AsideRoom:
    """A talk-back room by its parts."""

    meeting: str
    seat: str

    @property
    def name(self) -> str:
        """The room in the plane. No meeting's id holds the mark."""
        return f"{self.meeting}{_MARK}{self.seat}"


def aside_room(room: str) -> AsideRoom | None:
    """The parts of a talk-back room's name; None for a meeting's room."""
    meeting, mark, seat = room.partition(_MARK)
    return AsideRoom(meeting, seat) if mark else None


def meeting_of(room: str) -> str:
    """The meeting a room of the plane belongs to."""
    return room.partition(_MARK)[0]


@dataclass(slots=True)
class Lines:
    """The talk-back rooms the plane was told of: for each hall the two who may enter."""

    told: dict[str, frozenset[str]] = field(default_factory=dict)
    leaving: dict[tuple[str, str], str] = field(default_factory=dict)
    """Who (the hall of the line, the seat) is to be put out of one line only, and why."""

    def changes(self, state: Meeting) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
        """Lines to open and lines to end. One that changed hands is ended, then opened."""
        wanted = {line.seat: frozenset({line.seat, line.by}) for line in state.talkbacks.values()}
        ended = {seat: pair for seat, pair in self.told.items() if wanted.get(seat) != pair}
        begun = {seat: pair for seat, pair in wanted.items() if self.told.get(seat) != pair}
        return begun, ended


class Talkbacks:
    """Grants of talk-back rooms, and their rooms in the plane."""

    def __init__(
        self, plane: MediaPlane | None, meetings: MeetingService, address: Callable[[str], str]
    ) -> None:
        """``address`` makes the media address from the one a client came by."""
        self._plane = plane
        self._meetings = meetings
        self._address = address
        meetings.reach.add_operation(TALKBACK, self._grant)

    async def grant(
        self, meeting: str, viewer_seat: str, hall: str, base_url: str, token_id: str
    ) -> Mapping[str, object]:
        """``{"url", "token"}`` for one of the two of a line, from the process that owns the meeting.

        Raises Conflict ``talkback.none`` without a line, Forbidden ``talkback.not_yours`` for anybody else.
        """
        request = {"seat": viewer_seat, "hall": hall, "base": base_url, "session": token_id}
        return await self._meetings.reach.ask_owner(meeting, TALKBACK, request)

    async def _grant(self, meeting: str, request: Mapping[str, object]) -> Mapping[str, object]:
        if self._plane is None or self._meetings.stopping:
            raise Unavailable("media.unavailable")
        seat, room = str(request["seat"]), AsideRoom(meeting, str(request["hall"]))
        state = await self._meetings.state(meeting)
        require_line(state, room, seat)
        await asked(self._plane.ensure_room(room.name))
        person = find_person(state, seat)
        token = self._plane.mint_grant(
            room.name,
            seat,
            person.name if person else "",
            _VOICE,
            session=str(request["session"]),
            ttl_s=TOKEN_S,
        )
        return {"url": self._address(str(request["base"])), "token": token.token}

    async def follow(self, lines: Lines, state: Meeting, put_out: Mapping[str, str]) -> None:
        """Make the plane's rooms those of the meeting; who is put out of the meeting is put out here too."""
        if self._plane is None:
            return
        begun, ended = lines.changes(state)
        for hall, pair in ended.items():
            await self._end(AsideRoom(state.id, hall), pair)
            del lines.told[hall]
        for hall, pair in begun.items():
            await self._begin(AsideRoom(state.id, hall), pair)
            lines.told[hall] = pair
        for hall, pair in lines.told.items():
            for seat in pair & put_out.keys():
                await asked(self._plane.remove(AsideRoom(state.id, hall).name, seat, put_out[seat]))
        for (hall, seat), reason in list(lines.leaving.items()):
            if hall in lines.told:
                await asked(self._plane.remove(AsideRoom(state.id, hall).name, seat, reason))
            lines.leaving.pop((hall, seat), None)

    async def end_all(self, lines: Lines, meeting: str) -> None:
        """End every line's room: the meeting is not looked after here any more."""
        for hall, pair in list(lines.told.items()):
            await self._end(AsideRoom(meeting, hall), pair)
            del lines.told[hall]

    async def _begin(self, room: AsideRoom, pair: frozenset[str]) -> None:
        assert self._plane is not None  # noqa: S101 - for the type checker
        await asked(self._plane.ensure_room(room.name))
        for seat in sorted(pair):
            await asked(self._plane.set_rights(room.name, seat, _VOICE))

    async def _end(self, room: AsideRoom, pair: frozenset[str]) -> None:
        """Tokens first, so that nobody slips back in while the room closes."""
        assert self._plane is not None  # noqa: S101 - for the type checker
        for seat in sorted(pair):
            await asked(self._plane.remove(room.name, seat, "talkback.closed"))
        await asked(self._plane.close_room(room.name))

    async def turn_away(self, room: AsideRoom, seat: str) -> None:
        """Put out whoever came into a talk-back room with a token of another line."""
        state = await self._meetings.state(room.meeting)
        line = state.talkbacks.get(room.seat)
        if self._plane is not None and (line is None or seat not in (line.seat, line.by)):
            await asked(self._plane.remove(room.name, seat, "talkback.not_yours"))


def require_line(state: Meeting, room: AsideRoom, seat: str) -> None:
    """Raise unless there is such a line and this seat is one of its two."""
    line = state.talkbacks.get(room.seat)
    if line is None:
        raise Conflict("talkback.none")
    if seat not in (line.seat, line.by):
        raise Forbidden("talkback.not_yours")
