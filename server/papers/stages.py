"""The stages of a paper between its last byte received and being shown (`server.papers.processing`)."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """At what the processing of a paper is."""

    WAITING = "waiting"
    CONVERTING = "converting"
    CHECKING = "checking"
    RECOGNISING = "recognising"
    STORING = "storing"
