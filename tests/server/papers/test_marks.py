"""The second fence: a marking that stands on the first page, whatever was chosen in the form."""

from __future__ import annotations

import json
import unicodedata

import pytest

from server.papers.marks import flags_from, flags_on

HEAD = "UBND TỈNH\nSỞ NỘI VỤ\nSố: 12/BC-SNV\n"
BODY = "\nBÁO CÁO\nVề công tác quý IV\n"


@pytest.mark.parametrize(
    ("line", "flag"),
    [
        ("TUYỆT MẬT", "says_higher"),
        ("  TỐI   MẬT  ", "says_higher"),
        ("[TỐI MẬT]", "says_higher"),
        ("TỐI MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "says_higher"),
        ("Độ mật: Tối mật", "says_higher"),
        ("T Ố I  M Ậ T", "says_higher"),
        ("T U Y Ệ T M Ậ T", "says_higher"),
        ("Tối mật", "says_higher"),
        ("TUYỆT MẬT - HỎA TỐC", "says_higher"),
        ("KHẨN / TỐI MẬT", "says_higher"),
        ("Số: 12/BC-SNV    TỐI MẬT", "says_higher"),
        ("Số: 12/BC-SNV    TỐI   MẬT    Bản số: 01", "says_higher"),
        ("Mật", "says_confidential"),
        ("MẬT", "says_confidential"),
        ("Độ mật: Mật", "says_confidential"),
        (unicodedata.normalize("NFD", "TỐI MẬT"), "says_higher"),
    ],
)
def test_a_marking_in_its_place_is_found(line: str, flag: str) -> None:
    assert flags_on(HEAD + line + BODY) == {flag}


@pytest.mark.parametrize(
    "line",
    [
        "Bảo vệ tài liệu tối mật, tuyệt mật",
        "tối mật",
        "Về chế độ bảo vệ tài liệu Tối mật",
        "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT, TUYỆT MẬT",
        "Danh mục MẬT MÃ",
        "CÔNG TÁC BẢO MẬT",
        "",
        "THÔNG BÁO MẬT",
    ],
)
def test_words_in_running_text_are_no_marking(line: str) -> None:
    assert flags_on(HEAD + line + BODY) == frozenset()


def test_only_the_first_page_counts_and_an_empty_paper_has_none() -> None:
    assert flags_from(json.dumps([HEAD, "TỐI MẬT"]).encode()) == frozenset()
    assert flags_from(b"[]") == frozenset()
    assert flags_from(json.dumps([HEAD + "TỐI MẬT"]).encode()) == {"says_higher"}
