"""Sentences of templates, series, the calendar and mail (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "template.not_found": {"vi": "Không có mẫu cuộc họp này.", "en": "There is no such template."},
    "template.not_yours": {
        "vi": "Chỉ người lập mẫu hoặc quản trị viên được sửa, xóa mẫu này.",
        "en": "Only who made this template or an administrator may change or delete it.",
    },
    "template.bad_name": {"vi": "Hãy đặt tên.", "en": "Enter a name."},
    "template.bad_title": {
        "vi": "Tên cuộc họp có chỗ điền không dùng được: “{place}”. Trong dấu ngoặc nhọn chỉ dùng number,"
        " day, week, month, quarter hoặc year.",
        "en": "The title has a place that cannot be filled: “{place}”. Use number, day, week, month, quarter"
        " or year in braces.",
    },
    "template.carries": {
        "vi": "Mẫu không giữ được nội dung chuyển từ cuộc họp khác.",
        "en": "A template cannot hold items taken over from another meeting.",
    },
    "series.not_found": {"vi": "Không có chuỗi họp định kỳ này.", "en": "There is no such series."},
    "series.not_yours": {
        "vi": "Chỉ người lập, chủ trì, thư ký của chuỗi họp hoặc quản trị viên được thay đổi chuỗi họp này.",
        "en": "Only who planned this series, who leads or records it, or an administrator may change it.",
    },
    "series.bad_rule": {
        "vi": "Quy tắc lặp lại không dùng được ở phần “{part}”.",
        "en": "The rule of recurrence cannot be used at “{part}”.",
    },
    "series.bad_time": {"vi": "Giờ họp phải viết dạng 08:00.", "en": "Write the hour as 08:00."},
    "series.no_days": {
        "vi": "Theo quy tắc này thì không có ngày họp nào trong năm tới.",
        "en": "By this rule there is no day to meet in the coming year.",
    },
    "series.no_such_day": {
        "vi": "Chuỗi họp không có phiên nào vào ngày {day}.",
        "en": "The series does not meet on {day}.",
    },
    "series.changed": {
        "vi": "Chuỗi họp này vừa được người khác thay đổi nên chưa lưu gì."
        " Xin mở lại để xem bản mới rồi sửa tiếp.",
        "en": "Somebody has just changed this series, so nothing was saved."
        " Open it again to see how it is now, then make your change.",
    },
    "series.divided": {
        "vi": "Từ ngày {day} chuỗi họp này đã tách thành một chuỗi khác nên chỉ họp được trước ngày đó."
        " Hãy kết thúc chuỗi kia trước.",
        "en": "From {day} this series goes on as another, so it can only meet before that day. End the other"
        " series first.",
    },
    "series.skipped": {
        "vi": "Phiên này đã được bỏ; hãy khôi phục trước.",
        "en": "This day was left out; restore it first.",
    },
    "series.past": {
        "vi": "Thời gian này đã qua nên không thể tổ chức cuộc họp; xin chọn thời gian khác.",
        "en": "That time has gone by, so no meeting can be held then; please choose another.",
    },
    "series.called_off": {
        "vi": "Cuộc họp của ngày này đã hủy và đã báo cho người dự; hãy lập cuộc họp mới.",
        "en": "This day's meeting was called off and those invited were told; make a new meeting.",
    },
    "calendar.bad_span": {
        "vi": "Khoảng thời gian của lịch không hợp lệ.",
        "en": "The calendar's span of days is not valid.",
    },
    "mail.not_found": {"vi": "Không có thư này.", "en": "There is no such message."},
    "mail.off": {
        "vi": "Hệ thống chưa được cài đặt máy chủ thư. Hãy báo quản trị viên.",
        "en": "No mail server has been set up. Tell the administrator.",
    },
    "mail.waiting": {"vi": "Thư đang chờ gửi.", "en": "The message is waiting to be sent."},
    "mail.overtaken": {
        "vi": "Nội dung thư không còn đúng với cuộc họp hiện nay nên không gửi lại.",
        "en": "What the message says no longer holds for the meeting, so it is not sent again.",
    },
    "feed.not_found": {
        "vi": "Địa chỉ lịch này không đúng hoặc đã bị thu hồi.",
        "en": "This calendar address is wrong or was taken back.",
    },
}
