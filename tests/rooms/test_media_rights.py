"""Microphones, screens and cameras: what a seat may send."""

import pytest

from rooms import Rights, publish_rights, rights_table
from tests.rooms.table import (
    AN,
    CHAIR,
    CUALO,
    DEPUTY,
    KYSON,
    OBSERVER,
    SECRETARY,
    STRANGER,
    TECHNICIAN,
    VINH,
    Table,
)  # fmt: skip

OPEN_PHASES = ["line_check", "in_session", "recess"]


@pytest.mark.parametrize("phase", ["draft", "scheduled", *OPEN_PHASES, "closed", "archived"])
def test_rights_by_phase(phase: str) -> None:
    table = Table().connect_everybody().to(phase)
    camera = phase in ("scheduled", *OPEN_PHASES)
    live = phase in OPEN_PHASES
    assert publish_rights(table.state, CHAIR.seat) == Rights(camera, live, live)
    assert publish_rights(table.state, DEPUTY.seat) == Rights(camera, False, False)
    assert publish_rights(table.state, SECRETARY.seat) == Rights(camera, False, False)
    assert publish_rights(table.state, TECHNICIAN.seat) == Rights()
    assert publish_rights(table.state, KYSON.seat) == Rights(camera, False, False)
    for seat in (AN.seat, OBSERVER.seat, STRANGER.seat, "", "system"):
        assert publish_rights(table.state, seat) == Rights()


def test_the_table_lists_every_seat_with_media(session: Table) -> None:
    table = rights_table(session.state)
    assert set(table) == {*session.state.sites, *session.state.officers, OBSERVER.seat}
    assert all(rights == publish_rights(session.state, seat) for seat, rights in table.items())


def test_a_mute_outranks_the_floor(session: Table) -> None:
    session.give(KYSON)
    session.do(TECHNICIAN, "mic.mute", seat=KYSON.seat, reason="Tiếng vọng")
    assert not publish_rights(session.state, KYSON.seat).microphone
    assert session.sees(CHAIR)["sites"][KYSON.seat]["microphone"] == "muted"
    assert session.sees(KYSON)["me"]["mute_reason"] == "Tiếng vọng"
    session.do(TECHNICIAN, "mic.unmute", seat=KYSON.seat)
    assert publish_rights(session.state, KYSON.seat).microphone


def test_unmuting_opens_nothing_by_itself(session: Table) -> None:
    session.do(CHAIR, "mic.mute", seat=KYSON.seat)
    session.do(CHAIR, "mic.unmute", seat=KYSON.seat)
    assert session.sees(CHAIR)["sites"][KYSON.seat]["microphone"] == "closed"


def test_a_muted_hall_mutes_its_speaking_delegate(session: Table) -> None:
    session.give(AN)
    session.do(CHAIR, "mic.mute", seat=CUALO.seat)
    assert session.sees(AN)["me"]["microphone"] == "muted"
    assert not publish_rights(session.state, CUALO.seat).microphone


def test_even_the_chair_can_be_muted(session: Table) -> None:
    session.do(TECHNICIAN, "mic.mute", seat=CHAIR.seat, reason="Hú")
    assert not publish_rights(session.state, CHAIR.seat).microphone
    assert session.sees(KYSON)["officers"][CHAIR.seat]["microphone"] == "muted"


def test_muting_twice_is_once(session: Table) -> None:
    assert session.do(CHAIR, "mic.mute", seat=KYSON.seat) == ["mic.muted"]
    assert session.do(SECRETARY, "mic.mute", seat=KYSON.seat) == []
    assert session.do(SECRETARY, "mic.unmute", seat=VINH.seat) == []


@pytest.mark.parametrize("command", ["mic.mute", "mic.unmute", "screen.allow", "screen.deny"])
@pytest.mark.parametrize(
    ("seat", "code"),
    [(AN.seat, "seat.no_media"), (OBSERVER.seat, "seat.no_media"), (STRANGER.seat, "seat.unknown")],
)
def test_only_seats_with_media_are_meant(session: Table, command: str, seat: str, code: str) -> None:
    session.refuses(code, CHAIR, command, seat=seat)


def test_nobody_unmutes_themselves(session: Table) -> None:
    session.do(CHAIR, "mic.mute", seat=KYSON.seat)
    session.refuses("role.denied", KYSON, "mic.unmute", seat=KYSON.seat)


def test_signs_show_closed_asked_open(session: Table) -> None:
    assert session.sees(CHAIR)["sites"][KYSON.seat]["microphone"] == "closed"
    request = session.ask(KYSON)
    assert session.sees(CHAIR)["sites"][KYSON.seat]["microphone"] == "asked"
    session.do(CHAIR, "floor.grant", request=request)
    assert session.sees(CHAIR)["sites"][KYSON.seat]["microphone"] == "open"


def test_screens_are_shared_by_permission(session: Table) -> None:
    session.do(SECRETARY, "screen.allow", seat=KYSON.seat)
    assert session.do(CHAIR, "screen.allow", seat=KYSON.seat) == []
    assert publish_rights(session.state, KYSON.seat).screen
    session.refuses("role.denied", TECHNICIAN, "screen.allow", seat=VINH.seat)
    session.do(TECHNICIAN, "screen.deny", seat=KYSON.seat)
    assert not publish_rights(session.state, KYSON.seat).screen
    assert session.do(CHAIR, "screen.deny", seat=KYSON.seat) == []


def test_permissions_survive_a_lost_line(session: Table) -> None:
    session.do(CHAIR, "screen.allow", seat=KYSON.seat)
    session.do(CHAIR, "mic.mute", seat=KYSON.seat)
    session.disconnect(KYSON)
    session.connect(KYSON)
    assert publish_rights(session.state, KYSON.seat) == Rights(camera=True, microphone=False, screen=True)
