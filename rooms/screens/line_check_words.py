"""The words of the line check: steps, findings, commands, events. The rules are in ``line_check``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Many, OneOf, Pattern, Text, Whole
from rooms.base.roles import MAX_SITES
from rooms.kernel import CommandBody, EventBody

CAMERA, MICROPHONE, ECHO, PAGE, ROUND_TRIP = "camera", "microphone", "echo", "page", "round_trip"
STEPS = (CAMERA, MICROPHONE, ECHO, PAGE, ROUND_TRIP)
PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"
BY_HAND = "by_hand"
MINUTES = (60, 15, 10)

_CAPTURE = {"good": PASSED, "none": FAILED, "blocked": FAILED, "busy": FAILED, "skipped": SKIPPED}
FINDINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        CAMERA: {**_CAPTURE, "black": FAILED, "frozen": FAILED, "small": FAILED, "slow": FAILED},
        MICROPHONE: {
            **_CAPTURE,
            "room_only": PASSED,
            "silent": FAILED,
            "faint": FAILED,
            "clipping": FAILED,
            "noisy": FAILED,
        },
        ECHO: {
            "good": PASSED,
            "not_heard": FAILED,
            "remains": FAILED,
            "noisy": FAILED,
            "no_microphone": FAILED,
            "no_speaker": FAILED,
            "skipped": SKIPPED,
        },
        PAGE: {"good": PASSED, "slow": FAILED, "failed": FAILED, "skipped": SKIPPED},
        ROUND_TRIP: {
            "udp": PASSED,
            "tcp": PASSED,
            "turn": PASSED,
            "slow": FAILED,
            "lossy": FAILED,
            "no_media": FAILED,
            "failed": FAILED,
            "skipped": SKIPPED,
        },
    }
)
"""What a step can come to, by step, and whether that is good."""

AFFECTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"camera": (CAMERA,), "microphone": (MICROPHONE, ECHO), "speaker": (ECHO,)}
)
"""Steps whose results say nothing any more once a device has been changed."""

MAX_MEASURES = 6
Step = Annotated[str, Pattern(r"[a-z][a-z_]{0,29}")]
Finding = Annotated[str, Pattern(r"[a-z][a-z_]{0,29}")]
Unit = Annotated[str, Pattern(r"(ms|s|px|fps|dB|dBFS|%|kbps|kB)?")]
Value = Annotated[int, Whole(-1_000_000, 1_000_000)]
Outcome = Annotated[str, OneOf(frozenset({PASSED, FAILED, SKIPPED}))]
Note = Annotated[str, Text(300, shortest=1)]
Device = Annotated[str, OneOf(frozenset(AFFECTED))]
Seats = Annotated[tuple[fields.Seat, ...], Many(MAX_SITES)]


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A figure beside the main one; ``name`` is a stable word such as rate, floor, loss."""

    name: Annotated[str, Pattern(r"[a-z][a-z_]{0,19}")]
    value: Value
    unit: Unit = ""


Measures = Annotated[tuple[MeasureEntry, ...], Many(MAX_MEASURES)]


@dataclass(frozen=True, slots=True)
class Start(CommandBody):
    """Ask halls to check their lines: these seats, or every hall."""

    type: ClassVar[str] = "check.start"
    seats: Seats | None = None


@dataclass(frozen=True, slots=True)
class Report(CommandBody):
    """A hall's screen says what one of its own steps came to. ``code`` is a finding of the step."""

    type: ClassVar[str] = "check.report"
    step: Step
    result: Outcome
    code: Finding
    value: Value | None = None
    unit: Unit = ""
    measures: Measures = ()


@dataclass(frozen=True, slots=True)
class Confirm(CommandBody):
    """An officer vouches for a step by hand and says why."""

    type: ClassVar[str] = "check.confirm"
    seat: fields.Seat
    step: Step
    result: Outcome
    note: Note


@dataclass(frozen=True, slots=True)
class Again(CommandBody):
    """Ask a hall to do a step again, or all of them."""

    type: ClassVar[str] = "check.again"
    seat: fields.Seat
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class ChangeDevice(CommandBody):
    """A hall's screen says that another device is in use from now on."""

    type: ClassVar[str] = "check.change_device"
    device: Device


@dataclass(frozen=True, slots=True)
class Finish(CommandBody):
    """End the run."""

    type: ClassVar[str] = "check.finish"


@dataclass(frozen=True, slots=True)
class Alarm(CommandBody):
    """``minutes`` or less before the planned opening: say which halls are not ready."""

    type: ClassVar[str] = "check.alarm"
    minutes: Annotated[int, Whole(1, 24 * 60)]


@dataclass(frozen=True, slots=True)
class Started(EventBody):
    """Halls were asked to check their lines; ``seats`` None: every hall."""

    type: ClassVar[str] = "check.started"
    seats: Seats | None


@dataclass(frozen=True, slots=True)
class Reported(EventBody):
    """A step of a hall came to this."""

    type: ClassVar[str] = "check.reported"
    seat: fields.Seat
    step: Step
    result: Outcome
    code: Finding
    value: Value | None
    unit: Unit
    measures: Measures


@dataclass(frozen=True, slots=True)
class Confirmed(EventBody):
    """An officer vouched for a step."""

    type: ClassVar[str] = "check.confirmed"
    seat: fields.Seat
    step: Step
    result: Outcome
    note: Note


@dataclass(frozen=True, slots=True)
class Asked(EventBody):
    """A hall was asked to do these steps again."""

    type: ClassVar[str] = "check.asked"
    seat: fields.Seat
    steps: Annotated[tuple[Step, ...], Many(len(STEPS))]


@dataclass(frozen=True, slots=True)
class DeviceChanged(EventBody):
    """Another device is in use in a hall: what was found with the one before no longer counts."""

    type: ClassVar[str] = "check.device_changed"
    seat: fields.Seat
    device: Device


@dataclass(frozen=True, slots=True)
class Finished(EventBody):
    """The run ended."""

    type: ClassVar[str] = "check.finished"


@dataclass(frozen=True, slots=True)
class Alarmed(EventBody):
    """So near to the planned ``opening``, these halls were not ready."""

    type: ClassVar[str] = "check.alarmed"
    minutes: Annotated[int, Whole(1, 24 * 60)]
    opening: datetime
    missing: Seats
