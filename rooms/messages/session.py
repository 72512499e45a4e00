"""What the agenda, its conclusions and the recording refuse."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.AGENDA_UNKNOWN_ITEM: Sentence("Không có nội dung họp này.", "There is no such agenda item."),
    Code.AGENDA_ITEM_CURRENT: Sentence("Nội dung này đang được thảo luận.", "This item is under discussion."),
    Code.AGENDA_ITEM_DONE: Sentence(
        "Nội dung đã thảo luận hoặc đã kết luận thì không bỏ hoặc lùi lại được.",
        "An item that was discussed or decided on cannot be removed or postponed.",
    ),
    Code.AGENDA_ITEM_NOT_CURRENT: Sentence(
        "Nội dung này không phải nội dung đang thảo luận.", "This is not the item under discussion."
    ),
    Code.AGENDA_POSTPONED: Sentence(
        "Nội dung này đã được lùi sang cuộc họp sau; hãy đưa trở lại chương trình trước.",
        "This item is postponed to a later meeting; take it back first.",
    ),
    Code.AGENDA_NOT_POSTPONED: Sentence("Nội dung này không bị lùi lại.", "This item is not postponed."),
    Code.AGENDA_CARRIED: Sentence(
        "Nội dung bị lùi lại này đã được đưa vào một cuộc họp khác.",
        "This postponed item has already been taken into a meeting.",
    ),
    Code.AGENDA_INTERNAL: Sentence(
        "Cuộc họp đang thảo luận nội dung nội bộ; hết nội dung này người theo dõi sẽ được xem tiếp.",
        "The meeting is discussing an internal item; observers are let in again when it ends.",
    ),
    Code.DECISION_UNKNOWN: Sentence("Không có kết luận này.", "There is no such conclusion."),
    Code.RECORDING_ALREADY_ON: Sentence("Đang ghi hình.", "The meeting is already being recorded."),
    Code.RECORDING_NOT_ON: Sentence("Cuộc họp không được ghi hình.", "The meeting is not being recorded."),
}
