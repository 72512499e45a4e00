"""The recorder process: reads a room's tap from a Unix socket and writes its tracks.

``python -m server.media.recorder --meeting ID --folder DIR --socket PATH``. Says ``{"event":"ready"}`` on
standard output when it listens, ``alarm`` and ``failed`` when the chair must be told; ends, with a complete
manifest, when its standard input or the tap closes. It knows nothing of rooms, people or the database.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from recordings.capture import Recorder, new_take
from recordings.errors import MalformedTrack
from recordings.model import Origin, TrackInfo
from signaling import tap
from signaling.rights import SOURCE_NAMES
from signaling.steady import SteadyTime

READ_BYTES = 256 * 1024
FLUSH_S = 0.2
SYNC_EVERY = 5
WRITE_AFTER_S = 30.0


class Session:
    """One recording: tap frames in, recorder calls out."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._reader = tap.TapReader()
        self._ended = False
        self.malformed = 0

    def end(self) -> None:
        """Take nothing more: the recorder is about to be closed in another thread."""
        self._ended = True

    def feed(self, data: bytes) -> None:
        """Take bytes from the tap. Raises ``BadTapFrame`` when the stream cannot be followed any more."""
        if self._ended:
            return
        for frame in self._reader.feed(data):
            if isinstance(frame, tap.TapRtp):
                self._recorder.packet(frame.number, frame.mono_ns, frame.packet)
            elif isinstance(frame, tap.TapEvent):
                self._event(frame)

    def wishes(self) -> bytes:
        """Tap frames that ask for the keyframes without which pictures cannot be written."""
        if self._ended:
            return b""
        return b"".join(tap.keyframe_frame(number) for number in sorted(self._recorder.wants_keyframes))

    def _event(self, frame: tap.TapEvent) -> None:
        number, mono_ns = _whole(frame.data, "number"), _whole(frame.data, "mono_ns")
        if frame.kind == tap.TRACK_STARTED:
            try:
                self._recorder.track_started(_info(frame.data, number), mono_ns)
            except MalformedTrack:
                self.malformed += 1
        elif frame.kind == tap.TRACK_ENDED:
            self._recorder.track_ended(number, mono_ns)
        elif frame.kind == tap.GAP and frame.data.get("open") is False:
            self._recorder.gap(number, mono_ns)


def _info(data: Mapping[str, object], number: int) -> TrackInfo:
    source = data.get("source")
    if isinstance(source, int):
        source = next((name for value, name in SOURCE_NAMES.items() if int(value) == source), "unknown")
    return TrackInfo.from_tap({**data, "track": number, "sid": data.get("track", ""), "source": source})


def _whole(data: Mapping[str, object], name: str) -> int:
    value = data.get(name)
    return value if isinstance(value, int) else 0


def say(event: str, **more: object) -> None:
    """A JSON line for the server."""
    sys.stdout.write(json.dumps({"event": event, **more}) + "\n")
    sys.stdout.flush()


async def record(meeting: str, folder: Path, socket: Path, steady: SteadyTime) -> None:
    """Record until the tap or standard input closes. ``steady``: the time the server's events carry."""
    origin = Origin(datetime.fromtimestamp(steady.now_s(), UTC), time.monotonic_ns())
    recorder = Recorder(new_take(folder), meeting, origin)
    done = asyncio.Event()
    session = Session(recorder)

    async def tapped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asking = asyncio.create_task(_ask_for_ever(session, writer))
        try:
            while data := await reader.read(READ_BYTES):
                session.feed(data)
        except tap.BadTapFrame:
            say("alarm", code="recording.tap")
        finally:
            asking.cancel()
            writer.close()
            done.set()

    server = await asyncio.start_unix_server(tapped, path=str(socket))
    background = [
        asyncio.create_task(_watch_input(done)),
        asyncio.create_task(_flush_for_ever(recorder, done)),
    ]
    say("ready")
    try:
        await done.wait()
    finally:
        server.close()
        session.end()
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await asyncio.to_thread(recorder.close, time.monotonic_ns())
        _report(recorder)


async def _watch_input(done: asyncio.Event) -> None:
    """End when the server closes its end or dies."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.read(1024):
        pass
    await asyncio.sleep(0)
    done.set()


async def _ask_for_ever(session: Session, writer: asyncio.StreamWriter) -> None:
    """Say which pictures wait; the media plane merges the wishes and limits what reaches the sender."""
    with contextlib.suppress(ConnectionError):
        while True:
            await asyncio.sleep(FLUSH_S)
            writer.write(session.wishes())
            await writer.drain()


async def _flush_for_ever(recorder: Recorder, done: asyncio.Event) -> None:
    turn = 0
    while not recorder.failed:
        await asyncio.sleep(FLUSH_S)
        recorder.flush(time.monotonic_ns())
        turn += 1
        if turn % SYNC_EVERY == 0:
            try:
                await asyncio.to_thread(recorder.sync_job())
            except OSError as error:
                recorder.disk_failed(error)
        _report(recorder)
    done.set()


def _report(recorder: Recorder) -> None:
    for alarm in recorder.take_alarms():
        ended = alarm.code in ("recording.disk_full", "recording.write_failed")
        if ended:
            say("failed", reason=alarm.code)
        else:
            say("alarm", code=alarm.code)


def main() -> None:
    """Entry of the process."""
    parser = argparse.ArgumentParser(prog="server.media.recorder")
    parser.add_argument("--meeting", required=True)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument("--socket", required=True, type=Path)
    parser.add_argument("--origin-ns", type=int, help="the server's steady time")
    options = parser.parse_args()
    try:
        options.folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(KeyboardInterrupt):
            steady = SteadyTime.begin() if options.origin_ns is None else SteadyTime(options.origin_ns)
            asyncio.run(record(options.meeting, options.folder, options.socket, steady))
    except OSError as error:
        say("failed", reason="recording.disk_full" if error.errno == 28 else "recording.write_failed")
        sys.exit(1)


if __name__ == "__main__":
    main()
