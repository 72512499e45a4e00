"""Recording by the chair's recorded decision (QĐ 45/2018/QĐ-TTg leaves it to the chair).

The meeting knows whether it is recorded and by whose decision; capturing is done elsewhere and reports
failures here as facts, so that every screen shows the truth.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import OneOf, Pattern
from rooms.base.markings import Outlet
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import (
    KEPT,
    SITTING,
    UNFINISHED,
    CommandBody,
    Context,
    Event,
    EventBody,
    Facts,
    command,
    event,
)
from rooms.state import Meeting, Recording

ActorSeat = Annotated[str, Pattern(r"system|(site|officer|delegate)-[A-Za-z0-9][A-Za-z0-9._-]{0,63}")]
AlarmCode = Annotated[str, Pattern(r"[a-z][a-z0-9_.]{0,63}")]
FAILED = "recording.failed"
MARKED = "marking"
StopCause = Annotated[str, OneOf(frozenset({"", "closed", MARKED}))]
"""Why it stopped by itself: the closing, or a marked paper; "" by hand."""


@dataclass(frozen=True, slots=True)
class Decide(CommandBody):
    """Decide whether recording starts by itself at the opening."""

    type: ClassVar[str] = "recording.decide"
    auto: bool


@dataclass(frozen=True, slots=True)
class Start(CommandBody):
    """Start recording now."""

    type: ClassVar[str] = "recording.start"


@dataclass(frozen=True, slots=True)
class Stop(CommandBody):
    """Stop recording now."""

    type: ClassVar[str] = "recording.stop"


@dataclass(frozen=True, slots=True)
class Fail(CommandBody):
    """The recorder cannot go on."""

    type: ClassVar[str] = "recording.failed"
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class Alarm(CommandBody):
    """Something is wrong with the recording; None: it is well again."""

    type: ClassVar[str] = "recording.alarm"
    code: AlarmCode | None


@dataclass(frozen=True, slots=True)
class Decided(EventBody):
    """Whether recording starts by itself was decided."""

    type: ClassVar[str] = "recording.decided"
    auto: bool
    decided_by: ActorSeat


@dataclass(frozen=True, slots=True)
class Started(EventBody):
    """Recording began by this seat's decision."""

    type: ClassVar[str] = "recording.started"
    decided_by: ActorSeat


@dataclass(frozen=True, slots=True)
class Stopped(EventBody):
    """Recording ended."""

    type: ClassVar[str] = "recording.stopped"
    cause: StopCause = ""


@dataclass(frozen=True, slots=True)
class Failed(EventBody):
    """Recording ended because it could not go on."""

    type: ClassVar[str] = "recording.failed"
    reason: fields.Reason


@dataclass(frozen=True, slots=True)
class Alarmed(EventBody):
    """The alarm changed."""

    type: ClassVar[str] = "recording.alarm"
    code: AlarmCode | None


def start_by_itself(state: Meeting, actor: Viewer) -> Facts:
    """Facts that start recording at the opening, if that was decided."""
    if not state.auto_record or state.recording.on or state.secrecy.is_shut(Outlet.RECORDING):
        return ()
    return (Started(state.recording.decided_by or actor.seat),)


def stop_by_itself(state: Meeting, cause: str) -> Facts:
    """Facts that stop recording for a cause, if it runs."""
    return (Stopped(cause),) if state.recording.on else ()


def _is_off(state: Meeting, actor: Viewer) -> None:
    if state.recording.on:
        raise Refused(Code.RECORDING_ALREADY_ON)
    if state.secrecy.is_shut(Outlet.RECORDING):
        raise Refused(Code.MARKING_NO_RECORDING)


def _is_on(state: Meeting, actor: Viewer) -> None:
    if not state.recording.on:
        raise Refused(Code.RECORDING_NOT_ON)


def decide(context: Context, body: Decide) -> Facts:
    """Note the decision even if it confirms the setting: whose it was matters."""
    return (Decided(body.auto, context.actor.seat),)


def start(context: Context, body: Start) -> Facts:
    """Start."""
    return (Started(context.actor.seat),)


def stop(context: Context, body: Stop) -> Facts:
    """Stop."""
    return (Stopped(),)


def fail(context: Context, body: Fail) -> Facts:
    """Note the failure; without a recording there is nothing to fail."""
    return (Failed(body.reason),) if context.state.recording.on else ()


def alarm(context: Context, body: Alarm) -> Facts:
    """Raise, change or lift the alarm."""
    return () if context.state.recording.alarm == body.code else (Alarmed(body.code),)


def _with(state: Meeting, recording: Recording) -> Meeting:
    return replace(state, recording=recording)


def on_decided(state: Meeting, body: Decided, fact: Event) -> Meeting:
    """Keep the decision and whose it is."""
    decided = replace(state.recording, decided_by=body.decided_by)
    return replace(state, auto_record=body.auto, recording=decided)


def on_started(state: Meeting, body: Started, fact: Event) -> Meeting:
    """On; an alarm of before is over."""
    return _with(state, Recording(True, fact.at, body.decided_by, None))


def on_stopped(state: Meeting, body: Stopped, fact: Event) -> Meeting:
    """Off."""
    return _with(state, replace(state.recording, on=False, since=None))


def on_failed(state: Meeting, body: Failed, fact: Event) -> Meeting:
    """Off, and everyone is told."""
    return _with(state, replace(state.recording, on=False, since=None, alarm=FAILED))


def on_alarm(state: Meeting, body: Alarmed, fact: Event) -> Meeting:
    """Set or lift the alarm."""
    return _with(state, replace(state.recording, alarm=body.code))


_DECIDERS = frozenset({PRESIDING})

COMMANDS = (
    command(Decide, decide, _DECIDERS, UNFINISHED),
    command(Start, start, _DECIDERS, SITTING, _is_off),
    command(Stop, stop, _DECIDERS, SITTING, _is_on),
    command(Fail, fail, frozenset({Role.SYSTEM}), KEPT),
    command(Alarm, alarm, frozenset({Role.SYSTEM}), KEPT),
)

EVENTS = (
    event(Decided, on_decided),
    event(Started, on_started),
    event(Stopped, on_stopped),
    event(Failed, on_failed),
    event(Alarmed, on_alarm),
)
