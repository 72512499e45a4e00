"""The check every paper passes as a PDF, whatever it was before: page sizes, pictures, text, flags."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.papers.worker.limits import Limits
from server.papers.workers import work

MAX_PICTURE_BYTES = 1024 * 1024
MAX_TEXT_BYTES = 64 * 1024 * 1024
FLAGS = frozenset({"javascript", "open_action", "launch", "embedded_files", "external_links"})


@dataclass(frozen=True)
class Verdict:
    """What the worker found: page sizes in points, pages that are mere pictures, flags; or why refused."""

    page_sizes: tuple[tuple[float, float], ...] = ()
    scans: tuple[int, ...] = ()
    flags: frozenset[str] = frozenset()
    refused: str | None = None


async def check(paper: Path, out: Path, limits: Limits, on_progress: Callable[[int, int], None]) -> Verdict:
    """Check `paper`; `<n>.webp` and `text.json` are in `out` afterwards."""
    said = await work("check", paper, out, limits, on_progress)
    if said.refused is not None:
        return Verdict(refused=said.refused)
    try:
        return _verdict(said.ready, limits.max_pages)
    except (ValueError, LookupError, TypeError):
        return Verdict(refused="paper.broken")


def _verdict(ready: Mapping[str, Any], max_pages: int) -> Verdict:
    """Raises ValueError and its like for what a worker should not say."""
    sizes = tuple((float(width), float(height)) for width, height in ready["page_sizes"])
    if not 0 < len(sizes) <= max_pages or not all(math.isfinite(w) and math.isfinite(h) for w, h in sizes):
        raise ValueError("page sizes that cannot be")
    scans = tuple(sorted({int(page) for page in ready.get("scans", ())}))
    if scans and not 0 < scans[0] <= scans[-1] <= len(sizes):
        raise ValueError("pages that cannot be")
    return Verdict(sizes, scans, flags_of(ready))


def flags_of(ready: Mapping[str, Any]) -> frozenset[str]:
    """The flags a worker raised, as far as there are such."""
    return FLAGS.intersection(str(flag) for flag in ready.get("flags", ()))
