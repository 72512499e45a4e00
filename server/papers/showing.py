"""Who may open the file of a paper, and in which version. The only place where that is decided.

Everybody of the meeting opens the version that stands. Earlier ones are for officers and for those who keep
the record, those not yet approved for the desk and for the unit they are of. A withdrawn paper is closed to
everyone but officers, an internal item's to observers.
"""

from __future__ import annotations

from dataclasses import dataclass

from rooms import Code, paper_is_hidden
from rooms.state import Paper
from server.db.repositories.papers import PaperRecord
from server.errors import Forbidden, NotFound, ServerError
from server.markings.gate import Asking
from server.markings.service import Target
from server.papers.authors import author
from server.people.access import CONTROLS, DESK, Hat
from server.people.guard import Caller
from server.services import Services


@dataclass(frozen=True)
class Opening:
    """As what a page is opened (``page`` or ``text``), from which screen, on which machine."""

    what: str
    screen: str = ""
    device: str = ""


KEEPERS = CONTROLS | {Hat.ADMINISTRATOR, Hat.ARCHIVIST}
BRINGS_ANY = DESK | {Hat.ADMINISTRATOR}


async def shown(
    services: Services,
    caller: Caller,
    meeting: str,
    paper: str,
    version: int | None = None,
    *,
    page: int = 0,
    opening: Opening | None = None,
) -> PaperRecord:
    """A paper that is ready and that the caller may see, in this version or the one that stands.

    The marking asked is that of the very version handed out, whichever comes to stand meanwhile. Marked
    papers are shown page by page only, to a screen that says so (``opening``), and it is noted.

    Raises:
        Forbidden: ``agenda.internal``, ``paper.is_withdrawn``, ``paper.version_closed``; for marked papers
            ``marking.not_for_you``, ``marking.recalled``, ``marking.as_pages``, ``marking.no_line``.
        NotFound: ``paper.not_found``.
        Conflict: ``paper.not_ready``.
    """
    how = opening or Opening("file")
    asking = Asking(caller.viewer, caller.who().session_id, how.screen, how.device)
    try:
        found = await known(services, caller, meeting, paper, version)
    except ServerError:
        # Asked for in vain, which is noted too; a marking says no before anything else does.
        await services.marked.require(meeting, caller.who(), asking, Target(paper, version, page, how.what))
        raise
    target = Target(paper, found.version, page, how.what)
    await services.marked.require(meeting, caller.who(), asking, target)
    return found


async def known(
    services: Services, caller: Caller, meeting: str, paper: str, version: int | None = None
) -> PaperRecord:
    """As `shown`, for what tells nothing of the content: no marking is asked."""
    state = await services.briefings.state(meeting)
    if caller.is_any({Hat.OBSERVER}) and paper_is_hidden(state, paper):
        raise Forbidden("agenda.internal")
    there = state.papers.get(paper)
    if there is not None and there.withdrawn is not None and not caller.is_any(CONTROLS):
        raise Forbidden(str(Code.PAPER_IS_WITHDRAWN.value))
    if not await _open(services, caller, meeting, paper, there, version):
        raise NotFound("paper.not_found") if there is None else Forbidden("paper.version_closed")
    return await services.papers.ready(meeting, paper, version)


async def _open(
    services: Services, caller: Caller, meeting: str, paper: str, there: Paper | None, version: int | None
) -> bool:
    """Whether a version of a paper is the caller's to open; `there`: the paper as the meeting has it."""
    if caller.is_any(BRINGS_ANY):
        return True
    if there is not None and version in (None, there.version):
        return True
    if version is None:
        return False
    if there is not None and caller.is_any(KEEPERS) and await services.review.stood(meeting, paper, version):
        return version < there.version
    return await _own(services, caller, meeting, paper, version)


async def _own(services: Services, caller: Caller, meeting: str, paper: str, version: int) -> bool:
    if caller.viewer is None:
        return False
    who = author(await services.briefings.state(meeting), caller.viewer.seat, desk=False)
    try:
        await services.review.find(meeting, who, paper, version)
    except NotFound:
        return False
    return True
