"""Says what kind of file it is and refuses what must never reach a converter."""

from __future__ import annotations

from typing import Any, BinaryIO

from server.papers.kinds import HEAD_BYTES, Family, Kind, family_of
from server.papers.worker import compound, office, rich_text
from server.papers.worker.fence import Refusal
from server.papers.worker.limits import Limits
from server.papers.worker.package import Budget


def run(file: BinaryIO, limits: Limits, options: dict[str, Any]) -> dict[str, object]:
    """The kind and the flags of the file; raises Refusal."""
    family = family_of(file.read(HEAD_BYTES))
    file.seek(0)
    if family is None:
        raise Refusal("paper.unknown_kind")
    flags: set[str] = set()
    if family is Family.ZIP:
        kind = office.inspect(file, Budget(), flags)
    elif family is Family.OLE:
        kind = compound.inspect(file, flags)
    elif family is Family.RTF:
        kind = rich_text.inspect(file, flags)
    else:
        kind = Kind(family)
    return {"kind": str(kind), "flags": sorted(flags)}
