"""A room: who is in it, what they publish, and who is told. Owns its participants and its forwarding room.

One room lives whole in one worker. No sockets here; time comes from the context.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace

from livekit.protocol.models import DisconnectReason, ParticipantInfo
from livekit.protocol.models import Room as RoomInfo
from livekit.protocol.rtc import LeaveRequest, SignalResponse

from signaling.auth import GrantClaims
from signaling.context import WorkerContext
from signaling.data import DataRouter
from signaling.participant import Participant
from signaling.publication import Publication, new_sid
from signaling.recording import RoomRecording
from signaling.rights import PublishRights
from signaling.session import messages
from signaling.session.join import JoinParameters

State = ParticipantInfo.State
Action = LeaveRequest.Action
CLOSE_PAUSE_S = 0.5


class Room:
    """Participants by identity, their publications, and the rules between them."""

    def __init__(self, name: str, context: WorkerContext) -> None:
        self.name = name
        self.sid = new_sid("RM_")
        self.sfu = context.node.room(name)
        self.participants: dict[str, Participant] = {}
        self.rights: dict[str, PublishRights] = {}
        self.recording = RoomRecording(self, context.wall_ms)
        self.data_router = DataRouter(self, context)
        self._context = context
        self._created_ms = context.wall_ms()
        self._ended = False
        self._closing: set[asyncio.Task[None]] = set()
        self._watched: set[str] = set()

    # -- coming and going --------------------------------------------------------

    def join(self, claims: GrantClaims, parameters: JoinParameters) -> Participant:
        """Admit a participant; an older one of the same identity leaves."""
        older = self.participants.get(claims.identity)
        if older is not None:
            self.expel(older, DisconnectReason.DUPLICATE_IDENTITY, Action.DISCONNECT)
        rights = self.rights.get(claims.identity, claims.rights)
        participant = Participant(self, claims, parameters, rights, self._context)
        participant.state = State.JOINED
        self.participants[claims.identity] = participant
        return participant

    def is_full_for(self, identity: str) -> bool:
        """Whether one more identity would be too many."""
        full = len(self.participants) >= self._context.config.max_participants
        return full and identity not in self.participants

    def joined(self, participant: Participant) -> None:
        """The join response was sent: others are told, and subscriptions start."""
        participant.changed()
        participant.peers.opened()
        self._notify("participant_joined", participant)
        if participant.auto_subscribe:
            for publication in self.publications():
                if publication.owner is not participant:
                    participant.subscribe(publication)

    def resume(self, identity: str, sid: str) -> Participant | None:
        """The participant a reconnecting client means, if it is still here."""
        participant = self.participants.get(identity)
        if participant is None or participant.sid != sid or participant.left:
            return None
        participant.gone_at = None
        return participant

    def resumed(self, participant: Participant) -> None:
        """A participant is back on a new signal connection: tell it what it may have missed."""
        infos = participant.other_infos(self.participants.values())
        participant.put(messages.participants([participant.info(own=True), *infos]))
        participant.peers.resumed()

    def expel(self, participant: Participant, reason: DisconnectReason, action: Action) -> None:
        """End a participant's session from our side; `action` is what its client does next."""
        participant.put(messages.leave(reason, action))
        outbox = participant.outbox
        self.leave(participant, reason)
        if outbox is not None:
            outbox.close(1000, DisconnectReason.Name(reason).lower())

    def leave(self, participant: Participant, reason: DisconnectReason) -> None:
        """Remove a participant and everything of it, and tell the others."""
        if participant.left:
            return
        participant.left = True
        for publication in list(participant.publications.values()):
            self.publication_ended(publication)
        for sid in list(participant.subscriptions):
            participant.unsubscribe(sid)
        if self.participants.get(participant.identity) is participant:
            del self.participants[participant.identity]
        participant.state = State.DISCONNECTED
        participant.outbox = None
        if not participant.hidden:
            info = participant.info()
            info.disconnect_reason = reason
            del info.tracks[:]
            self.tell(messages.participants([info]), but=participant)
        self._notify("participant_left", participant, reason=DisconnectReason.Name(reason))
        task = asyncio.create_task(self._close_peers(participant), name=f"close {participant.sid}")
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _close_peers(self, participant: Participant) -> None:
        # The client closes its side first if it can: a channel that vanishes under it looks like a fault.
        if not self._ended:
            await asyncio.sleep(CLOSE_PAUSE_S)
        await participant.peers.close()

    def participant_active(self, participant: Participant) -> None:
        """The participant's media transport is up."""
        self._notify("participant_active", participant)

    def _notify(self, event: str, participant: Participant, **more: str) -> None:
        self._context.notify(
            event,
            {"room": self.name, "identity": participant.identity, "name": participant.name, **more},
        )

    # -- telling -------------------------------------------------------------------

    def tell(self, response: SignalResponse, *, but: Participant | None = None) -> None:
        """Send a message to everyone (but one)."""
        for participant in self.participants.values():
            if participant is not but:
                participant.put(response)

    def announce(self, participant: Participant) -> None:
        """A participant changed: tell it and the others, each in its own view."""
        participant.put(messages.participants([participant.info(own=True)]))
        if not participant.hidden:
            self.tell(messages.participants([participant.info()]), but=participant)

    def info(self) -> RoomInfo:
        """The room as clients see it."""
        return RoomInfo(
            sid=self.sid,
            name=self.name,
            max_participants=self._context.config.max_participants,
            creation_time=self._created_ms // 1000,
            creation_time_ms=self._created_ms,
            num_participants=len(self.participants),
            num_publishers=sum(1 for one in self.participants.values() if one.publications),
            active_recording=self.recording.active,
        )

    def by_sid(self, sid: str) -> Participant | None:
        """A participant by its id."""
        return next((one for one in self.participants.values() if one.sid == sid), None)

    # -- tracks ----------------------------------------------------------------------

    def publications(self) -> Iterable[Publication]:
        """Every negotiated publication."""
        return [
            publication
            for participant in self.participants.values()
            for publication in participant.publications.values()
            if publication.spec is not None
        ]

    def publication(self, sid: str) -> Publication | None:
        """A negotiated publication by its id."""
        return next((one for one in self.publications() if one.sid == sid), None)

    def publication_live(self, publication: Publication) -> None:
        """A publication was negotiated: whoever takes everything subscribes; the recording takes it in."""
        for participant in self.participants.values():
            if participant is not publication.owner and participant.auto_subscribe:
                participant.subscribe(publication)
        self.recording.publication_live(publication)
        self._notify_track("track_published", publication)

    def publication_ended(self, publication: Publication) -> None:
        """A publication ended: stop everything that came of it."""
        publication.owner.peers.withdraw(publication)
        for participant in self.participants.values():
            participant.unsubscribe(publication.sid)
        self._watched.discard(publication.sid)
        if publication.spec is not None:
            self.recording.publication_ended(publication)
            self.sfu.unpublish(publication.sid)
            self._notify_track("track_unpublished", publication)

    def first_subscribed(self, publication: Publication) -> None:
        """Tell a publisher once that somebody subscribed."""
        if publication.sid not in self._watched:
            self._watched.add(publication.sid)
            publication.owner.put(messages.track_subscribed(publication.sid))

    def gate_changed(self, publication: Publication) -> None:
        """A publication was opened or closed by its owner's rights."""
        if publication.spec is not None:
            self.sfu.set_open(publication.sid, publication.open)
            self.recording.gate_changed(publication)

    def permission_changed(self, owner: Participant) -> None:
        """A publisher changed who may subscribe: end what it no longer allows, start what it does now."""
        for publication in list(owner.publications.values()):
            for participant in self.participants.values():
                self._apply_permission(owner, publication, participant)

    def _apply_permission(
        self, owner: Participant, publication: Publication, participant: Participant
    ) -> None:
        if participant is owner or publication.spec is None:
            return
        allowed = owner.may_subscribe(participant.identity, publication.sid)
        subscribed = publication.sid in participant.subscriptions
        if subscribed and not allowed:
            participant.unsubscribe(publication.sid)
            participant.refused_sids.add(publication.sid)
            participant.put(messages.subscription_permission(owner.sid, publication.sid, False))
        elif allowed and publication.sid in participant.refused_sids:
            participant.refused_sids.discard(publication.sid)
            participant.put(messages.subscription_permission(owner.sid, publication.sid, True))
            if participant.auto_subscribe:
                participant.subscribe(publication)

    def identity_of(self, sid: str) -> str:
        """The identity behind a participant id, or an empty text."""
        participant = self.by_sid(sid)
        return participant.identity if participant is not None else ""

    def notify_signal(self, name: str, data: Iterable[str]) -> None:
        """Tell the supervisor something forgettable about the room."""
        self._context.notify(name, {"room": self.name, "identities": [one for one in data if one]})

    def notify_quality(self, sid: str, quality: int) -> None:
        """Tell the supervisor of a participant's connection quality (LiveKit numbers)."""
        participant = self.by_sid(sid)
        if participant is not None:
            self._context.notify(
                "quality", {"room": self.name, "identity": participant.identity, "quality": quality}
            )

    def _notify_track(self, event: str, publication: Publication) -> None:
        self._context.notify(
            event,
            {
                "room": self.name,
                "identity": publication.owner.identity,
                "track": publication.sid,
                "kind": publication.kind,
                "source": publication.spec.source if publication.spec else "unknown",
            },
        )

    # -- rights and data ---------------------------------------------------------------

    def set_rights(self, identity: str, rights: PublishRights) -> None:
        """Desired rights of an identity, present or not: in force for the next packet."""
        self.rights[identity] = rights
        participant = self.participants.get(identity)
        if participant is not None:
            participant.set_rights(rights)

    def set_layout(self, identity: str, hints: Mapping[str, int]) -> None:
        """Priorities by publisher identity for one viewer: 1 is first, 0 none. Layout knows what matters."""
        participant = self.participants.get(identity)
        if participant is None:
            return
        for subscription in participant.subscriptions.values():
            priority = int(hints.get(subscription.publication.owner.identity, subscription.settings.priority))
            subscription.settings = replace(subscription.settings, priority=priority)
            if subscription.started:
                self.sfu.set_settings(participant.sid, subscription.sid, subscription.settings)

    def data(self, sender: Participant, label: str, message: bytes) -> None:
        """A data message from a participant."""
        self.data_router.route(sender, label, message)

    # -- time --------------------------------------------------------------------------

    def housekeeping(self, now: float) -> None:
        """Remove who has been without a signal connection for longer than the grace; renew tokens."""
        for participant in list(self.participants.values()):
            participant.refresh_token()
            gone_at = participant.gone_at
            if gone_at is not None and now - gone_at > self._context.config.resume_grace_s:
                self.leave(participant, DisconnectReason.SIGNAL_CLOSE)

    async def close(self, reason: DisconnectReason = DisconnectReason.ROOM_CLOSED) -> None:
        """End the room for everyone."""
        self._ended = True
        await self.recording.stop()
        action = Action.RECONNECT if reason == DisconnectReason.SERVER_SHUTDOWN else Action.DISCONNECT
        for participant in list(self.participants.values()):
            self.expel(participant, reason, action)
        await asyncio.gather(*self._closing, return_exceptions=True)
        self._context.node.close_room(self.name)
