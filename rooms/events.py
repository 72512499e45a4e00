"""Events as JSON: what the log stores and how it is read back, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rooms.base import fields
from rooms.base.clock import from_iso, iso
from rooms.base.fields import FieldError
from rooms.errors import BadEvent, Code
from rooms.kernel import Event
from rooms.registry import EVENTS


def event_data(event: Event) -> dict[str, Any]:
    """The event's data as JSON, with the ``key`` and the hash of the ``command`` that made it."""
    made = {"key": event.key, "command": event.command} if event.command else {"key": event.key}
    return {**fields.dump(event.body), **made}


def event_to_json(event: Event) -> dict[str, Any]:
    """The whole event as JSON: seq, at, actor, type, data."""
    return {
        "seq": event.seq,
        "at": iso(event.at),
        "actor": event.actor,
        "type": event.type,
        "data": event_data(event),
    }


def make_event(seq: int, at: str, actor: str, type: str, data: Mapping[str, Any]) -> Event:
    """Build an event from its stored parts. Raises BadEvent for an unknown type or a wrong shape."""
    spec = EVENTS.get(type)
    if spec is None:
        raise BadEvent(Code.EVENT_UNKNOWN, {"seq": seq, "type": str(type)[:60]})
    try:
        rest = dict(data)
        key = rest.pop("key", None)
        if not isinstance(key, str):
            raise FieldError("key", "missing")
        command = rest.pop("command", "")
        if not isinstance(command, str):
            raise FieldError("command", "not_text")
        return Event(seq, from_iso(at), actor, key, fields.load(spec.body, rest), command)
    except (FieldError, ValueError, TypeError) as error:
        raise BadEvent(Code.EVENT_MALFORMED, {"seq": seq, "type": type, "why": str(error)[:200]}) from error


def event_from_json(stored: Mapping[str, Any]) -> Event:
    """Read back what ``event_to_json`` wrote. Raises BadEvent."""
    try:
        return make_event(stored["seq"], stored["at"], stored["actor"], stored["type"], stored["data"])
    except KeyError as error:
        raise BadEvent(Code.EVENT_MALFORMED, {"why": f"missing {error}"[:200]}) from error
