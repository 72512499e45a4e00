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


def check_page(paper: Paper, page: int) -> None:
    """Raise Refused(front.no_such_page) unless the paper has the page (counted from 1)."""
    if page > paper.pages:
        raise Refused(Code.FRONT_NO_SUCH_PAGE, {"page": page, "pages": paper.pages})
