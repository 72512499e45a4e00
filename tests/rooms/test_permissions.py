"""Every role × every command × every phase, from the registry: what the table does not list is refused."""

import pytest

from rooms import COMMANDS, SYSTEM, Phase, Refused, Role, Viewer, allowed, permissions
from rooms.base.roles import PRESIDING
from tests.rooms.table import (
    AN,
    CHAIR,
    DEPUTY,
    DEPUTY2,
    KYSON,
    OBSERVER,
    SECRETARY,
    STRANGER,
    TECHNICIAN,
    Table,
)  # fmt: skip

SEATS = {
    "chair": CHAIR,
    "deputy": DEPUTY2,
    PRESIDING: DEPUTY,
    "secretary": SECRETARY,
    "technician": TECHNICIAN,
    "site": KYSON,
    "delegate": AN,
    "observer": OBSERVER,
    "system": SYSTEM,
}
LIVE = {Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS}
DENIED = {"role.denied", "presiding.not_you"}
# For each command the letters of LETTERS.
MATRIX = {
    "meeting.create": "Y", "meeting.edit": "PSY", "meeting.schedule": "PSY",
    "meeting.start_line_check": "PSTY", "meeting.open": "P", "meeting.recess": "P",
    "meeting.resume": "P", "meeting.close": "P", "meeting.archive": "Y",
    "meeting.cancel": "PSY",
    "seat.connect": "Y", "seat.disconnect": "Y", "seat.disconnect_all": "Y",
    "presiding.review": "Y", "presiding.hand_over": "CP",
    "site.add": "PSY", "site.remove": "PSY", "officer.add": "CSY", "officer.remove": "CSY",
    "delegate.add": "PSY", "delegate.edit": "PSY", "delegate.remove": "PSY",
    "check.start": "PST", "check.report": "H", "check.confirm": "PST", "check.again": "PST",
    "check.change_device": "H", "check.finish": "PST", "check.alarm": "Y",
    "invitation.answer": "PSHG", "checkin.set_codes": "Y", "delegate.check_in": "G",
    "delegate.leave": "PSHG", "delegate.return": "PSHG", "roll.mark": "PSH",
    "roll.start": "PS", "roll.finish": "PS", "roll.call": "PS", "seating.set": "PSH", "quorum.set": "PS",
    "agenda.add": "PSY", "agenda.edit": "PS", "agenda.remove": "PS", "agenda.move": "PS",
    "agenda.start": "PS", "agenda.finish": "PS", "agenda.postpone": "PS", "agenda.restore": "PS",
    "agenda.carry": "Y", "agenda.review": "Y",
    "floor.request": "CDPSTHG", "floor.withdraw": "CDPSTHG", "floor.release": "CDPSTHG",
    "floor.grant": "PS", "floor.invite": "PS", "floor.deny": "PS", "floor.revoke": "PS",
    "floor.extend": "PS", "floor.set_max": "P",
    "floor.pause": "PS", "floor.resume": "PS", "floor.ring": "PS",
    "speakers.open": "PS", "speakers.close": "PS", "speakers.set": "PS", "speakers.move": "PS",
    "spoken.note_recent": "Y",
    "question.ask": "CDPSTHG", "question.withdraw": "CDPSTHG", "question.deny": "PS",
    "question.move": "PS", "question.call": "PS", "question.answer": "PS", "question.close": "PS",
    "poll.create": "PS", "poll.edit": "PS", "poll.check_ready": "PS", "poll.open": "P", "poll.close": "P",
    "poll.cancel": "P", "poll.release": "P", "poll.review": "Y", "poll.set_key": "Y", "poll.count": "Y",
    "poll.note_key_destroyed": "Y", "poll.count_hands": "PSH", "poll.clear_hands": "PSH",
    "ballot.ready": "CDHG", "ballot.cast": "CDHG", "ballot.take_credential": "CDHG",
    "ballot.withdraw": "CDHG",
    "proxy.record": "PS", "proxy.revoke": "PS",
    "mic.mute": "PST", "mic.unmute": "PST", "screen.allow": "PS", "screen.deny": "PST",
    "paper.add": "Y", "paper.edit": "PSY", "paper.remove": "PSY", "paper.move": "PS",
    "paper.replace": "Y", "paper.withdraw": "PS", "paper.set_due": "PS",
    "marking.relax": "P", "marking.restore": "P", "marking.lower": "P", "marking.recall": "PS",
    "marking.seal_log": "Y",
    "front.show": "CDPSTHG", "front.turn": "CDPSTHG", "front.hide": "CDPSTHG",
    "front.allow": "PS", "front.disallow": "PS",
    "program.set_mode": "PST", "program.preview": "PST", "program.take": "PST", "program.cut": "PST",
    "program.third": "PST", "program.message": "PST", "program.countdown": "PST",
    "program.clear": "PST", "program.review": "Y",
    "chat.post": "CDPSTHG", "decision.record": "PS", "decision.amend": "PS",
    "recording.decide": "P", "recording.start": "P", "recording.stop": "P",
    "remote.ask": "PST", "remote.cancel": "PST", "remote.answer": "CDPSTH", "remote.report": "CDPSTH",
    "talkback.open": "ST", "talkback.close": "ST", "talkback.review": "Y",
    "recording.failed": "Y", "recording.alarm": "Y",
}  # fmt: skip
LETTERS = {
    "C": "chair", "D": "deputy", "P": PRESIDING, "S": "secretary", "T": "technician",
    "H": "site", "G": "delegate", "Y": "system",
}  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> dict[Phase, Table]:
    """A meeting in each phase; where it gathers, the first deputy presides."""
    made = {}
    for phase in set(Phase) - {Phase.NONE}:
        made[phase] = Table().connect_everybody().to(phase)
        if phase in LIVE:
            made[phase].do(CHAIR, "presiding.hand_over", seat=DEPUTY.seat)
    return made


def test_every_command_has_a_row() -> None:
    assert set(MATRIX) == set(COMMANDS)


@pytest.mark.parametrize("role", SEATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_the_role_is_let_through_exactly_where_the_table_says(
    tables: dict[Phase, Table], command: str, role: str
) -> None:
    listed = {LETTERS[letter] for letter in MATRIX[command]}
    spec = COMMANDS[command]
    for phase in spec.phases - {Phase.NONE}:
        if role == PRESIDING and phase not in LIVE:
            continue
        code = _refusal(tables[phase], SEATS[role], command)
        leads = tables[phase].state.presiding.seat == SEATS[role].seat
        may = bool(
            listed & {role, *([PRESIDING] if leads else []), *(["deputy"] if role == PRESIDING else [])}
        )
        assert (code not in DENIED) == may, f"{role} {command} in {phase}: {code}"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("phase", [phase for phase in Phase if phase != Phase.NONE])
def test_outside_its_phases_nobody_gives_a_command(
    tables: dict[Phase, Table], command: str, phase: Phase
) -> None:
    if phase in COMMANDS[command].phases:
        return
    for viewer in SEATS.values():
        assert _refusal(tables[phase], viewer, command) is not None


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "meeting.create"])
@pytest.mark.parametrize(
    "outsider",
    [STRANGER, Viewer("officer-x", "chair"), Viewer(KYSON.seat, "chair"), Viewer("delegate-x", "delegate"),
     Viewer("observer-x", "observer"), Viewer("x", "system"),
     Viewer("delegate-", "delegate"), Viewer("", "site")],
    ids=str,
)  # fmt: skip
def test_who_is_not_admitted_gives_no_command(
    tables: dict[Phase, Table], command: str, outsider: Viewer
) -> None:
    for table in tables.values():
        assert _refusal(table, outsider, command) == "seat.not_admitted"
        assert allowed(table.state, outsider) == []


def test_what_a_screen_offers_is_what_passes(tables: dict[Phase, Table]) -> None:
    for table in tables.values():
        for viewer in SEATS.values():
            passing = sorted(name for name in COMMANDS if _refusal(table, viewer, name) is None)
            assert allowed(table.state, viewer) == passing


def test_guards_hide_what_would_be_refused(session: Table) -> None:
    assert "floor.request" in session.sees(KYSON)["me"]["can"]
    assert "floor.release" not in session.sees(KYSON)["me"]["can"]
    session.give(KYSON)
    assert "floor.request" in session.sees(KYSON)["me"]["can"], "a point of order can still be raised"
    assert "floor.request" not in session.sees(CHAIR)["me"]["can"]
    assert "floor.release" in session.sees(KYSON)["me"]["can"]


def test_every_role_is_tried() -> None:
    assert set(SEATS) == {role.value for role in Role} | {PRESIDING}


def _refusal(table: Table, viewer: Viewer, command: str) -> str | None:
    try:
        permissions.check(table.state, viewer, COMMANDS[command])
    except Refused as refused:
        return refused.code.value
    return None
