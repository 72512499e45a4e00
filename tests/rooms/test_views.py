"""The view has the shape the screens are written to, and the parts the server joins."""

from rooms import Role, me_view, shared_view, view
from tests.rooms.table import AN, CHAIR, CUALO, EVERYBODY, KYSON, OBSERVER, SECRETARY, STRANGER, SYSTEM, Table

SHAPE = {
    "meeting": "id title state scheduled_at planned_s opened_at closed_at recess_since auto_record"
    " cancelled_for",
    "recording": "on since decided_by alarm",
    "agenda": "order current items postponed",
    "roll": "started_at finished_at called next",
    "quorum": "basis of here need met rule",
    "floor": "max_open holders queue requests current_list lists spoken",
    "questions": "order items",
    "polls": "order open items proxies",
    "papers": "order items due_at dues",
    "front": "paper page by at",
    "secrecy": "shut relaxed recalled rules",
    "program": "mode layout sources page third messages preview layouts",
    "decisions": "order items",
    "remotes": "order items",
    "me": "seat role name site admitted presides microphone mute_reason request requests holds_floor rights"
    " may_present may_mark can denied ended messages check checked barred next_item remote talkback"
    " checkin_code seating own_notes ballots ready poll_desk hall_poll",
    "checks": "run sites alarms",
}
SITE = (
    "seat code name short_name kind rank present since lost_at roll roll_note microphone camera"
    " screen_allowed may_present delegates"
)
OFFICER = "seat name office role order rank present since lost_at roll microphone screen_allowed"
ITEM = (
    "id title rapporteur planned_s state started_at spent_s seats internal planned_at expected_at over_s"
    " postponed_reason vote"
)
DELEGATE = (
    "id seat name office site rank present roll roll_note roll_by checked_in_at invited answer answer_reason"
    " substitute presence late entered_at left_at"
)
PAPER = (
    "id title pages item size sha256 number issuer dated kind marking unit version replaced_at note withdrawn"
)
REQUEST = (
    "id kind seat site delegate name office topic item question paper page by rank requested_at state"
    " granted_at limit_s running_since spent_s paused held_by warn_s ends_at rang_at"
)


def test_the_view_has_its_shape(session: Table) -> None:
    session.ask(AN)
    seen = session.sees(SECRETARY)
    by_id = {"talkbacks", "presiding", "sites", "officers", "delegates", "chat", "seating", "checkin"}
    assert set(seen) == {*SHAPE, *by_id}
    for part, names in SHAPE.items():
        assert set(seen[part]) == set(names.split()), part
    assert set(seen["sites"][KYSON.seat]) == set(SITE.split())
    assert set(seen["officers"][CHAIR.seat]) == set(OFFICER.split())
    assert set(seen["delegates"]["an"]) == set(DELEGATE.split())
    assert set(seen["agenda"]["items"]["a1"]) == set(ITEM.split())
    (request,) = seen["floor"]["requests"].values()
    assert set(request) == set(REQUEST.split())
    session.do(SYSTEM, "paper.add", paper="p1", title="x", pages=1, size=1, sha256="0" * 64)
    assert set(session.sees(SECRETARY)["papers"]["items"]["p1"]) == set(PAPER.split())


def test_a_view_is_the_shared_part_and_ones_own(session: Table) -> None:
    for viewer in EVERYBODY:
        shared, me = shared_view(session.state, viewer.role), me_view(session.state, viewer)
        assert view(session.state, viewer) == {**shared, "me": me}


def test_notes_of_the_roll_are_for_those_who_keep_it(session: Table) -> None:
    session.do(SECRETARY, "roll.mark", subject=KYSON.seat, status="absent", note="ốm")
    for role in Role:
        site = shared_view(session.state, role)["sites"][KYSON.seat]
        assert ("roll_note" in site) == (role in ("chair", "secretary", "technician", "system"))


def test_everyone_sees_their_own_corner(session: Table) -> None:
    assert session.sees(AN)["me"]["site"] == CUALO.seat
    assert session.sees(CUALO)["me"]["site"] == CUALO.seat
    assert session.sees(CHAIR)["me"]["site"] is None
    assert session.sees(OBSERVER)["me"]["can"] == []
    assert session.sees(CHAIR)["me"]["rights"] == {"camera": True, "microphone": True, "screen": True}


def test_a_stranger_sees_that_they_may_do_nothing(session: Table) -> None:
    me = me_view(session.state, STRANGER)
    assert (me["admitted"], me["can"], me["name"]) == (False, [], "")
    assert me["rights"] == {"camera": False, "microphone": False, "screen": False}


def test_times_are_utc_with_milliseconds(session: Table) -> None:
    assert session.sees(CHAIR)["meeting"]["scheduled_at"] == "2026-11-23T01:30:00.000Z"
    assert session.sees(CHAIR)["meeting"]["opened_at"].endswith(".000Z")
