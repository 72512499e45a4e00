"""What holds for the sake of marked papers, as screens see it."""

from __future__ import annotations

from rooms.base.clock import iso
from rooms.base.markings import TREATMENTS, Treatment
from rooms.base.roles import Role
from rooms.state import Meeting
from rooms.views.json import Json


def secrecy_view(state: Meeting, role: str) -> Json:
    """Outlets shut and relaxed, papers recalled, and what each marking does for this role.

    Outsiders learn what is shut, not for which paper nor why it was opened.
    """
    member = role != Role.OBSERVER
    secrecy = state.secrecy
    return {
        "shut": {
            outlet: {"since": iso(one.since), "paper": one.paper if member else None}
            for outlet, one in secrecy.shut.items()
        },
        "relaxed": {
            outlet: {"at": iso(one.at), "by": one.by, "reason": one.reason if member else ""}
            for outlet, one in secrecy.relaxed.items()
        },
        "recalled": {paper: iso(at) for paper, at in secrecy.recalled.items()} if member else {},
        "rules": {marking: _rules(one, role) for marking, one in TREATMENTS.items() if one.accepted},
    }


def _rules(one: Treatment, role: str) -> Json:
    return {
        "label": one.label,
        "readable": role in one.readers,
        "download": one.download,
        "kept": one.kept,
        "selectable": one.selectable,
        "watermark": one.watermark,
        "recall": one.recall,
    }
