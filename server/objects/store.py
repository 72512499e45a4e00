"""Files under keys: on a local folder (the default) or an S3-compatible store, behind one small class.

Keys are made by the server from its own ids; nothing a user typed is ever part of one, and a key that is not
made of the letters below is a programming error.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from server.errors import NotFound, ServerError, StorageFull, Unavailable

KEY = re.compile(r"\A[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)+\Z")
CHUNK_BYTES = 256 * 1024


class Objects:
    """Puts, reads in ranges and deletes objects."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def open(cls, url: str | None, folder: Path) -> Objects:
        """The store at `url` (s3://bucket/prefix; credentials by the AWS_* variables), else `folder`."""
        if url:
            return cls(from_url(url))
        return cls(LocalStore(folder, mkdir=True))

    async def put_file(self, key: str, path: Path) -> None:
        """Store a local file; whole or not at all."""
        try:
            await obstore.put_async(self._store, _checked(key), path)
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def put_bytes(self, key: str, data: bytes) -> None:
        """Store a small object."""
        try:
            await obstore.put_async(self._store, _checked(key), data)
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def size(self, key: str) -> int:
        """Bytes of an object. Raises NotFound ``object.not_found``."""
        try:
            return (await obstore.head_async(self._store, _checked(key)))["size"]
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def read(self, key: str) -> bytes:
        """A small object as a whole."""
        try:
            result = await obstore.get_async(self._store, _checked(key))
            return bytes(await result.bytes_async())
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def stream(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """Bytes `start` up to but not including `end`, in pieces of about CHUNK_BYTES."""
        try:
            result = await obstore.get_async(self._store, _checked(key), options={"range": (start, end)})
            async for piece in result.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(piece)
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def delete_all(self, prefix: str) -> None:
        """Delete every object under a prefix, whoever does so beside; nothing happens when there is none."""
        try:
            async for batch in obstore.list(self._store, prefix=prefix):
                await self._delete([one["path"] for one in batch])
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    async def _delete(self, paths: Sequence[str]) -> None:
        """Delete these; a folder ends at the first that is gone already, so the others go one by one."""
        try:
            await obstore.delete_async(self._store, paths)
        except (BaseError, OSError) as error:
            if not isinstance(_translated(error), NotFound):
                raise
            for path in paths if len(paths) > 1 else ():
                await self._delete([path])


def _checked(key: str) -> str:
    if not KEY.match(key) or ".." in key:
        raise ValueError("a key that the server would not make")
    return key


def _translated(error: Exception) -> ServerError:
    text = str(error).lower()
    if isinstance(error, FileNotFoundError) or "not found" in text or "notfound" in text:
        return NotFound("object.not_found")
    if "no space left" in text or "os error 28" in text or "quota" in text:
        return StorageFull("storage.full")
    return Unavailable("storage.unavailable")
