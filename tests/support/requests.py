"""Signal requests made from the protocol's own description: every kind, every field, with odd values."""

from __future__ import annotations

import random
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from livekit.protocol.rtc import SignalRequest

KINDS = tuple(field.name for field in SignalRequest.DESCRIPTOR.oneofs_by_name["message"].fields)
DEPTH = 4
SDP = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"
WORDS = (
    *("", " ", "\x00", "TR_x", "PA_x", "RM_x", "site-413", "demo", "offer", "answer", "rollback", "camera"),
    *("đ" * 300, "../x", "\u202e", '{"candidate":"","sdpMid":"0"}', '{"candidate":1}', "{" * 100, "[]"),
    *(SDP, SDP + "a=x\r\n" * 2000, SDP.replace("0", "-1"), "m=" * 500, "v=0", "video/vp8", "q", "f"),
)
NUMBERS = (0, 1, 2, 7, 640, 2**31 - 1)


def request(chance: random.Random, kind: str) -> SignalRequest:
    """One request of a kind; its fields are there or not, and hold what a client would never send."""
    made = SignalRequest()
    field = SignalRequest.DESCRIPTOR.fields_by_name[kind]
    if field.message_type is None:
        setattr(made, kind, _plain(chance, field))
    else:
        part = getattr(made, kind)
        part.SetInParent()
        _fill(chance, part, DEPTH)
    return made


def _fill(chance: random.Random, message: Message, depth: int) -> None:
    for field in message.DESCRIPTOR.fields:
        if chance.random() < 0.4:
            continue
        if field.message_type is None:
            _set(chance, message, field)
        elif depth and not field.message_type.GetOptions().map_entry:
            place = getattr(message, field.name)
            parts = [place.add() for _ in range(chance.randint(0, 3))] if _many(field) else [place]
            for part in parts:
                part.SetInParent()
                _fill(chance, part, depth - 1)


def _set(chance: random.Random, message: Message, field: FieldDescriptor) -> None:
    if _many(field):
        getattr(message, field.name).extend(_plain(chance, field) for _ in range(chance.randint(0, 4)))
    else:
        setattr(message, field.name, _plain(chance, field))


def _plain(chance: random.Random, field: FieldDescriptor) -> Any:
    match field.cpp_type:
        case FieldDescriptor.CPPTYPE_STRING:
            word = chance.choice(WORDS)
            return word.encode() if field.type == FieldDescriptor.TYPE_BYTES else word
        case FieldDescriptor.CPPTYPE_BOOL:
            return chance.random() < 0.5
        case FieldDescriptor.CPPTYPE_FLOAT | FieldDescriptor.CPPTYPE_DOUBLE:
            return chance.choice((0.0, -1.0, 1e30, float("nan"), float("inf")))
        case FieldDescriptor.CPPTYPE_ENUM:
            return chance.choice((0, 1, 2, 3, 77))
        case _:
            return chance.choice(NUMBERS)


def _many(field: FieldDescriptor) -> bool:
    return bool(field.is_repeated)
