"""Whatever anybody sends, in any order: the invariants of a meeting hold."""

import json
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given

from rooms import (
    EVENTS,
    GENESIS,
    Event,
    Meeting,
    Role,
    Viewer,
    canonical,
    decide,
    event_from_json,
    event_to_json,
    is_admitted,
    open_envelope,
    outcome,
    parse_command,
    publish_rights,
    replay,
    rights_table,
    seal_all,
    verify_chain,
    view,
)
from rooms.afterwards import history, roster
from rooms.base.fields import dump
from rooms.lookup.seats import find_person
from rooms.screens.program import MAX_NOTICES
from rooms.screens.scenes import automatic, on_air, require_scene, resolved
from rooms.session import forecast
from rooms.speaking.speakers import effective_order
from rooms.speaking.turns import places, speaking
from rooms.state import ItemState
from rooms.voting.quorum import figures
from tests.rooms.chance import ACTORS, LATER, LIVE, LONG, START, STEADY, STEPS, Game
from tests.rooms.chance_polls import VOTES
from tests.rooms.table import CHAIR, KYSON, PLAN, SYSTEM, VINH, Table


def check_floor(state: Meeting) -> None:
    floor = state.floor
    assert len(speaking(floor)) <= len(places(floor)) <= floor.max_open, (
        "more speak than the chair has opened"
    )
    assert not set(floor.holders) & set(floor.queue)
    assert sorted((*floor.holders, *floor.queue)) == sorted(floor.requests)
    kinds = [(request.seat, request.kind) for request in floor.requests.values()]
    assert len(set(kinds)) == len(kinds), "a seat has two requests of a kind"
    heard = [turn.seat for turn in speaking(floor)]
    assert len(set(heard)) == len(heard), "a seat has two turns at once"
    for request in floor.requests.values():
        assert find_person(state, request.seat) is not None, "somebody removed still asks or speaks"
        assert request.site is None or request.site in state.sites
        assert (request.granted_at is not None) == (request.id in floor.holders)
        assert request.item is None or request.item in state.agenda.items
        assert request.paper is None or request.page <= state.papers[request.paper].pages
        assert request.paper is None or state.papers[request.paper].withdrawn is None


def check_clocks(state: Meeting) -> None:
    for turn in state.floor.requests.values():
        assert turn.spent_ms >= 0
        assert turn.held_by is None or turn.held_by in state.floor.holders, "held by a turn that is over"
        stands = turn.paused or turn.held_by is not None or turn.granted_at is None
        assert (turn.running_since is None) == stands
        before, followed = turn, 0
        while before.held_by is not None:
            before, followed = state.floor.requests[before.held_by], followed + 1
            assert followed < len(state.floor.holders), "turns hold each other"


def check_lists(state: Meeting) -> None:
    keys = {request.item or "-" for request in state.floor.waiting}
    ordered = [entry for key in keys for entry in effective_order(state, key)]
    assert sorted(ordered) == sorted(state.floor.queue), "a waiting request is in no list, or in two"
    assert set(state.floor.lists) <= {*state.agenda.items, "-"}
    rest = ("point_of_order", "answer_back", "speech")
    for key in keys:
        kinds = [rest.index(state.floor.requests[entry].kind) for entry in effective_order(state, key)]
        assert kinds == sorted(kinds), "a speech before a point of order"


def check_questions(state: Meeting) -> None:
    questions = state.questions
    assert sorted(questions.order) == sorted(questions.items)
    for question in questions.items.values():
        assert question.item is None or question.item in state.agenda.items
        if not question.closed:
            assert find_person(state, question.seat) is not None
            assert find_person(state, question.to) is not None
    for turn in state.floor.turns:
        if turn.question is not None:
            tied = questions.items[turn.question]
            other = tied.to if turn.kind == "question" else tied.seat
            left_alone = find_person(state, other) is None
            assert not tied.closed or left_alone, "a question is closed while somebody speaks to it"
            assert turn.id in {one.request for one in tied.turns}
            assert turn.seat == (tied.seat if turn.kind == "question" else tied.to)


def check_rights(state: Meeting) -> None:
    heard = {turn.media_seat for turn in speaking(state.floor)}
    for seat, rights in rights_table(state).items():
        person = find_person(state, seat)
        assert person is not None
        leads = person.role == Role.CHAIR or seat == state.presiding.seat
        if rights.microphone:
            assert state.phase in LIVE
            assert seat not in state.muted
            assert seat in heard or leads
        elif state.phase in LIVE and seat not in state.muted:
            assert seat not in heard
            assert not leads
        assert not rights.screen or state.phase in LIVE


def check_agenda(state: Meeting) -> None:
    agenda = state.agenda
    assert sorted((*agenda.order, *agenda.postponed)) == sorted(agenda.items)
    put_off = {item.id for item in agenda.items.values() if item.state == ItemState.POSTPONED}
    assert put_off == set(agenda.postponed)
    assert not agenda.current or agenda.idle_since is None
    times = [forecast.expected_times(state).get(key) for key in agenda.order]
    expected = [at for at in times if at is not None]
    assert expected == sorted(expected)
    current = [item.id for item in agenda.items.values() if item.state == ItemState.CURRENT]
    assert current == ([agenda.current] if agenda.current else [])
    for item in agenda.items.values():
        assert item.spent_ms >= 0
        assert (item.running_since is not None) == (item.id == agenda.current and state.phase == "in_session")


def check_seats(state: Meeting) -> None:
    for seat in (*state.lines, *state.roll.marks, *state.muted, *state.screens, *state.presenters):
        assert find_person(state, seat) is not None, f"{seat} is remembered but not part of the meeting"
    assert all(delegate.site in state.sites for delegate in state.delegates.values())
    leader = state.presiding.seat
    assert leader is None or state.officers[leader].role in (Role.CHAIR, Role.DEPUTY)
    assert sum(officer.role == Role.CHAIR for officer in state.officers.values()) <= 1


def check_front(state: Meeting) -> None:
    if state.front.paper is not None:
        assert 1 <= state.front.page <= state.papers[state.front.paper].pages
        assert state.papers[state.front.paper].withdrawn is None
    assert all(paper.item is None or paper.item in state.agenda.items for paper in state.papers.values())
    assert all(one.item is None or one.item in state.agenda.items for one in state.decisions.values())


def check_program(state: Meeting) -> None:
    program = state.program
    for scene in (program.air, program.preview, automatic(state)):
        if scene is not None:
            assert require_scene(state, scene.layout, scene.sources) == scene
    assert on_air(state) == resolved(state, automatic(state) if program.air is None else program.air)
    assert all(find_person(state, seat) is not None for seat in program.words)
    for notice in program.notices.values():
        assert all(find_person(state, seat) is not None for seat in notice.to)
    assert len(program.notices) <= MAX_NOTICES


def check_undone(before: Meeting, events: tuple[Event, ...], after: Meeting) -> None:
    """A turn that alone ends takes its page away, unless a later turn or somebody's hand put one over it."""
    over = [event.body.request for event in events if event.type in ("floor.released", "floor.revoked")]
    if len(events) != 1 or not over:
        return
    turn = before.floor.requests[over[0]]
    others = [one for one in before.floor.turns if one.id != turn.id and one.front_before is not None]
    later = [one for one in others if one.paper == turn.paper == one.front_before.paper]
    if turn.front_before is None or turn.paper is None or turn.paper != before.front.paper or later:
        assert after.front == before.front
        return
    was = turn.front_before
    there = was.paper in before.papers and before.papers[was.paper].withdrawn is None
    back = was.paper if there else None
    assert (after.front.paper, after.front.page) == (back, was.page if back else 1)


def check_attendance(state: Meeting) -> None:
    for seat, rows in state.seating.items():
        seated = [place for row in rows for place in row.places if place is not None]
        assert len(set(seated)) == len(seated), "somebody sits at two places"
        assert all(state.delegates[one].site == seat for one in seated)
    assert set(state.codes) <= set(state.sites)
    assert not state.codes or state.phase in LIVE
    assert state.roll.called is None or find_person(state, state.roll.called) is not None
    for delegate in state.delegates.values():
        assert delegate.checked_in_at is None or delegate.stay is not None
        if delegate.stay is not None and delegate.stay.left_at is not None:
            assert delegate.stay.entered_at <= delegate.stay.left_at
    now = figures(state)
    assert 0 <= now.here <= now.of, "somebody counts twice"


CHECKS = (
    check_floor,
    check_clocks,
    check_lists,
    check_questions,
    check_rights,
    check_agenda,
    check_seats,
    check_front,
    check_program,
    check_attendance,
)


@LONG
@given(START, STEPS)
def test_every_step_keeps_the_invariants(start: str, steps: list) -> None:
    game = Game(start)
    for step in steps:
        before = game.state
        played = game.play(step)
        if played is None:
            assert game.state is before
            continue
        command, events = played
        assert is_admitted(before, command.actor), "somebody who is not admitted acted"
        assert [event.seq for event in events] == list(range(before.seq + 1, before.seq + 1 + len(events)))
        assert all(event.at >= before.at for event in events), "time went backwards"
        for check in CHECKS:
            check(game.state)
        check_undone(before, events, game.state)
    assert [event.seq for event in game.log] == list(range(1, game.state.seq + 1))


@LONG
@given(START, STEPS)
def test_a_repeated_key_changes_nothing_ever_after(start: str, steps: list) -> None:
    game = Game(start).play_all(steps)
    made = {(event.actor, event.key): event.seq for event in game.log}
    for command, at, _ in game.accepted:
        seq = made.get((command.actor.seat, command.key))
        if seq is not None:
            assert decide(game.state, command, at) == ()
            assert decide(game.state, command, LATER) == ()
            assert outcome(game.state, command) == seq


@STEADY
@given(START, STEPS)
def test_replaying_the_log_gives_the_same_view_for_every_role(start: str, steps: list) -> None:
    game = Game(start).play_all(steps)
    stored = [json.loads(json.dumps(event_to_json(event))) for event in game.log]
    again = replay(map(event_from_json, stored))
    for viewer in ACTORS:
        assert view(again, viewer) == view(game.state, viewer)
    assert again.floor == game.state.floor
    assert [event_to_json(event_from_json(one)) for one in stored] == stored


@STEADY
@given(START, STEPS)
def test_the_sealed_log_verifies_opens_and_tells_its_history(start: str, steps: list) -> None:
    game = Game(start).play_all(steps)
    sealed = seal_all(game.state.id, GENESIS, game.log)
    assert verify_chain(sealed) is None
    assert [open_envelope(one) for one in sealed] == game.log
    turns = history.turns(sealed)
    assert {turn.request for turn in turns if turn.span.end is None} == set(game.state.floor.holders)
    assert all(turn.span.duration_ms(game.state.at) >= 0 for turn in turns)
    over = [turn for turn in turns if turn.spoken_ms is not None]
    assert all(turn.spoken_ms + turn.stopped_ms == turn.span.duration_ms() for turn in over)
    spoken = Counter()
    for turn in over:
        if turn.phase == "in_session":
            spoken[turn.site or turn.seat] += turn.spoken_ms or 0
    assert {seat: one.today_ms for seat, one in game.state.floor.spoken.items()} == spoken
    for one in history.attendance(sealed):
        assert all(
            a.end is not None and a.end <= b.start for a, b in zip(one.spans, one.spans[1:], strict=False)
        )
        here = bool(one.spans) and one.spans[-1].end is None
        line = game.state.lines.get(one.seat)
        assert here == (line is not None and line.present)
        person = game.state.delegates.get(one.seat.removeprefix("delegate-"))
        if game.state.phase in LIVE and one.role == Role.DELEGATE:
            staying = bool(one.stays) and one.stays[-1].end is None
            assert staying == (person is not None and person.here)
    for hall in roster.by_hall(sealed):
        assert hall.came + hall.missing == hall.invited
        assert hall.attending + hall.declined + hall.substituted + hall.unanswered == hall.invited
    for item in roster.by_item(sealed):
        assert all(0 <= there <= item.spent_ms for there in item.present_ms.values())
    for held in history.agenda_items(sealed):
        assert sum(span.duration_ms(game.state.at) for span in held.spans) // 1000 == held.spent_s
    assert len(history.conclusions(sealed)) == len(game.state.decisions)
    for projection in (
        history.pages,
        history.questionings,
        history.chapters,
        history.recordings,
        history.presided,
        history.sessions,
    ):
        assert projection(sealed) == projection(game.log)


@STEADY
@given(START, STEPS)
def test_views_are_plain_json_and_keep_their_secrets(start: str, steps: list) -> None:
    game = Game(start).play_all(steps)
    for viewer in ACTORS:
        seen = view(game.state, viewer)
        assert json.loads(canonical(seen)) == seen
        if viewer.role == Role.OBSERVER:
            assert seen["chat"] == []
        if viewer.role not in (Role.CHAIR, Role.SECRETARY, Role.TECHNICIAN, Role.SYSTEM):
            assert "roll_note" not in json.dumps(seen)
            assert "answer_reason" not in json.dumps(seen)
            assert seen["checkin"] == {}
        if viewer.role != Role.SITE:
            assert seen["me"]["checkin_code"] is None
        rights = publish_rights(game.state, viewer.seat)
        assert seen["me"]["rights"] == {
            "camera": rights.camera, "microphone": rights.microphone, "screen": rights.screen,
        }  # fmt: skip


@STEADY
@given(START, STEPS)
def test_states_are_values_old_ones_stay_as_they_were(start: str, steps: list) -> None:
    game = Game(start)
    kept = []
    for step in steps:
        kept.append((game.state, view(game.state, ACTORS[0])))
        game.play(step)
    for state, seen in kept:
        assert view(state, ACTORS[0]) == seen


def test_random_meetings_reach_nearly_every_event() -> None:
    """Guards the generator: if it only produced refusals the properties above would prove nothing."""
    dice, seen = Random(1), set()  # noqa: S311 - not for secrets
    for start in ["draft", "line_check", "in_session", "in_session", "recess", *VOTES] * 50:
        game = Game(start).play_all([dice.randrange(2**32) for _ in range(120)])
        seen.update(event.type for event in game.log)
    assert len(set(EVENTS) - seen) <= len(EVENTS) // 10, set(EVENTS) - seen


def test_a_clock_set_back_never_makes_time_negative(session: Table) -> None:
    session.do(CHAIR, "agenda.start", item="a1")
    session.give(KYSON)
    session.now -= timedelta(hours=1)
    session.do(KYSON, "floor.release")
    session.do(CHAIR, "agenda.finish", item="a1")
    times = [event.at for event in session.log]
    assert times == sorted(times)
    (turn,) = history.turns(session.log)
    assert turn.span.duration_ms() == 0
    assert session.sees(CHAIR)["agenda"]["items"]["a1"]["spent_s"] == 2


def test_the_same_key_of_another_actor_is_another_command(session: Table) -> None:
    assert session.do(KYSON, "floor.request", key="same") == ["floor.requested"]
    assert session.do(VINH, "floor.request", key="same") == ["floor.requested"]
    assert session.do(VINH, "floor.request", key="same") == []


def test_a_key_stays_used_after_what_it_did_is_undone(session: Table) -> None:
    session.do(KYSON, "floor.request", key="once")
    session.do(KYSON, "floor.withdraw", request=session.state.floor.queue[0])
    assert session.do(KYSON, "floor.request", key="once") == []
    assert session.state.floor.queue == ()


@pytest.mark.parametrize(
    ("command", "data"),
    [("floor.request", {"topic": "khác"}), ("chat.post", {"text": "chào"})],
    ids=["other data", "another command"],
)
def test_a_key_is_not_taken_for_something_else(session: Table, command: str, data: dict) -> None:
    session.do(KYSON, "floor.request", key="once")
    session.refuses("command.key_used", KYSON, command, key="once", **data)
    assert session.do(KYSON, "floor.request", key="once", topic="") == []


def test_what_a_key_was_used_for_is_read_from_the_log(session: Table) -> None:
    session.do(KYSON, "floor.request", key="once", topic="Đê điều")
    session.log = [event_from_json(event_to_json(event)) for event in session.log]
    session.state = replay(session.log)
    session.refuses("command.key_used", KYSON, "floor.request", key="once", topic="Cầu")
    assert session.do(KYSON, "floor.request", key="once", topic="Đê điều") == []


def test_a_key_of_a_log_from_before_commands_were_hashed_is_used_up(session: Table) -> None:
    session.do(KYSON, "floor.request", key="once")
    rows = [event_to_json(event) for event in session.log]
    for row in rows:
        del row["data"]["command"]
    session.state = replay([event_from_json(row) for row in rows])
    for topic in ("", "khác"):
        assert session.do(KYSON, "floor.request", key="once", topic=topic) == []


def test_a_refused_key_may_be_used_again(session: Table) -> None:
    session.give(KYSON)
    session.refuses("floor.not_holder", VINH, "floor.release", key="again")
    session.do(KYSON, "floor.release")
    session.give(VINH)
    assert session.do(VINH, "floor.release", key="again") == ["floor.released"]


def test_parsing_and_dumping_a_command_gives_it_back() -> None:
    body = parse_command("meeting.create", PLAN, key="k", actor=SYSTEM).body
    again = parse_command("meeting.create", dump(body), key="k", actor=Viewer("system", "system")).body
    assert again == body
