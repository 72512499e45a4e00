"""Sentences for people: every code in Vietnamese and English. The only place where codes become words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rooms.errors import Code


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in both languages: what happened, and what to do where that helps."""

    vi: str
    en: str


SENTENCES: Mapping[Code, Sentence] = MappingProxyType(
    {
        Code.COMMAND_MALFORMED: Sentence(
            "Nội dung gửi lên không hợp lệ; hãy kiểm tra lại rồi gửi lần nữa.",
            "What was sent is not valid; check it and send it again.",
        ),
        Code.COMMAND_UNKNOWN: Sentence(
            "Máy chủ không biết lệnh này; hãy tải lại trang.",
            "The server does not know this command; reload the page.",
        ),
        Code.ROLE_DENIED: Sentence("Vai trò của bạn không được làm việc này.", "Your role may not do this."),
        Code.SEAT_NOT_ADMITTED: Sentence(
            "Bạn không có trong danh sách của cuộc họp này.", "You are not on the list of this meeting."
        ),
        Code.SEAT_UNKNOWN: Sentence(
            "Không có ai như vậy trong cuộc họp.", "There is nobody like that in the meeting."
        ),
        Code.SEAT_EXISTS: Sentence(
            "Người này đã có trong cuộc họp.", "This person is in the meeting already."
        ),
        Code.SEAT_NO_MEDIA: Sentence(
            "Đại biểu nói qua micrô của hội trường; hãy chọn điểm cầu.",
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
        Code.PRESIDING_ALREADY: Sentence(
            "Người này đang điều hành cuộc họp.", "This person already presides."
        ),
        Code.PRESIDING_NOT_YOU: Sentence(
            "Hiện người khác đang điều hành cuộc họp; thao tác này không được thực hiện.",
            "Somebody else presides at the moment; nothing was done.",
        ),
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
        Code.DELEGATE_EXISTS: Sentence(
            "Đại biểu này đã có trong danh sách.", "This delegate is already listed."
        ),
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
            "Bạn chỉ làm được việc này cho chính mình.", "You can do this for yourself only."
        ),
        Code.DELEGATE_ENTERED: Sentence(
            "Đại biểu đã vào họp nên không thay đổi được câu trả lời giấy mời hay người dự thay.",
            "The delegate has entered, so neither the answer nor a substitute can be changed any more.",
        ),
        Code.DELEGATE_NOT_HERE: Sentence("Đại biểu không có mặt.", "The delegate is not here."),
        Code.DELEGATE_NOT_LEFT: Sentence(
            "Đại biểu chưa rời phòng họp.", "The delegate has not left the hall."
        ),
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
        Code.SEATING_TWICE: Sentence(
            "Một đại biểu được xếp ở hai chỗ.", "A delegate is seated at two places."
        ),
        Code.QUORUM_BAD_RULE: Sentence(
            "Quy định số người cần có mặt chưa đúng; hãy chọn một tỷ lệ không quá tổng số, hoặc một con số.",
            "The quorum rule makes no sense; choose a share of at most the whole, or a number.",
        ),
        Code.ROLL_RUNNING: Sentence("Đang điểm danh.", "The roll-call is already running."),
        Code.ROLL_NOT_RUNNING: Sentence("Chưa bắt đầu điểm danh.", "No roll-call is running."),
        Code.CHECK_RUNNING: Sentence(
            "Đang kiểm tra kỹ thuật; hãy yêu cầu từng điểm cầu kiểm tra lại hoặc kết thúc lượt này trước.",
            "A line check is running; ask single sites again, or finish it first.",
        ),
        Code.CHECK_NOT_RUNNING: Sentence(
            "Chưa có lượt kiểm tra kỹ thuật nào đang chạy.", "No line check is running."
        ),
        Code.CHECK_NOBODY: Sentence("Chưa có điểm cầu nào để kiểm tra.", "There is no site to check."),
        Code.CHECK_NOT_YOURS: Sentence(
            "Lượt kiểm tra này không gồm điểm cầu của bạn.", "This line check does not include your site."
        ),
        Code.CHECK_UNKNOWN_STEP: Sentence(
            "Không có bước kiểm tra này.", "There is no such step of the line check."
        ),
        Code.CHECK_UNKNOWN_FINDING: Sentence(
            "Bước kiểm tra này không có kết quả như vậy; hãy tải lại trang.",
            "This step cannot come to that; reload the page.",
        ),
        Code.AGENDA_UNKNOWN_ITEM: Sentence("Không có nội dung họp này.", "There is no such agenda item."),
        Code.AGENDA_ITEM_CURRENT: Sentence(
            "Nội dung này đang được thảo luận.", "This item is under discussion."
        ),
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
        Code.FLOOR_UNKNOWN_REQUEST: Sentence(
            "Đăng ký phát biểu này không còn nữa.", "This request to speak is no longer there."
        ),
        Code.FLOOR_ALREADY_ASKED: Sentence(
            "Bạn đã đăng ký phát biểu; hãy chờ được mời.", "You have already asked; wait to be invited."
        ),
        Code.FLOOR_NOT_NEEDED: Sentence(
            "Người điều hành phát biểu được ngay, không cần đăng ký.",
            "Whoever presides can speak at once, without asking.",
        ),
        Code.FLOOR_CANNOT_SPEAK: Sentence(
            "Người theo dõi không phát biểu hay trình bày được.", "An observer cannot speak or present."
        ),
        Code.FLOOR_NOT_YOURS: Sentence(
            "Đăng ký này không phải của bạn.", "This request to speak is not yours."
        ),
        Code.FLOOR_NOT_WAITING: Sentence(
            "Đăng ký này không ở trong hàng chờ.", "This request is not waiting."
        ),
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
        Code.FLOOR_NOT_HOLDER: Sentence("Bạn không có lượt phát biểu.", "You do not have the floor."),
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
        Code.QUESTION_NOT_YOURS: Sentence("Câu hỏi này không phải của bạn.", "This question is not yours."),
        Code.QUESTION_NOT_WAITING: Sentence(
            "Câu hỏi này đã được nêu nên không rút hay từ chối được nữa.",
            "This question has been heard; it can no longer be taken back or refused.",
        ),
        Code.QUESTION_UNDER_WAY: Sentence(
            "Câu hỏi đang được nêu hoặc đang được trả lời; hãy kết thúc lượt đó trước.",
            "The question is being asked or answered; end that turn first.",
        ),
        Code.QUESTION_CLOSED: Sentence("Câu hỏi này đã khép lại.", "This question is closed."),
        Code.POLL_UNKNOWN: Sentence("Không có cuộc biểu quyết này.", "There is no such vote."),
        Code.POLL_BAD_OPTIONS: Sentence(
            "Phương án phải khác nhau, ít nhất là hai; số được chọn không quá số phương án.",
            "The options must differ and be at least two, and no more may be chosen than there are.",
        ),
        Code.POLL_BAD_RULE: Sentence(
            "Quy định về tỷ lệ hoặc thành phần biểu quyết không hợp lý.",
            "The rule for the quorum, the majority or who votes makes no sense.",
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
        Code.POLL_NOBODY_ENTITLED: Sentence(
            "Chưa có ai được quyền biểu quyết.", "Nobody is entitled to vote."
        ),
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
            "Đồng chí không có trong danh sách biểu quyết của lần này.",
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
            "Đây là biểu quyết kín; phiếu phải bỏ vào hòm phiếu kín.",
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
            "Đồng chí đã ủy quyền biểu quyết cho người khác.",
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
        Code.PAPER_UNKNOWN: Sentence("Không có tài liệu này.", "There is no such paper."),
        Code.PAPER_EXISTS: Sentence("Tài liệu này đã có.", "This paper is already there."),
        Code.PAPER_NOT_NEWER: Sentence(
            "Đã có bản mới hơn của tài liệu này.", "A newer version of this paper is already there."
        ),
        Code.PAPER_IS_WITHDRAWN: Sentence("Tài liệu này đã bị thu hồi.", "This paper has been withdrawn."),
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
            "Tài liệu mật chỉ mở cho thành viên dự họp; bạn không thuộc thành phần được xem.",
            "This confidential paper is open to members of the meeting only, and you are not one of them.",
        ),
        Code.FRONT_NOT_PRESENTER: Sentence(
            "Bạn chưa được phép trình bày tài liệu.", "You may not present papers now."
        ),
        Code.FRONT_NOTHING_SHOWN: Sentence("Chưa trình bày tài liệu nào.", "No paper is being shown."),
        Code.FRONT_NO_SUCH_PAGE: Sentence("Tài liệu không có trang này.", "The paper has no such page."),
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
        Code.DECISION_UNKNOWN: Sentence("Không có kết luận này.", "There is no such conclusion."),
        Code.RECORDING_ALREADY_ON: Sentence("Đang ghi hình.", "The meeting is already being recorded."),
        Code.RECORDING_NOT_ON: Sentence(
            "Cuộc họp không được ghi hình.", "The meeting is not being recorded."
        ),
        Code.REMOTE_UNKNOWN: Sentence(
            "Yêu cầu này không còn nữa.", "This request to the site's machine is no longer there."
        ),
        Code.REMOTE_ABSENT: Sentence(
            "Máy này đang mất kết nối nên chưa hỏi được.",
            "This machine is not connected and cannot be asked now.",
        ),
        Code.REMOTE_DEVICE: Sentence(
            "Hãy chọn thiết bị cần đổi; tải lại trang và bật micrô thì không kèm thiết bị.",
            "Choose the device to change to; reloading and unmuting take none.",
        ),
        Code.REMOTE_ALREADY_ASKED: Sentence(
            "Máy này đang có một yêu cầu chưa xong; hãy chờ hoặc hủy yêu cầu đó.",
            "This machine has a request open already; wait for it or cancel it.",
        ),
        Code.REMOTE_NOT_YOURS: Sentence(
            "Yêu cầu này dành cho máy khác.", "This request is for another machine."
        ),
        Code.REMOTE_NOT_OPEN: Sentence(
            "Yêu cầu này đã được trả lời hoặc đã hủy.", "This request has been answered or cancelled."
        ),
        Code.TALKBACK_ON_AIR: Sentence(
            "Hội trường đang mở micrô trong cuộc họp nên không gọi riêng được.",
            "The hall's microphone is open in the meeting; it cannot be called aside now.",
        ),
        Code.TALKBACK_TAKEN: Sentence(
            "Người khác đang nói riêng với hội trường này.", "Somebody else is talking to this hall."
        ),
        Code.TALKBACK_ABSENT: Sentence(
            "Hội trường đang mất kết nối nên không gọi riêng được.",
            "The hall is not connected and cannot be called aside.",
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
)


def sentence(code: str, language: str) -> str:
    """The sentence of a code in ``en``, or else in Vietnamese. Raises ValueError for no code of ours."""
    both = SENTENCES[Code(code)]
    return both.en if language == "en" else both.vi
