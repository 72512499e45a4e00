"""Receiving a file of unknown content: streamed to a file of our own naming, bounded, hashed, memory flat."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from server.errors import Conflict, Invalid, Malformed, StorageFull, TooLarge, UnsupportedMedia
from server.papers.kinds import HEAD_BYTES, family_of

BUFFER_BYTES = 512 * 1024
MAX_LEFTOVER_S = 3600
CHECK = "check-"


@dataclass(frozen=True)
class Received:
    """A file in quarantine."""

    path: Path
    size: int
    sha256: str


@dataclass(frozen=True)
class Bounds:
    """How large (bytes) and how slow a file may come: longest pause and longest whole transfer (seconds)."""

    size: int
    pause_s: float = 30.0
    whole_s: float = 3600.0


class Quarantine:
    """A folder for files nobody has looked at yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, paper: str, version: int) -> Path:
        """Where the file of a version of a paper lies until its processing has ended."""
        return self._folder / f"{paper}-{version}.part"

    def sweep(self, keep: frozenset[Path]) -> None:
        """Delete what an earlier process left: files of no paper still to be checked, and checks cut off."""
        if not self._folder.is_dir():
            return
        oldest = time.time() - MAX_LEFTOVER_S
        for path in self._folder.glob("*.part"):
            if path not in keep and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
        for path in self._folder.glob(f"{CHECK}*"):
            if path.stat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True)

    async def receive(
        self, path: Path, chunks: AsyncIterator[bytes], declared: int | None, bounds: Bounds
    ) -> Received:
        """Write the stream to the file at `path`. On any failure nothing is left behind.

        Raises:
            TooLarge: ``paper.too_large`` at the first byte over, or at once when it was declared.
            UnsupportedMedia: ``paper.unknown_kind`` as soon as the beginning is known.
            Invalid: ``paper.empty``.
            Malformed: ``paper.interrupted`` when it stalls or ends short of the declared length.
            StorageFull: ``storage.full``.
            Conflict: ``submission.has_file``.
        """
        if declared is not None and declared > bounds.size:
            raise TooLarge("paper.too_large", limit_mb=bounds.size // 1_000_000)
        if path.exists():  # noqa: ASYNC240 - no await may come between this and opening it
            raise Conflict("submission.has_file")
        complete = False
        try:
            received = await self._write(path, chunks, bounds)
            if declared is not None and received.size != declared:
                raise Malformed("paper.interrupted")
            complete = True
            return received
        except TimeoutError:
            raise Malformed("paper.interrupted") from None
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise StorageFull("storage.full") from error
            raise
        finally:
            if not complete:
                _forget(path)

    async def _write(self, path: Path, chunks: AsyncIterator[bytes], bounds: Bounds) -> Received:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sink = _Sink(path, bounds.size)
        try:
            async with asyncio.timeout(bounds.whole_s):
                while True:
                    try:
                        async with asyncio.timeout(bounds.pause_s):
                            chunk = await anext(chunks)
                    except StopAsyncIteration:
                        break
                    await sink.take(chunk)
                await sink.finish()
        finally:
            sink.close()
        return Received(path, sink.size, sink.hash.hexdigest())


def check_head(head: bytes) -> None:
    """Look at the first bytes of a file. Raises Invalid ``paper.empty``, UnsupportedMedia."""
    if not head:
        raise Invalid("paper.empty")
    if family_of(head) is None:
        raise UnsupportedMedia("paper.unknown_kind")


def _forget(path: Path) -> None:
    path.unlink(missing_ok=True)


class _Sink:
    """Counts, hashes and writes; holds at most BUFFER_BYTES and one chunk."""

    def __init__(self, path: Path, limit: int) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        self._limit = limit
        self._buffer = bytearray()
        self._checked = False
        self.size = 0
        self.hash = hashlib.sha256()

    async def take(self, chunk: bytes) -> None:
        """Add a chunk."""
        self.size += len(chunk)
        if self.size > self._limit:
            raise TooLarge("paper.too_large", limit_mb=self._limit // 1_000_000)
        self._buffer += chunk
        if not self._checked and len(self._buffer) >= HEAD_BYTES:
            self._check_head()
        if len(self._buffer) >= BUFFER_BYTES:
            await self._flush()

    async def finish(self) -> None:
        """Write the rest and make it durable."""
        if not self._checked:
            self._check_head()
        await self._flush()
        await asyncio.to_thread(os.fsync, self._file)

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _check_head(self) -> None:
        """The type is what the content says, whatever the request calls it."""
        check_head(bytes(self._buffer[:HEAD_BYTES]))
        self._checked = True

    async def _flush(self) -> None:
        data = bytes(self._buffer)
        self._buffer.clear()
        await asyncio.to_thread(self._put, data)

    def _put(self, data: bytes) -> None:
        self.hash.update(data)
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]
