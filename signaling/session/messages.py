"""LiveKit SignalResponse messages from values. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from livekit.protocol.models import DisconnectReason, ParticipantInfo, Room, ServerInfo, TrackInfo
from livekit.protocol.rtc import (
    ConnectionQualityInfo,
    ConnectionQualityUpdate,
    LeaveRequest,
    MediaSectionsRequirement,
    MuteTrackRequest,
    ParticipantUpdate,
    Pong,
    RequestResponse,
    RoomUpdate,
    SessionDescription,
    SignalResponse,
    SpeakersChanged,
    StreamState,
    StreamStateInfo,
    StreamStateUpdate,
    SubscribedCodec,
    SubscribedQuality,
    SubscribedQualityUpdate,
    SubscriptionPermissionUpdate,
    SubscriptionResponse,
    TrackPublishedResponse,
    TrackSubscribed,
    TrackUnpublishedResponse,
)

PROTOCOL_VERSION = 16
SERVER_VERSION = "1.9.0"
PING_INTERVAL_S = 5
PING_TIMEOUT_S = 15


def server_info(node: str) -> ServerInfo:
    """Who answers; the version is the LiveKit server whose behaviour clients may expect."""
    return ServerInfo(
        edition=ServerInfo.Edition.Standard, version=SERVER_VERSION, protocol=PROTOCOL_VERSION, node_id=node
    )


def description(kind: str, sdp: str, number: int, track_ids: Mapping[str, str]) -> SignalResponse:
    """An answer or offer; `number` repeats the offer's id, `track_ids` maps mids to tracks."""
    value = SessionDescription(type=kind, sdp=sdp, id=number, mid_to_track_id=dict(track_ids))
    return SignalResponse(answer=value) if kind == "answer" else SignalResponse(offer=value)


def participants(infos: Iterable[ParticipantInfo]) -> SignalResponse:
    """News of participants."""
    return SignalResponse(update=ParticipantUpdate(participants=infos))


def track_published(cid: str, info: TrackInfo) -> SignalResponse:
    """The answer to AddTrack."""
    return SignalResponse(track_published=TrackPublishedResponse(cid=cid, track=info))


def track_unpublished(sid: str) -> SignalResponse:
    """The server ended a publication."""
    return SignalResponse(track_unpublished=TrackUnpublishedResponse(track_sid=sid))


def track_subscribed(sid: str) -> SignalResponse:
    """Somebody subscribed to the track for the first time."""
    return SignalResponse(track_subscribed=TrackSubscribed(track_sid=sid))


def leave(reason: DisconnectReason, action: LeaveRequest.Action) -> SignalResponse:
    """The server ends the session; `action` says what the client should do next."""
    reconnects = action != LeaveRequest.Action.DISCONNECT
    return SignalResponse(leave=LeaveRequest(can_reconnect=reconnects, reason=reason, action=action))


def mute(sid: str, muted: bool) -> SignalResponse:
    """A mute by the server."""
    return SignalResponse(mute=MuteTrackRequest(sid=sid, muted=muted))


def pong(asked_ms: int, now_ms: int) -> SignalResponse:
    """The answer to a ping; times in Unix milliseconds."""
    return SignalResponse(pong_resp=Pong(last_ping_timestamp=asked_ms, timestamp=now_ms))


def more_sections(audios: int, videos: int) -> SignalResponse:
    """Ask the client to add receive sections and offer again."""
    requirement = MediaSectionsRequirement(num_audios=audios, num_videos=videos)
    return SignalResponse(media_sections_requirement=requirement)


def speakers(message: SpeakersChanged) -> SignalResponse:
    """Who started, changed or ended speaking."""
    return SignalResponse(speakers_changed=message)


def quality(participant_sid: str, number: int, score: float) -> SignalResponse:
    """One participant's connection quality."""
    info = ConnectionQualityInfo(participant_sid=participant_sid, quality=number, score=score)  # type: ignore[arg-type]
    return SignalResponse(connection_quality=ConnectionQualityUpdate(updates=[info]))


def stream_state(participant_sid: str, track_sid: str, paused: bool) -> SignalResponse:
    """A stream was paused for want of bandwidth, or goes on."""
    state = StreamState.PAUSED if paused else StreamState.ACTIVE
    info = StreamStateInfo(participant_sid=participant_sid, track_sid=track_sid, state=state)
    return SignalResponse(stream_state_update=StreamStateUpdate(stream_states=[info]))


def subscribed_quality(track_sid: str, codec: str, enabled: Mapping[int, bool]) -> SignalResponse:
    """Which layers of a track anybody watches."""
    qualities = [
        SubscribedQuality(quality=quality, enabled=on)  # type: ignore[arg-type]
        for quality, on in sorted(enabled.items())
    ]
    update = SubscribedQualityUpdate(
        track_sid=track_sid,
        subscribed_qualities=qualities,
        subscribed_codecs=[SubscribedCodec(codec=codec, qualities=qualities)],
    )
    return SignalResponse(subscribed_quality_update=update)


def subscription_permission(participant_sid: str, track_sid: str, allowed: bool) -> SignalResponse:
    """A publisher allowed or forbade a subscription."""
    update = SubscriptionPermissionUpdate(
        participant_sid=participant_sid, track_sid=track_sid, allowed=allowed
    )
    return SignalResponse(subscription_permission_update=update)


def subscription_refused(track_sid: str, error: int) -> SignalResponse:
    """A subscription that cannot be served; `error` is LiveKit's SubscriptionError."""
    return SignalResponse(subscription_response=SubscriptionResponse(track_sid=track_sid, err=error))  # type: ignore[arg-type]


def request_response(request_id: int, reason: int, message: str = "") -> SignalResponse:
    """The outcome of a request that carried an id."""
    return SignalResponse(
        request_response=RequestResponse(request_id=request_id, reason=reason, message=message)  # type: ignore[arg-type]
    )


def room_update(room: Room) -> SignalResponse:
    """News of the room."""
    return SignalResponse(room_update=RoomUpdate(room=room))


def refresh_token(token: str) -> SignalResponse:
    """A newer token for reconnecting."""
    return SignalResponse(refresh_token=token)
