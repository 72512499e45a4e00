"""Which offered payload types an answer takes, and with which parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from signaling.sdp.types import (
    ABS_SEND_TIME_URI,
    AUDIO_EXTENSIONS,
    AUDIO_LEVEL_URI,
    MID_URI,
    REPAIRED_RID_URI,
    RID_URI,
    VIDEO_EXTENSIONS,
    PayloadType,
    Section,
)
from signaling.sfu.specs import CodecSpec, Extensions

OPUS_PARAMETERS = "minptime=10;useinbandfec=1"
VIDEO_FEEDBACK = ("goog-remb", "ccm fir", "nack", "nack pli")
H264_PROFILES = ("42e01f", "42001f")
DEFAULT_CODECS = {"audio": ("opus",), "video": ("vp8", "h264")}
MIME = {"opus": "audio/opus", "vp8": "video/VP8", "h264": "video/H264"}


def codec_name(mime: str) -> str:
    """`vp8` for `video/VP8`."""
    return mime.rpartition("/")[2].lower()


def choose(section: Section, wanted: Sequence[str] = ()) -> tuple[PayloadType, ...]:
    """The payload types to answer with: the first wanted codec that was offered, then its retransmission."""
    for name in wanted or DEFAULT_CODECS.get(section.kind, ()):
        for payload in section.payloads:
            if payload.name == name and _usable(payload):
                return (payload, *_retransmission(section, payload))
    return ()


def choose_all(section: Section) -> tuple[PayloadType, ...]:
    """Every codec we could forward, for sections not bound to a track yet."""
    found: list[PayloadType] = []
    for name in DEFAULT_CODECS.get(section.kind, ()):
        found += choose(section, (name,))
    return tuple(found)


def _usable(payload: PayloadType) -> bool:
    if payload.name != "h264":
        return True
    return (
        payload.parameter("packetization-mode") == "1"
        and payload.parameter("profile-level-id").lower() in H264_PROFILES
    )


def _retransmission(section: Section, media: PayloadType) -> tuple[PayloadType, ...]:
    return tuple(
        payload
        for payload in section.payloads
        if payload.name == "rtx" and payload.parameter("apt") == str(media.number)
    )[:1]


def opus_answer(payload: PayloadType, *, dtx: bool = True, stereo: bool = False) -> PayloadType:
    """Opus as we answer it: in-band FEC always, discontinuous transmission unless the track refuses it."""
    parameters = OPUS_PARAMETERS + (";usedtx=1" if dtx else "")
    return replace(payload, parameters=parameters + (";stereo=1" if stereo else ""))


def taken_extensions(section: Section) -> tuple[tuple[int, str], ...]:
    """The offered header extensions we use, under the offered numbers.

    mid, rid and repaired-rid belong into every video answer from the first on: Chromium drops what an answer
    leaves out and then refuses its own simulcast offer.
    """
    known = AUDIO_EXTENSIONS if section.kind == "audio" else VIDEO_EXTENSIONS
    return tuple((number, uri) for number, uri in section.extensions if uri in known)


def extension_ids(sections: Sequence[Section]) -> Extensions:
    """The numbers of a bundle (RFC 9143: one number, one meaning)."""
    numbers: dict[str, int] = {}
    for section in sections:
        for number, uri in taken_extensions(section):
            numbers.setdefault(uri, number)
    return Extensions(
        mid=numbers.get(MID_URI, 0),
        rid=numbers.get(RID_URI, 0),
        repaired_rid=numbers.get(REPAIRED_RID_URI, 0),
        audio_level=numbers.get(AUDIO_LEVEL_URI, 0),
        abs_send_time=numbers.get(ABS_SEND_TIME_URI, 0),
    )


def codec_specs(payloads: Sequence[PayloadType]) -> tuple[CodecSpec, ...]:
    """The chosen payload types as the forwarding plane wants them."""
    rtx = {payload.parameter("apt"): payload.number for payload in payloads if payload.name == "rtx"}
    return tuple(
        CodecSpec(payload.number, MIME[payload.name], payload.clock_rate, rtx.get(str(payload.number), 0))
        for payload in payloads
        if payload.name in MIME
    )
