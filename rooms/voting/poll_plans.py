"""Plans of polls: read from what is given, and refused where they make no sense."""

from __future__ import annotations

from rooms.errors import Code, Refused
from rooms.kernel import Context
from rooms.session.agenda import internal_now, require_item
from rooms.state import ABSTAIN, NO, YES, Majority, Option, Plan, Turnout
from rooms.voting.poll_words import MajorityEntry, PlanEntry, TurnoutEntry
from rooms.voting.quorum import SITES

PLAN_FIELDS = tuple(PlanEntry.__dataclass_fields__)
_QUESTION_OPTIONS = tuple(Option(choice) for choice in (YES, NO, ABSTAIN))


def _require_plan(entry: PlanEntry) -> None:
    """Raise Refused: poll.bad_options, poll.bad_rule."""
    count = len(entry.options)
    if count == 1 or len(set(entry.options)) != count or entry.most > max(1, count):
        raise Refused(Code.POLL_BAD_OPTIONS)
    quorum = entry.quorum
    if quorum is not None and (quorum.at_least is None) == (quorum.count is None):
        raise Refused(Code.POLL_BAD_RULE)
    shares = (quorum.at_least if quorum else None, entry.majority)
    beyond = any(one.of > one.parts or (one.over and one.of == one.parts) for one in shares if one)
    if beyond or (entry.chairs and entry.unit == SITES):
        raise Refused(Code.POLL_BAD_RULE)


def make_plan(entry: PlanEntry) -> Plan:
    """The plan of an entry."""
    listed = tuple(Option(f"o{place}", label) for place, label in enumerate(entry.options, start=1))
    return Plan(
        entry.question,
        entry.item,
        entry.unit,
        (*listed, Option(ABSTAIN)) if listed else _QUESTION_OPTIONS,
        bool(listed),
        entry.most,
        entry.secret,
        entry.revocable,
        entry.chair_first,
        entry.entitled,
        entry.chairs,
        entry.proxies,
        entry.for_s,
        _turnout(entry.quorum),
        _majority(entry.majority),
    )


def _turnout(entry: TurnoutEntry | None) -> Turnout | None:
    if entry is None:
        return None
    share = entry.at_least
    if share is None:
        return Turnout(entry.counted, count=entry.count)
    return Turnout(entry.counted, share.of, share.parts, share.over)


def _majority(entry: MajorityEntry | None) -> Majority | None:
    return None if entry is None else Majority(entry.base, entry.of, entry.parts, entry.over)


def plan_of(context: Context, body: PlanEntry) -> PlanEntry:
    """What is given, read into a plan that makes sense; what is asked inside belongs to what is discussed."""
    _require_plan(body)
    state = context.state
    if body.item is not None:
        require_item(state, body.item)
    inside = state.agenda.current if internal_now(state) else None
    given = {name: getattr(body, name) for name in PLAN_FIELDS}
    return PlanEntry(**{**given, "item": body.item or inside})
