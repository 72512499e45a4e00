"""What the log tells afterwards of marked papers."""

from rooms.afterwards import history
from tests.rooms.table import CHAIR, SYSTEM, Table

PAPER = {"paper": "p1", "title": "Phương án", "pages": 3, "size": 9, "sha256": "0" * 64}


def test_every_step_is_told_with_who_decided_and_why(session: Table) -> None:
    session.do(SYSTEM, "paper.add", marking="confidential", **PAPER)
    session.do(CHAIR, "marking.relax", what="recording", reason="Lập biên bản")
    session.do(CHAIR, "recording.start")
    session.do(CHAIR, "marking.restore", what="recording", reason="Hết phần ghi")
    session.do(CHAIR, "marking.lower", paper="p1", marking="normal", reason="Đã công bố")
    session.do(SYSTEM, "paper.add", marking="confidential", **{**PAPER, "paper": "p2"})
    session.do(CHAIR, "meeting.close")
    told = history.marking_steps(session.log)
    assert [one.kind for one in told] == ["shut", "relaxed", "restored", "lowered", "recalled"]
    assert told[0].what == ("recording", "streaming", "outsiders")
    assert (told[1].by, told[1].reason, told[1].what) == (CHAIR.seat, "Lập biên bản", ("recording",))
    assert (told[3].title, told[3].reason) == ("Phương án", "Đã công bố")


def test_a_recording_that_a_marked_paper_ended_says_so(session: Table) -> None:
    session.do(SYSTEM, "paper.add", marking="confidential", **PAPER)
    session.do(CHAIR, "marking.relax", what="recording", reason="x")
    session.do(CHAIR, "recording.start")
    session.do(CHAIR, "recording.stop")
    assert [one.marked for one in history.recordings(session.log)] == [True, False]
