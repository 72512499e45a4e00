"""The record of the proceedings: its legal form, its content from the log alone, and that free text is
inert.
"""

import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recordings.errors import FetchRefused, MalformedEvent
from recordings.official import IssuingBody, form_for, print_pdf
from recordings.official.markup import tag, text
from recordings.proceedings import proceedings_html
from recordings.proceedings.words import LANGUAGES, Words
from tests.recordings.briefing import (
    CHAIR,
    CUA_LO,
    OPENED,
    SECRETARY,
    attended,
    briefing,
    connect,
    created,
    questioning,
)

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&{title}'


class Page(HTMLParser):
    """The words of a page, its elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data + " "


@pytest.fixture(scope="module")
def vietnamese() -> str:
    return Page(proceedings_html(briefing().envelopes, "vi", IssuingBody(place="Nghệ An"))).words


@pytest.mark.parametrize(
    "part",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH",
        "Số: ………/BB-UBND", "Nghệ An, ngày 02 tháng 3 năm 2026", "BIÊN BẢN", "THƯ KÝ", "CHỦ TRÌ",
        "Nơi nhận:", "- Lưu: VT.", "Nghị định 30/2020/NĐ-CP",
    ],
)  # fmt: skip
def test_it_has_everything_the_decree_asks_of_minutes(vietnamese: str, part: str) -> None:
    assert part in vietnamese


@pytest.mark.parametrize(
    "part",
    [
        "08 giờ 00 phút, ngày 02 tháng 3 năm 2026", "3 điểm cầu được mời, 2 điểm cầu có mặt",
        "Nguyễn Văn Minh, Chủ tịch UBND tỉnh", "Lê Quang Đạt", "từ 08:00 đến 09:20",
        "07:45 - 09:20", "1 lần, 4 phút", "có mặt, vào 07:56", "vắng có lý do: Đi cơ sở",
        "Phạm Thị Lan (Cửa Lò) được mời phát biểu về: Giải ngân vốn đầu tư công.", "08:07 - 08:12",
        "5 phút 30 giây", "giới hạn 3 phút; chủ trì kết thúc: Hết thời gian", "Mất kết nối với Huyện Kỳ Sơn.",
        "Phiên họp tạm nghỉ.", "tr. 1 (08:02); tr. 4 (08:05)",
        "Hoàn thành giải ngân vốn đầu tư công trước ngày 30/6/2026.",
        "(sửa lần 1)", "Phiên họp kết thúc vào 09 giờ 20 phút",
    ],
)  # fmt: skip
def test_it_says_who_was_there_who_spoke_what_was_shown_and_concluded(vietnamese: str, part: str) -> None:
    assert part in vietnamese


@pytest.mark.parametrize(
    "part",
    [
        "đến muộn, vào 08:10, ra 08:20, trở lại 08:30",
        "Lô Văn Thay (thay Vi Văn Sơn)", "Phó Trưởng phòng", "có mặt, vào 07:55, ra 08:40: Đi cơ sở",
        "Được mời 2 đại biểu; có mặt 2, trong đó 1 đến muộn; 1 cử người dự thay; vắng 0",
        "Điều kiện tiến hành phiên họp:", "Hơn 1/2 số đại biểu được mời.",
        "Khi khai mạc (08:00): 1/2 đại biểu có mặt, cần 2: chưa đủ.",
    ],
)  # fmt: skip
def test_it_says_who_came_late_left_or_was_substituted_and_how_the_quorum_stood(part: str) -> None:
    assert part in Page(proceedings_html(attended().envelopes)).words


def test_the_secretary_signs_on_the_left_and_the_chair_on_the_right(vietnamese: str) -> None:
    assert vietnamese.index("THƯ KÝ") < vietnamese.rindex("CHỦ TRÌ") < vietnamese.rindex("Nguyễn Văn Minh")
    assert vietnamese.rindex("CHỦ TRÌ") < vietnamese.index("Nơi nhận:")


def test_the_english_rendering_says_the_same() -> None:
    words = Page(proceedings_html(briefing().envelopes, "en")).words
    for part in (
        "MINUTES",
        "2 March 2026",
        "Phạm Thị Lan (Cửa Lò) was given the floor on:",
        "5 min 30 s",
        "SECRETARY",
    ):
        assert part in words
    assert "Người phát biểu" not in words


def test_both_languages_have_the_same_words() -> None:
    assert LANGUAGES["vi"].keys() == LANGUAGES["en"].keys()


def test_it_says_what_was_internal_and_what_was_put_off() -> None:
    log = created()
    connect(log, -5, CHAIR, "Nguyễn Văn Minh")
    log.say(0, CHAIR, "meeting.open")
    log.say(1, SECRETARY, "agenda.edit", item="a1", internal=True)
    log.say(2, CHAIR, "agenda.start", item="a1")
    log.say(9, CHAIR, "agenda.postpone", item="a2", reason="Chờ số liệu")
    words = Page(proceedings_html(log.envelopes)).words
    assert "Nội dung nội bộ: người theo dõi không dự." in words
    assert "sang cuộc họp sau: Chờ số liệu." in words
    english = Page(proceedings_html(log.envelopes, "en")).words
    assert "Internal item: observers did not attend." in english
    assert "postponed to a later meeting: Chờ số liệu." in english


@pytest.mark.parametrize(
    "part",
    [
        "Huyện Kỳ Sơn có ý kiến về trình tự điều hành về: Đã quá giờ.",
        "08:02 - 08:12", "7 phút", "giới hạn 10 phút; đồng hồ dừng 3 phút", "ý kiến về trình tự điều hành",
        "CHẤT VẤN VÀ TRẢ LỜI CHẤT VẤN", "Bao giờ xong hồ Vực Mấu?",
        "nêu tại phiên họp: 08:15 - 08:16, 1 phút", "08:17 - 08:20, 3 phút",
        "Phạm Thị Lan (Cửa Lò) chất vấn Huyện Kỳ Sơn: Bao giờ xong hồ Vực Mấu?",
        "Huyện Kỳ Sơn trả lời chất vấn của Phạm Thị Lan: Bao giờ xong hồ Vực Mấu?",
        "không đưa ra phiên họp: Ngoài phạm vi", "Thời gian phát biểu của các điểm cầu", "8 phút",
    ],
)  # fmt: skip
def test_it_tells_interruptions_questions_with_answers_and_what_each_hall_spoke(part: str) -> None:
    assert part in Page(proceedings_html(questioning().envelopes)).words


def test_a_meeting_without_questions_says_so(vietnamese: str) -> None:
    assert "Không có chất vấn." in vietnamese


def test_a_session_that_has_not_ended_is_marked_provisional() -> None:
    log = created()
    connect(log, -5, CHAIR, "Nguyễn Văn Minh")
    log.say(0, CHAIR, "meeting.open")
    words = Page(proceedings_html(log.envelopes)).words
    assert "BẢN TẠM THỜI" in words
    assert "Phiên họp kết thúc" not in words


def test_the_last_hash_of_the_log_is_named(vietnamese: str) -> None:
    assert briefing().envelopes[-1].hash in vietnamese


def test_script_in_every_free_text_is_inert() -> None:
    log = created(
        SCRIPT,
        agenda=[{"title": SCRIPT, "rapporteur": SCRIPT, "planned_s": 60}],
        sites=[{"code": "413", "name": SCRIPT, "short_name": SCRIPT, "kind": "district"}],
        officers=[
            {"seat": "officer-1", "name": SCRIPT, "office": SCRIPT, "role": "chair", "order": 0},
            {"seat": "officer-3", "name": SCRIPT, "office": SCRIPT, "role": "secretary", "order": 0},
        ],
        delegates=[{"id": "d1", "name": SCRIPT, "office": SCRIPT, "site": "413"}],
    )
    for who in (CHAIR, SECRETARY, CUA_LO):
        connect(log, -5, who, SCRIPT)
    log.say(-4, SECRETARY, "roll.mark", subject="delegate-d1", status="absent", note=SCRIPT)
    log.say(0, CHAIR, "meeting.open")
    log.say(1, CHAIR, "agenda.start", item="a1")
    request = log.say(2, CUA_LO, "floor.request", topic=SCRIPT)["request"]
    log.say(3, CHAIR, "floor.grant", request=request, limit_s=60)
    log.say(4, CHAIR, "floor.revoke", request=request, reason=SCRIPT)
    log.say(5, SECRETARY, "decision.record", text=SCRIPT, item="a1")
    issuer = IssuingBody(SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT, (SCRIPT,))
    for lang in ("vi", "en"):
        html = proceedings_html(log.envelopes, lang, issuer)
        page = Page(html)
        assert not {"script", "img", "iframe", "link", "a", "object"} & set(page.elements)
        assert page.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}
        assert page.words.count(SCRIPT[:25]) >= 20
        assert "default-src &#x27;none&#x27;" in html
        assert print_pdf(html).startswith(b"%PDF-1.7")


@given(st.text())
def test_text_comes_out_as_it_went_in_and_never_as_markup(value: str) -> None:
    page = Page(tag("p", value, title=value))
    assert set(page.elements) <= {"p", "br"}
    assert page.attributes == {"title"}
    assert "<" not in text(value).replace("<br>", "")


def test_marks_that_turn_the_reading_direction_are_left_out() -> None:
    assert text("a\u202eb\u2066c\x00d") == "abcd"


def test_printing_fetches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    for address in ("http://127.0.0.1:9/x.png", secret.as_uri(), "data:image/png;base64,AAAA"):
        with pytest.raises(FetchRefused):
            print_pdf(f"<img src='{address}'>")


def test_the_pdf_is_a4_with_fonts_inside_and_its_text_can_be_found(tmp_path: Path) -> None:
    path = tmp_path / "proceedings.pdf"
    path.write_bytes(print_pdf(proceedings_html(briefing().envelopes)))
    info = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    assert "A4" in info
    fonts = subprocess.run(
        ["pdffonts", path], capture_output=True, check=True, text=True
    ).stdout.splitlines()[2:]
    assert fonts
    assert all("Serif" in line or "Times" in line for line in fonts)
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words


def test_a_log_with_an_edited_order_is_refused() -> None:
    with pytest.raises(MalformedEvent):
        proceedings_html(briefing().envelopes[::-1])


def test_times_are_those_of_vietnam_and_lengths_read_naturally() -> None:
    words = Words("vi")
    assert words.clock(OPENED) == "08:00"
    assert words.date(OPENED) == "ngày 02 tháng 3 năm 2026"
    assert [words.length(seconds) for seconds in (0, 45, 330, 3_900)] == [
        "0 giây",
        "45 giây",
        "5 phút 30 giây",
        "1 giờ 5 phút",
    ]
    assert form_for(OPENED.date()).id == "nd30-2020-1.9"
