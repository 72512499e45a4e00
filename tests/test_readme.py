"""README and its Vietnamese twin say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
BOTH = ("README.md", "README.vi.md")


def settings_table() -> list[str]:
    """The rows README must hold: variable, default, description."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = (
            ""
            if default is None or default == ()
            else f"`{','.join(str(one) for one in default) if isinstance(default, tuple) else default}`"
        )
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return rows


def test_every_setting_stands_in_the_readme_with_its_default() -> None:
    text = (ROOT / "README.md").read_text()
    missing = [row for row in settings_table() if row not in text]
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
