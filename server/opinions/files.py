"""Files of slips: received into a quarantine of their own, checked as papers of meetings are, stored, sent.

The check runs while the sender waits: a file is there as a whole, or was refused with its reason.
Object keys: opinions/<file id>/file.pdf.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path

from server.clock import Clock
from server.db.repositories.opinion_files import OpinionFileRepository
from server.errors import Invalid
from server.objects.store import Objects
from server.opinions.records import File
from server.papers.check import Verdict, check
from server.papers.names import display_name, display_title
from server.papers.quarantine import CHECK, Bounds, Quarantine
from server.papers.worker.limits import Limits

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
        limits: Limits,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._objects = objects
        self._folder = folder
        self._quarantine = Quarantine(folder)
        self._bounds = bounds
        self._limits = limits
        self._clock = clock
        self._one_at_a_time = asyncio.Semaphore(1)

    def sweep(self) -> None:
        """Delete what an earlier process left in quarantine: nobody waits for it any more."""
        self._quarantine.sweep(frozenset())

    async def receive(self, sent: Sent, chunks: AsyncIterator[bytes], by: str) -> File:
        """Take a file, check it and keep it.

        Raises as `Quarantine.receive` and `OpinionFileRepository.add`; Invalid with the check's ``paper.*``.
        """
        file = f"f{secrets.token_hex(6)}"
        path = self._quarantine.path_of(file, 1)
        received = await self._quarantine.receive(path, chunks, sent.declared_size, self._bounds)
        try:
            verdict = await self._check(received.path)
            if verdict.refused is not None:
                raise Invalid(verdict.refused)
            name = display_name(sent.name)
            found = File(
                id=file,
                slip=sent.slip,
                owner=sent.owner,
                title=display_title(sent.title, name),
                name=name,
                size=received.size,
                sha256=received.sha256,
                pages=len(verdict.page_sizes),
                uploaded_by=by,
                uploaded_at=self._clock(),
            )
            await self._keep(found, received.path)
            return found
        finally:
            received.path.unlink(missing_ok=True)

    async def _keep(self, file: File, path: Path) -> None:
        await self._objects.put_file(_key(file), path)
        most = MOST_PAPERS if file.owner is None else MOST_ATTACHMENTS
        try:
            await self._repository.add(file, most)
        except BaseException:
            await self._objects.delete_all(f"opinions/{file.id}")
            raise

    async def _check(self, path: Path) -> Verdict:
        async with self._one_at_a_time:
            out = Path(tempfile.mkdtemp(prefix=CHECK, dir=self._folder))
            try:
                return await check(path, out, self._limits, lambda page, pages: None)
            finally:
                await asyncio.to_thread(shutil.rmtree, out, ignore_errors=True)

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


def _key(file: File) -> str:
    return f"opinions/{file.id}/file.pdf"
