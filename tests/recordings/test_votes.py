"""The section on votes: everything minutes must say of each, in both languages, hands marked as hands."""

from __future__ import annotations

from typing import Any

import pytest

from recordings.proceedings import proceedings_html
from tests.recordings.test_proceedings import Page
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DUNG, SECRETARY, SYSTEM, Table
from tests.rooms.voting.test_polls import opened, vote


@pytest.fixture(scope="module")
def voted() -> Table:
    """By name with hands and an authority, a list, a secret one, one without quorum, one cancelled."""
    table = Table().connect_everybody().to("in_session")
    table.do(SECRETARY, "proxy.record", grantor=DUNG.seat, holder=CUC.seat, document="GUQ 12/2026")
    majority = {"base": "entitled", "of": 2, "parts": 3, "over": False}
    poll = opened(table, item="a1", question="Thông qua kế hoạch phòng chống thiên tai?", majority=majority)
    vote(table, AN, poll, "no")
    hands: list[dict[str, Any]] = [{"choice": "yes", "count": 2}]
    table.do(CUALO, "poll.count_hands", poll=poll, site="413", counts=hands, instead=True)
    vote(table, CUC, poll, "abstain")
    table.do(CUC, "ballot.cast", poll=poll, choices=["yes"], seat=DUNG.seat)
    table.do(CHAIR, "poll.close", poll=poll)
    chosen = opened(table, question="Chọn đơn vị", options=["Sở Tài chính", "Sở Nội vụ"], majority=None)
    vote(table, AN, chosen, "o2")
    table.do(CHAIR, "poll.close", poll=chosen)
    secret = opened(table, question="Đề nghị khen thưởng?", secret=True)
    table.do(SYSTEM, "poll.set_key", poll=secret, public_key="SPKI")
    table.do(BINH, "ballot.take_credential", poll=secret)
    table.do(CHAIR, "poll.close", poll=secret)
    box = [{"serial": "s", "choices": ["yes"], "signature": "x", "proof": "y"}]
    table.do(SYSTEM, "poll.count", poll=secret, ballots=box)
    empty = opened(table, question="Việc khác?", quorum={"counted": "cast", "count": 3})
    table.do(CHAIR, "poll.close", poll=empty)
    gone = opened(table, question="Câu hỏi nhầm?")
    table.do(CHAIR, "poll.cancel", poll=gone, reason="Sửa câu hỏi")
    return table


def page(table: Table, lang: str = "vi") -> str:
    return " ".join(Page(proceedings_html(table.log, lang)).words.split())


@pytest.mark.parametrize(
    "part",
    [
        "1. Thông qua kế hoạch phòng chống thiên tai?", "Nội dung chương trình: Phòng chống thiên tai.",
        "Biểu quyết công khai, mỗi đại biểu một phiếu, từ",
        "Dũng ủy quyền cho Hồ Cúc theo GUQ 12/2026.",
        "Được quyền biểu quyết: 4; có mặt: 4; đã biểu quyết: 4, trong đó đếm giơ tay: 2.",
        "Tỷ lệ thông qua: ít nhất 2/3 số người được quyền biểu quyết, tương ứng 3 phiếu.",
        "1 Tán thành 3 75,0 % 2", "Không có ý kiến 1 25,0 %", "Được thông qua.",
        "Đếm giơ tay tại Thị xã Cửa Lò lúc", "(thay cho 1 phiếu đã bỏ bằng thiết bị)",
        "đếm giơ tay tại điểm cầu", "Tán thành (Hồ Cúc biểu quyết thay)",
        "2. Chọn đơn vị", "Kết quả theo số phiếu cao nhất.", "Được chọn: Sở Nội vụ.", "không biểu quyết",
        "3. Đề nghị khen thưởng? Bỏ phiếu kín", "Điều kiện: cần 3/4 đại biểu được mời tham gia biểu quyết, "
        "thực tế 0: không đủ điều kiện.", "Không đủ điều kiện biểu quyết, kết quả không có giá trị.",
        "Cuộc biểu quyết bị hủy, không có kết quả: Sửa câu hỏi.",
        "Lê Chủ Trì mở biểu quyết: Chọn đơn vị", "Kết thúc biểu quyết. Được thông qua. Được chọn: Sở Nội vụ.",
    ],
)  # fmt: skip
def test_it_says_of_each_vote_what_minutes_must_say(voted: Table, part: str) -> None:
    assert part in page(voted)


@pytest.mark.parametrize(
    "part",
    [
        "By name, one vote a delegate, from", "Entitled to vote: 4; present: 4; voted: 4, 2 of them by",
        "at least 2/3 of those entitled, which is 3 votes", "Carried.", "Hands counted at",
        "By secret ballot", "Without quorum, the result is not valid.",
    ],
)  # fmt: skip
def test_the_english_rendering_says_the_same(voted: Table, part: str) -> None:
    assert part in page(voted, "en")


def test_of_a_secret_vote_no_names_are_listed(voted: Table) -> None:
    section = page(voted).partition("3. Đề nghị khen thưởng?")[2].partition("4. Việc khác?")[0]
    assert "Trần Bình" not in section
    assert "Tán thành 1 100,0 %" in section


def test_a_meeting_with_a_vote_does_not_say_that_there_was_none(voted: Table) -> None:
    assert "Không có nội dung nào được biểu quyết" not in page(voted)
    assert "Không có nội dung nào được biểu quyết" in page(Table().to("in_session"))
