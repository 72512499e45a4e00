"""Looks on the first page of a paper for a marking (độ mật) standing where markings stand. Pure.

A level that does not belong on this network is refused with its paper, whatever the sender chose. Where the
page says mật and the sender said nothing, the desk is asked, and until it has answered the paper is mật.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection

from server.errors import ServerError

MARKED, HIGHER = "says_confidential", "says_higher"
"""The page says mật, or a level that does not belong on this network."""
MOST_LINES = 400
LONGEST = 400
_LEVEL = "(TUYỆT MẬT|TỐI MẬT|MẬT)"
_URGENT = "(?:THƯỢNG KHẨN|H(?:ỎA|OẢ) TỐC(?: HẸN GIỜ)?|KHẨN)"
# On a line of its own, beside how urgent it is, in one of two columns, or after "Độ mật:"; in capitals.
_STAMP = re.compile(
    rf"[\W_]*(?:.*  )?(?:{_URGENT}[\W_]+)?{_LEVEL}"
    rf"(?:[\W_]*|[\W_]+{_URGENT}[\W_]*|  .*| CỘNG H(?:ÒA|OÀ)\b.*)"
)
_NAMED = re.compile(rf"[\W_]*ĐỘ MẬT ?[:：] ?{_LEVEL}\b.*")
_SPACED = re.compile(r"(?<!\S)(?:\w ){2,}\w(?!\S)")
_ALONE = {
    **dict.fromkeys(("Tuyệt mật", "Tuyệt Mật", "TUYỆTMẬT"), "TUYỆT MẬT"),
    **dict.fromkeys(("Tối mật", "Tối Mật", "TỐIMẬT"), "TỐI MẬT"),
    "Mật": "MẬT",
}
"""As a form fills it in, and with spaces between all letters; then on a line of its own only."""


def flags_from(texts: bytes) -> frozenset[str]:
    """Flags from the stored texts of a paper's pages (a JSON list)."""
    pages = json.loads(texts)
    return flags_on(str(pages[0])) if isinstance(pages, list) and pages else frozenset()


def flags_on(first_page: str) -> frozenset[str]:
    """Flags from the text of the first page."""
    text = unicodedata.normalize("NFC", first_page)
    lines = (line[:LONGEST] for line in text.splitlines()[:MOST_LINES])
    found = [level for line in lines if (level := _level(line)) is not None]
    if any(level != "MẬT" for level in found):
        return frozenset({HIGHER})
    return frozenset({MARKED}) if found else frozenset()


def require_level(flags: Collection[str]) -> None:
    """Raise ServerError ``paper.says_higher`` for a page that says a level above mật."""
    if HIGHER in flags:
        raise ServerError("paper.says_higher")


def _level(line: str) -> str | None:
    """The level a line says it is, if it is one; of the white space in it only two columns matter."""
    line = _SPACED.sub(lambda letters: letters[0].replace(" ", ""), line)
    line = re.sub(r"\s{2,}|\t", "  ", re.sub(r"(TUYỆT|TỐI)\s+MẬT", r"\1 MẬT", line)).strip()
    joined = re.sub(r" +", " ", line)
    alone = joined.strip(" .:;-–—()[]*_|")
    if alone in _ALONE:
        return _ALONE[alone]
    match = _STAMP.fullmatch(line) or _STAMP.fullmatch(joined) or _NAMED.fullmatch(joined.upper())
    return match[1] if match else None
