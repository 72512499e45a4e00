"""Which version of which paper is in the list of a meeting's papers. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rooms.state import Paper
from server.db.repositories.paper_reviews import APPROVED, ReviewRecord
from server.db.repositories.papers import PaperRecord, standing


def on_shelf(
    versions: Iterable[PaperRecord], known: Mapping[str, Paper], reviews: Iterable[ReviewRecord]
) -> Sequence[PaperRecord]:
    """One version of each paper: the one the meeting has, or before it has one what is on its way to it.

    What waits for the desk, or was sent back, is not on its way. Title and item are the meeting's.
    """
    waiting = {(one.paper, one.version) for one in reviews if one.state != APPROVED}
    papers: dict[str, list[PaperRecord]] = {}
    for one in versions:
        papers.setdefault(one.id, []).append(one)
    shelf = []
    for name, all_of_it in papers.items():
        paper = known.get(name)
        if paper is not None:
            there = next((one for one in all_of_it if one.version == paper.version), standing(all_of_it))
            shelf.append(replace(there, title=paper.title, item=paper.item))
        elif coming := [one for one in all_of_it if (one.id, one.version) not in waiting]:
            shelf.append(standing(coming))
    return shelf
