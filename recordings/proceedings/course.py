"""The course of the session, line by line: what happened at which minute. Pure."""

from collections.abc import Iterator
from datetime import datetime

from recordings.proceedings.secrecy import marking_rows
from recordings.proceedings.votes import outcome
from recordings.proceedings.words import Words
from recordings.story import Story
from rooms import Phase
from rooms.afterwards import history
from rooms.state import QUESTION, PollState

Row = tuple[datetime, str]


def course_rows(story: Story, words: Words) -> list[tuple[str, str]]:
    """Return (time, sentence) rows from the opening to the closing, in order."""
    rows = [
        *_phase_rows(story, words),
        *_led_rows(story, words),
        *_item_rows(story, words),
        *_postponed_rows(story, words),
        *_turn_rows(story, words),
        *_decision_rows(story, words),
        *_vote_rows(story, words),
        *_recording_rows(story, words),
        *marking_rows(story, words),
        *_line_rows(story, words),
    ]
    return [(words.clock(at), sentence) for at, sentence in sorted(rows, key=lambda row: row[0])]


def presiding_at(story: Story, at: datetime) -> str:
    """Return the name of whoever presided at a time."""
    led = [one for one in story.led if one.at <= at]
    return story.name(led[-1].seat) if led else ""


def _phase_rows(story: Story, words: Words) -> Iterator[Row]:
    opened = False
    for chapter in story.chapters:
        if chapter.kind != "state" or chapter.title == Phase.LINE_CHECK:
            continue
        key = {Phase.RECESS: "recess", Phase.CLOSED: "closed"}.get(Phase(chapter.title))
        key, opened = key or ("resumed" if opened else "opened"), True
        yield chapter.at, words(key, name=presiding_at(story, chapter.at))


def _during(story: Story, at: datetime) -> bool:
    opened, closed = story.meeting.opened_at, story.meeting.closed_at
    return opened is not None and opened < at and (closed is None or at < closed)


def _led_rows(story: Story, words: Words) -> Iterator[Row]:
    for led in story.led:
        if led.seat and _during(story, led.at):
            yield led.at, words("led", name=led.name)


def _item_rows(story: Story, words: Words) -> Iterator[Row]:
    for held in story.items:
        if not held.spans:
            continue
        by = words("item_by", rapporteur=held.rapporteur) if held.rapporteur else ""
        sentence = words("item_started", title=held.title, by=by)
        if held.internal:
            sentence += " " + words("item_internal")
        if held.planned_s:
            times = {"planned": words.length(held.planned_s), "spent": words.length(held.spent_s)}
            sentence += " " + words("item_planned", **times)
        yield held.spans[0].start, sentence


def _postponed_rows(story: Story, words: Words) -> Iterator[Row]:
    for held in story.items:
        if held.postponed_at is not None:
            reason = words("item_reason", reason=held.postponed) if held.postponed else ""
            yield held.postponed_at, words("item_postponed", title=held.title, reason=reason)


def _turn_rows(story: Story, words: Words) -> Iterator[Row]:
    for turn in story.turns:
        if turn.phase == Phase.LINE_CHECK:
            continue
        name = story.speaker(turn)
        yield turn.span.start, _turn_sentence(turn, story, words)
        if turn.ended_by == "revoked" and turn.span.end and _during(story, turn.span.end):
            reason = f" ({turn.reason})" if turn.reason else ""
            yield turn.span.end, words("turn_revoked", name=name, reason=reason)


def _turn_sentence(turn: history.Turn, story: Story, words: Words) -> str:
    name, question = story.speaker(turn), story.sides(turn)
    if question is None:
        topic = words("turn_topic", topic=turn.topic) if turn.topic else ""
        return words(f"turn.{turn.kind}", name=name, topic=topic)
    other = question.to_name if turn.kind == QUESTION else question.name
    return words(f"turn.{turn.kind}", name=name, other=other, text=turn.topic)


def _decision_rows(story: Story, words: Words) -> Iterator[Row]:
    for conclusion in story.conclusions:
        yield conclusion.at, words("decided", text=conclusion.wordings[0])


def _vote_rows(story: Story, words: Words) -> Iterator[Row]:
    for vote in story.votes:
        poll = vote.poll
        if poll.opened_at is not None:
            yield poll.opened_at, words("vote_opened", name=vote.opened_by, question=poll.plan.question)
        if poll.closed_at is not None and poll.tally is not None:
            yield poll.closed_at, words("vote_closed", outcome=outcome(vote, words))
        elif poll.closed_at is not None and poll.state == PollState.CANCELLED:
            reason = f": {poll.cancelled_reason}" if poll.cancelled_reason else ""
            yield poll.closed_at, words("vote_cancelled", reason=reason)


def _recording_rows(story: Story, words: Words) -> Iterator[Row]:
    for recorded in story.recordings:
        yield recorded.span.start, words("rec_on")
        if recorded.span.end is None:
            continue
        if recorded.failure is not None:
            yield recorded.span.end, words("rec_failed", reason=recorded.failure)
        else:
            yield recorded.span.end, words("rec_marked" if recorded.marked else "rec_off")


def _line_rows(story: Story, words: Words) -> Iterator[Row]:
    """Lines of halls that broke during the session and came back."""
    for entry in story.people.values():
        if entry.role != "site":
            continue
        for number, span in enumerate(entry.spans):
            if number and _during(story, span.start):
                yield span.start, words("line_back", name=entry.name)
            if span.end is not None and _during(story, span.end):
                yield span.end, words("line_lost", name=entry.name)
