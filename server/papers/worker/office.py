"""Office files of today: Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300), both ZIP containers.

What is refused and what is left inert is one table: `server/decisions/0014-converting-papers.md`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from server.papers.kinds import Kind
from server.papers.worker import compound
from server.papers.worker.fence import Refusal
from server.papers.worker.package import Budget, Package

CONTENT_TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
MANIFEST = "META-INF/manifest.xml"
# Of the main part's content type; templates and shows are the same inside.
_OPEN_XML = (
    (re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml"), Kind.DOCX),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml"), Kind.XLSX),
    (re.compile(rb"presentationml\.(?:presentation|template|slideshow)\.main\+xml"), Kind.PPTX),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
_MACRO_TYPES = re.compile(rb"vbaProject|macroEnabled|macrosheet", re.IGNORECASE)
_MACRO_NAMES = re.compile(r"(?:^|/)(?:vbaproject\.bin$|macrosheets/)|^(?:Basic|Scripts)/.", re.IGNORECASE)
_FIELDS = re.compile(
    rb"instr(?:Text[^>]{0,200}>|=\")[^<\"]{0,400}?\b(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT)\b"
)
_EXPECTED = frozenset({"a", "hyperlink"})
_OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]{1,20}:|//|/|\.\./)", re.IGNORECASE)
_BEFORE_XML = b"\x00\xef\xbb\xbf\xff\xfe \t\r\n\x0b\x0c"
"""What may come before the first bracket in any encoding: byte order marks, their zeros, and space."""


def inspect(file: BinaryIO, budget: Budget, flags: set[str]) -> Kind:
    """The kind of a ZIP container, every part of it looked at. Raises Refusal."""
    package = Package(file, budget)
    kind: Kind | None = None
    for entry, data in _parts(package, budget, flags):
        if entry.filename == CONTENT_TYPES:
            kind = _open_xml_kind(data)
        elif entry.filename == MIMETYPE:
            kind = _OPEN_DOCUMENT.get(data.strip().removesuffix(b"-template"))
        elif entry.filename == MANIFEST and b"encryption-data" in data:
            raise Refusal("paper.encrypted")
    if kind is None:
        raise Refusal("paper.unknown_kind")
    return kind


def _parts(package: Package, budget: Budget, flags: set[str]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Each entry with what it unpacks to, after it and everything packed in it was looked at."""
    for entry in package.entries:
        if _MACRO_NAMES.search(entry.filename):
            raise Refusal("paper.macros")
    for entry in package.entries:
        if entry.is_dir():
            continue
        data = package.read(entry)
        _look_into(data, budget, flags)
        yield entry, data


def _look_into(data: bytes, budget: Budget, flags: set[str]) -> None:
    if data.startswith(b"PK\x03\x04"):
        flags.add("embedded_files")
        for _ in _parts(Package(io.BytesIO(data), budget), budget, flags):
            pass
        budget.leave()
    elif data.startswith(compound.SIGNATURE):
        flags.add("embedded_files")
        compound.refuse_macros(io.BytesIO(data))
    elif data.lstrip(_BEFORE_XML).startswith(b"<"):
        _Part(flags).read(data)


def _open_xml_kind(types: bytes) -> Kind | None:
    if _MACRO_TYPES.search(types):
        raise Refusal("paper.macros")
    return next((kind for pattern, kind in _OPEN_XML if pattern.search(types)), None)


class _Part:
    """Reads one XML part: no document type at all (so no entities either), and where it points outside."""

    def __init__(self, flags: set[str]) -> None:
        self._flags = flags
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._element

    def read(self, data: bytes) -> None:
        """Raises Refusal ``paper.entities`` for a document type declaration."""
        if _FIELDS.search(data):
            self._flags.add("external_links")
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError:
            # Office writes drawings (VML) that are no XML; what a parser here cannot read may still be read
            # elsewhere, so a declaration that was not reached counts as well.
            if b"<!DOCTYPE" in data.replace(b"\x00", b"").upper():
                raise Refusal("paper.entities") from None

    def _doctype(self, *_: object) -> None:
        raise Refusal("paper.entities")

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") == "External":
            use = attributes.get("Type", "").rpartition("/")[2]
        elif _OUTSIDE.match(attributes.get("xlink:href", "")):
            use = name.rpartition(":")[2]
        else:
            return
        if use not in _EXPECTED:
            self._flags.add("external_links")
