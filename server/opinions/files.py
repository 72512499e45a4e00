"""Files of slips: received into a quarantine of their own, checked as papers of meetings are, stored, sent.

The check runs while the sender waits: a file is there as a whole, or was refused with its reason. Papers of
meetings go first.
Office files and pictures are shown as the PDF made of them, their originals kept beside it. Files that say a
marking are refused: a slip goes to desks everywhere and is saved there, and nothing calls it back.
Object keys: opinions/<file id>/file.pdf, opinions/<file id>/original.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from server.clock import Clock
from server.db.repositories.opinion_files import OpinionFileRepository
from server.errors import Invalid, ServerError
from server.objects.store import Objects
from server.opinions.records import File
from server.papers.check import MAX_TEXT_BYTES
from server.papers.lanes import LAST
from server.papers.marks import MARKED, flags_from, require_level
from server.papers.names import display_name, display_title
from server.papers.pages import Making, Pages
from server.papers.quarantine import CHECK, Bounds, Quarantine, Received
from server.papers.workers import read_output

MOST_PAPERS = 30
MOST_ATTACHMENTS = 40
"""Of one recipient over all versions of the answer; the chain refers to each, so none is replaced."""


@dataclass(frozen=True)
class Sent:
    """What the sender says about a file; none of it is trusted. `owner`: whose answer it is for."""

    slip: str
    owner: str | None
    name: str
    title: str
    declared_size: int | None


class SlipFiles:
    """The files of all slips."""

    def __init__(
        self,
        repository: OpinionFileRepository,
        objects: Objects,
        folder: Path,
        bounds: Bounds,
        making: Making,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._folder = folder
        self._quarantine = Quarantine(folder)
        self._bounds = bounds
        self._making = making
        self._clock = clock

    async def sweep(self) -> None:
        """Delete what an earlier process left in quarantine: nobody waits for it any more."""
        await asyncio.to_thread(self._quarantine.sweep, frozenset())

    async def receive(self, sent: Sent, chunks: AsyncIterator[bytes], by: str) -> File:
        """Take a file, check it and keep it.

        Raises as `Quarantine.receive` and `OpinionFileRepository.add`; Invalid with the check's ``paper.*``.
        """
        file = f"f{secrets.token_hex(6)}"
        path = self._quarantine.path_of(file, 1)
        received = await self._quarantine.receive(path, chunks, sent.declared_size, self._bounds)
        try:
            async with self._bench() as folder:
                made = await self._made(path, folder)
                found = await self._file(file, sent, made, received, by)
                await self._keep(found, made, path)
            return found
        finally:
            path.unlink(missing_ok=True)

    @asynccontextmanager
    async def _bench(self) -> AsyncIterator[Path]:
        folder = Path(tempfile.mkdtemp(prefix=CHECK, dir=self._folder))
        try:
            yield folder
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _made(self, path: Path, folder: Path) -> Pages:
        """The file's pages. Raises Invalid with the ``paper.*`` code of why not."""
        try:
            lanes = self._making.lanes
            async with lanes.pages.turn(LAST):
                made = await self._making.open(path, folder, _unheard)
            if made.scans:
                made = await self._making.read(made, folder, _unheard, lambda: lanes.scans.turn(LAST))
            await asyncio.to_thread(_check_marking, made)
            return made
        except ServerError as error:
            if type(error) is ServerError:
                raise Invalid(error.code, **error.details) from None
            raise

    async def _file(self, file: str, sent: Sent, made: Pages, received: Received, by: str) -> File:
        name = display_name(sent.name)
        came_so = made.pdf == received.path
        sha256, size = received.sha256, received.size
        if not came_so:
            sha256, size = await asyncio.to_thread(_measured, made.pdf)
        return File(
            id=file,
            slip=sent.slip,
            owner=sent.owner,
            title=display_title(sent.title, name),
            name=name,
            size=size,
            sha256=sha256,
            pages=len(made.page_sizes),
            uploaded_by=by,
            uploaded_at=self._clock(),
            kind=str(made.kind),
            original_sha256=received.sha256,
        )

    async def _keep(self, file: File, made: Pages, original: Path) -> None:
        await self._objects.put_file(_key(file), made.pdf)
        if made.pdf != original:
            await self._objects.put_file(f"opinions/{file.id}/original", original)
        most = MOST_PAPERS if file.owner is None else MOST_ATTACHMENTS
        try:
            await self._repository.add(file, most)
        except BaseException:
            await self._objects.delete_all(f"opinions/{file.id}")
            raise

    async def get(self, slip: str, file: str) -> File:
        """A file of a slip. Raises NotFound ``opinion.no_file``."""
        return await self._repository.get(slip, file)

    async def papers(self, slip: str) -> tuple[File, ...]:
        """The office's papers of a slip."""
        return tuple(await self._repository.papers(slip))

    async def all(self, slip: str) -> tuple[File, ...]:
        """Every file of a slip."""
        return tuple(await self._repository.all(slip))

    def stream(self, file: File, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes of a file."""
        return self._objects.stream(_key(file), start, end)

    async def remove_paper(self, slip: str, file: str) -> None:
        """Take a paper off a draft."""
        await self._repository.delete_paper(slip, file)
        await self._objects.delete_all(f"opinions/{file}")

    async def forget(self, files: Iterable[File]) -> None:
        """Delete the bytes of the files of a draft that was deleted."""
        for file in files:
            await self._objects.delete_all(f"opinions/{file.id}")


def _check_marking(made: Pages) -> None:
    """Raise ServerError for a file whose first page says a marking: a slip can hold nothing to it."""
    try:
        flags = flags_from(read_output(made.texts, MAX_TEXT_BYTES))
    except ValueError:
        raise ServerError("paper.broken") from None
    require_level(flags)
    if MARKED in flags:
        raise ServerError("opinion.marked")


def _key(file: File) -> str:
    return f"opinions/{file.id}/file.pdf"


async def _unheard(stage: str) -> Callable[[int, int], None]:
    """The sender waits for the end, not for the stages."""
    return lambda page, pages: None


def _measured(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
