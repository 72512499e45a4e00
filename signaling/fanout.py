"""What the forwarding plane noticed, told to whom it concerns: speakers, quality, stream state, layers."""

from __future__ import annotations

from livekit.protocol.models import SpeakerInfo
from livekit.protocol.rtc import SignalResponse
from livekit.protocol.rtc import SpeakersChanged as SpeakersMessage

from signaling.room import Room
from signaling.session import messages
from signaling.sfu.events import (
    ConnectionQualityChanged,
    Event,
    SpeakersChanged,
    StreamStateChanged,
    SubscribedQualityChanged,
)


def fan_out(room: Room) -> None:
    """Drain the room's forwarding events and tell the participants."""
    for event in room.sfu.drain():
        _tell(room, event)


def _tell(room: Room, event: Event) -> None:
    if isinstance(event, SpeakersChanged):
        room.tell(_speakers(event))
        room.notify_signal(
            "speakers", [room.identity_of(one.participant) for one in event.speakers if one.active]
        )
    elif isinstance(event, ConnectionQualityChanged):
        room.tell(messages.quality(event.participant, event.quality, event.score))
        room.notify_quality(event.participant, event.quality)
    elif isinstance(event, StreamStateChanged):
        _stream_state(room, event)
    elif isinstance(event, SubscribedQualityChanged):
        _subscribed_quality(room, event)


def _speakers(event: SpeakersChanged) -> SignalResponse:
    infos = [SpeakerInfo(sid=one.participant, level=one.level, active=one.active) for one in event.speakers]
    return messages.speakers(SpeakersMessage(speakers=infos))


def _stream_state(room: Room, event: StreamStateChanged) -> None:
    participant, publication = room.by_sid(event.participant), room.publication(event.sid)
    if participant is not None and publication is not None:
        participant.put(messages.stream_state(publication.owner.sid, event.sid, event.paused))


def _subscribed_quality(room: Room, event: SubscribedQualityChanged) -> None:
    publication = room.publication(event.sid)
    if publication is not None:
        response = messages.subscribed_quality(event.sid, publication.codec, event.enabled)
        publication.owner.put(response)
