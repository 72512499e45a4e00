"""Unmodified livekit-client in Chromium against a real worker, beside a Python SDK hall."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.signaling.conftest import HallMaker
from tests.support.browser import person
from tests.support.media import CLIENT, MediaLab, SignalLine, call, client_page, until, until_async

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.e2e,
    pytest.mark.skipif(
        not CLIENT.exists(), reason="web client's packages are not installed (make test does)"
    ),
]


@contextlib.asynccontextmanager
async def browser() -> AsyncIterator[Page]:
    """A page with livekit-client; errors of the page fail the test."""
    async with async_playwright() as playwright:
        with client_page() as url:
            visitor = await person(playwright)
            await visitor.page.goto(str(url))
            try:
                yield visitor.page
                assert visitor.problems == []
            finally:
                await visitor.close()


async def decoded(page: Page, track: str) -> int:
    found: Any = await call(page, "inbound", "a")
    return int(found.get(track, {}).get("frames", 0))


async def energy(page: Page, track: str) -> float:
    found: Any = await call(page, "inbound", "a")
    return float(found.get(track, {}).get("energy", 0))


async def happened(page: Page, name: str) -> int:
    return int(await page.evaluate(f"room_.a.stats.events.filter((e) => e[0] === '{name}').length"))


async def share(page: Page) -> None:
    await page.evaluate("room_.a.localParticipant.setCameraEnabled(true)")
    await page.evaluate("room_.a.localParticipant.setMicrophoneEnabled(true)")


@pytest.mark.parametrize("single", [True, False], ids=["one connection", "two connections"])
async def test_pictures_and_sound_go_both_ways_with_simulcast(
    lab: MediaLab, halls: HallMaker, single: bool
) -> None:
    hall = await halls(5)
    async with browser() as page:
        options = {"singlePeerConnection": single}
        await call(page, "join", "a", lab.url(), lab.token("web"), options)
        await until_async(lambda: decoded(page, "hall-5/camera"))
        await until_async(lambda: energy(page, "hall-5/microphone"))
        await share(page)
        await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 10)

        async def layers() -> list[str]:
            found: Any = await call(page, "outbound", "a", "camera")
            return sorted(one["rid"] for one in found if one["frames"])

        await until_async(layers)
        assert set(await layers()) <= {"q", "h", "f"}
        assert len(await layers()) >= 2
        await page.evaluate("room_.a.localParticipant.setCameraEnabled(false)")
        seen = hall.room.remote_participants["web"].track_publications
        await until(lambda: any(one.muted for one in seen.values()))


async def test_data_goes_both_ways(lab: MediaLab, halls: HallMaker) -> None:
    hall = await halls(5, publish=False)
    got: list[tuple[bytes, str]] = []
    hall.room.on("data_received", lambda packet: got.append((packet.data, packet.participant.identity)))
    async with browser() as page:
        await call(page, "join", "a", lab.url(), lab.token("web"))
        send = "room_.a.localParticipant.publishData(new TextEncoder().encode('xin chào'), {reliable: true})"
        await page.evaluate(send)
        await until(lambda: got == [("xin chào".encode(), "web")])
        await hall.room.local_participant.publish_data("chào".encode(), topic="t")
        await until_async(lambda: page.evaluate("room_.a.stats.data.length"))
        assert await page.evaluate("room_.a.stats.data[0].slice(0, 2)") == ["chào", "hall-5"]


@pytest.mark.parametrize("single", [True, False], ids=["one connection", "two connections"])
async def test_a_cut_signal_line_resumes_with_the_same_seat(
    lab: MediaLab, halls: HallMaker, single: bool
) -> None:
    hall = await halls(5)
    async with browser() as page, SignalLine(lab) as line:
        await call(page, "join", "a", line.url, lab.token("web"), {"singlePeerConnection": single})
        await share(page)
        await until_async(lambda: decoded(page, "hall-5/camera"))
        sid = await page.evaluate("room_.a.localParticipant.sid")
        line.cut()
        await until_async(lambda: happened(page, "reconnected"))
        before = await decoded(page, "hall-5/camera")
        hall.forget()

        async def more() -> bool:
            return await decoded(page, "hall-5/camera") > before

        await until_async(more)
        await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 3)
        assert await page.evaluate("room_.a.localParticipant.sid") == sid
        assert not lab.named("participant_left")


async def test_a_full_reconnect_brings_everything_back(lab: MediaLab, halls: HallMaker) -> None:
    hall = await halls(5)
    async with browser() as page:
        await call(page, "join", "a", lab.url(), lab.token("web"))
        await share(page)
        await until_async(lambda: decoded(page, "hall-5/camera"))
        await until(lambda: hall.seen_count["web"] > 3)
        await page.evaluate("room_.a.simulateScenario('full-reconnect')")
        await until(
            lambda: len([e for e in lab.named("participant_joined") if e.data["identity"] == "web"]) == 2
        )
        hall.forget()
        await until_async(lambda: happened(page, "reconnected"))
        await until_async(lambda: decoded(page, "hall-5/camera"))
        await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 3)


async def test_a_smaller_picture_is_sent_to_who_asks_for_a_smaller_one(
    lab: MediaLab, halls: HallMaker
) -> None:
    hall = await halls(5, publish=False)
    assert hall.room.isconnected()
    async with browser() as page:
        await call(page, "join", "a", lab.url(), lab.token("web"))
        await call(page, "join", "b", lab.url(), lab.token("viewer"))
        await share(page)

        async def width() -> int:
            found: Any = await call(page, "inbound", "b")
            return int(found.get("web/camera", {}).get("width", 0))

        async def wide() -> bool:
            return await width() >= 1280

        async def narrow() -> bool:
            return 0 < await width() <= 320

        await until_async(wide, 20)
        await page.evaluate(
            "room_.b.remoteParticipants.get('web').getTrackPublication('camera').setVideoQuality(LK.VideoQuality.LOW)"
        )
        await until_async(narrow, 15)
