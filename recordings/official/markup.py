"""HTML built from values, not from strings: whatever is not `Html` is escaped. There is no way around it
here.
"""

import html
import re
from collections.abc import Iterable

_TAG = re.compile(r"[a-z][a-z0-9]*")
# Control characters and the marks that turn the reading direction around: no place in an official paper.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_VOID = frozenset({"br", "meta", "col"})


class Html(str):
    """Markup that is safe already. Only this module makes it."""

    __slots__ = ()


def text(value: object) -> Html:
    """Return any value as text that cannot be markup; lines become line breaks."""
    if isinstance(value, Html):
        return value
    lines = _UNPRINTABLE.sub("", str(value)).split("\n")
    return Html("<br>".join(html.escape(line, quote=True) for line in lines))


def join(parts: Iterable[object], between: str = "") -> Html:
    """Return parts one after the other, each escaped unless it is markup."""
    return Html(text(between).join(text(part) for part in parts))


def tag(name: str, *children: object, **attributes: str) -> Html:
    """Return an element; `class_` stands for `class`. Attribute values are escaped too."""
    if _TAG.fullmatch(name) is None:
        raise ValueError(f"no element is called {name!r}")
    pairs = "".join(
        f' {key.rstrip("_")}="{html.escape(_UNPRINTABLE.sub("", value), quote=True)}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{pairs}>")
    return Html(f"<{name}{pairs}>{join(children)}</{name}>")


def table(heads: Iterable[object], rows: Iterable[Iterable[object]], class_: str) -> Html:
    """Return a table with a head row that repeats on every page."""
    head = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in heads)))
    body = tag("tbody", *(tag("tr", *(tag("td", cell) for cell in row)) for row in rows))
    return tag("table", head, body, class_=class_)


def style(css: str) -> Html:
    """Return a style element around a style sheet of ours; raises ValueError for one that could close it."""
    if "<" in css:
        raise ValueError("a style sheet with a '<'")
    return Html(f"<style>{css}</style>")


def document(lang: str, title: str, head: Html, body: Html) -> str:
    """Return a whole page without scripts, which also forbids itself any script and any outside thing."""
    policy = tag(
        "meta",
        **{"http-equiv": "Content-Security-Policy"},
        content="default-src 'none'; style-src 'unsafe-inline'",
    )
    width = tag("meta", name_="viewport", content="width=device-width, initial-scale=1")
    top = tag("head", tag("meta", charset="utf-8"), policy, width, tag("title", title), head)
    return "<!DOCTYPE html>\n" + tag("html", top, tag("body", body), lang=lang) + "\n"
