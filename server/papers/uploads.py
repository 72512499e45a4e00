"""Uploads that can be resumed: a file comes in parts, over cut lines, reloaded pages and restarted servers.

What is known of an upload is a small file beside its bytes; how far it is, is the length of those bytes and
nothing else. An upload belongs to the seat that began it. The last byte makes it a paper in quarantine.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from server.errors import (
    Conflict,
    Damaged,
    Gone,
    Invalid,
    Malformed,
    NotFound,
    ServerError,
    StorageFull,
    TooLarge,
    TooMany,
)
from server.papers.intake import Checksum, Intake, hash_of
from server.papers.quarantine import Bounds, Quarantine, Received
from server.papers.service import Papers, Upload, new_place

MOST_OPEN = 8
EXPIRY_S = 24 * 3600
SPARE_BYTES = 64_000_000
_ID = re.compile(r"\Au[0-9a-f]{24}\Z")


@dataclass(frozen=True)
class Claim:
    """What was said when the upload began. `done`: it has become version `version` of `paper`."""

    id: str
    meeting: str
    by: str
    name: str
    title: str
    item: str | None
    length: int
    sha256: str | None
    paper: str
    version: int
    submitted: bool
    done: bool = False


@dataclass(frozen=True)
class Standing:
    """How far an upload is; `expires_at` in seconds since the epoch."""

    claim: Claim
    offset: int
    expires_at: float


@dataclass
class _Turn:
    """One request at a time writes to an upload; a newer one makes the older let go."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    wanted: int = 0


class Uploads:
    """Every upload that is not a paper yet."""

    def __init__(self, folder: Path, bounds: Bounds, papers: Papers) -> None:
        self._folder = folder
        self._quarantine = Quarantine(folder)
        self.bounds = bounds
        self._papers = papers
        self._turns: dict[str, _Turn] = {}

    async def open(self, upload: Upload, sha256: str | None, by: str) -> Standing:
        """Begin an upload of ``upload.declared_size`` bytes.

        Raises:
            Invalid: ``paper.empty``.
            TooLarge: ``paper.too_large``.
            TooMany: ``upload.too_many``.
            StorageFull: ``storage.full`` when the disk could not take it.
        """
        length = upload.declared_size or 0
        if length <= 0:
            raise Invalid("paper.empty")
        if length > self.bounds.size:
            raise TooLarge("paper.too_large", limit_mb=self.bounds.size // 1_000_000)
        paper, version = upload.place or new_place()
        claim = Claim(
            id=f"u{secrets.token_hex(12)}",
            meeting=upload.meeting,
            by=by,
            name=upload.name,
            title=upload.title,
            item=upload.item,
            length=length,
            sha256=sha256,
            paper=paper,
            version=version,
            submitted=upload.place is not None,
        )
        await asyncio.to_thread(self._begin, claim)
        return await self._standing(claim)

    def _begin(self, claim: Claim) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sweep()
        mine = [one for one in self._claims() if one.by == claim.by and not one.done]
        if len(mine) >= MOST_OPEN:
            raise TooMany("upload.too_many", most=MOST_OPEN)
        if shutil.disk_usage(self._folder).free < claim.length + SPARE_BYTES:
            raise StorageFull("storage.full")
        with _disk():
            self._bytes(claim.id).touch(0o600, exist_ok=False)
            self._note(claim)

    async def standing(self, meeting: str, upload: str, by: str) -> Standing:
        """How far an upload is. One that writes to it at this moment is cut off: its line is gone.

        Raises:
            NotFound: ``upload.not_found``; Gone: ``upload.expired``; as `append` when it turns out complete.
        """
        async with self._turn(upload):
            claim = await asyncio.to_thread(self._claim, meeting, upload, by)
            return await self._finished(await self._standing(claim))

    async def append(
        self,
        meeting: str,
        upload: str,
        by: str,
        offset: int,
        chunks: AsyncIterator[bytes],
        *,
        declared: int | None = None,
        checksum: Checksum | None = None,
    ) -> Standing:
        """Write what comes to the end of an upload; with its last byte it becomes a paper.

        Raises:
            Conflict: ``upload.offset``.
            TooLarge: ``upload.beyond`` at the first byte over the length that was declared; nothing is kept.
            UnsupportedMedia: ``paper.unknown_kind`` by the first bytes; nothing is kept.
            Damaged: ``upload.checksum``; this part is not kept.
            Malformed: ``paper.interrupted``; what came is kept, unless it has a checksum.
            Invalid: ``upload.not_the_file``; nothing is kept.
            StorageFull: ``storage.full``; nothing is kept.
        """
        async with self._turn(upload) as turn:
            claim = await asyncio.to_thread(self._claim, meeting, upload, by)
            now = await self._standing(claim)
            if offset != now.offset or claim.done:
                raise Conflict("upload.offset", offset=now.offset)
            intake = Intake(self._bytes(upload), offset, claim.length, self.bounds.pause_s, checksum)
            try:
                if declared is not None and offset + declared > claim.length:
                    raise TooLarge("upload.beyond")
                with _disk():
                    await intake.take(chunks, turn.let_go)
            except (Malformed, Damaged):
                raise
            except ServerError:
                await asyncio.to_thread(self._forget, upload)
                raise
            return await self._finished(await self._standing(claim))

    async def drop(self, meeting: str, upload: str, by: str) -> None:
        """Forget an upload (tus 1.0.0, Termination). Raises NotFound, Gone."""
        async with self._turn(upload):
            await asyncio.to_thread(self._claim, meeting, upload, by)
            await asyncio.to_thread(self._forget, upload)

    async def _finished(self, now: Standing) -> Standing:
        """The upload as a paper if nothing of it is missing."""
        claim = now.claim
        if claim.done or now.offset < claim.length:
            return now
        place = (claim.paper, claim.version)
        if not await self._papers.has(claim.meeting, *place):
            await self._hand_over(claim, place)
        done = replace(claim, done=True)
        await asyncio.to_thread(self._note, done)
        return replace(now, claim=done)

    async def _hand_over(self, claim: Claim, place: tuple[str, int]) -> None:
        """Make it a paper. Raises as `append`."""
        kept = place if claim.submitted else None
        asked = Upload(claim.meeting, claim.name, claim.title, claim.item, claim.length, kept)
        try:
            received = await asyncio.to_thread(self._set_down, claim)
            await self._papers.take(asked, place, received, claim.by)
        except (FileNotFoundError, NotFound):
            await asyncio.to_thread(self._forget, claim.id)
            raise NotFound("upload.not_found") from None

    def _set_down(self, claim: Claim) -> Received:
        """Move the bytes to where papers wait; a server that died in between finds them there already."""
        path = self._quarantine.path_of(claim.paper, claim.version)
        source = self._bytes(claim.id) if self._bytes(claim.id).exists() else path
        digest = hash_of(source)
        if claim.sha256 is not None and digest != claim.sha256:
            self._forget(claim.id)
            raise Invalid("upload.not_the_file")
        os.replace(source, path)
        return Received(path, claim.length, digest)

    @asynccontextmanager
    async def _turn(self, upload: str) -> AsyncIterator[_Turn]:
        turn = self._turns.setdefault(upload, _Turn())
        turn.wanted += 1
        turn.let_go.set()
        try:
            async with turn.lock:
                turn.let_go.clear()
                yield turn
        finally:
            turn.wanted -= 1
            if turn.wanted == 0:
                self._turns.pop(upload, None)

    async def _standing(self, claim: Claim) -> Standing:
        return await asyncio.to_thread(self._look, claim)

    def _look(self, claim: Claim) -> Standing:
        path = self._bytes(claim.id)
        # Bytes without their claim are swept, a claim without bytes is one whose file went on to the papers.
        offset = path.stat().st_size if path.exists() else claim.length
        return Standing(claim, offset, self._expiry(claim.id))

    def _claim(self, meeting: str, upload: str, by: str) -> Claim:
        if not _ID.match(upload) or not self._said(upload).exists():
            raise NotFound("upload.not_found")
        claim = self._read(self._said(upload))
        if claim is None or (claim.meeting, claim.by) != (meeting, by):
            raise NotFound("upload.not_found")
        if self._expiry(upload) < time.time():
            self._forget(upload)
            raise Gone("upload.expired")
        return claim

    def _expiry(self, upload: str) -> float:
        """A day after the last byte."""
        latest = 0.0
        for path in (self._said(upload), self._bytes(upload)):
            with contextlib.suppress(FileNotFoundError):
                latest = max(latest, path.stat().st_mtime)
        return latest + EXPIRY_S

    def sweep(self) -> None:
        """Delete what has expired, and bytes nobody claims."""
        for said in self._folder.glob("upload-*.json"):
            if self._expiry(said.stem.removeprefix("upload-")) < time.time():
                self._forget(said.stem.removeprefix("upload-"))
        for path in self._folder.glob("upload-*.bytes"):
            if not path.with_suffix(".json").exists() and path.stat().st_mtime + EXPIRY_S < time.time():
                path.unlink(missing_ok=True)

    def _claims(self) -> list[Claim]:
        found = (self._read(path) for path in self._folder.glob("upload-*.json"))
        return [claim for claim in found if claim is not None]

    def _read(self, path: Path) -> Claim | None:
        try:
            return Claim(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # deleted meanwhile, or cut off by a full disk: as if it had never begun

    def _note(self, claim: Claim) -> None:
        new = self._said(claim.id).with_suffix(".new")
        new.write_text(json.dumps(asdict(claim)), "utf-8")
        os.replace(new, self._said(claim.id))

    def _said(self, upload: str) -> Path:
        return self._folder / f"upload-{upload}.json"

    def _bytes(self, upload: str) -> Path:
        return self._folder / f"upload-{upload}.bytes"

    def _forget(self, upload: str) -> None:
        for path in (self._said(upload), self._bytes(upload)):
            path.unlink(missing_ok=True)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """A disk without room is ``storage.full``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull("storage.full") from error
        raise
