"""Marked papers in the meeting: what they shut, who opens it again, who reads them, and their recall."""

from dataclasses import replace

import pytest

from rooms import BadCommand, Viewer, barred_from, why_not_read
from tests.rooms.table import (
    AN,
    CHAIR,
    DEPUTY,
    KYSON,
    OBSERVER,
    PLAN,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    Table,
)  # fmt: skip

PAPER = {"title": "Phương án bảo vệ", "pages": 3, "size": 9, "sha256": "0" * 64}
NEWER = {"pages": 3, "size": 9, "sha256": "1" * 64}
ADDED = ["paper.added", "recording.stopped", "marking.shut"]


def add(table: Table, paper: str = "p1", marking: str = "confidential") -> list[str]:
    return table.do(SYSTEM, "paper.add", paper=paper, marking=marking, **PAPER)


@pytest.fixture
def marked(session: Table) -> Table:
    """In session and recorded until a confidential paper came; an observer is there."""
    assert add(session) == ADDED
    return session


def test_recording_ends_and_says_why_the_moment_the_paper_is_there(marked: Table) -> None:
    assert not marked.state.recording.on
    assert marked.log[-2].body.cause == "marking"
    assert set(marked.sees(KYSON)["secrecy"]["shut"]) == {"recording", "streaming", "outsiders"}
    assert marked.sees(KYSON)["secrecy"]["shut"]["recording"]["paper"] == "p1"


def test_nobody_records_until_the_chair_says_so_on_record(marked: Table) -> None:
    marked.refuses("marking.no_recording", CHAIR, "recording.start")
    assert "recording.start" not in marked.sees(CHAIR)["me"]["can"]
    marked.refuses("role.denied", SECRETARY, "marking.relax", what="recording", reason="x")
    marked.refuses("presiding.not_you", DEPUTY, "marking.relax", what="recording", reason="x")
    with pytest.raises(BadCommand):
        marked.do(CHAIR, "marking.relax", what="recording", reason=" ")
    assert marked.do(CHAIR, "marking.relax", what="recording", reason="Để lập biên bản") == [
        "marking.relaxed"
    ]
    assert not marked.state.recording.on
    assert marked.do(CHAIR, "recording.start") == ["recording.started"]
    marked.refuses("marking.not_shut", CHAIR, "marking.relax", what="recording", reason="x")
    relaxed = marked.sees(SECRETARY)["secrecy"]["relaxed"]["recording"]
    assert (relaxed["by"], relaxed["reason"]) == (CHAIR.seat, "Để lập biên bản")


def test_what_was_opened_is_shut_again(marked: Table) -> None:
    marked.refuses("marking.not_relaxed", CHAIR, "marking.restore", what="recording")
    marked.do(CHAIR, "marking.relax", what="recording", reason="x")
    marked.do(CHAIR, "recording.start")
    done = marked.do(CHAIR, "marking.restore", what="recording", reason="Hết phần công khai")
    assert done == ["recording.stopped", "marking.restored"]
    marked.refuses("marking.no_recording", CHAIR, "recording.start")
    marked.refuses("marking.not_relaxed", CHAIR, "marking.restore", what="outsiders")


@pytest.mark.parametrize("how", ["paper.remove", "paper.withdraw", "marking.lower", "marking.recall"])
def test_the_paper_going_opens_nothing_by_itself(marked: Table, how: str) -> None:
    more = {"paper.withdraw": {"reason": "x"}, "marking.lower": {"marking": "normal", "reason": "x"}}
    marked.do(CHAIR, how, paper="p1", **more.get(how, {}))
    marked.refuses("marking.no_recording", CHAIR, "recording.start")
    assert barred_from(marked.state, OBSERVER) == "marking.no_outsiders"


def test_a_meeting_with_such_a_paper_does_not_record_itself_at_the_opening(table: Table) -> None:
    table.connect_everybody().to("scheduled")
    assert add(table) == ["paper.added", "marking.shut"]
    assert table.do(CHAIR, "meeting.open") == ["meeting.opened"]


def test_relaxed_before_the_opening_it_does() -> None:
    table = Table(PLAN).connect_everybody().to("scheduled")
    add(table)
    table.do(CHAIR, "marking.relax", what="recording", reason="Chủ trì đồng ý")
    assert "recording.started" in table.do(CHAIR, "meeting.open")


def test_each_marked_paper_shuts_anew_what_was_opened(marked: Table) -> None:
    assert add(marked, "p2") == ["paper.added"]
    marked.do(CHAIR, "marking.relax", what="outsiders", reason="x")
    assert add(marked, "p3") == ["paper.added", "marking.shut"]
    assert marked.log[-1].body.what == ("outsiders",)
    assert marked.do(SYSTEM, "paper.replace", paper="p1", version=2, **NEWER) == ["paper.replaced"]


def test_a_normal_paper_shuts_nothing(session: Table) -> None:
    assert add(session, marking="normal") == ["paper.added"]
    session.refuses("marking.not_shut", CHAIR, "marking.relax", what="recording", reason="x")
    session.refuses("marking.no_recall", CHAIR, "marking.recall", paper="p1")


@pytest.mark.parametrize("marking", ["secret", "top_secret"])
def test_higher_markings_do_not_enter_by_any_way(session: Table, marking: str) -> None:
    session.refuses("marking.too_high", SYSTEM, "paper.add", paper="p1", marking=marking, **PAPER)
    add(session, marking="normal")
    session.refuses("marking.too_high", SECRETARY, "paper.edit", paper="p1", marking=marking)
    session.refuses(
        "marking.too_high", SYSTEM, "paper.replace", paper="p1", version=2, marking=marking, **NEWER
    )


def test_raising_a_marking_has_its_effect_at_once(session: Table) -> None:
    add(session, marking="normal")
    done = session.do(SECRETARY, "paper.edit", paper="p1", marking="confidential")
    assert done == ["paper.edited", "recording.stopped", "marking.shut"]
    assert why_not_read(session.state, OBSERVER, "p1") == "marking.not_for_you"


def test_a_newer_version_may_raise_it_too(session: Table) -> None:
    add(session, marking="normal")
    session.do(SYSTEM, "paper.replace", paper="p1", version=2, marking="confidential", **NEWER)
    assert session.state.papers["p1"].marking == "confidential"
    assert not session.state.recording.on
    session.refuses(
        "marking.only_chair_lowers", SYSTEM, "paper.replace", paper="p1", version=3, marking="normal", **NEWER
    )


def test_only_who_presides_lowers_and_says_why(marked: Table) -> None:
    marked.refuses("marking.only_chair_lowers", SECRETARY, "paper.edit", paper="p1", marking="normal")
    marked.refuses("marking.only_chair_lowers", CHAIR, "paper.edit", paper="p1", marking="normal")
    marked.refuses("role.denied", SECRETARY, "marking.lower", paper="p1", marking="normal", reason="x")
    marked.refuses(
        "marking.not_lower", CHAIR, "marking.lower", paper="p1", marking="confidential", reason="x"
    )
    with pytest.raises(BadCommand):
        marked.do(CHAIR, "marking.lower", paper="p1", marking="normal")
    marked.do(CHAIR, "marking.lower", paper="p1", marking="normal", reason="Đã công bố")
    assert marked.state.papers["p1"].marking == "normal"
    assert why_not_read(marked.state, TECHNICIAN, "p1") is None


def test_the_marking_of_a_version_outlives_its_replacement_and_the_paper(marked: Table) -> None:
    marked.do(SYSTEM, "paper.replace", paper="p1", version=2, **NEWER)
    marked.do(CHAIR, "marking.lower", paper="p1", marking="normal", reason="Đã công bố")
    assert marked.state.secrecy.held == {"p1": {1: "confidential"}}
    marked.do(SECRETARY, "paper.edit", paper="p1", marking="confidential")
    marked.do(SECRETARY, "paper.remove", paper="p1")
    assert marked.state.secrecy.held == {"p1": {1: "confidential", 2: "confidential"}}


def test_observers_are_out_at_once_and_see_nothing_of_the_meeting(marked: Table) -> None:
    marked.do(SECRETARY, "front.show", paper="p1")
    marked.do(KYSON, "floor.request", topic="Về phương án bảo vệ")
    seen = marked.sees(OBSERVER)
    assert seen["me"]["barred"] == "marking.no_outsiders"
    assert (seen["front"]["paper"], seen["papers"]["order"], seen["floor"]["queue"]) == (None, [], [])
    assert "hương án" not in str(seen)
    assert marked.sees(KYSON)["front"]["paper"] == "p1"
    assert marked.sees(KYSON)["program"]["page"] == marked.sees(CHAIR)["program"]["page"]


def test_let_in_again_observers_still_see_no_marked_paper(marked: Table) -> None:
    add(marked, "p2", "normal")
    marked.do(SECRETARY, "front.show", paper="p1")
    marked.do(CHAIR, "marking.relax", what="outsiders", reason="Phần công khai")
    seen = marked.sees(OBSERVER)
    assert (seen["me"]["barred"], seen["front"]["paper"], seen["papers"]["order"]) == (None, None, ["p2"])
    assert (seen["secrecy"]["recalled"], seen["secrecy"]["relaxed"]["outsiders"]["reason"]) == ({}, "")
    marked.do(CHAIR, "marking.restore", what="outsiders")
    assert marked.sees(OBSERVER)["me"]["barred"] == "marking.no_outsiders"


@pytest.mark.parametrize(
    ("viewer", "code"),
    [
        *((one, None) for one in (CHAIR, DEPUTY, SECRETARY, KYSON, AN)),
        *((one, "marking.not_for_you") for one in (TECHNICIAN, OBSERVER, None, SYSTEM)),
    ],
)
def test_members_read_it_and_nobody_else(marked: Table, viewer: Viewer | None, code: str | None) -> None:
    assert why_not_read(marked.state, viewer, "p1") == code
    add(marked, "p2", "normal")
    assert why_not_read(marked.state, viewer, "p2") is None
    assert why_not_read(marked.state, viewer, "p9") == "paper.unknown"


def test_closing_recalls_what_is_marked_and_takes_it_from_the_front(marked: Table) -> None:
    add(marked, "p2")
    add(marked, "p3", "normal")
    marked.do(CHAIR, "paper.withdraw", paper="p2", reason="x")
    marked.do(CHAIR, "front.show", paper="p1")
    done = marked.do(CHAIR, "meeting.close")
    assert done[-3:] == ["front.hidden", "marking.recalled", "meeting.closed"]
    assert marked.log[-2].body.papers == ("p1", "p2")
    assert set(marked.sees(KYSON)["secrecy"]["recalled"]) == {"p1", "p2"}
    assert why_not_read(marked.state, CHAIR, "p1") == "marking.recalled"
    assert why_not_read(marked.state, KYSON, "p3") is None


def test_one_paper_is_recalled_by_hand_before(marked: Table) -> None:
    marked.do(SECRETARY, "front.show", paper="p1", page=2)
    assert marked.do(SECRETARY, "marking.recall", paper="p1") == ["front.hidden", "marking.recalled"]
    assert marked.do(SECRETARY, "marking.recall", paper="p1") == []
    marked.refuses("marking.recalled", CHAIR, "front.show", paper="p1")
    marked.refuses("marking.recalled", SYSTEM, "paper.replace", paper="p1", version=2, **NEWER)
    marked.refuses("paper.unknown", CHAIR, "marking.recall", paper="p9")
    assert why_not_read(marked.state, KYSON, "p1") == "marking.recalled"
    assert "marking.recalled" not in marked.do(CHAIR, "meeting.close")


def test_a_marked_paper_that_is_taken_out_is_called_back_too(marked: Table) -> None:
    add(marked, "p2", "normal")
    marked.do(SECRETARY, "front.show", paper="p1")
    done = marked.do(SECRETARY, "paper.remove", paper="p1")
    assert done == ["front.hidden", "marking.recalled", "paper.removed"]
    assert set(marked.sees(KYSON)["secrecy"]["recalled"]) == {"p1"}
    assert marked.do(SECRETARY, "paper.remove", paper="p2") == ["paper.removed"]


def test_a_paper_of_which_a_version_was_marked_is_called_back_when_it_is_taken_out(marked: Table) -> None:
    marked.do(SYSTEM, "paper.replace", paper="p1", version=2, **NEWER)
    marked.do(CHAIR, "marking.lower", paper="p1", marking="normal", reason="Đã công bố")
    assert marked.do(SECRETARY, "paper.remove", paper="p1") == ["marking.recalled", "paper.removed"]


def lowered_after_a_marked_version(table: Table) -> None:
    table.do(SYSTEM, "paper.replace", paper="p1", version=2, **NEWER)
    table.do(CHAIR, "marking.lower", paper="p1", marking="normal", reason="Đã công bố")


def test_closing_recalls_marked_versions_before_a_lowered_one_which_stays_open(marked: Table) -> None:
    lowered_after_a_marked_version(marked)
    marked.do(CHAIR, "front.show", paper="p1")
    assert marked.do(CHAIR, "meeting.close")[-2:] == ["marking.recalled", "meeting.closed"]
    assert marked.log[-2].body.papers == ("p1",)
    assert marked.sees(KYSON)["front"]["paper"] == "p1"
    assert set(marked.sees(KYSON)["secrecy"]["recalled"]) == {"p1"}
    assert why_not_read(marked.state, KYSON, "p1") is None
    assert marked.do(SYSTEM, "paper.replace", paper="p1", version=3, **NEWER) == ["paper.replaced"]


def test_the_lowered_version_marked_again_after_the_closing_is_recalled_as_well(marked: Table) -> None:
    lowered_after_a_marked_version(marked)
    marked.do(CHAIR, "meeting.close")
    before = marked.state.secrecy.recalled["p1"]
    done = marked.do(SECRETARY, "paper.edit", paper="p1", marking="confidential")
    assert done == ["paper.edited", "marking.recalled"]
    assert marked.state.secrecy.recalled["p1"] > before
    assert why_not_read(marked.state, KYSON, "p1") == "marking.recalled"


@pytest.mark.parametrize("how", ["paper.edit", "paper.replace"])
def test_a_paper_marked_after_the_closing_is_called_back_then(session: Table, how: str) -> None:
    add(session, marking="normal")
    session.to("closed")
    more = {"paper.edit": {}, "paper.replace": {"version": 2, **NEWER}}[how]
    who = SECRETARY if how == "paper.edit" else SYSTEM
    done = session.do(who, how, paper="p1", marking="confidential", **more)
    assert done[1:] == ["marking.recalled"]
    assert session.log[-1].body.papers == ("p1",)
    assert session.state.secrecy.recalled["p1"] == session.state.at
    assert why_not_read(session.state, CHAIR, "p1") == "marking.recalled"


def test_what_is_recalled_is_lowered_no_more_and_stays_recalled(marked: Table) -> None:
    marked.do(SECRETARY, "marking.recall", paper="p1")
    marked.refuses("marking.recalled", CHAIR, "marking.lower", paper="p1", marking="normal", reason="x")
    assert why_not_read(marked.state, KYSON, "p1") == "marking.recalled"


def test_a_log_in_which_a_recalled_paper_was_lowered_opens_it_to_nobody(marked: Table) -> None:
    """Earlier versions of the program let that pass."""
    marked.do(SECRETARY, "marking.recall", paper="p1")
    there = replace(marked.state.papers["p1"], marking="normal")
    state = replace(marked.state, papers={**marked.state.papers, "p1": there})
    for viewer in (CHAIR, KYSON, OBSERVER, None):
        assert why_not_read(state, viewer, "p1") == "marking.recalled"


def test_a_meeting_called_off_recalls_them_too(table: Table) -> None:
    add(table)
    assert table.do(CHAIR, "meeting.cancel") == ["marking.recalled", "meeting.cancelled"]


def test_what_comes_after_the_closing_is_open_to_nobody(session: Table) -> None:
    session.to("closed")
    assert add(session) == ["paper.added", "marking.recalled"]
    assert why_not_read(session.state, CHAIR, "p1") == "marking.recalled"
