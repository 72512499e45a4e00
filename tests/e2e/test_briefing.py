"""A briefing as the province holds it: four browsers, two languages, a telephone, and its record."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import BLUE, GREEN, RED, Invite, Studio, seats_of
from tests.e2e.guest import COLOURS, PATIENCE_MS, Guest, near_colour, until
from tests.e2e.words import EN
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e

TOPIC = "Tiến độ giải ngân vốn đầu tư công"
ANSWER = "Trả lời về đường giao thông liên xã"


async def test_a_briefing_is_held_by_four_browsers_and_its_record_plays(
    server: RunningServer, studio: Studio, invite: Invite
) -> None:
    """One story on purpose: each part needs what the part before it left."""
    cast = seats_of(await view_of(server))
    chair, a, b, delegate = await asyncio.gather(
        invite("chair", camera=studio.red, microphone=studio.silence),
        invite("site A", camera=studio.green, microphone=studio.voice_a, size=(1920, 1080)),
        invite("site B", camera=studio.blue, microphone=studio.voice_b, lang=EN),
        invite("delegate", size=(390, 844), touch=True),
    )
    everyone = (chair, a, b, delegate)
    await all_arrive(server, cast, chair, a, b, delegate)
    await session_opens_with_the_red_mark(chair, everyone)
    await site_a_gets_the_floor_and_is_heard(cast, chair, a, b)
    await everyone_follows_the_page(chair, everyone)
    await site_b_browses_away_and_returns(b)
    late = await invite("late site")
    await late.enter(server.demo["sites"][cast["late"]["code"]])
    await late.on_page(3)
    await late.leave()
    await delegate_speaks_through_the_hall(cast, chair, a, b, delegate)
    await chair_closes(chair, everyone)
    for guest in (chair, a, b, delegate):
        await guest.leave()
    archivist = await invite("archivist", size=(1920, 1080))
    await record_plays(server, archivist, cast)
    await documents_open(archivist)


async def view_of(server: RunningServer) -> dict[str, Any]:
    """The meeting before anyone came, as an observer sees it."""
    seat = await Seat.by_link(server.demo["observer"])
    await seat.leave()
    return seat.view


async def all_arrive(
    server: RunningServer, cast: dict[str, Any], chair: Guest, a: Guest, b: Guest, delegate: Guest
) -> None:
    demo = server.demo
    await chair.enter(demo["chair"])
    await a.open_link(demo["sites"][cast["a"]["code"]])
    await a.go_to_check()
    await a.see(cast["a"]["name"])
    await a.sees("udp")
    await a.pass_check()
    await asyncio.gather(
        b.enter(demo["sites"][cast["b"]["code"]]),
        delegate.enter(demo["delegates"][cast["delegate"]["id"]]),
    )
    for guest in (a, b, delegate):
        await guest.sees("not started")


async def session_opens_with_the_red_mark(chair: Guest, everyone: tuple[Guest, ...]) -> None:
    await chair.press("start line check")
    for guest in everyone:
        await guest.sees("line check")
    await chair.press("open session")
    for guest in everyone:
        await guest.sees("in session")
        await expect(guest.page.get_by_role("status").filter(has_text=guest.t("recording"))).to_be_visible(
            timeout=PATIENCE_MS
        )


async def site_a_gets_the_floor_and_is_heard(cast: dict[str, Any], chair: Guest, a: Guest, b: Guest) -> None:
    await a.watch("Nguyễn Văn Hải", RED)
    await a.ask(TOPIC)
    await a.sees("asked")
    await chair.see(TOPIC)
    assert await b.voices() == 0
    await chair.press("grant")
    await a.sees("microphone open")
    await b.sees("microphone closed")
    await asyncio.gather(b.watch(cast["a"]["name"], GREEN), chair.watch(cast["a"]["name"], GREEN))
    await asyncio.gather(b.hears_somebody_new({}), chair.hears_somebody_new({}))
    # Site B's microphone has been speaking into a closed line all the time.
    assert await chair.voices() == 1
    assert await b.voices() == 1
    assert await a.voices() == 0


async def everyone_follows_the_page(chair: Guest, everyone: tuple[Guest, ...]) -> None:
    await chair.press("papers")
    await chair.page.get_by_role("menuitem", name="Báo cáo kinh tế").click()
    for guest in everyone:
        await guest.on_page(1)
    await chair.press("next page")
    await chair.on_page(2)
    await chair.press("next page")
    for guest in everyone:
        await guest.on_page(3)
    await expect(chair.page.get_by_text(re.compile(r"^Trang 3\W\d+$")).first).to_be_visible()
    await expect(everyone[-1].page.get_by_text(re.compile(r"^Trang 3\W\d+$")).first).to_be_visible()


async def site_b_browses_away_and_returns(b: Guest) -> None:
    await b.page.keyboard.press("]")
    await b.on_page(4)
    await b.press("return")
    await b.on_page(3)
    await expect(b.button("return")).to_have_count(0)


async def delegate_speaks_through_the_hall(
    cast: dict[str, Any], chair: Guest, a: Guest, b: Guest, delegate: Guest
) -> None:
    name = cast["delegate"]["name"]
    await delegate.ask(ANSWER)
    waiting = chair.page.get_by_role("list", name=chair.t("queue"))
    await expect(waiting.get_by_role("listitem").filter(has_text=name)).to_contain_text(ANSWER)
    await chair.press("end turn")
    await a.sees("microphone closed")
    before = await a.energies()
    await chair.press("grant")
    await b.sees("microphone open")
    await delegate.sees("your turn")
    await a.hears_somebody_new(before)
    await asyncio.gather(a.watch(name, BLUE), chair.watch(name, BLUE))
    await chair.press("end turn")
    await b.sees("microphone closed")


async def chair_closes(chair: Guest, everyone: tuple[Guest, ...]) -> None:
    await chair.press("close")
    await chair.press("close now")
    for guest in everyone:
        await guest.sees("closed")
        await expect(guest.page.get_by_text(guest.t("recording"), exact=True)).to_have_count(0)


async def record_plays(server: RunningServer, archivist: Guest, cast: dict[str, Any]) -> None:
    page = archivist.page
    await archivist.open_link(server.demo["archivist"])
    await page.get_by_role("link", name="Lưu trữ").first.click()
    await page.get_by_role("link", name=re.compile("Giao ban trực tuyến tháng")).first.click()
    chapters = page.get_by_role("navigation", name="Mục lục").get_by_role("button")
    for name, colour in ((cast["a"]["name"], GREEN), (cast["delegate"]["name"], BLUE)):
        await chapters.filter(has_text=name).first.click()
        await archivist.press("play")
        await speaker_is(archivist, colour)
        await sound_plays(archivist)
        await archivist.press("pause")
    # The delegate spoke while page 3 was in front.
    pane = page.get_by_role("region", name="Trang", exact=True)
    await expect(pane.get_by_text("Trang 3", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    canvas = pane.get_by_role("img", name="Trang 3")
    await expect(canvas).to_be_visible(timeout=PATIENCE_MS)
    assert await canvas.evaluate(COLOURS) > 2


async def speaker_is(archivist: Guest, colour: tuple[int, int, int]) -> None:
    """The picture in front decodes, has the speaker's colour, and its clock runs."""
    video = archivist.page.get_by_role("region", name="Hình", exact=True).locator("video[data-front=true]")
    await near_colour(video, colour, "the record's speaker")


async def sound_plays(archivist: Guest) -> None:
    playing = """() => [...document.querySelectorAll('audio')].filter(
        (sound) => !sound.paused && sound.currentTime > 0 && sound.webkitAudioDecodedByteCount > 0).length"""

    async def sounds() -> int:
        return int(await archivist.page.evaluate(playing))

    await until(sounds, "a sound track of the record plays")


async def documents_open(archivist: Guest) -> None:
    page = archivist.page
    async with page.context.expect_page() as opened:
        await page.get_by_role("link", name="Đọc biên bản").click()
    proceedings = await opened.value
    await expect(proceedings.get_by_text(TOPIC).first).to_be_visible(timeout=PATIENCE_MS)
    await expect(proceedings.get_by_text(ANSWER).first).to_be_visible()
    await proceedings.close()
    for link, start in (("Tải PDF", b"%PDF-"), (re.compile("^Tải luồng"), b"\x1a\x45\xdf\xa3")):
        async with page.expect_download() as coming:
            await page.get_by_role("link", name=link).first.click()
        path = await (await coming.value).path()
        assert path.read_bytes().startswith(start)
        assert path.stat().st_size > 4_000
