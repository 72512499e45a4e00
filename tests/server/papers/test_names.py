"""File names are shown, never used: 10,000 hostile ones stay harmless and no key comes from one."""

from __future__ import annotations

import random
import unicodedata

import pytest

from server.objects.store import KEY
from server.papers.kinds import Kind
from server.papers.names import (
    FALLBACK,
    RESERVED,
    display_name,
    display_title,
    disposition,
    original_name,
)

SEPARATORS = [
    "../",
    "..\\",
    "/",
    "\\",
    "\x00",
    "\r\n",
    "\t",
    '"',
    "'",
    "%2e%2e%2f",
    ".",
    "..",
    " ",
    "|",
    "*",
    "?",
]
MARKS = [
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\ud800",
    "\ue000",
    "e\u0302\u0323",
    "đ",
    "Ộ",
    "😀",
    "𝒳",
]
WORDS = [
    "CON",
    "nul.",
    "aux",
    "COM1",
    "~",
    "$HOME",
    "`id`",
    "a" * 300,
    "ệ" * 200,
    "C:",
    "<b>",
    ".pdf",
    ".PDF",
    ";",
]
PIECES = [*SEPARATORS, *MARKS, *WORDS]


def hostile(number: int) -> str:
    dice = random.Random(number)  # noqa: S311 - the same names each time
    return "".join(dice.choices(PIECES, k=dice.randrange(1, 8)))


def test_ten_thousand_hostile_names_are_harmless() -> None:
    for number in range(10_000):
        raw = hostile(number)
        name = display_name(raw)
        assert 0 < len(name.encode()) <= 255, raw
        assert name.endswith(".pdf")
        assert not set(name) & set('/\\:*?"<>|')
        assert name not in (".pdf", "..pdf")
        assert not name.startswith((" ", "."))
        assert unicodedata.is_normalized("NFC", name)
        assert not any(
            unicodedata.category(letter).startswith(("Cc", "Cf", "Cs", "Co", "Z"))
            for letter in name.replace(" ", "")
        )
        for kind in Kind:
            original = original_name(name, kind)
            assert original.endswith(f".{kind}")
            assert 0 < len(original.encode()) <= 255
            assert not set(original) & set('/\\:*?"<>|')
            assert original.partition(".")[0].casefold() not in RESERVED
        header = disposition(name, attachment=True)
        assert header.isascii()
        assert "\r" not in header
        assert header.count('"') == 2
        assert len(display_title(raw, name)) <= 200
        assert display_title(raw, name)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("Báo cáo.DOCX", "Báo cáo.pdf"),
        ("số liệu.tiff", "số liệu.pdf"),
        (".docx", FALLBACK),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Lan\\Tờ trình.PDF", "Tờ trình.pdf"),
        ("", FALLBACK),
        ("...", FALLBACK),
        ("NUL.pdf", "_NUL.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe.pdf"),
        (unicodedata.normalize("NFD", "Đề án.pdf"), "Đề án.pdf"),
    ],
)
def test_known_names(raw: str, shown: str) -> None:
    assert display_name(raw) == shown


def test_the_header_carries_vietnamese_both_ways() -> None:
    header = disposition("Tờ trình.pdf", attachment=False)
    assert header == "inline; filename=\"T_ tr_nh.pdf\"; filename*=UTF-8''T%E1%BB%9D%20tr%C3%ACnh.pdf"


def test_no_hostile_name_is_a_key() -> None:
    assert KEY.match("papers/p0123456789ab/12.webp")
    for number in range(2_000):
        assert not KEY.match(hostile(number) + "/../x")
