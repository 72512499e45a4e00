"""Bounded parsing of session descriptions: caps first, then lines, then typed sections.

Every refusal is one typed error of `signaling.sdp.errors`; nothing else is ever raised. Remote candidates are
not read at all: a lite agent learns addresses from authenticated checks, so no name can make us resolve it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from signaling.sdp import errors
from signaling.sdp.types import Description, PayloadType, Section

MAX_DESCRIPTION_BYTES = 512 * 1024
MAX_SECTIONS = 256
MAX_LINE_LETTERS = 2048
MAX_PAYLOADS = 128
MAX_EXTENSIONS = 32
MAX_SSRCS = 16
MAX_RIDS = 4
TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+\-.^_`{|}~:/=@ ]{1,256}")
RID = re.compile(r"[A-Za-z0-9_-]{1,32}")
ICE_TEXT = re.compile(r"[A-Za-z0-9+/=\-_]{4,256}")
FINGERPRINT = re.compile(r"(?:[0-9A-Fa-f]{2}:){19,63}[0-9A-Fa-f]{2}")
HASHES = ("sha-256", "sha-384", "sha-512")
DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")
KINDS = ("audio", "video", "application")

Attributes = list[tuple[str, str]]


def parse(text: str) -> Description:
    """A typed description; raises one of `signaling.sdp.errors`."""
    if len(text) > MAX_DESCRIPTION_BYTES or len(text.encode("utf-8", "replace")) > MAX_DESCRIPTION_BYTES:
        raise errors.TooLarge(f"{len(text)} letters")
    sections = text.count("\nm=") + text.startswith("m=")
    if sections > MAX_SECTIONS:
        raise errors.TooManySections(f"{sections} sections")
    session, blocks = _split(text)
    if not blocks:
        raise errors.NoSections
    parsed = tuple(_section(line, attributes) for line, attributes in blocks)
    _check_mids(parsed)
    return _description(parsed, session, [attributes for _, attributes in blocks])


def _split(text: str) -> tuple[Attributes, list[tuple[str, Attributes]]]:
    session: Attributes = []
    blocks: list[tuple[str, Attributes]] = []
    for raw in text.replace("\r\n", "\n").split("\n"):
        if not raw:
            continue
        letter, value = _line(raw)
        if letter == "m":
            blocks.append((value, []))
        elif letter == "a":
            name, _, rest = value.partition(":")
            (blocks[-1][1] if blocks else session).append((name, rest))
    return session, blocks


def _line(raw: str) -> tuple[str, str]:
    if len(raw) > MAX_LINE_LETTERS:
        raise errors.LineTooLong(f"{len(raw)} letters")
    if len(raw) < 2 or raw[1] != "=" or not raw[0].isascii() or not raw[0].islower():
        raise errors.BadLine("not letter=value")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in raw):
        raise errors.NotText("control character")
    return raw[0], raw[2:]


def _first(attributes: Attributes, name: str) -> str:
    return next((value for known, value in attributes if known == name), "")


def _all(attributes: Attributes, name: str) -> list[str]:
    return [value for known, value in attributes if known == name]


def _number(text: str, limit: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) > limit:
        raise errors.BadLine(f"not a number up to {limit}")
    return int(text)


def _section(line: str, attributes: Attributes) -> Section:
    parts = line.split()
    if len(parts) < 4 or parts[0] not in KINDS:
        raise errors.BadSection("m-line")
    kind, port, profile = parts[0], _number(parts[1].partition("/")[0], 65535), parts[2]
    if port == 0 and ("bundle-only", "") in attributes:
        port = 9  # in use, by the bundle's transport (RFC 9143 section 6)
    mid = _first(attributes, "mid")
    if not mid or not TOKEN.fullmatch(mid):
        raise errors.MissingMid
    if kind == "application":
        return _application(mid, port, profile, attributes)
    if "RTP/SAVPF" not in profile:
        raise errors.BadSection("profile")
    stream_id, track_id = _msid(attributes)
    return Section(
        kind=kind,
        mid=mid,
        port=port,
        direction=next((name for name, _ in attributes if name in DIRECTIONS), "sendrecv"),
        payloads=_payloads(parts[3:], attributes),
        extensions=_extensions(attributes),
        stream_id=stream_id,
        track_id=track_id,
        ssrcs=_ssrcs(attributes),
        ssrc_pairs=_pairs(attributes),
        send_rids=_rids(attributes),
        profile=profile,
    )


def _application(mid: str, port: int, profile: str, attributes: Attributes) -> Section:
    if "DTLS/SCTP" not in profile:
        raise errors.BadSection("profile")
    sctp_port = _number(_first(attributes, "sctp-port") or "5000", 65535)
    return Section("application", mid, port, "sendrecv", sctp_port=sctp_port, profile=profile)


def _payloads(listed: list[str], attributes: Attributes) -> tuple[PayloadType, ...]:
    if len(listed) > MAX_PAYLOADS:
        raise errors.BadSection("payload types")
    parameters = dict(value.partition(" ")[::2] for value in _all(attributes, "fmtp"))
    maps = dict(value.partition(" ")[::2] for value in _all(attributes, "rtpmap"))
    found: list[PayloadType] = []
    for text in listed:
        number = _number(text, 127)
        if text in maps:
            found.append(_payload(number, maps[text], parameters.get(text, "")))
    return tuple(found)


def _payload(number: int, mapping: str, parameters: str) -> PayloadType:
    name, *rest = mapping.split("/")
    if not rest or not TOKEN.fullmatch(name):
        raise errors.BadLine("rtpmap")
    channels = _number(rest[1], 255) if len(rest) > 1 else 1
    return PayloadType(number, name.lower(), _number(rest[0], 1_000_000), channels, parameters)


def _extensions(attributes: Attributes) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for value in _all(attributes, "extmap")[:MAX_EXTENSIONS]:
        number, _, uri = value.partition(" ")
        uri = uri.split(" ")[0]
        if uri:
            found.append((_number(number.partition("/")[0], 255), uri))
    return tuple(found)


def _msid(attributes: Attributes) -> tuple[str, str]:
    stream, _, track = _first(attributes, "msid").partition(" ")
    return stream, track.strip()


def _ssrcs(attributes: Attributes) -> tuple[int, ...]:
    found: dict[int, None] = {}
    for value in _all(attributes, "ssrc"):
        found[_number(value.partition(" ")[0], 0xFFFFFFFF)] = None
    if len(found) > MAX_SSRCS:
        raise errors.BadSection("sources")
    return tuple(found)


def _pairs(attributes: Attributes) -> tuple[tuple[int, int], ...]:
    groups = [value.split() for value in _all(attributes, "ssrc-group")[:MAX_SSRCS]]
    return tuple(
        (_number(group[1], 0xFFFFFFFF), _number(group[2], 0xFFFFFFFF))
        for group in groups
        if len(group) == 3 and group[0] == "FID"
    )


def _rids(attributes: Attributes) -> tuple[str, ...]:
    rids = [value.split() for value in _all(attributes, "rid")]
    found = [parts[0] for parts in rids if len(parts) >= 2 and parts[1] == "send"]
    if len(found) > MAX_RIDS or not all(RID.fullmatch(rid) for rid in found):
        raise errors.BadSection("rids")
    return tuple(found)


def _check_mids(sections: Iterable[Section]) -> None:
    mids = [section.mid for section in sections]
    if len(set(mids)) != len(mids):
        raise errors.MissingMid("repeated")


def _description(sections: tuple[Section, ...], session: Attributes, blocks: list[Attributes]) -> Description:
    used = [block for section, block in zip(sections, blocks, strict=True) if section.port != 0] or blocks
    ufrag = _shared("ice-ufrag", session, used)
    password = _shared("ice-pwd", session, used)
    if not ICE_TEXT.fullmatch(ufrag) or not ICE_TEXT.fullmatch(password):
        raise errors.MissingCredentials
    setup = _first(session, "setup") or _first(used[0], "setup")
    bundle = _first(session, "group").split()
    return Description(
        sections=sections,
        ufrag=ufrag,
        password=password,
        fingerprints=_fingerprints(session, used),
        setup=setup,
        bundle=tuple(bundle[1:]) if bundle[:1] == ["BUNDLE"] else (),
    )


def _shared(name: str, session: Attributes, used: list[Attributes]) -> str:
    values = {value for block in used for value in _all(block, name)} | set(_all(session, name))
    if len(values) > 1:
        raise errors.NotBundled(name)
    return next(iter(values), "")


def _fingerprints(session: Attributes, used: list[Attributes]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for value in [value for block in [session, *used] for value in _all(block, "fingerprint")]:
        algorithm, _, digest = value.partition(" ")
        if algorithm.lower() in HASHES and FINGERPRINT.fullmatch(digest.strip()):
            found[(algorithm.lower(), digest.strip().upper())] = None
    if not found:
        raise errors.MissingFingerprint
    if len(found) > 4:
        raise errors.NotBundled("fingerprint")
    return tuple(found)
