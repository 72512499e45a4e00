"""The one error tree of this package. Every error has a stable `code`; nothing here touches files or the
network.
"""


class RecordingError(Exception):
    """Base of everything this package raises on purpose; `code` is stable and may be shown or translated."""

    code = "recording.error"


class MalformedRtp(RecordingError):
    """A datagram that is not RTP, or a payload that breaks its codec's RTP format."""

    code = "recording.malformed_rtp"


class MalformedTrack(RecordingError):
    """A track description that lacks a field or holds one of the wrong type."""

    code = "recording.malformed_track"


class UnsupportedCodec(RecordingError):
    """A track whose codec cannot be written into a segment (only Opus and VP8 can)."""

    code = "recording.unsupported_codec"


class MalformedSegment(RecordingError):
    """A segment file without a readable WebM head."""

    code = "recording.malformed_segment"


class MalformedManifest(RecordingError):
    """A journal or manifest that does not hold what it must."""

    code = "recording.malformed_manifest"


class UnknownTrack(RecordingError):
    """A track id that the recording does not hold."""

    code = "recording.unknown_track"


class EmptyTrack(RecordingError):
    """A track of which not one frame was recorded; there is nothing to play."""

    code = "recording.empty_track"


class MalformedEvent(RecordingError):
    """An event that lacks what a projection needs."""

    code = "recording.malformed_event"


class FetchRefused(RecordingError):
    """A document asked for an outside address while it was being printed."""

    code = "recording.fetch_refused"
