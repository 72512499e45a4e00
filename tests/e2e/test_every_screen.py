"""Every screen of the client: nothing written by people ever runs, and nothing keeps anybody out.

The screens are walked through once, because that takes minutes; the tests judge what was seen on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

from tests.e2e.conftest import Studio
from tests.e2e.guest import Guest
from tests.e2e.tour import around, marked, session, slips, votes
from tests.e2e.tour.stops import Crew, Stops
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.tus import whole

pytestmark = pytest.mark.e2e

EVIL = "<img src=x onerror='window.ran.push(1)'><script>window.ran.push(2)</script>{{7*7}}"
AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
FINDINGS = """
async () => {
  const found = await window.axe.run(document, { resultTypes: ['violations'] });
  return found.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.slice(0, 4).map((node) =>
      `${node.target.join(' ')} ${node.html.slice(0, 200)} ` +
      `(${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`).join(' | ')}`);
}
"""


@dataclass(frozen=True)
class Cast:
    """Where to walk, and who acts in the meeting meanwhile."""

    stops: Stops
    officer: Callable[[str], Awaitable[str]]
    chair: Seat
    technician: Seat
    asker: Seat
    speaking: Seat
    quiet: Seat

    @property
    def crew(self) -> Crew:
        """Those the session's part of the walk needs."""
        return Crew(self.officer, self.chair, self.technician, self.quiet.view["me"]["seat"])


@dataclass
class Seen:
    """What a walk found, each by the screen where it was."""

    axe: str = field(default_factory=AXE.read_text)
    screens: list[str] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    ran: dict[str, list[int]] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    findings: dict[str, list[str]] = field(default_factory=dict)

    async def look(self, tab: Guest, where: str) -> None:
        """Judges one screen in both languages."""
        self.screens.append(where)
        await tab.page.emulate_media(reduced_motion="reduce")
        await tab.page.evaluate(self.axe)
        for language in ("vi", "en"):
            await tab.in_language(language)
            if found := await tab.settled(lambda: tab.page.evaluate(FINDINGS)):
                self.findings[f"{where} ({language})"] = found
        await tab.in_language("vi")
        if await tab.page.get_by_text("<script>window.ran").count():
            self.words.add(where)
        if ran := await tab.page.evaluate("window.ran"):
            self.ran[where] = ran
        if tab.who.problems:
            self.problems[where] = list(tab.who.problems)


async def hostile_meeting(server: RunningServer) -> Cast:
    """The demonstration's sites in a meeting whose every free text is a script."""
    admin = await signed_in(server.demo["admin"])
    await admin.post(
        "/sites", {"code": "XSS", "name": EVIL[:90], "kind": "agency", "valid_from": "2018-01-01"}
    )
    people = {}
    for login in ("evil.chair", "evil.secretary", "evil.technician"):
        body = {"login": login, "name": EVIL, "office": EVIL, "roles": ["officer"]}
        people[login] = (await admin.post("/accounts", body))["id"]
    made = await admin.post(
        "/meetings",
        {
            "title": EVIL,
            "scheduled_at": (datetime.now(UTC) + timedelta(minutes=5)).isoformat(),
            "agenda": [
                {"title": EVIL, "rapporteur": EVIL, "planned_s": 60},
                {"title": "Thu ngân sách", "rapporteur": "Sở Tài chính", "planned_s": 900},
                {"title": EVIL, "rapporteur": EVIL, "planned_s": 900},
            ],
            "sites": ["XSS", *server.demo["sites"]],
            "officers": [
                {"account": people["evil.chair"], "role": "chair"},
                {"account": people["evil.secretary"], "role": "secretary", "order": 1},
                {"account": people["evil.technician"], "role": "technician", "order": 2},
            ],
            "delegates": [
                {"name": EVIL, "office": EVIL, "site": quiet_hall(server)},
                {"name": EVIL, "office": "Phó Giám đốc", "site": "TU"},
            ],
            "auto_record": True,
        },
    )
    meeting = made["id"]
    return await links_of(server, admin, meeting, people)


def other_halls(server: RunningServer) -> list[str]:
    """The codes of the halls that have no tab in the walk."""
    return [code for code in server.demo["sites"] if code != "TU"]


def quiet_hall(server: RunningServer) -> str:
    """The hall that does not speak; the walk's delegate sits there."""
    return other_halls(server)[1]


async def links_of(server: RunningServer, admin: Seat, meeting: str, people: dict[str, str]) -> Cast:
    async def officer(role: str) -> str:
        return str((await admin.post(f"/accounts/{people[f'evil.{role}']}/link"))["url"])

    secretary = await signed_in(await officer("secretary"))
    await secretary.enter(meeting)
    file = await secretary.http.post(
        f"/api/v1/meetings/{meeting}/papers/uploads",
        headers=whole(pdf(2), name="<b>.pdf", title=EVIL),
        content=pdf(2),
    )
    assert file.status_code == 201, file.text
    await secretary.until(lambda view: view["papers"]["order"])
    links = f"/meetings/{meeting}/links"
    delegate, asker = [
        (await secretary.post(links, {"kind": "delegate", "delegate": one}))["url"]
        for one in secretary.view["delegates"]
    ]
    stops = Stops(
        url=server.url,
        meeting=meeting,
        admin=server.demo["admin"],
        chair=await officer("chair"),
        secretary=await officer("secretary"),
        technician=await officer("technician"),
        archivist=server.demo["archivist"],
        site=server.demo["sites"]["TU"],
        delegate=delegate,
        observer=(await secretary.post(links, {"kind": "observer"}))["url"],
    )
    await secretary.leave()
    chair = await signed_in(await officer("chair"))
    await chair.enter(meeting)
    halls = [server.demo["sites"][code] for code in other_halls(server)]
    return Cast(
        stops,
        officer,
        chair,
        technician=await signed_in(await officer("technician")),
        asker=await Seat.by_link(asker, meeting),
        speaking=await Seat.by_link(halls[0], meeting),
        quiet=await Seat.by_link(halls[1], meeting),
    )


async def signed_in(link: str) -> Seat:
    """Somebody signed in who is in no meeting."""
    base, _, token = link.partition("/j/")
    seat = Seat(base)
    await seat.open_link(token)
    return seat


async def walk(server: RunningServer, studio: Studio) -> Seen:
    """The whole tour, with hostile words said in the session."""
    seen = Seen()
    cast = await hostile_meeting(server)
    stops, chair = cast.stops, cast.chair
    async with async_playwright() as playwright:
        guest = await Guest.arrive(playwright, "walker", camera=studio.green, microphone=studio.silence)
        await around.doors(guest, stops, seen.look)
        await around.office(guest, stops, seen.look)
        secretary = await around.preparation(guest, stops, seen.look)
        delegate = await around.invitation(guest, stops, seen.look)
        await chair.command("meeting.start_line_check")
        technician = await session.line_check(guest, stops, seen.look, cast.crew)
        await around.set_scene(chair)
        await everything_is_said(cast)
        tabs = session.Tabs(secretary, technician, delegate)
        await session.session(guest, tabs, stops, seen.look, cast.crew)
        await votes.votes(guest, stops, seen.look, cast.crew, EVIL)
        await marked.marked(guest, stops, seen.look, cast.crew, EVIL)
        await slips.slips(guest, stops, seen.look, cast.crew, EVIL)
        await around.afterwards(guest, stops, seen.look, chair)
        await around.carried_over(guest, stops, seen.look)
        await around.between_meetings(guest, stops, seen.look)
        await guest.leave()
    for seat in (chair, cast.technician, cast.asker, cast.speaking, cast.quiet):
        await seat.leave()
    return seen


async def everything_is_said(cast: Cast) -> None:
    """Hostile words in whatever people can write in a session, and somebody who speaks them."""
    chair, view = cast.chair, cast.chair.view
    other = view["agenda"]["order"][2]
    delegate = next(iter(view["delegates"]))
    await chair.command("chat.post", text=EVIL)
    await chair.command("decision.record", text=EVIL, item=None)
    await chair.command("agenda.postpone", item=other, reason=EVIL)
    await chair.command("quorum.set", count=2)
    await chair.command(
        "seating.set",
        site=view["delegates"][delegate]["site"],
        rows=[{"label": EVIL[:40], "places": [delegate, None]}],
    )
    await chair.command("program.message", text=EVIL)
    await chair.command("program.countdown", text=EVIL, for_s=3000)
    await chair.command("roll.start")
    await chair.command("roll.call", subject=view["delegates"][delegate]["seat"])
    for seat in (cast.asker, cast.speaking):
        await seat.command("floor.request", topic=EVIL)
    await cast.asker.command("question.ask", to=cast.quiet.view["me"]["seat"], text=EVIL)
    await chair.until(lambda now: len(now["floor"]["queue"]) == 2)
    speech = next(
        one["id"]
        for one in chair.view["floor"]["requests"].values()
        if one["seat"] == cast.speaking.view["me"]["seat"]
    )
    await chair.command("floor.grant", request=speech, limit_s=3000)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, studio: Studio) -> Seen:
    with running_server(tmp_path_factory.mktemp("screens") / "data") as server:
        return asyncio.run(walk(server, studio))


def test_script_in_any_free_text_never_runs_on_any_screen(seen: Seen) -> None:
    assert seen.ran == {}
    assert seen.problems == {}
    # The words really were there to be seen, as words.
    assert {"admin sites", "admin accounts", "admin meetings", "chair, tab 1", "observer"} <= seen.words
    assert {"hall in session", "delegate, messages", "record", "proceedings"} <= seen.words
    assert {"hall, clerk, tab 1", "director's desk", "new meeting, carried over"} <= seen.words


def test_no_screen_has_a_serious_accessibility_finding_in_either_language(seen: Seen) -> None:
    assert len(seen.screens) > 75
    assert seen.findings == {}
