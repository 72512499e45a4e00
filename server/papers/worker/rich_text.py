"""Rich Text Format: text with control words; it has no macros, but may embed objects and point outside."""

from __future__ import annotations

import re
from typing import BinaryIO

from server.papers.kinds import Kind

_EMBEDDED = re.compile(rb"\\obj(?:data|emb|ocx|update)\b")
_OUTSIDE = re.compile(rb"\\\*\\template\b|\\objlink\b|\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE)\b")


def inspect(file: BinaryIO, flags: set[str]) -> Kind:
    """Always RTF; what it embeds or points at is flagged and stays inert."""
    data = file.read()
    if _EMBEDDED.search(data):
        flags.add("embedded_files")
    if _OUTSIDE.search(data):
        flags.add("external_links")
    return Kind.RTF
