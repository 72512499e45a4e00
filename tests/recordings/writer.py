"""A recorder in a process of its own, for tests that kill it: plays packets as fast as they really come.

Run as `python -m tests.recordings.writer FOLDER PACKETS`; prints `track-number arrival-ns` for every packet.
"""

import os
import pickle
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from recordings.capture import Recorder, new_take
from recordings.model import Origin, TrackInfo

FLUSH_NS = 200_000_000
VOICE = TrackInfo(1, "TR_a", "site-413", "Cửa Lò", "audio", "microphone", "opus", 48_000)
CHAIR = TrackInfo(2, "TR_b", "officer-1", "Chủ trì", "audio", "microphone", "opus", 48_000)
PICTURE = TrackInfo(3, "TR_v", "site-413", "Cửa Lò", "video", "camera", "vp8", 90_000)


def main(folder: Path, packets: Path) -> None:
    streams = pickle.loads(packets.read_bytes())  # noqa: S301  the test wrote it
    began = time.monotonic_ns()
    recorder = Recorder(new_take(folder), "demo", Origin(datetime.now(UTC), began), segment_s=2)
    for info in (VOICE, CHAIR, PICTURE):
        recorder.track_started(info, began)
    next_flush = began + FLUSH_NS
    for at, number, data in streams:
        while (now := time.monotonic_ns()) < began + at:
            time.sleep(max(0, min(began + at, next_flush) - now) / 1e9)
            if time.monotonic_ns() >= next_flush:
                recorder.flush(time.monotonic_ns())
                next_flush += FLUSH_NS
        recorder.packet(number, began + at, data)
        os.write(1, f"{number} {at}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
