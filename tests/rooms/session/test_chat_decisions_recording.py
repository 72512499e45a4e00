"""Writing, concluding and recording."""

import pytest

from rooms import Phase
from tests.rooms.table import (
    AN,
    CHAIR,
    DEPUTY,
    EVERYBODY,
    KYSON,
    OBSERVER,
    PLAN,
    SECRETARY,
    SYSTEM,
    VINH,
    Table,
)  # fmt: skip


def test_chat_carries_the_name_of_its_author(session: Table) -> None:
    session.do(AN, "chat.post", text="Đề nghị\nchiếu trang 3")
    (line,) = session.sees(KYSON)["chat"]
    assert (line["seat"], line["name"], line["text"]) == (AN.seat, "Nguyễn Thị An", "Đề nghị\nchiếu trang 3")
    assert line["id"] == f"c{session.log[-1].seq}"


@pytest.mark.parametrize("viewer", EVERYBODY, ids=lambda one: one.seat)
def test_all_but_observers_write_and_read(session: Table, viewer) -> None:
    session.do(CHAIR, "chat.post", text="Chào")
    if viewer == OBSERVER:
        session.refuses("role.denied", viewer, "chat.post", text="x")
        assert session.sees(viewer)["chat"] == []
    else:
        session.do(viewer, "chat.post", text="x")
        assert len(session.sees(viewer)["chat"]) == 2


def test_the_state_keeps_the_last_lines(session: Table) -> None:
    for number in range(205):
        session.do(KYSON, "chat.post", text=f"dòng {number}")
    chat = session.sees(VINH)["chat"]
    assert (len(chat), chat[0]["text"], chat[-1]["text"]) == (200, "dòng 5", "dòng 204")


def test_conclusions_are_recorded_and_amended(session: Table) -> None:
    session.do(SECRETARY, "decision.record", text="Giao Sở NN&PTNT\nbáo cáo trước 30/11", item="a1")
    (key,) = session.sees(KYSON)["decisions"]["order"]
    made = session.sees(KYSON)["decisions"]["items"][key]
    session.do(CHAIR, "decision.amend", decision=key, text="Giao Sở NN&PTNT")
    amended = session.sees(KYSON)["decisions"]["items"][key]
    assert amended == {**made, "text": "Giao Sở NN&PTNT"}
    assert session.do(CHAIR, "decision.amend", decision=key, text="Giao Sở NN&PTNT") == []


def test_conclusions_may_be_amended_after_closing_not_made(session: Table) -> None:
    session.do(CHAIR, "decision.record", text="Một")
    session.to("closed")
    key = session.sees(CHAIR)["decisions"]["order"][0]
    assert session.do(SECRETARY, "decision.amend", decision=key, text="Hai") == ["decision.amended"]
    session.refuses("meeting.over", SECRETARY, "decision.record", text="Ba")


def test_conclusions_need_their_item(session: Table) -> None:
    session.refuses("agenda.unknown_item", CHAIR, "decision.record", text="x", item="a9")
    session.refuses("decision.unknown", CHAIR, "decision.amend", decision="k9", text="x")
    session.refuses("presiding.not_you", DEPUTY, "decision.record", text="x")


def test_the_chairs_decision_is_on_record() -> None:
    table = Table({**PLAN, "auto_record": False})
    table.do(CHAIR, "recording.decide", auto=True)
    assert table.sees(KYSON)["meeting"]["auto_record"]
    table.to("in_session")
    assert table.log[-1].body.decided_by == CHAIR.seat


def test_recording_stops_and_starts_by_who_presides(session: Table) -> None:
    session.refuses("recording.already_on", CHAIR, "recording.start")
    session.do(CHAIR, "recording.stop")
    seen = session.sees(KYSON)["recording"]
    assert (seen["on"], seen["since"]) == (False, None)
    session.refuses("recording.not_on", CHAIR, "recording.stop")
    session.refuses("role.denied", SECRETARY, "recording.start")
    assert session.do(CHAIR, "recording.start") == ["recording.started"]


def test_everybody_is_told_that_recording_failed(session: Table) -> None:
    session.do(SYSTEM, "recording.failed", reason="Đĩa đầy")
    for viewer in (CHAIR, KYSON, OBSERVER):
        seen = session.sees(viewer)["recording"]
        assert (seen["on"], seen["alarm"]) == (False, "recording.failed")
    assert session.do(SYSTEM, "recording.failed", reason="Đĩa đầy") == []
    session.do(CHAIR, "recording.start")
    assert session.sees(CHAIR)["recording"]["alarm"] is None


def test_an_alarm_is_raised_and_lifted(session: Table) -> None:
    session.do(SYSTEM, "recording.alarm", code="disk.nearly_full")
    assert session.do(SYSTEM, "recording.alarm", code="disk.nearly_full") == []
    assert (
        session.sees(CHAIR)["recording"] | {"on": True, "alarm": "disk.nearly_full"}
        == session.sees(CHAIR)["recording"]
    )
    session.do(SYSTEM, "recording.alarm", code=None)
    assert session.sees(CHAIR)["recording"]["alarm"] is None


def test_recording_goes_on_through_recess(session: Table) -> None:
    session.do(CHAIR, "meeting.recess")
    assert session.state.phase == Phase.RECESS
    assert session.sees(KYSON)["recording"]["on"]
