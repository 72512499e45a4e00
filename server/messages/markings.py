"""Sentences of marked papers (see :mod:`server.messages`); those of the meeting's rules are in `rooms`."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "marking.as_pages": {
        "vi": "Tài liệu mật chỉ xem từng trang trên màn hình phòng họp; không tải về, không lưu lại được.",
        "en": "A confidential paper is shown page by page on the meeting's screens; it cannot be downloaded.",
    },
    "marking.no_line": {
        "vi": "Tài liệu mật chỉ mở trên màn hình phòng họp và cửa sổ cùng trình duyệt; hãy vào phòng họp.",
        "en": "Confidential papers open on the meeting's screen and beside it in its browser; enter first.",
    },
    "marking.not_marked": {
        "vi": "Tài liệu này không mang độ mật; hãy mở tệp như thường lệ.",
        "en": "This paper carries no marking; open its file as usual.",
    },
    "marking.asks": {
        "vi": "Trang đầu ghi độ MẬT nhưng hồ sơ gửi ghi là thường. Hãy chọn độ mật của tài liệu rồi duyệt.",
        "en": "The first page says MẬT while the submission says nothing. Choose its marking to approve it.",
    },
    "marking.busy": {
        "vi": "Đang có quá nhiều trang tài liệu mật được mở cùng lúc; hãy thử lại sau giây lát.",
        "en": "Too many pages of confidential papers are being opened at once; try again in a moment.",
    },
    "marking.log_busy": {
        "vi": "Chưa ghi được nhật ký xem tài liệu mật nên chưa mở trang; hãy thử lại.",
        "en": "The access could not be logged, so the page was not opened; try again.",
    },
}
