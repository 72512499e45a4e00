"""Dates, lengths of time and the fixed words of the proceedings, in Vietnamese and in English. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

# Asia/Ho_Chi_Minh: UTC+7 without summer time since 1975, so it needs no time zone database.
LOCAL = timezone(timedelta(hours=7))

_VI = {
    "motto_country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "motto": "Độc lập - Tự do - Hạnh phúc",
    "number": "Số:",
    "title": "BIÊN BẢN",
    "subtitle": "Diễn biến phiên họp",
    "draft": "BẢN TẠM THỜI: phiên họp chưa kết thúc",
    "began": "Thời gian bắt đầu:",
    "place": "Địa điểm:",
    "place_text": "họp trực tuyến, {halls} điểm cầu được mời, {came} điểm cầu có mặt.",
    "chair": "Chủ trì:",
    "secretary": "Thư ký:",
    "presided_from": "từ {time}",
    "recorded": "Ghi âm, ghi hình:",
    "recorded_text": "từ {start} đến {end}, theo quyết định của {by}",
    "not_recorded": "phiên họp không ghi âm, ghi hình.",
    "nobody": "(chưa cử)",
    "people": "THÀNH PHẦN THAM DỰ",
    "officers": "Chủ trì, thư ký và bộ phận phục vụ",
    "halls": "Các điểm cầu",
    "delegates": "Đại biểu",
    "no": "TT",
    "name": "Họ và tên",
    "office": "Chức vụ, đơn vị",
    "role": "Nhiệm vụ",
    "hall": "Điểm cầu",
    "present": "Có mặt",
    "breaks": "Gián đoạn",
    "roll": "Điểm danh",
    "note": "Ghi chú",
    "story": "TRÌNH TỰ, DIỄN BIẾN PHIÊN HỌP",
    "time": "Thời điểm",
    "event": "Diễn biến",
    "turns": "Ý KIẾN PHÁT BIỂU",
    "speaker": "Người phát biểu",
    "topic": "Nội dung đăng ký",
    "from_to": "Bắt đầu - kết thúc",
    "length": "Thời lượng",
    "no_turns": "Không có ý kiến phát biểu.",
    "papers": "TÀI LIỆU ĐÃ TRÌNH CHIẾU",
    "paper": "Tài liệu",
    "pages": "Trang và thời điểm trình chiếu",
    "no_papers": "Không có tài liệu nào được trình chiếu.",
    "votes": "BIỂU QUYẾT",
    "no_votes": "Không có nội dung nào được biểu quyết trên hệ thống.",
    "decisions": "KẾT LUẬN, QUYẾT ĐỊNH",
    "no_decisions": "Không có kết luận nào được ghi nhận.",
    "item": "Nội dung {n}: {title}",
    "amended": "(sửa lần {n})",
    "ended": "Phiên họp kết thúc vào {time}, {date}./.",
    "sign_secretary": "THƯ KÝ",
    "sign_chair": "CHỦ TRÌ",
    "sign_hint": "(Ký, ghi rõ họ tên)",
    "recipients": "Nơi nhận:",
    "archive": "Lưu: VT.",
    "evidence": "Lập từ nhật ký sự kiện của phiên họp {id}: {events} sự kiện, mã băm cuối {head}.",
    "never": "vắng",
    "still": "chưa kết thúc",
    "none": "không",
    "opened": "{name} khai mạc phiên họp.",
    "recess": "Phiên họp tạm nghỉ.",
    "resumed": "Phiên họp tiếp tục.",
    "closed": "{name} bế mạc phiên họp.",
    "led": "{name} điều hành phiên họp.",
    "item_started": "Bắt đầu nội dung: {title}{by}.",
    "item_by": " ({rapporteur} trình bày)",
    "item_planned": "Dự kiến {planned}, thực hiện {spent}.",
    "turn": "{name} được mời phát biểu{topic}.",
    "turn_topic": " về: {topic}",
    "turn_revoked": "Chủ trì kết thúc phần phát biểu của {name}{reason}.",
    "decided": "Ghi nhận kết luận: {text}",
    "line_lost": "Mất kết nối với {name}.",
    "line_back": "{name} kết nối trở lại.",
    "rec_on": "Bắt đầu ghi âm, ghi hình.",
    "rec_off": "Dừng ghi âm, ghi hình.",
    "rec_failed": "Ghi âm, ghi hình bị gián đoạn: {reason}.",
    "limit": "giới hạn {limit}",
    "revoked": "chủ trì kết thúc",
    "page": "tr. {page} ({time})",
    "breaks_text": "{n} lần, {length}",
    "role.chair": "Chủ trì",
    "role.deputy": "Phó chủ trì",
    "role.secretary": "Thư ký",
    "role.technician": "Kỹ thuật",
    "roll.unknown": "chưa điểm danh",
    "roll.present": "có mặt",
    "roll.absent": "vắng",
    "roll.late": "đến muộn",
    "roll.excused": "vắng có lý do",
}
_EN = {
    "motto_country": "SOCIALIST REPUBLIC OF VIET NAM",
    "motto": "Independence - Freedom - Happiness",
    "number": "No.:",
    "title": "MINUTES",
    "subtitle": "Record of the proceedings",
    "draft": "PROVISIONAL: the session has not ended",
    "began": "Began at:",
    "place": "Place:",
    "place_text": "held online, {halls} sites invited, {came} sites present.",
    "chair": "Chair:",
    "secretary": "Secretary:",
    "presided_from": "from {time}",
    "recorded": "Audio and video recording:",
    "recorded_text": "from {start} to {end}, as decided by {by}",
    "not_recorded": "the session was not recorded.",
    "nobody": "(not appointed)",
    "people": "ATTENDANCE",
    "officers": "Chair, secretary and staff",
    "halls": "Sites",
    "delegates": "Delegates",
    "no": "No.",
    "name": "Name",
    "office": "Position, unit",
    "role": "Part",
    "hall": "Site",
    "present": "Present",
    "breaks": "Interruptions",
    "roll": "Roll-call",
    "note": "Remarks",
    "story": "ORDER AND PROCEEDINGS",
    "time": "Time",
    "event": "What happened",
    "turns": "STATEMENTS",
    "speaker": "Speaker",
    "topic": "Topic announced",
    "from_to": "From - to",
    "length": "Length",
    "no_turns": "Nobody took the floor.",
    "papers": "PAPERS SHOWN",
    "paper": "Paper",
    "pages": "Pages and when they were shown",
    "no_papers": "No paper was shown.",
    "votes": "VOTES",
    "no_votes": "No vote was held on the system.",
    "decisions": "CONCLUSIONS AND DECISIONS",
    "no_decisions": "No conclusion was recorded.",
    "item": "Item {n}: {title}",
    "amended": "(amended {n}×)",
    "ended": "The session ended at {time}, {date}.",
    "sign_secretary": "SECRETARY",
    "sign_chair": "CHAIR",
    "sign_hint": "(Signature, full name)",
    "recipients": "Recipients:",
    "archive": "Filed: records office (VT).",
    "evidence": "Made from the event log of meeting {id}: {events} events, last hash {head}.",
    "never": "absent",
    "still": "not ended",
    "none": "none",
    "opened": "{name} opened the session.",
    "recess": "The session was suspended.",
    "resumed": "The session went on.",
    "closed": "{name} closed the session.",
    "led": "{name} presided.",
    "item_started": "Item begun: {title}{by}.",
    "item_by": " (presented by {rapporteur})",
    "item_planned": "Planned {planned}, took {spent}.",
    "turn": "{name} was given the floor{topic}.",
    "turn_topic": " on: {topic}",
    "turn_revoked": "The chair ended the turn of {name}{reason}.",
    "decided": "Conclusion recorded: {text}",
    "line_lost": "The line to {name} was lost.",
    "line_back": "{name} was connected again.",
    "rec_on": "Recording began.",
    "rec_off": "Recording ended.",
    "rec_failed": "Recording broke off: {reason}.",
    "limit": "limit {limit}",
    "revoked": "ended by the chair",
    "page": "p. {page} ({time})",
    "breaks_text": "{n}×, {length}",
    "role.chair": "Chair",
    "role.deputy": "Deputy chair",
    "role.secretary": "Secretary",
    "role.technician": "Technician",
    "roll.unknown": "not called",
    "roll.present": "present",
    "roll.absent": "absent",
    "roll.late": "late",
    "roll.excused": "excused",
}
LANGUAGES: Mapping[str, Mapping[str, str]] = {"vi": _VI, "en": _EN}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Words:
    """The words of one language; an unknown language is Vietnamese, the language of the law."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "vi"
        self._words = LANGUAGES[self.lang]

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence with its places filled in (they are escaped later, as all text is)."""
        sentence = self._words[key]
        return sentence.format_map(values) if values else sentence

    def clock(self, at: datetime) -> str:
        """Return the time of day: 08:05."""
        return at.astimezone(LOCAL).strftime("%H:%M")

    def time(self, at: datetime) -> str:
        """Return the time of day in words: 08 giờ 05 phút."""
        local = at.astimezone(LOCAL)
        return local.strftime("%H:%M") if self.lang == "en" else f"{local.hour:02} giờ {local.minute:02} phút"

    def date(self, at: datetime) -> str:
        """Return the date in words; day and month below 10 and 3 get a zero (NĐ 30/2020, annex I)."""
        local = at.astimezone(LOCAL)
        if self.lang == "en":
            return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
        month = f"{local.month:02}" if local.month < 3 else str(local.month)
        return f"ngày {local.day:02} tháng {month} năm {local.year}"

    def length(self, seconds: int) -> str:
        """Return a length of time: 1 giờ 05 phút, 5 phút 30 giây, 45 giây."""
        hours, minutes, rest = seconds // 3_600, seconds // 60 % 60, seconds % 60
        names = ("h", "min", "s") if self.lang == "en" else ("giờ", "phút", "giây")
        parts = [(hours, names[0]), (minutes, names[1]), (0 if hours else rest, names[2])]
        written = [f"{number} {name}" for number, name in parts if number]
        return " ".join(written) or f"0 {names[2]}"
