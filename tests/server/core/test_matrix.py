"""Every role with every command over the socket, from the registry: refused by role as the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooms import COMMANDS
from rooms.base.roles import PRESIDING
from tests.server.core.harness import running

SEATS = {
    "chair": "officer-chair",
    "deputy": "officer-deputy",
    "secretary": "officer-sec",
    "technician": "officer-tech",
    "site": "site-S1",
    "delegate": "delegate-d1",
    "observer": "observer-1",
}


@pytest.mark.parametrize("role", SEATS)
async def test_a_role_may_give_only_its_commands(tmp_path: Path, role: str) -> None:
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        async with server.open(SEATS[role], role) as client:
            for name, spec in sorted(COMMANDS.items()):
                if name == "meeting.close":
                    continue
                reply = await client.command(name, **_example(name))
                code = reply.get("error", {}).get("code")
                listed = role in spec.roles or (PRESIDING in spec.roles and role == "chair")
                if not listed:
                    assert code in {"role.denied", "presiding.not_you", "command.malformed"}, (name, code)
                    assert reply["ok"] is False
                else:
                    assert code != "role.denied", name


def _example(name: str) -> dict[str, object]:
    return EXAMPLES.get(name, {})


async def test_nobody_but_the_system_gives_the_systems_commands(tmp_path: Path) -> None:
    systems = sorted(name for name, spec in COMMANDS.items() if spec.roles == frozenset({"system"}))
    assert {"seat.connect", "meeting.create", "paper.add", "recording.failed"} <= set(systems)
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        for role, seat in SEATS.items():
            async with server.open(seat, role) as client:
                for name in systems:
                    reply = await client.command(name, **_example(name))
                    assert reply["ok"] is False


# Data that can be read, so that what is refused is refused for the role and not for its form.
EXAMPLES: dict[str, dict[str, object]] = {
    "meeting.edit": {"title": "Tên khác"},
    "seat.connect": {"seat": "site-S1", "role": "site", "connection": "c1"},
    "seat.disconnect": {"seat": "site-S1", "connection": "c1"},
    "presiding.hand_over": {"seat": "officer-deputy"},
    "site.remove": {"code": "S3"},
    "delegate.remove": {"id": "d2"},
    "roll.mark": {"subject": "site-S2", "status": "present", "note": ""},
    "roll.call": {"subject": "site-S2"},
    "invitation.answer": {"subject": "delegate-d2", "answer": "attending"},
    "checkin.set_codes": {"codes": []},
    "delegate.leave": {"delegate": "d2"},
    "delegate.return": {"delegate": "d2"},
    "seating.set": {"site": "S2", "rows": []},
    "check.report": {"step": "page", "result": "passed", "code": "good"},
    "check.confirm": {"seat": "site-S2", "step": "page", "result": "passed", "note": "x"},
    "check.again": {"seat": "site-S2"},
    "check.change_device": {"device": "camera"},
    "check.alarm": {"minutes": 10},
    "agenda.remove": {"item": "a1"},
    "agenda.start": {"item": "a1"},
    "agenda.finish": {"item": "a1"},
    "agenda.move": {"item": "a1", "position": 0},
    "floor.request": {"topic": "x"},
    "floor.withdraw": {"request": "r1"},
    "floor.grant": {"request": "r1"},
    "floor.deny": {"request": "r1", "reason": "x"},
    "floor.revoke": {"request": "r1", "reason": "x"},
    "floor.set_max": {"max_open": 2},
    "mic.mute": {"seat": "site-S2", "reason": "x"},
    "mic.unmute": {"seat": "site-S2"},
    "screen.allow": {"seat": "site-S2"},
    "screen.deny": {"seat": "site-S2"},
    "chat.post": {"text": "x"},
    "front.turn": {"page": 1},
    "decision.record": {"text": "x", "item": None},
    "recording.decide": {"auto": False},
    "recording.failed": {"reason": "x"},
    "recording.alarm": {"code": "x"},
}
