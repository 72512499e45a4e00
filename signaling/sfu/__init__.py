"""Forwarding of media without decoding it: RTP in, rewritten RTP out. See README.md. Sans-IO."""

from signaling.sfu.errors import MalformedPacket, SfuError, UnknownTrack
from signaling.sfu.events import (
    ConnectionQualityChanged,
    Event,
    Speaker,
    SpeakersChanged,
    StreamStateChanged,
    SubscribedQualityChanged,
    TrackStarted,
)
from signaling.sfu.hotpath import Counters, HotPath, Limits
from signaling.sfu.node import MediaNode
from signaling.sfu.pyhot import PythonHotPath
from signaling.sfu.room import ParticipantStatistics, Room
from signaling.sfu.specs import (
    CodecSpec,
    Encoding,
    Extensions,
    RoomConfig,
    SubscribeSpec,
    TrackSettings,
    TrackSpec,
)

__all__ = [
    "CodecSpec",
    "ConnectionQualityChanged",
    "Counters",
    "Encoding",
    "Event",
    "Extensions",
    "HotPath",
    "Limits",
    "MalformedPacket",
    "MediaNode",
    "ParticipantStatistics",
    "PythonHotPath",
    "Room",
    "RoomConfig",
    "SfuError",
    "Speaker",
    "SpeakersChanged",
    "StreamStateChanged",
    "SubscribeSpec",
    "SubscribedQualityChanged",
    "TrackSettings",
    "TrackSpec",
    "TrackStarted",
    "UnknownTrack",
]
