"""Sentences of people, sites, briefings, papers and the archive (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "session.ended": {
        "vi": "Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.",
        "en": "The sign-in has ended. Sign in again.",
    },
    "session.bad_credentials": {
        "vi": "Tên đăng nhập hoặc mật khẩu không đúng.",
        "en": "The login or the password is wrong.",
    },
    "session.throttled": {
        "vi": "Thử quá nhiều lần. Hãy đợi {retry_after_s} giây rồi thử lại.",
        "en": "Too many attempts. Wait {retry_after_s} seconds and try again.",
    },
    "access.denied": {
        "vi": "Quý vị không có quyền thực hiện việc này.",
        "en": "You are not allowed to do this.",
    },
    "setup.done": {
        "vi": "Hệ thống đã có quản trị viên. Hãy đăng nhập.",
        "en": "There is an administrator already. Sign in.",
    },
    "link.not_valid": {
        "vi": "Liên kết không đúng. Hãy kiểm tra lại hoặc xin liên kết mới.",
        "en": "This link is wrong. Check it, or ask for a new one.",
    },
    "link.used": {
        "vi": "Liên kết này đã được dùng; mỗi liên kết chỉ mở được một lần. Hãy xin liên kết mới.",
        "en": "This link has been used; each opens once. Ask for a new one.",
    },
    "link.expired": {
        "vi": "Liên kết này đã hết hạn. Hãy xin liên kết mới.",
        "en": "This link has expired. Ask for a new one.",
    },
    "link.not_found": {"vi": "Không có liên kết này.", "en": "There is no such link."},
    "link.needs_delegate": {
        "vi": "Hãy chọn đại biểu nhận liên kết.",
        "en": "Choose the delegate the link is for.",
    },
    "link.too_many_devices": {
        "vi": "Quý vị đã đăng nhập trên {limit} thiết bị; không thêm được nữa.",
        "en": "You are signed in on {limit} devices; no more can be added.",
    },
    "link.revoked": {"vi": "Liên kết đã bị thu hồi.", "en": "The link was revoked."},
    "pairing.not_valid": {
        "vi": "Mã ghép máy không đúng, đã được dùng hoặc đã hết hạn. Hãy xin mã mới.",
        "en": "This pairing code is wrong, used or expired. Ask for a new one.",
    },
    "device.not_found": {
        "vi": "Không có máy này hoặc máy đã bị thu hồi.",
        "en": "There is no such machine, or it was revoked.",
    },
    "device.revoked": {"vi": "Máy này đã bị thu hồi quyền.", "en": "This machine's right was revoked."},
    "account.not_found": {"vi": "Không có tài khoản này.", "en": "There is no such account."},
    "account.bad_login": {
        "vi": "Tên đăng nhập gồm 3–64 chữ cái thường, chữ số, dấu chấm, gạch dưới, gạch nối hoặc @.",
        "en": "A login has 3 to 64 lower-case letters, digits, dots, underscores, hyphens or @.",
    },
    "email.bad": {
        "vi": "Địa chỉ thư điện tử không đúng.",
        "en": "The e-mail address is not valid.",
    },
    "account.bad_name": {"vi": "Hãy nhập họ tên.", "en": "Enter a name."},
    "account.bad_role": {"vi": "Không có vai trò “{role}”.", "en": "There is no role “{role}”."},
    "account.login_taken": {
        "vi": "Tên đăng nhập “{login}” đã có người dùng.",
        "en": "The login “{login}” is taken.",
    },
    "account.last_administrator": {
        "vi": "Đây là quản trị viên cuối cùng; hãy chỉ định người khác trước.",
        "en": "This is the last administrator; appoint another one first.",
    },
    "account.disabled": {"vi": "Tài khoản đã bị khóa.", "en": "The account is disabled."},
    "password.too_short": {
        "vi": "Mật khẩu cần ít nhất 10 ký tự.",
        "en": "A password needs at least 10 characters.",
    },
    "password.too_long": {
        "vi": "Mật khẩu dài quá 128 ký tự.",
        "en": "A password has at most 128 characters.",
    },
    "password.too_simple": {
        "vi": "Mật khẩu quá đơn giản: hãy dùng nhiều ký tự khác nhau.",
        "en": "The password is too simple: use more different characters.",
    },
    "password.has_login": {
        "vi": "Mật khẩu không được chứa tên đăng nhập hoặc họ tên.",
        "en": "The password must not contain the login or the name.",
    },
    "password.common": {
        "vi": "Mật khẩu này quá phổ biến. Hãy chọn mật khẩu khác.",
        "en": "This password is too common. Choose another.",
    },
    "password.wrong": {"vi": "Mật khẩu hiện tại không đúng.", "en": "The present password is wrong."},
    "password.forgotten": {
        "vi": "Quản trị viên đã xóa mật khẩu của tài khoản. Hãy xin liên kết đăng nhập để đặt mật khẩu mới.",
        "en": "An administrator took the account's password away. Ask for a sign-in link to set a new one.",
    },
    "password.own": {
        "vi": "Không tự xóa mật khẩu của mình được; hãy đổi mật khẩu.",
        "en": "You cannot take your own password away; change it.",
    },
    "password.changed": {
        "vi": "Mật khẩu đã đổi; hãy đăng nhập lại.",
        "en": "The password was changed; sign in again.",
    },
    "site.not_found": {"vi": "Không có điểm cầu này.", "en": "There is no such site."},
    "sites.bad_rows": {
        "vi": "Có {count} lỗi trong dữ liệu điểm cầu. Chưa có gì được ghi.",
        "en": "The sites have {count} errors. Nothing was stored.",
    },
    "sites.row.file_too_large": {
        "vi": "Tệp quá lớn ({value} byte).",
        "en": "The file is too large ({value} bytes).",
    },
    "sites.row.not_utf8": {
        "vi": "Dòng {line} không phải UTF-8; hãy lưu tệp dạng CSV UTF-8.",
        "en": "Line {line} is not UTF-8; save the file as CSV UTF-8.",
    },
    "sites.row.bad_character": {
        "vi": "Dòng {line}: ký tự không được phép {value}.",
        "en": "Line {line}: a character that is not allowed, {value}.",
    },
    "sites.row.empty_file": {"vi": "Tệp trống.", "en": "The file is empty."},
    "sites.row.bad_csv": {
        "vi": "Dòng {line} không đúng dạng CSV ({value}).",
        "en": "Line {line} is not CSV ({value}).",
    },
    "sites.row.missing_column": {"vi": "Thiếu cột “{value}”.", "en": "The column “{value}” is missing."},
    "sites.row.unknown_column": {"vi": "Không có cột “{value}”.", "en": "There is no column “{value}”."},
    "sites.row.repeated_column": {
        "vi": "Cột “{value}” bị lặp.",
        "en": "The column “{value}” is there twice.",
    },
    "sites.row.too_many_rows": {"vi": "Quá nhiều dòng ({value}).", "en": "Too many rows ({value})."},
    "sites.row.wrong_cell_count": {
        "vi": "Dòng {line} có {value} ô, không khớp với dòng tiêu đề.",
        "en": "Line {line} has {value} cells, not as many as the header.",
    },
    "sites.row.empty": {
        "vi": "Dòng {line}: ô “{column}” không được trống.",
        "en": "Line {line}: “{column}” must not be empty.",
    },
    "sites.row.too_long": {
        "vi": "Dòng {line}: “{column}” quá dài.",
        "en": "Line {line}: “{column}” is too long.",
    },
    "sites.row.bad_code": {
        "vi": "Dòng {line}: mã “{value}” chỉ được gồm chữ hoa không dấu, chữ số và gạch nối.",
        "en": "Line {line}: the code “{value}” may have only upper-case letters A–Z, digits and hyphens.",
    },
    "sites.row.unknown_kind": {
        "vi": "Dòng {line}: không có loại “{value}”.",
        "en": "Line {line}: there is no kind “{value}”.",
    },
    "sites.row.bad_email": {
        "vi": "Dòng {line}: “{value}” không phải địa chỉ thư điện tử.",
        "en": "Line {line}: “{value}” is no e-mail address.",
    },
    "sites.row.bad_date": {
        "vi": "Dòng {line}: ngày “{value}” không đúng; hãy viết dạng 2026-01-31.",
        "en": "Line {line}: “{value}” is no date; write 2026-01-31.",
    },
    "sites.row.ends_before_start": {
        "vi": "Dòng {line}: ngày kết thúc {value} trước ngày bắt đầu.",
        "en": "Line {line}: the end {value} is before the beginning.",
    },
    "sites.row.duplicate": {
        "vi": "Dòng {line}: điểm cầu “{value}” bị lặp.",
        "en": "Line {line}: the site “{value}” is there twice.",
    },
    "sites.row.overlap": {
        "vi": "Dòng {line}: thời gian hiệu lực của “{value}” chồng lên một dòng khác.",
        "en": "Line {line}: the period of “{value}” overlaps another row.",
    },
    "meeting.unknown_sites": {
        "vi": "Có điểm cầu không hiệu lực vào ngày họp.",
        "en": "Some sites do not exist on the day of the meeting.",
    },
    "meeting.unknown_officers": {
        "vi": "Có tài khoản không tồn tại hoặc đã bị khóa.",
        "en": "Some accounts do not exist or are disabled.",
    },
    "meeting.bad_delegates": {
        "vi": "Có đại biểu thuộc điểm cầu không được mời.",
        "en": "Some delegates belong to sites that are not invited.",
    },
    "delegate.not_found": {"vi": "Không có đại biểu này.", "en": "There is no such delegate."},
    "paper.not_found": {"vi": "Không có tài liệu này.", "en": "There is no such paper."},
    "paper.not_ready": {"vi": "Tài liệu chưa sẵn sàng.", "en": "The paper is not ready."},
    "paper.no_page": {"vi": "Tài liệu không có trang {page}.", "en": "The paper has no page {page}."},
    "object.not_found": {
        "vi": "Không tìm thấy tệp trong kho lưu trữ.",
        "en": "The file is not in the store.",
    },
    "storage.unavailable": {
        "vi": "Kho lưu trữ không trả lời. Hãy thử lại sau ít giây.",
        "en": "The store does not answer. Try again in a few seconds.",
    },
    "archive.not_ended": {
        "vi": "Cuộc họp chưa bế mạc nên chưa có hồ sơ.",
        "en": "The meeting has not been closed, so there is no record yet.",
    },
    "archive.no_track": {"vi": "Không có bản ghi này.", "en": "There is no such track."},
    "archive.unreadable": {
        "vi": "Không đọc được bản ghi ({reason}). Hãy báo quản trị viên.",
        "en": "The recording cannot be read ({reason}). Tell the administrator.",
    },
    "archive.pdf_failed": {
        "vi": "Không tạo được tệp PDF. Hãy dùng bản HTML.",
        "en": "The PDF could not be made. Use the HTML page.",
    },
    "archive.pdf_timeout": {
        "vi": "Tạo tệp PDF quá lâu. Hãy thử lại.",
        "en": "Making the PDF took too long. Try again.",
    },
}
