"""`python -m tests.bench.media [fan60 fan250 R1 R2] [--seconds N]`: prints figures as a table and JSON."""

from __future__ import annotations

import argparse

from tests.bench.figures import show
from tests.bench.media.loads import LOADS
from tests.bench.media.suite import run


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.media")
    parser.add_argument("loads", nargs="*", help=f"of {', '.join(LOADS)}; all when none is named")
    parser.add_argument("--seconds", type=float, default=15.0)
    arguments = parser.parse_args()
    unknown = [name for name in arguments.loads if name not in LOADS]
    if unknown:
        parser.error(f"no such load: {', '.join(unknown)}")
    show(run(arguments.loads or list(LOADS), arguments.seconds))


if __name__ == "__main__":
    main()
