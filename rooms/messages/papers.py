"""What papers and their markings refuse."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.PAPER_UNKNOWN: Sentence("Không có tài liệu này.", "There is no such paper."),
    Code.PAPER_EXISTS: Sentence("Tài liệu này đã có.", "This paper is already there."),
    Code.PAPER_NOT_NEWER: Sentence(
        "Đã có bản mới hơn của tài liệu này.", "A newer version of this paper is already there."
    ),
    Code.PAPER_IS_WITHDRAWN: Sentence("Tài liệu này đã được rút.", "This paper has been withdrawn."),
    Code.MARKING_TOO_HIGH: Sentence(
        "Không nhận tài liệu tối mật, tuyệt mật trên mạng này; hãy gửi theo đường bảo mật riêng.",
        "Papers marked secret or top secret do not belong on this network; send them the secure way.",
    ),
    Code.MARKING_ONLY_CHAIR_LOWERS: Sentence(
        "Chỉ người chủ trì hạ được độ mật của tài liệu, và phải nêu lý do.",
        "Only who presides lowers the marking of a paper, and gives the reason.",
    ),
    Code.MARKING_NOT_LOWER: Sentence(
        "Độ mật mới không thấp hơn độ mật hiện tại.", "This is no lower marking than the paper has."
    ),
    Code.MARKING_NO_RECORDING: Sentence(
        "Không ghi âm, ghi hình khi cuộc họp có tài liệu mật, trừ khi chủ trì quyết định khác.",
        "Nothing is recorded while a confidential paper is in the meeting, unless the chair decides so.",
    ),
    Code.MARKING_NO_OUTSIDERS: Sentence(
        "Cuộc họp có tài liệu mật; người theo dõi chờ đến khi chủ trì cho phép dự trở lại.",
        "A confidential paper is in the meeting; observers wait until the chair lets them in again.",
    ),
    Code.MARKING_NOT_SHUT: Sentence(
        "Nội dung này không bị tắt vì tài liệu mật.",
        "This is not off for the sake of a confidential paper.",
    ),
    Code.MARKING_NOT_RELAXED: Sentence(
        "Chủ trì chưa cho phép nội dung này nên không có gì để tắt lại.",
        "The chair has not allowed this, so there is nothing to switch off again.",
    ),
    Code.MARKING_NO_RECALL: Sentence(
        "Tài liệu này không mang độ mật phải thu hồi.", "This paper has no marking to be recalled for."
    ),
    Code.MARKING_RECALLED: Sentence(
        "Tài liệu mật này đã được thu hồi, không mở được nữa.",
        "This confidential paper has been recalled and can no longer be opened.",
    ),
    Code.MARKING_NOT_FOR_YOU: Sentence(
        "Tài liệu mật chỉ mở cho thành viên dự họp; quý vị không thuộc thành phần được xem.",
        "This confidential paper is open to members of the meeting only, and you are not one of them.",
    ),
    Code.FRONT_NOT_PRESENTER: Sentence(
        "Quý vị chưa được phép trình chiếu tài liệu.", "You may not present papers now."
    ),
    Code.FRONT_NOTHING_SHOWN: Sentence("Chưa trình chiếu tài liệu nào.", "No paper is being shown."),
    Code.FRONT_NO_SUCH_PAGE: Sentence("Tài liệu không có trang này.", "The paper has no such page."),
}
