"""Sentences of files on their way in: sent, looked at, made into pages, or refused."""

from __future__ import annotations

MESSAGES = {
    "paper.too_large": {
        "vi": "Tệp lớn hơn giới hạn {limit_mb} MB.",
        "en": "The file is larger than the limit of {limit_mb} MB.",
    },
    "paper.empty": {"vi": "Tệp trống.", "en": "The file is empty."},
    "paper.unknown_kind": {
        "vi": "Hệ thống không nhận loại tệp này. Hãy gửi PDF, tệp văn phòng (Word, Excel, PowerPoint, "
        "OpenDocument) hoặc ảnh.",
        "en": "Files of this kind are not taken. Send a PDF, an Office file (Word, Excel, PowerPoint, "
        "OpenDocument) or a picture.",
    },
    "paper.not_pdf": {"vi": "Tệp này không phải PDF.", "en": "This file is not a PDF."},
    "paper.broken": {"vi": "Tệp bị hỏng, không mở được.", "en": "The file is broken and cannot be opened."},
    "paper.encrypted": {
        "vi": "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
        "en": "The file has a password. Remove it and send it again.",
    },
    "paper.macros": {
        "vi": "Tệp có macro. Hãy lưu bản không có macro (.docx, .xlsx, .pptx) rồi gửi lại.",
        "en": "The file contains macros. Save it without them (.docx, .xlsx, .pptx) and send it again.",
    },
    "paper.bomb": {
        "vi": "Tệp nén chứa nhiều dữ liệu bất thường nên không được mở.",
        "en": "The file unpacks to far more than it should and was not opened.",
    },
    "paper.entities": {
        "vi": "Tệp chứa khai báo XML (DOCTYPE) mà tệp văn phòng không được có.",
        "en": "The file holds an XML declaration (DOCTYPE) that Office files must not have.",
    },
    "paper.too_many_pages": {"vi": "Tệp có quá nhiều trang.", "en": "The file has too many pages."},
    "paper.too_heavy": {
        "vi": "Chuyển đổi tệp này cần quá nhiều bộ nhớ. Hãy xuất ra PDF rồi gửi lại.",
        "en": "Converting this file takes too much memory. Export it as PDF and send it again.",
    },
    "paper.timeout": {
        "vi": "Xử lý tệp quá lâu nên đã dừng. Hãy xuất ra PDF rồi gửi lại.",
        "en": "The file took too long and was stopped. Export it as PDF and send it again.",
    },
    "paper.not_converted": {
        "vi": "Không chuyển được tệp này thành trang. Hãy xuất ra PDF rồi gửi lại.",
        "en": "This file could not be made into pages. Export it as PDF and send it again.",
    },
    "paper.no_converter": {
        "vi": "Máy chủ này chưa cài chương trình chuyển đổi tệp văn phòng. Hãy xuất ra PDF rồi gửi lại.",
        "en": "This server cannot convert Office files. Export it as PDF and send it again.",
    },
    "paper.no_fence": {
        "vi": "Máy chủ này chưa tách được chương trình đọc tài liệu khỏi mạng nên không mở tài liệu nào. "
        "Hãy báo người quản trị máy chủ.",
        "en": "This server cannot keep programs that read papers from the network, so it opens none. "
        "Tell whoever runs the server.",
    },
    "paper.check_failed": {
        "vi": "Không kiểm tra được tệp. Hãy gửi lại.",
        "en": "The file could not be checked. Send it again.",
    },
    "paper.says_higher": {
        "vi": "Trang đầu của tệp ghi độ TỐI MẬT hoặc TUYỆT MẬT. Tài liệu như vậy không được đưa lên "
        "mạng này; tệp đã bị xóa.",
        "en": "The first page says TỐI MẬT or TUYỆT MẬT. Such papers do not belong on this network; "
        "the file was deleted.",
    },
    "paper.interrupted": {
        "vi": "Việc gửi tệp bị gián đoạn. Hãy gửi lại.",
        "en": "The upload was interrupted. Send it again.",
    },
    "upload.not_found": {
        "vi": "Lần gửi này không còn trên máy chủ. Hãy gửi lại từ đầu.",
        "en": "This upload is no longer on the server. Send it again from the beginning.",
    },
    "upload.expired": {
        "vi": "Lần gửi này đã quá hạn. Hãy gửi lại từ đầu.",
        "en": "This upload has expired. Send it again from the beginning.",
    },
    "upload.version": {
        "vi": "Máy chủ chỉ hiểu giao thức tus 1.0.0.",
        "en": "The server speaks version 1.0.0 of the tus protocol only.",
    },
    "upload.malformed": {
        "vi": "Không đọc được thông tin về tệp gửi lên: {field}.",
        "en": "What is said about the upload cannot be read: {field}.",
    },
    "upload.content_type": {
        "vi": "Phần dữ liệu gửi lên phải có kiểu application/offset+octet-stream.",
        "en": "Data of an upload must be sent as application/offset+octet-stream.",
    },
    "upload.offset": {
        "vi": "Phần gửi lên không nối tiếp phần đã có ({offset} byte).",
        "en": "The data sent does not continue what is here ({offset} bytes).",
    },
    "upload.beyond": {
        "vi": "Dữ liệu gửi lên dài hơn độ dài đã khai báo.",
        "en": "More was sent than the length declared.",
    },
    "upload.checksum": {
        "vi": "Dữ liệu bị sai lệch trên đường truyền. Hãy gửi lại phần này.",
        "en": "The data was damaged on its way. Send this part again.",
    },
    "upload.not_the_file": {
        "vi": "Tệp nhận được khác tệp đã khai báo. Hãy gửi lại từ đầu.",
        "en": "The file received is not the one declared. Send it again from the beginning.",
    },
    "upload.too_many": {
        "vi": "Đang có quá nhiều tệp gửi dở ({most}). Hãy gửi xong hoặc bỏ bớt.",
        "en": "Too many uploads are unfinished ({most}). Finish or drop some first.",
    },
}
