"""What marked papers did to the session, as sentences: why it was not recorded, and who decided otherwise."""

from collections.abc import Iterator
from datetime import datetime

from recordings.proceedings.words import Words
from recordings.story import Story
from rooms import Outlet
from rooms.afterwards.history_secrecy import LOWERED, RECALLED, SHUT, MarkingStep

TOLD = (Outlet.RECORDING, Outlet.OUTSIDERS)
"""Outlets the session had; nothing of it was ever streamed."""


def marking_rows(story: Story, words: Words) -> Iterator[tuple[datetime, str]]:
    """Return (time, sentence) rows; what was decided before the opening is told at the opening."""
    opened = story.meeting.opened_at
    if opened is None:
        return
    for step in story.markings:
        for sentence in marking_sentences(story, step, words):
            yield max(step.at, opened), sentence


def marking_sentences(story: Story, step: MarkingStep, words: Words) -> Iterator[str]:
    """Return what one step says, a sentence for each outlet it was about."""
    name = story.name(step.by)
    because = words("marking.reason", reason=step.reason) if step.reason else ""
    if step.kind == RECALLED:
        yield words("marking.recalled")
    elif step.kind == LOWERED:
        yield words("marking.lowered", name=name, title=step.title, because=because)
    elif step.kind == SHUT:
        outlets = words("marking.and").join(words(f"marking.no.{one}") for one in TOLD if one in step.what)
        if outlets:
            yield words("marking.shut", outlets=outlets)
    else:
        for one in TOLD:
            if one in step.what:
                yield words(f"marking.{step.kind}.{one}", name=name, because=because)
