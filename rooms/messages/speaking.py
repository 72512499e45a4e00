"""What the floor and questions refuse."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.FLOOR_UNKNOWN_REQUEST: Sentence(
        "Đăng ký phát biểu này không còn nữa.", "This request to speak is no longer there."
    ),
    Code.FLOOR_ALREADY_ASKED: Sentence(
        "Quý vị đã đăng ký phát biểu; hãy chờ được mời.", "You have already asked; wait to be invited."
    ),
    Code.FLOOR_NOT_NEEDED: Sentence(
        "Người điều hành phát biểu được ngay, không cần đăng ký.",
        "Whoever presides can speak at once, without asking.",
    ),
    Code.FLOOR_CANNOT_SPEAK: Sentence(
        "Người theo dõi không phát biểu hay trình bày được.", "An observer cannot speak or present."
    ),
    Code.FLOOR_NOT_YOURS: Sentence(
        "Đăng ký này không phải của quý vị.", "This request to speak is not yours."
    ),
    Code.FLOOR_NOT_WAITING: Sentence("Đăng ký này không ở trong hàng chờ.", "This request is not waiting."),
    Code.FLOOR_ALREADY_GRANTED: Sentence(
        "Đã mời phát biểu rồi; có thể một người điều hành khác vừa mời.",
        "The floor has been given already, perhaps by another officer just now.",
    ),
    Code.FLOOR_TAKEN: Sentence(
        "Đang có người phát biểu; hãy kết thúc lượt đó trước.",
        "Somebody is speaking; end that turn first.",
    ),
    Code.FLOOR_NOT_GRANTED: Sentence(
        "Người này chưa được mời phát biểu.", "The floor has not been given to this request."
    ),
    Code.FLOOR_NOT_HOLDER: Sentence("Quý vị không có lượt phát biểu.", "You do not have the floor."),
    Code.FLOOR_NO_LIMIT: Sentence(
        "Lượt này không giới hạn thời gian.", "This turn has no time limit to extend."
    ),
    Code.FLOOR_LIMIT_TOO_LONG: Sentence(
        "Thời gian của một lượt không quá bốn giờ.", "A turn cannot be longer than four hours."
    ),
    Code.FLOOR_CHANGED: Sentence(
        "Lượt phát biểu vừa thay đổi, có thể do người điều hành khác; hãy xem lại rồi bấm lần nữa.",
        "This turn has just changed, perhaps by another officer; look again and press once more.",
    ),
    Code.FLOOR_SPEAKER_ABSENT: Sentence(
        "Điểm cầu của người này chưa kết nối hoặc đang mất kết nối nên chưa mời phát biểu được.",
        "The speaker's hall is not connected, so the floor cannot be given to it now.",
    ),
    Code.FLOOR_LIST_CLOSED: Sentence(
        "Danh sách đăng ký phát biểu của nội dung này đã đóng.",
        "The list of speakers for this item is closed.",
    ),
    Code.FLOOR_NOTHING_TO_ANSWER: Sentence(
        "Chưa có ai phát biểu về nội dung này nên chưa có ý kiến để đáp lại.",
        "Nobody has spoken to this item yet, so there is nothing to answer.",
    ),
    Code.FLOOR_SITE_TIME_SPENT: Sentence(
        "Điểm cầu này đã dùng hết thời gian phát biểu cho nội dung; muốn mời tiếp, hãy nêu rõ số phút.",
        "This site has used its time for the item; to give it the floor anyway, name a time.",
    ),
    Code.QUESTION_UNKNOWN: Sentence(
        "Câu hỏi chất vấn này không còn nữa.", "This question is no longer there."
    ),
    Code.QUESTION_TO_ONESELF: Sentence(
        "Không thể chất vấn chính mình; hãy chọn người trả lời khác.",
        "You cannot put a question to yourself; choose somebody else to answer.",
    ),
    Code.QUESTION_NOT_YOURS: Sentence("Câu hỏi này không phải của quý vị.", "This question is not yours."),
    Code.QUESTION_NOT_WAITING: Sentence(
        "Câu hỏi này đã được nêu nên không rút hay từ chối được nữa.",
        "This question has been heard; it can no longer be taken back or refused.",
    ),
    Code.QUESTION_UNDER_WAY: Sentence(
        "Câu hỏi đang được nêu hoặc đang được trả lời; hãy kết thúc lượt đó trước.",
        "The question is being asked or answered; end that turn first.",
    ),
    Code.QUESTION_CLOSED: Sentence("Câu hỏi này đã khép lại.", "This question is closed."),
}
