"""Reading commands from outside: strict, bounded, clean."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms import COMMANDS, BadCommand, parse_command
from rooms.base import fields
from rooms.base.fields import fields_of
from rooms.base.text import clean
from tests.rooms.chance import STEADY
from tests.rooms.table import CHAIR, PLAN, SYSTEM

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def why(command: str, data: object, key: object = "k") -> tuple[str, str]:
    with pytest.raises(BadCommand) as caught:
        parse_command(command, data, key=key, actor=CHAIR)
    assert caught.value.code == "command.malformed"
    return str(caught.value.details["field"]), str(caught.value.details["why"])


def fault_of(command: str, data: object, key: object) -> str | None:
    try:
        parse_command(command, data, key=key, actor=SYSTEM)
    except BadCommand as bad:
        return bad.code.value
    return None


@pytest.mark.parametrize(
    ("command", "data", "fault"),
    [
        ("floor.grant", {}, ("request", "missing")),
        ("floor.grant", {"request": 5}, ("request", "not_text")),
        ("floor.grant", {"request": "r 1"}, ("request", "bad_pattern")),
        ("floor.grant", {"request": "r1\n"}, ("request", "bad_pattern")),
        ("floor.grant", {"request": "r" * 300}, ("request", "bad_pattern")),
        ("floor.grant", {"request": "r1", "limit_s": 0}, ("limit_s", "out_of_range")),
        ("floor.grant", {"request": "r1", "limit_s": True}, ("limit_s", "not_whole")),
        ("floor.grant", {"request": "r1", "limit_s": 1.0}, ("limit_s", "not_whole")),
        ("floor.grant", {"request": "r1", "limit_s": 10**400}, ("limit_s", "out_of_range")),
        ("floor.grant", {"request": "r1", "limit_s": float("nan")}, ("limit_s", "not_whole")),
        ("floor.grant", {"request": "r1", "replace": 1}, ("replace", "not_yes_no")),
        ("floor.grant", {"request": "r1", "extra": 1}, ("'extra'", "unknown_field")),
        ("floor.grant", [], (".", "not_an_object")),
        ("floor.grant", None, (".", "not_an_object")),
        ("floor.request", {"topic": "x" * 301}, ("topic", "too_long")),
        ("floor.request", {"topic": "x" * 10**6}, ("topic", "too_long")),
        ("floor.request", {"topic": "\ud800"}, ("topic", "not_text")),
        ("chat.post", {"text": " \u200b\u0000 "}, ("text", "empty")),
        ("chat.post", {"text": "x" * 1001}, ("text", "too_long")),
        ("roll.mark", {"subject": "site-1", "status": "here"}, ("status", "not_a_choice")),
        ("roll.mark", {"subject": "site-1", "status": ["present"]}, ("status", "not_a_choice")),
        ("roll.mark", {"subject": "system", "status": "present"}, ("subject", "bad_pattern")),
        ("meeting.edit", {"scheduled_at": "hôm nay"}, ("scheduled_at", "not_a_time")),
        ("meeting.edit", {"scheduled_at": "2026-11-23T01:00:00"}, ("scheduled_at", "not_a_time")),
        ("meeting.edit", {"scheduled_at": "0001-01-01T00:00:00+14:00"}, ("scheduled_at", "not_a_time")),
        ("meeting.edit", {"scheduled_at": "9999-12-31T23:59:59Z"}, ("scheduled_at", "out_of_range")),
        ("meeting.edit", {"scheduled_at": "1999-12-31T23:59:59Z"}, ("scheduled_at", "out_of_range")),
        ("meeting.create", {**PLAN, "sites": {}}, ("sites", "not_a_list")),
        ("meeting.create", {**PLAN, "sites": [5]}, ("sites.0", "not_an_object")),
        ("meeting.create", {**PLAN, "sites": [{"code": "x"}]}, ("sites.0.name", "missing")),
        ("meeting.create", {**PLAN, "agenda": [{"title": "x"}] * 201}, ("agenda", "too_many")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(command: str, data: object, fault: tuple[str, str]) -> None:
    assert why(command, data) == fault


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 101, None, 5, "\n"])
def test_keys_are_visible_ascii(key: object) -> None:
    assert why("meeting.open", {}, key)[0] == "key"


@pytest.mark.parametrize("name", ["", "floor", "floor.GRANT", "floor.granted", None, 5, ["x"]])
def test_an_unknown_command_is_refused(name: object) -> None:
    with pytest.raises(BadCommand) as caught:
        parse_command(name, {}, key="k", actor=CHAIR)
    assert caught.value.code == "command.unknown"


@STEADY
@given(st.sampled_from(sorted(COMMANDS)), JSON, JSON)
def test_garbage_is_always_one_typed_error(command: str, data: object, key: object) -> None:
    assert fault_of(command, data, key) in (None, "command.malformed")


@STEADY
@given(st.sampled_from(sorted(COMMANDS)), st.data())
def test_garbage_in_a_known_field_is_one_typed_error(command: str, data: st.DataObject) -> None:
    names = [field.name for field in fields_of(COMMANDS[command].body)]
    found = data.draw(st.dictionaries(st.sampled_from(names), JSON)) if names else {}
    assert fault_of(command, found, "k") in (None, "command.malformed")


def test_left_out_fields_have_their_defaults() -> None:
    body = parse_command("floor.grant", {"request": "r1"}, key="k", actor=CHAIR).body
    assert fields.dump(body) == {
        "request": "r1",
        "limit_s": None,
        "replace": False,
        "instead_of": None,
        "interrupt": False,
    }


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Vinh\u0000", "Vinh"),
        ("  Kỳ  Sơn \r\n", "Kỳ  Sơn"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("dòng\nhai\ttab\u2028ba", "dòng hai tab ba"),
        (unicodedata.normalize("NFD", "Nghệ An"), "Nghệ An"),
        ("a\u0000\u0301", "á"),
        ("\u200d \u200c", ""),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
def test_text_is_cleaned(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_line_ends_are_kept_where_they_belong() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be", multiline=True) == "a\nb\nc\nd\ne"


@STEADY
@given(st.text(), st.booleans())
def test_cleaning_twice_is_cleaning_once(raw: str, multiline: bool) -> None:
    try:
        once = clean(raw, multiline=multiline)
    except ValueError:
        assert any("\ud800" <= char <= "\udfff" for char in raw)
        return
    assert clean(once, multiline=multiline) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) == "Cc" for char in once if char != "\n")
    once.encode()
