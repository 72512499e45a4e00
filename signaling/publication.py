"""A published track and a subscription to one: the state both sides of the forwarding share. No I/O."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from livekit.protocol.models import AudioTrackFeature, TrackInfo, TrackSource, TrackType, VideoQuality
from livekit.protocol.rtc import AddTrackRequest

from signaling.rights import SOURCE_NAMES
from signaling.sdp.codecs import MIME, codec_name, codec_specs
from signaling.sdp.types import PayloadType, Section
from signaling.sfu.specs import Encoding, Kind, TrackSettings, TrackSpec

if TYPE_CHECKING:
    from signaling.participant import Participant

RID_QUALITY = {"q": VideoQuality.LOW, "h": VideoQuality.MEDIUM, "f": VideoQuality.HIGH}
SID_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"
SOURCE_LETTERS = {
    TrackSource.CAMERA: "C",
    TrackSource.MICROPHONE: "M",
    TrackSource.SCREEN_SHARE: "S",
    TrackSource.SCREEN_SHARE_AUDIO: "s",
}


def new_sid(prefix: str) -> str:
    """A LiveKit-shaped id, such as `PA_x8Fj2…` or `TR_VC…`."""
    return prefix + "".join(secrets.choice(SID_LETTERS) for _ in range(12))


def new_ssrc() -> int:
    """A random source number above the ones clients like to pick by hand."""
    return secrets.randbelow(0xFFFFFF00) + 0x80


@dataclass(eq=False)
class Publication:
    """One published track. `info` is as its owner sees it: `info.muted` is the client's own mute."""

    owner: Participant
    info: TrackInfo
    cid: str
    codecs: tuple[str, ...]
    open: bool
    mid: str = ""
    spec: TrackSpec | None = None
    allowed: Callable[[str, str], bool] = field(default=lambda _identity, _sid: True)

    @property
    def sid(self) -> str:
        """The track's id."""
        return str(self.info.sid)

    @property
    def kind(self) -> Kind:
        """`audio` or `video`."""
        return "audio" if self.info.type == TrackType.AUDIO else "video"

    @property
    def codec(self) -> str:
        """The negotiated codec's short name, or the one asked for."""
        if self.spec is not None and self.spec.codecs:
            return codec_name(self.spec.codecs[0].mime)
        return self.codecs[0] if self.codecs else ""

    @property
    def muted(self) -> bool:
        """What others see: muted by its owner, or not open."""
        return bool(self.info.muted) or not self.open

    def shown(self) -> TrackInfo:
        """The track as others see it."""
        info = TrackInfo()
        info.CopyFrom(self.info)
        info.muted = self.muted
        return info

    def negotiated(self, section: Section, payloads: tuple[PayloadType, ...], conn: object) -> TrackSpec:
        """Note what the offer settled and give the forwarding plane's description of the track."""
        self.mid = self.info.mid = section.mid
        specs = codec_specs(payloads)
        if specs:
            self.info.mime_type = specs[0].mime
            for codec in self.info.codecs:
                codec.mid, codec.mime_type = section.mid, specs[0].mime
        self.spec = TrackSpec(
            sid=self.sid,
            participant=str(self.owner.sid),
            kind=self.kind,
            source=SOURCE_NAMES.get(self.info.source, "unknown"),
            conn=conn,
            mid=section.mid,
            codecs=specs,
            encodings=encodings_of(self.info, section),
            open=self.open,
            muted=bool(self.info.muted),
        )
        return self.spec


def encodings_of(info: TrackInfo, section: Section) -> tuple[Encoding, ...]:
    """The layers a section sends, lowest first; sizes from what AddTrack said about them."""
    if info.type == TrackType.AUDIO or not section.send_rids:
        return (_single(info, section),)
    layers = {int(layer.quality): layer for layer in info.layers}
    by_rid = {layer.rid: int(layer.quality) for layer in info.layers if layer.rid}
    found: list[Encoding] = []
    for index, rid in enumerate(section.send_rids):
        quality = by_rid.get(rid, int(RID_QUALITY.get(rid, min(index, 2))))
        layer = layers.get(quality)
        found.append(
            Encoding(
                quality=quality,
                rid=rid,
                width=layer.width if layer else 0,
                height=layer.height if layer else 0,
                bitrate_bps=layer.bitrate if layer else 0,
            )
        )
    return tuple(sorted(found, key=lambda one: one.quality))


def _single(info: TrackInfo, section: Section) -> Encoding:
    pairs = dict(section.ssrc_pairs)
    ssrc = next((one for one in section.ssrcs if one in pairs), section.ssrcs[0] if section.ssrcs else 0)
    layer = max(info.layers, key=lambda one: one.quality, default=None)
    return Encoding(
        quality=int(VideoQuality.HIGH),
        ssrc=ssrc,
        rtx_ssrc=pairs.get(ssrc, 0),
        width=layer.width if layer else info.width,
        height=layer.height if layer else info.height,
        bitrate_bps=layer.bitrate if layer else 0,
    )


def publication_of(owner: Participant, request: AddTrackRequest, *, is_open: bool) -> Publication:
    """A publication for an AddTrack request; its codecs settle when an offer carries it."""
    letter = "A" if request.type == TrackType.AUDIO else "V"
    info = TrackInfo(
        sid=new_sid(f"TR_{letter}{SOURCE_LETTERS.get(request.source, 'U')}"),
        type=request.type,
        name=request.name[:256],
        muted=request.muted,
        width=request.width,
        height=request.height,
        simulcast=len(request.layers) > 1,
        disable_dtx=request.disable_dtx,
        source=request.source,
        stereo=request.stereo,
        disable_red=True,
        encryption=request.encryption,
        stream=request.stream[:64],
        backup_codec_policy=request.backup_codec_policy,
    )
    info.layers.extend(request.layers[:4])
    info.audio_features.extend(request.audio_features[:8])
    codecs = tuple(codec_name(one.codec) for one in request.simulcast_codecs[:2] if one.codec)
    if request.type == TrackType.AUDIO:
        codecs = ("opus",)
        info.mime_type = MIME["opus"]
    else:
        codecs = tuple(name for name in codecs if name in MIME) or ("vp8", "h264")
        info.mime_type = MIME[codecs[0]]
    info.codecs.add(mime_type=info.mime_type, cid=request.cid[:256]).layers.extend(request.layers[:4])
    return Publication(owner, info, request.cid[:256], codecs, is_open)


def wants_dtx(info: TrackInfo) -> bool:
    """Whether the owner lets silence be left out."""
    return not info.disable_dtx and AudioTrackFeature.TF_NO_DTX not in info.audio_features


def wants_stereo(info: TrackInfo) -> bool:
    """Whether the owner sends two channels."""
    return bool(info.stereo) or AudioTrackFeature.TF_STEREO in info.audio_features


@dataclass(eq=False)
class Subscription:
    """One participant's interest in one publication, with the sources its packets will carry."""

    subscriber: Participant
    publication: Publication
    ssrc: int = field(default_factory=new_ssrc)
    rtx_ssrc: int = field(default_factory=new_ssrc)
    mid: str = ""
    settings: TrackSettings = field(default_factory=TrackSettings)
    started: bool = False

    @property
    def sid(self) -> str:
        """The track's id."""
        return self.publication.sid

    @property
    def stream_id(self) -> str:
        """`PARTICIPANT_SID|TRACK_SID`: how clients find the participant a stream belongs to."""
        return f"{self.publication.owner.sid}|{self.sid}"
