"""OLE2 compound files ([MS-CFB]) of a few streams, for what the older Office formats may carry."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR = 512
END, FREE, FAT_SECTOR, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2
LEAST = 4096
"""Streams shorter than this would lie in the mini stream; they are padded instead."""


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; a name with a slash lies in a storage of that name."""
    storages = sorted({name.partition("/")[0] for name in streams if "/" in name})
    entries: list[tuple[str, int, bytes, list[int]]] = [("Root Entry", ROOT, b"", [])]
    for name in [one for one in streams if "/" not in one]:
        entries[0][3].append(len(entries))
        entries.append((name, STREAM, _padded(streams[name]), []))
    for storage in storages:
        at = len(entries)
        entries[0][3].append(at)
        entries.append((storage, STORAGE, b"", []))
        for name in [one for one in streams if one.startswith(f"{storage}/")]:
            entries[at][3].append(len(entries))
            entries.append((name.partition("/")[2], STREAM, _padded(streams[name]), []))
    return _assembled(entries)


def _padded(data: bytes) -> bytes:
    return data.ljust(max(LEAST, -(-len(data) // SECTOR) * SECTOR), b"\x00")


def _assembled(entries: list[tuple[str, int, bytes, list[int]]]) -> bytes:
    fat: list[int] = [FAT_SECTOR]
    body = bytearray()
    starts = []
    for _, _, data, _ in entries:
        starts.append(len(fat) if data else END)
        _chain(fat, len(data) // SECTOR)
        body += data
    siblings = {at: following for _, _, _, inside in entries for at, following in _pairs(inside)}
    folder = b"".join(_entry(entry, starts[n], siblings.get(n, NONE)) for n, entry in enumerate(entries))
    folder = folder.ljust(-(-len(folder) // SECTOR) * SECTOR, b"\x00")
    first = len(fat)
    _chain(fat, len(folder) // SECTOR)
    assert len(fat) <= SECTOR // 4
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    return _header(first) + table + bytes(body) + folder


def _chain(fat: list[int], sectors: int) -> None:
    for number in range(sectors):
        fat.append(len(fat) + 1 if number + 1 < sectors else END)


def _pairs(inside: list[int]) -> list[tuple[int, int]]:
    return list(zip(inside, [*inside[1:], NONE][: len(inside)], strict=True))


def _entry(entry: tuple[str, int, bytes, list[int]], start: int, following: int) -> bytes:
    name, kind, data, inside = entry
    letters = name.encode("utf-16-le") + b"\x00\x00"
    child = inside[0] if inside else NONE
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        letters.ljust(64, b"\x00"),
        len(letters),
        kind,
        1,
        NONE,
        following,
        child,
        b"",
        0,
        0,
        0,
        start,
        len(data),
    )


def _header(folder: int) -> bytes:
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        folder,
        0,
        LEAST,
        END,
        0,
        END,
        0,
        0,
    )
    return head.ljust(SECTOR, b"\xff")[:SECTOR]
