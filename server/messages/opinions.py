"""Sentences of opinion slips and of the notices about them (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "opinion.not_found": {"vi": "Không có phiếu lấy ý kiến này.", "en": "There is no such opinion slip."},
    "opinion.marked": {
        "vi": "Trang đầu của tệp ghi độ MẬT. Phiếu lấy ý kiến không nhận tài liệu mật; hãy đưa ra cuộc họp.",
        "en": "The first page says MẬT. Slips take no confidential papers; bring it to a meeting instead.",
    },
    "opinion.no_file": {"vi": "Phiếu không có tệp này.", "en": "The slip has no such file."},
    "opinion.not_draft": {
        "vi": "Phiếu đã gửi nên không sửa được nữa. Có thể gia hạn hoặc thu hồi.",
        "en": "The slip has been sent and cannot be changed. It can be extended or recalled.",
    },
    "opinion.key_used": {
        "vi": "Yêu cầu này trùng mã với một thao tác khác đã thực hiện. Hãy tải lại phiếu rồi làm lại.",
        "en": "This request has the key of something else that was done. Load the slip again and repeat it.",
    },
    "opinion.not_sent": {"vi": "Phiếu chưa được gửi.", "en": "The slip has not been sent."},
    "opinion.incomplete": {
        "vi": "Phiếu còn thiếu: hãy nhập đủ trích yếu, nội dung xin ý kiến và hạn trả lời.",
        "en": "The slip is incomplete: enter its subject, what is asked and the deadline.",
    },
    "opinion.no_recipients": {"vi": "Hãy chọn nơi nhận phiếu.", "en": "Choose who receives the slip."},
    "opinion.deadline_past": {
        "vi": "Hạn trả lời phải ở sau thời điểm hiện tại.",
        "en": "The deadline must lie in the future.",
    },
    "opinion.deadline_not_later": {
        "vi": "Hạn mới phải muộn hơn hạn đang có.",
        "en": "The new deadline must be later than the present one.",
    },
    "opinion.no_reason": {"vi": "Hãy ghi rõ lý do.", "en": "Give a reason."},
    "opinion.closed": {
        "vi": "Phiếu đã kết thúc nhận ý kiến. Nếu cần trả lời, hãy đề nghị nơi gửi gia hạn.",
        "en": "No more answers are taken. Ask the sender to extend the deadline if an answer is needed.",
    },
    "opinion.recalled": {
        "vi": "Phiếu đã được nơi gửi thu hồi. Lý do: {reason}",
        "en": "The sender has recalled the slip. Reason: {reason}",
    },
    "opinion.not_recipient": {
        "vi": "Phiếu này không gửi cho quý vị.",
        "en": "This slip was not sent to you.",
    },
    "opinion.not_shown": {
        "vi": "Ý kiến của nơi khác chưa được xem hoặc không công khai.",
        "en": "The others' answers are not shown, or not before you have answered.",
    },
    "opinion.needs_superior": {
        "vi": "Phiếu này cần cấp trên ký trả lời. Hãy trình cấp trên.",
        "en": "This slip must be answered by a superior. Pass it up.",
    },
    "opinion.passed_up": {
        "vi": "Phiếu đang trình {name}; chỉ người đó trả lời hoặc trả lại được.",
        "en": "The slip lies with {name}, who alone can answer or send it back.",
    },
    "opinion.not_passed_up": {
        "vi": "Phiếu không do quý vị trình hoặc chưa được trình.",
        "en": "The slip was not passed up, or not by you.",
    },
    "opinion.bad_superior": {
        "vi": "Phiếu là của chính người này hoặc đã qua người này; hãy chọn cấp trên khác.",
        "en": "The slip is this person's or has been with them; choose another superior.",
    },
    "opinion.not_superior": {
        "vi": "Cơ quan của {name} là cấp dưới; hãy chọn cấp trên.",
        "en": "{name} belongs to an agency below yours; choose a superior.",
    },
    "opinion.asks_itself": {
        "vi": "{name} là người gửi phiếu, không thể tự trả lời; hãy chọn cấp trên khác.",
        "en": "{name} sent the slip and cannot answer it; choose another superior.",
    },
    "opinion.too_high": {
        "vi": "Phiếu đã được trình qua {most} cấp, không trình tiếp được.",
        "en": "The slip has been passed up {most} times and cannot go further.",
    },
    "opinion.answered": {
        "vi": "Phiếu đã được trả lời; hãy sửa câu trả lời thay vì trình hoặc trả lại.",
        "en": "The slip has been answered; change the answer instead.",
    },
    "opinion.unanswered": {
        "vi": "Hãy cho ý kiến về tất cả nội dung (có {questions} nội dung).",
        "en": "Give an opinion on every question (there are {questions}).",
    },
    "opinion.bad_opinion": {
        "vi": "Nội dung {question}: hãy chọn đồng ý, không đồng ý hoặc ý kiến khác.",
        "en": "Question {question}: choose agree, disagree or other.",
    },
    "opinion.needs_text": {
        "vi": "Nội dung {question}: hãy ghi rõ ý kiến khác.",
        "en": "Question {question}: write what the other opinion is.",
    },
    "opinion.foreign_file": {
        "vi": "Tệp kèm theo không thuộc câu trả lời này.",
        "en": "The attachment does not belong to this answer.",
    },
    "opinion.too_many_questions": {
        "vi": "Một phiếu có nhiều nhất {most} nội dung xin ý kiến.",
        "en": "A slip has at most {most} questions.",
    },
    "opinion.too_many_recipients": {
        "vi": "Một phiếu có nhiều nhất {most} nơi nhận.",
        "en": "A slip has at most {most} recipients.",
    },
    "opinion.too_many_files": {
        "vi": "Đã đủ {most} tệp, không nhận thêm.",
        "en": "There are {most} files already, no more are taken.",
    },
    "opinion.unknown_recipients": {
        "vi": "Có {count} nơi nhận không tồn tại, đã bị khóa hoặc không thuộc phiếu này.",
        "en": "{count} recipients do not exist, are disabled or do not belong to this slip.",
    },
    "opinion.unknown_person": {
        "vi": "Không có tài khoản này hoặc tài khoản đã bị khóa.",
        "en": "There is no such account, or it is disabled.",
    },
    "opinion.nobody_to_remind": {
        "vi": "Không còn nơi nhận nào chưa trả lời.",
        "en": "There is nobody left who has not answered.",
    },
    "opinion.meeting_over": {
        "vi": "Cuộc họp đã kết thúc; hãy chọn cuộc họp sắp tới.",
        "en": "The meeting has ended; choose one to come.",
    },
    "opinion.item_title": {
        "vi": "Cho ý kiến về: {title}{number}",
        "en": "For decision: {title}{number}",
    },
    "opinion.summary_title": {
        "vi": "Tổng hợp ý kiến: {title}",
        "en": "Summary of opinions: {title}",
    },
    "opinion.told_sent": {
        "vi": "Đề nghị cho ý kiến: {title}. Hạn trả lời {deadline}.",
        "en": "Your opinion is asked: {title}. Answer by {deadline}.",
    },
    "opinion.told_extended": {
        "vi": "Gia hạn trả lời đến {deadline}: {title}. Lý do: {reason}",
        "en": "The deadline was extended to {deadline}: {title}. Reason: {reason}",
    },
    "opinion.told_reminded": {
        "vi": "Nhắc trả lời phiếu lấy ý kiến: {title}. Hạn trả lời {deadline}.",
        "en": "Reminder to answer the opinion slip: {title}. Answer by {deadline}.",
    },
    "opinion.told_recalled": {
        "vi": "Phiếu lấy ý kiến đã được thu hồi: {title}. Lý do: {reason}",
        "en": "The opinion slip was recalled: {title}. Reason: {reason}",
    },
    "opinion.told_passed_up": {
        "vi": "{name} trình quý vị phiếu lấy ý kiến: {title}. Hạn trả lời {deadline}.",
        "en": "{name} passed an opinion slip up to you: {title}. Answer by {deadline}.",
    },
    "opinion.told_sent_back": {
        "vi": "{name} trả lại phiếu lấy ý kiến: {title}. Hạn trả lời {deadline}.",
        "en": "{name} sent an opinion slip back: {title}. Answer by {deadline}.",
    },
    "opinion.told_answered_for": {
        "vi": "{name} đã ký trả lời phiếu lấy ý kiến: {title}.",
        "en": "{name} has answered the opinion slip: {title}.",
    },
}
