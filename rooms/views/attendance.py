"""Who is here, as screens see it: roll, quorum, seat plans, check-in codes and a hall's own notes."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.base.roles import Role, Viewer
from rooms.lookup.seats import Person, find_person
from rooms.participants.attendance import next_on_roll, roll_runs
from rooms.state import Answer, CheckinCode, Delegate, Meeting, QuorumRule, SeatRow
from rooms.views.json import Json
from rooms.voting.quorum import figures

HERE, LEFT, ABSENT, UNKNOWN = "here", "left", "absent", "unknown"


def roll_view(state: Meeting) -> Json:
    """When the roll-call ran, the name called out now and who is next; marks are with halls and people."""
    return {
        "started_at": iso_or_none(state.roll.started_at),
        "finished_at": iso_or_none(state.roll.finished_at),
        "called": _called(state),
        "next": next_on_roll(state) if roll_runs(state) else None,
    }


def _called(state: Meeting) -> Json | None:
    person = find_person(state, state.roll.called) if state.roll.called else None
    if person is None:
        return None
    return {"seat": person.seat, "name": person.name, "office": person.office, "site": person.site}


def quorum_view(state: Meeting) -> Json:
    """The count now and the rule; ``need``, ``met`` and ``rule`` are null where no rule is set."""
    now = figures(state)
    return {
        "basis": now.basis,
        "of": now.of,
        "here": now.here,
        "need": now.need,
        "met": now.met,
        "rule": None if state.quorum is None else _rule(state.quorum),
    }


def _rule(rule: QuorumRule) -> Json:
    share = None if rule.of is None else {"of": rule.of, "parts": rule.parts, "over": rule.over}
    return {"basis": rule.basis, "at_least": share, "count": rule.count}


def presence_of(delegate: Delegate, status: str) -> str:
    """One word for where a delegate is, from their stay, the roll's mark and the answer."""
    if delegate.stay is not None:
        return HERE if delegate.here else LEFT
    absent = delegate.answer is not None and delegate.answer.answer == ABSENT
    stays_away = absent and delegate.answer is not None and delegate.answer.substitute is None
    return ABSENT if stays_away or status in ("absent", "excused") else UNKNOWN


def stay_view(delegate: Delegate, status: str) -> Json:
    """Answer and presence of a delegate, without reasons."""
    answer, stay = delegate.answer, delegate.stay
    instead = answer.substitute if answer else None
    return {
        "invited": {"name": delegate.name, "office": delegate.office},
        "answer": answer.answer if answer else None,
        "substitute": {"name": instead.name, "office": instead.office} if instead else None,
        "presence": presence_of(delegate, status),
        "late": status == "late",
        "entered_at": iso_or_none(stay.entered_at) if stay else None,
        "left_at": iso_or_none(stay.left_at) if stay else None,
    }


def reason_of(answer: Answer | None) -> str:
    """Why a delegate does not attend."""
    return answer.reason if answer else ""


def seating_view(rows: tuple[SeatRow, ...]) -> list[Json]:
    """Rows from the front, each with its places."""
    return [{"label": row.label, "places": list(row.places)} for row in rows]


def plans_view(state: Meeting) -> Json:
    """The seat plans of all halls, by seat."""
    return {seat: seating_view(rows) for seat, rows in state.seating.items()}


def codes_view(state: Meeting) -> Json:
    """The check-in codes of all halls, by seat, for who runs the meeting."""
    return {seat: _code(code) for seat, code in state.codes.items()}


def _code(code: CheckinCode) -> Json:
    return {"code": code.code, "until": iso(code.due_at)}


def own_hall_view(state: Meeting, viewer: Viewer, person: Person) -> Json:
    """What only this hall or delegate may read: the hall's code and plan, reasons and notes of its own."""
    code = state.codes.get(viewer.seat) if viewer.role == Role.SITE else None
    plan = state.seating.get(person.site or "") if viewer.role in (Role.SITE, Role.DELEGATE) else None
    return {
        "checkin_code": code.code if code else None,
        "seating": seating_view(plan or ()),
        "own_notes": _own_notes(state, viewer),
    }


def _own_notes(state: Meeting, viewer: Viewer) -> Json:
    if viewer.role not in (Role.SITE, Role.DELEGATE):
        return {}
    return {
        one.id: {
            "reason": reason_of(one.answer),
            "note": mark.note if (mark := state.roll.marks.get(one.seat)) else "",
        }
        for one in state.delegates.values()
        if viewer.seat in (one.seat, one.site)
    }
