"""Sentences of papers on their way into a meeting, and of their versions."""

from __future__ import annotations

MESSAGES = {
    "submission.not_found": {"vi": "Không có hồ sơ gửi này.", "en": "There is no such submission."},
    "submission.not_responsible": {
        "vi": "Đơn vị của quý vị không được giao chuẩn bị tài liệu cho nội dung này.",
        "en": "Your unit is not responsible for papers on this item.",
    },
    "submission.no_title": {"vi": "Tài liệu chưa có tên.", "en": "The paper has no title yet."},
    "submission.no_file": {
        "vi": "Chưa có tệp dùng được kèm theo. Hãy tải tệp lên trước khi gửi.",
        "en": "There is no usable file yet. Upload one before submitting.",
    },
    "submission.has_file": {
        "vi": "Bản này đã có tệp. Hãy tạo bản mới để gửi tệp khác.",
        "en": "This version has its file. Begin a new version to send another.",
    },
    "submission.no_reason": {
        "vi": "Hãy ghi lý do trả lại để đơn vị biết cần sửa gì.",
        "en": "Give the reason, so that the unit knows what to change.",
    },
    "submission.decided": {
        "vi": "Tài liệu không còn ở bước này: đã có người xử lý trước. Hãy xem lại danh sách.",
        "en": "The paper is no longer at this step: somebody has dealt with it. Look at the list again.",
    },
    "submission.again": {
        "vi": "Vừa có người tạo bản mới của tài liệu này. Hãy xem lại danh sách.",
        "en": "Somebody has just begun a new version of this paper. Look at the list again.",
    },
    "submission.too_many": {
        "vi": "Cuộc họp đã có {most} lượt gửi tài liệu, là mức nhiều nhất.",
        "en": "The meeting has {most} submissions, which is the most there may be.",
    },
    "paper.version_closed": {
        "vi": "Bản này của tài liệu không mở cho quý vị.",
        "en": "This version of the paper is not open to you.",
    },
    "paper.no_version": {"vi": "Tài liệu không có bản này.", "en": "The paper has no such version."},
}
