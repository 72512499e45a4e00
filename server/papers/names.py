"""File names of papers: shown to people, never used as a key or a path. Pure."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from server.papers.kinds import ENDINGS

MAX_BYTES = 255
MAX_TITLE = 200
FALLBACK = "tai-lieu.pdf"
# Not allowed in a name on one of the systems the file may be saved on.
FORBIDDEN = frozenset('/\\:*?"<>|')
# Device names of Windows, with any extension.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))]
)


def display_name(raw: str) -> str:
    """A harmless name for showing and saving: NFC, one line, no path, at most 255 bytes, ends in .pdf.

    The ending of a kind that is taken (`bao-cao.docx`) gives way; any other stays before it.

    Control, format (bidirectional overrides, zero-width), surrogate and private characters are removed.
    """
    text = _letters(raw[:4096].replace("\\", "/").rpartition("/")[2])
    text = "".join("_" if letter in FORBIDDEN else letter for letter in text)
    stem, dot, ending = text.rpartition(".")
    stem = stem if dot and ending.casefold() in ENDINGS else text
    stem = _fit(stem.strip(" ."), MAX_BYTES - len(".pdf")).rstrip(" .")
    if not stem:
        return FALLBACK
    if stem.partition(".")[0].strip().casefold() in RESERVED:
        stem = _fit(f"_{stem}", MAX_BYTES - len(".pdf"))
    return f"{stem}.pdf"


def original_name(name: str, kind: str) -> str:
    """The name the file was sent under, from the paper's display name, with the ending of its real kind."""
    return f"{_fit(name.removesuffix('.pdf'), MAX_BYTES - len(kind) - 1).rstrip(' .')}.{kind}"


def display_title(raw: str, name: str) -> str:
    """The title of a paper: what was given, or the file's name without its ending; at most 200 characters."""
    title = " ".join(_letters(raw[:4096]).split())
    return (title or name.removesuffix(".pdf"))[:MAX_TITLE].rstrip()


def disposition(name: str, *, attachment: bool) -> str:
    """A Content-Disposition value (RFC 6266): an ASCII fallback and the UTF-8 form of RFC 8187."""
    kind = "attachment" if attachment else "inline"
    plain = "".join(letter if " " <= letter <= "~" and letter not in '"\\%' else "_" for letter in name)
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _letters(text: str) -> str:
    normal = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    return "".join(" " if letter in "\t\n\r" else letter for letter in normal if not _unfit(letter))


def _unfit(letter: str) -> bool:
    return letter not in "\t\n\r" and unicodedata.category(letter) in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    )


def _fit(text: str, limit: int) -> str:
    """The longest beginning of `text` within `limit` bytes of UTF-8."""
    return text.encode()[:limit].decode("utf-8", "ignore")
