"""Session descriptions as text, from values. Pure; the counterpart of `signaling.sdp.parse`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from signaling.sdp.codecs import VIDEO_FEEDBACK
from signaling.sdp.types import PayloadType, Section

MAX_MESSAGE_BYTES = 65535


@dataclass(frozen=True)
class SendPlan:
    """What we send in a section: `a=msid:STREAM TRACK` and the sources."""

    stream_id: str
    track_id: str
    ssrc: int
    rtx_ssrc: int = 0


@dataclass(frozen=True)
class SectionPlan:
    """Our side of one m-section. No payloads and no data: the section is rejected."""

    direction: str = "inactive"
    payloads: tuple[PayloadType, ...] = ()
    extensions: tuple[tuple[int, str], ...] = ()
    receive_rids: tuple[str, ...] = ()
    send: SendPlan | None = None


@dataclass(frozen=True)
class TransportPlan:
    """Our transport: credentials, fingerprint, candidates, DTLS role."""

    ufrag: str
    password: str
    fingerprint: str
    candidates: tuple[str, ...]
    setup: str = "passive"


def build(
    sections: Sequence[Section],
    plans: Mapping[str, SectionPlan],
    transport: TransportPlan,
    *,
    session_id: int,
    version: int,
) -> str:
    """The text of an answer (or offer): a plan by mid for each media section, in the sections' order."""
    used = [one.mid for one in sections if _used(one, plans)]
    lines = [
        "v=0",
        f"o=- {session_id} {version} IN IP4 0.0.0.0",
        "s=-",
        "t=0 0",
        "a=group:BUNDLE " + " ".join(used) if used else "a=group:BUNDLE",
        "a=ice-lite",
        "a=extmap-allow-mixed",
        "a=msid-semantic: WMS *",
    ]
    for section in sections:
        lines += _section_lines(section, plans.get(section.mid, SectionPlan()), transport)
    return "\r\n".join(lines) + "\r\n"


def _used(section: Section, plans: Mapping[str, SectionPlan]) -> bool:
    if section.port == 0:
        return False
    return section.kind == "application" or bool(plans.get(section.mid, SectionPlan()).payloads)


def _section_lines(section: Section, plan: SectionPlan, transport: TransportPlan) -> Iterable[str]:
    if section.kind == "application":
        yield f"m=application {9 if section.port else 0} UDP/DTLS/SCTP webrtc-datachannel"
    elif section.port == 0 or not plan.payloads:
        number = section.payloads[0].number if section.payloads else 0
        yield f"m={section.kind} 0 {section.profile} {number}"
    else:
        yield f"m={section.kind} 9 {section.profile} " + " ".join(str(one.number) for one in plan.payloads)
    yield "c=IN IP4 0.0.0.0"
    yield f"a=mid:{section.mid}"
    if section.port == 0 or (section.kind != "application" and not plan.payloads):
        yield "a=inactive"
        return
    yield from _transport_lines(transport)
    if section.kind == "application":
        yield f"a=sctp-port:{section.sctp_port or 5000}"
        yield f"a=max-message-size:{MAX_MESSAGE_BYTES}"
        return
    yield from _media_lines(section, plan)


def _transport_lines(transport: TransportPlan) -> Iterable[str]:
    yield f"a=ice-ufrag:{transport.ufrag}"
    yield f"a=ice-pwd:{transport.password}"
    yield f"a=fingerprint:sha-256 {transport.fingerprint}"
    yield f"a=setup:{transport.setup}"
    for candidate in transport.candidates:
        yield f"a=candidate:{candidate}"
    yield "a=end-of-candidates"


def _media_lines(section: Section, plan: SectionPlan) -> Iterable[str]:
    yield "a=rtcp-mux"
    yield "a=rtcp-rsize"
    yield f"a={plan.direction}"
    for number, uri in plan.extensions:
        yield f"a=extmap:{number} {uri}"
    for payload in plan.payloads:
        yield from _payload_lines(section, payload)
    for rid in plan.receive_rids:
        yield f"a=rid:{rid} recv"
    if plan.receive_rids:
        yield "a=simulcast:recv " + ";".join(plan.receive_rids)
    if plan.send is not None:
        yield from _send_lines(plan.send)


def _payload_lines(section: Section, payload: PayloadType) -> Iterable[str]:
    channels = f"/{payload.channels}" if payload.channels > 1 else ""
    yield f"a=rtpmap:{payload.number} {_display(payload.name)}/{payload.clock_rate}{channels}"
    if payload.parameters:
        yield f"a=fmtp:{payload.number} {payload.parameters}"
    if section.kind == "video" and payload.name != "rtx":
        for feedback in VIDEO_FEEDBACK:
            yield f"a=rtcp-fb:{payload.number} {feedback}"


def _display(name: str) -> str:
    return name.upper() if name in ("vp8", "h264") else name


def _send_lines(send: SendPlan) -> Iterable[str]:
    yield f"a=msid:{send.stream_id} {send.track_id}"
    sources = [send.ssrc, send.rtx_ssrc] if send.rtx_ssrc else [send.ssrc]
    if send.rtx_ssrc:
        yield f"a=ssrc-group:FID {send.ssrc} {send.rtx_ssrc}"
    for ssrc in sources:
        yield f"a=ssrc:{ssrc} cname:{send.stream_id.partition('|')[0]}"
        yield f"a=ssrc:{ssrc} msid:{send.stream_id} {send.track_id}"
