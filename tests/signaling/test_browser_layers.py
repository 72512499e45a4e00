"""What unmodified livekit-client sends and gets in Chromium: screens, layers, closed sources, dynacast.

Everything holds with one peer connection and with two.
"""

from __future__ import annotations

import asyncio

import pytest
from livekit import rtc

from signaling.plane import PublishRights
from tests.signaling.browsing import Web
from tests.signaling.conftest import HallMaker
from tests.support import marks
from tests.support.media import CLIENT, MediaLab, until_async

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.e2e,
    pytest.mark.skipif(
        not CLIENT.exists(), reason="web client's packages are not installed (make test does)"
    ),
    pytest.mark.parametrize("single", [True, False], ids=["one connection", "two connections"]),
]

SMALL, LARGE = 320, 1280
QUIET_S = 1.5


async def show_screen(hall: rtc.Room, number: int) -> None:
    """A still page as a shared screen of a Python SDK client."""
    source = rtc.VideoSource(marks.WIDTH, marks.HEIGHT)
    track = rtc.LocalVideoTrack.create_video_track("screen", source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_SCREENSHARE, simulcast=False)
    await hall.local_participant.publish_track(track, options)
    frame = rtc.VideoFrame(marks.WIDTH, marks.HEIGHT, rtc.VideoBufferType.I420, marks.picture(number))
    for _ in range(30):
        source.capture_frame(frame)
        await asyncio.sleep(0.1)


async def test_a_shared_screen_is_seen_and_ends_with_the_right_to_it(
    lab: MediaLab, halls: HallMaker, web: Web, single: bool
) -> None:
    hall = await halls(5, publish=False)
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    await web.join("b", lab.url(), lab.token("viewer"), singlePeerConnection=single)
    await web.show_screen()
    await until_async(lambda: web.decoded("b", "web/screen_share"))
    showing = asyncio.create_task(show_screen(hall.room, 5))
    await until_async(lambda: web.decoded("a", "hall-5/screen_share"))
    await showing
    await lab.plane.set_rights(lab.room, "web", PublishRights(camera=True, microphone=True))
    await until_async(lambda: web.muted("b", "web", "screen_share"))
    await web.run("a", "localParticipant.setScreenShareEnabled(false)")
    gone = "remoteParticipants.get('web').getTrackPublication('screen_share') === undefined"
    await until_async(lambda: web.run("b", gone))


async def test_a_closed_source_reaches_no_browser_until_it_is_opened(
    lab: MediaLab, web: Web, single: bool
) -> None:
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    await web.join("b", lab.url(), lab.token("viewer"), singlePeerConnection=single)
    await web.share()
    await until_async(lambda: web.decoded("b", "web/camera"))
    await until_async(lambda: web.energy("b", "web/microphone"))
    await lab.plane.set_rights(lab.room, "web", PublishRights())
    for source in ("camera", "microphone"):
        await until_async(lambda source=source: web.muted("b", "web", source))
    await asyncio.sleep(0.3)  # what was on its way has arrived
    before = [(await web.inbound("b", f"web/{source}"))["packets"] for source in ("camera", "microphone")]
    sent = sum(one["bytes"] for one in await web.outbound())
    await asyncio.sleep(QUIET_S)
    after = [(await web.inbound("b", f"web/{source}"))["packets"] for source in ("camera", "microphone")]
    assert after == before
    assert sum(one["bytes"] for one in await web.outbound()) > sent  # its client sends on all the same
    await lab.plane.set_rights(lab.room, "web", PublishRights.all())

    async def again() -> bool:
        now = [(await web.inbound("b", f"web/{source}"))["packets"] for source in ("camera", "microphone")]
        return all(more > less for more, less in zip(now, after, strict=True))

    await until_async(again)


async def test_a_smaller_picture_comes_to_who_asks_or_has_less_room_for_it(
    lab: MediaLab, web: Web, single: bool
) -> None:
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    await web.join("b", lab.url(), lab.token("asks"), singlePeerConnection=single)
    await web.join("c", lab.url(), lab.token("adapts"), singlePeerConnection=single, adaptiveStream=True)
    await web.page.add_style_tag(content="video { width: 1280px; height: 720px; position: fixed; top: 0 }")
    await web.share()

    async def both(low: int, high: int) -> bool:
        return all([low <= await web.width(name, "web/camera") <= high for name in ("b", "c")])

    await until_async(lambda: both(LARGE, LARGE))
    await web.choose("b", "web", "LOW")
    await web.page.add_style_tag(content="video { width: 160px !important; height: 90px !important }")
    await until_async(lambda: both(1, SMALL))
    await web.choose("b", "web", "HIGH")
    await web.page.add_style_tag(content="video { width: 1280px !important; height: 720px !important }")
    await until_async(lambda: both(LARGE, LARGE))


async def test_a_publisher_stops_the_layers_nobody_watches(lab: MediaLab, web: Web, single: bool) -> None:
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single, dynacast=True)
    await web.join("b", lab.url(), lab.token("viewer"), singlePeerConnection=single)
    await web.share()

    async def wide() -> bool:
        return await web.width("b", "web/camera") == LARGE

    async def active(wanted: list[str]) -> bool:
        return await web.active() == wanted

    await until_async(wide)
    await web.choose("b", "web", "LOW")
    await until_async(lambda: active(["q"]))
    before = {one["rid"]: one["bytes"] for one in await web.outbound()}
    await asyncio.sleep(QUIET_S)
    grown = {one["rid"] for one in await web.outbound() if one["bytes"] > before[one["rid"]]}
    assert grown == {"q"}
    await web.choose("b", "web", "HIGH")
    await until_async(lambda: active(["f", "h", "q"]))
    await until_async(wide)
