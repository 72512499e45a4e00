"""What marked papers do to the meeting: outlets shut and opened, markings lowered, papers recalled.

What a marking does is read from ``rooms.base.markings``. An outlet that a paper shut stays so when that paper
goes: only a decision of who presides opens it, and each further marked paper shuts it anew. Opening it
switches nothing on by itself.
"""

from __future__ import annotations

from dataclasses import replace

from rooms.base.markings import Outlet, is_lower, require_accepted, treatment
from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import OVER, UNFINISHED, Context, Event, Facts, command, event
from rooms.lookup.papers import require_paper
from rooms.papers.documents import Hidden
from rooms.papers.secrecy_words import (
    BY_HAND,
    CLOSED,
    REMOVED,
    LogSealed,
    Lower,
    Lowered,
    OutletsShut,
    Recall,
    Recalled,
    Relax,
    Relaxed,
    Restore,
    Restored,
    SealLog,
)
from rooms.session.recording import MARKED, stop_by_itself
from rooms.state import Meeting, Paper, Relaxation, Shut, drop, put


def shut_for(state: Meeting, paper: str, marking: str) -> Facts:
    """What follows at once from a paper with this marking being in the meeting; after its end, the recall."""
    if state.phase in OVER:
        return _recall_late(state, paper, marking)
    outlets = tuple(outlet for outlet in treatment(marking).shuts if not state.secrecy.is_shut(outlet))
    if not outlets or state.phase not in UNFINISHED:
        return ()
    return (*_stopped(state, outlets), OutletsShut(paper, outlets))


def _recall_late(state: Meeting, paper: str, marking: str) -> Facts:
    """What was called back at the end did not include this one, which machines may hold."""
    if not treatment(marking).recall or state.secrecy.is_recalled(paper):
        return ()
    return (Recalled((paper,), CLOSED),)


def _stopped(state: Meeting, outlets: tuple[str, ...]) -> Facts:
    return stop_by_itself(state, MARKED) if Outlet.RECORDING in outlets else ()


def raised(state: Meeting, paper: str, old: str, new: str) -> Facts:
    """What follows from another marking of a paper.

    Raises Refused: ``marking.too_high``, ``marking.only_chair_lowers`` for a lower one.
    """
    require_accepted(new)
    if is_lower(new, old):
        raise Refused(Code.MARKING_ONLY_CHAIR_LOWERS, {"paper": paper})
    return shut_for(state, paper, new) if new != old else ()


def hold(state: Meeting, paper: str) -> Meeting:
    """Keep how the version of a paper that stands no longer is marked: its marking outlives it."""
    gone = state.papers[paper]
    versions = {**state.secrecy.held.get(paper, {}), gone.version: str(gone.marking)}
    return replace(state, secrecy=replace(state.secrecy, held=put(state.secrecy.held, paper, versions)))


def recall_all(state: Meeting, cause: str) -> Facts:
    """Facts that call back every paper that is marked or of which a version was, withdrawn ones too."""
    papers = tuple(
        paper.id
        for paper in state.papers.values()
        if was_marked(state, paper) and paper.id not in state.secrecy.recalled
    )
    return (*_from_front(state, papers), Recalled(papers, cause)) if papers else ()


def was_marked(state: Meeting, paper: Paper) -> bool:
    """Whether a paper, or a version of it that stood before, is to be called back."""
    markings = (paper.marking, *state.secrecy.held.get(paper.id, {}).values())
    return any(treatment(marking).recall for marking in markings)


def recall_removed(state: Meeting, paper: Paper) -> Facts:
    """What calls a marked paper back that leaves the meeting; one of which a version was marked, too."""
    if not was_marked(state, paper) or paper.id in state.secrecy.recalled:
        return ()
    return (Recalled((paper.id,), REMOVED),)


def marked_papers(state: Meeting) -> tuple[str, ...]:
    """Papers whose words are kept nowhere else, by their ids; those that have left the meeting too."""
    there = {paper.id for paper in state.papers.values() if not treatment(paper.marking).download}
    return tuple(sorted(there | set(state.secrecy.recalled)))


def _from_front(state: Meeting, papers: tuple[str, ...]) -> Facts:
    front = state.front.paper
    if front is None or front not in papers:
        return ()
    return (Hidden(),) if treatment(state.papers[front].marking).recall else ()


def why_not_read(state: Meeting, viewer: Viewer | None, paper: str) -> Code | None:
    """Why somebody (None: no seat of the meeting) may not open a paper for its marking; None: they may."""
    found = state.papers.get(paper)
    if found is None:
        return Code.PAPER_UNKNOWN
    rules, recalled = treatment(found.marking), state.secrecy.is_recalled(paper)
    if rules.outsiders and not recalled:
        return None
    if not rules.outsiders and (viewer is None or viewer.role not in rules.readers):
        return Code.MARKING_NOT_FOR_YOU
    if recalled or (rules.recall and state.phase in OVER):
        return Code.MARKING_RECALLED
    return Code.PAPER_IS_WITHDRAWN if found.withdrawn else None


def _something_shut(state: Meeting, actor: Viewer) -> None:
    if not state.secrecy.shut:
        raise Refused(Code.MARKING_NOT_SHUT)


def _something_relaxed(state: Meeting, actor: Viewer) -> None:
    if not state.secrecy.relaxed:
        raise Refused(Code.MARKING_NOT_RELAXED)


def relax(context: Context, body: Relax) -> Facts:
    """Open an outlet."""
    if not context.state.secrecy.is_shut(body.what):
        raise Refused(Code.MARKING_NOT_SHUT, {"what": body.what})
    return (Relaxed(body.what, body.reason),)


def restore(context: Context, body: Restore) -> Facts:
    """Shut an outlet again; a recording that runs ends."""
    if body.what not in context.state.secrecy.relaxed:
        raise Refused(Code.MARKING_NOT_RELAXED, {"what": body.what})
    return (*_stopped(context.state, (body.what,)), Restored(body.what, body.reason))


def lower(context: Context, body: Lower) -> Facts:
    """Lower a marking; what the paper shut stays shut until that is decided too. A recall is for good."""
    paper = require_paper(context.state, body.paper)
    if context.state.secrecy.is_recalled(paper.id):
        raise Refused(Code.MARKING_RECALLED, {"paper": paper.id})
    if not is_lower(body.marking, paper.marking):
        raise Refused(Code.MARKING_NOT_LOWER, {"paper": paper.id})
    return (Lowered(paper.id, body.marking, body.reason),)


def recall(context: Context, body: Recall) -> Facts:
    """Call one paper back, from the front first; twice is once."""
    state, paper = context.state, require_paper(context.state, body.paper)
    if not treatment(paper.marking).recall:
        raise Refused(Code.MARKING_NO_RECALL, {"paper": paper.id})
    if paper.id in state.secrecy.recalled:
        return ()
    return (*_from_front(state, (paper.id,)), Recalled((paper.id,), BY_HAND, body.reason))


def seal_log(context: Context, body: SealLog) -> Facts:
    """Write it down."""
    return (LogSealed(body.lines, body.hash),)


def on_shut(state: Meeting, body: OutletsShut, fact: Event) -> Meeting:
    """Shut them."""
    secrecy = state.secrecy
    shut = {**secrecy.shut, **{outlet: Shut(fact.at, body.paper) for outlet in body.what}}
    relaxed = {outlet: one for outlet, one in secrecy.relaxed.items() if outlet not in body.what}
    return replace(state, secrecy=replace(secrecy, shut=shut, relaxed=relaxed))


def on_relaxed(state: Meeting, body: Relaxed, fact: Event) -> Meeting:
    """Open it and keep whose decision it was."""
    secrecy = state.secrecy
    relaxed = put(secrecy.relaxed, body.what, Relaxation(fact.at, fact.actor, body.reason))
    return replace(state, secrecy=replace(secrecy, shut=drop(secrecy.shut, body.what), relaxed=relaxed))


def on_restored(state: Meeting, body: Restored, fact: Event) -> Meeting:
    """Shut it."""
    secrecy = state.secrecy
    shut = put(secrecy.shut, body.what, Shut(fact.at, None))
    return replace(state, secrecy=replace(secrecy, shut=shut, relaxed=drop(secrecy.relaxed, body.what)))


def on_lowered(state: Meeting, body: Lowered, fact: Event) -> Meeting:
    """Mark the paper anew."""
    paper = replace(state.papers[body.paper], marking=body.marking)
    return replace(state, papers=put(state.papers, paper.id, paper))


def on_recalled(state: Meeting, body: Recalled, fact: Event) -> Meeting:
    """Keep since when each is called back, and of which only versions before the one that stands."""
    secrecy, open_now = state.secrecy, {paper for paper in body.papers if _stands_open(state, paper)}
    recalled = {**secrecy.recalled, **dict.fromkeys(body.papers, fact.at)}
    earlier = (secrecy.earlier - frozenset(body.papers)) | open_now
    return replace(state, secrecy=replace(secrecy, recalled=recalled, earlier=earlier))


def _stands_open(state: Meeting, paper: str) -> bool:
    there = state.papers.get(paper)
    return there is not None and not treatment(there.marking).recall


def on_log_sealed(state: Meeting, body: LogSealed, fact: Event) -> Meeting:
    """It is for who verifies the record; nothing else changes."""
    return state


_LEADERS = frozenset({PRESIDING})

COMMANDS = (
    command(Relax, relax, _LEADERS, UNFINISHED, _something_shut),
    command(Restore, restore, _LEADERS, UNFINISHED, _something_relaxed),
    command(Lower, lower, _LEADERS, UNFINISHED),
    command(Recall, recall, _LEADERS | {Role.SECRETARY}, UNFINISHED),
    command(SealLog, seal_log, frozenset({Role.SYSTEM}), OVER),
)

EVENTS = (
    event(OutletsShut, on_shut),
    event(Relaxed, on_relaxed),
    event(Restored, on_restored),
    event(Lowered, on_lowered),
    event(Recalled, on_recalled),
    event(LogSealed, on_log_sealed),
)
