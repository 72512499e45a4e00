"""The whole document: head, title, opening lines, sections, signatures, recipients. HTML out, nothing
fetched.
"""

from collections.abc import Sequence
from pathlib import Path

from recordings.official.form import IssuingBody
from recordings.official.markup import Html, join, tag
from recordings.official.page import evidence, head, official_page, recipients, signatures, title
from recordings.proceedings.course import presiding_at
from recordings.proceedings.sections import sections
from recordings.proceedings.words import Words
from recordings.story import Story, last_moment, read_story
from rooms import Envelope, Event

_STYLE = Path(__file__).with_name("style.css")


def proceedings_html(
    log: Sequence[Envelope | Event], lang: str = "vi", issuer: IssuingBody | None = None
) -> str:
    """Return the record of the proceedings of a meeting as one HTML page, from its event log alone.

    `lang` is `vi` (the legal form of NĐ 30/2020) or `en` (a rendering for readers). Every free text is
    escaped. Raises `MalformedEvent` for a log that cannot be replayed.
    """
    story, words, body = read_story(log), Words(lang), issuer or IssuingBody()
    began = story.meeting.opened_at or story.meeting.scheduled_at
    parts = (
        head(words, body, began),
        _title(story, words),
        _opening(story, words),
        sections(story, words),
        _ended(story, words),
        _signatures(story, words),
        recipients(words, body),
        evidence(words, story.meeting.id, len(log), story.head, began),
    )
    name = f"{words('title')} - {words('subtitle')}: {story.meeting.title}"
    return official_page(words, name, _STYLE, parts)


def _title(story: Story, words: Words) -> Html:
    draft = "" if story.meeting.closed_at else words("draft")
    return title(words("title"), (words("subtitle"), story.meeting.title), draft)


def _opening(story: Story, words: Words) -> Html:
    meeting = story.meeting
    began = meeting.opened_at or meeting.scheduled_at
    halls = [entry for entry in story.people.values() if entry.role == "site"]
    place = words("place_text", halls=len(halls), came=sum(1 for entry in halls if entry.came))
    secretaries = [entry for entry in story.people.values() if entry.role == "secretary"]
    lines = (
        ("began", f"{words.time(began)}, {words.date(began)}."),
        ("place", place),
        ("chair", _chairs(story, words)),
        (
            "secretary",
            ("; ".join(_described(one.name, one.office) for one in secretaries) or words("nobody")) + ".",
        ),
        ("recorded", _recorded(story, words)),
    )
    return join(tag("p", tag("strong", words(key)), " ", value) for key, value in lines)


def _described(name: str, office: str) -> str:
    return f"{name}, {office}" if office else name


def _chairs(story: Story, words: Words) -> str:
    """Return who presided; when it changed during the session, from when each did."""
    opened, last = story.meeting.opened_at, last_moment(story)
    spans = [
        (led, story.led[index + 1].at if index + 1 < len(story.led) else last)
        for index, led in enumerate(story.led)
    ]
    led = [one for one, end in spans if one.seat and (opened is None or end > opened) and one.at <= last]
    names = []
    for one in led:
        person = story.people.get(one.seat or "")
        since = f" ({words('presided_from', time=words.clock(one.at))})" if opened and one.at > opened else ""
        names.append(_described(one.name, person.office if person else "") + since)
    return ("; ".join(names) or words("nobody")) + "."


def _recorded(story: Story, words: Words) -> str:
    if not story.recordings:
        return words("not_recorded")
    stretches = [
        words(
            "recorded_text",
            start=words.clock(one.span.start),
            end=words.clock(one.span.end) if one.span.end else words("still"),
            by=story.name(one.decided_by),
        )
        for one in story.recordings
    ]
    return "; ".join(stretches) + "."


def _ended(story: Story, words: Words) -> Html:
    closed = story.meeting.closed_at
    if closed is None:
        return Html("")
    return tag("p", words("ended", time=words.time(closed), date=words.date(closed)), class_="ended")


def _signatures(story: Story, words: Words) -> Html:
    secretary = next((entry.name for entry in story.people.values() if entry.role == "secretary"), "")
    chair = presiding_at(story, last_moment(story))
    return signatures(words, ((words("sign_secretary"), secretary), (words("sign_chair"), chair)))
