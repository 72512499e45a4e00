"""The life of a meeting follows its table of transitions and nothing else."""

import pytest

from rooms import Phase, Refused, decide, empty, lifecycle, parse_command
from rooms.registry import COMMANDS
from tests.rooms.table import CHAIR, DEPUTY, KYSON, PLAN, SECRETARY, START, SYSTEM, TECHNICIAN, Table

PHASES = [phase for phase in Phase if phase != Phase.NONE]
STEPS = [arrow for arrow in lifecycle.TRANSITIONS if arrow.command != "meeting.create"]


def actor_for(command: str):
    return SYSTEM if command == "meeting.archive" else CHAIR


@pytest.mark.parametrize("arrow", STEPS, ids=lambda arrow: arrow.command)
@pytest.mark.parametrize("phase", PHASES)
def test_each_step_is_possible_exactly_from_its_sources(arrow: lifecycle.Transition, phase: Phase) -> None:
    table = Table().connect_everybody().to(phase)
    if phase in arrow.sources:
        table.do(actor_for(arrow.command), arrow.command)
        assert table.state.phase == arrow.target
    else:
        with pytest.raises(Refused):
            table.do(actor_for(arrow.command), arrow.command)
        assert table.state.phase == phase


def test_every_phase_but_the_last_leads_on() -> None:
    sources = {source for arrow in lifecycle.TRANSITIONS for source in arrow.sources}
    assert sources == set(Phase) - {Phase.ARCHIVED, Phase.CANCELLED}


def test_every_phase_can_be_reached() -> None:
    assert {arrow.target for arrow in lifecycle.TRANSITIONS} == set(PHASES)


def test_the_table_and_the_registry_agree() -> None:
    for arrow in lifecycle.TRANSITIONS:
        assert COMMANDS[arrow.command].phases == frozenset(arrow.sources)


def test_only_the_steps_of_the_table_change_the_phase(session: Table) -> None:
    moved = [event.type for event in session.log if event.type.startswith(("meeting.", "line_check."))]
    assert moved == ["meeting.created", "meeting.scheduled", "line_check.started", "meeting.opened"]


def test_a_meeting_is_created_once(table: Table) -> None:
    table.refuses("meeting.exists", SYSTEM, "meeting.create", **PLAN)


def test_only_the_server_creates() -> None:
    command = parse_command("meeting.create", PLAN, key="k", actor=CHAIR)
    with pytest.raises(Refused) as caught:
        decide(empty("x"), command, START)
    assert caught.value.code == "seat.not_admitted"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"sites": PLAN["sites"] * 2}, "site.exists"),
        ({"officers": [*PLAN["officers"], PLAN["officers"][1]]}, "seat.exists"),
        ({"delegates": [*PLAN["delegates"], PLAN["delegates"][0]]}, "delegate.exists"),
        ({"delegates": [{"id": "x", "name": "X", "site": "999"}]}, "site.unknown"),
        (
            {"officers": [{"seat": f"officer-{n}", "name": "X", "role": "chair"} for n in "ab"]},
            "meeting.second_chair",
        ),
    ],
)
def test_a_plan_must_fit_together(change: dict, code: str) -> None:
    with pytest.raises(Refused) as caught:
        Table({**PLAN, **change})
    assert caught.value.code == code


def test_a_delegates_hall_may_be_given_by_code_or_seat() -> None:
    plan = {**PLAN, "delegates": [{"id": "x", "name": "X", "site": "site-417"}]}
    assert Table(plan).sees(CHAIR)["delegates"]["x"]["site"] == "site-417"


def test_agenda_items_are_named_in_order(table: Table) -> None:
    assert table.sees(CHAIR)["agenda"]["order"] == ["a1", "a2", "a3"]


def test_without_a_chair_nothing_is_scheduled() -> None:
    table = Table({**PLAN, "officers": PLAN["officers"][1:]})
    table.refuses("meeting.no_chair", SECRETARY, "meeting.schedule")
    table.do(SYSTEM, "officer.add", seat="officer-new", name="Mới", role="chair")
    assert table.do(SYSTEM, "meeting.schedule") == ["meeting.scheduled"]
    assert table.state.presiding.seat == "officer-new"


def test_opening_starts_recording_if_so_decided(table: Table) -> None:
    table.to("line_check")
    assert table.do(CHAIR, "meeting.open") == ["meeting.opened", "recording.started"]
    assert table.sees(KYSON)["recording"]["decided_by"] == CHAIR.seat


def test_opening_without_the_decision_records_nothing() -> None:
    table = Table({**PLAN, "auto_record": False}).to("in_session")
    assert not table.sees(KYSON)["recording"]["on"]


def test_closing_ends_everything_that_runs(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.give(KYSON)
    session.ask(DEPUTY)
    assert session.do(CHAIR, "meeting.close") == [
        "floor.revoked", "agenda.finished", "recording.stopped", "meeting.closed",
    ]  # fmt: skip
    seen = session.sees(CHAIR)
    assert (seen["floor"]["holders"], seen["floor"]["queue"], seen["agenda"]["current"]) == ([], [], None)
    assert not seen["recording"]["on"]
    assert seen["meeting"]["closed_at"] is not None


@pytest.mark.parametrize("command", ["meeting.open", "meeting.close", "meeting.recess"])
@pytest.mark.parametrize("actor", [SECRETARY, TECHNICIAN, DEPUTY, KYSON, SYSTEM], ids=lambda one: one.role)
def test_only_who_presides_opens_and_closes(command: str, actor) -> None:
    table = Table().connect_everybody().to("line_check" if command == "meeting.open" else "in_session")
    table.refuses("presiding.not_you" if actor == DEPUTY else "role.denied", actor, command)


def test_editing_changes_what_is_given_and_only_that(table: Table) -> None:
    table.do(SECRETARY, "meeting.edit", title="Giao ban đột xuất", planned_s=600)
    seen = table.sees(CHAIR)["meeting"]
    assert (seen["title"], seen["planned_s"]) == ("Giao ban đột xuất", 600)
    assert seen["scheduled_at"] == PLAN["scheduled_at"]
    assert table.do(SECRETARY, "meeting.edit", planned_s=600) == []
    table.to("in_session").refuses("meeting.wrong_state", SECRETARY, "meeting.edit", title="x")


def test_before_creation_nothing_exists() -> None:
    with pytest.raises(Refused) as caught:
        decide(empty("x"), parse_command("meeting.open", {}, key="k", actor=CHAIR), START)
    assert caught.value.code == "meeting.not_created"
