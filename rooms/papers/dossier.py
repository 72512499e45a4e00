"""The papers of the meeting: they join, are reworded, ordered, replaced, taken back and removed.

Only what is said about them is here; the files are elsewhere, and the server has checked them before.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.fields import dump
from rooms.base.markings import require_accepted
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import KEPT, UNFINISHED, Context, Event, Facts, command, event
from rooms.lookup.papers import require_open_paper, require_paper, siblings
from rooms.lookup.seats import require_person
from rooms.papers.documents import Hidden
from rooms.papers.dossier_words import (
    AddPaper,
    DueSet,
    EditPaper,
    MovePaper,
    PaperAdded,
    PaperEdited,
    PaperMoved,
    PaperRemoved,
    PaperReplaced,
    PaperWithdrawn,
    RemovePaper,
    ReplacePaper,
    SetDue,
    WithdrawPaper,
)
from rooms.papers.secrecy import hold, raised, recall_removed, shut_for
from rooms.session.agenda import require_item
from rooms.speaking.requests import forget_paper, shorten_paper
from rooms.state import Due, Dues, Meeting, Paper, Withdrawal, drop, put

MAX_PAPERS = 500


def add_paper(context: Context, body: AddPaper) -> Facts:
    """Add a paper under an id the server made."""
    state = context.state
    if body.paper in state.papers:
        raise Refused(Code.PAPER_EXISTS, {"paper": body.paper})
    if len(state.papers) >= MAX_PAPERS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "papers", "most": MAX_PAPERS})
    if body.item is not None:
        require_item(state, body.item)
    require_accepted(body.marking)
    return (PaperAdded(**dump(body)), *shut_for(state, body.paper, body.marking))


def edit_paper(context: Context, body: EditPaper) -> Facts:
    """Say something else about a paper; what is there already changes nothing."""
    old = require_paper(context.state, body.paper)
    edited = PaperEdited(
        old.id,
        old.title if body.title is None else body.title,
        old.item if body.item is None else body.item or None,
        old.number if body.number is None else body.number,
        old.issuer if body.issuer is None else body.issuer,
        old.dated if body.dated is None else body.dated,
        old.kind if body.kind is None else body.kind,
        old.marking if body.marking is None else body.marking,
        old.unit if body.unit is None else body.unit or None,
    )
    if _reworded(old, edited) == old:
        return ()
    if edited.item is not None:
        require_item(context.state, edited.item)
    if edited.unit is not None and edited.unit != old.unit:
        require_person(context.state, edited.unit)
    return (edited, *raised(context.state, old.id, old.marking, edited.marking))


def _reworded(old: Paper, edited: PaperEdited) -> Paper:
    """The paper as it reads now. Another item says anew whether it is internal."""
    return replace(
        old,
        title=edited.title,
        item=edited.item,
        number=edited.number,
        issuer=edited.issuer,
        dated=edited.dated,
        kind=edited.kind,
        marking=edited.marking,
        unit=edited.unit,
        internal=old.internal and edited.item is None,
    )


def remove_paper(context: Context, body: RemovePaper) -> Facts:
    """Remove a paper, from the front first; a marked one is called back from every machine."""
    paper = require_paper(context.state, body.paper)
    recalled = recall_removed(context.state, paper)
    return (*_away(context.state, paper), *recalled, PaperRemoved(paper.id))


def _away(state: Meeting, paper: Paper) -> Facts:
    """What takes a paper from the front, if it is there."""
    return (Hidden(),) if state.front.paper == paper.id else ()


def move_paper(context: Context, body: MovePaper) -> Facts:
    """Reorder the papers of an item."""
    paper = require_paper(context.state, body.paper)
    others = siblings(context.state, paper)
    position = min(body.position, len(others) - 1)
    return () if others[position] == paper.id else (PaperMoved(paper.id, position),)


def replace_paper(context: Context, body: ReplacePaper) -> Facts:
    """Put a newer version in a paper's place; one that comes late, after a newer still, is refused."""
    paper = require_open_paper(context.state, body.paper)
    if body.version <= paper.version:
        raise Refused(Code.PAPER_NOT_NEWER, {"version": paper.version})
    marking = paper.marking if body.marking is None else body.marking
    fact = PaperReplaced(
        paper.id, body.version, body.pages, body.size, body.sha256, paper.sha256, body.note, marking
    )
    return (fact, *raised(context.state, paper.id, paper.marking, marking))


def withdraw_paper(context: Context, body: WithdrawPaper) -> Facts:
    """Take a paper back, from the front first."""
    paper = require_open_paper(context.state, body.paper)
    return (*_away(context.state, paper), PaperWithdrawn(paper.id, body.reason))


def set_due(context: Context, body: SetDue) -> Facts:
    """Say until when papers are due; what holds already changes nothing."""
    if body.item is not None:
        require_item(context.state, body.item)
    fact = DueSet(body.item, body.due_at, body.wanted or body.item is None)
    return () if _with_due(context.state.dues, fact) == context.state.dues else (fact,)


def _with_due(dues: Dues, fact: DueSet) -> Dues:
    if fact.item is None:
        return replace(dues, at=fact.due_at)
    said = Due(fact.due_at, fact.wanted)
    return replace(
        dues, items=drop(dues.items, fact.item) if said == Due() else put(dues.items, fact.item, said)
    )


def on_paper_added(state: Meeting, body: PaperAdded, fact: Event) -> Meeting:
    """Add the paper."""
    paper = Paper(
        body.paper,
        body.title,
        body.pages,
        body.item,
        body.size,
        body.sha256,
        number=body.number,
        issuer=body.issuer,
        dated=body.dated,
        kind=body.kind,
        marking=body.marking,
        unit=body.unit,
        version=body.version,
    )
    return replace(state, papers=put(state.papers, paper.id, paper))


def on_paper_edited(state: Meeting, body: PaperEdited, fact: Event) -> Meeting:
    """Reword the paper; it keeps its place."""
    return replace(state, papers=put(state.papers, body.paper, _reworded(state.papers[body.paper], body)))


def on_paper_removed(state: Meeting, body: PaperRemoved, fact: Event) -> Meeting:
    """Drop the paper; nobody asks for it any more."""
    floor = forget_paper(state.floor, body.paper)
    return replace(hold(state, body.paper), floor=floor, papers=drop(state.papers, body.paper))


def on_paper_moved(state: Meeting, body: PaperMoved, fact: Event) -> Meeting:
    """Reorder: the papers of the item change places among themselves, those of other items keep theirs."""
    old = siblings(state, state.papers[body.paper])
    others = tuple(key for key in old if key != body.paper)
    new = (*others[: body.position], body.paper, *others[body.position :])
    turned = dict(zip(old, new, strict=True))
    keys = [turned.get(key, key) for key in state.papers]
    return replace(state, papers={key: state.papers[key] for key in keys})


def on_paper_replaced(state: Meeting, body: PaperReplaced, fact: Event) -> Meeting:
    """Put the newer version in; whoever is, or was to come, on a page it has not is on its last one."""
    paper = replace(
        state.papers[body.paper],
        version=body.version,
        pages=body.pages,
        size=body.size,
        sha256=body.sha256,
        replaces=body.replaces,
        replaced_at=fact.at,
        note=body.note,
        marking=state.papers[body.paper].marking if body.marking is None else body.marking,
    )
    front = state.front
    if front.paper == paper.id:
        front = replace(front, page=min(front.page, paper.pages))
    floor = shorten_paper(state.floor, paper.id, paper.pages)
    return replace(hold(state, paper.id), floor=floor, front=front, papers=put(state.papers, paper.id, paper))


def on_paper_withdrawn(state: Meeting, body: PaperWithdrawn, fact: Event) -> Meeting:
    """Mark the paper; nobody asks for it any more."""
    withdrawn = Withdrawal(fact.at, fact.actor, body.reason)
    paper = replace(state.papers[body.paper], withdrawn=withdrawn)
    floor = forget_paper(state.floor, body.paper)
    return replace(state, floor=floor, papers=put(state.papers, paper.id, paper))


def on_due_set(state: Meeting, body: DueSet, fact: Event) -> Meeting:
    """Keep the deadline."""
    return replace(state, dues=_with_due(state.dues, body))


_KEEPERS = frozenset({PRESIDING, Role.SECRETARY})
_SYSTEM = frozenset({Role.SYSTEM})

COMMANDS = (
    command(AddPaper, add_paper, _SYSTEM, KEPT),
    command(EditPaper, edit_paper, _KEEPERS | _SYSTEM, KEPT),
    command(RemovePaper, remove_paper, _KEEPERS | _SYSTEM, KEPT),
    command(MovePaper, move_paper, _KEEPERS, KEPT),
    command(ReplacePaper, replace_paper, _SYSTEM, KEPT),
    command(WithdrawPaper, withdraw_paper, _KEEPERS, KEPT),
    command(SetDue, set_due, _KEEPERS, UNFINISHED),
)

EVENTS = (
    event(PaperAdded, on_paper_added),
    event(PaperEdited, on_paper_edited),
    event(PaperRemoved, on_paper_removed),
    event(PaperMoved, on_paper_moved),
    event(PaperReplaced, on_paper_replaced),
    event(PaperWithdrawn, on_paper_withdrawn),
    event(DueSet, on_due_set),
)
