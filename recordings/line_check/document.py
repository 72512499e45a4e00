"""The record of the technical check: head, times of the runs, sections, signatures, recipients. HTML out,
nothing fetched.
"""

from collections.abc import Sequence
from pathlib import Path

from recordings.errors import MalformedEvent
from recordings.line_check.sections import sections
from recordings.line_check.words import Words
from recordings.official.form import IssuingBody
from recordings.official.markup import Html, join, tag
from recordings.official.page import evidence, head, official_page, recipients, signatures, title
from recordings.story import Story, read_story
from rooms import Envelope, Event, RoomsError
from rooms.afterwards.checked import LineChecks, Run, line_checks

_STYLE = Path(__file__).with_name("style.css")


def line_check_html(
    log: Sequence[Envelope | Event], lang: str = "vi", issuer: IssuingBody | None = None
) -> str:
    """Return the record of the technical check of a meeting as one HTML page, from its event log alone.

    `lang` is `vi` (the legal form of NĐ 30/2020) or `en` (a rendering for readers). Every free text is
    escaped. Raises `MalformedEvent` for a log that cannot be replayed.
    """
    story, words, body = read_story(log), Words(lang), issuer or IssuingBody()
    try:
        checks = line_checks(log)
    except (RoomsError, LookupError) as error:
        raise MalformedEvent(str(error)) from error
    held = checks.runs[0].started_at if checks.runs else story.meeting.scheduled_at
    parts = (
        head(words, body, held),
        _title(story, checks, words),
        _opening(story, checks, words),
        sections(story, checks, words),
        _signatures(story, words),
        recipients(words, body),
        evidence(words, story.meeting.id, len(log), story.head, held),
    )
    name = f"{words('title')} - {words('subtitle')}: {story.meeting.title}"
    return official_page(words, name, _STYLE, parts)


def _title(story: Story, checks: LineChecks, words: Words) -> Html:
    ended = bool(checks.runs) and all(run.finished_at for run in checks.runs)
    subject = (words("subtitle"), story.meeting.title)
    return title(words("title"), subject, "" if ended else words("draft"))


def _opening(story: Story, checks: LineChecks, words: Words) -> Html:
    planned = story.meeting.scheduled_at
    lines = (
        ("when", _runs(checks, words)),
        ("opening", f"{words.time(planned)}, {words.date(planned)}."),
        ("place", words("place_text", halls=len(checks.halls))),
        ("people", _technicians(story, words)),
        *((("asked_by", _askers(checks)),) if checks.runs else ()),
    )
    return join(tag("p", tag("strong", words(key)), " ", value) for key, value in lines)


def _runs(checks: LineChecks, words: Words) -> str:
    if not checks.runs:
        return words("no_run")
    told = [_run(run, words) for run in checks.runs]
    if len(told) > 1:
        told = [words("run_number", n=number, run=run) for number, run in enumerate(told, 1)]
    return "; ".join(told) + "."


def _run(run: Run, words: Words) -> str:
    end = words.time(run.finished_at) if run.finished_at else words("still")
    return words("run", start=words.time(run.started_at), end=end, date=words.date(run.started_at))


def _askers(checks: LineChecks) -> str:
    return "; ".join(dict.fromkeys(run.by_name for run in checks.runs)) + "."


def _technicians(story: Story, words: Words) -> str:
    named = [
        ", ".join(part for part in (one.name, one.office) if part)
        for one in story.people.values()
        if one.role == "technician"
    ]
    return ("; ".join(named) or words("nobody")) + "."


def _first(story: Story, role: str) -> str:
    return next((one.name for one in story.people.values() if one.role == role), "")


def _signatures(story: Story, words: Words) -> Html:
    places = (("sign_technician", "technician"), ("sign_secretary", "secretary"))
    return signatures(words, [(words(key), _first(story, role)) for key, role in places])
