"""The access log's chain: whatever is edited, cut, reordered or put in is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.markings.chain import Head, Line, seal, verify

MEETING = "giao-ban-11"


@pytest.fixture
def lines() -> list[Line]:
    made: list[Line] = []
    head = Head()
    for page in range(1, 6):
        made.append(seal(MEETING, head, {"seat": "site-417", "page": page, "outcome": "given"}))
        head = Head(made[-1].number, made[-1].hash)
    return made


def test_an_untouched_log_holds(lines: list[Line]) -> None:
    assert verify(MEETING, lines) is None
    assert verify(MEETING, [], [Head()]) is None
    assert verify(MEETING, lines, [Head(3, lines[2].hash), Head(5, lines[4].hash)]) is None


@pytest.mark.parametrize("at", range(5))
def test_an_edit_is_found(lines: list[Line], at: int) -> None:
    lines[at] = replace(lines[at], entry={**lines[at].entry, "seat": "site-413"})
    found = verify(MEETING, lines)
    assert found is not None
    assert (found.number, found.why) == (at + 1, "hash")


@pytest.mark.parametrize("at", range(4))
def test_a_cut_and_a_swap_are_found(lines: list[Line], at: int) -> None:
    cut = verify(MEETING, lines[:at] + lines[at + 1 :])
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    swapped = verify(MEETING, lines)
    assert cut is not None
    assert swapped is not None
    assert (cut.why, swapped.why) == ("order", "order")


def test_an_end_cut_off_is_found_by_the_head_in_the_event_log(lines: list[Line]) -> None:
    found = verify(MEETING, lines[:3], [Head(5, lines[4].hash)])
    assert found is not None
    assert (found.number, found.why) == (5, "head")


def test_a_log_made_anew_from_the_edit_on_is_found_by_its_head(lines: list[Line]) -> None:
    forged: list[Line] = []
    head = Head()
    for line in lines:
        forged.append(seal(MEETING, head, {**line.entry, "seat": "site-413"}))
        head = Head(forged[-1].number, forged[-1].hash)
    assert verify(MEETING, forged) is None
    found = verify(MEETING, forged, [Head(5, lines[4].hash)])
    assert found is not None
    assert found.why == "head"


def test_a_line_of_another_meeting_is_found(lines: list[Line]) -> None:
    found = verify(MEETING, [replace(lines[0], meeting="khac"), *lines[1:]])
    assert found is not None
    assert found.why == "meeting"
