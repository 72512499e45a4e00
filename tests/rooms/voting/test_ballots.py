"""Giving a vote by name, by authority, and taking part in a secret poll: each seat once."""

import json
from typing import Any

import pytest

from rooms import event_from_json, event_to_json, replay, view
from tests.rooms.table import (
    AN,
    BINH,
    CHAIR,
    CUALO,
    CUC,
    DEPUTY,
    DUNG,
    EVERYBODY,
    KYSON,
    OBSERVER,
    SECRETARY,
    SYSTEM,
    VINH,
    Table,
)
from tests.rooms.voting.test_polls import closed, counts, made, opened, seen, vote


def own(table: Table, viewer: Any = AN) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.sees(viewer)["me"]["ballots"]
    return found


def test_a_vote_may_be_changed_until_the_poll_closes(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "yes")
    assert session.do(AN, "ballot.cast", poll=poll, choices=["yes"]) == []
    vote(session, AN, poll, "no")
    assert (own(session)[0]["state"], own(session)[0]["choices"]) == ("cast", ["no"])
    assert counts(closed(session, poll)) == {"yes": 0, "no": 1, "abstain": 0}


def test_a_second_ballot_is_refused_where_votes_are_final(session: Table) -> None:
    poll = opened(session, revocable=False)
    vote(session, AN, poll, "yes")
    for choice in ("yes", "no"):
        session.refuses("ballot.already_cast", AN, "ballot.cast", poll=poll, choices=[choice])
    assert closed(session, poll)["cast"] == 1


def test_the_same_ballot_sent_again_counts_once(session: Table) -> None:
    poll = opened(session, revocable=False)
    assert session.do(AN, "ballot.cast", key="mine", poll=poll, choices=["yes"]) == ["ballot.cast"]
    assert session.do(AN, "ballot.cast", key="mine", poll=poll, choices=["yes"]) == []
    session.disconnect(AN)
    session.connect(AN, "c2")
    assert session.do(AN, "ballot.cast", key="mine", poll=poll, choices=["yes"]) == []
    assert closed(session, poll)["cast"] == 1


def test_a_vote_is_withdrawn_until_the_poll_closes_and_given_again(session: Table) -> None:
    poll = opened(session)
    assert session.do(AN, "ballot.withdraw", poll=poll) == [], "there is none yet"
    vote(session, AN, poll, "yes")
    vote(session, BINH, poll, "yes")
    assert session.do(AN, "ballot.withdraw", poll=poll) == ["ballot.withdrawn"]
    assert session.do(AN, "ballot.withdraw", poll=poll) == []
    assert [(row["state"], row["choices"]) for row in own(session)] == [("may_cast", None)]
    assert AN.seat in session.sees(CHAIR)["me"]["poll_desk"][poll]["not_cast"]
    vote(session, AN, poll, "no")
    session.do(BINH, "ballot.withdraw", poll=poll)
    result = closed(session, poll)
    assert (result["cast"], counts(result)) == (1, {"yes": 0, "no": 1, "abstain": 0})
    session.refuses("poll.closed", AN, "ballot.withdraw", poll=poll)


def test_only_who_gives_a_vote_withdraws_it(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    poll = opened(session)
    session.do(CUC, "ballot.cast", poll=poll, choices=["yes"], seat=AN.seat)
    session.refuses("ballot.given_away", AN, "ballot.withdraw", poll=poll)
    session.refuses("ballot.not_entitled", BINH, "ballot.withdraw", poll=poll, seat=AN.seat)
    assert session.do(CUC, "ballot.withdraw", poll=poll, seat=AN.seat) == ["ballot.withdrawn"]


def test_where_votes_are_final_secret_or_by_hands_none_is_withdrawn(session: Table) -> None:
    poll = opened(session, revocable=False)
    assert session.do(AN, "ballot.withdraw", poll=poll) == []
    vote(session, AN, poll, "yes")
    session.refuses("ballot.already_cast", AN, "ballot.withdraw", poll=poll)
    hands = [{"choice": "no", "count": 1}]
    session.do(KYSON, "poll.count_hands", poll=poll, site="417", counts=hands)
    session.refuses("ballot.by_hands", CUC, "ballot.withdraw", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    session.refuses("ballot.secret", AN, "ballot.withdraw", poll=secret(session))


@pytest.mark.parametrize(
    ("code", "choices"),
    [
        ("ballot.empty", []),
        ("ballot.unknown_option", ["maybe"]),
        ("ballot.unknown_option", ["o1"]),
        ("ballot.too_many", ["yes", "no"]),
        ("ballot.too_many", ["yes", "yes"]),
    ],
)
def test_what_is_no_vote_is_refused(session: Table, code: str, choices: list[str]) -> None:
    poll = opened(session)
    session.refuses(code, AN, "ballot.cast", poll=poll, choices=choices)


def test_of_a_list_as_many_are_chosen_as_the_poll_says(session: Table) -> None:
    poll = opened(session, options=["A", "B", "C"], most=2)
    vote(session, AN, poll, "o3", "o1")
    assert own(session)[0]["choices"] == ["o1", "o3"], "the order of pressing tells nothing"
    session.refuses("ballot.too_many", BINH, "ballot.cast", poll=poll, choices=["o1", "o2", "o3"])
    session.refuses("ballot.too_many", BINH, "ballot.cast", poll=poll, choices=["o1", "abstain"])
    session.refuses("ballot.unknown_option", BINH, "ballot.cast", poll=poll, choices=["yes"])
    vote(session, BINH, poll, "abstain")
    assert closed(session, poll)["cast"] == 2


def test_what_others_chose_is_in_nobodys_view_while_the_poll_is_open(session: Table) -> None:
    poll = opened(session, options=["Bưởi Diễn", "Cam Vinh"])
    vote(session, AN, poll, "o2")
    for viewer in EVERYBODY:
        shown = json.dumps(view(session.state, viewer))
        if viewer != AN:
            assert '"choices": ["o2"]' not in shown
        assert '"count": 1' not in shown
    assert seen(session, poll)["turnout"]["cast"] == 1
    assert session.sees(CHAIR)["me"]["poll_desk"][poll]["not_cast"] == [BINH.seat, CUC.seat, DUNG.seat]


def test_an_authority_lets_another_seat_vote(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ 12/2026")
    poll = opened(session)
    session.refuses("ballot.given_away", AN, "ballot.cast", poll=poll, choices=["yes"])
    session.refuses("ballot.not_entitled", BINH, "ballot.cast", poll=poll, choices=["yes"], seat=AN.seat)
    assert [row["state"] for row in own(session, AN)] == ["given_away"]
    assert [(row["seat"], row["proxy"]) for row in own(session, CUC)] == [(AN.seat, True), (CUC.seat, False)]
    session.do(CUC, "ballot.cast", poll=poll, choices=["no"], seat=AN.seat)
    vote(session, CUC, poll, "yes")
    result = closed(session, poll)
    assert (result["cast"], counts(result)["no"]) == (2, 1)
    assert {row["seat"]: row["by"] for row in result["ballots"] if row["by"]} == {
        AN.seat: CUC.seat, CUC.seat: CUC.seat,
    }  # fmt: skip


def test_whoever_is_represented_by_somebody_present_is_present(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ 12/2026")
    session.do(CUC, "delegate.check_in")
    poll = opened(session, entitled="present")
    assert set(session.state.polls.items[poll].voters) == {AN.seat, CUC.seat}


def test_who_is_there_while_the_holder_is_not_votes_themselves(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ 12/2026")
    session.do(AN, "delegate.check_in")
    vote(session, AN, opened(session, entitled="present"), "yes")


def test_an_authority_is_not_passed_on_given_twice_or_to_anybody(session: Table) -> None:
    pair = {"grantor": AN.seat, "holder": BINH.seat, "document": "GUQ 1"}
    assert session.do(SECRETARY, "proxy.record", **pair) == ["proxy.recorded"]
    session.refuses("proxy.exists", SECRETARY, "proxy.record", **{**pair, "holder": CUC.seat})
    chain = {"grantor": BINH.seat, "holder": CUC.seat, "document": "GUQ 2"}
    session.refuses("proxy.chain", SECRETARY, "proxy.record", **chain)
    back = {"grantor": CUC.seat, "holder": AN.seat, "document": "GUQ 3"}
    session.refuses("proxy.chain", SECRETARY, "proxy.record", **back)
    for grantor, holder in ((CUC, CUC), (CUC, KYSON), (CUC, SECRETARY), (CUC, OBSERVER)):
        wrong = {"grantor": grantor.seat, "holder": holder.seat, "document": "GUQ 4"}
        session.refuses("proxy.bad_pair", SECRETARY, "proxy.record", **wrong)
    unknown = {"grantor": CUC.seat, "holder": "delegate-x", "document": "GUQ 5"}
    session.refuses("seat.unknown", SECRETARY, "proxy.record", **unknown)
    session.refuses("role.denied", AN, "proxy.record", **pair)


def test_a_seat_votes_for_no_more_others_than_the_poll_lets_it(session: Table) -> None:
    for grantor in (AN, BINH):
        session.do(CHAIR, "proxy.record", grantor=grantor.seat, holder=CUC.seat, document="GUQ")
    session.refuses("proxy.too_many", CHAIR, "poll.open", poll=made(session))
    two = opened(session, proxies=2)
    assert len(own(session, CUC)) == 3
    session.do(CHAIR, "poll.close", poll=two)
    none = opened(session, proxies=0)
    vote(session, AN, none, "yes")
    assert len(own(session, CUC)) == 1


def without_effect(table: Table, poll: str) -> dict[str, str]:
    """By grantor, why an authority has no effect in a poll, as the desk is told."""
    seen = table.sees(SECRETARY)
    grantors = {one["id"]: one["grantor"] for one in seen["polls"]["proxies"]}
    rows = seen["me"]["poll_desk"][poll]["without_effect"]
    return {grantors[row["proxy"]]: row["reason"] for row in rows}


def test_the_desk_is_told_which_authorities_have_no_effect_before_it_opens(session: Table) -> None:
    for grantor, holder in ((AN, CHAIR), (DEPUTY, CUC), (BINH, DUNG), (KYSON, VINH)):
        session.do(SECRETARY, "proxy.record", grantor=grantor.seat, holder=holder.seat, document="GUQ")
    poll = made(session)
    assert without_effect(session, poll) == {AN.seat: "holder_no_voter"}
    session.do(SECRETARY, "poll.check_ready", poll=poll)
    assert without_effect(session, poll) == {AN.seat: "holder_no_voter"}
    session.do(SECRETARY, "poll.edit", poll=poll, question="?", chairs=True)
    assert without_effect(session, poll) == {}
    session.do(SECRETARY, "poll.edit", poll=poll, question="?", proxies=0)
    assert without_effect(session, poll) == {AN.seat: "holder_no_voter", BINH.seat: "no_proxies"}
    session.do(SECRETARY, "poll.edit", poll=poll, question="?", unit="sites")
    assert without_effect(session, poll) == {}


def test_the_desk_is_told_of_an_authority_for_this_poll_whose_grantor_has_no_vote_in_it(
    session: Table,
) -> None:
    poll = made(session)
    pair = {"grantor": DEPUTY.seat, "holder": CUC.seat, "document": "GUQ"}
    session.do(SECRETARY, "proxy.record", **pair, poll=poll)
    session.do(CHAIR, "poll.open", poll=poll)
    assert without_effect(session, poll) == {DEPUTY.seat: "grantor_no_voter"}
    closed(session, poll)
    assert without_effect(session, poll) == {}


def test_more_authorities_than_any_poll_allows_are_not_recorded(session: Table) -> None:
    for number in range(6):
        session.do(SECRETARY, "delegate.add", id=f"m{number}", name=f"Người {number}", site="417")
    for number in range(5):
        session.do(SECRETARY, "proxy.record", grantor=f"delegate-m{number}", holder=CUC.seat, document="GUQ")
    sixth = {"grantor": "delegate-m5", "holder": CUC.seat, "document": "GUQ"}
    session.refuses("proxy.too_many", SECRETARY, "proxy.record", **sixth)


def test_an_authority_is_revoked_before_the_poll_opens_and_not_during_it(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ 12")
    (proxy,) = session.state.polls.proxies
    assert session.sees(KYSON)["polls"]["proxies"][0]["document"] == "GUQ 12"
    poll = opened(session)
    session.refuses("proxy.in_use", SECRETARY, "proxy.revoke", proxy=proxy)
    session.do(CHAIR, "poll.close", poll=poll)
    session.do(SECRETARY, "proxy.revoke", proxy=proxy)
    session.refuses("proxy.unknown", SECRETARY, "proxy.revoke", proxy=proxy)
    vote(session, AN, opened(session), "yes")


def test_an_authority_for_one_poll_counts_in_no_other(session: Table) -> None:
    poll, other = made(session), made(session)
    entry = {"grantor": AN.seat, "holder": CUC.seat, "document": "GUQ", "poll": poll}
    session.do(SECRETARY, "proxy.record", **entry)
    session.do(CHAIR, "poll.open", poll=other)
    vote(session, AN, other, "yes")
    late = {**entry, "grantor": BINH.seat, "poll": other}
    session.refuses("poll.begun", SECRETARY, "proxy.record", **late)
    session.do(CHAIR, "poll.close", poll=other)
    session.do(CHAIR, "poll.open", poll=poll)
    session.refuses("ballot.given_away", AN, "ballot.cast", poll=poll, choices=["yes"])


def test_a_hall_may_entrust_its_vote_to_a_hall(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=KYSON.seat, holder=VINH.seat, document="GUQ")
    poll = opened(session, unit="sites")
    session.do(VINH, "ballot.cast", poll=poll, choices=["yes"], seat=KYSON.seat)
    assert closed(session, poll)["cast"] == 1


def test_authorities_of_who_is_removed_are_no_more(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    session.do(SECRETARY, "delegate.remove", id="cuc")
    assert session.state.polls.proxies == {}
    vote(session, AN, opened(session), "yes")


def test_the_list_shows_who_voted_at_a_seat_where_a_substitute_was_named_meanwhile(session: Table) -> None:
    poll = opened(session)
    substitute = {"name": "Đỗ Văn Thay", "office": "Chánh Văn phòng"}
    session.do(CUALO, "invitation.answer", subject=AN.seat, answer="absent", substitute=substitute)
    assert own(session)[0]["name"] == "Đỗ Văn Thay (thay Nguyễn Thị An)"
    vote(session, AN, poll, "yes")
    vote(session, BINH, poll, "no")
    rows = {row["seat"]: (row["name"], row["office"]) for row in closed(session, poll)["ballots"]}
    assert rows[AN.seat] == ("Đỗ Văn Thay (thay Nguyễn Thị An)", "Chánh Văn phòng")
    assert rows[BINH.seat][0] == "Trần Bình"


def test_who_is_removed_during_a_vote_keeps_the_ballot_and_nobody_takes_the_place(session: Table) -> None:
    poll = opened(session)
    vote(session, AN, poll, "yes")
    for one in ("an", "binh"):
        session.do(SECRETARY, "delegate.remove", id=one)
        session.do(SECRETARY, "delegate.add", id=one, name="Người khác", site="413")
    for viewer in (AN, BINH):
        session.connect(viewer, f"again-{viewer.seat}")
        assert own(session, viewer) == []
        session.refuses("ballot.not_entitled", viewer, "ballot.cast", poll=poll, choices=["no"])
    assert session.sees(CHAIR)["me"]["poll_desk"][poll]["not_cast"] == [CUC.seat, DUNG.seat]
    result = closed(session, poll)
    assert (result["entitled"], result["cast"], counts(result)["yes"]) == (4, 1, 1)
    assert {row["name"] for row in result["ballots"]} >= {"Nguyễn Thị An", "Trần Bình"}


def test_who_entrusted_a_vote_to_somebody_removed_since_votes_themselves(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    poll = opened(session)
    session.do(SECRETARY, "site.remove", code="417")
    assert [(row["state"], row["proxy"]) for row in own(session, AN)] == [("may_cast", False)]
    vote(session, AN, poll, "yes")
    assert session.sees(CUALO)["me"]["hall_poll"]["voters"] == 2, "and in their own hall"
    assert counts(closed(session, poll))["yes"] == 1


def test_a_vote_given_by_authority_stays_given_when_its_holder_is_removed(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    poll = opened(session)
    session.do(CUC, "ballot.cast", poll=poll, choices=["no"], seat=AN.seat)
    session.do(SECRETARY, "delegate.remove", id="cuc")
    session.refuses("ballot.given_away", AN, "ballot.cast", poll=poll, choices=["yes"])
    result = closed(session, poll)
    assert (counts(result)["no"], result["cast"]) == (1, 1)


def test_a_secret_vote_is_not_given_twice_when_its_holder_is_removed(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    session.do(SECRETARY, "proxy.record", grantor=BINH.seat, holder=DUNG.seat, document="GUQ")
    poll = secret(session)
    session.do(CUC, "ballot.take_credential", poll=poll, seat=AN.seat)
    for one in ("cuc", "dung"):
        session.do(SECRETARY, "delegate.remove", id=one)
    session.refuses("ballot.given_away", AN, "ballot.take_credential", poll=poll)
    assert session.do(BINH, "ballot.take_credential", poll=poll) == ["ballot.credential_taken"]


def test_hands_counted_with_an_entrusted_vote_count_it_once(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    poll = opened(session)
    session.do(KYSON, "poll.count_hands", poll=poll, site="417", counts=[{"choice": "yes", "count": 2}])
    session.do(SECRETARY, "delegate.remove", id="cuc")
    session.refuses("ballot.given_away", AN, "ballot.cast", poll=poll, choices=["yes"])
    assert closed(session, poll)["cast"] == 2


def ballot(serial: str, *choices: str) -> dict[str, Any]:
    return {"serial": serial, "choices": list(choices), "signature": "sig", "proof": "proof"}


def secret(table: Table, **plan: Any) -> str:
    """Open a secret poll whose key is there."""
    poll = opened(table, secret=True, **plan)
    table.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    return poll


def test_of_a_secret_poll_the_log_holds_credentials_and_a_sorted_box(session: Table) -> None:
    poll = opened(session, secret=True)
    session.refuses("ballot.no_key", AN, "ballot.take_credential", poll=poll)
    assert session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI") == ["poll.key_set"]
    assert session.do(SYSTEM, "poll.set_key", poll=poll, public_key="other") == []
    for viewer in (AN, BINH):
        assert session.do(viewer, "ballot.take_credential", poll=poll) == ["ballot.credential_taken"]
        assert session.do(viewer, "ballot.take_credential", poll=poll) == []
    session.refuses("ballot.secret", AN, "ballot.cast", poll=poll, choices=["yes"])
    turnout = seen(session, poll)["turnout"]
    assert (turnout["credentials"], turnout["cast"]) == (2, None)
    assert session.do(CHAIR, "poll.close", poll=poll) == ["poll.ended"]
    assert seen(session, poll)["state"] == "counting"
    session.refuses("poll.closed", CUC, "ballot.take_credential", poll=poll)
    box = [ballot("z", "yes"), ballot("b", "no")]
    assert session.do(SYSTEM, "poll.count", poll=poll, ballots=box) == ["poll.closed"]
    assert session.do(SYSTEM, "poll.count", poll=poll, ballots=box) == []
    stored = event_to_json(session.log[-1])["data"]
    assert [one["serial"] for one in stored["ballots"]] == ["b", "z"]
    result = seen(session, poll)["result"]
    assert (counts(result)["yes"], result["cast"], result["ballots"]) == (1, 2, [])
    assert session.do(SYSTEM, "poll.note_key_destroyed", poll=poll) == ["poll.key_destroyed"]
    assert session.do(SYSTEM, "poll.note_key_destroyed", poll=poll) == []


def test_who_is_not_entitled_gets_no_credential(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=AN.seat, holder=CUC.seat, document="GUQ")
    poll = secret(session)
    session.refuses("ballot.not_entitled", KYSON, "ballot.take_credential", poll=poll)
    session.refuses("ballot.not_entitled", BINH, "ballot.take_credential", poll=poll, seat=DUNG.seat)
    session.refuses("ballot.given_away", AN, "ballot.take_credential", poll=poll)
    session.do(CUC, "ballot.take_credential", poll=poll, seat=AN.seat)
    session.refuses("role.denied", OBSERVER, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.cancel", poll=poll)
    session.refuses("poll.not_open", BINH, "ballot.take_credential", poll=poll)
    named = opened(session)
    session.refuses("ballot.not_secret", BINH, "ballot.take_credential", poll=named)


def test_a_box_with_more_ballots_than_credentials_decides_nothing(session: Table) -> None:
    poll = secret(session)
    session.do(AN, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    session.do(SYSTEM, "poll.count", poll=poll, ballots=[ballot("a", "yes"), ballot("b", "yes")])
    result = seen(session, poll)["result"]
    assert (result["outcome"], result["carried"]) == ("void", False)


def test_a_box_with_a_serial_twice_or_no_vote_is_refused(session: Table) -> None:
    poll = secret(session)
    session.do(CHAIR, "poll.close", poll=poll)
    twice = [ballot("a", "yes"), ballot("a", "no")]
    session.refuses("ballot.already_cast", SYSTEM, "poll.count", poll=poll, ballots=twice)
    wrong = [ballot("a", "o1")]
    session.refuses("ballot.unknown_option", SYSTEM, "poll.count", poll=poll, ballots=wrong)


def test_the_server_is_told_what_a_secret_poll_still_needs(session: Table) -> None:
    from rooms import Patience, reviews

    def due() -> dict[str, Any]:
        return {one.command: dict(one.data) for one in reviews(session.state, Patience())}

    poll = opened(session, secret=True)
    assert due()["poll.set_key"] == {"poll": poll}
    session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    assert "poll.set_key" not in due()
    session.do(CHAIR, "poll.close", poll=poll)
    assert due()["poll.count"] == {"poll": poll}
    session.do(SYSTEM, "poll.count", poll=poll, ballots=[])
    assert "poll.count" not in due()
    assert due()["poll.note_key_destroyed"] == {"poll": poll}
    session.do(SYSTEM, "poll.note_key_destroyed", poll=poll)
    assert "poll.note_key_destroyed" not in due()


def test_a_key_that_comes_after_the_poll_is_over_is_not_taken(session: Table) -> None:
    poll = opened(session, secret=True)
    session.do(CHAIR, "poll.cancel", poll=poll)
    assert session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI") == []
    assert session.do(SYSTEM, "poll.note_key_destroyed", poll=poll) == ["poll.key_destroyed"]


def test_votes_are_replayed_from_the_log(session: Table) -> None:
    session.do(DEPUTY, "floor.request")
    poll = secret(session, options=["A", "B"])
    session.do(CUC, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    session.do(SYSTEM, "poll.count", poll=poll, ballots=[ballot("a", "o2")])
    other = opened(session)
    session.do(CUALO, "poll.count_hands", poll=other, site="413", counts=[{"choice": "yes", "count": 2}])
    vote(session, DUNG, other, "no")
    stored = [json.loads(json.dumps(event_to_json(event))) for event in session.log]
    assert replay(map(event_from_json, stored)) == session.state
