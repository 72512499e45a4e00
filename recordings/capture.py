"""The recorder of one meeting: tracks and packets in, segment files and a journal out.

Synchronous and without a clock: the caller brings the time (monotonic nanoseconds) and decides when to
flush and in which thread to sync. Only the disk can fail here, and when it does the recording ends cleanly
with an alarm.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from recordings.errors import UnknownTrack
from recordings.manifest import Journal, read_journal, sync_folder, write_manifest
from recordings.model import Alarm, Origin, TrackInfo, iso
from recordings.track import TrackCapture, is_disk_full, sync_paths

#: Room kept aside so that journal and manifest can still be completed on a full disk.
RESERVE = "reserve.bin"
_RESERVE_BYTES = 512 << 10
_FIGURES_NS = 10_000_000_000
_TAKE = "take-"


def new_take(meeting_folder: Path) -> Path:
    """Return the folder for the next recording of a meeting: `take-001`, `take-002`, … (not yet made)."""
    taken = [int(path.name[len(_TAKE) :]) for path in meeting_folder.glob(_TAKE + "[0-9][0-9][0-9]")]
    return meeting_folder / f"{_TAKE}{max(taken, default=0) + 1:03}"


class Recorder:
    """Records the tracks of one meeting into `folder`, which it makes.

    `origin` is the zero of the timeline. Every method that takes `mono_ns` wants monotonic nanoseconds of
    this machine. OSErrors while starting are raised; later ones end the recording: `failed` is then true,
    every other call does nothing, and `take_alarms` says once what happened.
    """

    def __init__(self, folder: Path, meeting: str, origin: Origin, *, segment_s: int = 300) -> None:
        folder.mkdir(parents=True)
        self._folder, self._origin, self._segment_ms = folder, origin, segment_s * 1_000
        self._captures: dict[int, TrackCapture] = {}
        self._count = 0
        self._now_ns = self._figures_ns = origin.mono_ns
        self._alarms: list[Alarm] = []
        self._closed_paths: list[Path] = []
        self._ended: str | None = None
        self._journal = Journal(folder)
        try:
            self._begin_journal(meeting)
        except OSError:
            self._journal.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise

    @property
    def failed(self) -> bool:
        """Whether the disk ended the recording."""
        return self._ended not in (None, "complete")

    @property
    def wants_keyframes(self) -> frozenset[int]:
        """The numbers of the tracks that need a keyframe to go on (ask the media plane for one)."""
        return frozenset(number for number, capture in self._captures.items() if capture.wants_keyframe)

    def track_started(self, info: TrackInfo, mono_ns: int) -> str | None:
        """Begin a track; return its id in the record, or None when it cannot be recorded (see the alarms)."""
        if self._ended:
            return None
        self.track_ended(info.number, mono_ns)
        self._count += 1
        track = f"t{self._count}"
        refused = None if info.recordable else "recording.unsupported_codec"
        self._guard(lambda: self._begin(track, info, mono_ns, refused))
        if refused and not self._ended:
            self._guard(lambda: self._alarm(Alarm(refused or "", info.codec, track), mono_ns))
        return None if refused or self._ended else track

    def packet(self, number: int, mono_ns: int, rtp: bytes) -> None:
        """Take one RTP packet of the track `number`; packets of unknown tracks are ignored."""
        self._now_ns = max(self._now_ns, mono_ns)
        capture = self._captures.get(number)
        if capture is not None:
            self._guard(lambda: capture.packet(rtp, mono_ns))

    def gap(self, number: int, mono_ns: int, reason: str = "rights") -> None:
        """Note that the track's sender may not send from now on; what comes later ends the gap."""
        self._now_ns = max(self._now_ns, mono_ns)
        capture = self._captures.get(number)
        if capture is not None:
            self._guard(lambda: capture.interrupt(reason))

    def track_ended(self, number: int, mono_ns: int) -> None:
        """End a track: write what is left of it."""
        self._now_ns = max(self._now_ns, mono_ns)
        capture = self._captures.get(number)
        if capture is not None:
            self._guard(lambda: self._finish(capture, mono_ns))
            self._captures.pop(number, None)

    def flush(self, mono_ns: int) -> None:
        """Write everything that is complete; what a kill loses is what came after the last flush."""
        self._now_ns = max(self._now_ns, mono_ns)
        self._guard(self._flush)

    def sync_job(self) -> Callable[[], None]:
        """Return a call, safe in any thread, that waits until all that is written so far is on the disk.

        It may raise OSError; hand that to `disk_failed` from the owner's thread.
        """
        if self._ended:
            return lambda: None
        handles = [capture.handle for capture in self._captures.values()] + [self._journal.handle]
        copies = [os.dup(handle) for handle in handles if handle is not None]
        paths, self._closed_paths = self._closed_paths, []
        for capture in self._captures.values():
            paths += capture.take_closed()
        folders = [self._folder, *(self._folder / capture.id for capture in self._captures.values())]
        return lambda: _sync(copies, paths, [folder for folder in folders if folder.exists()])

    def disk_failed(self, error: OSError) -> None:
        """End the recording because writing or syncing failed with `error`."""
        if self._ended:
            return
        state = "disk_full" if is_disk_full(error) else "write_failed"
        self._ended = state
        (self._folder / RESERVE).unlink(missing_ok=True)
        alarm = Alarm(f"recording.{state}", error.strerror or str(error))
        try:
            for capture in self._captures.values():
                capture.close_segment()
            self._write_figures()
            self._alarm(alarm, self._now_ns)
        except OSError:
            self._leave_to_recovery(alarm)
        else:
            self._end(state)

    def take_alarms(self) -> list[Alarm]:
        """Return the alarms raised since the last call."""
        alarms, self._alarms = self._alarms, []
        return alarms

    def close(self, mono_ns: int) -> None:
        """End all tracks and complete the manifest. Calling it again does nothing."""
        for number in list(self._captures):
            self.track_ended(number, mono_ns)
        if not self._ended:
            self._guard(lambda: self._end("complete"))

    def track_id(self, number: int) -> str:
        """Return the id in the record of the running track `number`; raises `UnknownTrack`."""
        if number not in self._captures:
            raise UnknownTrack(str(number))
        return self._captures[number].id

    def _begin_journal(self, meeting: str) -> None:
        at, mono_ns = iso(self._origin.at), self._origin.mono_ns
        self._journal.append("recording_started", meeting=meeting, origin=at, mono_ns=mono_ns, version=1)
        _reserve(self._folder / RESERVE)
        self._journal.sync()
        sync_folder(self._folder.parent)

    def _begin(self, track: str, info: TrackInfo, mono_ns: int, refused: str | None) -> None:
        at_ms = self._origin.to_ms(mono_ns)
        self._journal.append("track_started", track=track, at_ms=at_ms, info=asdict(info), refused=refused)
        if refused is None:
            self._captures[info.number] = TrackCapture(
                track, info, self._folder, self._origin, self._journal, self._segment_ms
            )

    def _finish(self, capture: TrackCapture, mono_ns: int) -> None:
        capture.finish()
        self._closed_paths += capture.take_closed()
        at_ms = self._origin.to_ms(mono_ns)
        self._journal.append("track_ended", track=capture.id, at_ms=at_ms, figures=capture.figures)

    def _flush(self) -> None:
        for capture in self._captures.values():
            capture.flush(self._now_ns)
        if self._now_ns - self._figures_ns >= _FIGURES_NS:
            self._figures_ns = self._now_ns
            self._write_figures()

    def _write_figures(self) -> None:
        figures = {capture.id: capture.figures for capture in self._captures.values()}
        self._journal.append("figures", at_ms=self._origin.to_ms(self._now_ns), tracks=figures)

    def _guard(self, action: Callable[[], None]) -> None:
        if self._ended:
            return
        try:
            action()
        except OSError as error:
            self.disk_failed(error)

    def _alarm(self, alarm: Alarm, mono_ns: int) -> None:
        self._journal.append("alarm", at_ms=self._origin.to_ms(mono_ns), **asdict(alarm))
        self._alarms.append(alarm)

    def _end(self, state: str) -> None:
        """Write the last line and the manifest; what cannot be written now `recover` writes later."""
        self._ended = state
        self._captures.clear()
        (self._folder / RESERVE).unlink(missing_ok=True)
        try:
            self._journal.append("recording_ended", state=state, at_ms=self._origin.to_ms(self._now_ns))
            self._journal.sync()
            sync_paths(self._closed_paths)
            write_manifest(self._folder, read_journal(self._folder))
        except OSError as error:
            code = "recording.disk_full" if is_disk_full(error) else "recording.write_failed"
            self._leave_to_recovery(Alarm(code, error.strerror or str(error)))
        else:
            self._journal.close()

    def _leave_to_recovery(self, alarm: Alarm) -> None:
        """Stop with the journal as it is: it is enough for `recover` to complete the recording."""
        self._ended = "disk_full" if alarm.code == "recording.disk_full" else "write_failed"
        if all(known.code != alarm.code for known in self._alarms):
            self._alarms.append(alarm)
        for capture in self._captures.values():
            capture.abandon()
        self._captures.clear()
        self._journal.close()


def _reserve(path: Path) -> None:
    with path.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, _RESERVE_BYTES)


def _sync(handles: list[int], paths: list[Path], folders: list[Path]) -> None:
    try:
        for handle in handles:
            os.fdatasync(handle)
    finally:
        for handle in handles:
            os.close(handle)
    sync_paths(paths)
    for folder in folders:
        sync_folder(folder)
