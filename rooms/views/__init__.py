"""What each role and each seat sees, as JSON. What a role may not see is not in here for it.

``shared_view`` is the same for everybody of a role; ``me_view`` is one seat's own corner. A file a subject.
"""

from __future__ import annotations

from rooms.base.roles import Role, Viewer
from rooms.state import Meeting
from rooms.views.agenda import agenda_view
from rooms.views.attendance import codes_view, plans_view, quorum_view, roll_view
from rooms.views.checks import checks_view
from rooms.views.control import remotes_view, talkbacks_view
from rooms.views.floor import floor_view
from rooms.views.json import Json
from rooms.views.me import me_view
from rooms.views.meeting import meeting_view, recording_view
from rooms.views.papers import front_view, papers_view
from rooms.views.people import delegates_view, officers_view, sites_view
from rooms.views.polls import polls_view
from rooms.views.program import program_view
from rooms.views.questions import questions_view
from rooms.views.record import chat_view, decisions_view
from rooms.views.secrecy import secrecy_view
from rooms.views.veil import paper_is_hidden, seen_by

_DIRECTS = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.TECHNICIAN, Role.SYSTEM})
__all__ = ["Json", "me_view", "paper_is_hidden", "seen_by", "shared_view", "view"]
_SEES_NOTES = frozenset({Role.CHAIR, Role.SECRETARY, Role.TECHNICIAN, Role.SYSTEM})
_SEES_HALLS = _SEES_NOTES | {Role.DEPUTY}


def view(state: Meeting, viewer: Viewer) -> Json:
    """The whole view of one seat."""
    return {**shared_view(state, viewer.role), "me": me_view(state, viewer)}


def shared_view(state: Meeting, role: str) -> Json:
    """What everybody of this role sees alike."""
    state = seen_by(state, role)
    notes = role in _SEES_NOTES
    return {
        "meeting": meeting_view(state),
        "recording": recording_view(state),
        "presiding": state.presiding.seat,
        "roll": roll_view(state),
        "checks": checks_view(state, role),
        "quorum": quorum_view(state),
        "seating": plans_view(state) if role in _SEES_HALLS else {},
        "checkin": codes_view(state) if notes else {},
        "sites": sites_view(state, notes=notes),
        "officers": officers_view(state),
        "delegates": delegates_view(state, notes=notes),
        "agenda": agenda_view(state),
        "floor": floor_view(state),
        "questions": questions_view(state),
        "polls": polls_view(state),
        "papers": papers_view(state, member=role != Role.OBSERVER),
        "front": front_view(state),
        "secrecy": secrecy_view(state, role),
        "program": program_view(state, directing=role in _DIRECTS),
        "chat": [] if role == Role.OBSERVER else chat_view(state),
        "decisions": decisions_view(state),
        "remotes": remotes_view(state, controls=role in _DIRECTS),
        "talkbacks": talkbacks_view(state, controls=role in _DIRECTS),
    }
