"""What a command, a seat or the meeting as a whole is refused for."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.COMMAND_MALFORMED: Sentence(
        "Nội dung gửi lên không hợp lệ; hãy kiểm tra lại rồi gửi lần nữa.",
        "What was sent is not valid; check it and send it again.",
    ),
    Code.COMMAND_UNKNOWN: Sentence(
        "Máy chủ không biết lệnh này; hãy tải lại trang.",
        "The server does not know this command; reload the page.",
    ),
    Code.COMMAND_KEY_USED: Sentence(
        "Thao tác này mang mã của một thao tác khác đã thực hiện; hãy tải lại trang rồi làm lại.",
        "This carries the key of something else that was done; reload the page and do it again.",
    ),
    Code.ROLE_DENIED: Sentence("Vai trò của quý vị không được làm việc này.", "Your role may not do this."),
    Code.SEAT_NOT_ADMITTED: Sentence(
        "Quý vị không có trong danh sách của cuộc họp này.", "You are not on the list of this meeting."
    ),
    Code.SEAT_UNKNOWN: Sentence(
        "Không có ai như vậy trong cuộc họp.", "There is nobody like that in the meeting."
    ),
    Code.SEAT_EXISTS: Sentence("Người này đã có trong cuộc họp.", "This person is in the meeting already."),
    Code.SEAT_NO_MEDIA: Sentence(
        "Đại biểu nói qua micro của hội trường; hãy chọn điểm cầu.",
        "A delegate speaks through the hall's microphone; choose the site.",
    ),
    Code.SEAT_TOO_MANY_CONNECTIONS: Sentence(
        "Tài khoản này đang mở trên quá nhiều thiết bị; hãy đóng bớt.",
        "This seat is open on too many devices; close some of them.",
    ),
    Code.MEETING_EXISTS: Sentence("Cuộc họp này đã được tạo.", "This meeting has already been created."),
    Code.MEETING_NOT_CREATED: Sentence("Không có cuộc họp này.", "There is no such meeting."),
    Code.MEETING_NOT_OPEN: Sentence(
        "Chưa làm được việc này vì cuộc họp chưa bắt đầu.",
        "This has to wait until the meeting has started.",
    ),
    Code.MEETING_WRONG_STATE: Sentence(
        "Không làm được việc này ở giai đoạn hiện tại của cuộc họp.",
        "This cannot be done at the present stage of the meeting.",
    ),
    Code.MEETING_OVER: Sentence("Cuộc họp đã kết thúc.", "The meeting is over."),
    Code.MEETING_NO_CHAIR: Sentence(
        "Cuộc họp chưa có người chủ trì; hãy chọn người chủ trì trước.",
        "The meeting has no chair yet; appoint one first.",
    ),
    Code.MEETING_SECOND_CHAIR: Sentence(
        "Cuộc họp chỉ có một người chủ trì.", "A meeting has only one chair."
    ),
    Code.MEETING_TOO_MANY: Sentence("Danh sách đã đạt số lượng tối đa.", "The list is full."),
    Code.PRESIDING_NOT_DEPUTY: Sentence(
        "Chỉ người chủ trì hoặc phó chủ trì mới điều hành được cuộc họp.",
        "Only the chair or a deputy can preside.",
    ),
    Code.PRESIDING_ALREADY: Sentence("Người này đang điều hành cuộc họp.", "This person already presides."),
    Code.PRESIDING_NOT_YOU: Sentence(
        "Hiện người khác đang điều hành cuộc họp; thao tác này không được thực hiện.",
        "Somebody else presides at the moment; nothing was done.",
    ),
    Code.EVENT_UNKNOWN: Sentence(
        "Nhật ký cuộc họp có sự kiện mà phiên bản này không biết.",
        "The meeting's log holds an event this version does not know.",
    ),
    Code.EVENT_MALFORMED: Sentence(
        "Nhật ký cuộc họp có sự kiện bị hỏng.", "The meeting's log holds a damaged event."
    ),
    Code.EVENT_OUT_OF_ORDER: Sentence(
        "Nhật ký cuộc họp thiếu hoặc sai thứ tự sự kiện.",
        "Events of the meeting's log are missing or out of order.",
    ),
}
