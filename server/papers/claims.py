"""What is known of uploads that are not papers yet: a small file each beside its bytes, in quarantine.

Whatever is here is on the disk, so that a killed server loses nothing. Blocks; to be called in a thread.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rooms import Marking

EXPIRY_S = 24 * 3600
_ID = re.compile(r"\Au[0-9a-f]{24}\Z")


@dataclass(frozen=True)
class Claim:
    """What was said when the upload began. `done`: it has become version `version` of `paper`.

    `submitted`: a submission keeps that place for it; otherwise it becomes a new paper with this `marking`.
    `desk`: the desk sends it.
    """

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
    marking: str = Marking.NORMAL
    desk: bool = False

    @property
    def place(self) -> tuple[str, int]:
        """The paper and version it becomes."""
        return self.paper, self.version

    def says_the_same_as(self, other: Claim) -> bool:
        """Whether the same person said the same of the same file."""
        return _said(self) == _said(other)


def _said(claim: Claim) -> tuple[object, ...]:
    place = claim.place if claim.submitted else None
    return (claim.meeting, claim.by, claim.name, claim.title, claim.item, claim.length, claim.sha256, place)


class Claims:
    """The claims in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, upload: str) -> Claim | None:
        """The claim of this name, however old."""
        return self._read(self._said(upload)) if _ID.match(upload) else None

    def all(self) -> list[Claim]:
        """Every claim there is."""
        found = (self._read(path) for path in self.folder.glob("upload-*.json"))
        return [claim for claim in found if claim is not None]

    def begin(self, claim: Claim) -> None:
        """Note a new one, whose bytes are none yet."""
        self.bytes_of(claim.id).touch(0o600, exist_ok=False)
        self.note(claim)

    def note(self, claim: Claim) -> None:
        """Write it down in place of what was noted before."""
        new = self._said(claim.id).with_suffix(".new")
        new.write_text(json.dumps(asdict(claim)), "utf-8")
        os.replace(new, self._said(claim.id))

    def forget(self, upload: str) -> None:
        """Delete it with its bytes."""
        for path in (self._said(upload), self.bytes_of(upload)):
            path.unlink(missing_ok=True)

    def bytes_of(self, upload: str) -> Path:
        """The file of what has come of it."""
        return self.folder / f"upload-{upload}.bytes"

    def size(self, claim: Claim) -> int:
        """How much has come; a claim without bytes is one whose file went on to the papers."""
        with contextlib.suppress(FileNotFoundError):
            return self.bytes_of(claim.id).stat().st_size
        return claim.length

    def touched_at(self, upload: str) -> float:
        """When its last byte came or it was last written down, in seconds since the epoch."""
        latest = 0.0
        for path in (self._said(upload), self.bytes_of(upload)):
            with contextlib.suppress(FileNotFoundError):
                latest = max(latest, path.stat().st_mtime)
        return latest

    def expires_at(self, upload: str) -> float:
        """A day after the last byte."""
        return self.touched_at(upload) + EXPIRY_S

    def sweep(self) -> None:
        """Delete what has expired, and bytes nobody claims."""
        for upload in list(self._names()):
            if self.expires_at(upload) < time.time():
                self.forget(upload)
        for path in self.folder.glob("upload-*.bytes"):
            if not path.with_suffix(".json").exists() and _is_old(path):
                path.unlink(missing_ok=True)

    def _names(self) -> Iterator[str]:
        for path in self.folder.glob("upload-*.json"):
            yield path.stem.removeprefix("upload-")

    def _read(self, path: Path) -> Claim | None:
        try:
            return Claim(**json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None  # deleted meanwhile, or cut off by a full disk: as if it had never begun

    def _said(self, upload: str) -> Path:
        return self.folder / f"upload-{upload}.json"


def _is_old(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mtime + EXPIRY_S < time.time()
    return False
