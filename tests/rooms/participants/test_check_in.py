"""Coming and going: check-in with the hall's code, once; leaving, coming back."""

from datetime import timedelta
from typing import Any

from rooms import Patience, reviews
from rooms.base.roles import Viewer
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    CUC,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip

CODE = "314159"


def show_code(table: Table, code: str = CODE, site: str = "413") -> None:
    table.do(SYSTEM, "checkin.set_codes", codes=[{"site": site, "code": code}])


def seen_an(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = table.sees(SECRETARY)["delegates"]["an"]
    return found


def test_a_delegate_checks_in_before_the_opening(table: Table) -> None:
    table.to("line_check").do(AN, "delegate.check_in")
    seen = table.sees(CHAIR)["delegates"]["an"]
    assert (seen["present"], seen["roll"], seen["presence"], seen["late"]) == (True, "present", "here", False)
    assert seen["checked_in_at"] == seen["entered_at"] is not None


def test_after_the_opening_a_delegate_is_late(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    assert (seen_an(session)["roll"], seen_an(session)["late"]) == ("late", True)


def test_nobody_is_here_before_the_halls_are_let_in(table: Table) -> None:
    table.to("scheduled").refuses("meeting.not_open", AN, "delegate.check_in")


def test_the_code_of_the_own_hall_lets_in_and_no_other(session: Table) -> None:
    show_code(session)
    show_code(session, "271828", "417")
    session.refuses("checkin.wrong_code", AN, "delegate.check_in")
    session.refuses("checkin.wrong_code", AN, "delegate.check_in", code="271828")
    session.do(AN, "delegate.check_in", code=CODE)
    assert seen_an(session)["presence"] == "here"


def test_the_code_before_still_counts_for_a_minute(session: Table) -> None:
    show_code(session)
    show_code(session, "271828")
    session.wait(58).do(AN, "delegate.check_in", code=CODE)
    session.wait(1).refuses("checkin.wrong_code", BINH, "delegate.check_in", code=CODE)
    session.do(BINH, "delegate.check_in", code="271828")


def test_the_code_two_changes_ago_lets_nobody_in(session: Table) -> None:
    for code in (CODE, "271828", "141421"):
        show_code(session, code)
    session.refuses("checkin.wrong_code", AN, "delegate.check_in", code=CODE)


def test_a_mark_of_presence_stands_at_check_in(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="present", note="qua điện thoại")
    entered_at = seen_an(session)["entered_at"]
    session.do(AN, "delegate.check_in")
    assert (seen_an(session)["roll"], seen_an(session)["entered_at"]) == ("present", entered_at)


def test_who_was_marked_absent_comes_late_and_the_note_stays(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="absent", note="kẹt xe")
    session.do(AN, "delegate.check_in")
    assert (seen_an(session)["roll"], seen_an(session)["roll_note"]) == ("late", "kẹt xe")


def test_who_joins_twice_counts_once(session: Table) -> None:
    session.connect(AN, "tablet")
    session.do(AN, "delegate.check_in")
    session.refuses("delegate.checked_in", AN, "delegate.check_in")
    session.do(CUALO, "roll.mark", subject=AN.seat, status="present")
    session.refuses("site.not_yours", KYSON, "roll.mark", subject=AN.seat, status="present")
    session.do(SECRETARY, "delegate.edit", id="an", site="417")
    session.refuses("delegate.checked_in", AN, "delegate.check_in")
    assert session.sees(CHAIR)["quorum"]["here"] == 1


def test_halls_do_not_check_in(session: Table) -> None:
    session.refuses("role.denied", KYSON, "delegate.check_in")


def test_leaving_and_coming_back_is_told_by_oneself_the_hall_or_an_officer(session: Table) -> None:
    show_code(session)
    session.do(AN, "delegate.check_in", code=CODE)
    for leaver, returner in ((AN, CUALO), (CUALO, SECRETARY), (CHAIR, CHAIR)):
        session.refuses("delegate.not_left", returner, "delegate.return", delegate="an")
        assert session.do(leaver, "delegate.leave", delegate="an") == ["delegate.left"]
        assert (seen_an(session)["presence"], seen_an(session)["present"]) == ("left", True)
        session.refuses("delegate.not_here", leaver, "delegate.leave", delegate="an")
        session.do(returner, "delegate.return", delegate="an")
        assert (seen_an(session)["presence"], seen_an(session)["left_at"]) == ("here", None)


def test_who_says_so_themselves_comes_back_with_the_code(session: Table) -> None:
    show_code(session)
    session.do(AN, "delegate.check_in", code=CODE)
    session.do(AN, "delegate.leave", delegate="an")
    session.refuses("checkin.wrong_code", AN, "delegate.return", delegate="an")
    session.refuses("checkin.wrong_code", AN, "delegate.return", delegate="an", code="000000")
    assert session.do(AN, "delegate.return", delegate="an", code=CODE) == ["delegate.returned"]


def test_nobody_speaks_for_others(session: Table) -> None:
    session.do(CUC, "delegate.check_in")
    session.do(AN, "delegate.check_in")
    session.refuses("delegate.not_you", AN, "delegate.leave", delegate="cuc")
    session.refuses("site.not_yours", CUALO, "delegate.leave", delegate="cuc")
    session.do(SECRETARY, "delegate.leave", delegate="cuc")
    session.refuses("site.not_yours", CUALO, "delegate.return", delegate="cuc")
    session.refuses("role.denied", TECHNICIAN, "delegate.return", delegate="cuc")
    session.refuses("presiding.not_you", DEPUTY, "delegate.return", delegate="cuc")


def offered(table: Table, viewer: Viewer) -> set[str]:
    """Which of leaving and coming back the viewer is offered."""
    return {"delegate.leave", "delegate.return"} & set(table.sees(viewer)["me"]["can"])


def test_leaving_and_coming_back_are_offered_while_somebody_can(session: Table) -> None:
    for viewer in (AN, CUALO, KYSON, SECRETARY):
        assert offered(session, viewer) == set()
    session.do(AN, "delegate.check_in")
    for viewer in (AN, CUALO, SECRETARY):
        assert offered(session, viewer) == {"delegate.leave"}
    session.do(CUALO, "delegate.leave", delegate="an")
    for viewer in (AN, CUALO, SECRETARY):
        assert offered(session, viewer) == {"delegate.return"}
    assert offered(session, KYSON) == offered(session, BINH) == set()


def test_who_leaves_waits_no_longer_and_who_speaks_ends_first(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    request = session.ask(AN)
    session.do(CHAIR, "floor.grant", request=request)
    session.refuses("delegate.has_floor", AN, "delegate.leave", delegate="an")
    session.do(AN, "floor.release")
    session.ask(AN)
    assert session.do(AN, "delegate.leave", delegate="an") == ["floor.withdrawn", "delegate.left"]
    assert session.state.floor.queue == ()


def test_the_screen_offers_what_fits(session: Table) -> None:
    def offered() -> set[str]:
        return {one for one in session.sees(AN)["me"]["can"] if one.startswith("delegate.")}

    assert offered() == {"delegate.check_in"}
    session.do(AN, "delegate.check_in")
    assert offered() == {"delegate.leave"}
    session.do(AN, "delegate.leave", delegate="an")
    assert offered() == {"delegate.return"}


def test_codes_are_seen_by_the_own_hall_and_who_runs_the_meeting_only(session: Table) -> None:
    show_code(session)
    assert session.sees(CUALO)["me"]["checkin_code"] == CODE
    for viewer in (CHAIR, SECRETARY, TECHNICIAN):
        assert session.sees(viewer)["checkin"][CUALO.seat]["code"] == CODE
    for viewer in (AN, BINH, KYSON, VINH, OBSERVER, CUC):
        assert CODE not in str(session.sees(viewer))


def test_a_refusal_never_tells_the_code(session: Table) -> None:
    show_code(session)
    session.refuses("checkin.wrong_code", AN, "delegate.check_in", code="000000")
    assert all(CODE not in str(event.body) for event in session.log if event.type == "delegate.checked_in")


def test_codes_end_with_the_meeting(session: Table) -> None:
    show_code(session)
    session.to("closed")
    assert session.state.codes == {}
    assert session.sees(CUALO)["me"]["checkin_code"] is None
    session.refuses("meeting.over", AN, "delegate.check_in", code=CODE)


def due(table: Table) -> tuple[Any, Any]:
    found = [one for one in reviews(table.state, Patience()) if one.command == "checkin.set_codes"]
    return (found[0].at, found[0].data["sites"]) if found else (None, None)


def test_the_server_is_told_when_codes_are_due(table: Table) -> None:
    assert due(table) == (None, None)
    table.to("line_check")
    at, sites = due(table)
    assert at == table.state.at
    assert set(sites) == {CUALO.seat, KYSON.seat, VINH.seat}
    table.do(SYSTEM, "checkin.set_codes", codes=[{"site": seat, "code": CODE} for seat in sites])
    set_at = table.state.at
    assert due(table) == (set_at + timedelta(minutes=10), sites)
    table.do(SECRETARY, "site.add", code="500", name="Xã Mới", short_name="Mới")
    assert due(table) == (set_at + timedelta(minutes=10), sites)
    table.do(SECRETARY, "delegate.add", id="moi", name="Người Mới", site="500")
    assert due(table) == (table.state.at, ["site-500"])
    table.to("closed")
    assert due(table) == (None, None)


def test_codes_are_of_halls_that_are_invited(session: Table) -> None:
    session.refuses("site.unknown", SYSTEM, "checkin.set_codes", codes=[{"site": "999", "code": CODE}])
    assert session.do(SYSTEM, "checkin.set_codes", codes=[]) == []
    show_code(session)
    session.do(SECRETARY, "site.remove", code="413")
    assert session.state.codes == {}
