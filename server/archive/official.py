"""Official documents as HTML and PDF, made beside the event loop and kept until the log grows."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recordings.line_check import line_check_html
from recordings.official import IssuingBody
from recordings.proceedings import proceedings_html
from rooms import Envelope
from server.errors import ServerError, Unavailable
from server.messages import Language

LIMIT_S = 120.0
KEPT_S = 600.0
"""An older PDF of a log that has grown since may still be on its way to somebody for so long."""


@dataclass(frozen=True)
class Kind:
    """A kind of document: the name its files carry, and what makes its page from a log."""

    name: str
    make: Callable[[Sequence[Envelope], str, IssuingBody], str]


PROCEEDINGS = Kind("proceedings", proceedings_html)
LINE_CHECK = Kind("line-check", line_check_html)


class OfficialDocuments:
    """Makes documents; PDFs are kept in `folder` under the hash they were made from."""

    def __init__(self, folder: Path, issuer: IssuingBody | None = None) -> None:
        self._folder = folder
        self._issuer = issuer or IssuingBody()
        self._one_at_a_time = asyncio.Semaphore(1)

    async def html(self, kind: Kind, log: Sequence[Envelope], language: Language) -> str:
        """The page."""
        return await asyncio.to_thread(kind.make, log, language, self._issuer)

    async def pdf(self, kind: Kind, log: Sequence[Envelope], language: Language) -> Path:
        """The PDF file. Layout takes seconds and holds the interpreter, so it runs in a process of its own.

        Raises:
            ServerError: ``archive.pdf_failed``. Unavailable: ``archive.pdf_timeout``.
        """
        head = log[-1]
        path, others = self._place(f"{head.meeting}-{kind.name}", head.hash[:16], language)
        async with self._one_at_a_time:
            if not path.exists():
                await self._keep(path, others, await self.html(kind, log, language))
        return path

    async def page(self, make: Callable[[str, IssuingBody], str], language: Language) -> str:
        """A page that is made of something else than a log, in this body's name."""
        return await asyncio.to_thread(make, language, self._issuer)

    async def print_page(self, name: str, page: str, language: Language) -> Path:
        """The PDF of such a page, kept until another page of this name is printed. Raises as `pdf`."""
        path, others = self._place(name, hashlib.sha256(page.encode()).hexdigest()[:16], language)
        async with self._one_at_a_time:
            if not path.exists():
                await self._keep(path, others, page)
        return path

    def _place(self, name: str, digest: str, language: Language) -> tuple[Path, str]:
        """Where a PDF lies, and the pattern of all that were made of the same document."""
        form = hashlib.sha256(repr(self._issuer).encode()).hexdigest()[:8]
        after = f"-{form}-{language}.pdf"
        return self._folder / f"{name}-{digest}{after}", f"{name}-{'?' * 16}{after}"

    async def _keep(self, path: Path, others: str, page: str) -> None:
        await asyncio.to_thread(_keep, path, await _render(page.encode()))
        await asyncio.to_thread(_sweep, path, others)


async def _render(page: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server.archive.render", stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(LIMIT_S):
            pdf, _ = await process.communicate(page)
    except TimeoutError:
        raise Unavailable("archive.pdf_timeout") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not pdf.startswith(b"%PDF-"):
        raise ServerError("archive.pdf_failed")
    return pdf


def _keep(path: Path, data: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _sweep(newest: Path, pattern: str) -> None:
    """Delete what was made of the same document when its log was shorter: a meeting under way grows often."""
    for path in newest.parent.glob(pattern):
        with contextlib.suppress(FileNotFoundError):  # another process sweeps too
            if path != newest and newest.stat().st_mtime - path.stat().st_mtime > KEPT_S:
                path.unlink()
