"""Messages of the meeting socket made from the table of commands: plausible ones, and ones bent somewhere.

A command that is new in the table is covered by itself: its fields say what a plausible value is.
"""

from __future__ import annotations

import json
import random
import re
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import find
from hypothesis.strategies import from_regex

from rooms import COMMANDS
from rooms.base.fields import Kind, OneOf, Pattern, Text, Whole, fields_of

Json = dict[str, Any]

# Words for machine-made fields: ids of every subject as they are, or could be, in a briefing.
WORDS = (
    *("site-413", "site-416", "officer-chair", "delegate-d1", "observer-1", "site-999", "413", "416", "999"),
    *("r1", "r2", "a1", "a2", "d1", "k1", "p1", "c1", "q1", "b1", "0" * 64, "-1", "2026-11-27", "x" * 64),
)
SENTENCES = ("Phòng, chống thiên tai", "", "đ" * 290, "một\nhai", "\u202egnort\u202c", "a\u0301" * 50)
# What no field expects: wrong types, ends of ranges, depth, length, text that is none.
NASTY: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**31, 2**53, 2**63, 10**400, 1.5, 1e308, "", " ", "\x00", "\ud800", "\u202e"),
    *([], {}, [[]] * 50, {"": {}}, {"__proto__": 1}, "x" * 5000, ["x"] * 3000, "../../etc/passwd"),
)
OTHERS: tuple[Json, ...] = (
    {"type": "resync"},
    {"type": "ping", "t": 1},
    {"type": "signal", "name": "pointer", "data": {"x": 0.5, "y": 0.5}},
    {"type": "signal", "name": "figures", "data": {"rtt_ms": 40, "loss": 0.1}},
)


def plausible(chance: random.Random, names: tuple[str, ...] = tuple(COMMANDS)) -> Json:
    """A message a client could have meant: mostly a command of the table with every field in place."""
    if chance.randrange(10) == 0:
        return dict(chance.choice(OTHERS))
    name = chance.choice(names)
    return {
        "type": "command",
        "key": f"k{chance.randrange(10**9)}",
        "command": name,
        "data": body(chance, COMMANDS[name].body),
    }


def bent(chance: random.Random, message: Json) -> str:
    """JSON text of the message with one to three of its values replaced, dropped, doubled or added."""
    copy: Json = json.loads(json.dumps(message))
    for _ in range(chance.randint(1, 3)):
        _bend(chance, copy)
    text = json.dumps(copy, ensure_ascii=chance.random() < 0.5)
    return text.encode("utf-8", "replace").decode()


def _bend(chance: random.Random, message: Json) -> None:
    place: Any = message
    while isinstance(place, dict) and place:
        name = chance.choice(list(place))
        deeper = place[name]
        if isinstance(deeper, dict) and deeper and chance.random() < 0.8:
            place = deeper
            continue
        match chance.randrange(4):
            case 0:
                del place[name]
            case 1:
                place[f"{name}{chance.choice(('', '_', ' ', '́'))}x"] = deeper
            case _:
                place[name] = deepcopy(chance.choice(NASTY))
        return


def body(chance: random.Random, shape: type) -> Json:
    """What a command of this shape could carry."""
    return {
        field.name: _value(chance, field.kind)
        for field in fields_of(shape)
        if field.required or chance.random() < 0.7
    }


def _value(chance: random.Random, kind: Kind) -> Any:
    """A value of the kind. The three kinds that hold others say so by their attributes."""
    match kind:
        case Text():
            return chance.choice(SENTENCES)[: kind.longest]
        case Pattern():
            return chance.choice(_words(kind.expression))
        case Whole():
            return chance.choice(
                (kind.least, kind.most, kind.least + 1, chance.randint(kind.least, kind.most))
            )
        case OneOf():
            return chance.choice(sorted(kind.words))
    if (shape := getattr(kind, "shape", None)) is not None:
        return body(chance, shape)
    if (inner := getattr(kind, "kind", None)) is not None:
        many = hasattr(kind, "most")
        return [_value(chance, inner) for _ in range(chance.randint(0, 3))] if many else _value(chance, inner)
    return chance.choice((True, False, "2026-11-27T01:00:00Z"))


@cache
def _words(expression: str) -> tuple[str, ...]:
    """Known words of the pattern; one that nobody would know when there are none."""
    known = tuple(word for word in WORDS if re.fullmatch(expression, word, re.ASCII))
    return known or (find(from_regex(re.compile(expression, re.ASCII), fullmatch=True), lambda _: True),)
