"""`python -m tests.bench [SUITE …]`: runs suites by name (those of `SUITES`), or all."""

from __future__ import annotations

import importlib
import sys

from tests.bench.figures import Figure, show

SUITES = (
    "server",
    "screens",
    "grant",
    "join",
    "ballots",
    "browser",
    "papers",
    "conversion",
    "preload",
    "media",
    "opinions",
)


def main(names: list[str]) -> int:
    """Runs the suites one after the other; an unknown name is refused before anything runs."""
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(SUITES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    for name in names or SUITES:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        suite = importlib.import_module(f"tests.bench.{name}")
        figures += suite.run()
    show(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
