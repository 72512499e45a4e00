"""The attendance workbook, read back cell by cell with another library."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from recordings.attendance import attendance_workbook
from recordings.errors import MalformedEvent
from rooms import SYSTEM
from tests.recordings.briefing import CHAIR, LAN, SECRETARY, Log, attended, briefing, created

HEAD = 5
FORMULAS = ("=1+1", "+84 912", "-cmd|'/C calc'!A0", "@SUM(A1)")


def book(log: Log, lang: str = "vi") -> Workbook:
    return load_workbook(BytesIO(attendance_workbook(log.envelopes, lang)))


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """The table under the head, each row by its headings."""
    heads = [cell.value for cell in sheet[HEAD]]
    return [dict(zip(heads, values, strict=True)) for values in sheet.iter_rows(HEAD + 1, values_only=True)]


def test_every_delegate_has_a_row_with_answer_times_and_substitute() -> None:
    lan, son = rows(book(attended())["Đại biểu"])
    assert (lan["Họ và tên"], lan["Điểm cầu"], lan["Trả lời giấy mời"]) == ("Phạm Thị Lan", "Cửa Lò", "dự")
    assert (lan["Điểm danh"], lan["Muộn (phút)"]) == ("đến muộn", 10)
    assert (lan["Vào"], lan["Ra"]) == (datetime(2026, 3, 2, 8, 10), datetime(2026, 3, 2, 9, 5))
    assert lan["Các lần ra, vào"] == "08:10–08:20; 08:30–09:05"
    assert lan["Tổng thời gian có mặt"] == timedelta(minutes=45)
    assert (son["Trả lời giấy mời"], son["Lý do"]) == ("cử người thay", "Đi cơ sở")
    assert (son["Người dự thay"], son["Chức vụ người dự thay"]) == ("Lô Văn Thay", "Phó Trưởng phòng")
    assert (son["Điểm danh"], son["Muộn (phút)"], son["Ra"]) == (
        "có mặt", None, datetime(2026, 3, 2, 8, 40),
    )  # fmt: skip


def test_the_summary_counts_halls_and_tells_the_quorum() -> None:
    table = rows(book(attended())["Tổng hợp"])
    cua_lo, ky_son, que_phong, total = table[:4]
    assert (cua_lo["Điểm cầu"], cua_lo["Được mời"], cua_lo["Đến muộn"], cua_lo["Về trước"]) == (
        "Thị xã Cửa Lò", 1, 1, 0,
    )  # fmt: skip
    assert (ky_son["Cử người thay"], ky_son["Có mặt"], ky_son["Về trước"]) == (1, 1, 1)
    assert (que_phong["Được mời"], que_phong["Có mặt"]) == (0, 0)
    assert (total["Điểm cầu"], total["Được mời"], total["Có mặt"], total["Vắng"]) == ("Tổng số", 2, 2, 0)
    below = [row["TT"] for row in table[4:] if row["TT"]]
    assert below == [
        "Điều kiện tiến hành phiên họp",
        "Hơn 1/2 số đại biểu được mời.",
        "Khi khai mạc (08:00): 1/2 đại biểu có mặt, cần 2: chưa đủ.",
        "Đạt đủ (08:10): 2/2 đại biểu có mặt, cần 2: đủ.",
        "Không còn đủ (08:20): 1/2 đại biểu có mặt, cần 2: chưa đủ.",
        "Đạt đủ (08:30): 2/2 đại biểu có mặt, cần 2: đủ.",
        "Không còn đủ (08:40): 1/2 đại biểu có mặt, cần 2: chưa đủ.",
        "Khi bế mạc (09:05): 1/2 đại biểu có mặt, cần 2: chưa đủ.",
    ]


def test_presence_by_item_is_told_in_minutes() -> None:
    spent, present, lan, son = rows(book(attended())["Theo nội dung"])
    first, second = "1. Tình hình kinh tế - xã hội tháng 02", "2. Phòng chống thiên tai năm 2026"
    assert (spent[first], spent[second]) == (timedelta(minutes=40), timedelta(minutes=20))
    assert (present[first], present[second]) == (2, 1)
    assert (lan[first], lan[second]) == (timedelta(minutes=25), timedelta(minutes=20))
    assert (son["Họ và tên"], son[first], son[second]) == (
        "Lô Văn Thay (thay Vi Văn Sơn)", timedelta(minutes=35), None,
    )  # fmt: skip


@pytest.mark.parametrize("sheet", ["Tổng hợp", "Đại biểu", "Theo nội dung"])
def test_sheets_print_on_a4_landscape_with_a_head_that_stays(sheet: str) -> None:
    page = book(attended())[sheet]
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert str(page.freeze_panes).endswith(str(HEAD + 1))
    assert page.print_title_rows == f"${HEAD}:${HEAD}"
    assert page["A1"].value == "BẢNG THEO DÕI THÀNH PHẦN DỰ HỌP"
    assert page["A2"].value == "Giao ban trực tuyến tháng 02 năm 2026"
    assert page["A3"].value.startswith("Khai mạc: 08 giờ 00 phút, ngày 02 tháng 3 năm 2026. Bế mạc: 09 giờ")
    assert all(page.column_dimensions[column].width >= 5 for column in "ABC")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_people_typed_is_never_a_formula(text: str) -> None:
    log = created(title=text)
    log.say(-99, SECRETARY, "delegate.edit", id="d1", name=text, office=text)
    log.say(-98, SYSTEM, "site.add", code="500", name=text, short_name=text)
    log.say(-97, SECRETARY, "delegate.edit", id="d1", site="500")
    log.say(-96, SECRETARY, "agenda.edit", item="a1", title=text)
    log.say(-95, LAN, "invitation.answer", answer="absent", reason=text, substitute={"name": text})
    log.say(-60, CHAIR, "meeting.open")
    log.say(-59, SECRETARY, "roll.mark", subject=LAN.seat, status="absent", note=text)
    log.say(-58, CHAIR, "agenda.start", item="a1")
    read = book(log)
    for sheet in read:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), sheet.title
    found = next(row for row in read["Đại biểu"].iter_rows(HEAD + 1) if row[1].value == text)
    for cell in (found[1], found[2], found[3], found[5], found[6], found[9]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_meeting_that_goes_on_says_so_and_an_empty_one_has_its_heads() -> None:
    read = book(created())
    assert read["Tổng hợp"]["A4"].value == "Bảng tạm thời: phiên họp chưa kết thúc."
    assert "Chưa thảo luận nội dung nào." in [row[0].value for row in read["Theo nội dung"].iter_rows()]
    assert [row["Điểm danh"] for row in rows(read["Đại biểu"])] == ["chưa điểm danh"] * 2


def test_the_same_log_gives_the_same_workbook() -> None:
    log = briefing()
    assert attendance_workbook(log.envelopes) == attendance_workbook(log.envelopes)


def test_there_is_an_english_workbook() -> None:
    assert book(attended(), "en").sheetnames == ["Summary", "Delegates", "By item"]


def test_a_damaged_log_is_refused() -> None:
    with pytest.raises(MalformedEvent):
        attendance_workbook(briefing().envelopes[1:])
