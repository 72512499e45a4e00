"""Turns the page of a record of proceedings (standard input) into a PDF (standard output); a program."""

from __future__ import annotations

import sys

from recordings.proceedings import proceedings_pdf


def main() -> int:
    """Read, lay out, write."""
    sys.stdout.buffer.write(proceedings_pdf(sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
