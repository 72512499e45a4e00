"""What each marking does: one table, in code and in the README, which nothing goes around."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

import rooms
from rooms.base.markings import _ROWS, TREATMENTS, Marking, Treatment, is_lower, markings_table

HOME = Path(rooms.__file__).parent


def test_every_marking_has_a_row_and_every_rule_a_line_in_the_documentation() -> None:
    assert set(TREATMENTS) == set(Marking)
    assert {field.name for field in fields(Treatment)} - {"label"} == set(_ROWS)
    assert markings_table() in (HOME / "README.md").read_text()


def test_a_confidential_paper_leaves_no_copy_and_lets_nothing_out() -> None:
    rules = TREATMENTS["confidential"]
    assert (rules.download, rules.kept, rules.selectable, rules.stays) == (False, False, False, False)
    assert (rules.watermark, rules.log, rules.recall, rules.accepted) == (True, True, True, True)
    assert rules.shuts == ("recording", "streaming", "outsiders")
    assert rules.readers == {"chair", "deputy", "secretary", "site", "delegate"}


def test_a_normal_paper_is_open_and_higher_markings_are_not_accepted() -> None:
    assert TREATMENTS["normal"].shuts == ()
    assert [TREATMENTS[marking].accepted for marking in Marking] == [True, True, False, False]
    assert not any(TREATMENTS[marking].readers for marking in ("secret", "top_secret"))


@pytest.mark.parametrize(("one", "other"), [("normal", "confidential"), ("confidential", "top_secret")])
def test_markings_have_an_order(one: str, other: str) -> None:
    assert is_lower(one, other)
    assert not is_lower(other, one)
    assert not is_lower(one, one)


def test_no_rule_asks_which_marking_a_paper_has() -> None:
    """Outside the table a marking is never compared, and only named as the default of a paper."""
    for path in HOME.rglob("*.py"):
        if path.name == "markings.py":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Marking":
                assert node.attr == "NORMAL", f"{path.name} names a marking"
            if isinstance(node, ast.Compare):
                assert "confidential" not in ast.unparse(node), path.name
