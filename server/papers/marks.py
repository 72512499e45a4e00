"""Looks on the first page of a paper for a marking (độ mật) standing where markings stand. Pure.

What the sender chose is the marking; this only tells the secretary when the paper itself says otherwise.
"""

from __future__ import annotations

import json
import re
import unicodedata

MARKED, HIGHER = "says_confidential", "says_higher"
"""The page says mật, or a level that does not belong on this network."""
TOP_LINES = 40
# On a line of its own, at the start of one that goes on in a second column, or after "Độ mật:".
_STAMP = re.compile(r"[\W_]*(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)(?:[\W_]*|\s{2,}.*|\s+CỘNG\s+H(?:ÒA|OÀ)\b.*)")
_NAMED = re.compile(r"\W*ĐỘ\s+MẬT\s*:\s*(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\b.*")


def flags_from(texts: bytes) -> frozenset[str]:
    """Flags from the stored texts of a paper's pages (a JSON list)."""
    pages = json.loads(texts)
    return flags_on(str(pages[0])) if isinstance(pages, list) and pages else frozenset()


def flags_on(first_page: str) -> frozenset[str]:
    """Flags from the text of the first page."""
    text = unicodedata.normalize("NFC", first_page)
    found = [level for line in text.splitlines()[:TOP_LINES] if (level := _level(line)) is not None]
    if any(level != "MẬT" for level in found):
        return frozenset({HIGHER})
    return frozenset({MARKED}) if found else frozenset()


def _level(line: str) -> str | None:
    match = _STAMP.fullmatch(line) or _NAMED.fullmatch(line.upper())
    return " ".join(match[1].split()) if match else None
