"""The words of every message in Vietnamese and English. Pure.

A template's data are texts of one line and moments in ISO 8601; what it needs stands in ``WORDS``. `agency`:
it goes to an agency, which is not addressed as a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from server.mail.records import Rendered
from server.messages import Language
from server.people.texts import one_line
from server.zone import local

Both = Mapping[Language, str]
_PLACES: Mapping[str, Both] = {
    "meeting": {"vi": "Cuộc họp", "en": "Meeting"},
    "time": {"vi": "Thời gian", "en": "Time"},
    "length": {"vi": "Dự kiến", "en": "Planned"},
    "site": {"vi": "Điểm cầu", "en": "Site"},
    "reason": {"vi": "Lý do", "en": "Reason"},
    "deadline": {"vi": "Hạn", "en": "Due"},
}
WORDS: Mapping[str, Mapping[str, Both]] = {
    "invitation": {
        "subject": {"vi": "Giấy mời: {title}", "en": "Invitation: {title}"},
        "line": {
            "vi": "Trân trọng kính mời {who} dự cuộc họp trực tuyến sau.",
            "en": "{name}, you are invited to this online meeting.",
        },
    },
    "change": {
        "subject": {"vi": "Thay đổi: {title}", "en": "Changed: {title}"},
        "line": {
            "vi": "Kính gửi {who}: cuộc họp sau đã thay đổi. Thông tin mới nhất như dưới đây.",
            "en": "{name}, this meeting has changed. It now reads:",
        },
    },
    "cancellation": {
        "subject": {"vi": "Hủy họp: {title}", "en": "Cancelled: {title}"},
        "line": {
            "vi": "Kính gửi {who}: cuộc họp sau không tổ chức như giấy mời đã gửi.",
            "en": "{name}, this meeting is not held as you were invited.",
        },
    },
    "uninvited": {
        "subject": {"vi": "Thôi mời họp: {title}", "en": "No longer invited: {title}"},
        "line": {
            "vi": "Kính gửi {who}: xin thông báo thôi mời {who} dự cuộc họp sau.",
            "en": "{name}, you are no longer on the list of this meeting.",
        },
    },
    "readdressed": {
        "subject": {"vi": "Gỡ lịch họp: {title}", "en": "Take out of your diary: {title}"},
        "line": {
            "vi": "Kính gửi {who}: giấy mời dự cuộc họp sau không còn gửi đến địa chỉ thư này. "
            "Lịch và liên kết đã gửi kèm giấy mời trước không còn dùng được.",
            "en": "{name}: the invitation to this meeting no longer goes to this address. "
            "The diary entry and the link that came with it are no longer of use.",
        },
    },
    "reminder": {
        "subject": {"vi": "Nhắc họp: {title}", "en": "Reminder: {title}"},
        "line": {
            "vi": "Kính nhắc {who}: cuộc họp sau sẽ bắt đầu theo thời gian dưới đây.",
            "en": "{name}, this meeting is coming up.",
        },
    },
    "papers_missing": {
        "subject": {"vi": "Nhắc nộp tài liệu: {title}", "en": "Papers missing: {title}"},
        "line": {
            "vi": "Kính gửi {name}: đơn vị chưa nộp đủ tài liệu cho cuộc họp sau.",
            "en": "{name}, papers you are to submit for this meeting are missing.",
        },
    },
    "results": {
        "subject": {"vi": "Kết quả: {title}", "en": "Results: {title}"},
        "line": {"vi": "Kính gửi {who}:", "en": "{name}:"},
    },
    "notice": {
        "subject": {"vi": "{title}", "en": "{title}"},
        "line": {"vi": "Kính gửi {who}:", "en": "{name}:"},
    },
}
_PERSONAL: Both = {"vi": "Vào họp bằng liên kết riêng", "en": "Enter by your personal link"}
_OPEN: Both = {"vi": "Mở cuộc họp", "en": "Open the meeting"}
_READ: Both = {"vi": "Mở", "en": "Open"}
_EXPIRES: Both = {
    "vi": "Liên kết chỉ dành riêng cho Ông/Bà, mở được một lần, đến {until}. Xin không chuyển tiếp thư này.",
    "en": "The link is yours alone, opens once, and ends {until}. Please do not forward this message.",
}
_ANSWER: Both = {
    "vi": "Xin xác nhận tham dự, vắng mặt hoặc cử người dự thay trên màn hình cuộc họp.",
    "en": "Please say on the meeting's screen whether you come, are absent, or send a substitute.",
}
_BY_INVITATION: Both = {
    "vi": "Đại biểu vào họp bằng liên kết riêng trong giấy mời.",
    "en": "Delegates enter by the personal link of their invitation.",
}
_WEEKDAYS: Mapping[Language, Sequence[str]] = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ABOUT_A_MEETING = frozenset({"invitation", "change", "reminder"})


def words_of(
    template: str, data: Mapping[str, Any], language: Language, personal: tuple[str, datetime] | None = None
) -> Rendered:
    """The words of a message. `personal`: a personal link and until when it opens. Raises KeyError."""
    texts = WORDS[template]
    name = one_line(str(data.get("name", "")), 120)
    values = {
        "title": one_line(str(data["title"]), 200),
        "name": name,
        "who": name if data.get("agency") else f"Ông/Bà {name}",
    }
    lines = [texts["line"][language].format_map(values)]
    lines += [one_line(str(line), 1000) for line in data.get("lines", ())]
    return Rendered(
        subject=texts["subject"][language].format_map(values),
        lines=tuple(lines),
        details=tuple(_details(data, language)),
        link=_link(template, data, language, personal),
        after=tuple(_after(template, data, language, personal)),
    )


def _details(data: Mapping[str, Any], language: Language) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in ("meeting", "time", "length", "site", "reason", "deadline"):
        value = data.get(name)
        if not value:
            continue
        if name in ("time", "deadline"):
            value = when(datetime.fromisoformat(str(value)), language)
        elif name == "length":
            value = f"{int(value) // 60} {'phút' if language == 'vi' else 'min'}"
        found.append((_PLACES[name][language], one_line(str(value), 500)))
    return found


def _link(
    template: str, data: Mapping[str, Any], language: Language, personal: tuple[str, datetime] | None
) -> tuple[str, str] | None:
    if personal is not None:
        return _PERSONAL[language], personal[0]
    url = data.get("url")
    if not url:
        return None
    return (_OPEN if template in _ABOUT_A_MEETING else _READ)[language], str(url)


def _after(
    template: str, data: Mapping[str, Any], language: Language, personal: tuple[str, datetime] | None
) -> list[str]:
    if personal is not None:
        until = when(personal[1], language)
        return [_EXPIRES[language].format(until=until), _ANSWER[language]]
    if template in ("change", "reminder") and data.get("delegate"):
        return [_BY_INVITATION[language]]
    return [_ANSWER[language]] if template == "invitation" else []


def when(at: datetime, language: Language) -> str:
    """A moment as people in Vietnam write it."""
    here = local(at)
    day = _WEEKDAYS[language][here.weekday()]
    if language == "vi":
        return f"{here:%H:%M} {day}, ngày {here:%d/%m/%Y} (giờ Việt Nam)"
    return f"{here:%H:%M} on {day}, {here:%d/%m/%Y} (Vietnam time)"
