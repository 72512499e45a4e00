"""Screen sharing by permission, kept per seat until taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rooms.base import fields
from rooms.base.roles import PRESIDING, Role
from rooms.kernel import GATHERED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import require_media
from rooms.state import Meeting


@dataclass(frozen=True, slots=True)
class Allow(CommandBody):
    """Let a seat share its screen."""

    type: ClassVar[str] = "screen.allow"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Deny(CommandBody):
    """Take the permission back."""

    type: ClassVar[str] = "screen.deny"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Allowed(EventBody):
    """A seat may share its screen."""

    type: ClassVar[str] = "screen.allowed"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Denied(EventBody):
    """A seat may no longer share its screen."""

    type: ClassVar[str] = "screen.denied"
    seat: fields.Seat


def allow(context: Context, body: Allow) -> Facts:
    """Permit; twice is once."""
    require_media(context.state, body.seat)
    return () if body.seat in context.state.screens else (Allowed(body.seat),)


def deny(context: Context, body: Deny) -> Facts:
    """Take back; what was not given cannot be taken and changes nothing."""
    require_media(context.state, body.seat)
    return (Denied(body.seat),) if body.seat in context.state.screens else ()


def on_allowed(state: Meeting, body: Allowed, fact: Event) -> Meeting:
    """Keep the permission."""
    return replace(state, screens=state.screens | {body.seat})


def on_denied(state: Meeting, body: Denied, fact: Event) -> Meeting:
    """Drop the permission."""
    return replace(state, screens=state.screens - {body.seat})


_GIVERS = frozenset({PRESIDING, Role.SECRETARY})

COMMANDS = (
    command(Allow, allow, _GIVERS, GATHERED),
    command(Deny, deny, _GIVERS | {Role.TECHNICIAN}, GATHERED),
)

EVENTS = (event(Allowed, on_allowed), event(Denied, on_denied))
