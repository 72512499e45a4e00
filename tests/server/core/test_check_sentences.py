"""The web client has a sentence for everything a step of the line check can come to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rooms.screens.line_check_words import FINDINGS, SKIPPED

SENTENCES = Path(__file__).parents[3] / "web" / "src" / "i18n" / "check.ts"


@pytest.mark.parametrize("step", FINDINGS)
def test_a_hall_is_told_what_to_do_about_every_finding(step: str) -> None:
    known = set(re.findall(r"^  '(\w+\.\w+)':", SENTENCES.read_text(), re.MULTILINE))
    needed = {f"{step}.{code}" for code, result in FINDINGS[step].items() if result != SKIPPED}
    assert needed <= known
    assert {known_code for known_code in known if known_code.startswith(f"{step}.")} == needed
