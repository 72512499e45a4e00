"""A recorder that cannot go on without a keyframe asks for it over its tap, and the sender makes one."""

from __future__ import annotations

import asyncio
import struct
import sys
import time
from pathlib import Path

from recordings.depacketise import TrackStream
from signaling import tap
from tests.support.gathering import until
from tests.support.hall import Hall
from tests.support.media import MediaLab, media_lab

ANSWER_S = 20.0
QUIET_S = 1.5
DELTA_FRAME = bytes((0x10, 0x01)) + bytes(20)  # VP8: first partition, not a keyframe


def rtp(sequence: int) -> bytes:
    return struct.pack("!BBHII", 0x80, 0x80 | 96, sequence, sequence * 3000, 7) + DELTA_FRAME


async def test_the_recorder_asks_until_it_has_a_keyframe(tmp_path: Path) -> None:
    path = tmp_path / "tap.sock"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server.media.recorder", "--meeting", "m"),
        *("--folder", str(tmp_path / "records"), "--socket", str(path)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        async with asyncio.timeout(ANSWER_S):
            assert b"ready" in await process.stdout.readline()
            reader, writer = await asyncio.open_unix_connection(str(path))
            started = {
                "number": 3, "track": "TR_V", "identity": "site-A", "name": "A", "source": "camera",
                "kind": "video", "codec": "video/VP8", "clock_rate": 90_000, "channels": 1, "open": True,
                "mono_ns": time.monotonic_ns(),
            }  # fmt: skip
            writer.write(tap.event_frame(tap.TRACK_STARTED, started))
            writer.write(tap.rtp_frame(3, time.monotonic_ns(), rtp(1)))
            asked: list[tap.TapFrame] = []
            frames = tap.TapReader()
            while len(asked) < 2:
                asked += frames.feed(await reader.readexactly(1))
            assert asked == [tap.TapKeyframe(3)] * 2
            writer.close()
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


class FakeRecorder:
    """Listens as a recorder does, and counts the keyframes of each track."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.keyframes: dict[int, int] = {}
        self.pictures = 0
        self.writer: asyncio.StreamWriter | None = None
        self._streams: dict[int, TrackStream] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        frames = tap.TapReader()
        while data := await reader.read(65536):
            for frame in frames.feed(data):
                self._take(frame)
        writer.close()

    def _take(self, frame: tap.TapFrame) -> None:
        if isinstance(frame, tap.TapRtp) and frame.number in self._streams:
            for picture in self._streams[frame.number].push(frame.packet, frame.mono_ns):
                self.pictures += 1
                self.keyframes[frame.number] = self.keyframes.get(frame.number, 0) + picture.keyframe
        elif isinstance(frame, tap.TapEvent) and frame.data.get("kind") == "video":
            number = int(frame.data["number"])
            self.numbers[str(frame.data["identity"])] = number
            self._streams[number] = TrackStream("vp8", 90_000)


async def test_a_sender_makes_a_keyframe_when_the_tap_starts_and_when_it_asks(tmp_path: Path) -> None:
    recorder = FakeRecorder()
    path = tmp_path / "tap.sock"
    server = await asyncio.start_unix_server(recorder.serve, path=str(path))
    async with media_lab() as lab:
        hall = await _sending_for_a_while(lab)
        await lab.plane.start_recording(lab.room, str(path))
        await until(lambda: recorder.numbers, what="the track")
        number = recorder.numbers["site-A"]
        await until(lambda: recorder.keyframes.get(number, 0) > 0, what="the first keyframe")

        seen, pictures = recorder.keyframes[number], recorder.pictures
        await asyncio.sleep(QUIET_S)
        assert recorder.pictures > pictures
        assert recorder.keyframes[number] == seen
        assert recorder.writer is not None
        recorder.writer.write(tap.keyframe_frame(number) + tap.keyframe_frame(number + 9))
        await until(lambda: recorder.keyframes[number] > seen, what="the keyframe asked for")
        # What it says that is no frame ends the line, not the room.
        recorder.writer.write(b"\xff" * 64)
        await hall.leave()
    server.close()


async def _sending_for_a_while(lab: MediaLab) -> Hall:
    """A hall whose camera has sent its first keyframe long ago."""
    await lab.plane.ensure_room(lab.room)
    hall = Hall(1)
    await hall.join(lab.url(), lab.token("site-A"))
    await hall.publish(microphone=False)
    await asyncio.sleep(2.0)
    return hall
