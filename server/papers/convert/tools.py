"""Which helpers this machine has for making pages: looked for once, told by `giaoban doctor`."""

from __future__ import annotations

import asyncio
import os
import shutil
from asyncio.subprocess import DEVNULL, PIPE
from dataclasses import dataclass
from pathlib import Path

from server.papers.convert.sandbox import Sandbox

LANGUAGES = ("vie", "eng")
PROBE_S = 20.0


@dataclass(frozen=True)
class Tools:
    """What can be done here. `sandbox` is None where bubblewrap is missing or may not make namespaces."""

    sandbox: Sandbox | None
    soffice: str | None
    tesseract: str | None
    languages: tuple[str, ...]

    @property
    def converts(self) -> bool:
        """Whether Office files can be made into pages."""
        return self.sandbox is not None and self.soffice is not None

    @property
    def reads(self) -> bool:
        """Whether letters can be read from scanned pages."""
        return self.sandbox is not None and self.tesseract is not None and LANGUAGES[0] in self.languages


async def find_tools() -> Tools:
    """Look for the helpers and try whether a sandbox can be made."""
    bwrap, soffice, tesseract = await asyncio.to_thread(_programs)
    sandbox = Sandbox(bwrap) if bwrap else None
    return Tools(
        sandbox if sandbox is not None and await sandbox.works() else None,
        soffice,
        tesseract,
        await _languages(tesseract) if tesseract else (),
    )


def _programs() -> tuple[str | None, str | None, str | None]:
    """bubblewrap, LibreOffice by its real path (its folder is needed as well), tesseract."""
    soffice = shutil.which("soffice")
    return shutil.which("bwrap"), os.path.realpath(soffice) if soffice else None, shutil.which("tesseract")


async def _languages(tesseract: str) -> tuple[str, ...]:
    process = await asyncio.create_subprocess_exec(
        tesseract, "--list-langs", stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(PROBE_S):
            out, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return ()
    there = out.decode("utf-8", "replace").split()
    return tuple(language for language in LANGUAGES if language in there)


def install_root(soffice: str) -> Path:
    """The folder an installation of LibreOffice lies in, from its program's real path."""
    return Path(soffice).parent.parent
