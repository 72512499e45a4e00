"""Look up papers and pages. Only reads the state."""

from __future__ import annotations

from rooms.errors import Code, Refused
from rooms.state import Meeting, Paper


def require_paper(state: Meeting, paper: str) -> Paper:
    """The paper. Raises Refused(paper.unknown)."""
    found = state.papers.get(paper)
    if found is None:
        raise Refused(Code.PAPER_UNKNOWN, {"paper": paper})
    return found


def require_open_paper(state: Meeting, paper: str) -> Paper:
    """As ``require_paper``. Raises Refused(paper.is_withdrawn, marking.recalled) too."""
    found = require_paper(state, paper)
    if found.withdrawn is not None:
        raise Refused(Code.PAPER_IS_WITHDRAWN, {"paper": paper})
    if state.secrecy.is_recalled(paper):
        raise Refused(Code.MARKING_RECALLED, {"paper": paper})
    return found


def siblings(state: Meeting, paper: Paper) -> tuple[str, ...]:
    """The papers of a paper's item, itself among them, in order."""
    return tuple(one.id for one in state.papers.values() if one.item == paper.item)


def check_page(paper: Paper, page: int) -> None:
    """Raise Refused(front.no_such_page) unless the paper has the page (counted from 1)."""
    if page > paper.pages:
        raise Refused(Code.FRONT_NO_SUCH_PAGE, {"page": page, "pages": paper.pages})
