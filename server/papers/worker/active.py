"""What a PDF would do if a reader let it: scripts, actions on opening, programs to start, files it carries.

None of it is ever run here or in the browser; officers are told. Dictionaries are looked for in the file and
in its object streams, unpacked; a file under an owner's password is first written anew without it
(ISO 32000-1, 7.5.7, 7.6, 7.11.4, 12.6).
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_raw  # type: ignore[import-untyped]

MAX_UNPACKED = 128 * 1024**2
MAX_DICTIONARY = 2_000
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MARKS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("javascript", re.compile(rb"/JavaScript\b")),
    ("launch", re.compile(rb"/S\s*/Launch\b")),
    ("embedded_files", re.compile(rb"/EmbeddedFiles?\b")),
    ("external_links", re.compile(rb"/S\s*/(?:GoToR|SubmitForm|ImportData)\b")),
)
_OPENING = re.compile(rb"/OpenAction\s*(\[|<<|\d+\s+\d+\s+R)")
_HARMLESS = re.compile(rb"^\s*(?:\[|<<(?:(?!/JS|/JavaScript).)*?/S\s*/GoTo\b)", re.DOTALL)


def active_content(file: BinaryIO, document: pdfium.PdfDocument) -> set[str]:
    """The flags of a document that is open from `file`."""
    flags: set[str] = set()
    if pdfium_raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        flags.add("embedded_files")
    for text in _readable(_in_clear(file, document)):
        named = _HEX.sub(lambda match: bytes([int(match[1], 16)]), text)
        flags.update(flag for flag, mark in _MARKS if mark.search(named))
        if any(not _is_harmless(named, match) for match in _OPENING.finditer(named)):
            flags.add("open_action")
    return flags


def _in_clear(file: BinaryIO, document: pdfium.PdfDocument) -> bytes:
    file.seek(0)
    whole = file.read()
    if b"/Encrypt" not in whole:
        return whole
    copy = io.BytesIO()
    document.save(copy, flags=pdfium_raw.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def _readable(whole: bytes) -> Iterator[bytes]:
    """The file as it is, then what its object streams unpack to, within bounds."""
    yield whole
    room = MAX_UNPACKED
    for match in _OBJECT_STREAM.finditer(whole):
        inflate = zlib.decompressobj()
        try:
            text = inflate.decompress(whole[match.end() :], room)
        except zlib.error:
            continue
        room -= len(text)
        yield text
        if room <= 0:
            return


def _is_harmless(text: bytes, match: re.Match[bytes]) -> bool:
    """A place in the document to begin at, which every office program writes."""
    value = match[1]
    if value.endswith(b"R"):
        number = value.split()[0]
        found = re.search(rb"\b%s\s+0\s+obj\b(.{0,%d})" % (number, MAX_DICTIONARY), text, re.DOTALL)
        return found is not None and _HARMLESS.match(found[1]) is not None
    return _HARMLESS.match(text[match.start(1) : match.start(1) + MAX_DICTIONARY]) is not None
