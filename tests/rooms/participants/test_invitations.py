"""Invitations: answers, reasons, substitutes, and who may say so for whom."""

from typing import Any

import pytest

from rooms import Viewer
from tests.rooms.table import AN, BINH, CHAIR, CUALO, CUC, DUNG, KYSON, SECRETARY, VINH, Table

THAY = {"name": "Phạm Văn Thay", "office": "Phó Chủ tịch"}


def delegate(table: Table, viewer: Viewer = SECRETARY, who: str = "an") -> dict[str, Any]:
    found: dict[str, Any] = table.sees(viewer)["delegates"][who]
    return found


def test_a_delegate_confirms(table: Table) -> None:
    table.to("scheduled")
    assert delegate(table)["answer"] is None
    assert table.do(AN, "invitation.answer", answer="attending") == ["invitation.answered"]
    assert (delegate(table)["answer"], delegate(table)["presence"]) == ("attending", "unknown")
    assert table.do(AN, "invitation.answer", answer="attending") == []


def test_nobody_is_asked_before_the_meeting_is_scheduled(table: Table) -> None:
    table.refuses("meeting.wrong_state", AN, "invitation.answer", answer="attending")


def test_an_absence_has_its_reason(table: Table) -> None:
    table.to("scheduled")
    table.refuses("invitation.no_reason", AN, "invitation.answer", answer="absent")
    table.do(AN, "invitation.answer", answer="absent", reason="Đi công tác")
    assert delegate(table)["presence"] == "absent"
    assert delegate(table)["answer_reason"] == "Đi công tác"


def test_the_substitutes_name_is_shown_with_whose_place_they_take(session: Table) -> None:
    session.do(CUALO, "invitation.answer", subject=AN.seat, answer="absent", substitute=THAY)
    seen = delegate(session, KYSON)
    assert seen["name"] == "Phạm Văn Thay (thay Nguyễn Thị An)"
    assert (seen["office"], seen["substitute"]) == ("Phó Chủ tịch", THAY)
    assert seen["invited"] == {"name": "Nguyễn Thị An", "office": "Chủ tịch"}
    request = session.ask(AN)
    assert session.sees(CHAIR)["floor"]["requests"][request]["name"] == seen["name"]
    assert session.sees(AN)["me"]["name"] == seen["name"]


def test_only_who_does_not_attend_sends_a_substitute(table: Table) -> None:
    table.to("scheduled")
    table.refuses(
        "invitation.substitute_attends", AN, "invitation.answer", answer="attending", substitute=THAY
    )


def test_a_changed_mind_takes_the_substitute_back(table: Table) -> None:
    table.to("scheduled")
    table.do(AN, "invitation.answer", answer="absent", substitute=THAY)
    table.do(AN, "invitation.answer", answer="attending")
    assert (delegate(table)["name"], delegate(table)["substitute"]) == ("Nguyễn Thị An", None)


@pytest.mark.parametrize("entering", ["check_in", "clerk", "secretary"])
def test_after_entering_nobody_is_exchanged(session: Table, entering: str) -> None:
    if entering == "check_in":
        session.do(AN, "delegate.check_in")
    else:
        marker = CUALO if entering == "clerk" else SECRETARY
        session.do(marker, "roll.mark", subject=AN.seat, status="present")
    for actor in (AN, CUALO, SECRETARY, CHAIR):
        session.refuses(
            "delegate.entered",
            actor,
            "invitation.answer",
            subject=AN.seat,
            answer="absent",
            substitute=THAY,
        )
    session.do(SECRETARY, "delegate.leave", delegate="an")
    session.refuses("delegate.entered", AN, "invitation.answer", answer="absent", substitute=THAY)


def test_a_mark_taken_back_lets_a_substitute_come(session: Table) -> None:
    session.do(CUALO, "roll.mark", subject=AN.seat, status="present")
    session.do(SECRETARY, "roll.mark", subject=AN.seat, status="absent")
    assert session.do(AN, "invitation.answer", answer="absent", substitute=THAY) == ["invitation.answered"]


def test_each_answers_for_whom_they_may(table: Table) -> None:
    table.to("scheduled")
    table.refuses("delegate.not_you", AN, "invitation.answer", subject=BINH.seat, answer="attending")
    table.refuses("site.not_yours", CUALO, "invitation.answer", subject=CUC.seat, answer="attending")
    table.refuses("delegate.unknown", CUALO, "invitation.answer", answer="attending")
    table.refuses(
        "delegate.unknown", SECRETARY, "invitation.answer", subject="delegate-x", answer="attending"
    )
    table.refuses("delegate.unknown", SECRETARY, "invitation.answer", subject=VINH.seat, answer="attending")
    for actor in (CUALO, SECRETARY, CHAIR):
        table.do(actor, "invitation.answer", subject=BINH.seat, answer="absent", reason=actor.seat)
    assert delegate(table, who="binh")["answer_reason"] == CHAIR.seat


def test_reasons_are_read_by_the_own_hall_and_the_officers_only(table: Table) -> None:
    table.to("scheduled")
    table.do(AN, "invitation.answer", answer="absent", reason="Nằm viện")
    for viewer in (KYSON, CUC, DUNG, VINH, BINH):
        assert "Nằm viện" not in str(table.sees(viewer))
    assert table.sees(CUALO)["me"]["own_notes"]["an"] == {"reason": "Nằm viện", "note": ""}
    assert table.sees(AN)["me"]["own_notes"] == {"an": {"reason": "Nằm viện", "note": ""}}


def test_renaming_a_delegate_keeps_answer_and_substitute(table: Table) -> None:
    table.to("scheduled")
    table.do(AN, "invitation.answer", answer="absent", substitute=THAY)
    table.do(SECRETARY, "delegate.edit", id="an", name="Nguyễn Thị Ân")
    assert delegate(table)["name"] == "Phạm Văn Thay (thay Nguyễn Thị Ân)"
