"""One figure and how a run's figures are printed."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """A measured value with its unit, the aim it is held against and the command that measured it.

    Without a value it was not measured, and `why` says why not.
    """

    name: str
    value: float | None
    unit: str
    command: str
    aim: str = ""
    why: str = ""


def percentile(samples: Sequence[float], share: float) -> float:
    """The value below which `share` (0 … 1) of the samples lie; nearest rank."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered)) - 1))]


def spread(name: str, samples: Sequence[float], unit: str, command: str, aim: str = "") -> list[Figure]:
    """Median, p95 and the worst of the samples as figures; the aim is held against p95."""
    return [
        Figure(f"{name}, median of {len(samples)}", statistics.median(samples), unit, command),
        Figure(f"{name}, p95", percentile(samples, 0.95), unit, command, aim),
        Figure(f"{name}, worst", max(samples), unit, command),
    ]


def missing(name: str, unit: str, command: str, aim: str = "", *, why: str) -> Figure:
    """The place in the table of what could not be measured here."""
    return Figure(name, None, unit, command, aim, why)


def machine() -> dict[str, str | int]:
    """What the figures were measured on."""
    model = platform.processor()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return {
        "cpu": model,
        "cores": os.cpu_count() or 0,
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def show(figures: Iterable[Figure], failed: Mapping[str, str] | None = None) -> None:
    """Prints a table for people, then a line of JSON for programs; `failed`: which suites broke, and how."""
    rows, broken = list(figures), dict(failed or {})
    about = machine()
    width = max((len(row.name) for row in rows), default=10)
    print("\n" + ", ".join(f"{key}: {value}" for key, value in about.items()))
    for row in rows:
        print(f"{row.name:<{width}}  {_value(row)} {row.aim:<16} {row.command}{row.why and f'  ({row.why})'}")
    for suite, why in broken.items():
        print(f"{f'suite {suite}':<{width}}  {'failed':>12}  {why}")
    told = {"machine": about, "figures": [asdict(row) for row in rows], "failed": broken}
    print(json.dumps(told, ensure_ascii=False))


def _value(row: Figure) -> str:
    return f"{'not measured':<21}" if row.value is None else f"{row.value:>12,.2f} {row.unit:<8}"
