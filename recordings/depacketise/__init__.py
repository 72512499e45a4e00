"""From RTP packets to media frames with their time of the recording machine. No I/O, no clock of its own."""

from recordings.depacketise.clock import TimelineClock, Unwrapper
from recordings.depacketise.frames import Frame, Gap, PacketFigures
from recordings.depacketise.reorder import Released, ReorderBuffer
from recordings.depacketise.rtp import RtpPacket, parse_rtp
from recordings.depacketise.stream import TrackStream

__all__ = [
    "Frame",
    "Gap",
    "PacketFigures",
    "Released",
    "ReorderBuffer",
    "RtpPacket",
    "TimelineClock",
    "TrackStream",
    "Unwrapper",
    "parse_rtp",
]
