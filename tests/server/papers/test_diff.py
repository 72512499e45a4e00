"""What changed between two versions: words, pictures, pages that came, went or moved."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from server.papers.diff import MOST_WORDS, Change, Op, PageChange, Pages, changes

ONE = "Báo cáo tình hình kinh tế, xã hội tháng Mười của huyện Quế Phong"
TWO = "Thu ngân sách đạt 12,5 tỷ đồng, bằng 95 % dự toán tỉnh giao"
THREE = "Kiến nghị tỉnh bổ sung kinh phí khắc phục thiên tai cho ba xã biên giới"


def pages(*texts: str, pictures: str = "") -> Pages:
    return Pages(texts, list(pictures) or [f"#{text}" for text in texts])


def found(old: Pages, new: Pages) -> list[tuple[str, int | None, int | None]]:
    return [(one.change, one.before, one.after) for one in changes(old, new)]


def marked(one: PageChange) -> str:
    marks = {Op.SAME: "{}", Op.ADDED: "[+{}+]", Op.REMOVED: "[-{}-]"}
    return " ".join(marks[piece.op].format(piece.text) for piece in one.pieces)


def test_the_same_is_no_change() -> None:
    assert found(pages(ONE, TWO), pages(ONE, TWO)) == []


def test_a_letter_written_with_two_signs_is_the_same_letter() -> None:
    decomposed = unicodedata.normalize("NFD", ONE)
    assert decomposed != ONE
    assert found(pages(ONE, pictures="a"), pages(decomposed, pictures="a")) == []
    reworded = unicodedata.normalize("NFD", ONE.replace("Mười", "Mười một"))
    (one,) = changes(pages(ONE), pages(reworded))
    assert marked(one) == ("Báo cáo tình hình kinh tế, xã hội tháng Mười [+một+] của huyện Quế Phong")


def test_a_line_broken_elsewhere_is_no_change() -> None:
    assert found(pages(ONE, pictures="a"), pages(ONE.replace(" ", "\r\n", 3), pictures="a")) == []


def test_words_are_marked_where_they_came_and_went() -> None:
    (one,) = changes(pages(ONE, TWO), pages(ONE, TWO.replace("12,5 tỷ", "13 tỷ")))
    assert (one.change, one.before, one.after) == (Change.CHANGED, 2, 2)
    assert "đạt [-12,5-] [+13+] tỷ" in marked(one)


def test_an_accent_is_a_change_of_the_word() -> None:
    (one,) = changes(pages("bán hàng hoá"), pages("ban hàng hoá"))
    assert marked(one) == "[-bán-] [+ban+] hàng hoá"


def test_a_page_put_in_moves_no_other() -> None:
    assert found(pages(ONE, TWO), pages(ONE, THREE, TWO)) == [(Change.ADDED, None, 2)]
    assert found(pages(ONE), pages(THREE, ONE)) == [(Change.ADDED, None, 1)]


def test_a_page_taken_out_stands_where_it_was() -> None:
    assert found(pages(ONE, THREE, TWO), pages(ONE, TWO)) == [(Change.REMOVED, 2, None)]


def test_a_page_that_moved_is_neither_new_nor_gone() -> None:
    assert found(pages(ONE, TWO, THREE), pages(TWO, THREE, ONE)) == [(Change.MOVED, 1, 3)]
    assert found(pages(ONE, TWO, THREE), pages(THREE, ONE, TWO)) == [(Change.MOVED, 3, 1)]


def test_a_reworded_page_behind_a_new_one_is_still_the_reworded_one() -> None:
    reworded = THREE.replace("ba xã", "bốn xã")
    assert found(pages(ONE, THREE), pages(ONE, TWO, reworded)) == [
        (Change.ADDED, None, 2),
        (Change.CHANGED, 2, 3),
    ]


def test_scanned_pages_differ_by_their_pictures() -> None:
    assert found(pages("", "", pictures="ab"), pages("", "", pictures="ac")) == [(Change.PICTURE, 2, 2)]
    assert found(pages("", pictures="a"), pages("", "", pictures="ab")) == [(Change.ADDED, None, 2)]


def test_a_stamp_put_on_a_page_is_seen_though_its_words_are_the_same() -> None:
    assert found(pages(ONE, pictures="a"), pages(ONE, pictures="b")) == [(Change.PICTURE, 1, 1)]


def test_a_page_that_became_another_is_gone_and_the_other_new() -> None:
    assert found(pages(ONE), pages(TWO)) == [(Change.ADDED, None, 1), (Change.REMOVED, 1, None)]


def test_pages_too_long_are_said_to_differ_without_where() -> None:
    long = " ".join(f"từ{number}" for number in range(MOST_WORDS + 1))
    (one,) = changes(pages(long), pages(f"{long} thêm"))
    assert (one.change, one.pieces) == (Change.CHANGED, ())


def test_a_whole_book_of_other_pages_is_compared_by_place() -> None:
    old = pages(*(f"cũ {number}" for number in range(90)))
    new = pages(*(f"mới khác {number}" for number in range(80)))
    assert len(changes(old, new)) == 90


TEXTS = st.lists(st.sampled_from([ONE, TWO, THREE, "", "chín", ONE + " thêm"]), max_size=7)


@given(TEXTS, TEXTS)
def test_every_page_is_told_of_once_and_its_words_are_kept(old: list[str], new: list[str]) -> None:
    told = changes(pages(*old), pages(*new))
    befores = [one.before for one in told if one.before is not None]
    afters = [one.after for one in told if one.after is not None]
    assert len(set(befores)) == len(befores)
    assert len(set(afters)) == len(afters)
    assert len(new) - len(old) == sum(
        (one.change == Change.ADDED) - (one.change == Change.REMOVED) for one in told
    )
    for one in told:
        if one.pieces and one.after is not None:
            kept = " ".join(piece.text for piece in one.pieces if piece.op != Op.REMOVED)
            assert kept == " ".join(new[one.after - 1].split())


def test_pages_made_to_be_compared_for_ever_differ_by_their_place() -> None:
    """Two kinds of page in turn, 2,000 of each: every pair would have to be looked at again and again."""
    old = pages(*("ab"[number % 2] for number in range(2000)))
    new = pages(*("ab"[number % 2 - 1] if number % 3 else "c" for number in range(2000)))
    assert 1000 < len(changes(old, new)) <= 2000


def test_words_made_to_be_compared_for_ever_are_said_to_differ_not_where() -> None:
    old, new = " ".join(["a", "b"] * 1900), " ".join(["b", "a", "a"] * 1200)
    (one,) = changes(pages(old), pages(new))
    assert (one.change, one.pieces) == (Change.CHANGED, ())


def test_beyond_the_work_that_is_done_pages_are_still_said_to_differ() -> None:
    (one,) = changes(pages(f"{ONE} đã duyệt"), pages(f"{ONE} chưa duyệt"), most_work=3)
    assert (one.change, one.before, one.after, one.pieces) == (Change.CHANGED, 1, 1, ())
