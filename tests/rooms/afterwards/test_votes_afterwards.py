"""What the log tells of votes when the meeting is over."""

from rooms.afterwards import history
from rooms.afterwards.votes import votes
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, SECRETARY, SYSTEM, Table
from tests.rooms.voting.test_polls import made, opened, vote


def test_every_poll_that_was_opened_is_told_with_what_came_of_it(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=CUC.seat, holder=AN.seat, document="GUQ 12/2026")
    first = opened(session, item="a1")
    session.do(AN, "ballot.cast", poll=first, choices=["no"], seat=CUC.seat)
    vote(session, BINH, first, "yes")
    session.do(SECRETARY, "delegate.remove", id="binh")
    session.do(CHAIR, "poll.close", poll=first)
    second = opened(session)
    session.do(CHAIR, "poll.cancel", poll=second, reason="Sửa câu hỏi")
    made(session)
    told = votes(session.log)
    assert [one.poll.id for one in told] == [first, second]
    assert (told[0].title, told[0].opened_by) == ("Phòng chống thiên tai", "Lê Chủ Trì")
    assert told[0].documents == {CUC.seat: "GUQ 12/2026"}
    assert told[0].holders == {AN.seat: "Nguyễn Thị An"}
    assert told[0].halls[CUALO.seat] == "Thị xã Cửa Lò"
    assert told[0].poll.voters[BINH.seat].name == "Trần Bình", "also of who was removed since"
    assert told[1].poll.cancelled_reason == "Sửa câu hỏi"


def test_an_authority_that_was_not_used_since_its_holder_left_is_not_told(session: Table) -> None:
    session.do(SECRETARY, "proxy.record", grantor=CUC.seat, holder=AN.seat, document="GUQ 12/2026")
    poll = opened(session)
    session.do(SECRETARY, "delegate.remove", id="an")
    vote(session, CUC, poll, "no")
    session.do(CHAIR, "poll.close", poll=poll)
    (told,) = votes(session.log)
    assert told.documents == {}


def test_a_vote_is_a_chapter_and_one_on_an_internal_item_is_marked(session: Table) -> None:
    session.do(SECRETARY, "agenda.edit", item="a2", internal=True)
    for item in ("a1", "a2"):
        poll = opened(session, item=item, question=f"Về {item}?")
        session.do(CHAIR, "poll.close", poll=poll)
    found = [one for one in history.chapters(session.log) if one.kind == "vote"]
    assert [(one.title, one.internal) for one in found] == [("Về a1?", False), ("Về a2?", True)]


def test_a_secret_vote_is_told_without_anybodys_choice(session: Table) -> None:
    poll = opened(session, secret=True)
    session.do(SYSTEM, "poll.set_key", poll=poll, public_key="SPKI")
    session.do(AN, "ballot.take_credential", poll=poll)
    session.do(CHAIR, "poll.close", poll=poll)
    box = [{"serial": "s", "choices": ["yes"], "signature": "x", "proof": "y"}]
    session.do(SYSTEM, "poll.count", poll=poll, ballots=box)
    (told,) = votes(session.log)
    assert told.poll.ballots == {}
    assert told.poll.tally is not None
    assert told.poll.tally.counts["yes"] == 1
