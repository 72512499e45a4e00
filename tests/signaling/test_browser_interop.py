"""Unmodified livekit-client in Chromium against a real worker, beside an SDK hall: join, data, coming back.

Everything holds with one peer connection and with two.
"""

from __future__ import annotations

import pytest

from signaling.auth import verify
from signaling.plane import PublishRights
from tests.signaling.browsing import Web
from tests.signaling.conftest import HallMaker
from tests.support.media import CLIENT, KEY, MediaLab, SignalLine, until, until_async

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.e2e,
    pytest.mark.skipif(
        not CLIENT.exists(), reason="web client's packages are not installed (make test does)"
    ),
    pytest.mark.parametrize("single", [True, False], ids=["one connection", "two connections"]),
]


async def test_pictures_and_sound_go_both_ways_with_simulcast(
    lab: MediaLab, halls: HallMaker, web: Web, single: bool
) -> None:
    hall = await halls(5)
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    await until_async(lambda: web.decoded("a", "hall-5/camera"))
    await until_async(lambda: web.energy("a", "hall-5/microphone"))
    await web.share()
    await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 10)

    async def several() -> bool:
        return len(await web.layers()) >= 2

    await until_async(several)
    assert set(await web.layers()) <= {"q", "h", "f"}
    await web.run("a", "localParticipant.setCameraEnabled(false)")
    seen = hall.room.remote_participants["web"].track_publications
    await until(lambda: any(one.muted for one in seen.values()))


async def test_data_goes_both_ways(lab: MediaLab, halls: HallMaker, web: Web, single: bool) -> None:
    hall = await halls(5, publish=False)
    got: list[tuple[bytes, str]] = []
    hall.room.on("data_received", lambda packet: got.append((packet.data, packet.participant.identity)))
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    text = "new TextEncoder().encode('xin chào')"
    await web.run("a", f"localParticipant.publishData({text}, {{reliable: true}})")
    await until(lambda: got == [("xin chào".encode(), "web")])
    await hall.room.local_participant.publish_data("chào".encode(), topic="t")
    await until_async(lambda: web.run("a", "stats.data.length"))
    assert await web.run("a", "stats.data[0].slice(0, 2)") == ["chào", "hall-5"]

    async def lossy_arrived() -> bool:
        await web.run("a", "localParticipant.publishData(new Uint8Array([7]), {reliable: false})")
        return (b"\x07", "web") in got

    await until_async(lossy_arrived)


async def test_a_cut_signal_line_resumes_with_the_same_seat(
    lab: MediaLab, halls: HallMaker, web: Web, single: bool
) -> None:
    hall = await halls(5)
    async with SignalLine(lab) as line:
        await web.join("a", line.url, lab.token("web"), singlePeerConnection=single)
        await web.share()
        await until_async(lambda: web.decoded("a", "hall-5/camera"))
        sid = await web.run("a", "localParticipant.sid")
        line.cut()
        await until_async(lambda: web.happened("a", "reconnected"))
        before = await web.decoded("a", "hall-5/camera")
        hall.forget()

        async def more() -> bool:
            return await web.decoded("a", "hall-5/camera") > before

        await until_async(more)
        await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 3)
        assert await web.run("a", "localParticipant.sid") == sid
        assert not lab.named("participant_left")
        await web.run("a", "disconnect()")


async def test_a_full_reconnect_brings_everything_back(
    lab: MediaLab, halls: HallMaker, web: Web, single: bool
) -> None:
    hall = await halls(5)
    await web.join("a", lab.url(), lab.token("web"), singlePeerConnection=single)
    await web.share()
    await until_async(lambda: web.decoded("a", "hall-5/camera"))
    await until(lambda: hall.seen_count["web"] > 3)
    await web.run("a", "simulateScenario('full-reconnect')")
    await until(lambda: len([e for e in lab.named("participant_joined") if e.data["identity"] == "web"]) == 2)
    hall.forget()
    await until_async(lambda: web.happened("a", "reconnected"))
    await until_async(lambda: web.decoded("a", "hall-5/camera"))
    await until(lambda: hall.seen_count["web"] > 3 and hall.heard_count["web"] > 3)


async def test_a_long_session_is_given_a_newer_token_and_comes_back_with_it(
    lab: MediaLab, web: Web, single: bool
) -> None:
    grant = lab.plane.mint_grant(lab.room, "web", "web", PublishRights.all(), ttl_s=4)
    async with SignalLine(lab) as line:
        await web.join("a", line.url, grant.token, singlePeerConnection=single)
        token = await web.run("a", "engine.token")
        assert token == grant.token

        async def renewed() -> bool:
            return bool(await web.run("a", "engine.token") != token)

        await until_async(renewed)
        old, new = verify(KEY, token), verify(KEY, await web.run("a", "engine.token"))
        assert new.expires_at > old.expires_at
        assert (new.identity, new.room, new.rights) == (old.identity, old.room, old.rights)
        line.cut()
        await until_async(lambda: web.happened("a", "reconnected"))
        assert not lab.named("participant_left")
        await web.run("a", "disconnect()")
