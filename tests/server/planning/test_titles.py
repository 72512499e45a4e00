"""Titles are filled from a pattern by the day in Vietnam and the number in the series."""

from __future__ import annotations

from datetime import date

import pytest

from server.errors import Invalid
from server.planning.titles import check_pattern, fill_title


@pytest.mark.parametrize(
    ("pattern", "title"),
    [
        ("Giao ban tháng {month}/{year}", "Giao ban tháng 12/2026"),
        ("Giao ban tuần {week}", "Giao ban tuần 53"),
        ("Kỳ họp số {number} ngày {day}", "Kỳ họp số 7 ngày 31/12/2026"),
        ("Giao ban quý {quarter}", "Giao ban quý 4"),
        ("Họp thường kỳ", "Họp thường kỳ"),
    ],
)
def test_a_pattern_is_filled(pattern: str, title: str) -> None:
    assert fill_title(check_pattern(pattern), date(2026, 12, 31), 7) == title


def test_without_a_number_its_place_is_left_empty() -> None:
    assert fill_title("Kỳ họp số {number} tháng {month}", date(2026, 1, 1), None) == "Kỳ họp số tháng 1"


@pytest.mark.parametrize(
    "pattern", ["", "  ", "Họp {nam}", "Họp {", "Họp }", "{number!r}", "{year.real}", "{{year}}"]
)
def test_a_place_nobody_knows_is_refused(pattern: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_pattern(pattern)
    assert caught.value.code == "template.bad_title"
