"""A client of bytes: joins as SDKs do, replays pictures, keeps what it gets, says what it likes in RTCP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from aiortc.rtcdtlstransport import RTCCertificate
from livekit.protocol.rtc import SignalRequest, UpdateTrackSettings

from signaling.sfu.packets import parse_rtp
from signaling.sfu.srtp import SrtpRefused, seal_rtcp
from tests.bench.media.clients import Player
from tests.bench.media.loads import Load
from tests.bench.media.peer import Peer
from tests.support.media import MediaLab

RTX = 97


@dataclass(frozen=True)
class Got:
    """One packet as received."""

    ssrc: int
    sequence: int
    payload_type: int
    payload: bytes


class RawClient(Peer):
    """A replaying client that keeps what it gets."""

    def __init__(self, number: int, load: Load) -> None:
        super().__init__(number, load)
        self.got: list[Got] = []

    def _media(self, data: bytes, ancillary: Any) -> None:
        try:
            packet = self._open(data)
        except SrtpRefused:
            return
        header = parse_rtp(packet)
        payload = packet[header.payload_start : header.payload_end]
        self.got.append(Got(header.ssrc, header.sequence, header.payload_type, payload))

    def say(self, part: bytes) -> None:
        """Send an RTCP compound."""
        with contextlib.suppress(OSError):
            self._socket.send(seal_rtcp(self._tx, part))

    def refuse_pictures_of(self, number: int) -> None:
        """Switch off the tracks of one other client."""
        sids = [sid for sid, (owner, _) in self.tracks.items() if owner == number]
        self._put(SignalRequest(track_setting=UpdateTrackSettings(track_sids=sids, disabled=True)))

    def newest(self) -> Got | None:
        """The last packet that was not sent again."""
        return next((one for one in reversed(self.got) if one.payload_type != RTX), None)


@contextlib.asynccontextmanager
async def raw_clients(lab: MediaLab, load: Load) -> AsyncIterator[list[RawClient]]:
    """Every client of a load in the lab's room, replaying; `number` is in its identity."""
    Peer.certificate = RTCCertificate.generateCertificate()
    await lab.plane.ensure_room(lab.room)
    clients = [RawClient(number, load) for number in range(load.participants)]
    for client in clients:
        await client.join(lab.url(), lab.token(f"seat-{client.number}"))
    player = asyncio.create_task(Player([one for client in clients for one in client.replays]).run())
    yield clients
    player.cancel()
    for client in clients:
        await client.leave()
