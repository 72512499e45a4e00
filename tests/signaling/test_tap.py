"""The recording tap: frames whole again however the stream is cut, and what a recorder gets from a room."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from signaling import tap
from signaling.plane import PlaneError, PublishRights
from tests.signaling.conftest import HallMaker
from tests.support.media import MediaLab, until

on_shared_plane = pytest.mark.asyncio(loop_scope="module")


def test_frames_come_out_as_they_went_in_however_the_stream_is_cut() -> None:
    stream = tap.event_frame(tap.ROOM, {"room": "demo"}) + tap.rtp_frame(7, 123, b"\x80packet")
    for step in (1, 3, 1000):
        reader = tap.TapReader()
        got = [item for at in range(0, len(stream), step) for item in reader.feed(stream[at : at + step])]
        assert got == [tap.TapEvent(tap.ROOM, {"room": "demo"}), tap.TapRtp(7, 123, b"\x80packet")]


@pytest.mark.parametrize(
    "data", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x00\x00\x00\x02\x01{", b"\x00\x00\x00\x03\x09{}"]
)
def test_a_frame_that_cannot_be_is_refused(data: bytes) -> None:
    with pytest.raises(tap.BadTapFrame):
        tap.TapReader().feed(data)


class Recorder:
    """Listens as the recorder does and keeps the frames."""

    def __init__(self) -> None:
        self.frames: list[tap.TapFrame] = []
        self.closed = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        parser = tap.TapReader()
        while data := await reader.read(65536):
            self.frames += parser.feed(data)
        writer.close()
        self.closed.set()

    def events(self, name: str) -> list[dict[str, object]]:
        return [
            one.data for one in self.frames if isinstance(one, tap.TapEvent) and one.data["event"] == name
        ]

    def packets(self, number: object) -> list[tap.TapRtp]:
        return [one for one in self.frames if isinstance(one, tap.TapRtp) and one.number == number]


@on_shared_plane
async def test_a_recorder_gets_every_open_track_and_no_closed_one(
    lab: MediaLab, halls: HallMaker, tmp_path: Path
) -> None:
    recorder, path = Recorder(), str(tmp_path / "tap")
    async with await asyncio.start_unix_server(recorder.serve, path):
        hall = await halls(5)
        await lab.plane.start_recording(lab.room, path)
        await until(lambda: len(recorder.events("track_started")) == 2)
        started = {str(one["source"]): one for one in recorder.events("track_started")}
        assert started["camera"]["codec"] == "video/VP8"
        assert (started["microphone"]["clock_rate"], started["microphone"]["identity"]) == (48000, "hall-5")
        sound, picture = started["microphone"]["number"], started["camera"]["number"]
        await until(lambda: len(recorder.packets(sound)) > 20 and recorder.packets(picture))
        assert recorder.packets(sound)[0].packet[0] >> 6 == 2

        await lab.plane.set_rights(lab.room, "hall-5", PublishRights(camera=True))
        await until(lambda: [one["open"] for one in recorder.events("gap")] == [False])
        count, pictures = len(recorder.packets(sound)), len(recorder.packets(picture))
        await until(lambda: len(recorder.packets(picture)) > pictures + 3)
        assert len(recorder.packets(sound)) == count

        await hall.leave()
        await until(lambda: len(recorder.events("track_ended")) == 2)
        await lab.plane.stop_recording(lab.room)
        await asyncio.wait_for(recorder.closed.wait(), 5)


@on_shared_plane
async def test_a_recorder_that_is_not_there_is_an_error(lab: MediaLab, tmp_path: Path) -> None:
    with pytest.raises(PlaneError):
        await lab.plane.start_recording(lab.room, str(tmp_path / "nobody"))
