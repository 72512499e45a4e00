"""The rooms of one worker by name, and the checks at their doors. Owns rooms; no sockets."""

from __future__ import annotations

from collections.abc import Iterable

from livekit.protocol.models import ClientConfiguration, Codec, DisconnectReason
from livekit.protocol.rtc import ICEServer, JoinResponse, LeaveRequest, ReconnectResponse, SignalResponse

from signaling.auth import GrantClaims
from signaling.context import WorkerContext
from signaling.errors import PlaneError, RoomRefused
from signaling.participant import Participant
from signaling.room import Room
from signaling.session import messages
from signaling.session.join import JoinParameters

PUBLISH_CODECS = ("audio/opus", "video/VP8", "video/H264", "video/rtx")


class Registry:
    """Rooms by name."""

    def __init__(self, context: WorkerContext) -> None:
        self.rooms: dict[str, Room] = {}
        self._context = context
        self._removed: dict[tuple[str, str], float] = {}

    def ensure(self, name: str) -> Room:
        """The room, opened if need be."""
        room = self.rooms.get(name)
        if room is None:
            room = self.rooms[name] = Room(name, self._context)
        return room

    def room(self, name: str) -> Room:
        """An open room; raises PlaneError."""
        room = self.rooms.get(name)
        if room is None:
            raise PlaneError(f"no room {name!r}")
        return room

    async def close_room(self, name: str) -> None:
        """End a room for everyone in it."""
        room = self.rooms.pop(name, None)
        if room is not None:
            await room.close()

    def all(self) -> Iterable[Room]:
        """Every open room."""
        return list(self.rooms.values())

    def remove(self, name: str, identity: str, at_s: float) -> None:
        """Send a participant away; tokens of that identity issued up to `at_s` (Unix seconds) are useless."""
        self._removed[(name, identity)] = at_s
        room = self.rooms.get(name)
        participant = room.participants.get(identity) if room is not None else None
        if room is not None and participant is not None:
            room.expel(participant, DisconnectReason.PARTICIPANT_REMOVED, LeaveRequest.Action.DISCONNECT)

    def check_door(self, claims: GrantClaims) -> None:
        """Raises RoomRefused when the token was revoked or the room is full."""
        if claims.issued_at <= self._removed.get((claims.room, claims.identity), -1):
            raise _refused("token.revoked")
        room = self.rooms.get(claims.room)
        if room is not None and room.is_full_for(claims.identity):
            raise _refused("room.full")

    def connect(
        self, claims: GrantClaims, parameters: JoinParameters
    ) -> tuple[Participant | None, SignalResponse]:
        """Join or resume; gives the participant (None: refused, the response says why) and the first message.

        Raises RoomRefused when the room does not take anyone now.
        """
        self.check_door(claims)
        room = self.ensure(claims.room)
        if parameters.reconnect:
            resumed = room.resume(claims.identity, parameters.participant_sid)
            if resumed is None:
                reason, action = DisconnectReason.STATE_MISMATCH, LeaveRequest.Action.RECONNECT
                return None, messages.leave(reason, action)
            return resumed, SignalResponse(reconnect=self._reconnect_response(resumed))
        participant = room.join(claims, parameters)
        return participant, SignalResponse(join=self._join_response(room, participant))

    def _ice_servers(self) -> list[ICEServer]:
        return [
            ICEServer(urls=one.urls, username=one.username, credential=one.credential)
            for one in self._context.config.ice_servers
        ]

    def _join_response(self, room: Room, participant: Participant) -> JoinResponse:
        single = participant.parameters.single_connection
        return JoinResponse(
            room=room.info(),
            participant=participant.info(own=True),
            other_participants=participant.other_infos(room.participants.values()),
            server_version=messages.SERVER_VERSION,
            ice_servers=self._ice_servers(),
            subscriber_primary=not single,
            client_configuration=ClientConfiguration(),
            ping_timeout=messages.PING_TIMEOUT_S,
            ping_interval=messages.PING_INTERVAL_S,
            server_info=messages.server_info(self._context.config.name),
            enabled_publish_codecs=[Codec(mime=mime) for mime in PUBLISH_CODECS],
            fast_publish=not single,
        )

    def _reconnect_response(self, participant: Participant) -> ReconnectResponse:
        return ReconnectResponse(
            ice_servers=self._ice_servers(),
            client_configuration=ClientConfiguration(),
            server_info=messages.server_info(self._context.config.name),
            last_message_seq=participant.last_reliable_sequence,
        )


def _refused(code: str) -> RoomRefused:
    error = RoomRefused(code)
    error.code = code
    return error
