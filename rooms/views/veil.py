"""What observers may know: the meeting without its internal items and marked papers.

Works on the state, so that nothing derived from it tells more: every view an observer gets is made from what
is left. While an internal item is under discussion, or a marked paper keeps outsiders away, only the fields
named here are left (default deny).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from rooms.base.markings import Outlet, treatment
from rooms.base.roles import Role
from rooms.session.agenda import internal_now
from rooms.state import Front, Item, Meeting, Paper, Poll, Question, Questions, Request

NOT_BETRAYING = frozenset(
    {
        "id",
        "seq",
        "at",
        "phase",
        "title",
        "scheduled_at",
        "planned_s",
        "line_check_at",
        "opened_at",
        "closed_at",
        "recess_since",
        "cancelled_for",
        "auto_record",
        "presiding",
        "sites",
        "officers",
        "delegates",
        "observers",
        "lines",
        "roll",
        "agenda",
        "papers",
        "decisions",
        "recording",
        "keys",
    }
)
"""Fields that say nothing of what is being discussed, once internal items are taken out of them."""


def seen_by(state: Meeting, role: str) -> Meeting:
    """The meeting as a role may know it: as it is for everybody but observers."""
    return for_observers(state) if role == Role.OBSERVER else state


def for_observers(state: Meeting) -> Meeting:
    """The meeting as observers may know it."""
    hidden = frozenset(item.id for item in state.agenda.items.values() if item.internal)
    shut = internal_now(state) or state.secrecy.is_shut(Outlet.OUTSIDERS)
    if not hidden and not shut and not _something_kept(state):
        return state
    left = _without_items(state, hidden)
    if not shut:
        return left
    return Meeting(**{name: getattr(left, name) for name in NOT_BETRAYING})


def _something_kept(state: Meeting) -> bool:
    """Whether anything is left of internal items that were taken off the agenda, or a paper is marked."""
    if any(map(_marked, state.papers.values())):
        return True
    kept = (
        state.papers.values(),
        state.questions.items.values(),
        state.floor.requests.values(),
        state.polls.items.values(),
    )
    return any(one.internal for part in kept for one in part)


def paper_is_hidden(state: Meeting, paper: str) -> bool:
    """Whether outsiders may not see a paper: marked, of an internal item, or in front during one."""
    found = state.papers.get(paper)
    if found is not None and _marked(found):
        return True
    item = state.agenda.items.get(found.item or "") if found else None
    kept = found is not None and found.internal
    return (
        kept or (item is not None and item.internal) or (internal_now(state) and state.front.paper == paper)
    )


def _without_items(state: Meeting, hidden: frozenset[str]) -> Meeting:
    papers = {
        key: paper for key, paper in state.papers.items() if _open(paper, hidden) and not _marked(paper)
    }
    items = {key: _bare(item) if key in hidden else item for key, item in state.agenda.items.items()}
    requests = {key: _silent(one, hidden, papers) for key, one in state.floor.requests.items()}
    questions = {key: one for key, one in state.questions.items.items() if _open(one, hidden)}
    polls = {key: one for key, one in state.polls.items.items() if _votable(one, hidden)}
    return replace(
        state,
        agenda=replace(state.agenda, items=items),
        papers=papers,
        front=state.front if state.front.paper in papers else Front(),
        floor=replace(state.floor, requests=requests),
        questions=Questions(tuple(key for key in state.questions.order if key in questions), questions),
        polls=replace(state.polls, items=polls),
        decisions={key: one for key, one in state.decisions.items() if one.item not in hidden},
    )


def _marked(paper: Paper) -> bool:
    return not treatment(paper.marking).outsiders


def _bare(item: Item) -> Item:
    return replace(item, title="", rapporteur="", seats=(), postponed_reason="", carried_from=None)


def _silent(request: Request, hidden: frozenset[str], papers: Container[str]) -> Request:
    shown = request if request.paper in papers else replace(request, paper=None)
    return shown if _open(request, hidden) else replace(shown, topic="")


def _votable(poll: Poll, hidden: frozenset[str]) -> bool:
    return not poll.internal and poll.plan.item not in hidden


def _open(one: Paper | Question | Request, hidden: frozenset[str]) -> bool:
    return not one.internal and one.item not in hidden
