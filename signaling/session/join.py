"""What a client asks for in the URL it connects with: both signal paths, bounded and typed. Pure."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from google.protobuf.message import DecodeError
from livekit.protocol.models import ClientInfo
from livekit.protocol.rtc import (
    AddTrackRequest,
    JoinRequest,
    SessionDescription,
    SyncState,
    WrappedJoinRequest,
)

from signaling.errors import BadMessage

MAX_ENCODED_BYTES = 128 * 1024
MAX_REQUEST_BYTES = 1024 * 1024
MAX_ATTRIBUTES = 64
MAX_LETTERS = 4096
SDK_NUMBERS = {"js": ClientInfo.SDK.JS, "python": ClientInfo.SDK.PYTHON, "rust": ClientInfo.SDK.RUST}


class BadJoin(BadMessage):
    """A connection request that cannot be understood."""

    code = "join.malformed"


@dataclass(frozen=True)
class JoinParameters:
    """A connection request, whichever path carried it."""

    single_connection: bool
    auto_subscribe: bool = True
    adaptive_stream: bool = False
    reconnect: bool = False
    participant_sid: str = ""
    protocol: int = 0
    sdk: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    metadata: str = ""
    offer: SessionDescription | None = None
    add_tracks: tuple[AddTrackRequest, ...] = ()
    sync_state: SyncState | None = None


def from_query(query: Mapping[str, str], *, single_connection: bool) -> JoinParameters:
    """The request in a URL's query; raises BadJoin."""
    if single_connection:
        return _from_request(_unwrap(query.get("join_request", "")))
    return JoinParameters(
        single_connection=False,
        auto_subscribe=query.get("auto_subscribe", "1") not in ("0", "false"),
        adaptive_stream=query.get("adaptive_stream", "0") in ("1", "true"),
        reconnect=query.get("reconnect", "0") in ("1", "true"),
        participant_sid=query.get("sid", "")[:64],
        protocol=_protocol(query.get("protocol", "0")),
        sdk=int(SDK_NUMBERS.get(query.get("sdk", ""), ClientInfo.SDK.UNKNOWN)),
    )


def _protocol(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _unwrap(encoded: str) -> JoinRequest:
    if not encoded:
        raise BadJoin("no join_request")
    if len(encoded) > MAX_ENCODED_BYTES:
        raise BadJoin("join_request too long")
    padded = encoded.replace("+", "-").replace("/", "_").rstrip("=")
    try:
        raw = base64.b64decode(padded + "=" * (-len(padded) % 4), altchars=b"-_", validate=True)
        wrapped = WrappedJoinRequest.FromString(raw)
        body = wrapped.join_request
        if wrapped.compression == WrappedJoinRequest.Compression.GZIP:
            body = _gunzip(body)
        return JoinRequest.FromString(body)
    except (binascii.Error, ValueError, DecodeError, zlib.error) as error:
        raise BadJoin("join_request") from error


def _gunzip(data: bytes) -> bytes:
    machine = zlib.decompressobj(wbits=31)
    body = machine.decompress(data, MAX_REQUEST_BYTES)
    if machine.unconsumed_tail or not machine.eof:
        raise BadJoin("join_request too long or cut")
    return body


def _from_request(request: JoinRequest) -> JoinParameters:
    settings = request.connection_settings
    if len(request.participant_attributes) > MAX_ATTRIBUTES or len(request.add_track_requests) > 16:
        raise BadJoin("too many attributes or tracks")
    if sum(len(key) + len(value) for key, value in request.participant_attributes.items()) > MAX_LETTERS:
        raise BadJoin("attributes too long")
    return JoinParameters(
        single_connection=True,
        auto_subscribe=settings.auto_subscribe,
        adaptive_stream=settings.adaptive_stream,
        reconnect=request.reconnect,
        participant_sid=request.participant_sid[:64],
        protocol=request.client_info.protocol,
        sdk=int(request.client_info.sdk),
        attributes=dict(request.participant_attributes),
        metadata=request.metadata[:MAX_LETTERS],
        offer=request.publisher_offer if request.HasField("publisher_offer") else None,
        add_tracks=tuple(request.add_track_requests),
        sync_state=request.sync_state if request.HasField("sync_state") else None,
    )
