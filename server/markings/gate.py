"""Who may open a page of a marked paper now. The only place on the server where that is decided.

The meeting core says whose role may and whether the paper was recalled. Beyond that the request must name
a screen that has the seat and whose line to the meeting is open. Only that screen was told its name, over
that line; it lends it to the windows beside it in the same browser, whose own lines count for nothing here. A
copied cookie alone therefore opens nothing, and taking the seat with it shuts the screen that had it, before
the eyes of whoever sits there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rooms import Code, Marking, Meeting, Treatment, Viewer, treatment, why_not_read
from rooms.base.markings import is_lower
from rooms.state import Paper
from server.db.repositories.paper_reviews import ReviewRecord
from server.errors import Forbidden, ServerError
from server.meetings.aside import mark_of, sign_in_mark
from server.papers.season import OVER

OF_SEAT = frozenset({"page", "text", "search"})
"""What a marked paper is opened as; everything else, such as its file, is given to nobody."""


@dataclass(frozen=True)
class Asking:
    """Who asks from which screen: the seat, the sign-in, the screen's name and the machine's."""

    viewer: Viewer | None
    session: str
    screen: str = ""
    device: str = ""


def marking_of(
    there: Paper | None, review: ReviewRecord | None, held: Iterable[str], version: int | None
) -> str:
    """The marking that holds for a version: the meeting's word for the one that stands, else the highest.

    `held`: how it was marked when it stood. While its submission is asked for a marking it is confidential.
    """
    if there is not None and version in (None, there.version):
        return there.marking
    said = [*held, *(one.marking for one in (there, review) if one is not None)]
    if review is not None and review.asks:
        said.append(Marking.CONFIDENTIAL)
    highest: str = Marking.NORMAL
    for marking in said:
        highest = marking if is_lower(highest, marking) else highest
    return highest


def refusal(state: Meeting, asking: Asking, paper: str, rules: Treatment, what: str) -> ServerError | None:
    """Why this may not be opened, or None."""
    code = refusal_by_role(state, asking.viewer, paper, rules)
    if code is not None:
        return Forbidden(str(code.value))
    if what not in OF_SEAT:
        return Forbidden("marking.as_pages")
    if asking.viewer is None or not has_line(state, asking.viewer, asking):
        return Forbidden("marking.no_line")
    return None


def refusal_by_role(state: Meeting, viewer: Viewer | None, paper: str, rules: Treatment) -> Code | None:
    """Why this is not for the seat, whichever screen it asks from, or None."""
    if paper in state.papers:
        found = why_not_read(state, viewer, paper)
        if found is not None:
            return found
    if viewer is None or viewer.role not in rules.readers:
        return Code.MARKING_NOT_FOR_YOU
    if rules.recall and (state.phase in OVER or paper in state.secrecy.recalled):
        return Code.MARKING_RECALLED  # a draft, or what was taken out: it was never in the list called back
    return None


def has_line(state: Meeting, viewer: Viewer, asking: Asking) -> bool:
    """Whether the named screen has the seat now, opened with this sign-in, in whichever process."""
    line = state.lines.get(viewer.seat)
    if line is None or asking.screen not in line.connections:
        return False
    return mark_of(asking.screen) == sign_in_mark(asking.session)


def rules_of(marking: str) -> Treatment | None:
    """What a marking does where it does anything; None for papers that anybody of the meeting opens."""
    rules = treatment(marking)
    return None if rules.outsiders else rules
