"""The numbered sections of the proceedings: attendance, course, statements, papers, votes, conclusions.
Pure.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise

from recordings.official.markup import Html, join, table, tag
from recordings.proceedings.course import course_rows
from recordings.proceedings.words import Words
from recordings.story import Story
from rooms import history

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_MAX_PAGES_LISTED = 60


def sections(story: Story, words: Words) -> Html:
    """Return all sections in their order (QĐ 45/2018: those present, course, statements, votes,
    conclusions).
    """
    makers: tuple[tuple[str, Callable[[Story, Words], Html]], ...] = (
        ("people", _people),
        ("story", _course),
        ("turns", _turns),
        ("papers", _papers),
        ("votes", _votes),
        ("decisions", _decisions),
    )
    return join(
        tag("section", tag("h2", f"{number}. {words(key)}"), make(story, words))
        for number, (key, make) in zip(_ROMAN, makers, strict=True)
    )


def last_moment(story: Story) -> datetime:
    """Return when the session ended, or the time of the last event while it has not."""
    return story.meeting.closed_at or story.meeting.at


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


def _people(story: Story, words: Words) -> Html:
    everyone = list(story.people.values())
    officers = [entry for entry in everyone if f"role.{entry.role}" in _OFFICERS]
    halls = [entry for entry in everyone if entry.role == "site"]
    delegates = [entry for entry in everyone if entry.role == "delegate"]
    return join(
        (
            _people_table(words, "officers", officers, lambda one: _officer_row(one, story, words)),
            _people_table(words, "halls", halls, lambda one: _hall_row(one, story, words)),
            _people_table(words, "delegates", delegates, lambda one: _delegate_row(one, story, words)),
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
    """The hall is named in full; a check-in is given its time."""
    roll = words(f"roll.{entry.roll}")
    if entry.checked_in_at is not None:
        roll = f"{roll} ({words.clock(entry.checked_in_at)})"
    if entry.roll_note:
        roll = f"{roll}: {entry.roll_note}"
    return entry.name, entry.office, story.name(entry.site), roll


def _course(story: Story, words: Words) -> Html:
    return table((words("time"), words("event")), course_rows(story, words), "grid course")


def _turns(story: Story, words: Words) -> Html:
    held = [turn for turn in story.turns if turn.phase != "line_check"]
    if not held:
        return tag("p", words("no_turns"))
    heads = [words(key) for key in ("no", "speaker", "topic", "from_to", "length", "note")]
    rows = [(number, *_turn_row(turn, story, words)) for number, turn in enumerate(held, 1)]
    return table(heads, rows, "grid turns")


def _turn_row(turn: history.Turn, story: Story, words: Words) -> tuple[str, ...]:
    end = turn.span.end or last_moment(story)
    who = ", ".join(
        part for part in (turn.name, turn.office, story.name(turn.site) if turn.delegate else "") if part
    )
    notes = [words("limit", limit=words.length(turn.limit_s))] if turn.limit_s else []
    if turn.ended_by == "revoked":
        notes.append(words("revoked") + (f": {turn.reason}" if turn.reason else ""))
    times = f"{words.clock(turn.span.start)} - {words.clock(end)}"
    length = words.length(int((end - turn.span.start).total_seconds()))
    return who, turn.topic, times, length, "; ".join(notes)


def _papers(story: Story, words: Words) -> Html:
    shown: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    for page in story.pages:
        if page.paper is not None:
            titles.setdefault(page.paper, page.title)
            where = words("page", page=page.page, time=words.clock(page.at))
            shown.setdefault(page.paper, []).append(where)
    if not shown:
        return tag("p", words("no_papers"))
    rows = [
        (number, titles[paper] or paper, "; ".join(_shortened(pages)))
        for number, (paper, pages) in enumerate(shown.items(), 1)
    ]
    return table([words(key) for key in ("no", "paper", "pages")], rows, "grid papers")


def _shortened(pages: list[str]) -> list[str]:
    if len(pages) <= _MAX_PAGES_LISTED:
        return pages
    half = _MAX_PAGES_LISTED // 2
    return [*pages[:half], f"… (+{len(pages) - 2 * half})", *pages[-half:]]


def _votes(story: Story, words: Words) -> Html:
    """Ballots are not part of the log yet, so there is never one to report."""
    return tag("p", words("no_votes"))


def _decisions(story: Story, words: Words) -> Html:
    if not story.conclusions:
        return tag("p", words("no_decisions"))
    titles = {held.item: (number, held.title) for number, held in enumerate(story.items, 1)}
    points = []
    for conclusion in story.conclusions:
        amended = len(conclusion.wordings) - 1
        parts = [conclusion.wordings[-1]]
        if conclusion.item in titles:
            number, title = titles[conclusion.item]
            parts.insert(0, tag("em", words("item", n=number, title=title), ". "))
        if amended:
            parts.append(" " + words("amended", n=amended))
        points.append(tag("li", *parts))
    return tag("ol", *points, class_="decisions")
