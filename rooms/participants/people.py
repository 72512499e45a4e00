"""Who is invited: halls, officers and delegates, added and removed at any time before the end.

Removing somebody ends what they hold (turn, queue place, permissions, connections), in this order, so that
no moment exists in which a seat that is not part of the meeting may still speak.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.roles import MAX_DELEGATES, MAX_OFFICERS, MAX_SITES, PRESIDING, Role, delegate_seat, site_seat
from rooms.errors import Code, Refused
from rooms.kernel import (
    UNFINISHED,
    Context,
    Event,
    Facts,
    command,
    event,
)
from rooms.lookup.seats import chair_seat, require_delegate, require_site
from rooms.participants.people_words import (
    AddDelegate,
    AddOfficer,
    AddSite,
    DelegateAdded,
    DelegateEdited,
    DelegateEntry,
    DelegateRemoved,
    EditDelegate,
    OfficerAdded,
    OfficerEntry,
    OfficerRemoved,
    RemoveDelegate,
    RemoveOfficer,
    RemoveSite,
    SiteAdded,
    SiteEntry,
    SiteRemoved,
)
from rooms.participants.presiding import after_removal
from rooms.screens.scenes import without_seat
from rooms.speaking.floor import clear_seats
from rooms.speaking.questions import clear_questions, renamed
from rooms.speaking.requests import forget_seat, live_request
from rooms.state import Delegate, Meeting, Officer, Phase, Presiding, Site, drop, put, without_delegate
from rooms.voting.voters import forget_seat as forget_seat_in_polls


def _bound(have: int, most: int, what: str) -> None:
    if have >= most:
        raise Refused(Code.MEETING_TOO_MANY, {"what": what, "most": most})


def _clear(state: Meeting, seats: frozenset[str]) -> Facts:
    return (*clear_seats(state, seats), *clear_questions(state, seats))


def add_site(context: Context, body: AddSite) -> Facts:
    """Invite a hall."""
    _bound(len(context.state.sites), MAX_SITES, "sites")
    if site_seat(body.code) in context.state.sites:
        raise Refused(Code.SITE_EXISTS, {"site": body.code})
    return (SiteAdded(body.code, body.name, body.short_name, body.kind, body.rank),)


def remove_site(context: Context, body: RemoveSite) -> Facts:
    """Remove a hall, its delegates, and what they hold."""
    site = require_site(context.state, body.code)
    members = [one for one in context.state.delegates.values() if one.site == site.seat]
    held = _clear(context.state, frozenset({site.seat, *(one.seat for one in members)}))
    gone = tuple(DelegateRemoved(one.id, one.seat) for one in members)
    return (*held, *gone, SiteRemoved(site.code, site.seat))


def add_officer(context: Context, body: AddOfficer) -> Facts:
    """Appoint an officer; a meeting has one chair, whom its secretary does not appoint."""
    _bound(len(context.state.officers), MAX_OFFICERS, "officers")
    _leaves_the_chair_alone(context, body.role, body.type)
    if body.seat in context.state.officers:
        raise Refused(Code.SEAT_EXISTS, {"seat": body.seat})
    if body.role == Role.CHAIR and chair_seat(context.state) is not None:
        raise Refused(Code.MEETING_SECOND_CHAIR)
    return (OfficerAdded(body.seat, body.name, body.role, body.office, body.order, body.rank),)


def remove_officer(context: Context, body: RemoveOfficer) -> Facts:
    """Remove an officer and what they hold."""
    officer = context.state.officers.get(body.seat)
    if officer is None:
        raise Refused(Code.OFFICER_UNKNOWN, {"seat": body.seat})
    _leaves_the_chair_alone(context, officer.role, body.type)
    if officer.role == Role.CHAIR and context.state.phase != Phase.DRAFT:
        raise Refused(Code.OFFICER_IS_CHAIR)
    held = _clear(context.state, frozenset({officer.seat}))
    return (*held, *after_removal(context.state, officer.seat), OfficerRemoved(officer.seat))


def _leaves_the_chair_alone(context: Context, role: str, what: str) -> None:
    if role == Role.CHAIR and context.actor.role == Role.SECRETARY:
        raise Refused(Code.ROLE_DENIED, {"role": context.actor.role, "command": what})


def add_delegate(context: Context, body: AddDelegate) -> Facts:
    """Invite a delegate into a hall."""
    _bound(len(context.state.delegates), MAX_DELEGATES, "delegates")
    site = require_site(context.state, body.site)
    if body.id in context.state.delegates:
        raise Refused(Code.DELEGATE_EXISTS, {"delegate": body.id})
    return (DelegateAdded(body.id, body.name, site.code, body.office, body.rank),)


def edit_delegate(context: Context, body: EditDelegate) -> Facts:
    """Reword a delegate, or move them to another hall while they neither wait nor speak."""
    old = require_delegate(context.state, body.id)
    site = require_site(context.state, old.site if body.site is None else body.site)
    if site.seat != old.site and live_request(context.state, old.seat) is not None:
        raise Refused(Code.DELEGATE_HAS_FLOOR)
    name = old.name if body.name is None else body.name
    office = old.office if body.office is None else body.office
    rank = old.rank if body.rank is None else body.rank
    if (name, office, site.seat, rank) == (old.name, old.office, old.site, old.rank):
        return ()
    return (DelegateEdited(old.id, name, site.code, office, rank),)


def remove_delegate(context: Context, body: RemoveDelegate) -> Facts:
    """Remove a delegate and what they hold."""
    old = require_delegate(context.state, body.id)
    return (*_clear(context.state, frozenset({old.seat})), DelegateRemoved(old.id, old.seat))


def make_site(entry: SiteEntry) -> Site:
    """The hall of an entry."""
    return Site(site_seat(entry.code), entry.code, entry.name, entry.short_name, entry.kind, entry.rank)


def make_officer(entry: OfficerEntry) -> Officer:
    """The officer of an entry."""
    return Officer(entry.seat, entry.name, entry.office, entry.role, entry.order, entry.rank)


def make_delegate(entry: DelegateEntry) -> Delegate:
    """The delegate of an entry."""
    seat, site = delegate_seat(entry.id), site_seat(entry.site)
    return Delegate(entry.id, seat, entry.name, entry.office, site, rank=entry.rank)


def _forget(state: Meeting, seat: str) -> Meeting:
    """Drop everything kept for a seat that left for good."""
    called = None if state.roll.called == seat else state.roll.called
    return replace(
        state,
        lines=drop(state.lines, seat),
        roll=replace(state.roll, marks=drop(state.roll.marks, seat), called=called),
        codes=drop(state.codes, seat),
        seating=without_delegate(drop(state.seating, seat), seat.removeprefix("delegate-")),
        floor=forget_seat(state.floor, seat),
        muted=drop(state.muted, seat),
        screens=state.screens - {seat},
        presenters=state.presenters - {seat},
        program=without_seat(state.program, seat),
        polls=forget_seat_in_polls(state, seat),
    )


def on_site_added(state: Meeting, body: SiteAdded, fact: Event) -> Meeting:
    """Add the hall."""
    site = make_site(body)
    return replace(state, sites=put(state.sites, site.seat, site))


def on_site_removed(state: Meeting, body: SiteRemoved, fact: Event) -> Meeting:
    """Forget the hall."""
    checks = replace(state.checks, sites=drop(state.checks.sites, body.seat))
    return _forget(replace(state, sites=drop(state.sites, body.seat), checks=checks), body.seat)


def on_officer_added(state: Meeting, body: OfficerAdded, fact: Event) -> Meeting:
    """Add the officer; a chair presides from appointment on."""
    state = replace(state, officers=put(state.officers, body.seat, make_officer(body)))
    return replace(state, presiding=Presiding(body.seat)) if body.role == Role.CHAIR else state


def on_officer_removed(state: Meeting, body: OfficerRemoved, fact: Event) -> Meeting:
    """Forget the officer."""
    return _forget(replace(state, officers=drop(state.officers, body.seat)), body.seat)


def on_delegate_added(state: Meeting, body: DelegateAdded, fact: Event) -> Meeting:
    """Add the delegate."""
    return replace(state, delegates=put(state.delegates, body.id, make_delegate(body)))


def on_delegate_edited(state: Meeting, body: DelegateEdited, fact: Event) -> Meeting:
    """Reword the delegate, also in what they wait for."""
    old, new = state.delegates[body.id], make_delegate(body)
    changed = replace(old, name=new.name, office=new.office, site=new.site, rank=new.rank)
    seating = state.seating if old.site == new.site else without_delegate(state.seating, body.id)
    state = replace(state, delegates=put(state.delegates, body.id, changed), seating=seating)
    return renamed(state, old.seat)


def on_delegate_removed(state: Meeting, body: DelegateRemoved, fact: Event) -> Meeting:
    """Forget the delegate."""
    return _forget(replace(state, delegates=drop(state.delegates, body.id)), body.seat)


_LISTERS = frozenset({PRESIDING, Role.SECRETARY, Role.SYSTEM})

COMMANDS = (
    command(AddSite, add_site, _LISTERS, UNFINISHED),
    command(RemoveSite, remove_site, _LISTERS, UNFINISHED),
    command(AddOfficer, add_officer, frozenset({Role.CHAIR, Role.SECRETARY, Role.SYSTEM}), UNFINISHED),
    command(RemoveOfficer, remove_officer, frozenset({Role.CHAIR, Role.SECRETARY, Role.SYSTEM}), UNFINISHED),
    command(AddDelegate, add_delegate, _LISTERS, UNFINISHED),
    command(EditDelegate, edit_delegate, _LISTERS, UNFINISHED),
    command(RemoveDelegate, remove_delegate, _LISTERS, UNFINISHED),
)

EVENTS = (
    event(SiteAdded, on_site_added),
    event(SiteRemoved, on_site_removed),
    event(OfficerAdded, on_officer_added),
    event(OfficerRemoved, on_officer_removed),
    event(DelegateAdded, on_delegate_added),
    event(DelegateEdited, on_delegate_edited),
    event(DelegateRemoved, on_delegate_removed),
)
