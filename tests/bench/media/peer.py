"""One replaying client: LiveKit signalling, ICE, DTLS and SRTP for real; pictures and voices are filler.

Every payload ends with the time it was sent, so that the receiving end knows the delay of each packet.
"""

from __future__ import annotations

import asyncio
import base64
import secrets
import socket
import struct
import time
from array import array
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aioice import stun
from aiortc.rtcdtlstransport import (
    SRTP_AEAD_AES_128_GCM,
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
)
from livekit.protocol.models import TrackSource, TrackType
from livekit.protocol.rtc import (
    AddTrackRequest,
    JoinRequest,
    SessionDescription,
    SignalRequest,
    SignalResponse,
    UpdateTrackSettings,
    WrappedJoinRequest,
)
from websockets.asyncio.client import connect

from signaling.sfu import rtcp
from signaling.sfu.packets import FIXED, extension_block, parse_rtp
from signaling.sfu.srtp import PacketBuffer, open_rtcp, opener, seal_rtcp, sealer
from tests.bench.media.loads import Layer, Load

TIMESTAMPNS = 35  # SO_TIMESTAMPNS: the kernel says when a datagram arrived
LEVEL, SEND_TIME, MID, RID = 1, 2, 4, 5
FRAME = 1000
HEAD = """v=0\r\no=- 1 {version} IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE {mids}\r\n"""
TRANSPORT = (
    "c=IN IP4 0.0.0.0\r\na=ice-ufrag:{ufrag}\r\na=ice-pwd:{password}\r\n"
    "a=fingerprint:sha-256 {fingerprint}\r\na=setup:actpass\r\na=mid:{mid}\r\na=rtcp-mux\r\n"
    f"a=extmap:{MID} urn:ietf:params:rtp-hdrext:sdes:mid\r\n"
)
AUDIO = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n"
    "a=fmtp:111 minptime=10;useinbandfec=1\r\n"
    f"a=extmap:{LEVEL} urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
)
VIDEO = (
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=rtpmap:96 VP8/90000\r\n"
    "a=rtcp-fb:96 nack\r\na=rtcp-fb:96 nack pli\r\na=rtcp-fb:96 goog-remb\r\n"
    "a=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\n"
    f"a=extmap:{SEND_TIME} http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r\n"
    f"a=extmap:{RID} urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id\r\n"
    "a=extmap:6 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id\r\n"
)
_trailer = struct.Struct("!Q")


class Replay:
    """One SSRC that is replayed: frames of several packets, a keyframe when asked."""

    def __init__(self, peer: Peer, layer: Layer | None, mid: str) -> None:
        self.peer = peer
        self.ssrc = secrets.randbits(32)
        self.video = layer is not None
        self.interval_ns = 1_000_000_000 // (layer.fps if layer else 50)
        self.packets = layer.packets if layer else 1
        self.size = FRAME if layer else 80
        self.sequence = self.picture = 0
        self.timestamp = secrets.randbits(32)
        self.step = 90_000 // layer.fps if layer else 960
        self.asked = True
        elements = [(MID, mid.encode())]
        if layer is None:
            elements.append((LEVEL, bytes([0x80 | 20])))
        elif layer.rid:
            elements.append((RID, layer.rid.encode()))
        self.block = extension_block(elements)

    def send_frame(self) -> None:
        """Send the packets of one frame."""
        self.timestamp = self.timestamp + self.step & 0xFFFFFFFF
        self.picture = self.picture + 1 & 0x7FFF
        keyframe, self.asked = self.asked, False
        for index in range(self.packets):
            self.sequence = self.sequence + 1 & 0xFFFF
            self.peer.send_rtp(self, index, keyframe)

    def payload_head(self, index: int, keyframe: bool) -> bytes:
        """The VP8 descriptor and the first byte of a frame."""
        if not self.video:
            return b""
        picture = (0x8000 | self.picture).to_bytes(2, "big")
        start = 0x90 if index == 0 else 0x80
        return bytes([start, 0xF0]) + picture + bytes([self.picture & 0xFF, 0, 0 if keyframe else 1])


class Tally:
    """What one peer received in the window: delays in ns, and per SSRC what was missing."""

    def __init__(self) -> None:
        self.delays = array("q")
        self.count = 0
        self.seen: dict[int, list[int]] = {}
        self.refused = 0

    def begin(self) -> None:
        """Count from here."""
        self.delays = array("q")
        self.count = 0
        for entry in self.seen.values():
            entry[0], entry[2] = entry[1] + 1, 0

    def note(self, ssrc: int, sequence: int, delay_ns: int) -> None:
        """One packet."""
        entry = self.seen.get(ssrc)
        if entry is None:
            entry = self.seen[ssrc] = [sequence, sequence - 1, 0]
        ahead = sequence - entry[1] & 0xFFFF
        extended = entry[1] + (ahead if ahead < 0x8000 else ahead - 0x10000)
        if extended > entry[1]:
            entry[1] = extended
        if extended >= entry[0]:
            entry[2] += 1
            self.count += 1
            self.delays.append(delay_ns)

    def missing(self) -> int:
        """Packets that should have come and did not."""
        return sum(max(0, entry[1] - entry[0] + 1 - entry[2]) for entry in self.seen.values())


class Port:
    """What RTCDtlsTransport takes for its ICE transport."""

    role = "controlling"

    def __init__(self, send: Callable[[bytes], Any]) -> None:
        self.queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._out = send

    async def _recv(self) -> bytes:
        return await self.queue.get()

    async def _send(self, data: bytes) -> None:
        self._out(data)


class Peer:
    """One participant of the load."""

    certificate: RTCCertificate | None = None

    def __init__(self, number: int, load: Load) -> None:
        self.number = number
        self.load = load
        self.tally = Tally()
        self.replays: list[Replay] = []
        self.tracks: dict[str, tuple[int, TrackType]] = {}
        self.ready = asyncio.Event()
        self._version = 0
        self._sections: list[tuple[str, str]] = []
        self._ufrag, self._password = secrets.token_hex(4), secrets.token_hex(12)
        self._remote: tuple[str, str] = ("", "")
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        self._socket.setsockopt(socket.SOL_SOCKET, TIMESTAMPNS, 1)
        self._port = Port(self._socket.send)
        self._buffer = PacketBuffer()
        self._filler = secrets.token_bytes(FRAME)
        self._tasks: list[asyncio.Task[None]] = []
        self._seal = self._open = self._rx = self._tx = None

    # -- signalling -------------------------------------------------------------------------------

    async def join(self, url: str, token: str) -> None:
        request = JoinRequest()
        request.connection_settings.auto_subscribe = True
        wrapped = WrappedJoinRequest(join_request=request.SerializeToString())
        query = base64.urlsafe_b64encode(wrapped.SerializeToString()).decode()
        headers = {"Authorization": f"Bearer {token}"}
        self._line = await connect(
            f"{url}/rtc/v1?join_request={query}", additional_headers=headers, compression=None, max_size=None
        )
        self._tasks.append(asyncio.create_task(self._listen()))
        self._announce()
        await asyncio.wait_for(self.ready.wait(), 60)

    def _announce(self) -> None:
        if self.number < self.load.voices:
            self._add_track("mic", TrackType.AUDIO, TrackSource.MICROPHONE, ())
        if self.number < self.load.cameras:
            self._add_track("cam", TrackType.VIDEO, TrackSource.CAMERA, self.load.layers)
        if not self._sections:
            self._sections.append(("audio", "recvonly"))
        self._offer()

    def _add_track(self, cid: str, kind: TrackType, source: TrackSource, layers: tuple[Layer, ...]) -> None:
        mid = str(len(self._sections))
        add = AddTrackRequest(cid=f"{cid}{self.number}", type=kind, source=source, name=cid)
        for layer in layers:
            add.layers.add(
                quality=layer.quality, width=layer.width, height=layer.height, bitrate=layer.fps * 8000
            )
        self._put(SignalRequest(add_track=add))
        if kind == TrackType.AUDIO:
            self.replays.append(Replay(self, None, mid))
        else:
            self.replays += [Replay(self, layer, mid) for layer in layers]
        self._sections.append((cid, "sendonly"))

    def _put(self, request: SignalRequest) -> None:
        self._tasks.append(asyncio.create_task(self._line.send(request.SerializeToString())))

    def _offer(self) -> None:
        self._version += 1
        mids = " ".join(str(at) for at in range(len(self._sections)))
        assert Peer.certificate is not None
        parts = [HEAD.format(version=self._version, mids=mids)]
        for at, (what, direction) in enumerate(self._sections):
            audio = what in ("mic", "audio")
            parts.append(AUDIO if audio else VIDEO)
            parts.append(
                TRANSPORT.format(
                    ufrag=self._ufrag, password=self._password, mid=at,
                    fingerprint=Peer.certificate.getFingerprints()[0].value,
                )
            )  # fmt: skip
            parts.append(f"a={direction}\r\n")
            if direction == "sendonly":
                parts.append(self._sources(what, audio))
        description = SessionDescription(type="offer", sdp="".join(parts), id=self._version)
        self._put(SignalRequest(offer=description))

    def _sources(self, what: str, audio: bool) -> str:
        lines = f"a=msid:- {what}{self.number}\r\n"
        own = [replay for replay in self.replays if replay.video is not audio]
        if audio or len(own) == 1:
            return lines + f"a=ssrc:{own[0].ssrc} cname:x\r\n"
        rids = [layer.rid for layer in self.load.layers]
        lines += "".join(f"a=rid:{rid} send\r\n" for rid in rids)
        return lines + f"a=simulcast:send {';'.join(rids)}\r\n"

    async def _listen(self) -> None:
        async for data in self._line:
            response = SignalResponse.FromString(data)
            kind = response.WhichOneof("message")
            if kind == "answer":
                self._answered(response.answer.sdp)
            elif kind == "media_sections_requirement":
                need = response.media_sections_requirement
                self._sections += [("audio", "recvonly")] * need.num_audios
                self._sections += [("video", "recvonly")] * need.num_videos
                self._offer()
            elif kind == "join":
                self._meet(response.join.other_participants)
            elif kind == "update":
                self._meet(response.update.participants)

    def _meet(self, participants: Any) -> None:
        for participant in participants:
            for track in participant.tracks:
                self.tracks[track.sid] = (int(participant.identity.rpartition("-")[2]), track.type)

    def choose_pictures(self) -> None:
        """Say what is on the screen."""
        for sid, (owner, kind) in self.tracks.items():
            if kind != TrackType.VIDEO or owner == self.number:
                continue
            layer = self.load.picture_of(self.number, owner)
            settings = UpdateTrackSettings(track_sids=[sid], disabled=layer is None)
            if layer is not None:
                settings.width, settings.height, settings.quality = layer.width, layer.height, layer.quality
            self._put(SignalRequest(track_setting=settings))

    # -- transport --------------------------------------------------------------------------------

    def _answered(self, sdp: str) -> None:
        if self._remote[0]:
            return
        values = dict(line[2:].partition(":")[::2] for line in sdp.split("\r\n") if line.startswith("a="))
        self._remote = (values["ice-ufrag"], values["ice-pwd"])
        candidates = [
            line for line in sdp.split("\r\n") if line.startswith("a=candidate") and " udp " in line.lower()
        ]
        parts = candidates[0].split()
        self._socket.connect((parts[4], int(parts[5])))
        asyncio.get_running_loop().add_reader(self._socket, self._readable)
        self._tasks.append(asyncio.create_task(self._keep_path()))
        self._tasks.append(asyncio.create_task(self._handshake(values["fingerprint"].split()[-1])))

    async def _keep_path(self) -> None:
        while True:
            message = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
            message.attributes["USERNAME"] = f"{self._remote[0]}:{self._ufrag}"
            message.attributes["PRIORITY"] = 1 << 24
            message.attributes["ICE-CONTROLLING"] = self.number + 1
            message.attributes["USE-CANDIDATE"] = None
            message.add_message_integrity(self._remote[1].encode())
            message.add_fingerprint()
            with suppress(OSError):
                self._socket.send(bytes(message))
            await asyncio.sleep(2)

    async def _handshake(self, fingerprint: str) -> None:
        dtls = self._dtls = RTCDtlsTransport(self._port, [Peer.certificate])
        dtls._set_role("client")
        dtls._srtp_profiles = [SRTP_AEAD_AES_128_GCM]
        await dtls.start(RTCDtlsParameters([RTCDtlsFingerprint("sha-256", fingerprint)]))
        self._rx, self._tx = dtls._rx_srtp, dtls._tx_srtp
        self._open, self._seal = opener(self._rx), sealer(self._tx)
        self.ready.set()

    def _readable(self) -> None:
        receive = self._socket.recvmsg
        for _ in range(64):
            try:
                data, ancillary, _, _ = receive(2048, 64)
            except OSError:
                return
            first = data[0] if data else 0
            if 20 <= first <= 63:
                self._port.queue.put_nowait(data)
            elif 128 <= first <= 191 and self._open is not None:
                if 192 <= data[1] <= 223:
                    self._report(data)
                else:
                    self._media(data, ancillary)

    def _media(self, data: bytes, ancillary: Any) -> None:
        try:
            packet = self._open(data)
        except Exception:
            self.tally.refused += 1
            return
        header = parse_rtp(packet)
        (sent_ns,) = _trailer.unpack_from(packet, len(packet) - 8)
        seconds, nanoseconds = struct.unpack("qq", ancillary[0][2][:16])
        self.tally.note(header.ssrc, header.sequence, seconds * 1_000_000_000 + nanoseconds - sent_ns)

    def _report(self, data: bytes) -> None:
        for part in rtcp.parse_rtcp(open_rtcp(self._rx, data)):
            if isinstance(part, rtcp.KeyframeRequest):
                for replay in self.replays:
                    if replay.ssrc == part.media:
                        replay.asked = True

    def send_rtp(self, replay: Replay, index: int, keyframe: bool) -> None:
        """Protect and send one packet of a replay."""
        data = self._buffer.data
        last = index == replay.packets - 1
        FIXED.pack_into(
            data, 0, 0x90, (96 if replay.video else 111) | (0x80 if last else 0), replay.sequence,
            replay.timestamp, replay.ssrc,
        )  # fmt: skip
        head = replay.block + replay.payload_head(index, keyframe)
        at = 12 + len(head)
        end = at + replay.size
        data[12:at] = head
        data[at:end] = self._filler[: replay.size]
        _trailer.pack_into(data, end, time.time_ns())
        size = self._seal(self._buffer, end + 8)
        with suppress(OSError):
            self._socket.send(self._buffer.view[:size])

    def send_report(self) -> None:
        """A receiver report on everything received, as a real client sends each second."""
        blocks = [rtcp.ReportBlock(ssrc, 0, 0, entry[1], 90, 0, 0) for ssrc, entry in self.tally.seen.items()]
        for at in range(0, len(blocks), 31):
            report = rtcp.build_rr(rtcp.ReceiverReport(1, tuple(blocks[at : at + 31])))
            with suppress(OSError):
                self._socket.send(seal_rtcp(self._tx, report))

    async def leave(self) -> None:
        """Close the signal connection and the socket."""
        for task in self._tasks:
            task.cancel()
        await self._line.close()
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
