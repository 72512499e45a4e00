"""Counts of hands: entered by the hall's clerk, marked, and never on top of ballots by device."""

from typing import Any

import pytest

from rooms import event_from_json, event_to_json, replay
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DUNG, KYSON, SECRETARY, Table
from tests.rooms.voting.test_polls import closed, counts, opened, seen, vote


def hands(**counted: int) -> list[dict[str, Any]]:
    return [{"choice": choice, "count": count} for choice, count in counted.items()]


def enter(table: Table, poll: str, site: str = "413", **counted: int) -> None:
    table.do(CUALO, "poll.count_hands", poll=poll, site=site, counts=hands(**counted))


def test_a_halls_count_is_added_and_marked(session: Table) -> None:
    poll = opened(session)
    enter(session, poll, yes=1, abstain=1)
    vote(session, CUC, poll, "yes")
    (row,) = seen(session, poll)["hands"]
    assert (row["site"], row["cast"], row["by"], row["counts"]) == (CUALO.seat, 2, CUALO.seat, [])
    result = closed(session, poll)
    assert counts(result) == {"yes": 2, "no": 0, "abstain": 1}
    assert (result["cast"], result["by_hands"]) == (3, 2)
    assert [one["by_hands"] for one in result["counts"]] == [1, 0, 1]
    assert [one["by_hands"] for one in result["ballots"]] == [True, True, False, False]
    assert seen(session, poll)["hands"][0]["counts"][0] == {"choice": "yes", "count": 1}


def test_a_hall_that_counted_by_hands_does_not_vote_by_device(session: Table) -> None:
    poll = opened(session)
    enter(session, poll, yes=1)
    session.refuses("ballot.by_hands", AN, "ballot.cast", poll=poll, choices=["no"])
    assert session.sees(AN)["me"]["ballots"][0]["state"] == "by_hands"
    vote(session, DUNG, poll, "no")
    assert session.do(CUALO, "poll.clear_hands", poll=poll, site="413") == ["poll.hands_cleared"]
    assert session.do(CUALO, "poll.clear_hands", poll=poll, site="413") == []
    vote(session, AN, poll, "no")
    assert counts(closed(session, poll)) == {"yes": 0, "no": 2, "abstain": 0}


def test_a_hall_that_has_voted_by_device_counts_hands_only_in_place_of_it(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "no")
    given = {"poll": poll, "site": "413", "counts": hands(yes=2)}
    session.refuses("poll.hall_voted", CUALO, "poll.count_hands", **given)
    session.do(SECRETARY, "poll.count_hands", **given, instead=True)
    assert seen(session, poll)["hands"][0]["voided"] == 1
    result = closed(session, poll)
    assert (result["cast"], counts(result)["no"]) == (2, 0)


def test_where_votes_are_final_no_hall_goes_from_devices_to_hands_or_back(session: Table) -> None:
    poll = opened(session, revocable=False)
    vote(session, AN, poll, "no")
    given = {"poll": poll, "site": "413", "counts": hands(yes=2)}
    session.refuses("poll.hall_voted", CUALO, "poll.count_hands", **given)
    session.refuses("ballot.already_cast", CUALO, "poll.count_hands", **given, instead=True)
    kyson = {"poll": poll, "site": "417"}
    session.do(KYSON, "poll.count_hands", **kyson, counts=hands(yes=1))
    for viewer in (KYSON, SECRETARY, CHAIR):
        session.refuses("ballot.already_cast", viewer, "poll.clear_hands", **kyson)
    session.do(KYSON, "poll.count_hands", **kyson, counts=hands(no=1))
    assert counts(closed(session, poll)) == {"yes": 0, "no": 2, "abstain": 0}


def test_who_was_removed_keeps_the_ballot_when_the_hall_counts_hands_instead(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "no")
    vote(session, BINH, poll, "no")
    session.do(SECRETARY, "delegate.remove", id="an")
    given = {"poll": poll, "site": "413", "counts": hands(yes=1), "instead": True}
    session.do(CUALO, "poll.count_hands", **given)
    assert seen(session, poll)["hands"][0]["voided"] == 1
    result = closed(session, poll)
    assert (result["cast"], counts(result)) == (2, {"yes": 1, "no": 1, "abstain": 0})
    rows = {row["seat"]: (row["choices"], row["by_hands"]) for row in result["ballots"]}
    assert (rows[AN.seat], rows[BINH.seat]) == ((["no"], False), ([], True))


def test_who_was_removed_raises_no_hand(session: Table) -> None:
    session.do(AN, "delegate.check_in")
    poll = opened(session)
    session.do(SECRETARY, "delegate.remove", id="an")
    given = {"poll": poll, "site": "413"}
    session.refuses("poll.bad_hands", CUALO, "poll.count_hands", **given, counts=hands(yes=2))
    assert session.sees(CUALO)["me"]["hall_poll"]["voters"] == 1
    session.do(CUALO, "poll.count_hands", **given, counts=hands(yes=1))
    result = closed(session, poll)
    assert (result["cast"], result["present"]) == (1, 2), "one was there at the opening, one raised a hand"
    assert [row["by_hands"] for row in result["ballots"]][:2] == [False, True]


def test_a_hand_counted_before_its_seat_was_removed_stays_until_the_count_is_cleared(session: Table) -> None:
    poll = opened(session)
    enter(session, poll, yes=2)
    session.do(SECRETARY, "delegate.remove", id="an")
    enter(session, poll, yes=1, no=1)
    session.do(CUALO, "poll.clear_hands", poll=poll, site="413")
    given = {"poll": poll, "site": "413"}
    session.refuses("poll.bad_hands", CUALO, "poll.count_hands", **given, counts=hands(yes=2))
    enter(session, poll, no=1)
    assert closed(session, poll)["cast"] == 1


def test_an_entrusted_ballot_stays_when_its_holder_was_removed_and_the_hall_counts_hands(
    session: Table,
) -> None:
    session.do(SECRETARY, "proxy.record", grantor=CUC.seat, holder=AN.seat, document="GUQ")
    poll = opened(session)
    session.do(AN, "ballot.cast", poll=poll, choices=["no"], seat=CUC.seat)
    session.do(SECRETARY, "delegate.remove", id="an")
    enter(session, poll, yes=1)
    result = closed(session, poll)
    assert (result["cast"], counts(result)["no"]) == (2, 1)


def test_a_count_of_a_log_from_before_voids_the_ballots_of_who_was_removed(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "no")
    session.do(SECRETARY, "delegate.remove", id="an")
    enter(session, poll, yes=1)
    rows = [event_to_json(event) for event in session.log]
    del rows[-1]["data"]["rules"]
    before = replay([event_from_json(row) for row in rows]).polls.items[poll]
    assert before.ballots == {}
    assert (before.hands[CUALO.seat].voters, session.state.polls.items[poll].hands[CUALO.seat].voters) == (
        2,
        1,
    )


def test_a_count_may_be_corrected_until_the_poll_closes(session: Table) -> None:
    poll = opened(session)
    enter(session, poll, yes=1)
    again = {"poll": poll, "site": "413", "counts": hands(yes=1)}
    assert session.do(CUALO, "poll.count_hands", **again) == []
    enter(session, poll, yes=2)
    assert closed(session, poll)["cast"] == 2
    session.refuses("poll.closed", CUALO, "poll.count_hands", **again)


@pytest.mark.parametrize(
    ("code", "counted", "cast"),
    [
        ("poll.bad_hands", hands(yes=3), None),
        ("poll.bad_hands", hands(yes=2, no=1), None),
        ("poll.bad_hands", hands(yes=1), 2),
        ("poll.bad_hands", [*hands(yes=1), *hands(yes=1)], None),
        ("ballot.unknown_option", hands(o1=1), None),
    ],
)
def test_a_count_that_does_not_fit_is_refused(
    session: Table, code: str, counted: list[dict[str, Any]], cast: int | None
) -> None:
    poll = opened(session)
    given = {"poll": poll, "site": "413", "counts": counted, "cast": cast}
    session.refuses(code, CUALO, "poll.count_hands", **given)


def test_where_hands_go_up_more_than_once_the_number_of_people_is_needed(session: Table) -> None:
    poll = opened(session, options=["A", "B", "C"], most=2)
    given = {"poll": poll, "site": "413", "counts": hands(o1=2, o2=1)}
    session.refuses("poll.bad_hands", CUALO, "poll.count_hands", **given)
    session.refuses("poll.bad_hands", CUALO, "poll.count_hands", **given, cast=1)
    session.do(CUALO, "poll.count_hands", **given, cast=2)
    assert closed(session, poll)["cast"] == 2


def test_a_hall_counts_its_own_hands_only(session: Table) -> None:
    poll = opened(session)
    given = {"poll": poll, "site": "413", "counts": hands(yes=1)}
    session.refuses("site.not_yours", KYSON, "poll.count_hands", **given)
    session.refuses("role.denied", AN, "poll.count_hands", **given)
    session.refuses("site.unknown", CHAIR, "poll.count_hands", **{**given, "site": "999"})
    session.do(CHAIR, "poll.count_hands", **given)


def test_hands_are_not_secret_and_are_not_counted_where_halls_vote(session: Table) -> None:
    for plan in ({"secret": True}, {"unit": "sites"}):
        poll = opened(session, **plan)
        given = {"poll": poll, "site": "413", "counts": hands(yes=1)}
        session.refuses("poll.no_hands", CUALO, "poll.count_hands", **given)
        session.do(CHAIR, "poll.cancel", poll=poll)


def test_an_entrusted_vote_is_counted_in_the_hall_of_who_holds_it(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=CUC.seat, holder=BINH.seat, document="GUQ")
    poll = opened(session)
    halls = {row["site"]: row["voters"] for row in session.sees(CHAIR)["me"]["poll_desk"][poll]["halls"]}
    assert halls == {CUALO.seat: 3, "site-VINH": 1}
    enter(session, poll, yes=3)
    given = {"poll": poll, "site": "417", "counts": hands(yes=1)}
    session.refuses("poll.no_hands", KYSON, "poll.count_hands", **given)
    assert closed(session, poll)["cast"] == 3
