"""The life of a poll: prepared, ready check, opened, closed, its result released.

What is voted on and by which rules is fixed when it opens, and so is who is entitled. A secret poll is ended
first; the server then hands its box over to be counted (``poll.count``). How a vote is given is in
``rooms.voting.ballots``, what it comes to in ``rooms.voting.tally``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from rooms.base.roles import PRESIDING, Role
from rooms.errors import Code, Refused
from rooms.kernel import GATHERED, KEPT, SITTING, UNFINISHED, Context, Event, Facts, command, event
from rooms.state import (
    ABSTAIN,
    Attendance,
    Meeting,
    Phase,
    Poll,
    PollState,
    put,
)
from rooms.voting.poll_plans import PLAN_FIELDS, make_plan, plan_of
from rooms.voting.poll_words import (
    COUNTING,
    MAX_POLLS,
    AttendanceEntry,
    Box,
    CancelPoll,
    CheckReady,
    ClosePoll,
    CountPoll,
    CreatePoll,
    EditPoll,
    KeyDestroyed,
    KeySet,
    NoteKeyDestroyed,
    OpenPoll,
    PollCancelled,
    PollClosed,
    PollCreated,
    PollEdited,
    PollEnded,
    PollOpened,
    PollReleased,
    ReadyAsked,
    ReleasePoll,
    ReviewPoll,
    SetKey,
    TallyEntry,
    VoterEntry,
)
from rooms.voting.tally import count_box, count_named, make_tally
from rooms.voting.voters import all_represented, attendance, entitled, require_within_limit

_PREPARED = (PollState.DRAFT, PollState.CHECKING)


def require_poll(state: Meeting, poll: str) -> Poll:
    """The poll. Raises Refused(poll.unknown)."""
    found = state.polls.items.get(poll)
    if found is None:
        raise Refused(Code.POLL_UNKNOWN, {"poll": poll})
    return found


def require_taking(context: Context, poll: str) -> Poll:
    """The poll, if it takes ballots now. Raises Refused: poll.unknown, poll.closed, poll.not_open."""
    found = require_poll(context.state, poll)
    late = found.closes_at is not None and context.now >= found.closes_at
    if found.state in (PollState.COUNTING, PollState.CLOSED) or (found.state == PollState.OPEN and late):
        raise Refused(Code.POLL_CLOSED, {"poll": poll})
    if found.state != PollState.OPEN:
        raise Refused(Code.POLL_NOT_OPEN, {"poll": poll, "state": found.state.value})
    return found


def require_prepared(state: Meeting, poll: str) -> Poll:
    """The poll, if it has not been opened. Raises Refused: poll.unknown, poll.begun."""
    found = require_poll(state, poll)
    if found.state not in _PREPARED:
        raise Refused(Code.POLL_BEGUN, {"poll": poll, "state": found.state.value})
    return found


def create(context: Context, body: CreatePoll) -> Facts:
    """Prepare."""
    if len(context.state.polls.items) >= MAX_POLLS:
        raise Refused(Code.MEETING_TOO_MANY, {"what": "polls", "most": MAX_POLLS})
    plan = plan_of(context, body)
    given = {name: getattr(plan, name) for name in PLAN_FIELDS}
    return (PollCreated(poll=context.new_id("v"), **given),)


def edit(context: Context, body: EditPoll) -> Facts:
    """Give it another plan; the same changes nothing."""
    poll = require_prepared(context.state, body.poll)
    plan = plan_of(context, body)
    if make_plan(plan) == poll.plan:
        return ()
    return (PollEdited(poll=poll.id, **{name: getattr(plan, name) for name in PLAN_FIELDS}),)


def check_ready(context: Context, body: CheckReady) -> Facts:
    """Ask."""
    poll = require_prepared(context.state, body.poll)
    _require_no_other(context.state, poll)
    return (ReadyAsked(poll.id),)


def _require_no_other(state: Meeting, poll: Poll) -> None:
    """One vote at a time: the halls look at one question."""
    checked = (one for one in state.polls.items.values() if one.state == PollState.CHECKING)
    other = state.polls.running or next((one for one in checked if one.id != poll.id), None)
    if other is not None:
        raise Refused(Code.POLL_ANOTHER_OPEN, {"poll": other.id})


def open_poll(context: Context, body: OpenPoll) -> Facts:
    """Open, with or without a ready check."""
    poll = require_prepared(context.state, body.poll)
    _require_no_other(context.state, poll)
    voters = entitled(context.state, poll)
    if not voters:
        raise Refused(Code.POLL_NOBODY_ENTITLED)
    require_within_limit(poll, voters)
    there = attendance(context.state, poll)
    closes_at = context.now + timedelta(seconds=poll.plan.for_s) if poll.plan.for_s else None
    return (
        PollOpened(
            poll.id,
            tuple(VoterEntry(one.seat, one.present, one.proxy) for one in voters),
            AttendanceEntry(there.basis, there.invited, there.here, there.counted, there.need),
            closes_at,
        ),
    )


def _ending(poll: Poll) -> Facts:
    """A secret poll ends and its box is fetched; any other is counted at once."""
    return (PollEnded(poll.id),) if poll.plan.secret else (_closed(poll, count_named(poll)),)


def close(context: Context, body: ClosePoll) -> Facts:
    """Close; one that has just closed by itself changes nothing more."""
    poll = require_poll(context.state, body.poll)
    if poll.state in (PollState.COUNTING, PollState.CLOSED):
        return ()
    if poll.state != PollState.OPEN:
        raise Refused(Code.POLL_NOT_OPEN, {"poll": poll.id, "state": poll.state.value})
    return _ending(poll)


def review_due(state: Meeting) -> datetime | None:
    """When the open poll closes by itself."""
    running = state.polls.running
    return running.closes_at if running is not None and running.state == PollState.OPEN else None


def review(context: Context, body: ReviewPoll) -> Facts:
    """Close what is due."""
    due, running = review_due(context.state), context.state.polls.running
    return _ending(running) if running is not None and due is not None and context.now >= due else ()


def cancel(context: Context, body: CancelPoll) -> Facts:
    """Give up what has no result yet."""
    poll = require_poll(context.state, body.poll)
    if poll.state == PollState.CANCELLED:
        return ()
    if not poll.pending:
        raise Refused(Code.POLL_CLOSED, {"poll": poll.id})
    return (PollCancelled(poll.id, body.reason),)


def release(context: Context, body: ReleasePoll) -> Facts:
    """Release; once is enough."""
    poll = require_poll(context.state, body.poll)
    if poll.state != PollState.CLOSED:
        raise Refused(Code.POLL_NOT_CLOSED, {"poll": poll.id, "state": poll.state.value})
    return () if poll.released_at is not None else (PollReleased(poll.id),)


def set_key(context: Context, body: SetKey) -> Facts:
    """Name the key, once; a poll that is over by now needs none."""
    poll = require_poll(context.state, body.poll)
    if poll.key is not None or not poll.plan.secret or poll.state != PollState.OPEN:
        return ()
    return (KeySet(poll.id, body.public_key),)


def count(context: Context, body: CountPoll) -> Facts:
    """Count the box, in the order of the serials so that it tells nothing of the order of casting."""
    poll = require_poll(context.state, body.poll)
    if poll.state != PollState.COUNTING:
        return ()
    box = tuple(sorted(body.ballots, key=lambda ballot: ballot.serial))
    if len({ballot.serial for ballot in box}) != len(box):
        raise Refused(Code.BALLOT_ALREADY_CAST)
    for ballot in box:
        require_choices(poll, ballot.choices)
    return (_closed(poll, count_box(poll, [ballot.choices for ballot in box]), box),)


def _closed(poll: Poll, tally: TallyEntry, box: Box = ()) -> PollClosed:
    return PollClosed(poll.id, tally, box, COUNTING)


def require_choices(poll: Poll, choices: tuple[str, ...]) -> None:
    """Raise Refused unless this is a vote: ballot.empty, ballot.unknown_option, ballot.too_many."""
    if not choices:
        raise Refused(Code.BALLOT_EMPTY)
    known = {option.id for option in poll.plan.options}
    for choice in choices:
        if choice not in known:
            raise Refused(Code.BALLOT_UNKNOWN_OPTION, {"choice": choice})
    alone = ABSTAIN in choices and len(choices) > 1
    if alone or len(choices) > poll.plan.most or len(set(choices)) != len(choices):
        raise Refused(Code.BALLOT_TOO_MANY, {"most": poll.plan.most})


def is_valid(poll: Poll, choices: tuple[str, ...]) -> bool:
    """Whether these choices are a vote in this poll."""
    try:
        require_choices(poll, choices)
    except Refused:
        return False
    return True


def key_to_make(state: Meeting) -> str | None:
    """The open secret poll that still needs its key."""
    running = state.polls.running
    needs = running is not None and running.state == PollState.OPEN and running.plan.secret
    return running.id if running is not None and needs and running.key is None else None


def box_to_count(state: Meeting) -> str | None:
    """The ended secret poll whose box is to be counted."""
    running = state.polls.running
    return running.id if running is not None and running.state == PollState.COUNTING else None


def key_to_destroy(state: Meeting) -> str | None:
    """A secret poll that is over and whose private key is not known to be destroyed."""
    return next(
        (
            poll.id
            for poll in state.polls.items.values()
            if poll.opened_at is not None and poll.plan.secret and not poll.pending and not poll.key_destroyed
        ),
        None,
    )


def note_key_destroyed(context: Context, body: NoteKeyDestroyed) -> Facts:
    """Note it, once."""
    return (KeyDestroyed(body.poll),) if key_to_destroy(context.state) == body.poll else ()


def with_poll(state: Meeting, poll: Poll) -> Meeting:
    """The meeting with one poll replaced."""
    return replace(state, polls=replace(state.polls, items=put(state.polls.items, poll.id, poll)))


def change(state: Meeting, poll: str, how: Callable[[Poll], Poll]) -> Meeting:
    """The meeting with one poll changed."""
    return with_poll(state, how(state.polls.items[poll]))


def on_created(state: Meeting, body: PollCreated, fact: Event) -> Meeting:
    """Keep the plan."""
    return with_poll(state, Poll(body.poll, make_plan(body), fact.at))


def on_edited(state: Meeting, body: PollEdited, fact: Event) -> Meeting:
    """Keep the new plan."""
    return change(
        state,
        body.poll,
        lambda poll: replace(poll, plan=make_plan(body), state=PollState.DRAFT, ready={}, internal=False),
    )


def on_ready_asked(state: Meeting, body: ReadyAsked, fact: Event) -> Meeting:
    """Nobody has answered yet."""
    return change(state, body.poll, lambda poll: replace(poll, state=PollState.CHECKING, ready={}))


def on_opened(state: Meeting, body: PollOpened, fact: Event) -> Meeting:
    """Freeze who is entitled, as they are called now."""
    everybody = {one.seat: one for one in all_represented(state, state.polls.items[body.poll])}
    voters = {
        entry.seat: replace(everybody[entry.seat], present=entry.present, proxy=entry.proxy)
        for entry in body.voters
    }
    there = body.attendance
    return change(
        state,
        body.poll,
        lambda poll: replace(
            poll,
            state=PollState.OPEN,
            ready={},
            voters=voters,
            attendance=Attendance(there.basis, there.invited, there.here, there.counted, there.need),
            opened_at=fact.at,
            closes_at=body.closes_at,
        ),
    )


def on_key_set(state: Meeting, body: KeySet, fact: Event) -> Meeting:
    """Keep the public key."""
    return change(state, body.poll, lambda poll: replace(poll, key=body.public_key))


def on_ended(state: Meeting, body: PollEnded, fact: Event) -> Meeting:
    """Take no more ballots."""
    return change(state, body.poll, lambda poll: replace(poll, state=PollState.COUNTING, closed_at=fact.at))


def on_closed(state: Meeting, body: PollClosed, fact: Event) -> Meeting:
    """Keep the result; it is everybody's unless the chair is to see it first."""
    return change(
        state,
        body.poll,
        lambda poll: replace(
            poll,
            state=PollState.CLOSED,
            closed_at=poll.closed_at or fact.at,
            tally=make_tally(body.tally),
            released_at=None if poll.plan.chair_first else fact.at,
        ),
    )


def on_cancelled(state: Meeting, body: PollCancelled, fact: Event) -> Meeting:
    """What was cast is forgotten."""
    return change(
        state,
        body.poll,
        lambda poll: replace(
            poll,
            state=PollState.CANCELLED,
            closed_at=fact.at,
            cancelled_reason=body.reason,
            ready={},
            ballots={},
            hands={},
        ),
    )


def on_released(state: Meeting, body: PollReleased, fact: Event) -> Meeting:
    """Everybody sees it."""
    return change(state, body.poll, lambda poll: replace(poll, released_at=fact.at))


def on_key_destroyed(state: Meeting, body: KeyDestroyed, fact: Event) -> Meeting:
    """Note it."""
    return change(state, body.poll, lambda poll: replace(poll, key_destroyed=True))


_LEADERS = frozenset({PRESIDING})
_PREPARERS = frozenset({PRESIDING, Role.SECRETARY})
_SYSTEM = frozenset({Role.SYSTEM})

COMMANDS = (
    command(CreatePoll, create, _PREPARERS, UNFINISHED),
    command(EditPoll, edit, _PREPARERS, UNFINISHED),
    command(CheckReady, check_ready, _PREPARERS, GATHERED),
    command(OpenPoll, open_poll, _LEADERS, frozenset({Phase.IN_SESSION})),
    command(ClosePoll, close, _LEADERS, SITTING),
    command(CancelPoll, cancel, _LEADERS, UNFINISHED),
    command(ReleasePoll, release, _LEADERS, SITTING | {Phase.CLOSED}),
    command(ReviewPoll, review, _SYSTEM, SITTING),
    command(SetKey, set_key, _SYSTEM, SITTING),
    command(CountPoll, count, _SYSTEM, SITTING),
    command(NoteKeyDestroyed, note_key_destroyed, _SYSTEM, KEPT),
)

EVENTS = (
    event(PollCreated, on_created),
    event(PollEdited, on_edited),
    event(ReadyAsked, on_ready_asked),
    event(PollOpened, on_opened),
    event(KeySet, on_key_set),
    event(PollEnded, on_ended),
    event(PollClosed, on_closed),
    event(PollCancelled, on_cancelled),
    event(PollReleased, on_released),
    event(KeyDestroyed, on_key_destroyed),
)
