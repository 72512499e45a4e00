"""Papers of meetings: received, processed, stored, handed to the meeting, removed. Knows no HTTP.

Object keys: `<folder>/original`, `<folder>/paper.pdf`, `<folder>/<page>.webp`, `<folder>/text.json`, where
the folder is `papers/<id>/<version>` (papers stored before there were versions: `papers/<id>`). A PDF that is
shown as it was sent is stored once, as `paper.pdf`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rooms import Code, Marking, Phase, Viewer
from server.clock import Clock
from server.db.repositories.paper_reviews import APPROVED, ReviewRecord, ReviewRepository
from server.db.repositories.papers import READY, PaperRecord, PaperRepository
from server.errors import Conflict, NotFound, ServerError
from server.meetings.service import SYSTEM, MeetingService
from server.objects.store import Objects
from server.papers.entering import Entering
from server.papers.names import display_name, display_title
from server.papers.pages import Making
from server.papers.processing import Processing, TurnedAway
from server.papers.quarantine import Bounds, Quarantine, Received
from server.papers.season import brought, require_time
from server.papers.shelf import on_shelf

HALF_DONE = timedelta(minutes=5)
"""What was approved so long ago and is not in the meeting, nobody lets in any more."""
UNDER_WAY = frozenset({Phase.LINE_CHECK, Phase.IN_SESSION, Phase.RECESS})


@dataclass(frozen=True)
class Upload:
    """What the sender says about a file; none of it is trusted."""

    meeting: str
    name: str
    title: str
    item: str | None
    declared_size: int | None
    place: tuple[str, int] | None = None
    """The paper and version a submission keeps for it; None: a new paper of the desk's."""
    marking: str = Marking.NORMAL
    """How a new paper is marked; a submission says so itself."""
    desk: bool = False
    """Whether the desk sends it: nobody else sends the file of a submission that is approved already."""


class Papers:
    """The papers of all meetings."""

    def __init__(
        self,
        repository: PaperRepository,
        objects: Objects,
        meetings: MeetingService,
        folder: Path,
        bounds: Bounds,
        making: Making,
        clock: Clock,
        entering: Entering,
        reviews: ReviewRepository,
    ) -> None:
        self._repository = repository
        self._entering = entering
        self._reviews = reviews
        self._objects = objects
        self._meetings = meetings
        self._quarantine = Quarantine(folder)
        self._bounds = bounds
        self._clock = clock
        self._removals: list[Callable[[Sequence[PaperRecord]], Awaitable[None]]] = []
        self._processing = Processing(
            repository, objects, self._quarantine, making, self._enter, self._rank_of
        )

    async def start(self) -> None:
        """Go on with what an earlier process did not finish."""
        await self._processing.start(await self._entering.left_outside())

    async def stop(self) -> None:
        """End running checks; they start again next time."""
        await self._processing.stop()

    async def settle(self) -> None:
        """Wait until every running check has ended."""
        await self._processing.settle()

    async def receive(self, upload: Upload, chunks: AsyncIterator[bytes], by: str) -> PaperRecord:
        """Take a file that is here already, of a slip or our own. Raises as `Quarantine.receive`, `take`."""
        paper, version = upload.place or new_place()
        path = self._quarantine.path_of(paper, version)
        received = await self._quarantine.receive(path, chunks, upload.declared_size, self._bounds)
        return await self.take(upload, (paper, version), received, by)

    async def take(self, upload: Upload, place: tuple[str, int], received: Received, by: str) -> PaperRecord:
        """Begin with a file that lies in quarantine as the version `place` of a paper.

        What the desk brings without a submission gets one that is approved, in the same moment: whatever
        dies afterwards, the next start lets it into its meeting.

        Raises (the file is deleted):
            NotFound: ``submission.not_found``.
            Conflict: ``submission.has_file``, ``submission.decided``, ``meeting.over``.
        """
        record = self._record(upload, place, received, by)
        try:
            review = await self._review_of(upload, record)
            require_time((await self._meetings.state(upload.meeting)).phase, review)
            await self._repository.add(record, review if upload.place is None else None)
        except ServerError as error:
            if error.status < 500:
                received.path.unlink(missing_ok=True)
            raise
        self._processing.begin(record)
        return record

    async def _review_of(self, upload: Upload, paper: PaperRecord) -> ReviewRecord:
        """The submission that keeps the place, or one of the desk's."""
        if upload.place is None:
            return brought(paper, upload.marking, self._clock())
        found = await self._reviews.get(upload.meeting, *upload.place)
        if found is None:
            raise NotFound("submission.not_found")
        if found.state == APPROVED and not upload.desk:
            raise Conflict("submission.decided", state=found.state)
        return found

    def _record(self, upload: Upload, place: tuple[str, int], received: Received, by: str) -> PaperRecord:
        name = display_name(upload.name)
        return PaperRecord(
            id=place[0],
            version=place[1],
            folder=folder_of(*place),
            meeting=upload.meeting,
            title=display_title(upload.title, name),
            name=name,
            item=upload.item,
            original_size=received.size,
            original_sha256=received.sha256,
            uploaded_by=by,
            uploaded_at=self._clock(),
        )

    async def has(self, meeting: str, paper: str, version: int) -> bool:
        """Whether there is this version of a paper, in whatever state."""
        return await self._repository.get(meeting, paper, version) is not None

    async def all(self, meeting: str) -> Sequence[PaperRecord]:
        """The papers of a meeting, whatever their state, with the title and item the meeting has for them."""
        found = await self._repository.every_version(meeting)
        if not found:
            return found
        known = (await self._meetings.state(meeting)).papers
        return on_shelf(found, known, await self._reviews.of_meeting(meeting))

    async def ready(self, meeting: str, paper: str, version: int | None = None) -> PaperRecord:
        """A paper that can be shown, in the version asked for or the one that stands in the meeting.

        Raises:
            NotFound: ``paper.not_found``.
            Conflict: ``paper.not_ready``.
        """
        if version is None:
            known = (await self._meetings.state(meeting)).papers.get(paper)
            version = known.version if known else None
        found = await self._repository.get(meeting, paper, version)
        if found is None:
            raise NotFound("paper.not_found")
        if found.state != READY:
            raise Conflict("paper.not_ready", state=found.state, reason=found.reason)
        return found

    def stream(self, paper: PaperRecord, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes of the file."""
        return self._objects.stream(f"{paper.folder}/paper.pdf", start, end)

    def stream_original(self, paper: PaperRecord, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes of the file that was sent; one shown as it came is stored once."""
        same = paper.original_sha256 == paper.sha256
        return self._objects.stream(f"{paper.folder}/{'paper.pdf' if same else 'original'}", start, end)

    async def thumbnail(self, paper: PaperRecord, page: int) -> bytes:
        """The WebP picture of a page (from 1). Raises NotFound ``paper.no_page``."""
        _check_page(paper, page)
        return await self._objects.read(f"{paper.folder}/{page}.webp")

    async def text(self, paper: PaperRecord, page: int) -> str:
        """The text of a page (from 1). Raises NotFound ``paper.no_page``."""
        _check_page(paper, page)
        texts = json.loads(await self._objects.read(f"{paper.folder}/text.json"))
        return str(texts[page - 1])

    async def texts(self, meeting: str, paper: str, version: int) -> bytes:
        """The texts of all pages as one JSON list. Raises as `ready`."""
        found = await self.ready(meeting, paper, version)
        return await self._objects.read(f"{found.folder}/text.json")

    async def remove(self, meeting: str, paper: str, viewer: Viewer | None) -> None:
        """Take a paper out of the meeting and delete everything of it, every version."""
        versions = await self._repository.versions(meeting, paper)
        if not versions:
            raise NotFound("paper.not_found")
        if any(one.state == READY for one in versions):
            await self._withdraw(meeting, paper, viewer or SYSTEM)
        for watcher in self._removals:
            await watcher(versions)
        await self._repository.begin_removal(paper)
        await self.finish_removals(paper)

    def on_removal(self, watcher: Callable[[Sequence[PaperRecord]], Awaitable[None]]) -> None:
        """Call `watcher` with the versions of a paper that is being removed, while all is known of them."""
        self._removals.append(watcher)

    async def finish_removals(self, paper: str | None = None) -> None:
        """Delete what is being removed: every object first, then the row that says where they are."""
        for one in await self._repository.removing():
            if paper in (None, one.id):
                await self.discard(one.id, one.version, one.folder)
                await self._repository.delete_version(one.id, one.version)

    async def discard(self, paper: str, version: int, folder: str = "") -> None:
        """Delete every byte of one version; nothing happens when there is nothing."""
        self._quarantine.path_of(paper, version).unlink(missing_ok=True)
        await self._objects.delete_all(folder or folder_of(paper, version))

    async def sweep(self, keep: Collection[Path] = ()) -> None:
        """Delete what nobody waits for: in quarantine but for `keep`, and what was half removed."""
        await self._processing.sweep(frozenset(keep))
        await self.finish_removals()

    async def take_up(self) -> None:
        """Go on with what was left half done: by a fault that passed, or by another process that died."""
        ready = await self._entering.left_outside(self._clock() - HALF_DONE)
        await self._processing.take_up(ready)

    async def _rank_of(self, paper: PaperRecord) -> int:
        """How urgent a paper is: those of a meeting under way first, among them the desk's own."""
        review = await self._reviews.get(paper.meeting, paper.id, paper.version)
        waits_for_desk = review is None or review.state != APPROVED
        under_way = (await self._meetings.state(paper.meeting)).phase in UNDER_WAY
        return 2 * (not under_way) + waits_for_desk

    async def _enter(self, paper: PaperRecord) -> None:
        """A paper can be shown: it becomes part of its meeting, at once or when it is approved."""
        try:
            await self._entering.ready(paper)
        except ServerError as error:
            if error.status < 500 and not await self._entering.stands(paper):
                raise TurnedAway(error) from error
            raise
        if await self._repository.get(paper.meeting, paper.id) is None:  # removed in this very moment
            await self._withdraw(paper.meeting, paper.id, SYSTEM)

    async def _withdraw(self, meeting: str, paper: str, viewer: Viewer) -> None:
        """Take a paper out of the meeting, which may have let go of it already (a command of a screen)."""
        key = f"remove-{secrets.token_hex(8)}"
        try:
            await self._meetings.execute(meeting, "paper.remove", {"paper": paper}, key, viewer)
        except ServerError as error:
            if error.code != Code.PAPER_UNKNOWN:
                raise


def new_place() -> tuple[str, int]:
    """The id and version of a paper that is about to be."""
    return f"p{secrets.token_hex(6)}", 1


def folder_of(paper: str, version: int) -> str:
    """Where the objects of a version of a paper lie."""
    return f"papers/{paper}/{version}"


def _check_page(paper: PaperRecord, page: int) -> None:
    if not 1 <= page <= paper.pages:
        raise NotFound("paper.no_page", page=page)
