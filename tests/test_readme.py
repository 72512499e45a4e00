"""README and its Vietnamese twin say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.settings import PREFIX, Settings, settings_table

ROOT = Path(__file__).parent.parent
BOTH = ("README.md", "README.vi.md")


def test_the_settings_table_stands_in_the_readme_word_by_word() -> None:
    text = (ROOT / "README.md").read_text()
    missing = [row for row in settings_table().splitlines() if row not in text]
    assert missing == [], "README.md lacks these rows:\n" + "\n".join(missing)


def test_the_readme_lists_no_setting_that_does_not_exist() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    for name in BOTH:
        named = set(re.findall(r"`(GIAOBAN_[A-Z_]+)`", (ROOT / name).read_text()))
        assert named <= known, named - known


@pytest.mark.parametrize("name", BOTH)
def test_links_inside_the_readme_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text())
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@pytest.mark.parametrize("name", BOTH)
def test_both_readmes_give_the_two_commands(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "make run" in text
    assert "make test" in text
