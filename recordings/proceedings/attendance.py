"""The section on who was there: officers, halls, delegates coming and going, the quorum. Pure."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from recordings.attendance.quorum import quorum_lines
from recordings.attendance.words import Words as AttendanceWords
from recordings.official.markup import Html, join, table, tag
from recordings.proceedings.words import Words
from recordings.story import Story, last_moment
from rooms.afterwards import history


def present_text(entry: history.Attendance, story: Story, words: Words) -> str:
    """Return from when to when a seat was there, `vắng` when it never was."""
    last = last_moment(story)
    spans = [span for span in entry.spans if span.start < last]
    if not spans:
        return words("never")
    end = min(spans[-1].end or last, last)
    return f"{words.clock(spans[0].start)} - {words.clock(end)}"


def _breaks_text(entry: history.Attendance, story: Story, words: Words) -> str:
    last = last_moment(story)
    spans = [span for span in entry.spans if span.start < last]
    away = [
        int((later.start - earlier.end).total_seconds())
        for earlier, later in pairwise(spans)
        if earlier.end is not None
    ]
    return words("breaks_text", n=len(away), length=words.length(sum(away))) if away else words("none")


def people(story: Story, words: Words) -> Html:
    """Return the tables of officers, halls and delegates, the count of delegates and the quorum."""
    everyone = list(story.people.values())
    officers = [entry for entry in everyone if f"role.{entry.role}" in _OFFICERS]
    halls = [entry for entry in everyone if entry.role == "site"]
    delegates = [entry for entry in everyone if entry.role == "delegate"]
    return join(
        (
            _people_table(words, "officers", officers, lambda one: _officer_row(one, story, words)),
            _people_table(words, "halls", halls, lambda one: _hall_row(one, story, words)),
            _people_table(words, "delegates", delegates, lambda one: _delegate_row(one, story, words)),
            _count(story, words),
        )
    )


_OFFICERS = frozenset({"role.chair", "role.deputy", "role.secretary", "role.technician"})
_HEADS = {
    "officers": ("no", "name", "office", "role", "present"),
    "halls": ("no", "hall", "present", "breaks", "roll"),
    "delegates": ("no", "name", "office", "hall", "roll"),
}


def _people_table(
    words: Words,
    key: str,
    entries: Sequence[history.Attendance],
    row: Callable[[history.Attendance], tuple[str, ...]],
) -> Html:
    if not entries:
        return Html("")
    rows = [(number, *row(entry)) for number, entry in enumerate(entries, 1)]
    grid = table([words(head) for head in _HEADS[key]], rows, f"grid {key}")
    return join((tag("h3", f"{words(key)} ({len(entries)})"), grid))


def _officer_row(entry: history.Attendance, story: Story, words: Words) -> tuple[str, ...]:
    return entry.name, entry.office, words(f"role.{entry.role}"), present_text(entry, story, words)


def _hall_row(entry: history.Attendance, story: Story, words: Words) -> tuple[str, ...]:
    roll = words(f"roll.{entry.roll}")
    return entry.name, present_text(entry, story, words), _breaks_text(entry, story, words), roll


def _delegate_row(entry: history.Attendance, story: Story, words: Words) -> tuple[str, ...]:
    """The hall is named in full; a substitute is named with whose place they took."""
    told = [words(f"roll.{entry.roll}") if entry.roll != "unknown" else _answered(entry, words)]
    told += _stays(entry, story, words)
    reason = entry.roll_note or _reason(entry)
    text = ", ".join(told) + (f": {reason}" if reason else "")
    return entry.name, entry.office, story.name(entry.site), text


def _answered(entry: history.Attendance, words: Words) -> str:
    """Who was never marked but had declined is absent."""
    answer = entry.delegate.answer if entry.delegate else None
    declined = answer is not None and answer.answer == "absent" and answer.substitute is None
    return words("roll.absent" if declined else "roll.unknown")


def _reason(entry: history.Attendance) -> str:
    answer = entry.delegate.answer if entry.delegate else None
    return answer.reason if answer else ""


def _stays(entry: history.Attendance, story: Story, words: Words) -> list[str]:
    """When a delegate came, left and came back; to have stayed to the end needs no word."""
    told: list[str] = []
    for number, span in enumerate(entry.stays):
        told.append(words("came_back" if number else "came_in", time=words.clock(span.start)))
        if span.end is not None and span.end < last_moment(story):
            told.append(words("went", time=words.clock(span.end)))
    return told


def _count(story: Story, words: Words) -> Html:
    def total(key: str) -> int:
        return sum(getattr(hall, key) for hall in story.halls)

    if not total("invited"):
        return Html("")
    keys = ("invited", "came", "late", "substituted", "missing", "excused")
    counted = tag("p", words("delegates_count", **{key: total(key) for key in keys}))
    lines = quorum_lines(story.meeting.quorum, story.quorum, AttendanceWords(words.lang))
    if story.meeting.quorum is None:
        return counted
    heading, *points = lines
    return join((counted, tag("p", tag("strong", words("quorum")), " ", heading, " ", " ".join(points))))
