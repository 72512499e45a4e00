"""What votes, ballots and authorities refuse."""

from __future__ import annotations

from rooms.errors import Code
from rooms.messages.sentence import Sentence, Sentences

SENTENCES: Sentences = {
    Code.POLL_UNKNOWN: Sentence("Không có cuộc biểu quyết này.", "There is no such vote."),
    Code.POLL_BAD_OPTIONS: Sentence(
        "Phương án phải khác nhau, ít nhất là hai; số được chọn không quá số phương án.",
        "The options must differ and be at least two, and no more may be chosen than there are.",
    ),
    Code.POLL_BAD_RULE: Sentence(
        "Quy định về tỷ lệ hoặc thành phần biểu quyết không hợp lý.",
        "The rule for the quorum, the majority or who votes is not valid.",
    ),
    Code.POLL_BEGUN: Sentence(
        "Cuộc biểu quyết đã bắt đầu hoặc đã xong nên không thay đổi được nữa.",
        "The vote has begun or is over and can no longer be changed.",
    ),
    Code.POLL_NOT_OPEN: Sentence("Cuộc biểu quyết chưa được mở.", "The vote is not open."),
    Code.POLL_CLOSED: Sentence("Cuộc biểu quyết đã kết thúc.", "The vote is closed."),
    Code.POLL_ANOTHER_OPEN: Sentence(
        "Đang có một cuộc biểu quyết khác; hãy kết thúc hoặc hủy cuộc đó trước.",
        "Another vote is under way; close or cancel it first.",
    ),
    Code.POLL_NOBODY_ENTITLED: Sentence("Chưa có ai được quyền biểu quyết.", "Nobody is entitled to vote."),
    Code.POLL_NOT_CHECKING: Sentence(
        "Hiện không kiểm tra sẵn sàng biểu quyết.", "No ready check is running."
    ),
    Code.POLL_NOT_CLOSED: Sentence(
        "Cuộc biểu quyết chưa có kết quả để công bố.", "The vote has no result to release yet."
    ),
    Code.POLL_STILL_OPEN: Sentence(
        "Còn một cuộc biểu quyết đang mở; hãy kết thúc hoặc hủy trước.",
        "A vote is still open; close or cancel it first.",
    ),
    Code.POLL_NO_HANDS: Sentence(
        "Cuộc biểu quyết này không đếm số người giơ tay tại điểm cầu này.",
        "Hands are not counted at this site in this vote.",
    ),
    Code.POLL_HALL_VOTED: Sentence(
        "Điểm cầu đã có người biểu quyết bằng thiết bị; chỉ nhập số giơ tay khi thay cho các phiếu đó.",
        "Somebody at this site has voted by device; count hands only in place of those ballots.",
    ),
    Code.POLL_BAD_HANDS: Sentence(
        "Số người giơ tay không khớp với số người được biểu quyết tại điểm cầu.",
        "The hands do not add up to those who may vote at this site.",
    ),
    Code.BALLOT_NOT_ENTITLED: Sentence(
        "Quý vị không có trong danh sách biểu quyết lần này.",
        "You are not on the list of those who vote this time.",
    ),
    Code.BALLOT_ALREADY_CAST: Sentence(
        "Phiếu này đã được bỏ và không thay đổi được.", "This vote has been cast and cannot be changed."
    ),
    Code.BALLOT_UNKNOWN_OPTION: Sentence("Không có phương án này.", "There is no such option."),
    Code.BALLOT_TOO_MANY: Sentence(
        "Phiếu chọn quá số phương án cho phép hoặc chọn trùng.",
        "The ballot names more options than allowed, or one of them twice.",
    ),
    Code.BALLOT_EMPTY: Sentence("Phiếu chưa chọn phương án nào.", "The ballot names no option."),
    Code.BALLOT_SECRET: Sentence(
        "Đây là bỏ phiếu kín; phiếu phải được gửi vào hòm phiếu kín.",
        "This vote is secret; the ballot goes into the secret box.",
    ),
    Code.BALLOT_NOT_SECRET: Sentence(
        "Đây là biểu quyết công khai, không dùng phiếu kín.",
        "This vote is by name and has no secret ballots.",
    ),
    Code.BALLOT_BY_HANDS: Sentence(
        "Điểm cầu này đã biểu quyết bằng giơ tay.", "This site has voted by a count of hands."
    ),
    Code.BALLOT_GIVEN_AWAY: Sentence(
        "Quý vị đã ủy quyền biểu quyết cho người khác.",
        "You have authorised somebody else to vote for you.",
    ),
    Code.BALLOT_NO_KEY: Sentence(
        "Hòm phiếu kín đang được chuẩn bị; xin thử lại ngay.",
        "The secret box is being prepared; try again in a moment.",
    ),
    Code.PROXY_UNKNOWN: Sentence("Không có giấy ủy quyền này.", "There is no such authority."),
    Code.PROXY_BAD_PAIR: Sentence(
        "Chỉ ủy quyền giữa hai đại biểu hoặc giữa hai điểm cầu khác nhau.",
        "A vote can be entrusted only between two members or between two sites.",
    ),
    Code.PROXY_EXISTS: Sentence(
        "Người này đã ủy quyền biểu quyết rồi.", "This seat has already entrusted its vote."
    ),
    Code.PROXY_CHAIN: Sentence("Không được ủy quyền lại.", "An entrusted vote cannot be passed on."),
    Code.PROXY_TOO_MANY: Sentence(
        "Người này được ủy quyền quá số lượng cho phép.", "This seat holds more authorities than allowed."
    ),
    Code.PROXY_IN_USE: Sentence(
        "Giấy ủy quyền đang được dùng trong cuộc biểu quyết đang mở.",
        "The authority is in use in the open vote.",
    ),
}
