"""Simulcast of the unmodified Python SDK: layers up, and the layer a viewer asks for down."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from livekit import rtc

from tests.support.media import MediaLab, until

pytestmark = pytest.mark.asyncio(loop_scope="module")

WIDTH, HEIGHT = 1280, 720


@contextlib.asynccontextmanager
async def filming(room: rtc.Room) -> AsyncIterator[None]:
    """A camera of 1280 × 720 in simulcast."""
    source = rtc.VideoSource(WIDTH, HEIGHT)
    track = rtc.LocalVideoTrack.create_video_track("camera", source)
    options = rtc.TrackPublishOptions(
        source=rtc.TrackSource.SOURCE_CAMERA, simulcast=True, video_codec=rtc.VideoCodec.VP8
    )
    await room.local_participant.publish_track(track, options)

    async def film() -> None:
        frame = rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.I420, bytes(WIDTH * HEIGHT * 3 // 2))
        while True:
            source.capture_frame(frame)
            await asyncio.sleep(0.1)

    task = asyncio.create_task(film())
    yield
    task.cancel()


@contextlib.asynccontextmanager
async def looking(room: rtc.Room) -> AsyncIterator[list[int]]:
    """The widths of the pictures decoded in a room."""
    widths: list[int] = []
    tasks: list[asyncio.Task[None]] = []

    async def look(stream: rtc.VideoStream) -> None:
        async for event in stream:
            widths.append(event.frame.width)

    def subscribed(track: rtc.Track, *_: object) -> None:
        tasks.append(asyncio.create_task(look(rtc.VideoStream(track))))

    room.on("track_subscribed", subscribed)
    yield widths
    for task in tasks:
        task.cancel()


async def test_a_viewer_gets_the_layer_it_asks_for(lab: MediaLab) -> None:
    sender, viewer = rtc.Room(), rtc.Room()
    async with looking(viewer) as widths:
        await viewer.connect(lab.url(), lab.token("viewer"))
        await sender.connect(lab.url(), lab.token("sender"))
        async with filming(sender):
            await until(lambda: widths and widths[-1] == WIDTH)
            [seen] = viewer.remote_participants["sender"].track_publications.values()
            assert seen.simulcasted
            seen.set_video_quality(rtc.VideoQuality.VIDEO_QUALITY_LOW)
            await until(lambda: widths[-1] < WIDTH)
            seen.set_video_quality(rtc.VideoQuality.VIDEO_QUALITY_HIGH)
            await until(lambda: widths[-1] == WIDTH)
        await viewer.disconnect()
        await sender.disconnect()
