"""Turns the page of an official document (standard input) into a PDF (standard output); a program."""

from __future__ import annotations

import sys

from recordings.official import print_pdf


def main() -> int:
    """Read, lay out, write."""
    sys.stdout.buffer.write(print_pdf(sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
