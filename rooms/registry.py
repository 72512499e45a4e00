"""All commands and events of a meeting, gathered from the subjects into two tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from rooms import lifecycle
from rooms.kernel import CommandSpec, EventSpec
from rooms.papers import documents, dossier, secrecy
from rooms.participants import attendance, check_in, invitations, people, presence, presiding, seating
from rooms.screens import line_check, program, remote
from rooms.session import agenda, chat, decisions, recording
from rooms.speaking import floor, microphones, questions, screen, speakers, spoken, talkback
from rooms.voting import ballots, hands, polls, proxies, quorum

_COMMAND_ROWS: tuple[CommandSpec, ...] = (
    *lifecycle.COMMANDS,
    *presence.COMMANDS,
    *presiding.COMMANDS,
    *people.COMMANDS,
    *invitations.COMMANDS,
    *check_in.COMMANDS,
    *attendance.COMMANDS,
    *line_check.COMMANDS,
    *seating.COMMANDS,
    *quorum.COMMANDS,
    *agenda.COMMANDS,
    *floor.COMMANDS,
    *speakers.COMMANDS,
    *spoken.COMMANDS,
    *questions.COMMANDS,
    *polls.COMMANDS,
    *ballots.COMMANDS,
    *hands.COMMANDS,
    *proxies.COMMANDS,
    *microphones.COMMANDS,
    *screen.COMMANDS,
    *dossier.COMMANDS,
    *secrecy.COMMANDS,
    *documents.COMMANDS,
    *program.COMMANDS,
    *chat.COMMANDS,
    *decisions.COMMANDS,
    *recording.COMMANDS,
    *remote.COMMANDS,
    *talkback.COMMANDS,
)

_EVENT_ROWS: tuple[EventSpec, ...] = (
    *lifecycle.EVENTS,
    *presence.EVENTS,
    *presiding.EVENTS,
    *people.EVENTS,
    *invitations.EVENTS,
    *check_in.EVENTS,
    *attendance.EVENTS,
    *line_check.EVENTS,
    *seating.EVENTS,
    *quorum.EVENTS,
    *agenda.EVENTS,
    *floor.EVENTS,
    *speakers.EVENTS,
    *spoken.EVENTS,
    *questions.EVENTS,
    *polls.EVENTS,
    *ballots.EVENTS,
    *hands.EVENTS,
    *proxies.EVENTS,
    *microphones.EVENTS,
    *screen.EVENTS,
    *dossier.EVENTS,
    *secrecy.EVENTS,
    *documents.EVENTS,
    *program.EVENTS,
    *chat.EVENTS,
    *decisions.EVENTS,
    *recording.EVENTS,
    *remote.EVENTS,
    *talkback.EVENTS,
)

COMMANDS: Mapping[str, CommandSpec] = MappingProxyType({row.type: row for row in _COMMAND_ROWS})
EVENTS: Mapping[str, EventSpec] = MappingProxyType({row.type: row for row in _EVENT_ROWS})

if len(COMMANDS) != len(_COMMAND_ROWS) or len(EVENTS) != len(_EVENT_ROWS):
    raise RuntimeError("two rows of the registry have the same type")
