"""The page in front of everyone. Only numbers travel; the papers themselves are in ``rooms.papers.dossier``.

Presenters: the chair, whoever presides, the secretary, and a speaker whom an officer has allowed to present.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rooms.base import fields
from rooms.base.fields import Ident
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import EXPECTED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.papers import check_page, require_open_paper, require_paper
from rooms.lookup.seats import find_person, require_person
from rooms.speaking.floor import speaks
from rooms.speaking.floor_words import Page
from rooms.state import Front, Meeting


@dataclass(frozen=True, slots=True)
class Show(CommandBody):
    """Put a page of a paper in front of everyone (pages count from 1)."""

    type: ClassVar[str] = "front.show"
    paper: Ident
    page: Page = 1


@dataclass(frozen=True, slots=True)
class Turn(CommandBody):
    """Go to another page of the paper in front."""

    type: ClassVar[str] = "front.turn"
    page: Page


@dataclass(frozen=True, slots=True)
class Hide(CommandBody):
    """Take the paper in front away."""

    type: ClassVar[str] = "front.hide"


@dataclass(frozen=True, slots=True)
class AllowPresenter(CommandBody):
    """Let a seat present while it has the floor."""

    type: ClassVar[str] = "front.allow"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class DisallowPresenter(CommandBody):
    """Take that back."""

    type: ClassVar[str] = "front.disallow"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class Shown(EventBody):
    """A paper came in front."""

    type: ClassVar[str] = "front.shown"
    paper: Ident
    page: Page
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class Turned(EventBody):
    """The page in front changed."""

    type: ClassVar[str] = "front.turned"
    paper: Ident
    page: Page
    by: fields.Seat


@dataclass(frozen=True, slots=True)
class Hidden(EventBody):
    """Nothing is in front any more."""

    type: ClassVar[str] = "front.hidden"


@dataclass(frozen=True, slots=True)
class PresenterAllowed(EventBody):
    """A seat may present while it has the floor."""

    type: ClassVar[str] = "front.allowed"
    seat: fields.Seat


@dataclass(frozen=True, slots=True)
class PresenterDisallowed(EventBody):
    """A seat may no longer present."""

    type: ClassVar[str] = "front.disallowed"
    seat: fields.Seat


def may_present(state: Meeting, seat: str) -> bool:
    """Whether the seat may move the page in front now."""
    person = find_person(state, seat)
    if person is None or state.phase not in EXPECTED:
        return False
    if person.role in (Role.CHAIR, Role.SECRETARY) or seat == state.presiding.seat:
        return True
    return seat in state.presenters and speaks(state, seat)


def may_mark(state: Meeting, seat: str) -> bool:
    """Whether the seat may draw on the page in front now: who presents, and who has the floor."""
    return may_present(state, seat) or (state.phase in EXPECTED and speaks(state, seat))


def _presents(state: Meeting, actor: Viewer) -> None:
    if not may_present(state, actor.seat):
        raise Refused(Code.FRONT_NOT_PRESENTER)


def _presents_something(state: Meeting, actor: Viewer) -> None:
    _presents(state, actor)
    if state.front.paper is None:
        raise Refused(Code.FRONT_NOTHING_SHOWN)


def show(context: Context, body: Show) -> Facts:
    """Put a page in front."""
    paper = require_open_paper(context.state, body.paper)
    check_page(paper, body.page)
    front = context.state.front
    if (front.paper, front.page) == (paper.id, body.page):
        return ()
    return (Shown(paper.id, body.page, context.actor.seat),)


def turn(context: Context, body: Turn) -> Facts:
    """Change the page in front."""
    front = context.state.front
    paper = require_paper(context.state, front.paper or "")
    check_page(paper, body.page)
    return () if front.page == body.page else (Turned(paper.id, body.page, context.actor.seat),)


def hide(context: Context, body: Hide) -> Facts:
    """Take the front away."""
    return (Hidden(),)


def allow(context: Context, body: AllowPresenter) -> Facts:
    """Permit a seat to present; twice is once."""
    if require_person(context.state, body.seat).role == Role.OBSERVER:
        raise Refused(Code.FLOOR_CANNOT_SPEAK, {"seat": body.seat})
    return () if body.seat in context.state.presenters else (PresenterAllowed(body.seat),)


def disallow(context: Context, body: DisallowPresenter) -> Facts:
    """Take the permission back; what was not given changes nothing."""
    require_person(context.state, body.seat)
    return (PresenterDisallowed(body.seat),) if body.seat in context.state.presenters else ()


def on_front(state: Meeting, body: Shown | Turned, fact: Event) -> Meeting:
    """Set what is in front."""
    return replace(state, front=Front(body.paper, body.page, body.by, fact.at))


def on_hidden(state: Meeting, body: Hidden, fact: Event) -> Meeting:
    """Nothing is in front."""
    return replace(state, front=Front(at=fact.at))


def on_allowed(state: Meeting, body: PresenterAllowed, fact: Event) -> Meeting:
    """Keep the permission."""
    return replace(state, presenters=state.presenters | {body.seat})


def on_disallowed(state: Meeting, body: PresenterDisallowed, fact: Event) -> Meeting:
    """Drop the permission."""
    return replace(state, presenters=state.presenters - {body.seat})


_LEADERS = frozenset({PRESIDING, Role.SECRETARY})
_ANY_SPEAKER = _LEADERS | {Role.CHAIR, Role.SITE, Role.DELEGATE, Role.DEPUTY, Role.TECHNICIAN}

COMMANDS = (
    command(Show, show, _ANY_SPEAKER, EXPECTED, _presents),
    command(Turn, turn, _ANY_SPEAKER, EXPECTED, _presents_something),
    command(Hide, hide, _ANY_SPEAKER, EXPECTED, _presents_something),
    command(AllowPresenter, allow, _LEADERS, EXPECTED),
    command(DisallowPresenter, disallow, _LEADERS, EXPECTED),
)

EVENTS = (
    event(Shown, on_front),
    event(Turned, on_front),
    event(Hidden, on_hidden),
    event(PresenterAllowed, on_allowed),
    event(PresenterDisallowed, on_disallowed),
)
