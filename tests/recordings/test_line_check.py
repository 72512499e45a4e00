"""The record of the technical check: its legal form, its content from the log alone, inert free text."""

import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from recordings.errors import MalformedEvent
from recordings.line_check import line_check_html
from recordings.line_check.words import LANGUAGES, Words
from recordings.official import IssuingBody, print_pdf
from rooms import SYSTEM, Viewer
from rooms.screens.line_check_words import FINDINGS, SKIPPED, STEPS
from tests.recordings.briefing import CHAIR, CUA_LO, KY_SON, SECRETARY, Log, connect, created, disconnect

TECHNICIAN = Viewer("officer-4", "technician")
SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">\'"&{title}'
OFFICERS = [
    {"seat": "officer-1", "name": "Nguyễn Văn Minh", "office": "Chủ tịch", "role": "chair", "order": 0},
    {"seat": "officer-3", "name": "Lê Quang Đạt", "office": "Văn phòng", "role": "secretary", "order": 0},
    {"seat": "officer-4", "name": "Phạm Đức Anh", "office": "Tổ kỹ thuật", "role": "technician", "order": 0},
]  # fmt: skip
RATE = {"name": "rate", "value": 25, "unit": "fps"}
WIDTH = {"name": "width", "value": 1280, "unit": "px"}


class Page(HTMLParser):
    """The words of a page and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data + " "


def report(log: Log, minute: float, who: Viewer, step: str, code: str, **figures: Any) -> None:
    result = FINDINGS[step][code]
    log.say(minute, who, "check.report", step=step, result=result, code=code, **figures)


def pass_all(log: Log, minute: float, who: Viewer) -> None:
    report(log, minute, who, "camera", "good", value=720, unit="px", measures=[WIDTH, RATE])
    report(log, minute, who, "microphone", "good", value=-31, unit="dBFS")
    report(log, minute, who, "echo", "good", value=28, unit="dB")
    report(log, minute, who, "page", "good", value=420, unit="ms")
    report(log, minute, who, "round_trip", "udp", value=35, unit="ms")


def checked() -> Log:
    """Three halls: one passes after a black camera, one is confirmed in part by hand, one never comes."""
    log = created(officers=OFFICERS)
    for who in (CHAIR, SECRETARY, TECHNICIAN):
        connect(log, -70, who, "")
    log.say(-60, SYSTEM, "check.alarm", minutes=60)
    log.say(-55, TECHNICIAN, "check.start")
    connect(log, -50, CUA_LO, "")
    connect(log, -50, KY_SON, "")
    report(log, -48, CUA_LO, "camera", "black")
    pass_all(log, -45, CUA_LO)
    pass_all(log, -44, KY_SON)
    report(log, -43, KY_SON, "echo", "not_heard")
    log.say(
        -40, TECHNICIAN, "check.confirm", seat=KY_SON.seat, step="echo", result="passed",
        note="Đã gọi điện, nghe rõ hai chiều",
    )  # fmt: skip
    log.say(-20, TECHNICIAN, "check.finish")
    log.say(-15, SYSTEM, "check.alarm", minutes=15)
    log.say(2, CHAIR, "meeting.open")
    return log


@pytest.fixture(scope="module")
def vietnamese() -> str:
    return Page(line_check_html(checked().envelopes, "vi", IssuingBody(place="Nghệ An"))).words


@pytest.mark.parametrize(
    "part",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN TỈNH",
        "Số: ………/BB-UBND", "Nghệ An, ngày 02 tháng 3 năm 2026", "BIÊN BẢN", "Kiểm tra kỹ thuật",
        "Giao ban trực tuyến tháng 02 năm 2026", "CÁN BỘ KỸ THUẬT", "THƯ KÝ", "Nơi nhận:", "- Lưu: VT.",
        "Nghị định 30/2020/NĐ-CP",
    ],
)  # fmt: skip
def test_it_has_the_legal_form(vietnamese: str, part: str) -> None:
    assert part in vietnamese


@pytest.mark.parametrize(
    "part",
    [
        "từ 07 giờ 05 phút đến 07 giờ 40 phút, ngày 02 tháng 3 năm 2026", "08 giờ 00 phút",
        "tại 3 điểm cầu", "Phạm Đức Anh, Tổ kỹ thuật",
        "1280×720", "25\u00a0hình/giây", "−31\u00a0dBFS", "420\u00a0ms",
        "Đạt", "07:15", "Chưa kiểm tra", "Sẵn sàng",
        "Chưa sẵn sàng", "xác nhận bằng tay", "Đã gọi điện, nghe rõ hai chiều",
        "hình đen", "đạt lúc 07:15", "không nghe thấy âm thử", "xác nhận bằng tay lúc 07:20",
        "60 phút", "Tất cả 3 điểm cầu", "15 phút",
        "Khi khai mạc, lúc 08 giờ 02 phút, ngày 02 tháng 3 năm 2026: 2/3 điểm cầu sẵn sàng.",
        "Điểm cầu chưa sẵn sàng: Huyện Quế Phong.",
    ],
)  # fmt: skip
def test_it_tells_times_results_confirmations_faults_alarms_and_who_was_not_ready(
    vietnamese: str, part: str
) -> None:
    assert part in vietnamese


def test_a_hall_that_reconnected_after_its_check_is_not_called_ready() -> None:
    log = created(officers=OFFICERS)
    connect(log, -60, TECHNICIAN, "")
    connect(log, -60, CUA_LO, "")
    log.say(-55, TECHNICIAN, "check.start", seats=[CUA_LO.seat])
    pass_all(log, -50, CUA_LO)
    disconnect(log, -30, CUA_LO)
    connect(log, -29, CUA_LO, "", "d")
    words = Page(line_check_html(log.envelopes)).words
    assert "kết nối lại hoặc đổi thiết bị sau khi kiểm tra" in words
    assert "0/3 điểm cầu sẵn sàng" in words
    assert "BẢN TẠM THỜI" in words


def test_a_fault_that_stays_is_told_as_not_mended() -> None:
    log = created(officers=OFFICERS)
    connect(log, -60, TECHNICIAN, "")
    log.say(-55, TECHNICIAN, "check.start")
    report(log, -50, CUA_LO, "camera", "frozen")
    pass_all(log, -49, KY_SON)
    words = Page(line_check_html(log.envelopes)).words
    assert "hình đứng yên" in words
    assert "chưa khắc phục" in words


def test_a_meeting_that_was_never_checked_says_so() -> None:
    words = Page(line_check_html(created(officers=OFFICERS).envelopes)).words
    for part in ("Chưa tiến hành kiểm tra kỹ thuật.", "Chưa có cảnh báo nào.", "Không phát hiện lỗi."):
        assert part in words
    assert "0/3 điểm cầu sẵn sàng" in words


def test_a_meeting_without_sites_has_a_record_too() -> None:
    assert "0/0" in Page(line_check_html(created(sites=[], delegates=[]).envelopes)).words


def test_several_runs_are_told_one_by_one() -> None:
    log = checked()
    assert "lần 1" not in Page(line_check_html(log.envelopes)).words
    log = created(officers=OFFICERS)
    connect(log, -90, TECHNICIAN, "")
    for minute in (-80, -40):
        log.say(minute, TECHNICIAN, "check.start")
        log.say(minute + 10, TECHNICIAN, "check.finish")
    words = Page(line_check_html(log.envelopes)).words
    assert "lần 1: từ 06 giờ 40 phút đến 06 giờ 50 phút" in words
    assert "lần 2: từ 07 giờ 20 phút đến 07 giờ 30 phút" in words


def test_the_english_rendering_says_the_same() -> None:
    words = Page(line_check_html(checked().envelopes, "en")).words
    for part in ("MINUTES", "Technical check", "the picture is black", "passed at 07:15", "2 of 3 sites"):
        assert part in words
    assert "Sẵn sàng" not in words


def test_both_languages_have_words_for_everything_a_step_can_come_to() -> None:
    assert LANGUAGES["vi"].keys() == LANGUAGES["en"].keys()
    for lang in ("vi", "en"):
        for step in STEPS:
            for code, result in FINDINGS[step].items():
                assert result == SKIPPED or Words(lang).finding(step, code) != code


def test_the_last_hash_of_the_log_is_named(vietnamese: str) -> None:
    assert checked().envelopes[-1].hash in vietnamese


def test_script_in_every_free_text_is_inert() -> None:
    log = created(
        SCRIPT,
        sites=[{"code": "413", "name": SCRIPT, "short_name": SCRIPT, "kind": "district"}],
        officers=[{**one, "name": SCRIPT, "office": SCRIPT} for one in OFFICERS],
        delegates=[],
    )
    connect(log, -60, TECHNICIAN, SCRIPT)
    connect(log, -60, CUA_LO, SCRIPT)
    log.say(-55, TECHNICIAN, "check.start")
    report(log, -50, CUA_LO, "camera", "black")
    step = {"seat": CUA_LO.seat, "step": "page", "result": "passed", "note": SCRIPT}
    log.say(-45, TECHNICIAN, "check.confirm", **step)
    log.say(-15, SYSTEM, "check.alarm", minutes=15)
    issuer = IssuingBody(SCRIPT, SCRIPT, SCRIPT, SCRIPT, SCRIPT, (SCRIPT,))
    for lang in ("vi", "en"):
        html = line_check_html(log.envelopes, lang, issuer)
        page = Page(html)
        assert not {"script", "img", "iframe", "link", "a", "object"} & page.elements
        assert page.words.count(SCRIPT[:25]) >= 15
        assert print_pdf(html).startswith(b"%PDF-1.7")


def test_a_log_with_an_edited_order_is_refused() -> None:
    with pytest.raises(MalformedEvent):
        line_check_html(checked().envelopes[::-1])


def test_the_pdf_is_a4_and_its_text_can_be_found(tmp_path: Path) -> None:
    path = tmp_path / "check.pdf"
    path.write_bytes(print_pdf(line_check_html(checked().envelopes)))
    info = subprocess.run(["pdfinfo", path], capture_output=True, check=True, text=True).stdout
    assert "A4" in info
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, text=True).stdout
    assert "Kiểm tra kỹ thuật" in words
