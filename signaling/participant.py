"""Someone connected to a room: identity, permission, publications, subscriptions, and who hears of changes.

The room owns participants; a participant owns its peers, publications and subscriptions. No sockets here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from livekit.protocol.models import DisconnectReason, ParticipantInfo, ParticipantPermission, TrackSource
from livekit.protocol.rtc import AddTrackRequest, LeaveRequest, SignalResponse

from signaling.auth import GrantClaims, mint, refreshed
from signaling.context import WorkerContext
from signaling.dual_peers import DualPeer
from signaling.peers import Peers, SinglePeer
from signaling.publication import Publication, Subscription, new_sid, publication_of
from signaling.rights import PublishRights
from signaling.session import messages
from signaling.session.join import JoinParameters
from signaling.session.signal import Outbox

if TYPE_CHECKING:
    from signaling.room import Room

GOODBYE_S = 0.5
State = ParticipantInfo.State


class Participant:
    """One participant, through every signal connection it uses while it lasts."""

    def __init__(
        self,
        room: Room,
        claims: GrantClaims,
        parameters: JoinParameters,
        rights: PublishRights,
        context: WorkerContext,
    ) -> None:
        self.sid = new_sid("PA_")
        self.room = room
        self.claims = claims
        self.parameters = parameters
        self.rights = rights
        self.state = State.JOINING
        self.name, self.metadata = claims.name, claims.metadata
        self.attributes = dict(claims.attributes)
        if claims.can_update_metadata:  # as for later changes: what others read is not the client's to say
            self.metadata = parameters.metadata or self.metadata
            self.attributes |= parameters.attributes
        self.publications: dict[str, Publication] = {}
        self.subscriptions: dict[str, Subscription] = {}
        self.auto_subscribe = parameters.auto_subscribe
        self.refused_sids: set[str] = set()
        self.last_reliable_sequence = 0
        self.joined_ms = context.wall_ms()
        self.outbox: Outbox | None = None
        self.gone_at: float | None = None
        self.left = False
        self._context = context
        self._version = 0
        self._pending: dict[str, Publication] = {}
        self._may_subscribe: Callable[[str, str], bool] = lambda _identity, _sid: True
        factory = SinglePeer if parameters.single_connection else DualPeer
        self.peers: Peers = factory(self, context, room.sfu)

    # -- who ---------------------------------------------------------------

    @property
    def identity(self) -> str:
        """The token's identity: unique in the room."""
        return self.claims.identity

    @property
    def room_name(self) -> str:
        """The room's name."""
        return self.room.name

    @property
    def hidden(self) -> bool:
        """Whether others are not told of this participant."""
        return self.claims.hidden

    @property
    def can_publish(self) -> bool:
        """Whether AddTrack is taken at all; which sources are forwarded is a matter of `rights`."""
        return self.claims.can_publish or self.rights != PublishRights()

    def info(self, *, own: bool = False) -> ParticipantInfo:
        """The participant as others see it, or (`own`) as it sees itself."""
        permission = ParticipantPermission(
            can_subscribe=self.claims.can_subscribe,
            can_publish=self.can_publish,
            can_publish_data=self.claims.can_publish_data,
            can_update_metadata=self.claims.can_update_metadata,
            hidden=self.hidden,
        )
        live = [one for one in self.publications.values() if own or one.spec is not None]
        return ParticipantInfo(
            sid=self.sid,
            identity=self.identity,
            state=self.state,
            tracks=[one.info if own else one.shown() for one in live],
            metadata=self.metadata,
            joined_at=self.joined_ms // 1000,
            joined_at_ms=self.joined_ms,
            name=self.name,
            version=self._version,
            permission=permission,
            is_publisher=bool(self.publications),
            attributes=self.attributes,
        )

    def changed(self) -> None:
        """Something others see changed: tell them."""
        self._version += 1
        self.room.announce(self)

    def put(self, response: SignalResponse) -> bool:
        """Send a signal message; False when no signal connection is there to take it."""
        if self.outbox is None:
            return False
        self.outbox.put(response)
        return True

    def refresh_token(self) -> None:
        """Give the client a newer token in good time, so that a long session can still come back."""
        now = self._context.wall_ms() / 1000
        newer = refreshed(self.claims, now) if self.outbox is not None else None
        if newer is not None:
            self.claims = newer
            life = round(newer.expires_at - newer.issued_at)
            token = mint(self._context.config.api, newer, ttl_s=life, now=now)
            self.put(messages.refresh_token(token))

    # -- media life ----------------------------------------------------------

    def media_connected(self) -> None:
        """The transport is up: the participant is active."""
        if self.state != State.ACTIVE and not self.left:
            self.state = State.ACTIVE
            self.changed()
            self.room.participant_active(self)

    def media_closed(self, reason: str) -> None:
        """The transport ended. A leaving client's goodbye may still be on its way; any other joins anew."""
        asyncio.get_running_loop().call_later(GOODBYE_S, self._still_here)

    def _still_here(self) -> None:
        if not self.left:
            self._context.count("media_closed")
            self.room.expel(self, DisconnectReason.STATE_MISMATCH, LeaveRequest.Action.RECONNECT)

    # -- publishing ------------------------------------------------------------

    def add_track(self, request: AddTrackRequest) -> None:
        """Take an AddTrack request; media is expected with a later offer."""
        if not self.can_publish or len(self.publications) >= self._context.config.max_tracks:
            reason = 2 if not self.can_publish else 3  # RequestResponse NOT_ALLOWED, LIMIT_EXCEEDED
            self.put(messages.request_response(0, reason))
            return
        known = self._pending.get(request.cid)
        if known is None:
            known = publication_of(self, request, is_open=self.rights.allows(request.source))
            self._pending[known.cid] = known
            self.publications[known.sid] = known
        self.put(messages.track_published(request.cid, known.info))

    def claim(self, kind: str, track_id: str) -> Publication | None:
        """The pending publication of an offered section: by client id, else the oldest of its kind."""
        found = self._pending.get(track_id)
        if found is None:
            found = next((one for one in self._pending.values() if one.kind == kind), None)
        if found is not None and found.kind == kind:
            del self._pending[found.cid]
            return found
        return None

    def publication_live(self, publication: Publication) -> None:
        """The publication was negotiated: others learn of it and subscribe."""
        self.changed()
        self.room.publication_live(publication)

    def unpublish(self, publication: Publication) -> None:
        """End a publication, whoever ended it."""
        if self.publications.pop(publication.sid, None) is None:
            return
        self._pending.pop(publication.cid, None)
        self.room.publication_ended(publication)
        self.put(messages.track_unpublished(publication.sid))
        self.changed()

    def mute(self, sid: str, muted: bool) -> None:
        """The client muted or unmuted one of its own tracks."""
        publication = self.publications.get(sid)
        if publication is None or publication.info.muted == muted:
            return
        publication.info.muted = muted
        self.room.sfu.set_muted(sid, muted)
        self.changed()

    def set_rights(self, rights: PublishRights) -> None:
        """Open and close sources: in force for the next packet."""
        could_publish = self.can_publish
        changed = rights != self.rights
        self.rights = rights
        for publication in self.publications.values():
            is_open = rights.allows(publication.info.source)
            if is_open != publication.open:
                publication.open = is_open
                self.room.gate_changed(publication)
        if changed or could_publish != self.can_publish:
            self.changed()

    def open_sources(self) -> list[str]:
        """Names of the sources now open, for statistics."""
        return [
            TrackSource.Name(source)
            for source in (TrackSource.CAMERA, TrackSource.MICROPHONE, TrackSource.SCREEN_SHARE)
            if self.rights.allows(source)
        ]

    def set_subscription_permission(self, allowed: Callable[[str, str], bool]) -> None:
        """The client decides who may subscribe to its tracks: `allowed(identity, track sid)`."""
        self._may_subscribe = allowed
        for publication in self.publications.values():
            publication.allowed = allowed
        self.room.permission_changed(self)

    def may_subscribe(self, identity: str, sid: str) -> bool:
        """Whether this participant lets `identity` subscribe to its track `sid`."""
        return self._may_subscribe(identity, sid)

    # -- subscribing -------------------------------------------------------------

    def subscribe(self, publication: Publication) -> None:
        """Start a subscription (no effect when there is one, or when it is not allowed)."""
        if publication.sid in self.subscriptions or not self.claims.can_subscribe or self.left:
            return
        if not publication.owner.may_subscribe(self.identity, publication.sid):
            return
        subscription = Subscription(self, publication)
        self.subscriptions[publication.sid] = subscription
        self.peers.want(subscription)

    def unsubscribe(self, sid: str) -> None:
        """End a subscription."""
        subscription = self.subscriptions.pop(sid, None)
        if subscription is not None:
            self.peers.release(subscription)

    def subscription_started(self, subscription: Subscription) -> None:
        """The forwarding plane carries the subscription from now on."""
        self.room.sfu.set_settings(str(self.sid), subscription.sid, subscription.settings)
        self.room.first_subscribed(subscription.publication)

    # -- data ----------------------------------------------------------------------

    def data_received(self, label: str, message: bytes) -> None:
        """A message on one of the client's data channels."""
        self.room.data(self, label, message)

    # -- leaving -------------------------------------------------------------------

    def other_infos(self, others: Iterable[Participant]) -> list[ParticipantInfo]:
        """The others as this participant may see them."""
        return [one.info() for one in others if one is not self and not one.hidden]

    def update_attributes(self, name: str, metadata: str, attributes: Mapping[str, str]) -> None:
        """The client changes what others read of it; empty texts leave name and metadata as they are."""
        self.name = name or self.name
        self.metadata = metadata or self.metadata
        for key, value in attributes.items():
            if value:
                self.attributes[key] = value
            else:
                self.attributes.pop(key, None)
        self.changed()
