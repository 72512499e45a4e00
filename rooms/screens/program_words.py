"""The words of the program: its commands and events as types. The rules are in ``program``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, ClassVar

from rooms.base import fields
from rooms.base.fields import Ident, Many, OneOf, Text, Whole
from rooms.kernel import CommandBody, EventBody

AUTO, DIRECTED = "auto", "directed"
SPEAKER, SPEAKER_PAGE, PAGE_CHAIR, GRID, DIALOGUE = (
    "speaker",
    "speaker_page",
    "page_chair",
    "grid",
    "dialogue",
)
MESSAGE, COUNTDOWN = "message", "countdown"
MAX_FOR_S = 24 * 3600
Mode = Annotated[str, OneOf(frozenset({AUTO, DIRECTED}))]
Layout = Annotated[str, OneOf(frozenset({SPEAKER, SPEAKER_PAGE, PAGE_CHAIR, GRID, DIALOGUE}))]
# Read with room to spare, so that a scene with too many sources is refused for what it is.
Sources = Annotated[tuple[fields.Seat, ...], Many(100)]
Recipients = Annotated[tuple[fields.Seat, ...], Many(200)]
NoticeKind = Annotated[str, OneOf(frozenset({MESSAGE, COUNTDOWN}))]
NoticeText = Annotated[str, Text(200, shortest=1)]
CountdownText = Annotated[str, Text(200)]
LineText = Annotated[str, Text(200)]
Seconds = Annotated[int, Whole(1, MAX_FOR_S)]


@dataclass(frozen=True, slots=True)
class SceneEntry:
    """A scene as it is written into an event."""

    layout: Layout
    sources: Sources


@dataclass(frozen=True, slots=True)
class SetMode(CommandBody):
    """Let the program follow the meeting by itself, or keep what is on air until somebody changes it."""

    type: ClassVar[str] = "program.set_mode"
    mode: Mode


@dataclass(frozen=True, slots=True)
class Preview(CommandBody):
    """Prepare a scene; nobody but the officers sees it."""

    type: ClassVar[str] = "program.preview"
    layout: Layout
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Take(CommandBody):
    """Put the prepared scene on air; what was on air is prepared next."""

    type: ClassVar[str] = "program.take"


@dataclass(frozen=True, slots=True)
class Cut(CommandBody):
    """Put a scene straight on air."""

    type: ClassVar[str] = "program.cut"
    layout: Layout
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class SetThird(CommandBody):
    """Show or hide lower thirds; with a seat, what that seat's says (without lines: by itself again)."""

    type: ClassVar[str] = "program.third"
    show: bool
    seat: fields.Seat | None = None
    line1: LineText | None = None
    line2: LineText | None = None


@dataclass(frozen=True, slots=True)
class ShowMessage(CommandBody):
    """Put a message on every screen, or on those of some seats."""

    type: ClassVar[str] = "program.message"
    text: NoticeText
    to: Recipients = ()
    for_s: Seconds | None = None


@dataclass(frozen=True, slots=True)
class ShowCountdown(CommandBody):
    """Count down on the screens for some seconds or until a time: exactly one of the two is given."""

    type: ClassVar[str] = "program.countdown"
    text: CountdownText = ""
    for_s: Seconds | None = None
    until: datetime | None = None
    to: Recipients = ()


@dataclass(frozen=True, slots=True)
class Clear(CommandBody):
    """Take a message or countdown off the screens."""

    type: ClassVar[str] = "program.clear"
    message: Ident


@dataclass(frozen=True, slots=True)
class Review(CommandBody):
    """Take off what has run out."""

    type: ClassVar[str] = "program.review"


@dataclass(frozen=True, slots=True)
class ModeSet(EventBody):
    """The program is directed, with this scene on air, or (None) follows the meeting again."""

    type: ClassVar[str] = "program.mode_set"
    mode: Mode
    air: SceneEntry | None


@dataclass(frozen=True, slots=True)
class Previewed(SceneEntry, EventBody):
    """A scene was prepared."""

    type: ClassVar[str] = "program.previewed"


@dataclass(frozen=True, slots=True)
class Aired(EventBody):
    """A directed scene went on air; ``preview`` is what is prepared from then on."""

    type: ClassVar[str] = "program.aired"
    air: SceneEntry
    preview: SceneEntry | None


@dataclass(frozen=True, slots=True)
class ThirdSet(EventBody):
    """Lower thirds are shown or not; ``seat`` says these lines, or by itself again when both are None."""

    type: ClassVar[str] = "program.third_set"
    show: bool
    seat: fields.Seat | None
    line1: LineText | None
    line2: LineText | None


@dataclass(frozen=True, slots=True)
class NoticeShown(EventBody):
    """A message or countdown is on the screens; ``to`` empty: on all."""

    type: ClassVar[str] = "program.notice_shown"
    message: Ident
    kind: NoticeKind
    text: CountdownText
    ends_at: datetime | None
    to: Recipients


@dataclass(frozen=True, slots=True)
class NoticeCleared(EventBody):
    """A message or countdown is off the screens; ``expired``: because its time was up."""

    type: ClassVar[str] = "program.notice_cleared"
    message: Ident
    expired: bool
