"""A cookie copied from a machine of the meeting: what it opens of marked papers, and who sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.server.papers.pdfs import pdf
from tests.support.gathering import eventually
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.tus import whole

PAPERS = "/meetings/demo/papers"
REPLACED = 4409


@pytest_asyncio.fixture
async def chair(server: RunningServer) -> AsyncIterator[Seat]:
    seat = await Seat.by_link(server.demo["chair"])
    yield seat
    await seat.leave()


@pytest_asyncio.fixture
async def paper(chair: Seat) -> str:
    """A confidential paper in the meeting."""
    made = await chair.post(f"{PAPERS}/submissions", {"title": "Mật", "marking": "confidential"})
    where = f"/api/v1{PAPERS}/submissions/{made['paper']}/{made['version']}/uploads"
    data = pdf(2, text="Phuong an")
    assert (await chair.http.post(where, content=data, headers=whole(data))).status_code == 201
    await chair.until(lambda view: made["paper"] in view["papers"]["items"])
    return str(made["paper"])


async def opened(who: Seat, paper: str, line: str) -> tuple[int, str]:
    """The status and the code with which a page is answered to a screen of this name."""
    answer = await who.http.get(
        f"/api/v1{PAPERS}/{paper}/pages/1.webp",
        headers={"X-Giaoban-Screen": line, "X-Giaoban-Device": "may-0001"},
    )
    return answer.status_code, "" if answer.is_success else str(answer.json()["code"])


async def seat_of(server: RunningServer, chair: Seat, role: str) -> Seat:
    """The machine whose cookie is copied, in the meeting."""
    if role == "chair":
        return chair
    delegate = next(iter(server.demo["delegates"]))
    links = {"site": server.demo["sites"]["TU"], "delegate": server.demo["delegates"][delegate]}
    return await Seat.by_link(links.get(role) or server.demo[role])


@pytest.mark.parametrize(
    ("role", "screen"), [("site", "papers"), ("chair", "prepare"), ("secretary", "program")]
)
async def test_beside_the_owners_screen_it_opens_nothing_marked_and_is_noted(
    server: RunningServer, chair: Seat, paper: str, role: str, screen: str
) -> None:
    owner = await seat_of(server, chair, role)
    thief = owner.copied()
    await thief.connect(screen)
    assert thief.line == ""
    assert owner.line not in str(thief.view)
    assert await opened(thief, paper, "") == (403, "marking.no_line")
    # What the owner opens beside it is told the first screen's name in the same browser.
    assert await opened(owner, paper, owner.line) == (200, "")
    access = (await chair.get("/meetings/demo/markings/access"))["lines"]
    noted = [line["outcome"] for line in access if line["seat"] == owner.view["me"]["seat"]]
    assert noted == ["marking.no_line", "given"]
    assert owner.close_code is None
    await thief.leave()
    await owner.leave()


@pytest.mark.parametrize("role", ["site", "chair", "delegate"])
async def test_in_the_owners_place_it_shuts_the_owners_screen(
    server: RunningServer, chair: Seat, paper: str, role: str
) -> None:
    owner = await seat_of(server, chair, role)
    thief = owner.copied()
    await thief.connect()
    await owner.closed()
    assert (owner.close_code, owner.bye["code"]) == (REPLACED, "socket.replaced")

    async def owners_line_is_shut() -> bool:
        return await opened(owner, paper, owner.line) == (403, "marking.no_line")

    await eventually(owners_line_is_shut)
    await thief.leave()
    await owner.leave()
