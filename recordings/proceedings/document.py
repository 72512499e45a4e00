"""The whole document: head, title, opening lines, sections, signatures, recipients. HTML out, nothing
fetched.
"""

from collections.abc import Sequence
from pathlib import Path

from recordings.proceedings.course import presiding_at
from recordings.proceedings.form import IssuingBody, form_for
from recordings.proceedings.markup import Html, document, join, style, tag
from recordings.proceedings.sections import last_moment, sections
from recordings.proceedings.words import LOCAL, Words
from recordings.story import Story, read_story
from rooms import Envelope, Event

_STYLE = Path(__file__).with_name("style.css")
_BLANK = "………"


def proceedings_html(
    log: Sequence[Envelope | Event], lang: str = "vi", issuer: IssuingBody | None = None
) -> str:
    """Return the record of the proceedings of a meeting as one HTML page, from its event log alone.

    `lang` is `vi` (the legal form of NĐ 30/2020) or `en` (a rendering for readers). Every free text is
    escaped. Raises `MalformedEvent` for a log that cannot be replayed.
    """
    story, words, body = read_story(log), Words(lang), issuer or IssuingBody()
    page = join(
        (
            _head(story, words, body),
            _title(story, words),
            _opening(story, words),
            sections(story, words),
            _ended(story, words),
            _signatures(story, words),
            _recipients(words, body),
            _evidence(story, words, len(log)),
        )
    )
    title = f"{words('title')} - {words('subtitle')}: {story.meeting.title}"
    return document(words.lang, title, style(_STYLE.read_text(encoding="utf-8")), page)


def _head(story: Story, words: Words, body: IssuingBody) -> Html:
    superior = [tag("p", body.superior, class_="superior")] if body.superior else []
    number = f"{words('number')} {body.number or _BLANK}/{body.symbol}"
    began = story.meeting.opened_at or story.meeting.scheduled_at
    dated = f"{body.place or _BLANK}, {words.date(began)}"
    left = tag(
        "div", *superior, tag("p", body.name, class_="issuer"), _rule("short"),
        tag("p", number, class_="number"), class_="body",
    )  # fmt: skip
    right = tag(
        "div", tag("p", words("motto_country"), class_="country"), tag("p", words("motto"), class_="motto"),
        _rule("motto-rule"), tag("p", dated, class_="dated"), class_="nation",
    )  # fmt: skip
    return tag("header", left, right, class_="head")


def _rule(kind: str) -> Html:
    return tag("div", class_=f"rule {kind}")


def _title(story: Story, words: Words) -> Html:
    draft = [] if story.meeting.closed_at else [tag("p", words("draft"), class_="draft")]
    subject = tag("p", words("subtitle"), Html("<br>"), story.meeting.title, class_="subject")
    return join((tag("h1", words("title")), subject, *draft, _rule("title-rule")))


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
    places = (("sign_secretary", secretary), ("sign_chair", chair))
    return tag("div", *(_signature(words, key, name) for key, name in places), class_="signatures")


def _signature(words: Words, key: str, name: str) -> Html:
    return tag(
        "div",
        tag("p", words(key), class_="who"),
        tag("p", words("sign_hint"), class_="hint"),
        tag("p", name or _BLANK, class_="name"),
    )


def _recipients(words: Words, body: IssuingBody) -> Html:
    lines = [tag("p", f"- {line}") for line in (*body.recipients, words("archive"))]
    return tag("div", tag("p", words("recipients"), class_="label"), *lines, class_="recipients")


def _evidence(story: Story, words: Words, events: int) -> Html:
    held = (story.meeting.opened_at or story.meeting.scheduled_at).astimezone(LOCAL).date()
    note = words("evidence", id=story.meeting.id, events=events, head=story.head or _BLANK)
    return tag("p", f"{note} {form_for(held).source}.", class_="evidence")
