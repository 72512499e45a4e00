"""From asking to join to the first decoded picture in Chromium, with the unmodified livekit-client."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from tests.bench.figures import Figure, spread
from tests.support.browser import person
from tests.support.hall import Hall
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server

COMMAND = "python -m tests.bench browser"
JOINS = 10
CLIENT = Path(__file__).parents[2] / "web/node_modules/livekit-client/dist/livekit-client.umd.js"
# Runs in the page: joins, and answers the milliseconds until a video element has drawn its first picture.
JOIN = """async ([url, token]) => {
  const { Room, RoomEvent, Track } = LivekitClient;
  const began = performance.now();
  const room = new Room();
  const drawn = new Promise((resolve) => {
    room.on(RoomEvent.TrackSubscribed, (track) => {
      if (track.kind !== Track.Kind.Video) return;
      const element = track.attach();
      element.requestVideoFrameCallback(() => resolve(performance.now() - began));
      document.body.append(element);
    });
  });
  await room.connect(url, token);
  const delay = await drawn;
  await room.disconnect();
  document.body.replaceChildren();
  return delay;
}"""


async def first_frames(server: RunningServer, joins: int) -> list[float]:
    """Milliseconds from `connect` to the first drawn picture, `joins` times in one page."""
    codes = sorted(server.demo["sites"])
    sender = await Seat.by_link(server.demo["sites"][codes[0]])
    hall = Hall(1)
    await hall.join(sender.grant["media"]["url"], sender.grant["media"]["token"])
    await hall.publish(microphone=False)
    viewer = await Seat.by_link(server.demo["sites"][codes[1]])
    delays = []
    async with async_playwright() as playwright:
        browser = await person(playwright)
        await browser.page.goto(f"{server.url}/healthz")
        await browser.page.evaluate(CLIENT.read_text())
        for _ in range(joins):
            grant = (await viewer.post("/meetings/demo/join", {}))["media"]
            delays.append(float(await browser.page.evaluate(JOIN, [grant["url"], grant["token"]])))
            await asyncio.sleep(0.3)
        await browser.close()
    await hall.leave()
    await sender.leave()
    await viewer.leave()
    return delays


async def measure() -> list[Figure]:
    """One server, one publisher, one page that joins again and again."""
    with tempfile.TemporaryDirectory() as folder, running_server(Path(folder) / "data") as server:
        delays = await first_frames(server, JOINS)
    return spread("join to first drawn picture, Chromium", delays, "ms", COMMAND, "p95 ≤ 1000 ms")


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
