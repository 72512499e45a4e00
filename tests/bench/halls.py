"""The 24 halls of the grant figures in a process of their own: `python -m tests.bench.halls`, by lines.

Each hall has its meeting socket, over which only the arrival of a change is noted, and a replaying media
client that sends its voice all the time; what others get of it is the server's doing. First line in: JSON
{origin, halls: [{url, cookie, media, token}]}. Out: `ready`. Then lines `ask N` (hall N asks for the floor;
out: `asked` when its view says so) and `expect N` (out: `expecting`, and once everything has come JSON: for
each effect when the last screen had it, and as `microphone` when the first packet of hall N's voice came to
another hall, all in seconds of CLOCK_MONOTONIC).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from typing import Any
from urllib.parse import urlsplit

import uvloop
from aiortc.rtcdtlstransport import RTCCertificate

from signaling.sfu.packets import parse_rtp
from tests.bench.media.clients import Player
from tests.bench.media.loads import Load
from tests.bench.media.peer import FRAME, Peer
from tests.support.raw import RawSocket, upgrade

VOICES = Load("halls", "24 halls that send their voices", 24, 0, 24, (), 0, 0)
# What of a patch shows each effect on a screen.
EFFECTS = {
    "program": b'"/program/sources',
    "name": b'"/program/third',
    "clock": b"running_since",
    "page": b'"/front',
    "queue": b'"/floor/queue',
}
PATIENCE_S = 30.0
TEXT = 0x81
# The filler of a voice ends before the eight bytes of its time of sending.
MARK_AT = -9


class Screen(RawSocket):
    """A hall's meeting socket: notes when each effect arrives."""

    def __init__(self, request: bytes, told: asyncio.Event) -> None:
        super().__init__(request)
        self._told = told
        self.seen: dict[str, float] = {}
        self.asked = asyncio.Event()

    def took(self, message: bytes) -> None:
        now = time.monotonic()
        for effect, mark in EFFECTS.items():
            if effect not in self.seen and mark in message:
                self.seen[effect] = now
        if b'"type":"reply"' in message:
            self.asked.set()
        self._told.set()

    def say(self, text: str) -> None:
        """Send a message, masked with zeros (RFC 6455, 5.3)."""
        data = text.encode()
        self._transport.write(bytes((TEXT, 0x80 | 126)) + len(data).to_bytes(2, "big") + bytes(4) + data)


class Voice(Peer):
    """A media client whose voice carries its number, and which notes the first packet of another's."""

    def __init__(self, number: int, told: asyncio.Event) -> None:
        super().__init__(number, VOICES)
        self._filler = bytes((number,)) * FRAME
        self._told = told
        self.waits_for: int | None = None
        self.heard: float | None = None

    def _meet(self, participants: Any) -> None:
        """Who else is there does not matter: everything open is subscribed."""

    def _media(self, data: bytes, ancillary: Any) -> None:
        packet = self._open(data)
        parse_rtp(packet)
        if packet[MARK_AT] == self.waits_for and self.heard is None:
            self.heard = time.monotonic()
            self._told.set()


class Halls:
    """All halls and what they have noticed."""

    def __init__(self) -> None:
        self._told = asyncio.Event()
        self.screens: list[Screen] = []
        self.voices: list[Voice] = []

    async def enter(self, origin: str, halls: list[dict[str, str]]) -> None:
        """Connect every hall, its screen and its voice."""
        Peer.certificate = RTCCertificate.generateCertificate()
        for number, hall in enumerate(halls):
            self.screens.append(await self._screen(hall, origin))
            self.voices.append(Voice(number, self._told))
            await self.voices[-1].join(hall["media"], hall["token"])

    async def _screen(self, hall: dict[str, str], origin: str) -> Screen:
        request, where = upgrade(hall["url"], hall["cookie"], origin), urlsplit(hall["url"])
        loop = asyncio.get_running_loop()
        _, screen = await loop.create_connection(
            lambda: Screen(request, self._told), where.hostname, where.port
        )
        await asyncio.wait_for(screen.ready, PATIENCE_S)
        return screen

    async def ask(self, number: int) -> None:
        """Let a hall ask for the floor."""
        screen = self.screens[number]
        screen.asked.clear()
        message = {"type": "command", "key": str(uuid.uuid4()), "command": "floor.request", "data": {}}
        screen.say(json.dumps(message))
        await asyncio.wait_for(screen.asked.wait(), PATIENCE_S)

    def expect(self, number: int) -> None:
        """From now on effects are noted afresh, and this hall's voice is waited for."""
        for screen in self.screens:
            screen.seen = {}
        for voice in self.voices:
            voice.heard, voice.waits_for = None, None if voice.number == number else number

    async def times(self) -> dict[str, float]:
        """When the last screen had each effect, and when the voice was first heard."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while not self._all():
                    self._told.clear()
                    await self._told.wait()
        except TimeoutError:
            raise SystemExit(f"never came: {self._missing()}") from None
        if any(screen.lost for screen in self.screens):
            raise SystemExit("a screen was lost")
        effects = {effect: max(screen.seen[effect] for screen in self.screens) for effect in EFFECTS}
        return effects | {"microphone": min(voice.heard for voice in self.voices if voice.heard)}

    def _missing(self) -> list[str]:
        heard = any(voice.heard for voice in self.voices)
        unseen = [one for one in EFFECTS if any(one not in screen.seen for screen in self.screens)]
        return unseen if heard else ["microphone", *unseen]

    def _all(self) -> bool:
        return not self._missing()


async def run() -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 20)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    halls = Halls()
    await halls.enter(**json.loads(await reader.readline()))
    player = asyncio.create_task(Player([one for voice in halls.voices for one in voice.replays]).run())
    print("ready", flush=True)
    while line := (await reader.readline()).decode().split():
        what, number = line[0], int(line[1])
        if what == "ask":
            await halls.ask(number)
            print("asked", flush=True)
            continue
        halls.expect(number)
        print("expecting", flush=True)
        print(json.dumps(await halls.times()), flush=True)
    player.cancel()


if __name__ == "__main__":
    uvloop.run(run())
