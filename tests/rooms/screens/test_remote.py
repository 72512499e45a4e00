"""What is asked of a hall's machine is done with its consent, and who asked sees what came of it."""

import pytest

from rooms.screens.remote import MAX_KEPT
from tests.rooms.table import (
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    TECHNICIAN,
    Table,
)


def asked(table: Table, action: str = "reload", device: str | None = None) -> str:
    """Ask Kỳ Sơn's machine; the id of what was asked."""
    table.do(TECHNICIAN, "remote.ask", seat=KYSON.seat, action=action, device=device)
    return list(table.state.remotes)[-1]


def state_of(table: Table, ask: str) -> str:
    return table.sees(TECHNICIAN)["remotes"]["items"][ask]["state"]


def test_a_machine_is_asked_says_yes_and_reports(session: Table) -> None:
    ask = asked(session, "camera", "cam-2")
    assert session.sees(KYSON)["me"]["remote"] | {
        "id": ask, "action": "camera", "device": "cam-2", "state": "asked", "by_name": "Kỹ Thuật",
    } == session.sees(KYSON)["me"]["remote"]  # fmt: skip
    session.do(KYSON, "remote.answer", ask=ask, accepted=True)
    assert (state_of(session, ask), session.sees(KYSON)["me"]["remote"]["state"]) == ("accepted", "accepted")
    session.do(KYSON, "remote.report", ask=ask, done=True)
    assert (state_of(session, ask), session.sees(KYSON)["me"]["remote"]) == ("done", None)


def test_a_machine_may_say_no_and_why(session: Table) -> None:
    ask = asked(session)
    session.do(KYSON, "remote.answer", ask=ask, accepted=False, note="Đang phát biểu")
    item = session.sees(SECRETARY)["remotes"]["items"][ask]
    assert (item["state"], item["note"]) == ("declined", "Đang phát biểu")
    session.refuses("remote.not_open", KYSON, "remote.report", ask=ask, done=True)


def test_what_failed_is_told(session: Table) -> None:
    ask = asked(session, "speaker", "s1")
    session.refuses("remote.not_open", KYSON, "remote.report", ask=ask, done=True)
    session.do(KYSON, "remote.answer", ask=ask, accepted=True)
    session.do(KYSON, "remote.report", ask=ask, done=False, note="NotFoundError")
    assert state_of(session, ask) == "failed"


def test_only_the_machine_itself_answers_and_once(session: Table) -> None:
    ask = asked(session)
    session.refuses("remote.not_yours", CUALO, "remote.answer", ask=ask, accepted=True)
    session.refuses("remote.unknown", KYSON, "remote.answer", ask="x1", accepted=True)
    session.do(KYSON, "remote.answer", ask=ask, accepted=True)
    session.refuses("remote.not_open", KYSON, "remote.answer", ask=ask, accepted=False)


def test_answering_and_reporting_are_offered_at_their_moment_only(session: Table) -> None:
    def offered() -> set[str]:
        return {"remote.answer", "remote.report"} & set(session.sees(KYSON)["me"]["can"])

    assert offered() == set()
    ask = asked(session)
    assert offered() == {"remote.answer"}
    assert "remote.answer" not in session.sees(CUALO)["me"]["can"]
    session.do(KYSON, "remote.answer", ask=ask, accepted=True)
    assert offered() == {"remote.report"}
    session.do(KYSON, "remote.report", ask=ask, done=True)
    assert offered() == set()
    session.refuses("remote.not_open", KYSON, "remote.report", ask=ask, done=True)


def test_one_thing_at_a_time(session: Table) -> None:
    ask = asked(session)
    session.refuses("remote.already_asked", CHAIR, "remote.ask", seat=KYSON.seat, action="mute_release")
    session.do(SECRETARY, "remote.cancel", ask=ask)
    assert state_of(session, ask) == "cancelled"
    session.refuses("remote.not_open", SECRETARY, "remote.cancel", ask=ask)
    asked(session)


@pytest.mark.parametrize(("action", "device"), [("camera", None), ("reload", "d1"), ("mute_release", "d1")])
def test_a_device_is_named_where_one_is_changed(session: Table, action: str, device: str | None) -> None:
    session.refuses("remote.device", TECHNICIAN, "remote.ask", seat=KYSON.seat, action=action, device=device)


def test_who_is_away_or_has_no_machine_is_not_asked(session: Table) -> None:
    session.disconnect(KYSON)
    session.refuses("remote.absent", TECHNICIAN, "remote.ask", seat=KYSON.seat, action="reload")
    session.refuses("seat.no_media", TECHNICIAN, "remote.ask", seat="delegate-an", action="reload")
    session.refuses("seat.unknown", TECHNICIAN, "remote.ask", seat="site-999", action="reload")


def test_an_ask_outlives_the_reload_it_asked_for(session: Table) -> None:
    ask = asked(session)
    session.do(KYSON, "remote.answer", ask=ask, accepted=True)
    session.disconnect(KYSON)
    session.connect(KYSON, "c2")
    session.do(KYSON, "remote.report", ask=ask, done=True)
    assert state_of(session, ask) == "done"


def test_a_hall_that_is_removed_and_a_meeting_that_ends_leave_nothing_open(session: Table) -> None:
    ask = asked(session)
    session.do(CHAIR, "site.remove", code="417")
    assert state_of(session, ask) == "cancelled"
    session.do(TECHNICIAN, "remote.ask", seat=CUALO.seat, action="reload")
    session.do(CHAIR, "meeting.close")
    assert [one.state for one in session.state.remotes.values()] == ["cancelled", "cancelled"]


def test_only_who_looks_after_the_lines_sees_them(session: Table) -> None:
    asked(session)
    for viewer in (CHAIR, DEPUTY, SECRETARY, TECHNICIAN):
        assert len(session.sees(viewer)["remotes"]["order"]) == 1
    for viewer in (KYSON, CUALO, OBSERVER):
        assert session.sees(viewer)["remotes"] == {"order": [], "items": {}}
    assert session.sees(CUALO)["me"]["remote"] is None


def test_old_asks_are_forgotten(session: Table) -> None:
    for _ in range(MAX_KEPT + 3):
        session.do(TECHNICIAN, "remote.cancel", ask=asked(session))
    assert len(session.state.remotes) == MAX_KEPT
