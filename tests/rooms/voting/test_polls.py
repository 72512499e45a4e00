"""The life of a poll: plans, ready check, who is entitled, opening, closing, releasing."""

from typing import Any

import pytest

from rooms import Viewer, reviews
from rooms.reviews import Patience
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    CUC,
    DEPUTY,
    DUNG,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    TECHNICIAN,
    VINH,
    Table,
)

PEOPLE = (AN, BINH, CUC, DUNG)


def made(table: Table, **plan: Any) -> str:
    """Prepare a poll; returns its id."""
    table.do(SECRETARY, "poll.create", **{"question": "Thông qua kế hoạch?", **plan})
    return list(table.state.polls.items)[-1]


def opened(table: Table, **plan: Any) -> str:
    """Prepare and open a poll; returns its id."""
    poll = made(table, **plan)
    table.do(CHAIR, "poll.open", poll=poll)
    return poll


def vote(table: Table, viewer: Viewer, poll: str, *choices: str) -> None:
    table.do(viewer, "ballot.cast", poll=poll, choices=list(choices))


def seen(table: Table, poll: str, viewer: Viewer = KYSON) -> dict[str, Any]:
    found: dict[str, Any] = table.sees(viewer)["polls"]["items"][poll]
    return found


def closed(table: Table, poll: str) -> dict[str, Any]:
    """Close a poll; returns its result."""
    table.do(CHAIR, "poll.close", poll=poll)
    found: dict[str, Any] = table.sees(CHAIR)["me"]["poll_desk"][poll]["result"]
    return found


def counts(result: dict[str, Any]) -> dict[str, int]:
    return {row["choice"]: row["count"] for row in result["counts"]}


def test_a_poll_goes_from_its_plan_to_its_result(session: Table) -> None:
    poll = made(session, item="a1")
    assert (seen(session, poll)["state"], seen(session, poll)["kind"]) == ("draft", "yes_no")
    assert session.do(CHAIR, "poll.open", poll=poll) == ["poll.opened"]
    assert session.sees(AN)["polls"]["open"] == poll
    for viewer, choice in zip(PEOPLE, ("yes", "yes", "yes", "no"), strict=True):
        vote(session, viewer, poll, choice)
    assert session.do(CHAIR, "poll.close", poll=poll) == ["poll.closed"]
    result = seen(session, poll)["result"]
    assert counts(result) == {"yes": 3, "no": 1, "abstain": 0}
    assert (result["entitled"], result["cast"], result["need"]) == (4, 4, 3)
    assert (result["outcome"], result["carried"]) == ("carried", True)
    assert next((row["name"], row["choices"]) for row in result["ballots"]) == ("Nguyễn Thị An", ["yes"])


def test_the_list_of_the_entitled_is_frozen_when_it_opens(session: Table) -> None:
    poll = opened(session)
    session.do(SECRETARY, "delegate.add", id="moi", name="Người Mới", site="417")
    new = Viewer("delegate-moi", "delegate")
    session.refuses("ballot.not_entitled", new, "ballot.cast", poll=poll, choices=["yes"])
    session.do(SECRETARY, "delegate.remove", id="dung")
    assert closed(session, poll)["entitled"] == 4


def test_where_only_those_present_vote_others_are_not_entitled(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    session.do(SECRETARY, "roll.mark", subject=BINH.seat, status="late")
    poll = opened(session, entitled="present")
    session.do(CUC, "delegate.check_in")
    session.refuses("ballot.not_entitled", CUC, "ballot.cast", poll=poll, choices=["yes"])
    vote(session, BINH, poll, "no")
    turnout = seen(session, poll)["turnout"]
    assert (turnout["entitled"], turnout["present"], turnout["invited"], turnout["cast"]) == (2, 2, 4, 1)


def test_nothing_opens_where_nobody_may_vote(session: Table) -> None:
    poll = made(session, entitled="present")
    session.refuses("poll.nobody_entitled", CHAIR, "poll.open", poll=poll)


def test_by_site_each_hall_has_one_ballot(session: Table) -> None:
    poll = opened(session, unit="sites")
    session.refuses("ballot.not_entitled", AN, "ballot.cast", poll=poll, choices=["yes"])
    for hall in (VINH, CUALO, KYSON):
        vote(session, hall, poll, "yes")
    assert closed(session, poll)["cast"] == 3


def test_observers_officers_and_strangers_never_vote(session: Table) -> None:
    poll = opened(session)
    session.refuses("role.denied", OBSERVER, "ballot.cast", poll=poll, choices=["yes"])
    session.refuses("role.denied", SECRETARY, "ballot.cast", poll=poll, choices=["yes"])
    session.refuses("ballot.not_entitled", CHAIR, "ballot.cast", poll=poll, choices=["yes"])
    session.refuses("ballot.not_entitled", KYSON, "ballot.cast", poll=poll, choices=["yes"])
    assert session.sees(OBSERVER)["me"]["ballots"] == []


def test_chair_and_deputies_vote_where_the_plan_says_so(session: Table) -> None:
    poll = opened(session, chairs=True)
    vote(session, CHAIR, poll, "yes")
    vote(session, DEPUTY, poll, "no")
    session.refuses("role.denied", TECHNICIAN, "ballot.cast", poll=poll, choices=["yes"])
    result = closed(session, poll)
    assert (result["entitled"], result["cast"]) == (7, 2)


def test_a_substitute_votes_for_whom_they_stand_in(session: Table) -> None:
    instead = {"name": "Lê Thay", "office": "Phó phòng"}
    session.do(CUC, "invitation.answer", answer="absent", substitute=instead)
    poll = opened(session)
    vote(session, CUC, poll, "yes")
    (row,) = [row for row in closed(session, poll)["ballots"] if row["seat"] == CUC.seat]
    assert (row["name"], row["office"]) == ("Lê Thay (thay Hồ Cúc)", "Phó phòng")


@pytest.mark.parametrize("state", ["draft", "closed", "cancelled"])
def test_no_ballot_is_taken_unless_the_poll_is_open(session: Table, state: str) -> None:
    poll = made(session)
    if state != "draft":
        session.do(CHAIR, "poll.open", poll=poll)
        session.do(CHAIR, "poll.close" if state == "closed" else "poll.cancel", poll=poll)
    code = "poll.closed" if state == "closed" else "poll.not_open"
    session.refuses(code, AN, "ballot.cast", poll=poll, choices=["yes"])
    session.refuses("poll.unknown", AN, "ballot.cast", poll="v999", choices=["yes"])


def test_one_vote_at_a_time(session: Table) -> None:
    first, second = made(session), made(session, question="Việc khác?")
    session.do(CHAIR, "poll.open", poll=first)
    session.refuses("poll.another_open", CHAIR, "poll.open", poll=second)
    session.refuses("poll.another_open", SECRETARY, "poll.check_ready", poll=second)
    session.do(CHAIR, "poll.close", poll=first)
    session.do(CHAIR, "poll.open", poll=second)


def test_only_who_presides_opens_closes_and_releases(session: Table) -> None:
    poll = made(session)
    for name in ("poll.open", "poll.close", "poll.cancel", "poll.release"):
        session.refuses("role.denied", SECRETARY, name, poll=poll)
        session.refuses("role.denied", KYSON, name, poll=poll)
        session.refuses("presiding.not_you", DEPUTY, name, poll=poll)
    session.refuses("role.denied", AN, "poll.create", question="Tôi hỏi")


def test_a_plan_is_changed_until_it_is_opened(session: Table) -> None:
    poll = made(session, options=["Đề án A", "Đề án B"])
    session.do(SECRETARY, "poll.check_ready", poll=poll)
    session.do(AN, "ballot.ready", poll=poll)
    edited = {"poll": poll, "question": "Chọn đề án", "options": ["A", "B", "C"], "most": 2}
    assert session.do(SECRETARY, "poll.edit", **edited) == ["poll.edited"]
    assert session.do(SECRETARY, "poll.edit", **edited) == []
    assert seen(session, poll)["state"] == "draft"
    assert [one["id"] for one in seen(session, poll)["options"]] == ["o1", "o2", "o3", "abstain"]
    session.do(CHAIR, "poll.open", poll=poll)
    session.refuses("poll.begun", SECRETARY, "poll.edit", **edited)
    session.refuses("poll.begun", CHAIR, "poll.open", poll=poll)


@pytest.mark.parametrize(
    ("code", "plan"),
    [
        ("poll.bad_options", {"options": ["Một"]}),
        ("poll.bad_options", {"options": ["Một", "Một"]}),
        ("poll.bad_options", {"options": ["Một", "Hai"], "most": 3}),
        ("poll.bad_options", {"most": 2}),
        ("poll.bad_rule", {"majority": {"of": 3, "parts": 2}}),
        ("poll.bad_rule", {"majority": {"of": 2, "parts": 2, "over": True}}),
        ("poll.bad_rule", {"quorum": {"counted": "cast"}}),
        ("poll.bad_rule", {"quorum": {"count": 3, "at_least": {"of": 1, "parts": 2}}}),
        ("poll.bad_rule", {"unit": "sites", "chairs": True}),
        ("agenda.unknown_item", {"item": "a99"}),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(session: Table, code: str, plan: dict[str, Any]) -> None:
    session.refuses(code, CHAIR, "poll.create", question="?", **plan)
    poll = made(session)
    session.refuses(code, CHAIR, "poll.edit", poll=poll, question="?", **plan)


def test_the_ready_check_tells_who_is_not(session: Table) -> None:
    poll = made(session)
    session.refuses("poll.not_checking", AN, "ballot.ready", poll=poll)
    session.do(SECRETARY, "poll.check_ready", poll=poll)
    assert session.sees(AN)["me"]["ready"] == {"poll": poll, "ready": None}
    session.do(AN, "ballot.ready", poll=poll)
    assert session.do(AN, "ballot.ready", poll=poll) == []
    session.do(BINH, "ballot.ready", poll=poll, ready=False)
    session.refuses("ballot.not_entitled", KYSON, "ballot.ready", poll=poll)
    assert seen(session, poll)["ready"] == {"asked": 4, "ready": 1}
    desk = session.sees(CHAIR)["me"]["poll_desk"][poll]
    assert desk["not_ready"] == [BINH.seat, CUC.seat, DUNG.seat]
    assert session.sees(AN)["me"]["poll_desk"] == {}
    session.do(SECRETARY, "poll.check_ready", poll=poll)
    assert seen(session, poll)["ready"]["ready"] == 0
    session.do(CHAIR, "poll.open", poll=poll)
    assert session.sees(AN)["me"]["ready"] is None


def test_the_result_is_the_chairs_first_where_it_is_set_so(session: Table) -> None:
    poll = opened(session, chair_first=True)
    vote(session, AN, poll, "yes")
    assert closed(session, poll)["outcome"] == "carried"
    assert session.sees(SECRETARY)["me"]["poll_desk"][poll]["result"] is None
    for viewer in (AN, KYSON, DEPUTY, TECHNICIAN, OBSERVER):
        assert seen(session, poll, viewer)["result"] is None
        assert session.sees(viewer)["me"]["poll_desk"] == {}
    assert session.do(CHAIR, "poll.release", poll=poll) == ["poll.released"]
    assert session.do(CHAIR, "poll.release", poll=poll) == []
    assert seen(session, poll, OBSERVER)["result"]["outcome"] == "carried"
    assert session.sees(SECRETARY)["me"]["poll_desk"][poll]["result"]["outcome"] == "carried"


def test_a_deputy_who_presides_sees_the_result_first(session: Table) -> None:
    poll = opened(session, chair_first=True)
    vote(session, AN, poll, "yes")
    session.do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    session.do(DEPUTY, "poll.close", poll=poll)
    assert session.sees(DEPUTY)["me"]["poll_desk"][poll]["result"]["cast"] == 1
    assert session.sees(CHAIR)["me"]["poll_desk"] == {}


def test_only_a_closed_poll_is_released(session: Table) -> None:
    poll = opened(session, chair_first=True)
    session.refuses("poll.not_closed", CHAIR, "poll.release", poll=poll)


def test_it_closes_by_itself_when_its_time_is_up(session: Table) -> None:
    poll = opened(session, for_s=60)
    vote(session, AN, poll, "yes")
    (due,) = [one for one in reviews(session.state, Patience()) if one.command == "poll.review"]
    assert session.do(SYSTEM, "poll.review") == []
    session.now = due.at
    session.refuses("poll.closed", BINH, "ballot.cast", poll=poll, choices=["yes"])
    assert session.do(SYSTEM, "poll.review") == ["poll.closed"]
    assert session.do(CHAIR, "poll.close", poll=poll) == []
    assert seen(session, poll)["result"]["cast"] == 1
    assert not [one for one in reviews(session.state, Patience()) if one.command == "poll.review"]


def test_a_cancelled_poll_has_no_result(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "yes")
    session.do(CHAIR, "poll.cancel", poll=poll, reason="Sửa câu hỏi")
    assert session.do(CHAIR, "poll.cancel", poll=poll) == []
    found = seen(session, poll)
    assert (found["state"], found["cancelled_reason"], found["result"]) == ("cancelled", "Sửa câu hỏi", None)
    session.refuses("poll.not_open", CHAIR, "poll.close", poll=poll)
    other = opened(session)
    session.do(CHAIR, "poll.close", poll=other)
    session.refuses("poll.closed", CHAIR, "poll.cancel", poll=other)


def test_the_meeting_is_not_closed_over_an_open_vote(session: Table) -> None:
    poll = opened(session)
    session.refuses("poll.still_open", CHAIR, "meeting.close")
    session.do(CHAIR, "meeting.recess")
    vote(session, AN, poll, "yes")
    session.do(CHAIR, "poll.close", poll=poll)
    session.do(CHAIR, "meeting.close")


def test_an_item_awaits_its_vote_and_is_voted_on(session: Table) -> None:
    def state_of_item() -> Any:
        return session.sees(AN)["agenda"]["items"]["a1"]["vote"]

    assert state_of_item() is None
    poll = made(session, item="a1")
    assert state_of_item() == "awaiting"
    session.do(CHAIR, "poll.open", poll=poll)
    session.refuses("poll.still_open", CHAIR, "agenda.postpone", item="a1")
    session.do(CHAIR, "poll.close", poll=poll)
    assert state_of_item() == "voted"
    session.refuses("agenda.item_done", CHAIR, "agenda.remove", item="a1")


def test_a_poll_of_an_item_taken_off_belongs_to_none(session: Table) -> None:
    poll = made(session, item="a2")
    session.do(CHAIR, "agenda.remove", item="a2")
    assert seen(session, poll)["item"] is None


def test_observers_know_nothing_of_votes_on_internal_items(session: Table) -> None:
    session.do(SECRETARY, "agenda.edit", item="a1", internal=True)
    hidden, shown = made(session, item="a1"), made(session, item="a2")
    assert session.sees(OBSERVER)["polls"]["order"] == [shown]
    session.do(CHAIR, "agenda.start", item="a1")
    asked_inside = made(session)
    assert session.sees(OBSERVER)["polls"]["order"] == []
    session.do(CHAIR, "agenda.start", item="a2")
    assert session.sees(OBSERVER)["polls"]["order"] == [shown]
    assert session.sees(AN)["polls"]["order"] == [hidden, shown, asked_inside]


def test_what_was_internal_stays_so_when_its_item_is_gone(session: Table) -> None:
    session.do(SECRETARY, "agenda.edit", item="a2", internal=True)
    made(session, item="a2")
    session.do(CHAIR, "agenda.remove", item="a2")
    assert session.sees(OBSERVER)["polls"]["order"] == []


def test_the_meetings_quorum_counts_where_the_poll_has_none(session: Table) -> None:
    session.do(SECRETARY, "quorum.set", at_least={"of": 1, "parts": 2})
    session.do(AN, "delegate.check_in")
    poll = opened(session)
    vote(session, AN, poll, "yes")
    result = closed(session, poll)
    assert (result["quorum_met"], result["outcome"], result["carried"]) == (False, "no_quorum", False)
    session.do(BINH, "delegate.check_in")
    second = opened(session)
    vote(session, AN, second, "yes")
    session.do(SECRETARY, "delegate.leave", delegate="binh")
    assert closed(session, second)["quorum_met"] is True, "who was there at the opening counts"


def test_a_poll_may_ask_how_many_must_have_voted(session: Table) -> None:
    poll = opened(session, quorum={"counted": "cast", "at_least": {"of": 1, "parts": 2}})
    assert seen(session, poll)["turnout"]["need"] == 2
    vote(session, AN, poll, "yes")
    assert closed(session, poll)["outcome"] == "no_quorum"


def test_when_the_meeting_is_over_nobody_is_asked_any_more_whether_they_are_ready(session: Table) -> None:
    poll = made(session)
    session.do(CHAIR, "poll.check_ready", poll=poll)
    session.do(CHAIR, "meeting.close")
    assert session.sees(AN)["me"]["ready"] is None
    assert seen(session, poll)["state"] == "draft"
