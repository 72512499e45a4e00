"""The error tree of the forwarding plane. Depends on nothing."""


class SfuError(Exception):
    """Base of everything signaling.sfu raises; `code` is stable."""

    code = "sfu.error"


class MalformedPacket(SfuError):
    """Bytes that are not the RTP, RTCP or payload descriptor they claim to be."""

    code = "sfu.malformed_packet"


class UnknownTrack(SfuError):
    """A publication, subscription or connection that is not (any longer) there."""

    code = "sfu.unknown_track"
