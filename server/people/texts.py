"""Free text as people type it, made safe to store and show on one line. Pure."""

from __future__ import annotations

import unicodedata


def one_line(text: str, limit: int) -> str:
    """NFC, single spaces, no control or direction characters, at most `limit` characters."""
    normal = unicodedata.normalize("NFC", text[: limit * 4])
    kept = (letter if not _unfit(letter) else " " if letter in "\t\r\n" else "" for letter in normal)
    return " ".join("".join(kept).split())[:limit].rstrip()


def _unfit(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
