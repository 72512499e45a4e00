"""Marked papers in the record: why there is a gap, who decided otherwise, and no page in the player."""

from html import unescape

from recordings.proceedings import proceedings_html
from recordings.timeline import PlayerUrls, player
from tests.rooms.table import CHAIR, KYSON, SECRETARY, SYSTEM, Table

PAPER = {"title": "Phương án bảo vệ", "pages": 3, "size": 9, "sha256": "0" * 64}
URLS = PlayerUrls(lambda name: name, lambda paper, page, version: f"/papers/{paper}/{version}/{page}")


def held() -> Table:
    table = Table().connect_everybody().to("in_session")
    table.do(SYSTEM, "paper.add", paper="p1", marking="confidential", **PAPER)
    table.do(SYSTEM, "paper.add", paper="p2", **{**PAPER, "title": "Chung"})
    table.do(SECRETARY, "front.show", paper="p1")
    table.do(CHAIR, "marking.relax", what="recording", reason="Để lập biên bản")
    table.do(SECRETARY, "front.show", paper="p2")
    table.do(CHAIR, "meeting.close")
    return table


def test_the_proceedings_say_why_there_is_a_gap_and_who_decided() -> None:
    text = unescape(proceedings_html(held().log))
    assert "Dừng ghi âm, ghi hình vì có tài liệu mật." in text
    shut = "không ghi âm, ghi hình và không có người theo dõi dự cho đến khi chủ trì quyết định khác"
    assert f"Có tài liệu mật trong phiên họp: {shut}." in text
    assert "Lê Chủ Trì quyết định cho phép ghi âm, ghi hình, lý do: Để lập biên bản." in text
    assert "Thu hồi tài liệu mật trên các máy." in text
    assert "Phương án bảo vệ (MẬT)" in text
    assert "Chung (MẬT)" not in text


def test_what_was_shut_before_the_opening_is_told_at_the_opening() -> None:
    table = Table().connect_everybody().to("scheduled")
    table.do(SYSTEM, "paper.add", paper="p1", marking="confidential", **PAPER)
    table.wait(3600).do(CHAIR, "meeting.open")
    table.do(KYSON, "chat.post", text="x")
    told = [one for one in player(table.log, [], URLS, "en")["chapters"] if one["kind"] == "marking"]
    assert [(one["at_ms"], one["title"][:22]) for one in told] == [(0, "A confidential paper i")]


def test_the_player_shows_no_page_of_a_marked_paper_but_says_it_was_there() -> None:
    shown = player(held().log, [], URLS, "vi")["pages"]
    assert [(one["paper"], one["url"]) for one in shown if one["paper"]] == [
        ("p1", None),
        ("p2", "/papers/p2/1/1"),
    ]


def test_the_player_names_the_marked_papers_also_those_taken_out_of_the_meeting() -> None:
    table = Table().connect_everybody().to("in_session")
    for paper in ("p1", "p2"):
        table.do(SYSTEM, "paper.add", paper=paper, marking="confidential", **PAPER)
    table.do(SYSTEM, "paper.add", paper="p3", **PAPER)
    table.do(SECRETARY, "paper.remove", paper="p2")
    assert player(table.log, [], URLS)["marked"] == ["p1", "p2"]
