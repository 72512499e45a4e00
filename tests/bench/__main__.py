"""`python -m tests.bench [SUITE …]`: runs suites by name (those of `SUITES`), or all."""

from __future__ import annotations

import importlib
import sys
import traceback

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
    """Runs the suites one after the other; an unknown name is refused before anything runs.

    A suite that breaks takes nothing away from the others: what was measured is printed, and 1 is answered.
    """
    unknown = [name for name in names if name not in SUITES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(SUITES)}", file=sys.stderr)
        return 2
    figures: list[Figure] = []
    failed: dict[str, str] = {}
    try:
        for name in names or SUITES:
            print(f"measuring: {name} …", file=sys.stderr, flush=True)
            try:
                figures += importlib.import_module(f"tests.bench.{name}").run()
            except Exception as error:
                traceback.print_exc()
                failed[name] = f"{type(error).__name__}: {error}".partition("\n")[0][:300]
    finally:  # interrupted too
        show(figures, failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
