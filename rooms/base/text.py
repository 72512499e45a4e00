"""Free text as the core keeps it: NFC, without control or direction-changing characters, trimmed."""

from __future__ import annotations

import unicodedata

_SEPARATORS = str.maketrans(dict.fromkeys("\r\n\t\x0b\x0c\u2028\u2029", " "))
_LINES = str.maketrans({"\t": " ", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n"})
_JOINERS = "\u200c\u200d"  # needed inside some scripts and emoji, invisible at an edge
_EDGES = " \n\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))) + _JOINERS


def _harmful(char: str) -> bool:
    if char in _JOINERS or char == "\n":
        return False
    return unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn"}


def clean(raw: str, *, multiline: bool = False) -> str:
    """Normalise free text. Cleaning twice gives the same as once.

    Control, format (zero width, direction), private and unassigned characters are dropped; line ends become
    spaces unless ``multiline``. Raises ValueError for lone surrogates, which no encoder accepts.
    """
    if any("\ud800" <= char <= "\udfff" for char in raw):
        raise ValueError("lone surrogate")
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    spaced = lines.translate(_LINES if multiline else _SEPARATORS)
    kept = "".join(char for char in spaced if not _harmful(char))
    return unicodedata.normalize("NFC", kept).strip(_EDGES)


def fold(raw: str) -> str:
    """The text as it is searched without regard to case, accents and đ: one folding before every index."""
    composed = unicodedata.normalize("NFC", raw).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", composed)
    return "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
