"""Sentences of the server itself: HTTP, meeting socket, owners, media (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "http.not_found": {"vi": "Không có địa chỉ này.", "en": "There is no such address."},
    "http.method": {
        "vi": "Địa chỉ này không nhận thao tác đó.",
        "en": "This address does not take that method.",
    },
    "http.invalid": {
        "vi": "Dữ liệu gửi lên không hợp lệ: {field}.",
        "en": "The data sent is not valid: {field}.",
    },
    "http.malformed": {"vi": "Không đọc được yêu cầu.", "en": "The request cannot be read."},
    "http.origin": {
        "vi": "Yêu cầu đến từ một trang không được phép.",
        "en": "The request comes from a page that is not allowed.",
    },
    "http.host": {
        "vi": "Máy chủ trình diễn không nhận tên này. Hãy mở đúng địa chỉ mà nó đã in ra.",
        "en": "The demonstration does not answer to this name. Open the address it printed.",
    },
    "http.slot": {
        "vi": "Thiếu thông tin phiên làm việc của cửa sổ này. Hãy tải lại trang.",
        "en": "This window's session is missing. Reload the page.",
    },
    "http.too_large": {"vi": "Nội dung gửi lên quá lớn.", "en": "What was sent is too large."},
    "http.rate": {
        "vi": "Thao tác quá nhanh. Hãy thử lại sau {retry_after_s} giây.",
        "en": "Too many requests. Try again in {retry_after_s} seconds.",
    },
    "server.internal": {
        "vi": "Máy chủ gặp lỗi. Thao tác chưa được thực hiện; hãy thử lại.",
        "en": "The server failed. Nothing was done; try again.",
    },
    "server.stopping": {
        "vi": "Máy chủ đang khởi động lại. Màn hình sẽ tự nối lại.",
        "en": "The server is restarting. This screen will reconnect by itself.",
    },
    "server.database": {
        "vi": "Cơ sở dữ liệu không trả lời. Thao tác chưa được ghi; hãy thử lại sau ít giây.",
        "en": "The database does not answer. Nothing was recorded; try again in a few seconds.",
    },
    "storage.full": {
        "vi": "Ổ đĩa máy chủ đã đầy. Hãy báo quản trị viên.",
        "en": "The server's disk is full. Tell the administrator.",
    },
    "meeting.not_found": {"vi": "Không có cuộc họp này.", "en": "There is no such meeting."},
    "meeting.exists": {"vi": "Mã cuộc họp này đã có.", "en": "A meeting with this id exists."},
    "meeting.owner_lost": {
        "vi": "Cuộc họp đang chuyển sang máy chủ khác. Hãy thử lại.",
        "en": "The meeting is moving to another server. Try again.",
    },
    "meeting.not_admitted": {
        "vi": "Quý vị không có trong danh sách của cuộc họp này.",
        "en": "You are not on this meeting's list.",
    },
    "socket.malformed": {"vi": "Không đọc được thông điệp.", "en": "The message cannot be read."},
    "socket.rate": {
        "vi": "Màn hình này gửi quá nhiều thông điệp.",
        "en": "This screen sends too many messages.",
    },
    "socket.too_big": {"vi": "Thông điệp quá lớn.", "en": "The message is too big."},
    "socket.too_slow": {
        "vi": "Đường truyền chậm nên màn hình bị nối lại.",
        "en": "The line is slow, so this screen is being reconnected.",
    },
    "socket.replaced": {
        "vi": "Vị trí này vừa được mở trên một màn hình khác.",
        "en": "This seat was opened on another screen.",
    },
    "socket.first_gone": {
        "vi": "Màn hình thứ nhất của điểm cầu đang tắt; màn hình này mở lại khi màn hình đó trở lại.",
        "en": "The hall's first screen is off; this one opens again when that one is back.",
    },
    "socket.signed_out": {
        "vi": "Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.",
        "en": "The sign-in has ended. Sign in again.",
    },
    "socket.removed": {
        "vi": "Vị trí này đã được đưa ra khỏi cuộc họp.",
        "en": "This seat was removed from the meeting.",
    },
    "media.unavailable": {
        "vi": "Kênh hình và tiếng chưa sẵn sàng. Màn hình sẽ tự thử lại.",
        "en": "Picture and sound are not ready. This screen will try again by itself.",
    },
    "media.recorder": {
        "vi": "Chương trình ghi hình không khởi động được.",
        "en": "The recorder could not be started.",
    },
    "media.bad_key_file": {
        "vi": "Tệp khóa {file} không đọc được.",
        "en": "The key file {file} cannot be read.",
    },
    "server.bus": {
        "vi": "Redis không trả lời; cuộc họp trên máy chủ này vẫn tiếp tục.",
        "en": "Redis does not answer; meetings on this server go on.",
    },
    "demo.paper_failed": {
        "vi": "Không tạo được tài liệu trình diễn.",
        "en": "The demonstration's paper could not be made.",
    },
    "media.elsewhere": {
        "vi": "Cuộc họp đang ở máy chủ khác. Màn hình sẽ tự nối lại.",
        "en": "The meeting is on another server. This screen will reconnect by itself.",
    },
    "talkback.none": {
        "vi": "Đường nói riêng với hội trường này không còn mở.",
        "en": "There is no talk-back line to this hall any more.",
    },
    "talkback.not_yours": {
        "vi": "Đường nói riêng này dành cho người khác.",
        "en": "This talk-back line is for somebody else.",
    },
    "media.bad_token": {
        "vi": "Mã truy cập kênh hình và tiếng không hợp lệ hoặc đã hết hạn.",
        "en": "The ticket for picture and sound is not valid or has expired.",
    },
    "session.required": {"vi": "Hãy đăng nhập.", "en": "Sign in first."},
}
