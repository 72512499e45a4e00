"""A media plane for tests: workers on free loopback ports, grants, and browser pages with livekit-client."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.async_api import Page

from signaling.auth import ApiKey, GrantClaims, mint
from signaling.engines.embedded import EmbeddedConfig, EmbeddedPlane
from signaling.errors import PlaneError
from signaling.plane import PlaneEvent, PublishRights

KEY = ApiKey("test-key", "a secret for tests that is longer than thirty-two bytes")
ROOM = "demo"
CLIENT = Path(__file__).parents[2] / "web/node_modules/livekit-client/dist"


@dataclass
class MediaLab:
    """A running embedded plane with what happened in it."""

    plane: EmbeddedPlane
    room: str = ROOM
    events: list[PlaneEvent] = field(default_factory=list)

    def url(self, room: str = "") -> str:
        """Where the room's signal listener is now."""
        address = self.plane.worker_for(room or self.room)
        return f"ws://{address.host}:{address.port}"

    def token(self, identity: str, room: str = "", rights: PublishRights | None = None) -> str:
        """A grant for an identity, with every source open unless said otherwise."""
        return self.plane.mint_grant(
            room or self.room, identity, identity, rights or PublishRights.all()
        ).token

    @contextlib.contextmanager
    def in_room(self, room: str) -> Iterator[MediaLab]:
        """The same plane seen from another room, with that room's events only."""
        mine = MediaLab(self.plane, room)

        def keep(event: PlaneEvent) -> None:
            if event.data.get("room") == room:
                mine.events.append(event)

        end = self.plane.subscribe(keep)
        yield mine
        end()

    def named(self, name: str) -> list[PlaneEvent]:
        """Events of one name, oldest first."""
        return [event for event in self.events if event.name == name]


@contextlib.asynccontextmanager
async def media_lab(**settings: object) -> AsyncIterator[MediaLab]:
    """An embedded plane; `settings` are fields of EmbeddedConfig."""
    plane = EmbeddedPlane(EmbeddedConfig(api=KEY, **settings))  # type: ignore[arg-type]
    lab = MediaLab(plane)
    plane.subscribe(lab.events.append)
    await plane.start()
    try:
        yield lab
    finally:
        await plane.stop(5)


async def until(condition: Callable[[], object], limit_s: float = 30.0) -> None:
    """Wait until `condition` holds; fails the test at the limit."""
    async with asyncio.timeout(limit_s):
        while not condition():  # noqa: ASYNC110 - what is waited for is in another process
            await asyncio.sleep(0.02)


async def until_async(condition: Callable[[], Awaitable[object]], limit_s: float = 30.0) -> None:
    """Wait until awaiting `condition` gives something true; fails the test at the limit."""
    async with asyncio.timeout(limit_s):
        while not await condition():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.05)


def plain_token(identity: str, room: str = ROOM, key: ApiKey = KEY, ttl_s: int = 600) -> str:
    """A token without a plane, for tests of doors."""
    return mint(key, GrantClaims(identity, room, identity), ttl_s=ttl_s)


PAGE = """<!doctype html><meta charset=utf-8><title>livekit-client</title><body></body>
<script src="livekit-client.umd.js"></script><script>
const LK = LivekitClient; const room_ = {}; const log = [];
async function join(name, url, token, options, connect) {
  const room = new LK.Room(Object.assign({adaptiveStream: false, dynacast: false}, options || {}));
  room_[name] = room; room.stats = {frames: {}, data: [], events: []};
  room.on('trackSubscribed', (track, publication, participant) => {
    const element = track.attach(); element.dataset.sid = publication.trackSid; element.muted = false;
    element.dataset.owner = participant.identity; document.body.append(element); });
  room.on('trackUnsubscribed', (track) => track.detach().forEach((e) => e.remove()));
  room.on('dataReceived', (payload, participant, kind, topic) => room.stats.data.push(
    [new TextDecoder().decode(payload), participant && participant.identity, kind, topic]));
  for (const name of ['reconnecting', 'signalReconnecting', 'reconnected', 'disconnected',
    'activeSpeakersChanged', 'connectionQualityChanged', 'trackMuted', 'trackUnmuted', 'connected'])
    room.on(name, (...more) => room.stats.events.push([name, performance.now()]));
  const before = performance.now();
  await room.connect(url, token, connect || {});
  return performance.now() - before;
}
async function inbound(name) {
  const found = {};
  for (const p of room_[name].remoteParticipants.values()) for (const pub of p.trackPublications.values()) {
    if (!pub.track || !pub.track.receiver) continue;
    for (const s of (await pub.track.receiver.getStats()).values()) if (s.type === 'inbound-rtp')
      found[p.identity + '/' + pub.source] = {sid: pub.trackSid, kind: s.kind, frames: s.framesDecoded || 0,
        width: s.frameWidth || 0, packets: s.packetsReceived, lost: s.packetsLost,
        energy: s.totalAudioEnergy || 0, bytes: s.bytesReceived, keyframes: s.keyFramesDecoded || 0};
  }
  return found;
}
async function outbound(name, source) {
  const pub = room_[name].localParticipant.getTrackPublication(source); const found = [];
  for (const s of (await pub.track.sender.getStats()).values()) if (s.type === 'outbound-rtp')
    found.push({rid: s.rid || '', frames: s.framesEncoded || 0, width: s.frameWidth || 0, active: s.active,
      bytes: s.bytesSent, plis: s.pliCount || 0, nacks: s.nackCount || 0});
  return found;
}
</script>"""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def client_page() -> Iterator[str]:
    """The URL of a page that holds the unmodified livekit-client."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(CLIENT)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


async def call(page: Page, function: str, *arguments: object) -> object:
    """Call a function of the page with JSON arguments."""
    listed = ", ".join(json.dumps(one) for one in arguments)
    return await page.evaluate(f"{function}({listed})")


class SignalLine:
    """A relay before a worker's signal port that can be cut, as a line between client and server is."""

    def __init__(self, lab: MediaLab) -> None:
        self._lab = lab
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._held = False

    @property
    def url(self) -> str:
        """The relay's address."""
        assert self._server is not None
        return f"ws://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> SignalLine:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """Break every connection without a goodbye."""
        for writer in list(self._writers):
            writer.transport.abort()

    def hold(self) -> None:
        """Refuse every new connection until released."""
        self._held = True

    def release(self) -> None:
        """Let connections through again."""
        self._held = False

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._held:
            writer.transport.abort()
            return
        try:
            address = self._lab.plane.worker_for(self._lab.room)
            far_reader, far_writer = await asyncio.open_connection(address.host, address.port)
        except (OSError, PlaneError):
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        try:
            await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        finally:
            self._writers -= {writer, far_writer}
            writer.transport.abort()
            far_writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.transport.abort()
