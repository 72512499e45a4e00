"""The script of a real session, sped up: 24 halls, thirty turns, questions, a lost chair, a cut line.

What takes forty minutes with people takes a few here because nobody speaks for long; every step goes the way
it goes in a hall: browsers press what is labelled, halls without one send what a browser would.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
import pytest_asyncio
from playwright.async_api import expect

from rooms import envelope_from_json, verify_chain
from rooms.afterwards import history
from tests.e2e.cast import Cast, cast_of
from tests.e2e.conftest import GREEN, Invite, Studio
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.words import EN
from tests.support.gathering import eventually
from tests.support.seats import CommandRefused, Seat
from tests.support.server import RunningServer, running_server

pytestmark = [pytest.mark.e2e, pytest.mark.kill]

GRACE_S, CUT_S, SENDING = 4, 30.0, 4
TOPIC = "Tiến độ khắc phục hậu quả mưa lũ"
QUESTION = "Vì sao đường vào hai xã biên giới chậm thông xe?"


@dataclass
class Session:
    """The running session: the chair's and one hall's browser, everyone else as seats."""

    server: RunningServer
    cast: Cast
    chair: Guest
    hall: Guest
    chair_process: psutil.Process
    browser_site: str
    cut_site: str
    turns: int = 0

    @property
    def secretary(self) -> Seat:
        return self.cast.secretary

    def short(self, code: str) -> str:
        return str(self.cast.view["sites"][f"site-{code}"]["short_name"])

    async def asks(self, seat: Seat, topic: str, **more: Any) -> str:
        """Somebody asks for the floor: the request."""
        before = set(seat.view["floor"]["requests"])
        await seat.command("floor.request", topic=topic, **more)
        view = await seat.until(lambda view: set(view["floor"]["requests"]) - before)
        mine = [key for key in set(view["floor"]["requests"]) - before
                if view["floor"]["requests"][key]["topic"] == topic]  # fmt: skip
        return str(mine[0])

    async def turn(self, seat: Seat, topic: str, *, by: Seat | None = None, **more: Any) -> str:
        """One whole turn: asked, given, seen by everyone, ended."""
        request = await self.asks(seat, topic, **more)
        await self.give(request, by=by)
        await self.end(request, by=by)
        return request

    async def give(self, request: str, *, by: Seat | None = None, **more: Any) -> None:
        leader = by or self.secretary
        await leader.command("floor.grant", request=request, **({"limit_s": 120} | more))
        self.turns += 1
        await self.cast.all_see(lambda view: request in view["floor"]["holders"])

    async def end(self, request: str, *, by: Seat | None = None) -> None:
        await (by or self.secretary).command("floor.revoke", request=request, reason="Hết giờ")
        await self.cast.all_see(lambda view: request not in view["floor"]["holders"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "data", GIAOBAN_GRACE_S=str(GRACE_S)) as running:
        yield running


@pytest_asyncio.fixture
async def session(server: RunningServer, studio: Studio, invite: Invite) -> AsyncIterator[Session]:
    codes = sorted(server.demo["sites"])
    browser_site, cut_site = codes[10], codes[0]
    peek = await Seat.by_link(server.demo["secretary"])
    delegates = peek.view["sites"][f"site-{codes[1]}"]["delegates"]
    await peek.leave()
    before = set(browsers())
    chair = await invite("chair", camera=studio.red, microphone=studio.silence)
    (process,) = set(browsers()) - before
    hall = await invite("hall", camera=studio.green, microphone=studio.voice_a, lang=EN)
    await chair.enter(server.demo["chair"])
    await hall.enter(server.demo["sites"][browser_site])
    others = [code for code in codes if code != browser_site]
    async with cast_of(server, others, SENDING, delegates) as cast:
        yield Session(server, cast, chair, hall, psutil.Process(process), browser_site, cut_site)


def browsers() -> list[int]:
    """Process ids of the browsers themselves (not of their helpers) that this test run has started."""
    ours = psutil.Process().children(recursive=True)
    chromiums = [one for one in ours if "chrom" in one.name()]
    return [one.pid for one in chromiums if not any(part.startswith("--type=") for part in one.cmdline())]


async def test_the_script_of_a_session_runs_from_line_check_to_record(session: Session) -> None:
    """One story on purpose: each part needs what the parts before it left."""
    await opening(session)
    await roll_and_quorum(session)
    await every_site_reports(session)
    await a_point_of_order_interrupts(session)
    await two_officers_press_at_once(session)
    await the_questioning_round(session)
    await the_director_takes_over(session)
    await the_agenda_overruns_and_moves(session)
    await a_site_is_cut_in_its_turn(session)
    await the_chairs_machine_dies(session)
    await closing(session)
    await the_record_tells_it_all(session)


async def opening(session: Session) -> None:
    """Line check, every hall there, opened by the chair's own press."""
    await session.chair.press("start line check")
    await session.cast.all_see(lambda view: view["meeting"]["state"] == "line_check")
    await session.chair.press("open session")
    await session.cast.all_see(lambda view: view["meeting"]["state"] == "in_session")
    present = [site for site in session.cast.view["sites"].values() if site["present"]]
    assert len(present) == len(session.server.demo["sites"]) == 24
    await session.hall.sees("in session")


async def roll_and_quorum(session: Session) -> None:
    """Delegates check in with their hall's code, clerk and secretary mark the others; quorum is met."""
    secretary = session.secretary
    await secretary.command("quorum.set", basis="sites", at_least={"of": 1, "parts": 2})
    hall_of = {view["site"] for view in (seat.view["me"] for seat in session.cast.delegates.values())}
    (hall,) = hall_of
    clerk = session.cast.sites[hall.removeprefix("site-")]
    view = await clerk.until(lambda view: view["me"]["checkin_code"])
    code = view["me"]["checkin_code"]
    first, *rest = session.cast.delegates.values()
    with pytest.raises(CommandRefused) as refused:
        await first.command("delegate.check_in", code="000000" if code != "000000" else "111111")
    assert refused.value.code == "checkin.wrong_code"
    await first.command("delegate.check_in", code=code)
    for seat in rest:
        await clerk.command("roll.mark", subject=seat.view["me"]["seat"], status="present")
    await secretary.command("roll.start")
    for site in secretary.view["sites"]:
        await secretary.command("roll.mark", subject=site, status="present")
    await secretary.command("roll.finish")
    await session.cast.all_see(lambda view: view["quorum"]["met"])


async def every_site_reports(session: Session) -> None:
    """One turn a hall, the list ruled by who has spoken least; the browser's hall is heard by ear."""
    secretary = session.secretary
    await secretary.command("agenda.start", item=secretary.view["agenda"]["order"][2])
    await secretary.command("speakers.set", rule="least", turn_s=120, warn_s=20)
    for code, seat in session.cast.sites.items():
        await session.turn(seat, f"{TOPIC}: {session.short(code)}")
    await session.hall.ask(TOPIC)
    await session.chair.see(TOPIC)
    await session.chair.press("grant")
    session.turns += 1
    await session.hall.sees("microphone open")
    name = session.cast.view["sites"][f"site-{session.browser_site}"]["name"]
    await session.chair.watch(name, GREEN)
    await session.chair.hears_somebody_new({})
    await session.chair.press("end turn")
    await session.hall.sees("microphone closed")
    spoken = (await secretary.until(lambda view: view["floor"]["holders"] == []))["floor"]["spoken"]
    assert {entry["turns"] for entry in spoken.values()} == {1}


async def a_point_of_order_interrupts(session: Session) -> None:
    """The interrupted turn is held, its hall silent, and goes on afterwards."""
    first, second = list(session.cast.sites.values())[:2]
    speech = await session.asks(first, "Báo cáo bổ sung")
    await session.give(speech)
    point = await session.asks(second, "Đề nghị đúng nội dung", kind="point_of_order")
    await session.give(point, interrupt=True)
    view = await first.until(lambda view: view["floor"]["requests"][speech]["held_by"] == point)
    assert view["me"]["microphone"] != "open"
    await session.end(point)
    await first.until(lambda view: view["me"]["microphone"] == "open")
    await session.end(speech)


async def two_officers_press_at_once(session: Session) -> None:
    """Two officers invite different halls in one moment: one wins, the other is told, nobody is cut."""
    ahead, late, holder = list(session.cast.sites.values())[2:5]
    held = await session.asks(holder, "Đang phát biểu")
    await session.give(held)
    one, two = await session.asks(ahead, "Xin nói trước"), await session.asks(late, "Xin nói sau")
    # The deputy has no right to press; the secretary's two screens stand for two officers here.
    answers = await asyncio.gather(
        session.secretary.command("floor.grant", request=one, limit_s=60, instead_of=held),
        session.secretary.command("floor.grant", request=two, limit_s=60, instead_of=held),
        return_exceptions=True,
    )
    refused = [answer for answer in answers if isinstance(answer, CommandRefused)]
    assert [answer.code for answer in refused] == ["floor.changed"]
    (holding,) = (await session.secretary.until(lambda view: held not in view["floor"]["holders"]))["floor"][
        "holders"
    ]
    session.turns += 1
    await session.end(holding)
    await session.secretary.command("floor.deny", request=two if holding == one else one, reason="Hết giờ")


async def the_questioning_round(session: Session) -> None:
    """A question goes to an answering hall; both are on screen together; question and answer stay tied."""
    asker, answerer = list(session.cast.sites.values())[5:7]
    await asker.command("question.ask", to=answerer.view["me"]["seat"], text=QUESTION)
    view = await session.secretary.until(lambda view: view["questions"]["order"])
    question = view["questions"]["order"][0]
    pair = [asker.view["me"]["seat"], answerer.view["me"]["seat"]]
    for command, state, speaker in (
        ("question.call", "asking", asker),
        ("question.answer", "answering", answerer),
    ):
        await session.secretary.command(command, question=question, limit_s=60)
        session.turns += 1
        await speaker.until(lambda view: view["me"]["holds_floor"])
        await session.cast.all_see(
            lambda view, state=state: (
                view["questions"]["items"][question]["state"] == state
                and view["program"]["layout"] == "dialogue"
                and view["program"]["sources"] == pair
            )
        )
        await session.end(speaker.view["floor"]["holders"][0])
    await session.secretary.command("question.close", question=question)
    await session.cast.all_see(lambda view: view["questions"]["items"][question]["state"] == "closed")


async def the_director_takes_over(session: Session) -> None:
    """Two halls in dialogue by the technician's hand, a message to one hall, a late screen alike."""
    director, sites = session.cast.technician, session.cast.sites
    pair = [f"site-{session.browser_site}", next(iter(sites.values())).view["me"]["seat"]]
    await director.command("program.preview", layout="dialogue", sources=pair)
    await director.command("program.take")
    await session.cast.all_see(lambda view: view["program"]["sources"] == pair)
    await session.chair.see(session.cast.view["sites"][pair[1]]["name"])
    told, other = list(sites.values())[2:4]
    await director.command("program.message", text="Đề nghị chỉnh micro", to=[told.view["me"]["seat"]])
    await told.until(lambda view: [one["text"] for one in view["me"]["messages"]] == ["Đề nghị chỉnh micro"])
    assert other.view["me"]["messages"] == []
    late = await Seat.by_link(session.server.demo["observer"])
    assert (late.view["program"]["layout"], late.view["program"]["sources"]) == ("dialogue", pair)
    await late.leave()
    await director.command("program.set_mode", mode="auto")
    await session.cast.all_see(lambda view: view["program"]["mode"] == "auto")


async def the_agenda_overruns_and_moves(session: Session) -> None:
    """An item is put off to the next briefing and the others follow; waiting halls see their time."""
    secretary = session.secretary
    order = secretary.view["agenda"]["order"]
    waiting = next(iter(session.cast.sites.values()))
    await secretary.command("agenda.edit", item=order[4], seats=[waiting.view["me"]["seat"]])
    await waiting.until(lambda view: (view["me"]["next_item"] or {}).get("item") == order[4])
    before = waiting.view["me"]["next_item"]["expected_at"]
    await secretary.command("agenda.postpone", item=order[3], reason="Chuyển kỳ sau")
    await waiting.until(lambda view: view["me"]["next_item"]["expected_at"] < before)
    await session.cast.all_see(lambda view: view["agenda"]["items"][order[3]]["state"] == "postponed")


async def a_site_is_cut_in_its_turn(session: Session) -> None:
    """Its line is gone for half a minute: others see it gone; it comes back to its turn and is heard."""
    code, cast = session.cut_site, session.cast
    seat = cast.sites[code]
    request = await session.asks(seat, "Báo cáo trong lúc đường truyền yếu")
    await session.give(request, limit_s=300)
    cut_seat = f"site-{code}"
    await asyncio.gather(seat.leave(), cast.halls.pop(code).leave())
    del cast.sites[code]
    await cast.all_see(lambda view: not view["sites"][cut_seat]["present"])
    await asyncio.sleep(CUT_S)
    back = await cast.enter(code, 1)
    assert back.view["me"]["holds_floor"]
    assert back.view["floor"]["holders"] == [request]
    assert back.view["me"]["microphone"] == "open"
    await cast.all_see(lambda view: view["sites"][cut_seat]["present"])
    listener = next(iter(cast.halls.values()))

    async def heard() -> bool:
        listener.watch({cut_seat}, {cut_seat})
        return listener.hears() == {1}

    await eventually(heard)
    await session.end(request)


async def the_chairs_machine_dies(session: Session) -> None:
    """After the set time the deputy presides, leads, and gives way when the chair is back."""
    session.chair_process.kill()
    deputy, name = session.cast.deputy, session.cast.deputy.view["me"]["name"]
    await session.cast.all_see(lambda view: view["presiding"] == deputy.view["me"]["seat"])
    await expect(session.hall.page.get_by_text(name).first).to_be_visible(timeout=PATIENCE_MS)
    for seat in list(session.cast.sites.values())[7:9]:
        await session.turn(seat, "Ý kiến dưới sự điều hành của Phó Chủ tịch", by=deputy)
    chair = await Seat.by_link(session.server.demo["chair"])
    await session.cast.all_see(lambda view: view["presiding"] == chair.view["me"]["seat"])
    with pytest.raises(CommandRefused) as refused:
        await deputy.command("meeting.close")
    assert refused.value.code == "presiding.not_you"
    session.cast.delegates["chair again"] = chair


async def closing(session: Session) -> None:
    chair = session.cast.delegates["chair again"]
    await session.secretary.command("decision.record", text="Các huyện hoàn thành trước ngày 15.")
    await chair.command("meeting.close")
    await session.cast.all_see(lambda view: view["meeting"]["state"] == "closed")
    assert session.turns >= 30


async def the_record_tells_it_all(session: Session) -> None:
    """From the log alone: every turn once, question with answer, who presided; the chain is whole."""
    archivist = Seat(session.server.url)
    await archivist.open_link(session.server.demo["archivist"].partition("/j/")[2])
    text = (await archivist.http.get("/api/v1/archive/demo/events.jsonl")).text
    log = [envelope_from_json(json.loads(line)) for line in text.splitlines()]
    verify_chain(log)
    turns = history.turns(log)
    assert len(turns) == session.turns
    assert all(turn.span.end is not None for turn in turns)
    (asked,) = history.questionings(log)
    assert asked.text == QUESTION
    assert {turn.kind for turn in turns} == {"speech", "point_of_order", "question", "answer"}
    assert [led.why for led in history.presided(log)] == ["appointed", "line_lost", "chair_returned"]
    page = (await archivist.http.get("/api/v1/archive/demo/proceedings.html")).text
    for code in session.cast.sites:
        assert session.cast.view["sites"][f"site-{code}"]["name"] in page
    assert QUESTION in page
    await archivist.http.aclose()
