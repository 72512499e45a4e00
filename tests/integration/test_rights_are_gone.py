"""What a hall may not send reaches nobody, whatever its client does: it keeps sending all the time here."""

from __future__ import annotations

import asyncio

from livekit import rtc

from tests.support import marks
from tests.support.gathering import MICROPHONE, SCREEN, Gathering, arriving, gathering
from tests.support.hall import Hall
from tests.support.server import RunningServer

# The right is gone within one second of the chair taking it.
GONE_S = 1.0
LISTEN_S = 1.5


async def nothing_arrives(there: Gathering, speaker: str) -> None:
    """After the second it may take, not one packet of the microphone is forwarded."""
    await asyncio.sleep(GONE_S)
    identity = f"site-{speaker}"
    counts = await asyncio.gather(
        *(arriving(hall, identity, MICROPHONE, LISTEN_S) for hall in there.others(speaker))
    )
    assert counts == [0] * len(counts)


async def test_a_hall_that_keeps_sending_without_the_floor_is_not_heard(standing: RunningServer) -> None:
    async with gathering(standing, 3) as there:
        await there.open()
        speaker, listener = there.codes[0], there.halls[there.codes[1]]
        request = await there.grant(speaker)
        await there.decodes(speaker)
        assert await arriving(listener, f"site-{speaker}", MICROPHONE, LISTEN_S) > 20

        await there.chair.command("floor.revoke", request=request, reason="Hết giờ")
        await nothing_arrives(there, speaker)
        await there.silent()

        await there.grant(speaker)
        await there.decodes(speaker)
        await there.chair.command("mic.mute", seat=f"site-{speaker}", reason="Ồn")
        await nothing_arrives(there, speaker)
        await there.silent()

        await there.chair.command("mic.unmute", seat=f"site-{speaker}")
        await there.decodes(speaker)


async def test_a_screen_without_permission_is_not_forwarded(standing: RunningServer) -> None:
    async with gathering(standing, 2) as there:
        await there.open()
        first, second = there.codes
        hall, watcher = there.halls[first], there.halls[second]
        identity = f"site-{first}"
        source = rtc.VideoSource(marks.WIDTH, marks.HEIGHT, is_screencast=True)
        track = rtc.LocalVideoTrack.create_video_track("screen", source)
        options = rtc.TrackPublishOptions(source=SCREEN, simulcast=False, video_codec=rtc.VideoCodec.VP8)
        publishing = asyncio.ensure_future(hall.room.local_participant.publish_track(track, options))
        hall._run(hall._film(source))
        await asyncio.sleep(2.0)
        assert await arriving(watcher, identity, SCREEN, LISTEN_S) == 0

        await there.chair.command("screen.allow", seat=identity)
        if publishing.done() and publishing.exception() is not None:
            await hall.room.local_participant.publish_track(track, options)
        await until_arrives(watcher, identity)
        await there.chair.command("screen.deny", seat=identity)
        await asyncio.sleep(GONE_S)
        assert await arriving(watcher, identity, SCREEN, LISTEN_S) == 0
        publishing.cancel()


async def until_arrives(watcher: Hall, identity: str) -> None:
    for _ in range(20):
        if await arriving(watcher, identity, SCREEN, 0.5) > 0:
            return
    raise AssertionError("the allowed screen never arrived")
