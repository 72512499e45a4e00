"""The life of a meeting: a table of transitions, and creating and editing what it is about.

``TRANSITIONS`` is the rule; ``diagram`` draws it; a test holds the README's drawing to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rooms.base.roles import PRESIDING, Role, Viewer, delegate_seat, site_seat
from rooms.errors import Code, Refused
from rooms.kernel import (
    PREPARING,
    CommandSpec,
    Context,
    Event,
    Facts,
    command,
    event,
)
from rooms.lifecycle_words import (
    AgendaEntry,
    Archive,
    Archived,
    Cancel,
    Cancelled,
    Close,
    Closed,
    Create,
    Created,
    Edit,
    Edited,
    LineCheckStarted,
    Open,
    Opened,
    Recess,
    Recessed,
    Resume,
    Resumed,
    Schedule,
    Scheduled,
    StartLineCheck,
)
from rooms.lookup.seats import chair_seat
from rooms.papers.secrecy import recall_all
from rooms.papers.secrecy_words import CANCELLED, CLOSED
from rooms.participants.people import make_delegate, make_officer, make_site
from rooms.screens.line_check import finish_by_itself
from rooms.session import agenda_clock
from rooms.session.agenda import finish_current, source_of
from rooms.session.recording import start_by_itself, stop_by_itself
from rooms.speaking.grants import end_turns
from rooms.state import Agenda, Floor, Item, Meeting, Phase, Presiding
from rooms.voting.quorum import make_rule
from rooms.voting.voters import end_checks


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow of the diagram."""

    command: str
    sources: tuple[Phase, ...]
    target: Phase


TRANSITIONS = (
    Transition("meeting.create", (Phase.NONE,), Phase.DRAFT),
    Transition("meeting.schedule", (Phase.DRAFT,), Phase.SCHEDULED),
    Transition("meeting.start_line_check", (Phase.SCHEDULED,), Phase.LINE_CHECK),
    Transition("meeting.open", (Phase.SCHEDULED, Phase.LINE_CHECK), Phase.IN_SESSION),
    Transition("meeting.recess", (Phase.IN_SESSION,), Phase.RECESS),
    Transition("meeting.resume", (Phase.RECESS,), Phase.IN_SESSION),
    Transition("meeting.close", (Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS), Phase.CLOSED),
    Transition("meeting.archive", (Phase.CLOSED,), Phase.ARCHIVED),
    Transition("meeting.cancel", (Phase.DRAFT, Phase.SCHEDULED), Phase.CANCELLED),
)


def diagram() -> str:
    """The transitions as a Mermaid state diagram."""
    arrows = (
        f"    {'[*]' if source == Phase.NONE else source} --> {arrow.target}: {arrow.command}"
        for arrow in TRANSITIONS
        for source in arrow.sources
    )
    return "\n".join(["stateDiagram-v2", *arrows])


def _unique(code: Code, values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise Refused(code)


def create(context: Context, body: Create) -> Facts:
    """Create, once, from a plan that fits together."""
    _unique(Code.SITE_EXISTS, [site_seat(entry.code) for entry in body.sites])
    _unique(Code.SEAT_EXISTS, [entry.seat for entry in body.officers])
    _unique(Code.DELEGATE_EXISTS, [entry.id for entry in body.delegates])
    if sum(entry.role == Role.CHAIR for entry in body.officers) > 1:
        raise Refused(Code.MEETING_SECOND_CHAIR)
    halls = {site_seat(entry.code): entry.code for entry in body.sites}
    for entry in body.delegates:
        if site_seat(entry.site) not in halls:
            raise Refused(Code.SITE_UNKNOWN, {"site": entry.site})
    _require_reporters(body)
    make_rule(body.quorum)
    delegates = tuple(replace(entry, site=halls[site_seat(entry.site)]) for entry in body.delegates)
    return (
        Created(
            context.state.id,
            body.title,
            body.scheduled_at,
            body.planned_s,
            body.agenda,
            body.sites,
            body.officers,
            delegates,
            body.auto_record,
            body.max_open,
            body.quorum,
        ),
    )


def _require_reporters(body: Create) -> None:
    """Who reports is invited; of what another meeting postponed, whoever is not simply does not report."""
    invited = {
        *(site_seat(entry.code) for entry in body.sites),
        *(entry.seat for entry in body.officers),
        *(delegate_seat(entry.id) for entry in body.delegates),
    }
    own = [entry for entry in body.agenda if entry.carried_from is None]
    for seat in (seat for entry in own for seat in entry.seats if seat not in invited):
        raise Refused(Code.SEAT_UNKNOWN, {"seat": seat})
    sources = [(one.meeting, one.item) for entry in body.agenda if (one := entry.carried_from)]
    if len(set(sources)) != len(sources):
        raise Refused(Code.AGENDA_CARRIED)


def edit(context: Context, body: Edit) -> Facts:
    """Change what was given."""
    state = context.state
    old = (state.title, state.scheduled_at, state.planned_s, state.auto_record)
    new = (
        state.title if body.title is None else body.title,
        state.scheduled_at if body.scheduled_at is None else body.scheduled_at,
        state.planned_s if body.planned_s is None else body.planned_s,
        state.auto_record if body.auto_record is None else body.auto_record,
    )
    return () if new == old else (Edited(*new),)


def _has_chair(state: Meeting, actor: Viewer) -> None:
    if chair_seat(state) is None:
        raise Refused(Code.MEETING_NO_CHAIR)


def schedule(context: Context, body: Schedule) -> Facts:
    """Schedule."""
    return (Scheduled(),)


def start_line_check(context: Context, body: StartLineCheck) -> Facts:
    """Start the line check."""
    return (LineCheckStarted(),)


def open_session(context: Context, body: Open) -> Facts:
    """Open; what is left over from the line check ends, recording starts if so decided."""
    state = context.state
    ended = (*end_turns(state, "opened"), *finish_by_itself(state))
    return (*ended, Opened(), *start_by_itself(state, context.actor))


def recess(context: Context, body: Recess) -> Facts:
    """Pause; nobody is left with an open microphone in an empty hall."""
    return (*end_turns(context.state, "recess"), Recessed())


def resume(context: Context, body: Resume) -> Facts:
    """Go on."""
    return (Resumed(),)


def close(context: Context, body: Close) -> Facts:
    """Close, ending what still runs and calling marked papers back.

    A vote is closed or cancelled before, by hand.
    """
    state = context.state
    if state.polls.running is not None:
        raise Refused(Code.POLL_STILL_OPEN, {"poll": state.polls.running.id})
    return (
        *end_turns(state, "closed"),
        *finish_current(state, context.now),
        *stop_by_itself(state, CLOSED),
        *recall_all(state, CLOSED),
        *finish_by_itself(state),
        Closed(),
    )


def archive(context: Context, body: Archive) -> Facts:
    """Archive."""
    return (Archived(),)


def cancel(context: Context, body: Cancel) -> Facts:
    """Call it off before anybody has gathered."""
    return (*recall_all(context.state, CANCELLED), Cancelled(body.reason))


def make_item(place: int, entry: AgendaEntry) -> Item:
    """The item of a plan at ``place`` (from 1)."""
    return Item(
        f"a{place}",
        entry.title,
        entry.rapporteur,
        entry.planned_s,
        entry.seats,
        entry.internal,
        carried_from=source_of(entry.carried_from),
    )


def on_created(state: Meeting, body: Created, fact: Event) -> Meeting:
    """Begin the state from the plan."""
    items = [make_item(place, entry) for place, entry in enumerate(body.agenda, start=1)]
    officers = {entry.seat: make_officer(entry) for entry in body.officers}
    chair = next((seat for seat, officer in officers.items() if officer.role == Role.CHAIR), None)
    return replace(
        state,
        id=body.meeting,
        phase=Phase.DRAFT,
        title=body.title,
        scheduled_at=body.scheduled_at,
        planned_s=body.planned_s,
        auto_record=body.auto_record,
        sites={site.seat: site for site in map(make_site, body.sites)},
        officers=officers,
        delegates={one.id: one for one in map(make_delegate, body.delegates)},
        agenda=Agenda(tuple(item.id for item in items), {item.id: item for item in items}, None, len(items)),
        floor=Floor(max_open=body.max_open),
        presiding=Presiding(chair),
        quorum=make_rule(body.quorum),
    )


def on_edited(state: Meeting, body: Edited, fact: Event) -> Meeting:
    """Set what the meeting is about; another time of opening begins its alarms anew."""
    moved = body.scheduled_at != state.scheduled_at and state.checks.planned_since is not None
    return replace(
        state,
        checks=replace(state.checks, planned_since=fact.at) if moved else state.checks,
        title=body.title,
        scheduled_at=body.scheduled_at,
        planned_s=body.planned_s,
        auto_record=body.auto_record,
    )


def on_scheduled(state: Meeting, body: Scheduled, fact: Event) -> Meeting:
    """Scheduled."""
    checks = replace(state.checks, planned_since=fact.at)
    return replace(state, phase=Phase.SCHEDULED, checks=checks)


def on_line_check_started(state: Meeting, body: LineCheckStarted, fact: Event) -> Meeting:
    """Line check."""
    return replace(state, phase=Phase.LINE_CHECK, line_check_at=fact.at)


def on_opened(state: Meeting, body: Opened, fact: Event) -> Meeting:
    """In session; the agenda's plan is fixed."""
    return replace(
        state, phase=Phase.IN_SESSION, opened_at=fact.at, agenda=agenda_clock.begin(state, fact.at)
    )


def on_recessed(state: Meeting, body: Recessed, fact: Event) -> Meeting:
    """In recess; the item's clock stands still."""
    agenda = agenda_clock.pause_current(state, fact.at)
    return replace(state, phase=Phase.RECESS, recess_since=fact.at, agenda=agenda)


def on_resumed(state: Meeting, body: Resumed, fact: Event) -> Meeting:
    """In session again; the item's clock runs."""
    agenda = agenda_clock.run_current(state, fact.at)
    return replace(state, phase=Phase.IN_SESSION, recess_since=None, agenda=agenda)


def on_closed(state: Meeting, body: Closed, fact: Event) -> Meeting:
    """Closed; the queue is empty, nobody is called out and no code lets anybody in; what was spoken stays."""
    old = state.floor
    return replace(
        state,
        phase=Phase.CLOSED,
        closed_at=fact.at,
        recess_since=None,
        floor=Floor(max_open=old.max_open, lists=old.lists, spoken=old.spoken, recent=old.recent),
        codes={},
        roll=replace(state.roll, called=None),
        polls=end_checks(state.polls),
    )


def on_archived(state: Meeting, body: Archived, fact: Event) -> Meeting:
    """Archived."""
    return replace(state, phase=Phase.ARCHIVED)


def on_cancelled(state: Meeting, body: Cancelled, fact: Event) -> Meeting:
    """Called off; nothing more can happen in it."""
    polls = end_checks(state.polls)
    return replace(state, phase=Phase.CANCELLED, cancelled_for=body.reason, polls=polls)


_SOURCES = {arrow.command: frozenset(arrow.sources) for arrow in TRANSITIONS}
_LEADERS = frozenset({PRESIDING})
_SYSTEM = frozenset({Role.SYSTEM})
_PREPARERS = _LEADERS | {Role.SECRETARY, Role.SYSTEM}

COMMANDS: tuple[CommandSpec, ...] = (
    command(Create, create, _SYSTEM, _SOURCES["meeting.create"]),
    command(Edit, edit, _PREPARERS, PREPARING),
    command(Schedule, schedule, _PREPARERS, _SOURCES["meeting.schedule"], _has_chair),
    command(
        StartLineCheck, start_line_check, _PREPARERS | {Role.TECHNICIAN}, _SOURCES["meeting.start_line_check"]
    ),
    command(Open, open_session, _LEADERS, _SOURCES["meeting.open"]),
    command(Recess, recess, _LEADERS, _SOURCES["meeting.recess"]),
    command(Resume, resume, _LEADERS, _SOURCES["meeting.resume"]),
    command(Close, close, _LEADERS, _SOURCES["meeting.close"]),
    command(Archive, archive, _SYSTEM, _SOURCES["meeting.archive"]),
    command(Cancel, cancel, _PREPARERS, _SOURCES["meeting.cancel"]),
)

EVENTS = (
    event(Created, on_created),
    event(Edited, on_edited),
    event(Scheduled, on_scheduled),
    event(LineCheckStarted, on_line_check_started),
    event(Opened, on_opened),
    event(Recessed, on_recessed),
    event(Resumed, on_resumed),
    event(Closed, on_closed),
    event(Archived, on_archived),
    event(Cancelled, on_cancelled),
)
