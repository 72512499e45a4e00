"""The record of meetings that have ended: found, played, read. Made from the event log and the recordings.

Reads only; what the recordings package computes is computed in threads or processes, never on the loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from recordings.errors import RecordingError
from recordings.joined import find_track, join_track
from recordings.manifest import Manifest, completeness, read_manifest
from recordings.timeline import PlayerUrls, player
from rooms import Envelope
from server.archive.official import PROCEEDINGS, OfficialDocuments
from server.briefings.index import BriefingIndex
from server.db.repositories.briefings import BriefingRecord
from server.db.repositories.events import EventStore
from server.errors import Conflict, NotFound, ServerError
from server.meetings.service import MeetingService
from server.messages import Language
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR, ARCHIVIST

T = TypeVar("T")
ENDED = frozenset({"closed", "archived"})
WHOLE = "complete"
READERS = frozenset({"chair", "secretary"})


@dataclass(frozen=True)
class Completeness:
    """What was recorded of what was sent, in packets.

    `closed`: every recording is finished and can be read; `interrupted`: a crash or a disk cut one off.
    """

    packets: int
    packets_lost: int
    closed: bool
    interrupted: bool


@dataclass(frozen=True)
class Entry:
    """A meeting in the list: number of tracks, bytes of their segments, and how complete they are."""

    record: BriefingRecord
    tracks: int
    size: int
    completeness: Completeness


class Archive:
    """Meetings that have ended."""

    def __init__(
        self,
        index: BriefingIndex,
        events: EventStore,
        meetings: MeetingService,
        folder: Path,
        documents: OfficialDocuments,
    ) -> None:
        self._index = index
        self._events = events
        self._meetings = meetings
        self._folder = folder
        self._documents = documents

    async def all(self, principal: Principal) -> list[Entry]:
        """The ended meetings the principal may read, the latest first."""
        reads_all = not principal.roles.isdisjoint({ADMINISTRATOR, ARCHIVIST})
        roles = {} if reads_all else await self._index.roles_of(principal)
        ended = [
            record
            for record in await self._index.all()
            if record.state in ENDED and (reads_all or roles.get(record.meeting) in READERS)
        ]
        return await asyncio.to_thread(lambda: [self._entry(record) for record in ended])

    def _entry(self, record: BriefingRecord) -> Entry:
        takes = self._takes(record.meeting)
        manifests = [manifest for take in takes if (manifest := _manifest(take)) is not None]
        tracks = [track for manifest in manifests for track in manifest.tracks.values()]
        size = sum(segment.size for track in tracks for segment in track.segments)
        figures = [completeness(manifest.tracks.values()) for manifest in manifests]
        known = Completeness(
            sum(one["packets"] for one in figures),
            sum(one["packets_lost"] for one in figures),
            closed=len(manifests) == len(takes) and all(one.finished for one in manifests),
            interrupted=any(one.finished and one.state != WHOLE for one in manifests),
        )
        return Entry(record, sum(1 for track in tracks if track.segments), size, known)

    async def player(self, meeting: str, language: Language) -> dict[str, Any]:
        """What the player shows. Raises NotFound, Conflict ``archive.not_ended``."""
        log = await self.log(meeting)
        urls = PlayerUrls(
            track=lambda name: f"/api/v1/archive/{meeting}/tracks/{name}.webm",
            page=lambda paper, page, version: (
                f"/api/v1/meetings/{meeting}/papers/{paper}/thumbnails/{page}.webp?version={version}"
            ),
        )

        def make() -> dict[str, Any]:
            return player(log, self._manifests(meeting), urls, language)

        return await self._recorded(make)

    async def track(self, meeting: str, name: str) -> Path:
        """The file of a track as one WebM, made on first use. Raises NotFound ``archive.no_track``."""
        await self._require_ended(meeting)
        return await self._recorded(lambda: self._joined(meeting, name))

    def _joined(self, meeting: str, name: str) -> Path:
        take, track = find_track(self._folder / meeting, name)
        return join_track(take, track.id)

    async def html(self, meeting: str, language: Language) -> str:
        """The record of proceedings as a page."""
        return await self._documents.html(PROCEEDINGS, await self.log(meeting), language)

    async def pdf(self, meeting: str, language: Language) -> Path:
        """The record of proceedings as a PDF file; kept until the log grows."""
        return await self._documents.pdf(PROCEEDINGS, await self.log(meeting), language)

    async def lines(self, meeting: str) -> Sequence[dict[str, Any]]:
        """Every event envelope as stored, in order."""
        await self._require_ended(meeting)
        return await self._events.read(meeting)

    async def log(self, meeting: str) -> list[Envelope]:
        """The event log of an ended meeting. Raises NotFound, Conflict ``archive.not_ended``."""
        await self._require_ended(meeting)
        return await self._meetings.events(meeting)

    async def _require_ended(self, meeting: str) -> None:
        if (await self._index.get(meeting)).state not in ENDED:
            raise Conflict("archive.not_ended")

    def _manifests(self, meeting: str) -> list[Manifest]:
        """The readable recordings of a meeting in order; one still being completed is left out."""
        takes = self._takes(meeting)
        return [manifest for take in takes if (manifest := _manifest(take)) is not None]

    def _takes(self, meeting: str) -> list[Path]:
        folder = self._folder / meeting
        return sorted(folder.glob("take-*")) if folder.is_dir() else []

    async def _recorded(self, make: Callable[[], T]) -> T:
        try:
            return await asyncio.to_thread(make)
        except RecordingError as error:
            if error.code in ("recording.unknown_track", "recording.empty_track"):
                raise NotFound("archive.no_track") from error
            raise ServerError("archive.unreadable", reason=error.code) from error


def _manifest(take: Path) -> Manifest | None:
    try:
        return read_manifest(take)
    except (RecordingError, FileNotFoundError):
        return None
