"""Writes one part of an upload to the end of a file: bounded, memory flat, on the disk before it counts."""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from starlette.requests import ClientDisconnect

from server.errors import Damaged, Malformed, TooLarge
from server.papers.kinds import HEAD_BYTES
from server.papers.quarantine import BUFFER_BYTES, check_head

PIECE = 1024 * 1024


@dataclass(frozen=True)
class Checksum:
    """What a part should hash to. tus 1.0.0, Checksum: `algorithm` sha1 or sha256."""

    algorithm: str
    digest: bytes


class Intake:
    """One part of an upload; `length` is of the whole."""

    def __init__(
        self, path: Path, offset: int, length: int, pause_s: float, checksum: Checksum | None
    ) -> None:
        self._path = path
        self._offset = offset
        self._length = length
        self._pause_s = pause_s
        self._checksum = checksum
        # Not for secrecy: the protocol asks for SHA-1 to find damage on the way.
        self._hash = hashlib.new(checksum.algorithm, usedforsecurity=False) if checksum else None
        self._buffer = bytearray()
        self._size = offset

    async def take(self, chunks: AsyncIterator[bytes], let_go: asyncio.Event) -> None:
        """Write the part; `let_go` asks to stop because a newer request is there.

        Raises as `Uploads.append`; OSError when the disk refuses.
        """
        file = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CLOEXEC)
        kept = False
        try:
            await self._receive(file, chunks, let_go)
            await self._flush(file)
            if self._checksum is not None and self._digest() != self._checksum.digest:
                raise Damaged("upload.checksum")
            kept = True
        except (TimeoutError, ClientDisconnect):
            # Whole up to here; with a checksum nobody can say so.
            if self._checksum is None:
                await self._flush(file)
                kept = True
            raise Malformed("paper.interrupted") from None
        finally:
            if not kept:
                await asyncio.to_thread(os.ftruncate, file, self._offset)
            os.close(file)

    async def _receive(self, file: int, chunks: AsyncIterator[bytes], let_go: asyncio.Event) -> None:
        newer: asyncio.Task[object] = asyncio.create_task(_wait(let_go))
        try:
            while (chunk := await self._next(chunks, newer)) is not None:
                self._size += len(chunk)
                if self._size > self._length:
                    raise TooLarge("upload.beyond")
                if self._hash is not None:
                    self._hash.update(chunk)
                self._buffer += chunk
                if len(self._buffer) >= BUFFER_BYTES:
                    await self._flush(file)
        finally:
            newer.cancel()

    async def _next(self, chunks: AsyncIterator[bytes], newer: asyncio.Task[object]) -> bytes | None:
        """The next chunk, None at the end. Raises TimeoutError for too long a pause and a newer request."""
        coming = asyncio.create_task(_pull(chunks))
        both: set[asyncio.Task[object]] = {cast("asyncio.Task[object]", coming), newer}
        await asyncio.wait(both, timeout=self._pause_s, return_when=asyncio.FIRST_COMPLETED)
        if not coming.done():
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)
            raise TimeoutError
        return coming.result()

    async def _flush(self, file: int) -> None:
        data = bytes(self._buffer)
        self._buffer.clear()
        await asyncio.to_thread(self._put, file, data)

    def _put(self, file: int, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(file, view) :]
        os.fdatasync(file)
        # The type is what the content says, as soon as enough of it is here.
        if self._offset < HEAD_BYTES:
            head = os.pread(file, HEAD_BYTES, 0)
            if len(head) == HEAD_BYTES or len(head) == self._length:
                check_head(head)

    def _digest(self) -> bytes:
        return self._hash.digest() if self._hash is not None else b""


async def _wait(event: asyncio.Event) -> object:
    return await event.wait()


async def _pull(chunks: AsyncIterator[bytes]) -> bytes | None:
    return await anext(chunks, None)


def hash_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
