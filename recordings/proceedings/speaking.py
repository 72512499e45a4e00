"""Who spoke and for how long: statements, what each hall spoke, and questions with their answers. Pure."""

from collections.abc import Iterator

from recordings.official.markup import Html, join, table, tag
from recordings.proceedings.words import Words
from recordings.story import Story, last_moment
from rooms import Phase
from rooms.afterwards import history
from rooms.state import ANSWER, QUESTION


def statements(story: Story, words: Words) -> Html:
    """Return the table of statements and points of order, and what each hall spoke in all."""
    held = [turn for turn in story.turns if turn.phase != Phase.LINE_CHECK and turn.question is None]
    if not held:
        return join((tag("p", words("no_turns")), _spoken(story, words)))
    heads = [words(key) for key in ("no", "speaker", "topic", "from_to", "length", "note")]
    rows = [(number, *_turn_row(turn, story, words)) for number, turn in enumerate(held, 1)]
    return join((table(heads, rows, "grid turns"), _spoken(story, words)))


def _turn_row(turn: history.Turn, story: Story, words: Words) -> tuple[str, ...]:
    who = _together(turn.name, turn.office, story.name(turn.site) if turn.delegate else "")
    notes = [words(f"kind.{turn.kind}")] if turn.kind in _NAMED_KINDS else []
    return who, turn.topic, *_times(turn, story, words), "; ".join([*notes, *_notes(turn, words)])


def _together(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


_NAMED_KINDS = frozenset({"point_of_order", "answer_back"})


def _times(turn: history.Turn, story: Story, words: Words) -> tuple[str, str]:
    """From when to when, and for how long the clock ran."""
    end = turn.span.end or last_moment(story)
    spoken_ms = turn.span.duration_ms(end) - turn.stopped_ms if turn.spoken_ms is None else turn.spoken_ms
    return f"{words.clock(turn.span.start)} - {words.clock(end)}", words.length(spoken_ms // 1000)


def _notes(turn: history.Turn, words: Words) -> Iterator[str]:
    if turn.limit_s:
        yield words("limit", limit=words.length(turn.limit_s))
    if turn.stopped_ms >= 1000:
        yield words("stopped", length=words.length(turn.stopped_ms // 1000))
    if turn.ended_by == "revoked":
        yield words("revoked") + (f": {turn.reason}" if turn.reason else "")


def _spoken(story: Story, words: Words) -> Html:
    """What each hall spoke in all, those who spoke most first; halls that did not speak are not listed."""
    spoken = story.meeting.floor.spoken
    halls = sorted((seat for seat in spoken if story.hall(seat)), key=lambda seat: -spoken[seat].today_ms)
    if not halls:
        return Html("")
    rows = [
        (number, story.name(seat), str(spoken[seat].turns), words.length(spoken[seat].today_ms // 1000))
        for number, seat in enumerate(halls, 1)
    ]
    heads = [words(key) for key in ("no", "hall", "times", "length")]
    return join((tag("h3", words("spoken")), table(heads, rows, "grid spoken")))


def questionings(story: Story, words: Words) -> Html:
    """Return each question together with its answer."""
    if not story.questionings:
        return tag("p", words("no_questions"))
    heads = [words(key) for key in ("no", "asker", "question", "asked_of", "answer", "note")]
    rows = [(number, *_question_row(one, story, words)) for number, one in enumerate(story.questionings, 1)]
    return table(heads, rows, "grid questions")


def _question_row(one: history.Questioning, story: Story, words: Words) -> tuple[str, ...]:
    asker = _together(one.name, one.office, story.name(one.site) if one.delegate else "")
    to = _together(one.to_name, one.to_office)
    asked = [_heard(turn, story, words) for turn in one.turns if turn.kind == QUESTION]
    answered = [_heard(turn, story, words) for turn in one.turns if turn.kind == ANSWER]
    text = one.text + (f"\n({words('heard', times='; '.join(asked))})" if asked else "")
    return asker, text, to, "; ".join(answered), _outcome(one, words)


def _heard(turn: history.Turn, story: Story, words: Words) -> str:
    times, length = _times(turn, story, words)
    return f"{times}, {length}"


def _outcome(one: history.Questioning, words: Words) -> str:
    if one.denied is not None:
        return words("denied") + (f": {one.denied}" if one.denied else "")
    return "" if any(turn.kind == ANSWER for turn in one.turns) else words("not_answered")
