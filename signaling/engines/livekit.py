"""The LiveKit engine: the same MediaPlane on a LiveKit cluster, through its RoomService.

The cluster forwards and enforces publish permissions itself; this keeps the desired rights, tells the cluster
when a participant is there, and looks at the rooms now and then for events and for rights to put back.
Recording by tap and layout hints are the embedded engine's: a cluster has egress and its own allocator.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import aiohttp
import structlog
from livekit.api import LiveKitAPI, ServerError
from livekit.protocol.models import ParticipantInfo, ParticipantPermission, TrackSource, TrackType
from livekit.protocol.room import (
    CreateRoomRequest,
    DeleteRoomRequest,
    ListParticipantsRequest,
    RoomParticipantIdentity,
    UpdateParticipantRequest,
)

from signaling.auth import ApiKey
from signaling.engines.grants import grant_for
from signaling.errors import PlaneError
from signaling.plane import (
    EventName,
    Grant,
    Listener,
    ParticipantFigures,
    PlaneEvent,
    RoomStatistics,
    TrackFigures,
    Unsubscribe,
    WorkerAddress,
)
from signaling.rights import SOURCE_NAMES, PublishRights

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 2.0
CALL_TIMEOUT_S = 5.0
EMPTY_TIMEOUT_S = 24 * 3600
T = TypeVar("T")


class Unsupported(PlaneError):
    """Something that this engine leaves to the cluster."""

    code = "plane.unsupported"


@dataclass
class _Room:
    """Desired rights, and who and what was there at the last look."""

    rights: dict[str, PublishRights] = field(default_factory=dict)
    present: dict[str, ParticipantInfo] = field(default_factory=dict)


class LiveKitPlane:
    """A MediaPlane on a LiveKit cluster at `url` (wss://… or https://…)."""

    def __init__(self, url: str, api: ApiKey) -> None:
        self._url = url.replace("wss://", "https://").replace("ws://", "http://")
        self._key = api
        self._api: LiveKitAPI | None = None
        self._rooms: dict[str, _Room] = {}
        self._listeners: list[Listener] = []
        self._looker: asyncio.Task[None] | None = None

    # -- life ------------------------------------------------------------------

    async def start(self) -> None:
        """Open the HTTP session and begin to look at rooms."""
        self._api = LiveKitAPI(
            self._url,
            self._key.key,
            self._key.secret,
            timeout=aiohttp.ClientTimeout(total=CALL_TIMEOUT_S),
            failover=False,
        )
        self._looker = asyncio.create_task(self._look_on(), name="livekit rooms")

    async def stop(self, deadline_s: float) -> None:
        """Stop looking; rooms of the cluster live on."""
        if self._looker is not None:
            self._looker.cancel()
            await asyncio.gather(self._looker, return_exceptions=True)
        if self._api is not None:
            await self._api.aclose()
            self._api = None

    # -- rooms -----------------------------------------------------------------

    def _client(self) -> LiveKitAPI:
        if self._api is None:
            raise PlaneError("LiveKit engine is not started")
        return self._api

    async def _call(self, call: Awaitable[T]) -> T:
        try:
            return await call
        except ServerError as error:
            failure = PlaneError(f"LiveKit: {error.code}")
            failure.code = "plane.not_found" if error.code == "not_found" else PlaneError.code
            raise failure from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise PlaneError("LiveKit cannot be reached") from error

    async def ensure_room(self, room: str) -> None:
        """Create the room (LiveKit answers with the existing one)."""
        request = CreateRoomRequest(name=room, empty_timeout=EMPTY_TIMEOUT_S)
        await self._call(self._client().room.create_room(request))
        self._rooms.setdefault(room, _Room())

    async def close_room(self, room: str) -> None:
        """Delete the room in the cluster; harmless when it is not there."""
        self._rooms.pop(room, None)
        try:
            await self._call(self._client().room.delete_room(DeleteRoomRequest(room=room)))
        except PlaneError as error:
            if error.code != "plane.not_found":
                raise

    def mint_grant(
        self,
        room: str,
        identity: str,
        name: str,
        rights: PublishRights,
        *,
        hidden: bool = False,
        session: str = "",
        ttl_s: int = 6 * 3600,
    ) -> Grant:
        """A LiveKit token for one identity in one room."""
        return grant_for(self._key, room, identity, name, rights, hidden=hidden, session=session, ttl_s=ttl_s)

    def now_s(self) -> float:
        """The cluster checks grants by its own clock: this machine's wall clock is nearest to it."""
        return time.time()

    async def set_rights(self, room: str, identity: str, rights: PublishRights) -> None:
        """Remembered; told to the cluster now if the participant is there, else when it is seen."""
        self._rooms.setdefault(room, _Room()).rights[identity] = rights
        try:
            await self._tell_rights(room, identity, rights)
        except PlaneError as error:
            if error.code != "plane.not_found":
                raise

    async def _tell_rights(self, room: str, identity: str, rights: PublishRights) -> None:
        request = UpdateParticipantRequest(room=room, identity=identity, permission=permission_of(rights))
        await self._call(self._client().room.update_participant(request))

    async def remove(self, room: str, identity: str, reason: str) -> None:
        """Send a participant away; harmless when it is not there."""
        try:
            request = RoomParticipantIdentity(room=room, identity=identity)
            await self._call(self._client().room.remove_participant(request))
        except PlaneError as error:
            if error.code != "plane.not_found":
                raise

    async def set_layout(self, room: str, identity: str, hints: Mapping[str, int]) -> None:
        """The cluster allocates by what clients ask for: nothing to tell it."""

    async def start_recording(self, room: str, tap_path: str) -> None:
        """Recording on a cluster is egress; raises Unsupported."""
        raise Unsupported("recording by tap")

    async def stop_recording(self, room: str) -> None:
        """Nothing runs that could be stopped."""

    async def statistics(self, room: str) -> RoomStatistics:
        """Who is there with which tracks; the cluster keeps line figures to itself."""
        infos = await self._participants(room)
        return RoomStatistics(room, False, {info.identity: figures_of(info) for info in infos})

    async def counters(self) -> Mapping[int, Mapping[str, int]]:
        """The cluster has figures of its own."""
        return {}

    async def _participants(self, room: str) -> list[ParticipantInfo]:
        try:
            request = ListParticipantsRequest(room=room)
            return list((await self._call(self._client().room.list_participants(request))).participants)
        except PlaneError as error:
            if error.code != "plane.not_found":
                raise
            return []

    def worker_for(self, room: str) -> WorkerAddress:
        """Clients connect to the cluster themselves; raises Unsupported."""
        raise Unsupported("clients connect to the cluster")

    # -- events ----------------------------------------------------------------

    def subscribe(self, listener: Listener) -> Unsubscribe:
        """Be told of events; call the result to end it."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def _tell(self, name: EventName, room: str, identity: str, **more: str) -> None:
        event = PlaneEvent(name, {"room": room, "identity": identity, **more})
        for listener in list(self._listeners):
            listener(event)

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            for name in list(self._rooms):
                try:
                    await self.look(name)
                except PlaneError as error:
                    log.warning("cluster not seen", code=error.code)

    async def look(self, name: str) -> None:
        """Compare a room with the last look: tell events, put back rights that differ."""
        room = self._rooms.get(name)
        if room is None:  # closed meanwhile
            return
        seen = {info.identity: info for info in await self._participants(name)}
        for identity in room.present.keys() - seen.keys():
            self._tell("participant_left", name, identity)
        for identity, info in seen.items():
            before = room.present.get(identity)
            if before is None:
                self._tell("participant_joined", name, identity, name_shown=info.name)
            self._tell_tracks(name, before, info)
            rights = room.rights.get(identity)
            if rights is not None and not _same(info.permission, permission_of(rights)):
                await self._tell_rights(name, identity, rights)
        room.present = seen

    def _tell_tracks(self, room: str, before: ParticipantInfo | None, now: ParticipantInfo) -> None:
        old = {track.sid for track in before.tracks} if before is not None else set()
        new = {track.sid for track in now.tracks}
        for sid in new - old:
            self._tell("track_published", room, now.identity, track=sid)
        for sid in old - new:
            self._tell("track_unpublished", room, now.identity, track=sid)


def permission_of(rights: PublishRights) -> ParticipantPermission:
    """LiveKit's permission for our rights: an empty source list would mean every source."""
    return ParticipantPermission(
        can_subscribe=True,
        can_publish=rights != PublishRights(),
        can_publish_data=True,
        can_publish_sources=[source for source in SOURCE_NAMES if rights.allows(source)],
    )


def _same(one: ParticipantPermission, other: ParticipantPermission) -> bool:
    return one.can_publish == other.can_publish and set(one.can_publish_sources) == set(
        other.can_publish_sources
    )


def figures_of(info: ParticipantInfo) -> ParticipantFigures:
    """What the cluster says about one participant."""
    sources = set(info.permission.can_publish_sources)
    return ParticipantFigures(
        sid=info.sid,
        name=info.name,
        active=info.state == ParticipantInfo.State.ACTIVE,
        tracks=tuple(
            TrackFigures(
                track.sid,
                "audio" if track.type == TrackType.AUDIO else "video",
                SOURCE_NAMES.get(track.source, TrackSource.Name(TrackSource.UNKNOWN).lower()),
                track.muted,
                info.permission.can_publish and (not sources or track.source in sources),
            )
            for track in info.tracks
        ),
    )
