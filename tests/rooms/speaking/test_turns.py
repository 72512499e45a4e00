"""One grant, many effects, and undoing them all: clock, interruption, the page that comes along."""

from datetime import datetime, timedelta

import pytest

from rooms import SYSTEM, publish_rights
from rooms.base.clock import iso
from tests.rooms.table import AN, BINH, CHAIR, CUALO, DEPUTY, KYSON, SECRETARY, VINH, Table


def turn(table: Table, request: str) -> dict:
    return table.sees(CHAIR)["floor"]["requests"][request]


def add_papers(table: Table) -> None:
    for paper in ("p1", "p2"):
        table.do(SYSTEM, "paper.add", paper=paper, title=paper, pages=9, size=1, sha256="0" * 64)


def ask(table: Table, viewer, **data: object) -> str:
    table.do(viewer, "floor.request", **data)
    return table.state.floor.queue[-1]


def front(table: Table) -> tuple[str | None, int]:
    seen = table.sees(KYSON)["front"]
    return seen["paper"], seen["page"]


def test_one_event_moves_microphone_clock_page_program_and_queue(session: Table) -> None:
    add_papers(session)
    first = session.give(VINH)
    asked = ask(session, AN, topic="Bến cá", paper="p1", page=4)
    done = session.do(CHAIR, "floor.grant", request=asked, limit_s=180, instead_of=first)
    assert done == ["floor.granted"]
    seen = session.sees(KYSON)
    assert (seen["floor"]["holders"], seen["floor"]["queue"]) == ([asked], [])
    assert publish_rights(session.state, CUALO.seat).microphone
    assert not publish_rights(session.state, VINH.seat).microphone
    assert (seen["program"]["layout"], seen["program"]["sources"]) == ("speaker_page", [CUALO.seat])
    assert (seen["front"]["paper"], seen["front"]["page"], seen["front"]["by"]) == ("p1", 4, AN.seat)
    clock = seen["floor"]["requests"][asked]
    assert clock["running_since"] == iso(session.now)
    assert clock["ends_at"] == iso(session.now + timedelta(seconds=180))
    assert session.log[-1].body.ends == (first,)
    assert session.sees(VINH)["me"]["ended"]["cause"] == "replaced"


@pytest.mark.parametrize("end", ["released", "revoked", "replaced"])
def test_taking_the_floor_back_undoes_all(session: Table, end: str) -> None:
    add_papers(session)
    session.do(CHAIR, "front.show", paper="p2", page=2)
    asked = ask(session, KYSON, paper="p1", page=4)
    session.do(CHAIR, "floor.grant", request=asked)
    assert front(session) == ("p1", 4)
    if end == "released":
        session.do(KYSON, "floor.release")
    elif end == "revoked":
        session.do(CHAIR, "floor.revoke", request=asked)
    else:
        session.do(CHAIR, "floor.invite", seat=VINH.seat, instead_of=asked)
    assert front(session) == ("p2", 2)
    assert not publish_rights(session.state, KYSON.seat).microphone
    assert asked not in session.sees(CHAIR)["floor"]["requests"]


def test_a_page_brought_by_nothing_leaves_nothing(session: Table) -> None:
    add_papers(session)
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p1", page=2)
    session.do(KYSON, "floor.release")
    assert front(session) == (None, 1)


def test_a_page_the_chair_has_shown_meanwhile_stays(session: Table) -> None:
    add_papers(session)
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p1")
    session.do(CHAIR, "front.show", paper="p2", page=3)
    session.do(KYSON, "floor.release")
    assert front(session) == ("p2", 3)


def test_turning_pages_during_the_turn_does_not_keep_its_paper(session: Table) -> None:
    add_papers(session)
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p1")
    session.do(CHAIR, "front.turn", page=5)
    session.do(KYSON, "floor.release")
    assert front(session) == (None, 1)


def test_what_stood_before_and_was_removed_does_not_come_back(session: Table) -> None:
    add_papers(session)
    session.do(CHAIR, "front.show", paper="p2")
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p1")
    session.do(SECRETARY, "paper.remove", paper="p2")
    session.do(KYSON, "floor.release")
    assert front(session) == (None, 1)


def test_pages_of_turns_that_overlap_are_undone_in_any_order(session: Table) -> None:
    add_papers(session)
    session.do(CHAIR, "floor.invite", seat=KYSON.seat, paper="p1", page=3)
    first = session.state.floor.holders[0]
    asked = ask(session, VINH, kind="point_of_order", paper="p2", page=7)
    session.do(CHAIR, "floor.grant", request=asked, interrupt=True)
    assert front(session) == ("p2", 7)
    session.do(CHAIR, "floor.revoke", request=first)
    assert front(session) == ("p2", 7)
    session.do(VINH, "floor.release")
    assert front(session) == (None, 1), "the page of a turn that is over does not come back"


def test_a_paper_removed_before_the_turn_does_not_come_up(session: Table) -> None:
    add_papers(session)
    asked = ask(session, KYSON, paper="p1", page=4)
    session.do(SECRETARY, "paper.remove", paper="p1")
    assert turn(session, asked)["paper"] is None
    session.do(CHAIR, "floor.grant", request=asked)
    assert front(session) == (None, 1)


def test_only_a_page_there_is_can_be_asked_for(session: Table) -> None:
    add_papers(session)
    session.refuses("paper.unknown", KYSON, "floor.request", paper="p3")
    session.refuses("front.no_such_page", KYSON, "floor.request", paper="p1", page=10)
    session.refuses("paper.unknown", CHAIR, "floor.invite", seat=KYSON.seat, paper="p3")
    session.refuses("front.no_such_page", CHAIR, "floor.invite", seat=KYSON.seat, paper="p1", page=10)


# -- the clock


def test_a_pause_stops_the_clock_and_nothing_else(session: Table) -> None:
    request = session.give(KYSON, limit_s=60)
    session.wait(19)
    assert session.do(CHAIR, "floor.pause", request=request) == ["floor.paused"]
    seen = turn(session, request)
    assert (seen["paused"], seen["running_since"], seen["ends_at"], seen["spent_s"]) == (True, None, None, 20)
    assert publish_rights(session.state, KYSON.seat).microphone
    session.wait(99)
    assert session.do(CHAIR, "floor.pause", request=request) == []
    session.do(SECRETARY, "floor.resume", request=request)
    seen = turn(session, request)
    assert (seen["paused"], seen["spent_s"]) == (False, 20)
    assert seen["ends_at"] == iso(session.now + timedelta(seconds=40))
    assert session.do(CHAIR, "floor.resume", request=request) == []


@pytest.mark.parametrize("order", ["extend first", "pause first"])
def test_extension_and_pause_in_any_order_give_the_same_time(session: Table, order: str) -> None:
    request = session.give(KYSON, limit_s=60)
    session.wait(9)
    if order == "extend first":
        session.do(CHAIR, "floor.extend", request=request, extra_s=30)
        session.do(CHAIR, "floor.pause", request=request)
    else:
        session.do(CHAIR, "floor.pause", request=request)
        session.do(CHAIR, "floor.extend", request=request, extra_s=30)
    session.do(CHAIR, "floor.resume", request=request)
    seen = turn(session, request)
    left = datetime.fromisoformat(seen["ends_at"]) - session.now
    assert left.total_seconds() + seen["spent_s"] == seen["limit_s"] == 90


def test_the_bell_is_seen_by_everybody_with_its_time(session: Table) -> None:
    request = session.give(KYSON, limit_s=60)
    assert turn(session, request)["rang_at"] is None
    assert session.do(CHAIR, "floor.ring", request=request) == ["floor.rang"]
    assert session.sees(KYSON)["floor"]["requests"][request]["rang_at"] == iso(session.now)


@pytest.mark.parametrize("command", ["floor.pause", "floor.resume", "floor.ring"])
def test_what_waits_has_no_clock(session: Table, command: str) -> None:
    session.refuses("floor.not_granted", CHAIR, command, request=session.ask(KYSON))
    session.refuses("floor.unknown_request", CHAIR, command, request="r1")


def test_a_clock_that_jumps_back_takes_nothing_away(session: Table) -> None:
    request = session.give(KYSON, limit_s=60)
    session.wait(30)
    session.do(CHAIR, "floor.pause", request=request)
    session.wait(-3600)
    session.do(CHAIR, "floor.resume", request=request)
    session.do(CHAIR, "floor.extend", request=request, extra_s=10)
    session.do(KYSON, "floor.release")
    spoken = session.sees(CHAIR)["floor"]["spoken"][KYSON.seat]
    assert (spoken["today_s"], spoken["turns"]) == (31, 1)


def test_a_clock_that_jumps_ahead_only_overruns_the_turn(session: Table) -> None:
    request = session.give(KYSON, limit_s=60)
    session.wait(7200)
    session.do(CHAIR, "floor.ring", request=request)
    seen = turn(session, request)
    assert datetime.fromisoformat(seen["ends_at"]) < session.now
    assert session.state.floor.holders == (request,), "time alone takes the floor from nobody"


# -- interruption


def interrupt(table: Table, viewer) -> str:
    asked = ask(table, viewer, kind="point_of_order")
    table.do(CHAIR, "floor.grant", request=asked, interrupt=True)
    return asked


def test_a_point_of_order_interrupts_and_the_speaker_goes_on(session: Table) -> None:
    speaker = session.give(KYSON, limit_s=60)
    session.wait(9)
    point = interrupt(session, VINH)
    held = turn(session, speaker)
    assert (held["held_by"], held["running_since"], held["spent_s"]) == (point, None, 11)
    assert not publish_rights(session.state, KYSON.seat).microphone
    assert session.sees(KYSON)["me"]["microphone"] == "closed"
    assert session.sees(KYSON)["me"]["holds_floor"], "the turn is not lost"
    assert session.sees(KYSON)["program"]["sources"] == [VINH.seat]
    session.wait(100)
    session.do(VINH, "floor.release")
    seen = turn(session, speaker)
    assert (seen["held_by"], seen["spent_s"]) == (None, 11)
    assert seen["ends_at"] == iso(session.now + timedelta(seconds=49))
    assert publish_rights(session.state, KYSON.seat).microphone


def test_interruptions_of_interruptions_unwind_in_any_order(session: Table) -> None:
    speaker = session.give(KYSON)
    first, second = interrupt(session, VINH), interrupt(session, CUALO)
    assert turn(session, first)["held_by"] == second
    session.do(CHAIR, "floor.revoke", request=first)
    assert turn(session, speaker)["held_by"] == second, "who interrupted the interrupter is heard first"
    session.do(CUALO, "floor.release")
    assert turn(session, speaker)["held_by"] is None


def test_an_interruption_does_not_make_room_for_more(session: Table) -> None:
    session.give(KYSON)
    interrupt(session, VINH)
    session.refuses("floor.taken", CHAIR, "floor.invite", seat=CUALO.seat)


def test_who_follows_an_interrupter_keeps_the_interrupted_waiting(session: Table) -> None:
    speaker = session.give(KYSON)
    point = interrupt(session, VINH)
    session.do(CHAIR, "floor.invite", seat=CUALO.seat, instead_of=point)
    follows = session.state.floor.holders[-1]
    assert turn(session, speaker)["held_by"] == follows
    session.do(CUALO, "floor.release")
    assert turn(session, speaker)["held_by"] is None


def test_a_paused_turn_that_is_interrupted_stays_paused_after_it(session: Table) -> None:
    speaker = session.give(KYSON)
    session.do(CHAIR, "floor.pause", request=speaker)
    interrupt(session, VINH)
    session.do(VINH, "floor.release")
    assert turn(session, speaker)["running_since"] is None
    session.do(CHAIR, "floor.resume", request=speaker)
    assert turn(session, speaker)["running_since"] == iso(session.now)


def test_an_interrupted_turn_can_be_given_back_or_taken(session: Table) -> None:
    session.give(KYSON)
    interrupt(session, VINH)
    assert session.do(KYSON, "floor.release") == ["floor.released"]
    assert len(session.state.floor.holders) == 1


def test_a_recess_ends_the_interrupted_with_the_interrupter(session: Table) -> None:
    session.give(KYSON)
    interrupt(session, VINH)
    session.do(CHAIR, "meeting.recess")
    assert session.state.floor.holders == ()


def test_fewer_open_ends_the_latest_also_among_the_interrupted(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    first = session.give(KYSON)
    session.give(CUALO)
    point = interrupt(session, VINH)
    session.do(CHAIR, "floor.set_max", max_open=1)
    assert session.state.floor.holders == (first, point)


def test_interrupting_nobody_is_a_turn_like_any_other(session: Table) -> None:
    interrupt(session, VINH)
    session.refuses("floor.taken", CHAIR, "floor.invite", seat=CUALO.seat)


# -- refusals of a grant


def test_the_floor_is_not_given_to_an_absent_hall(session: Table) -> None:
    asked = session.ask(KYSON)
    delegates = session.ask(AN)
    session.disconnect(KYSON)
    session.disconnect(CUALO)
    session.refuses("floor.speaker_absent", CHAIR, "floor.grant", request=asked)
    session.refuses("floor.speaker_absent", SECRETARY, "floor.invite", seat=KYSON.seat)
    session.refuses("floor.speaker_absent", CHAIR, "floor.grant", request=delegates)
    session.disconnect(DEPUTY)
    session.refuses("floor.speaker_absent", CHAIR, "floor.invite", seat=DEPUTY.seat)


def test_a_delegate_without_a_device_speaks_through_the_hall_that_is_there(session: Table) -> None:
    session.disconnect(BINH)
    assert session.do(CHAIR, "floor.invite", seat=BINH.seat) == ["floor.granted"]


def test_two_officers_taking_the_same_place_at_once_end_one_turn_only(session: Table) -> None:
    speaker = session.give(KYSON)
    asked, other = session.ask(VINH), session.ask(CUALO)
    session.do(CHAIR, "floor.grant", request=asked, instead_of=speaker)
    session.refuses("floor.changed", SECRETARY, "floor.grant", request=other, instead_of=speaker)
    session.refuses("floor.changed", SECRETARY, "floor.invite", seat=AN.seat, instead_of=speaker)
    assert session.state.floor.holders == (asked,)


def test_who_has_just_been_interrupted_is_not_replaced_unseen(session: Table) -> None:
    speaker = session.give(KYSON)
    interrupt(session, VINH)
    session.refuses("floor.changed", SECRETARY, "floor.invite", seat=CUALO.seat, instead_of=speaker)


def test_a_chair_just_replaced_gives_the_floor_to_nobody(session: Table) -> None:
    asked = session.ask(KYSON)
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    for command, data in {
        "floor.grant": {"request": asked}, "floor.invite": {"seat": VINH.seat},
        "floor.deny": {"request": asked}, "speakers.close": {}, "floor.set_max": {"max_open": 2},
    }.items():  # fmt: skip
        session.refuses("presiding.not_you", CHAIR, command, **data)
    assert session.do(DEPUTY, "floor.grant", request=asked) == ["floor.granted"]


def test_a_seat_does_not_speak_twice_at_once(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=3)
    session.give(KYSON)
    asked = ask(session, KYSON, kind="point_of_order")
    session.refuses("floor.already_granted", CHAIR, "floor.grant", request=asked)
    assert session.do(CHAIR, "floor.grant", request=asked, interrupt=True) == ["floor.granted"]


def test_a_delegate_joined_twice_is_one_delegate(session: Table) -> None:
    session.refuses("delegate.exists", SECRETARY, "delegate.add", id="an", name="An", site="417")
    session.connect(AN, "second")
    session.do(AN, "delegate.check_in")
    session.refuses("delegate.checked_in", AN, "delegate.check_in")
    session.ask(AN)
    session.refuses("floor.already_asked", AN, "floor.request")
    assert session.connect(AN, "second") == []


def test_an_interrupted_seat_does_not_speak_beside_its_interrupter_and_then_twice(session: Table) -> None:
    session.do(CHAIR, "floor.set_max", max_open=2)
    session.give(VINH)
    interrupt(session, CUALO)
    session.do(VINH, "floor.request", kind="point_of_order")
    point = session.state.floor.queue[-1]
    session.refuses("floor.already_granted", CHAIR, "floor.grant", request=point)
    assert session.do(CHAIR, "floor.grant", request=point, interrupt=True) == ["floor.granted"]
    assert [one.seat for one in session.state.floor.turns if one.speaks] == [VINH.seat]


def test_a_delegate_interrupting_an_interruption_of_their_own_turn_is_shown_as_open(session: Table) -> None:
    session.give(AN)
    interrupt(session, VINH)
    session.do(AN, "floor.request", kind="point_of_order")
    session.do(CHAIR, "floor.grant", request=session.state.floor.queue[-1], interrupt=True)
    assert session.sees(AN)["me"]["microphone"] == "open"


def test_a_hall_gives_back_what_is_heard_before_what_is_interrupted(session: Table) -> None:
    own = session.give(CUALO)
    interrupt(session, AN)
    session.do(CUALO, "floor.release")
    assert session.state.floor.holders == (own,)
    assert session.state.floor.turns[0].speaks


@pytest.mark.parametrize("how", ["edit", "substitute"])
def test_a_delegate_reworded_while_waiting_is_named_rightly_when_called(session: Table, how: str) -> None:
    request = session.ask(AN)
    session.do(AN, "question.ask", to="officer-dep1", text="Bao giờ xong?")
    if how == "edit":
        session.do(SECRETARY, "delegate.edit", id="an", name="Lê Mới")
    else:
        substitute = {"name": "Lê Mới", "office": "Phó phòng"}
        session.do(CUALO, "invitation.answer", subject=AN.seat, answer="absent", substitute=substitute)
    name = session.sees(VINH)["delegates"]["an"]["name"]
    assert name.startswith("Lê Mới")
    assert turn(session, request)["name"] == name
    assert [one["name"] for one in session.sees(VINH)["questions"]["items"].values()] == [name]
    session.do(CHAIR, "floor.grant", request=request)
    assert session.log[-1].body.name == name
