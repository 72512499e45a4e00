"""The meeting core: a pure decide/evolve/view over an event log. Standard library only, no clock, no I/O.

Start at ``rooms.core``; a rule is found by its subject (``rooms.speaking.floor``, ``rooms.lifecycle``, ...).
"""

from rooms.base.markings import TREATMENTS, Marking, Outlet, Treatment, require_accepted, treatment
from rooms.base.roles import SYSTEM, Actor, Role, Viewer, delegate_seat, site_seat
from rooms.commands import parse_command
from rooms.core import decide, empty, evolve, evolve_all, outcome, replay
from rooms.envelope import (
    GENESIS,
    ChainBroken,
    Draft,
    Envelope,
    Head,
    canonical,
    draft,
    envelope_from_json,
    envelope_to_json,
    open_envelope,
    seal,
    seal_all,
    verify_chain,
)
from rooms.errors import BadCommand, BadEvent, Code, Refused, RoomsError
from rooms.events import event_from_json, event_to_json
from rooms.kernel import Command, Event
from rooms.lookup.seats import find_person, is_admitted
from rooms.messages import SENTENCES, sentence
from rooms.papers.documents import may_mark, may_present
from rooms.papers.secrecy import marked_papers, was_marked, why_not_read
from rooms.permissions import allowed
from rooms.registry import COMMANDS, EVENTS
from rooms.reviews import Patience, Review, reviews
from rooms.rights import Rights, barred_from, publish_rights, rights_table
from rooms.state import Meeting, Phase
from rooms.views import me_view, paper_is_hidden, seen_by, shared_view, view

__all__ = [
    "COMMANDS",
    "EVENTS",
    "GENESIS",
    "SENTENCES",
    "SYSTEM",
    "TREATMENTS",
    "Actor",
    "BadCommand",
    "BadEvent",
    "ChainBroken",
    "Code",
    "Command",
    "Draft",
    "Envelope",
    "Event",
    "Head",
    "Marking",
    "Meeting",
    "Outlet",
    "Patience",
    "Phase",
    "Refused",
    "Review",
    "Rights",
    "Role",
    "RoomsError",
    "Treatment",
    "Viewer",
    "allowed",
    "barred_from",
    "canonical",
    "decide",
    "delegate_seat",
    "draft",
    "empty",
    "envelope_from_json",
    "envelope_to_json",
    "event_from_json",
    "event_to_json",
    "evolve",
    "evolve_all",
    "find_person",
    "is_admitted",
    "marked_papers",
    "may_mark",
    "may_present",
    "me_view",
    "open_envelope",
    "outcome",
    "paper_is_hidden",
    "parse_command",
    "publish_rights",
    "replay",
    "require_accepted",
    "reviews",
    "rights_table",
    "seal",
    "seal_all",
    "seen_by",
    "sentence",
    "shared_view",
    "site_seat",
    "treatment",
    "verify_chain",
    "view",
    "was_marked",
    "why_not_read",
]
