"""What a meeting is about and whether it is recorded, as screens see it."""

from __future__ import annotations

from rooms.base.clock import iso, iso_or_none
from rooms.state import Meeting
from rooms.views.json import Json


def meeting_view(state: Meeting) -> Json:
    """What the meeting is about and where it is in its life."""
    return {
        "id": state.id,
        "title": state.title,
        "state": state.phase.value,
        "scheduled_at": iso(state.scheduled_at),
        "planned_s": state.planned_s,
        "opened_at": iso_or_none(state.opened_at),
        "closed_at": iso_or_none(state.closed_at),
        "recess_since": iso_or_none(state.recess_since),
        "auto_record": state.auto_record,
        "cancelled_for": state.cancelled_for,
    }


def recording_view(state: Meeting) -> Json:
    """Whether the meeting is recorded, since when, by whose decision, and what is wrong."""
    return {
        "on": state.recording.on,
        "since": iso_or_none(state.recording.since),
        "decided_by": state.recording.decided_by,
        "alarm": state.recording.alarm,
    }
