"""Uploads that can be resumed: a file comes in parts, over cut lines, reloaded pages and restarted servers.

How far one is, is the length of its bytes and nothing else. An upload belongs to the seat that began it. The
last byte makes it a paper in quarantine. Of several of one seat for one submission the newest counts; of
those of several seats the one that is whole first.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from weakref import WeakValueDictionary

from server.errors import (
    Conflict,
    Damaged,
    Forbidden,
    Gone,
    Invalid,
    Malformed,
    NotFound,
    ServerError,
    StorageFull,
    TooLarge,
    TooMany,
)
from server.papers.claims import Claim, Claims
from server.papers.intake import Checksum, Intake, hash_of
from server.papers.quarantine import Bounds, Quarantine, Received
from server.papers.service import Papers, Upload, new_place

MOST_OPEN = 8
IDLE_S = 3600
"""One that got no byte for so long makes room when its seat has too many open."""
SPARE_BYTES = 64_000_000


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
        self._claims = Claims(folder)
        self._quarantine = Quarantine(folder)
        self.bounds = bounds
        self._papers = papers
        self._turns: dict[str, _Turn] = {}
        self._opening = asyncio.Lock()
        self._places: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()

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
            marking=upload.marking,
            desk=upload.desk,
        )
        async with self._opening, self._place(claim.place):
            for old in await asyncio.to_thread(self._begin, claim):
                self._let_go(old)
        return await self._standing(claim)

    def _begin(self, claim: Claim) -> list[str]:
        """Make room for one more and note it; answers those that have to make way."""
        self._claims.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._claims.sweep()
        old = self._in_the_way(claim)
        for one in old:
            self._claims.forget(one.id)
        if shutil.disk_usage(self._claims.folder).free < claim.length + SPARE_BYTES:
            raise StorageFull("storage.full")
        with _disk():
            self._claims.begin(claim)
        return [one.id for one in old]

    def _in_the_way(self, new: Claim) -> list[Claim]:
        """Those the new one takes the place of. Raises TooMany ``upload.too_many``.

        Another of its seat for the same submission; the same without a byte, whose answer was lost on the
        way; and among too many of one seat the one that has lain still for longest.
        """
        there = [one for one in self._claims.all() if not one.done]
        old = [one for one in there if self._makes_way(one, new)]
        mine = [one for one in there if one.by == new.by and one not in old]
        if len(mine) >= MOST_OPEN:
            stillest = min(mine, key=lambda one: self._claims.touched_at(one.id))
            if self._claims.touched_at(stillest.id) + IDLE_S > time.time():
                raise TooMany("upload.too_many", most=MOST_OPEN)
            old.append(stillest)
        return old

    def _makes_way(self, one: Claim, new: Claim) -> bool:
        if new.submitted and one.submitted and (one.place, one.by) == (new.place, new.by):
            return True
        return one.says_the_same_as(new) and self._claims.size(one) == 0

    def _let_go(self, upload: str) -> None:
        turn = self._turns.get(upload)
        if turn is not None:
            turn.let_go.set()

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
            Conflict: ``upload.offset``; ``submission.has_file``, ``submission.decided``, ``meeting.over``:
                nothing is kept.
            TooLarge: ``upload.beyond`` at the first byte over the length that was declared; nothing is kept.
            UnsupportedMedia: ``paper.unknown_kind`` by the first bytes; nothing is kept.
            Damaged: ``upload.checksum``; this part is not kept.
            Malformed: ``paper.interrupted``; what came is kept, unless it has a checksum.
            Invalid: ``upload.not_the_file``; nothing is kept.
            NotFound: ``upload.not_found`` when it had to make way meanwhile.
            StorageFull: ``storage.full``; nothing is kept.
        """
        async with self._turn(upload) as turn:
            claim = await asyncio.to_thread(self._claim, meeting, upload, by)
            now = await self._standing(claim)
            if offset != now.offset or claim.done:
                raise Conflict("upload.offset", offset=now.offset)
            intake = Intake(
                self._claims.bytes_of(upload), offset, claim.length, self.bounds.pause_s, checksum
            )
            async with self._kept_unless_refused(upload):
                if declared is not None and offset + declared > claim.length:
                    raise TooLarge("upload.beyond")
                with _disk():
                    await intake.take(chunks, turn.let_go)
            return await self._finished(await self._standing(claim))

    @asynccontextmanager
    async def _kept_unless_refused(self, upload: str) -> AsyncIterator[None]:
        """What was interrupted or damaged can go on; what was refused is forgotten."""
        try:
            yield
        except FileNotFoundError:  # made way between the look and the first byte
            raise NotFound("upload.not_found") from None
        except (Malformed, Damaged):
            raise
        except ServerError:
            await asyncio.to_thread(self._claims.forget, upload)
            raise

    async def require_submitted(self, meeting: str, upload: str, by: str) -> None:
        """What enters with the desk's right is sent to its last byte by the desk, not by who was there once.

        Raises:
            NotFound, Gone: as `standing`. Forbidden: ``access.denied`` for an upload of the desk's; nothing
                is kept.
        """
        async with self._turn(upload):
            claim = await asyncio.to_thread(self._claim, meeting, upload, by)
            if claim.submitted and not claim.desk:
                return
            if not claim.done:
                await asyncio.to_thread(self._claims.forget, upload)
            raise Forbidden("access.denied")

    async def drop(self, meeting: str, upload: str, by: str) -> None:
        """Forget an upload (tus 1.0.0, Termination). Raises NotFound, Gone."""
        async with self._turn(upload):
            await asyncio.to_thread(self._claim, meeting, upload, by)
            await asyncio.to_thread(self._claims.forget, upload)

    async def of_meeting(self, meeting: str) -> list[Claim]:
        """What is, or was lately, on its way to a meeting."""
        there = await asyncio.to_thread(self._claims.all)
        return [claim for claim in there if claim.meeting == meeting]

    async def destroy(self, claim: Claim) -> None:
        """Forget an upload, whoever writes to it."""
        async with self._turn(claim.id), self._place(claim.place):
            await asyncio.to_thread(self._claims.forget, claim.id)
            if not await self._papers.has(claim.meeting, *claim.place):
                self._quarantine.path_of(*claim.place).unlink(missing_ok=True)

    async def _finished(self, now: Standing) -> Standing:
        """The upload as a paper if nothing of it is missing. Raises as `append`; then nothing is kept."""
        if now.claim.done or now.offset < now.claim.length:
            return now
        async with self._place(now.claim.place):
            claim = await asyncio.to_thread(self._claims.find, now.claim.id)
            if claim is None:
                raise NotFound("upload.not_found")
            try:
                await self._become(claim)
            except ServerError as error:
                if error.status < 500:
                    await asyncio.to_thread(self._claims.forget, claim.id)
                raise
        done = replace(claim, done=True)
        await asyncio.to_thread(self._claims.note, done)
        return replace(now, claim=done)

    async def _become(self, claim: Claim) -> None:
        """Make it a paper, unless a server that died had done so already. Raises as `append`."""
        whole = self._claims.bytes_of(claim.id)
        if await self._papers.has(claim.meeting, *claim.place):
            if whole.exists():
                raise Conflict("submission.has_file")
            return
        if whole.exists() and await asyncio.to_thread(self._is_before, claim):
            raise Conflict("submission.has_file")
        place = claim.place if claim.submitted else None
        asked = Upload(
            claim.meeting, claim.name, claim.title, claim.item, claim.length, place, claim.marking, claim.desk
        )
        try:
            received = await asyncio.to_thread(self._set_down, claim)
            await self._papers.take(asked, claim.place, received, claim.by)
        except (FileNotFoundError, NotFound):
            raise NotFound("upload.not_found") from None

    def _is_before(self, claim: Claim) -> bool:
        """Whether the file of another seat, whole already, waits in this place to become the paper."""
        return any(
            one.place == claim.place and one.by != claim.by and not self._claims.bytes_of(one.id).exists()
            for one in self._claims.all()
            if not one.done
        )

    def _set_down(self, claim: Claim) -> Received:
        """Move the bytes to where papers wait; a server that died in between finds them there already."""
        path, source = self._quarantine.path_of(*claim.place), self._claims.bytes_of(claim.id)
        if not source.exists():
            source = path
        digest = hash_of(source)
        if claim.sha256 is not None and digest != claim.sha256:
            source.unlink()
            raise Invalid("upload.not_the_file")
        os.utime(source)  # what waits to become a paper is not old
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

    def _place(self, place: tuple[str, int]) -> asyncio.Lock:
        """Held while it is decided which file becomes this version."""
        return self._places.setdefault(place, asyncio.Lock())

    async def _standing(self, claim: Claim) -> Standing:
        return await asyncio.to_thread(self._look, claim)

    def _look(self, claim: Claim) -> Standing:
        found = Standing(claim, self._claims.size(claim), self._claims.expires_at(claim.id))
        if self._claims.find(claim.id) is None:  # made way meanwhile: without its bytes it would look whole
            raise NotFound("upload.not_found")
        return found

    def _claim(self, meeting: str, upload: str, by: str) -> Claim:
        # Before it is found: one that makes way in between would look as old as can be.
        expires_at = self._claims.expires_at(upload)
        claim = self._claims.find(upload)
        if claim is None or (claim.meeting, claim.by) != (meeting, by):
            raise NotFound("upload.not_found")
        if expires_at < time.time():
            self._claims.forget(upload)
            raise Gone("upload.expired")
        return claim

    async def sweep(self) -> None:
        """Delete what has expired, and bytes nobody claims."""
        await asyncio.to_thread(self._claims.sweep)

    async def waiting(self) -> frozenset[Path]:
        """Where files of uploads lie that are whole and not known to be papers yet."""
        there = await asyncio.to_thread(self._claims.all)
        return frozenset(self._quarantine.path_of(*one.place) for one in there if not one.done)


@contextlib.contextmanager
def _disk() -> Iterator[None]:
    """A disk without room is ``storage.full``."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull("storage.full") from error
        raise
