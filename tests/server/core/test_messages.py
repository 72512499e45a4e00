"""Every code the server can raise has a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.messages import CATALOGUES, choose_language, known_codes, message

RAISED = re.compile(
    r"\b(?:Malformed|Unauthenticated|Forbidden|NotFound|Conflict|Gone|Locked|TooLarge|UnsupportedMedia|Invalid|TooMany|"
    r"Unavailable|StorageFull|ServerError|Unreachable|OwnershipLost|BadKeyFile|End)\(\s*(?:[\w.]+, )?"
    r'"([a-z_]+(?:\.[a-z_]+)+)"'
)


def test_every_code_raised_has_a_sentence() -> None:
    codes = {code for path in Path("server").rglob("*.py") for code in RAISED.findall(path.read_text())}
    assert len(codes) > 20
    assert codes <= known_codes()


def test_both_languages_are_there_and_differ() -> None:
    for catalogue in CATALOGUES:
        for code, both in catalogue.items():
            assert both["vi"].strip(), code
            assert both["en"].strip(), code
            assert both["vi"] != both["en"], code


def test_details_are_put_into_the_sentence_and_a_missing_one_harms_nothing() -> None:
    assert message("http.rate", "en", {"retry_after_s": 3}) == "Too many requests. Try again in 3 seconds."
    assert "…" in message("http.rate", "vi")
    assert "no.such" in message("no.such", "vi")


@pytest.mark.parametrize(
    ("asked", "accept", "language"),
    [
        ("en", "vi", "en"),
        (None, "en-GB,en;q=0.9", "en"),
        (None, "fr, vi;q=0.5", "vi"),
        ("xx", None, "vi"),
        (None, None, "vi"),
    ],
)
def test_the_language_is_the_one_asked_for_then_accepted_then_the_installations(
    asked: str | None, accept: str | None, language: str
) -> None:
    assert choose_language(asked, accept, "vi") == language
