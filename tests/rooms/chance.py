"""Random meetings: seeds drawn by Hypothesis, turned into commands that are plausible more often than not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from rooms import (
    COMMANDS,
    SYSTEM,
    BadCommand,
    Command,
    Event,
    Meeting,
    Phase,
    Refused,
    Viewer,
    allowed,
    decide,
    evolve_all,
    parse_command,
)
from rooms.base.fields import fields_of
from tests.rooms.chance_polls import POLL_POOLS, VOTES, begin_vote
from tests.rooms.table import CHAIR, EVERYBODY, SECRETARY, STRANGER, Table

STEADY = settings(
    derandomize=True, deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
LONG = settings(STEADY, max_examples=150)
OUTSIDERS = (STRANGER, Viewer("site-413", "chair"), Viewer("observer-9", "observer"))
ACTORS = (*EVERYBODY, SYSTEM, *OUTSIDERS)
_WHO_MOSTLY_ACTS = (*ACTORS, *(CHAIR,) * 10, *(SECRETARY,) * 6, *(SYSTEM,) * 4)
RARE = {
    "meeting.close",
    "meeting.archive",
    "meeting.cancel",
    "check.finish",
    "site.remove",
    "officer.remove",
    "seat.disconnect_all",
}
NAMES = tuple(COMMANDS)

STEPS = st.lists(st.integers(0, 2**32 - 1), min_size=30, max_size=120)
START = st.sampled_from(["draft", "line_check", "in_session", "in_session", "voting", "recess"])


def _seats(state: Meeting) -> list[str]:
    people = [one.seat for one in state.delegates.values()]
    return [*state.sites, *state.officers, *people, "observer-1", "site-999", "officer-new"]


def _rows(state: Meeting, site: str) -> list[Any]:
    """A plan that seats a hall's delegates, the first place empty."""
    people = [one.id for one in state.delegates.values() if one.site == site]
    return [{"label": "A", "places": [None, *people]}]


_POOLS: dict[str, Callable[[Meeting], list[Any]]] = {
    "instead_of": lambda state: [None, None, *state.floor.holders, "r1"],
    "question": lambda state: [*state.questions.order, "q1"],
    **POLL_POOLS,
    "kind": lambda state: ["speech", "speech", "point_of_order", "answer_back", "district", "report"],
    "rule": lambda state: ["request", "least", "rank", "hand"],
    "turn_s": lambda state: [0, 60, 180],
    "site_s": lambda state: [0, 90, 600],
    "warn_s": lambda state: [0, 30],
    "rank": lambda state: [0, 1, 2, 999],
    "meetings": lambda state: [0, 10],
    "entries": lambda state: [[], [{"site": "site-413", "spoken_s": 340, "turns": 4}]],
    "interrupt": lambda state: [False, False, True],
    "request": lambda state: [*state.floor.queue, *state.floor.holders * 3, "r1"],
    "seat": _seats,
    "subject": _seats,
    "item": lambda state: [*state.agenda.items, "a99"],
    "internal": lambda state: [True, False],
    "action": lambda state: ["reload", "camera", "mute_release"],
    "ask": lambda state: [*state.remotes, "x1"],
    "carried_from": lambda state: [{"meeting": "giao-ban-10", "item": item} for item in ("a1", "a2")],
    "paper": lambda state: [*state.papers, "p1", "p2"],
    "delegate": lambda state: [None, None, None, *state.delegates, "new1"],
    "answer": lambda state: ["attending", "absent"],
    "substitute": lambda state: [None, {"name": "Người Thay", "office": "Phó phòng"}],
    "codes": lambda state: [[{"site": site.code, "code": "246810"}] for site in state.sites.values()] + [[]],
    "rows": lambda state: [_rows(state, site.seat) for site in state.sites.values()] + [[]],
    "basis": lambda state: ["delegates", "sites"],
    "at_least": lambda state: [None, {"of": 1, "parts": 2, "over": True}, {"of": 2, "parts": 3}],
    "count": lambda state: [None, None, 2],
    "call_next": lambda state: [False, True],
    "decision": lambda state: [*state.decisions, "k1"],
    "id": lambda state: [*state.delegates, "new1", "new2"],
    "site": lambda state: [*(site.code for site in state.sites.values()), "500"],
    "role": lambda state: ["chair", "deputy", "secretary", "technician", "site", "delegate", "observer"],
    "status": lambda state: ["present", "absent", "late", "excused"],
    "connection": lambda state: ["c1", "c2", "c3"],
    "max_open": lambda state: [1, 1, 2, 3],
    "page": lambda state: [1, 2, 3, 4, 5, 6],
    "pages": lambda state: [1, 5, 5],
    "version": lambda state: [2, 3, 4, 5],
    "dated": lambda state: ["", "2026-11-20"],
    "marking": lambda state: ["normal", "confidential"],
    "what": lambda state: ["recording", "streaming", "outsiders"],
    "due_at": lambda state: [None, "2026-11-22T10:00:00Z"],
    "position": lambda state: [0, 1, 9],
    "limit_s": lambda state: [None, 30, 14400],
    "extra_s": lambda state: [30, 14400],
    "grace_s": lambda state: [0, 15],
    "sha256": lambda state: ["0" * 64],
    "scheduled_at": lambda state: ["2026-11-23T01:00:00Z"],
    "text": lambda state: ["Đồng ý", "x\ny", " "],
    "seats": lambda state: [None, [], list(state.sites)[:1], ["site-417", "delegate-an"], ["site-999"]],
    "step": lambda state: ["camera", "microphone", "echo", "page", "round_trip", "smell"],
    "result": lambda state: ["passed", "passed", "failed", "skipped"],
    "code": lambda state: [
        *("good", "udp", "black"),
        *(site.code for site in state.sites.values()),
        *("500", "501", "disk.full", "246810"),
    ],
    "device": lambda state: ["camera", "microphone", "speaker", None, None],
    "minutes": lambda state: [60, 15, 10],
    "value": lambda state: [None, -40, 720],
    "unit": lambda state: ["", "ms", "dBFS", "site-417"],
    "measures": lambda state: [[], [{"name": "rate", "value": 25, "unit": "fps"}]],
    "auto": lambda state: [True, False],
    "auto_record": lambda state: [True, False],
    "mode": lambda state: ["auto", "directed"],
    "layout": lambda state: ["speaker", "speaker_page", "page_chair", "grid", "dialogue"],
    "sources": lambda state: [[], [*state.sites][:1], [*state.sites][-2:], [*state.officers, *state.sites]],
    "message": lambda state: [*state.program.notices, "n1"],
    "to": lambda state: [
        [],
        [*state.sites][-1:],
        ["delegate-an"],
        "site-413",
        "delegate-cuc",
        "officer-dep1",
    ],
    "for_s": lambda state: [None, 5, 60],
    "until": lambda state: [None, None, "2026-11-23T01:05:00Z"],
    "show": lambda state: [True, False],
    "line1": lambda state: [None, "Ông Nguyễn Văn Nam"],
    "replace": lambda state: [False, False, True],
}
_WHOLE = ("planned_s", "size", "order")


def _value(state: Meeting, name: str, dice: Random) -> Any:
    if name in _POOLS:
        return dice.choice(_POOLS[name](state))
    choice = dice.randrange(400)
    return choice if name in _WHOLE else f"{name} {choice}"


def _command_name(state: Meeting, actor: Viewer, dice: Random, tried: Counter[str]) -> str:
    """Any command at all, or more often one the actor may give; what ends things comes seldom.

    Of three that fit, the one least tried so far: else a few common ones would fill the meeting.
    """
    fitting = allowed(state, actor)
    pool = fitting if fitting and dice.random() < 0.9 else NAMES
    name = min(dice.choices(pool, k=3), key=lambda drawn: tried[drawn])
    tried[name] += 1
    return dice.choice(NAMES) if name in RARE and dice.random() < 0.8 else name


@dataclass
class Game:
    """Plays steps and keeps everything that happened."""

    start: str
    table: Table = field(init=False)
    accepted: list[tuple[Command, datetime, int]] = field(default_factory=list)
    refused: int = 0
    tried: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.table = Table().connect_everybody().to("in_session" if self.start in VOTES else self.start)
        if self.start in VOTES:
            begin_vote(self.table, self.start)

    @property
    def state(self) -> Meeting:
        return self.table.state

    @property
    def log(self) -> list[Event]:
        return self.table.log

    def command(self, dice: Random) -> Command | None:
        """The command of a step; None if it cannot even be read."""
        state, actor = self.state, dice.choice(_WHO_MOSTLY_ACTS)
        name = _command_name(state, actor, dice, self.tried)
        data = {
            entry.name: _value(state, entry.name, dice)
            for entry in fields_of(COMMANDS[name].body)
            if entry.name not in ("agenda", "sites", "officers", "delegates")
            and (entry.required or dice.random() < 0.7)
        }
        key = f"g{len(self.accepted)}-{self.refused}"
        try:
            return parse_command(name, data, key=key, actor=actor)
        except BadCommand:
            self.refused += 1
            return None

    def play(self, step: int) -> tuple[Command, tuple[Event, ...]] | None:
        """Play the step of a seed; None if it was refused. The same seed at another place is another step."""
        dice = Random(f"{step}/{len(self.accepted)}/{self.refused}")  # noqa: S311 - not for secrets
        command = self.command(dice)
        self.table.now += timedelta(seconds=dice.randrange(-5, 30))
        if command is None:
            return None
        try:
            events = decide(self.state, command, self.table.now)
        except Refused:
            self.refused += 1
            return None
        self.table.state = evolve_all(self.state, events)
        self.log.extend(events)
        self.accepted.append((command, self.table.now, self.state.seq))
        return command, events

    def play_all(self, steps: list[int]) -> Game:
        """Play every step."""
        for step in steps:
            self.play(step)
        return self


LIVE = {Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS}
LATER = datetime(2030, 1, 1, tzinfo=UTC)
