"""Office files of before 2007: OLE2 compound files ([MS-CFB]) with a Word, Excel or PowerPoint stream.

A file of today that is locked by a password is one too ([MS-OFFCRYPTO] 1.3.2).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]

from server.papers.kinds import Kind
from server.papers.worker.fence import Refusal

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VBA = frozenset({"vba", "macros", "_vba_project_cur", "_vba_project"})
_FIELDS = ("INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO")
_OUTSIDE = tuple(word.encode(code) for word in _FIELDS for code in ("ascii", "utf-16-le"))
FIB_ENCRYPTED = 0x0100
BIFF_FILEPASS, BIFF_BOUNDSHEET, BIFF_SUPBOOK = 0x2F, 0x85, 0x1AE
SHEET_MACRO, SHEET_MODULE = 1, 6
SUPBOOK_OURS = (0x0401, 0x3A01)
PPT_VBA_ATOM = 0x0400
PPT_ENCRYPTED_TOKEN = 0xF3D1C4DF
MAX_RECORDS = 2_000_000


def inspect(file: BinaryIO, flags: set[str]) -> Kind:
    """The kind of a compound file. Raises Refusal."""
    with _opened(file) as ole:
        _refuse_macros(ole)
        if ole.exists("EncryptedPackage") or ole.exists("EncryptedSummary"):
            raise Refusal("paper.encrypted")
        if any(_is_embedded(path[0]) for path in ole.listdir(streams=True)):
            flags.add("embedded_files")
        try:
            return _kind(ole, flags)
        except (OSError, struct.error, IndexError) as error:
            raise Refusal("paper.broken") from error


def refuse_macros(file: BinaryIO) -> None:
    """Raises Refusal ``paper.macros`` for an embedded object that carries them."""
    with _opened(file) as ole:
        _refuse_macros(ole)


def _opened(file: BinaryIO) -> olefile.OleFileIO:
    try:
        return olefile.OleFileIO(file)
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Refusal("paper.broken") from error


def _refuse_macros(ole: olefile.OleFileIO) -> None:
    for path in ole.listdir(streams=True, storages=True):
        if any(part.casefold() in _VBA for part in path):
            raise Refusal("paper.macros")


def _is_embedded(storage: str) -> bool:
    return storage == "ObjectPool" or storage.startswith("MBD")


def _kind(ole: olefile.OleFileIO, flags: set[str]) -> Kind:
    if ole.exists("WordDocument"):
        _look_at_word(ole.openstream("WordDocument").read(), flags)
        return Kind.DOC
    for name in ("Workbook", "Book"):
        if ole.exists(name):
            _look_at_excel(ole.openstream(name).read(), flags)
            return Kind.XLS
    if ole.exists("PowerPoint Document"):
        _look_at_powerpoint(ole)
        return Kind.PPT
    raise Refusal("paper.unknown_kind")


def _look_at_word(data: bytes, flags: set[str]) -> None:
    """[MS-DOC] 2.5.2: the flag in the file information block."""
    if struct.unpack_from("<H", data, 0x0A)[0] & FIB_ENCRYPTED:
        raise Refusal("paper.encrypted")
    if any(word in data for word in _OUTSIDE):
        flags.add("external_links")


def _look_at_excel(data: bytes, flags: set[str]) -> None:
    """[MS-XLS] 2.4.117 FilePass, 2.4.28 BoundSheet8 (macro sheets), 2.4.271 SupBook (other workbooks)."""
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == BIFF_FILEPASS:
            raise Refusal("paper.encrypted")
        if kind == BIFF_BOUNDSHEET and len(body) > 5 and body[5] in (SHEET_MACRO, SHEET_MODULE):
            raise Refusal("paper.macros")
        if kind == BIFF_SUPBOOK and struct.unpack_from("<H", body, 2)[0] not in SUPBOOK_OURS:
            flags.add("external_links")


def _look_at_powerpoint(ole: olefile.OleFileIO) -> None:
    """[MS-PPT] 2.3.2 CurrentUserAtom (encryption), 2.4.10 VBAInfoAtom (macros)."""
    if ole.exists("Current User"):
        user = ole.openstream("Current User").read()
        if len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == PPT_ENCRYPTED_TOKEN:
            raise Refusal("paper.encrypted")
    for kind, body in _records(ole.openstream("PowerPoint Document").read()):
        if kind == PPT_VBA_ATOM and len(body) >= 8 and struct.unpack_from("<I", body, 4)[0]:
            raise Refusal("paper.macros")


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every record of the stream, containers entered ([MS-PPT] 2.3.1)."""
    at = 0
    for _ in range(MAX_RECORDS):
        if at + 8 > len(data):
            return
        head, kind, length = struct.unpack_from("<HHI", data, at)
        at += 8
        if head & 0xF == 0xF:
            continue  # a container: its records follow
        yield kind, data[at : at + min(length, 64)]
        at += length
