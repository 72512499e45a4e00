"""What sites, delegates and officers are refused, and the roll."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.SITE_UNKNOWN: Sentence("Không có điểm cầu này.", "There is no such site."),
    Code.SITE_EXISTS: Sentence("Điểm cầu này đã được mời.", "This site has already been invited."),
    Code.OFFICER_UNKNOWN: Sentence(
        "Không có người này trong ban điều hành.", "There is no such officer in the meeting."
    ),
    Code.OFFICER_IS_CHAIR: Sentence(
        "Không thể bỏ người chủ trì sau khi đã lên lịch họp.",
        "The chair cannot be removed once the meeting is scheduled.",
    ),
    Code.DELEGATE_UNKNOWN: Sentence("Không có đại biểu này.", "There is no such delegate."),
    Code.DELEGATE_EXISTS: Sentence("Đại biểu này đã có trong danh sách.", "This delegate is already listed."),
    Code.DELEGATE_HAS_FLOOR: Sentence(
        "Đại biểu đang phát biểu hoặc chờ phát biểu nên chưa chuyển điểm cầu được.",
        "The delegate is speaking or waiting to speak and cannot change halls now.",
    ),
    Code.DELEGATE_CHECKED_IN: Sentence("Đại biểu đã điểm danh.", "The delegate has already checked in."),
    Code.SITE_NOT_YOURS: Sentence(
        "Mỗi điểm cầu chỉ làm việc này cho đại biểu của mình.",
        "A site does this for its own delegates only.",
    ),
    Code.DELEGATE_NOT_YOU: Sentence(
        "Quý vị chỉ làm được việc này cho chính mình.", "You can do this for yourself only."
    ),
    Code.DELEGATE_ENTERED: Sentence(
        "Đại biểu đã vào họp nên không thay đổi được câu trả lời giấy mời hay người dự thay.",
        "The delegate has entered, so neither the answer nor a substitute can be changed any more.",
    ),
    Code.DELEGATE_NOT_HERE: Sentence("Đại biểu không có mặt.", "The delegate is not here."),
    Code.DELEGATE_NOT_LEFT: Sentence("Đại biểu chưa rời phòng họp.", "The delegate has not left the hall."),
    Code.INVITATION_NO_REASON: Sentence(
        "Hãy ghi lý do vắng mặt hoặc cử người dự thay.",
        "Give the reason for the absence, or name a substitute.",
    ),
    Code.INVITATION_SUBSTITUTE: Sentence(
        "Chỉ cử người dự thay khi đại biểu không dự được.",
        "A substitute is named only for a delegate who cannot attend.",
    ),
    Code.CHECKIN_WRONG_CODE: Sentence(
        "Mã điểm danh không đúng; hãy nhập mã đang hiện trên màn hình hội trường.",
        "The check-in code is wrong; type the code now on the hall's screen.",
    ),
    Code.SEATING_NOT_OF_HALL: Sentence(
        "Sơ đồ chỗ ngồi có đại biểu không thuộc điểm cầu này.",
        "The seat plan has a delegate who does not belong to this site.",
    ),
    Code.SEATING_TWICE: Sentence("Một đại biểu được xếp ở hai chỗ.", "A delegate is seated at two places."),
    Code.QUORUM_BAD_RULE: Sentence(
        "Quy định số người cần có mặt chưa đúng; hãy chọn một tỷ lệ không quá tổng số, hoặc một con số.",
        "The quorum rule is not valid; choose a share of at most the whole, or a number.",
    ),
    Code.ROLL_RUNNING: Sentence("Đang điểm danh.", "The roll-call is already running."),
    Code.ROLL_NOT_RUNNING: Sentence("Chưa bắt đầu điểm danh.", "No roll-call is running."),
}
