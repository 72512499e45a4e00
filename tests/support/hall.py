"""A hall on the unmodified LiveKit Python SDK: sends its marked picture and tone, decodes the others'."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict, deque

import numpy as np
from livekit import rtc

from tests.support import marks

FRAME_S = 0.1
PICTURE_S = 0.25
EAR_S = 0.6


class Hall:
    """One SDK client. It sends its microphone all the time; what others get of it is the server's doing."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.room = rtc.Room()
        self.seen: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=3))
        self.seen_count: dict[str, int] = defaultdict(int)
        self.ears: dict[str, deque[np.ndarray]] = defaultdict(lambda: deque(maxlen=round(EAR_S / FRAME_S)))
        self.heard_count: dict[str, int] = defaultdict(int)
        self.reconnects = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._streams: dict[str, tuple[asyncio.Task[None], rtc.VideoStream | rtc.AudioStream]] = {}
        self.room.on("track_subscribed", self._on_track)
        self.room.on("track_unsubscribed", self._on_track_gone)
        self.room.on("reconnected", self._on_reconnected)

    async def join(self, url: str, token: str, *, auto_subscribe: bool = False) -> None:
        await self.room.connect(url, token, rtc.RoomOptions(auto_subscribe=auto_subscribe, dynacast=False))

    async def publish(self, *, microphone: bool = True, camera: bool = True) -> None:
        if camera:
            source = rtc.VideoSource(marks.WIDTH, marks.HEIGHT)
            track = rtc.LocalVideoTrack.create_video_track("camera", source)
            options = rtc.TrackPublishOptions(
                source=rtc.TrackSource.SOURCE_CAMERA, simulcast=False, video_codec=rtc.VideoCodec.VP8
            )
            await self.room.local_participant.publish_track(track, options)
            self._run(self._film(source))
        if microphone:
            sound = rtc.AudioSource(marks.SAMPLE_RATE, 1, queue_size_ms=400)
            voice = rtc.LocalAudioTrack.create_audio_track("microphone", sound)
            await self.room.local_participant.publish_track(
                voice, rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE, dtx=False)
            )
            self._run(self._sing(sound))

    def watch(self, pictures: set[str], sounds: set[str]) -> None:
        """Subscribes to the cameras of `pictures` and the microphones of `sounds`: identities."""
        for participant in self.room.remote_participants.values():
            for publication in participant.track_publications.values():
                is_sound = publication.source == rtc.TrackSource.SOURCE_MICROPHONE
                wanted = participant.identity in (sounds if is_sound else pictures)
                if publication.subscribed != wanted:
                    publication.set_subscribed(wanted)

    def forget(self) -> None:
        """Empties eyes and ears, so that what is found next is new."""
        self.seen.clear()
        self.ears.clear()
        self.seen_count.clear()
        self.heard_count.clear()

    def hears(self) -> set[int]:
        """Numbers whose tones were in the last half second of any track."""
        found: set[int] = set()
        for frames in self.ears.values():
            if len(frames) == frames.maxlen:
                found |= marks.heard(np.concatenate(list(frames)))
        return found

    def sees(self, identity: str) -> set[int]:
        """Numbers in the last pictures of `identity`."""
        return set(self.seen[identity])

    async def leave(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        for task, _stream in self._streams.values():
            task.cancel()
        await asyncio.gather(*self._tasks, *(t for t, _ in self._streams.values()), return_exceptions=True)
        for _task, stream in list(self._streams.values()):
            await stream.aclose()
        await self.room.disconnect()

    def _run(self, work: asyncio.coroutines.Coroutine[None, None, None]) -> None:  # type: ignore[name-defined]
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _on_reconnected(self) -> None:
        self.reconnects += 1

    def _on_track(
        self, track: rtc.Track, publication: rtc.RemoteTrackPublication, participant: rtc.RemoteParticipant
    ) -> None:
        stream: rtc.VideoStream | rtc.AudioStream
        if track.kind == rtc.TrackKind.KIND_VIDEO:
            stream = rtc.VideoStream(track, format=rtc.VideoBufferType.I420, capacity=2)
            task = asyncio.create_task(self._look(stream, participant.identity))
        else:
            stream = rtc.AudioStream(
                track,
                sample_rate=marks.SAMPLE_RATE,
                num_channels=1,
                capacity=50,
                frame_size_ms=round(FRAME_S * 1000),
            )
            task = asyncio.create_task(self._listen(stream, participant.identity))
        self._streams[publication.sid] = (task, stream)

    def _on_track_gone(
        self, _track: rtc.Track, publication: rtc.RemoteTrackPublication, participant: rtc.RemoteParticipant
    ) -> None:
        self.ears.pop(participant.identity, None)
        gone = self._streams.pop(publication.sid, None)
        if gone:
            gone[0].cancel()
            self._run(gone[1].aclose())  # type: ignore[arg-type]

    async def _look(self, stream: rtc.VideoStream, identity: str) -> None:
        async for event in stream:
            frame = event.frame
            self.seen[identity].append(marks.read_picture(bytes(frame.data), frame.width, frame.height))
            self.seen_count[identity] += 1

    async def _listen(self, stream: rtc.AudioStream, identity: str) -> None:
        async for event in stream:
            self.ears[identity].append(np.frombuffer(event.frame.data, np.int16))
            self.heard_count[identity] += 1

    async def _film(self, source: rtc.VideoSource) -> None:
        data = marks.picture(self.number)
        while True:
            source.capture_frame(rtc.VideoFrame(marks.WIDTH, marks.HEIGHT, rtc.VideoBufferType.I420, data))
            await asyncio.sleep(PICTURE_S)

    async def _sing(self, source: rtc.AudioSource) -> None:
        samples = int(marks.SAMPLE_RATE * FRAME_S)
        at = 0
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                data = marks.tone(self.number, at, samples)
                frame = rtc.AudioFrame(data.tobytes(), marks.SAMPLE_RATE, 1, samples)
                await source.capture_frame(frame)
                at += samples
