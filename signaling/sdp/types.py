"""Typed values of session descriptions, as far as a bundled WebRTC offer needs them. No parsing here."""

from __future__ import annotations

from dataclasses import dataclass, field

MID_URI = "urn:ietf:params:rtp-hdrext:sdes:mid"
RID_URI = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
REPAIRED_RID_URI = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"
AUDIO_LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
ABS_SEND_TIME_URI = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
TRANSPORT_CC_URI = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"

AUDIO_EXTENSIONS = (MID_URI, AUDIO_LEVEL_URI, ABS_SEND_TIME_URI)
VIDEO_EXTENSIONS = (MID_URI, RID_URI, REPAIRED_RID_URI, ABS_SEND_TIME_URI)


@dataclass(frozen=True)
class PayloadType:
    """One `a=rtpmap` with its format parameters. `name` is lower case."""

    number: int
    name: str
    clock_rate: int
    channels: int = 1
    parameters: str = ""

    def parameter(self, key: str) -> str:
        """One `key=value` of the format parameters, or an empty text."""
        for part in self.parameters.split(";"):
            name, _, value = part.strip().partition("=")
            if name.lower() == key:
                return value
        return ""


@dataclass(frozen=True)
class Section:
    """One m-section of an offer or answer."""

    kind: str  # audio, video or application
    mid: str
    port: int
    direction: str
    payloads: tuple[PayloadType, ...] = ()
    extensions: tuple[tuple[int, str], ...] = ()
    stream_id: str = ""
    track_id: str = ""
    ssrcs: tuple[int, ...] = ()
    ssrc_pairs: tuple[tuple[int, int], ...] = ()  # (media, retransmission)
    send_rids: tuple[str, ...] = ()
    sctp_port: int | None = None
    profile: str = "UDP/TLS/RTP/SAVPF"

    @property
    def sends(self) -> bool:
        """Whether the describing side sends media in this section."""
        return self.port != 0 and self.direction in ("sendonly", "sendrecv")

    @property
    def receives(self) -> bool:
        """Whether the describing side takes media in this section."""
        return self.port != 0 and self.direction in ("recvonly", "sendrecv")

    def extension_id(self, uri: str) -> int:
        """The number offered for an extension, 0 when it was not."""
        return next((number for number, known in self.extensions if known == uri), 0)


@dataclass(frozen=True)
class Description:
    """A whole bundled description."""

    sections: tuple[Section, ...]
    ufrag: str
    password: str
    fingerprints: tuple[tuple[str, str], ...]
    setup: str
    bundle: tuple[str, ...] = field(default=())

    @property
    def application(self) -> Section | None:
        """The data channel section, if there is one in use."""
        return next((one for one in self.sections if one.kind == "application" and one.port != 0), None)
