"""What only a client of bytes can do to a real worker: tell its estimate, ask again, send far too much."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest

from signaling.sfu import rtcp
from tests.bench.media.loads import Layer, Load
from tests.signaling.raw import RTX, Got, RawClient, raw_clients
from tests.support.media import MediaLab, until, until_async

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOW, HIGH = Layer("q", 0, 20, 2, 320, 180), Layer("h", 1, 20, 6, 640, 360)
PAIR = Load("pair", "one sender in simulcast, one viewer", 2, 1, 0, (LOW, HIGH), 1, 0)
SMALL_BYTES = 500
"""Pictures of the lower layer have packets of this size, so that a layer is known by its packets."""
FLOOD = Load("flood", "one who floods, one who speaks, one who listens", 3, 2, 2, (HIGH,), 1, 0)
FLOOD_PER_S, FLOOD_S = 20_000, 4.0


def layer_of(got: Got | None) -> str:
    return "" if got is None else "q" if len(got.payload) < 2 * SMALL_BYTES else "h"


async def reports(viewer: RawClient, bitrate: int, lost: float) -> None:
    """What a receiver says now and then, until the test has seen what it waits for."""
    ssrc = next(one.ssrc for one in viewer.got if one.payload_type != RTX)
    while True:
        block = rtcp.ReportBlock(ssrc, int(lost * 255), 0, 0, 90, 0, 0)
        report = rtcp.build_rr(rtcp.ReceiverReport(1, (block,)))
        viewer.say(report + rtcp.build_remb(1, bitrate, (ssrc,)))
        await asyncio.sleep(0.1)


async def told(viewer: RawClient, bitrate: int, wanted: str, lost: float = 0.0) -> None:
    """Tell an estimate and a loss until only the wanted layer comes, or nothing at all."""
    task = asyncio.create_task(reports(viewer, bitrate, lost))

    async def arrived() -> bool:
        at = len(viewer.got)
        await asyncio.sleep(0.5)
        return {layer_of(one) for one in viewer.got[at:]} == ({wanted} if wanted else set())

    await until_async(arrived)
    task.cancel()


async def test_estimates_and_losses_steer_the_layer_down_to_a_pause_and_up_again(lab: MediaLab) -> None:
    async with raw_clients(lab, PAIR) as (sender, viewer):
        sender.replays[0].size = SMALL_BYTES
        await until(lambda: layer_of(viewer.newest()) == "h")
        await told(viewer, 400_000, "q")
        await told(viewer, 100_000, "", lost=0.5)
        await told(viewer, 20_000_000, "h")


async def test_a_packet_asked_for_again_comes_by_retransmission(lab: MediaLab) -> None:
    async with raw_clients(lab, PAIR) as (_sender, viewer):
        await until(lambda: len(viewer.got) > 20)
        missed = viewer.got[-10]
        viewer.say(rtcp.build_nack(1, missed.ssrc, [missed.sequence]))

        def again() -> Got | None:
            number = missed.sequence.to_bytes(2, "big")
            found = [one for one in viewer.got if one.payload_type == RTX and one.payload[:2] == number]
            return found[0] if found else None

        await until(again)
        repeated = again()
        assert repeated is not None
        assert repeated.payload[2:] == missed.payload
        assert repeated.ssrc != missed.ssrc
    assert (await lab.plane.counters())[0]["media_retransmitted"] >= 1


async def test_who_sends_twenty_thousand_packets_a_second_takes_nothing_from_others(lab: MediaLab) -> None:
    async with raw_clients(lab, FLOOD) as (flooder, _speaker, listener):
        await until(lambda: {owner for owner, _ in listener.tracks.values()} == {0, 1})
        listener.refuse_pictures_of(0)
        await until(lambda: len(listener.got) > 50)
        await asyncio.sleep(1)
        before = (await lab.plane.counters())[0]
        sent = await flood(flooder, listener)
        after = (await lab.plane.counters())[0]
        assert sent > FLOOD_PER_S * FLOOD_S / 4  # as much as this machine can send, at least this
        assert after["media_flooded"] - before["media_flooded"] > sent / 2
        received, missing = tally(listener)
        print(f"flood of {sent / FLOOD_S:.0f}/s: others received {received}, lost {missing}")
        assert received > 300
        assert missing <= max(1, received // 1000)


async def flood(flooder: RawClient, listener: RawClient) -> int:
    """Protected packets of the flooder's own camera, as many as it can up to the rate; gives their number."""
    camera = next(one for one in flooder.replays if one.video)
    del listener.got[:]
    began, sent = time.monotonic(), 0
    while (spent := time.monotonic() - began) < FLOOD_S:
        for _ in range(max(0, int(FLOOD_PER_S * spent) - sent) // camera.packets):
            camera.send_frame()
            sent += camera.packets
            if sent % 120 == 0:
                await asyncio.sleep(0)
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.5)
    return sent


def tally(listener: RawClient) -> tuple[int, int]:
    """Packets received since the flood began, and those missing between them."""
    received = missing = 0
    for ssrc in {one.ssrc for one in listener.got if one.payload_type != RTX}:
        numbers = sorted({one.sequence for one in listener.got if one.ssrc == ssrc})
        steps = [later - earlier & 0xFFFF for earlier, later in itertools.pairwise(numbers)]
        received += len(numbers)
        missing += sum(step - 1 for step in steps if step < 0x8000)
    return received, missing
