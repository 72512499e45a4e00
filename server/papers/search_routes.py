"""Search in a meeting's papers over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from rooms import Role
from server.deps import ServicesDep
from server.markings.gate import Asking
from server.markings.headers import DeviceName, ScreenName
from server.markings.log import GIVEN
from server.markings.service import Target
from server.papers.search import MAX_QUERY
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/meetings/{meeting}/papers/search", tags=["papers"], dependencies=[Depends(admit)])


@router.get("")
async def search(
    meeting: str,
    response: Response,
    caller: CallerDep,
    services: ServicesDep,
    q: Annotated[str, Query(max_length=MAX_QUERY)] = "",
    screen: ScreenName = "",
    device: DeviceName = "",
) -> dict[str, Any]:
    """Pages with these words, the best first, accents optional; a hit stands between before and after.

    Marked papers are among them for a screen of the meeting that may open them, and each hit is noted.
    """
    response.headers["Cache-Control"] = "no-store"
    role = None if caller.viewer is None else Role(caller.viewer.role)
    state = await services.briefings.state(meeting)
    asking = Asking(caller.viewer, caller.who().session_id, screen, device)
    marked = await services.marked.searchable(meeting, asking)
    answer = await services.search.search(state, role, q, marked)
    for one in answer.found:
        if one.paper in marked:
            target = Target(one.paper, one.version, one.page, "search")
            await services.marked.note(meeting, caller.who(), asking, target, GIVEN)
    return {
        "more": answer.more,
        "found": [
            {
                "paper": one.paper,
                "version": one.version,
                "page": one.page,
                "exact": one.rank == 0,
                "hits": one.hits,
                "before": one.before,
                "hit": one.hit,
                "after": one.after,
            }
            for one in answer.found
        ],
    }
