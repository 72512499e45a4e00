"""The numbered sections of the record of the technical check. Pure."""

from collections.abc import Callable, Iterator, Sequence

from recordings.line_check.words import Words
from recordings.official.markup import Html, join, table, tag
from recordings.story import Story
from rooms.afterwards.checked import Checked, Hall, LineChecks
from rooms.screens.line_check_words import FAILED, PASSED, STEPS
from rooms.state import CheckResult

_ROMAN = ("I", "II", "III", "IV", "V")
_BREAK = Html("<br>")


def sections(story: Story, checks: LineChecks, words: Words) -> Html:
    """Return all sections in their order."""
    makers: tuple[tuple[str, Callable[[Story, LineChecks, Words], Html]], ...] = (
        ("results", _results),
        ("by_hand", _by_hand),
        ("faults", _faults),
        ("alarms", _alarms),
        ("conclusion", _conclusion),
    )
    return join(
        tag("section", tag("h2", f"{number}. {words(key)}"), make(story, checks, words))
        for number, (key, make) in zip(_ROMAN, makers, strict=True)
    )


def _results(story: Story, checks: LineChecks, words: Words) -> Html:
    """Sites by steps: what each came to last, with its figures and time."""
    heads = [words("no"), words("hall"), *(words(f"step.{step}") for step in STEPS)]
    rows = [
        (number, hall.name, *(_cell(hall.results.get(step), words) for step in STEPS), _ready(hall, words))
        for number, hall in enumerate(checks.halls, 1)
    ]
    return table([*heads, words("conclusion_column")], rows, "grid checks")


def _cell(found: CheckResult | None, words: Words) -> Html:
    if found is None:
        return tag("em", words("not_done"))
    by_hand = [tag("em", words("by_hand_mark"))] if found.by_hand else []
    result = join((tag("strong", words(found.result)), f" ({words.clock(found.at)})"))
    return join((result, *words.figures(found), *by_hand), _BREAK)


def _ready(hall: Hall, words: Words) -> Html:
    """In words, and why not when nothing in the row says so."""
    known = tag("strong", words("ready" if hall.ready else "not_ready"))
    return join((known, words("stale")), _BREAK) if hall.stale and not hall.ready else known


def _everything(checks: LineChecks) -> Iterator[Checked]:
    for run in checks.runs:
        yield from run.results


def _by_hand(story: Story, checks: LineChecks, words: Words) -> Html:
    rows = [
        (
            number,
            story.name(one.seat),
            words(f"step.{one.step}"),
            words(one.found.result),
            one.by_name,
            one.found.note,
            words.clock(one.found.at),
        )
        for number, one in enumerate((one for one in _everything(checks) if one.found.by_hand), 1)
    ]
    heads = ("no", "hall", "step", "result", "who", "why", "time")
    return _table_or(rows, heads, "grid by_hand", words, "no_by_hand")


def _faults(story: Story, checks: LineChecks, words: Words) -> Html:
    """Every fault the halls' machines found, and whether the step passed afterwards."""
    everything = list(_everything(checks))
    rows = [
        (
            words.clock(one.found.at),
            story.name(one.seat),
            words(f"step.{one.step}"),
            words.finding(one.step, one.found.code),
            _mended(one, everything[place + 1 :], words),
        )
        for place, one in enumerate(everything)
        if one.found.result == FAILED and not one.found.by_hand
    ]
    numbered = [(number, *row) for number, row in enumerate(rows, 1)]
    heads = ("no", "time", "hall", "step", "fault", "mended")
    return _table_or(numbered, heads, "grid faults", words, "no_faults")


def _mended(fault: Checked, later: list[Checked], words: Words) -> str:
    passed = next(
        (
            one.found
            for one in later
            if (one.seat, one.step, one.found.result) == (fault.seat, fault.step, PASSED)
        ),
        None,
    )
    if passed is None:
        return words("not_mended")
    return words("mended_by_hand" if passed.by_hand else "mended_at", time=words.clock(passed.at))


def _alarms(story: Story, checks: LineChecks, words: Words) -> Html:
    rows = [
        (
            words.clock(alarm.at),
            words("minutes", n=alarm.minutes),
            _missing(story, checks, alarm.missing, words),
        )
        for alarm in checks.alarms
    ]
    return _table_or(rows, ("time", "before", "missing"), "grid alarms", words, "no_alarms")


def _missing(story: Story, checks: LineChecks, seats: Sequence[str], words: Words) -> str:
    if not seats:
        return words("all_ready")
    if len(seats) > 1 and set(seats) == {hall.seat for hall in checks.halls}:
        return words("all_missing", n=len(seats))
    return "; ".join(story.name(seat) for seat in seats)


def _table_or(
    rows: Sequence[tuple[object, ...]],
    heads: Sequence[str],
    kind: str,
    words: Words,
    empty: str,
) -> Html:
    return table([words(head) for head in heads], rows, kind) if rows else tag("p", words(empty))


def _conclusion(story: Story, checks: LineChecks, words: Words) -> Html:
    counts = {"ready": len(checks.halls) - len(checks.missing), "all": len(checks.halls)}
    if checks.opened_at is None:
        said = words("at_end", **counts)
    else:
        times = {"time": words.time(checks.opened_at), "date": words.date(checks.opened_at)}
        said = words("at_opening", **times, **counts)
    names = "; ".join(hall.name for hall in checks.missing)
    rest = [tag("p", words("those_missing", names=names))] if names else []
    return join((tag("p", said), *rest))
