"""Quorum: how many of those invited must be here, by a rule set for the meeting, counted live.

A delegate counts while they are in their hall; a hall counts while its line is there or one of its
delegates is. Who left counts no longer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from rooms.base.fields import OneOf, Whole
from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import UNFINISHED, CommandBody, Context, Event, EventBody, Facts, command, event
from rooms.lookup.seats import line_of
from rooms.state import Meeting, QuorumRule

DELEGATES, SITES = "delegates", "sites"
Basis = Annotated[str, OneOf(frozenset({DELEGATES, SITES}))]
Part = Annotated[int, Whole(1, 100)]


@dataclass(frozen=True, slots=True)
class Share:
    """``of`` out of ``parts`` of those invited; ``over``: more than that, as in more than a half."""

    of: Part
    parts: Part
    over: bool = False


@dataclass(frozen=True, slots=True)
class QuorumEntry:
    """A rule as it is given: a share or a count of delegates or of sites."""

    basis: Basis = DELEGATES
    at_least: Share | None = None
    count: Annotated[int, Whole(1, 5000)] | None = None


@dataclass(frozen=True, slots=True)
class SetQuorum(QuorumEntry, CommandBody):
    """Set the rule; without a share and a count the meeting has none."""

    type: ClassVar[str] = "quorum.set"


@dataclass(frozen=True, slots=True)
class QuorumChanged(EventBody):
    """This many are enough from now on; None: there is no rule."""

    type: ClassVar[str] = "quorum.changed"
    rule: QuorumEntry | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were invited, are here and are needed; ``need`` None: no rule."""

    basis: str
    of: int
    here: int
    need: int | None

    @property
    def met(self) -> bool | None:
        """Whether enough are here, None without a rule."""
        return None if self.need is None else self.here >= self.need


def make_rule(entry: QuorumEntry | None) -> QuorumRule | None:
    """The rule of an entry, None for an empty one. Raises Refused(quorum.bad_rule) if it makes no sense."""
    if entry is None or (entry.at_least is None and entry.count is None):
        return None
    share = entry.at_least
    if share is None:
        return QuorumRule(entry.basis, count=entry.count)
    beyond = share.of > share.parts or (share.over and share.of == share.parts)
    if entry.count is not None or beyond:
        raise Refused(Code.QUORUM_BAD_RULE)
    return QuorumRule(entry.basis, share.of, share.parts, share.over)


def needed(rule: QuorumRule, invited: int) -> int:
    """How many of those invited are enough; at least one."""
    if rule.of is None or rule.parts is None:
        return rule.count or 1
    whole, rest = divmod(invited * rule.of, rule.parts)
    return max(1, whole + 1 if rule.over or rest else whole)


def figures(state: Meeting) -> Figures:
    """The count now."""
    basis = state.quorum.basis if state.quorum else DELEGATES
    here = {one.id: one.site for one in state.delegates.values() if one.here}
    if basis == DELEGATES:
        of, count = len(state.delegates), len(here)
    else:
        peopled = set(here.values())
        of = len(state.sites)
        count = sum(seat in peopled or line_of(state, seat).present for seat in state.sites)
    return Figures(basis, of, count, needed(state.quorum, of) if state.quorum else None)


def set_quorum(context: Context, body: SetQuorum) -> Facts:
    """Set the rule; the same rule changes nothing."""
    entry = QuorumEntry(body.basis, body.at_least, body.count)
    rule = make_rule(entry)
    if rule == context.state.quorum:
        return ()
    return (QuorumChanged(None if rule is None else entry),)


def on_changed(state: Meeting, body: QuorumChanged, fact: Event) -> Meeting:
    """Keep the rule."""
    return replace(state, quorum=make_rule(body.rule))


COMMANDS = (command(SetQuorum, set_quorum, frozenset({PRESIDING, Role.SECRETARY}), UNFINISHED),)

EVENTS = (event(QuorumChanged, on_changed),)
