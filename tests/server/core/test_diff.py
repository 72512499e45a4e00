"""Patches: whatever two views are, the patch turns one into the other."""

from __future__ import annotations

import jsonpatch
from hypothesis import given, settings
from hypothesis import strategies as st

from server.meetings.diff import diff

leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab/~đ", max_size=3)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text("ab/~", max_size=2), inner, max_size=4)
    ),
    max_leaves=20,
)
views = st.dictionaries(st.text("ab/~", max_size=2), values, max_size=5)


@settings(max_examples=150, deadline=None)
@given(views, views)
def test_a_patch_turns_the_old_view_into_the_new_one(old: dict, new: dict) -> None:
    patched = jsonpatch.apply_patch(old, diff(old, new))
    assert patched == new
    assert diff(patched, new) == []


@settings(max_examples=50, deadline=None)
@given(views)
def test_nothing_changed_is_no_operation(view: dict) -> None:
    assert diff(view, view) == []


def test_a_line_of_chat_travels_alone() -> None:
    old = {"chat": [{"id": f"c{n}"} for n in range(200)]}
    new = {"chat": [*old["chat"][1:], {"id": "c200"}]}
    assert diff(old, new) == [
        {"op": "remove", "path": "/chat/0"},
        {"op": "add", "path": "/chat/-", "value": {"id": "c200"}},
    ]
