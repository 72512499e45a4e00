"""The parts every official document has: head, title, signatures, recipients, where it comes from. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from recordings.official.form import IssuingBody, form_for
from recordings.official.markup import Html, document, join, style, tag
from recordings.official.words import LOCAL, OfficialWords

_STYLE = Path(__file__).with_name("style.css")
BLANK = "………"


def official_page(words: OfficialWords, title: str, own_style: Path, parts: Iterable[Html]) -> str:
    """Return a whole document; `own_style` is its style sheet beside the one all documents share."""
    sheet = _STYLE.read_text(encoding="utf-8") + own_style.read_text(encoding="utf-8")
    return document(words.lang, title, style(sheet), join(parts))


def head(words: OfficialWords, body: IssuingBody, dated: datetime) -> Html:
    """Return issuing body, number and symbol on the left; national title, motto, place and date right."""
    superior = [tag("p", body.superior, class_="superior")] if body.superior else []
    number = f"{words('number')} {body.number or BLANK}/{body.symbol}"
    place_and_date = f"{body.place or BLANK}, {words.date(dated)}"
    left = tag(
        "div", *superior, tag("p", body.name, class_="issuer"), rule("short"),
        tag("p", number, class_="number"), class_="body",
    )  # fmt: skip
    right = tag(
        "div", tag("p", words("motto_country"), class_="country"), tag("p", words("motto"), class_="motto"),
        rule("motto-rule"), tag("p", place_and_date, class_="dated"), class_="nation",
    )  # fmt: skip
    return tag("header", left, right, class_="head")


def rule(kind: str) -> Html:
    """Return a short line across."""
    return tag("div", class_=f"rule {kind}")


def title(kind: str, subject: Iterable[object], draft: str = "") -> Html:
    """Return the kind of document over its subject, `draft` saying why it is provisional."""
    lines = join(subject, Html("<br>"))
    note = [tag("p", draft, class_="draft")] if draft else []
    return join((tag("h1", kind), tag("p", lines, class_="subject"), *note, rule("title-rule")))


def signatures(words: OfficialWords, places: Sequence[tuple[str, str]]) -> Html:
    """Return the places to sign, (office, name) each, from left to right."""
    return tag("div", *(_signature(words, who, name) for who, name in places), class_="signatures")


def _signature(words: OfficialWords, who: str, name: str) -> Html:
    return tag(
        "div",
        tag("p", who, class_="who"),
        tag("p", words("sign_hint"), class_="hint"),
        tag("p", name or BLANK, class_="name"),
    )


def recipients(words: OfficialWords, body: IssuingBody) -> Html:
    """Return who gets the document, the records office last."""
    lines = [tag("p", f"- {line}") for line in (*body.recipients, words("archive"))]
    return tag("div", tag("p", words("recipients"), class_="label"), *lines, class_="recipients")


def evidence(words: OfficialWords, meeting: str, events: int, head_hash: str, held: datetime) -> Html:
    """Return what the document was made from, and the form in force on the day it is of."""
    note = words("evidence", id=meeting, events=events, head=head_hash or BLANK)
    return tag("p", f"{note} {form_for(held.astimezone(LOCAL).date()).source}.", class_="evidence")
