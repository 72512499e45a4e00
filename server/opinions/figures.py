"""What the answers of a slip come to: by question, by group of agencies, over time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import median

from recordings.official.words import LOCAL
from recordings.opinions import Figures, Group, Tally
from server.opinions.records import Opinion, Recipient, Slip, Stage

OPINIONS = tuple(str(one) for one in Opinion)


def figures(slip: Slip, recipients: Sequence[Recipient]) -> Figures:
    """Everything that is counted."""
    answered = [one for one in recipients if one.answer is not None]
    times = sorted(one.answered_at for one in answered if one.answered_at is not None)
    questions = len(slip.questions)
    tallies = _tallies(answered, questions)
    stages = Counter(str(one.stage) for one in recipients)
    return Figures(
        recipients=len(recipients),
        stages={str(stage): stages[str(stage)] for stage in Stage if stage != Stage.CHOSEN},
        answered=len(answered),
        changed=sum(1 for one in answered if one.version > 1),
        with_attachment=sum(1 for one in answered if one.answer and one.answer["attachment"]),
        reminded=sum(1 for one in recipients if one.reminders),
        tallies=tallies,
        groups=_groups(recipients, questions),
        by_day=_by_day(times),
        first_at=times[0] if times else None,
        last_at=times[-1] if times else None,
        median_s=_median_s(slip.sent_at, times),
        is_open=len(answered) < len(recipients),
        is_contested=any(one.disagree or one.other for one in tallies),
    )


def _tallies(answered: Iterable[Recipient], questions: int) -> tuple[Tally, ...]:
    counts = [Counter[str]() for _ in range(questions)]
    for one in answered:
        for count, given in zip(counts, (one.answer or {}).get("opinions", ()), strict=False):
            count[given["opinion"]] += 1
    return tuple(Tally(*(count[name] for name in OPINIONS)) for count in counts)


def _groups(recipients: Sequence[Recipient], questions: int) -> tuple[Group, ...]:
    """In the order in which they first occur among the recipients."""
    members: dict[str, list[Recipient]] = {}
    for one in recipients:
        members.setdefault(one.group, []).append(one)
    return tuple(_group(name, found, questions) for name, found in members.items())


def _group(name: str, members: Sequence[Recipient], questions: int) -> Group:
    answered = [one for one in members if one.answer is not None]
    return Group(name, len(members), len(answered), _tallies(answered, questions))


def _by_day(times: Sequence[datetime]) -> tuple[tuple[str, int], ...]:
    days = Counter(at.astimezone(LOCAL).date() for at in times)
    if not days:
        return ()
    first, last = min(days), max(days)
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple((day.isoformat(), days[day]) for day in every)


def _median_s(sent_at: datetime | None, times: Sequence[datetime]) -> int | None:
    if sent_at is None or not times:
        return None
    return int(median((at - sent_at).total_seconds() for at in times))
