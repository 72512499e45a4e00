"""Dates, lengths of time and the words every official document has, in Vietnamese and in English. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

# Asia/Ho_Chi_Minh: UTC+7 without summer time since 1975, so it needs no time zone database.
LOCAL = timezone(timedelta(hours=7))

Languages = Mapping[str, Mapping[str, str]]
COMMON: Languages = {
    "vi": {
        "motto_country": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "number": "Số:",
        "sign_hint": "(Ký, ghi rõ họ tên)",
        "recipients": "Nơi nhận:",
        "archive": "Lưu: VT.",
        "evidence": "Lập từ nhật ký sự kiện của phiên họp {id}: {events} sự kiện, mã băm cuối {head}.",
    },
    "en": {
        "motto_country": "SOCIALIST REPUBLIC OF VIET NAM",
        "motto": "Independence - Freedom - Happiness",
        "number": "No.:",
        "sign_hint": "(Signature, full name)",
        "recipients": "Recipients:",
        "archive": "Filed: records office (VT).",
        "evidence": "Made from the event log of meeting {id}: {events} events, last hash {head}.",
    },
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class OfficialWords:
    """The words of a document in one language, its own beside those every document has.

    An unknown language is Vietnamese, the language of the law.
    """

    def __init__(self, lang: str, own: Languages) -> None:
        self.lang = lang if lang in COMMON else "vi"
        self._words = {**COMMON[self.lang], **own[self.lang]}

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
