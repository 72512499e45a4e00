"""One figure and how a run's figures are printed."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """A measured value with its unit, the aim it is held against and the command that measured it."""

    name: str
    value: float
    unit: str
    command: str
    aim: str = ""


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


def show(figures: Iterable[Figure]) -> None:
    """Prints a table for people, then one line of JSON for programs."""
    rows = list(figures)
    about = machine()
    width = max((len(row.name) for row in rows), default=10)
    print("\n" + ", ".join(f"{key}: {value}" for key, value in about.items()))
    for row in rows:
        print(f"{row.name:<{width}}  {row.value:>12,.2f} {row.unit:<8} {row.aim:<16} {row.command}")
    print(json.dumps({"machine": about, "figures": [asdict(row) for row in rows]}, ensure_ascii=False))
