"""Every screen of the client: nothing written by people ever runs, and nothing keeps anybody out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e import tour
from tests.e2e.conftest import Invite, Studio
from tests.e2e.guest import Guest
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e

EVIL = "<img src=x onerror='window.ran.push(1)'><script>window.ran.push(2)</script>{{7*7}}"
AXE = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"
FINDINGS = """
async () => {
  const found = await window.axe.run(document, { resultTypes: ['violations'] });
  return found.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.slice(0, 4).map((node) =>
      `${node.target.join(' ')} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`).join(' | ')}`);
}
"""


async def hostile_meeting(server: RunningServer) -> tuple[tour.Stops, Seat]:
    """A meeting whose every free text is a script, with people and a site called by one; and its chair."""
    admin = await signed_in(server.demo["admin"])
    await admin.post(
        "/sites", {"code": "XSS", "name": EVIL[:90], "kind": "agency", "valid_from": "2018-01-01"}
    )
    people = {}
    for login in ("evil.chair", "evil.secretary"):
        body = {"login": login, "name": EVIL, "office": EVIL, "roles": ["officer"]}
        people[login] = (await admin.post("/accounts", body))["id"]
    made = await admin.post(
        "/meetings",
        {
            "title": EVIL,
            "scheduled_at": (datetime.now(UTC) + timedelta(minutes=5)).isoformat(),
            "agenda": [{"title": EVIL, "rapporteur": EVIL, "planned_s": 60}],
            "sites": ["XSS", "TU"],
            "officers": [
                {"account": people["evil.chair"], "role": "chair"},
                {"account": people["evil.secretary"], "role": "secretary", "order": 1},
            ],
            "delegates": [{"name": EVIL, "office": EVIL, "site": "XSS"}],
            "auto_record": True,
        },
    )
    meeting = made["id"]
    return await links_of(server, admin, meeting, people)


async def links_of(
    server: RunningServer, admin: Seat, meeting: str, people: dict[str, str]
) -> tuple[tour.Stops, Seat]:
    async def account(login: str) -> str:
        return str((await admin.post(f"/accounts/{people[login]}/link"))["url"])

    secretary = await signed_in(await account("evil.secretary"))
    await secretary.enter(meeting)
    file = await secretary.http.post(
        f"/api/v1/meetings/{meeting}/papers",
        params={"name": "<b>.pdf", "title": EVIL},
        content=pdf(2),
        headers={"Content-Type": "application/pdf"},
    )
    assert file.status_code == 202, file.text
    await secretary.until(lambda view: view["papers"]["order"])
    delegate = next(iter(secretary.view["delegates"]))
    links = f"/meetings/{meeting}/links"
    stops = tour.Stops(
        url=server.url,
        meeting=meeting,
        admin=server.demo["admin"],
        chair=await account("evil.chair"),
        secretary=await account("evil.secretary"),
        archivist=server.demo["archivist"],
        site=server.demo["sites"]["TU"],
        delegate=(await secretary.post(links, {"kind": "delegate", "delegate": delegate}))["url"],
        observer=(await secretary.post(links, {"kind": "observer"}))["url"],
    )
    await secretary.leave()
    chair = await signed_in(await account("evil.chair"))
    await chair.enter(meeting)
    return stops, chair


async def signed_in(link: str) -> Seat:
    """Somebody signed in who is in no meeting."""
    base, _, token = link.partition("/j/")
    seat = Seat(base)
    await seat.open_link(token)
    return seat


async def walk(server: RunningServer, guest: Guest, stops: tour.Stops, look: tour.Look, chair: Seat) -> None:
    """The whole tour, with hostile words said in the session."""
    await tour.doors(guest, stops, look)
    await tour.office(guest, stops, look)
    secretary = await tour.preparation(guest, stops, look)
    await tour.set_scene(chair)
    await chair.command("chat.post", text=EVIL)
    await chair.command("decision.record", text=EVIL, item=None)
    site = await Seat.by_link(server.demo["sites"]["TU"], stops.meeting)
    await site.command("floor.request", topic=EVIL)
    await site.leave()
    await tour.session(guest, secretary, stops, look)
    await tour.afterwards(guest, stops, look, chair)


async def test_script_in_any_free_text_never_runs_on_any_screen(
    server: RunningServer, studio: Studio, invite: Invite
) -> None:
    stops, chair = await hostile_meeting(server)
    guest = await invite("walker", camera=studio.green, microphone=studio.silence)
    shown: set[str] = set()

    async def look(tab: Guest, where: str) -> None:
        if await tab.page.get_by_text("<script>window.ran").count():
            shown.add(where)
        assert await tab.page.evaluate("window.ran") == [], where
        assert tab.who.problems == [], where

    await walk(server, guest, stops, look, chair)
    await chair.leave()
    # The words really were there to be seen, as words.
    assert {"admin sites", "admin accounts", "admin meetings", "chair, tab 1", "observer"} <= shown
    assert {"hall in session", "delegate, messages", "record", "proceedings"} <= shown


async def test_no_screen_has_a_serious_accessibility_finding_in_either_language(
    server: RunningServer, studio: Studio, invite: Invite
) -> None:
    guest = await invite("walker", camera=studio.green, microphone=studio.silence)
    demo = server.demo
    stops = tour.Stops(
        url=server.url,
        meeting="demo",
        **{name: demo[name] for name in ("admin", "chair", "secretary", "archivist", "observer")},
        site=demo["sites"]["TU"],
        delegate=next(iter(demo["delegates"].values())),
    )
    chair = await Seat.by_link(demo["chair"])
    axe = AXE.read_text()
    findings: dict[str, list[str]] = {}

    async def look(tab: Guest, where: str) -> None:
        await tab.page.emulate_media(reduced_motion="reduce")
        await tab.page.evaluate(axe)
        for language in ("vi", "en"):
            await tab.in_language(language)
            found = await tab.settled(lambda: tab.page.evaluate(FINDINGS))
            if found:
                findings[f"{where} ({language})"] = found
        await tab.in_language("vi")

    await walk(server, guest, stops, look, chair)
    await chair.leave()
    assert findings == {}
