"""What each signal request does to its participant: one short handler a message kind. No I/O."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livekit.protocol.models import DisconnectReason, VideoQuality
from livekit.protocol.rtc import (
    AddTrackRequest,
    LeaveRequest,
    MuteTrackRequest,
    Ping,
    SessionDescription,
    SimulateScenario,
    SubscriptionPermission,
    SyncState,
    UpdateLocalAudioTrack,
    UpdateLocalVideoTrack,
    UpdateParticipantMetadata,
    UpdateSubscription,
    UpdateTrackSettings,
    UpdateVideoLayers,
)

from signaling.context import WorkerContext
from signaling.participant import Participant
from signaling.session import messages
from signaling.sfu.specs import TrackSettings

MAX_SIDS = 512
MAX_METADATA_BYTES = 4096
NOT_ALLOWED = 2
LIMIT_EXCEEDED = 3
OK = 0
CLIENT_LEFT = (1000, "client left")


class RequestHandlers:
    """The requests of one participant's current signal connection."""

    def __init__(self, participant: Participant, context: WorkerContext) -> None:
        self._participant = participant
        self._context = context

    def table(self) -> dict[str, Callable[[Any], None]]:
        """Handlers by the name of the request's field; what is not named here is ignored."""
        return {
            "offer": self.offer,
            "answer": self.answer,
            "add_track": self.add_track,
            "mute": self.mute,
            "subscription": self.subscription,
            "track_setting": self.track_setting,
            "update_layers": self.update_layers,
            "leave": self.leave,
            "subscription_permission": self.subscription_permission,
            "sync_state": self.sync_state,
            "simulate": self.simulate,
            "ping": self.ping,
            "ping_req": self.ping_request,
            "update_metadata": self.update_metadata,
            "update_audio_track": self.update_audio_track,
            "update_video_track": self.update_video_track,
        }

    # -- media -----------------------------------------------------------------

    def offer(self, message: SessionDescription) -> None:
        """The client's offer; raises BadDescription."""
        self._participant.peers.offer(message)

    def answer(self, message: SessionDescription) -> None:
        """The client's answer to ours; raises BadDescription."""
        self._participant.peers.answer(message)

    def add_track(self, message: AddTrackRequest) -> None:
        """A track will come with a later offer."""
        self._participant.add_track(message)

    def mute(self, message: MuteTrackRequest) -> None:
        """The client muted one of its tracks."""
        self._participant.mute(message.sid, message.muted)

    def update_layers(self, message: UpdateVideoLayers) -> None:
        """Sizes of the layers changed."""
        publication = self._participant.publications.get(message.track_sid)
        if publication is not None:
            del publication.info.layers[:]
            publication.info.layers.extend(message.layers[:4])

    def update_audio_track(self, message: UpdateLocalAudioTrack) -> None:
        """Features of an audio track changed."""
        publication = self._participant.publications.get(message.track_sid)
        if publication is not None:
            del publication.info.audio_features[:]
            publication.info.audio_features.extend(message.features[:8])
            self._participant.changed()

    def update_video_track(self, message: UpdateLocalVideoTrack) -> None:
        """The size of a video track changed."""
        publication = self._participant.publications.get(message.track_sid)
        if publication is not None:
            publication.info.width, publication.info.height = message.width, message.height
            self._participant.changed()

    # -- subscriptions ---------------------------------------------------------

    def subscription(self, message: UpdateSubscription) -> None:
        """Subscribe or unsubscribe tracks by id."""
        sids = [*message.track_sids, *(sid for one in message.participant_tracks for sid in one.track_sids)]
        for sid in sids[:MAX_SIDS]:
            self._subscribe(sid, message.subscribe)

    def _subscribe(self, sid: str, wanted: bool) -> None:
        if not wanted:
            self._participant.unsubscribe(sid)
            return
        publication = self._participant.room.publication(sid)
        if publication is not None and publication.owner is not self._participant:
            self._participant.subscribe(publication)

    def track_setting(self, message: UpdateTrackSettings) -> None:
        """What the client wants of subscribed tracks: size, rate, priority, or a pause."""
        settings = TrackSettings(
            disabled=message.disabled,
            quality=int(message.quality) if not message.width else int(VideoQuality.HIGH),
            width=min(message.width, 16384),
            height=min(message.height, 16384),
            fps=min(message.fps, 240),
            priority=message.priority,
        )
        for sid in message.track_sids[:MAX_SIDS]:
            subscription = self._participant.subscriptions.get(sid)
            if subscription is not None:
                subscription.settings = settings
                if subscription.started:
                    self._participant.room.sfu.set_settings(str(self._participant.sid), sid, settings)

    def subscription_permission(self, message: SubscriptionPermission) -> None:
        """Who may subscribe to the client's tracks."""
        if message.all_participants:
            self._participant.set_subscription_permission(lambda _identity, _sid: True)
            return
        rules: dict[str, set[str] | None] = {}
        for one in message.track_permissions[:MAX_SIDS]:
            named = self._participant.room.by_sid(one.participant_sid)
            identity = one.participant_identity or (named.identity if named is not None else "")
            rules[identity] = None if one.all_tracks else set(one.track_sids[:MAX_SIDS])

        def allowed(identity: str, sid: str) -> bool:
            tracks = rules.get(identity, set())
            return tracks is None or sid in tracks

        self._participant.set_subscription_permission(allowed)

    # -- session ---------------------------------------------------------------

    def leave(self, message: LeaveRequest) -> None:
        """The client leaves."""
        outbox = self._participant.outbox
        self._participant.room.leave(self._participant, DisconnectReason.CLIENT_INITIATED)
        if outbox is not None:
            outbox.close(*CLIENT_LEFT)

    def ping(self, sent_ms: int) -> None:
        """The older ping: only keeps the connection awake; the client sends the newer one beside it."""

    def ping_request(self, message: Ping) -> None:
        """A ping with the client's time."""
        self._participant.put(messages.pong(message.timestamp, self._context.wall_ms()))

    def update_metadata(self, message: UpdateParticipantMetadata) -> None:
        """The client changes its own name, metadata or attributes, if its token lets it."""
        size = len(message.metadata) + sum(len(key) + len(value) for key, value in message.attributes.items())
        if not self._participant.claims.can_update_metadata:
            reason = NOT_ALLOWED
        elif size > MAX_METADATA_BYTES or len(message.name) > 256:
            reason = LIMIT_EXCEEDED
        else:
            reason = OK
            self._participant.update_attributes(message.name, message.metadata, message.attributes)
        self._participant.put(messages.request_response(message.request_id, reason))

    def sync_state(self, message: SyncState) -> None:
        """A resumed client's view of its subscriptions."""
        sids = list(message.subscription.track_sids)[:MAX_SIDS]
        for sid in sids:
            self._subscribe(sid, message.subscription.subscribe)
        for sid in list(message.track_sids_disabled)[:MAX_SIDS]:
            subscription = self._participant.subscriptions.get(sid)
            if subscription is not None and not subscription.settings.disabled:
                self.track_setting(UpdateTrackSettings(track_sids=[sid], disabled=True))

    def simulate(self, message: SimulateScenario) -> None:
        """Scenarios that clients' own tests ask for; each touches only the asking participant."""
        scenario = message.WhichOneof("scenario")
        reconnects = ("node_failure", "server_leave", "leave_request_full_reconnect")
        if scenario in reconnects:
            action = (
                LeaveRequest.Action.DISCONNECT
                if scenario == "server_leave"
                else LeaveRequest.Action.RECONNECT
            )
            self._participant.room.expel(self._participant, DisconnectReason.SERVER_SHUTDOWN, action)
        elif scenario in ("migration", "disconnect_signal_on_resume", "switch_candidate_protocol"):
            outbox = self._participant.outbox
            if outbox is not None:
                outbox.close(1001, "simulated")
