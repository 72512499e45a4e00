"""ZIP containers opened with suspicion: every entry is unpacked and counted here before a converter may.

Sizes in the headers are claims; what counts is what comes out (Fifield's overlapping files included, since
each entry is charged for all it unpacks to). PKWARE APPNOTE.TXT 4.3 and 4.4.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from server.papers.worker.fence import Refusal

MAX_ENTRIES = 10_000
MAX_UNPACKED = 512 * 1024**2
MAX_RATIO = 120
RATIO_FREE = 8 * 1024**2
"""Bytes an entry may unpack to whatever its ratio: a page of blanks packs very well."""
MAX_DEPTH = 2
PIECE = 256 * 1024
ENCRYPTED = 0x1


@dataclass
class Budget:
    """What is left of the limits for a file with all that is packed in it."""

    entries: int = MAX_ENTRIES
    unpacked: int = MAX_UNPACKED
    depth: int = MAX_DEPTH

    def enter(self, entries: int) -> None:
        """One more container. Raises Refusal ``paper.bomb``."""
        self.entries -= entries
        self.depth -= 1
        if self.entries < 0 or self.depth < 0:
            raise Refusal("paper.bomb")

    def leave(self) -> None:
        """Back in the outer container."""
        self.depth += 1

    def spend(self, size: int) -> None:
        """So many more bytes unpacked. Raises Refusal ``paper.bomb``."""
        self.unpacked -= size
        if self.unpacked < 0:
            raise Refusal("paper.bomb")


class Package:
    """A ZIP file whose list of entries makes sense."""

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file = file
        self._budget = budget
        try:
            with zipfile.ZipFile(file) as archive:
                self.entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise Refusal("paper.broken") from error
        budget.enter(len(self.entries))
        self.names = frozenset(entry.filename for entry in self.entries)
        if len(self.names) != len(self.entries):
            raise Refusal("paper.broken")  # two entries of one name: who opens which is anybody's guess
        if any(entry.flag_bits & ENCRYPTED for entry in self.entries):
            raise Refusal("paper.encrypted")

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """What an entry unpacks to, charged to the budget. Raises Refusal."""
        free = max(RATIO_FREE, entry.compress_size * MAX_RATIO)
        out = bytearray()
        for piece in self._pieces(entry):
            self._budget.spend(len(piece))
            out += piece
            if len(out) > free:
                raise Refusal("paper.bomb")
        if len(out) != entry.file_size:
            raise Refusal("paper.broken")
        return bytes(out)

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        raw = self._raw(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield raw
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Refusal("paper.broken")  # Office writes no other method
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while not inflate.eof:
                piece = inflate.decompress(raw, PIECE)
                raw = inflate.unconsumed_tail
                if not piece and not raw:
                    break
                yield piece
        except zlib.error as error:
            raise Refusal("paper.broken") from error

    def _raw(self, entry: zipfile.ZipInfo) -> bytes:
        self._file.seek(entry.header_offset)
        header = self._file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Refusal("paper.broken")
        name, extra = struct.unpack("<HH", header[26:30])
        self._file.seek(name + extra, 1)
        raw = self._file.read(entry.compress_size)
        if len(raw) != entry.compress_size:
            raise Refusal("paper.broken")
        return raw
