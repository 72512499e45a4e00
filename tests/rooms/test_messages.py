"""Every code has its sentences, and every sentence its code."""

import ast
from pathlib import Path

import pytest

import rooms
from rooms import SENTENCES, Code, sentence
from rooms.messages import SUBJECTS

HOME = Path(rooms.__file__).parent
SOURCES = [
    path
    for path in sorted(HOME.rglob("*.py"))
    if path.name != "errors.py" and HOME / "messages" not in path.parents
]


def test_every_code_has_its_sentence_in_one_subject() -> None:
    said = [code for subject in SUBJECTS for code in subject.SENTENCES]
    assert sorted(said) == sorted(Code)
    assert set(SENTENCES) == set(Code)


@pytest.mark.parametrize("code", Code)
def test_both_languages_say_something_different(code: Code) -> None:
    vietnamese, english = sentence(code, "vi"), sentence(code, "en")
    assert vietnamese != english
    for words in (vietnamese, english):
        assert words == words.strip()
        assert words.endswith(".")
        assert words[0].isupper()


def test_another_language_gets_vietnamese() -> None:
    assert sentence("floor.taken", "fr") == sentence("floor.taken", "vi")


def test_codes_are_raised_from_the_catalogue_only_and_all_are_used() -> None:
    used: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "Refused",
                "BadCommand",
                "BadEvent",
            ):
                assert not isinstance(node.args[0], ast.Constant), f"{path.name}:{node.lineno}"
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Code":
                used.add(node.attr)
    assert used == set(Code.__members__)
