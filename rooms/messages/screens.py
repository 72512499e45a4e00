"""What the program, the line check, a hall's machine and talk-back refuse."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.CHECK_RUNNING: Sentence(
        "Đang kiểm tra kỹ thuật; hãy yêu cầu từng điểm cầu kiểm tra lại hoặc kết thúc lượt này trước.",
        "A line check is running; ask single sites again, or finish it first.",
    ),
    Code.CHECK_NOT_RUNNING: Sentence(
        "Chưa có lượt kiểm tra kỹ thuật nào đang chạy.", "No line check is running."
    ),
    Code.CHECK_NOBODY: Sentence("Chưa có điểm cầu nào để kiểm tra.", "There is no site to check."),
    Code.CHECK_NOT_YOURS: Sentence(
        "Lượt kiểm tra này không gồm điểm cầu của quý vị.", "This line check does not include your site."
    ),
    Code.CHECK_UNKNOWN_STEP: Sentence(
        "Không có bước kiểm tra này.", "There is no such step of the line check."
    ),
    Code.CHECK_UNKNOWN_FINDING: Sentence(
        "Bước kiểm tra này không có kết quả như vậy; hãy tải lại trang.",
        "This result is not possible for this step; reload the page.",
    ),
    Code.PROGRAM_BAD_SCENE: Sentence(
        "Không đưa được hình này lên chương trình: điểm cầu đã chọn không hợp với bố cục.",
        "This picture cannot go on air: the number of sources, or one of them, does not fit the layout.",
    ),
    Code.PROGRAM_BAD_TIME: Sentence(
        "Thời điểm kết thúc đếm ngược phải ở phía trước và không quá 24 giờ.",
        "A countdown must end in the future, within 24 hours.",
    ),
    Code.PROGRAM_UNKNOWN_MESSAGE: Sentence(
        "Thông báo này không còn trên màn hình.", "This message is no longer on the screens."
    ),
    Code.REMOTE_UNKNOWN: Sentence(
        "Yêu cầu này không còn nữa.", "This request to the site's machine is no longer there."
    ),
    Code.REMOTE_ABSENT: Sentence(
        "Máy này đang mất kết nối nên chưa hỏi được.",
        "This machine is not connected and cannot be asked now.",
    ),
    Code.REMOTE_DEVICE: Sentence(
        "Hãy chọn thiết bị cần đổi; tải lại trang và bật micro thì không kèm thiết bị.",
        "Choose the device to change to; reloading and unmuting take none.",
    ),
    Code.REMOTE_ALREADY_ASKED: Sentence(
        "Máy này đang có một yêu cầu chưa xong; hãy chờ hoặc hủy yêu cầu đó.",
        "This machine has a request open already; wait for it or cancel it.",
    ),
    Code.REMOTE_NOT_YOURS: Sentence("Yêu cầu này dành cho máy khác.", "This request is for another machine."),
    Code.REMOTE_NOT_OPEN: Sentence(
        "Yêu cầu này đã được trả lời hoặc đã hủy.", "This request has been answered or cancelled."
    ),
    Code.TALKBACK_ON_AIR: Sentence(
        "Hội trường đang mở micro trong cuộc họp nên không gọi riêng được.",
        "The hall's microphone is open in the meeting; it cannot be called on the talk-back line now.",
    ),
    Code.TALKBACK_TAKEN: Sentence(
        "Người khác đang nói riêng với hội trường này.", "Somebody else is talking to this hall."
    ),
    Code.TALKBACK_ABSENT: Sentence(
        "Hội trường đang mất kết nối nên không gọi riêng được.",
        "The hall is not connected and cannot be called on the talk-back line.",
    ),
}
