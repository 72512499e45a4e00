"""Who may give which command now. Default deny: what the table does not list is refused.

Checked in this order: the meeting exists, the actor is part of it, the role, the phase, the command's guard.
"""

from __future__ import annotations

from rooms.base.roles import PRESIDING, Role, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import GATHERED, OVER, CommandSpec
from rooms.lookup.seats import is_admitted
from rooms.registry import COMMANDS
from rooms.state import Meeting, Phase


def roles_of(state: Meeting, actor: Viewer) -> frozenset[str]:
    """What the actor counts as: its role, and ``presiding`` while it presides."""
    presides = actor.role != Role.SYSTEM and state.presiding.seat == actor.seat
    return frozenset({actor.role, PRESIDING}) if presides else frozenset({actor.role})


def check(state: Meeting, actor: Viewer, spec: CommandSpec) -> None:
    """Raise Refused unless the actor may give this command now."""
    _check_existence(state, spec)
    if not is_admitted(state, actor):
        raise Refused(Code.SEAT_NOT_ADMITTED, {"seat": actor.seat})
    if not spec.roles & roles_of(state, actor):
        raise _role_refusal(state, actor, spec)
    if state.phase not in spec.phases:
        raise Refused(_phase_code(state, spec), {"state": state.phase.value})
    spec.guard(state, actor)


def allowed(state: Meeting, viewer: Viewer) -> list[str]:
    """Types of all commands the viewer may give now, sorted; what data they carry may still be refused."""
    if not is_admitted(state, viewer):
        return []
    mine = roles_of(state, viewer)
    return sorted(
        spec.type
        for spec in COMMANDS.values()
        if spec.roles & mine and state.phase in spec.phases and _passes_guard(state, viewer, spec)
    )


def _passes_guard(state: Meeting, viewer: Viewer, spec: CommandSpec) -> bool:
    try:
        spec.guard(state, viewer)
    except Refused:
        return False
    return True


def _check_existence(state: Meeting, spec: CommandSpec) -> None:
    creates = Phase.NONE in spec.phases
    if state.phase == Phase.NONE and not creates:
        raise Refused(Code.MEETING_NOT_CREATED)
    if state.phase != Phase.NONE and creates:
        raise Refused(Code.MEETING_EXISTS)


def _role_refusal(state: Meeting, actor: Viewer, spec: CommandSpec) -> Refused:
    """A chair or deputy who does not preside now is told so: the seat may have passed on just before."""
    if PRESIDING in spec.roles and actor.role in (Role.CHAIR, Role.DEPUTY):
        return Refused(Code.PRESIDING_NOT_YOU, {"presiding": state.presiding.seat})
    return Refused(Code.ROLE_DENIED, {"role": actor.role, "command": spec.type})


def _phase_code(state: Meeting, spec: CommandSpec) -> Code:
    if state.phase in OVER:
        return Code.MEETING_OVER
    if spec.phases <= GATHERED and state.phase not in GATHERED:
        return Code.MEETING_NOT_OPEN
    return Code.MEETING_WRONG_STATE
