"""EBML (RFC 8794): element ids, sizes and values as bytes, and a bounded reader. Knows nothing about
media.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

#: A size field of eight bytes that says "until the parent ends" (RFC 8794 section 6.2).
UNKNOWN_SIZE = b"\x01\xff\xff\xff\xff\xff\xff\xff"


def size_field(value: int, width: int | None = None) -> bytes:
    """Encode an element size in the fewest bytes, or in `width` bytes."""
    length = width or next(n for n in range(1, 9) if value < (1 << 7 * n) - 1)
    return ((1 << 7 * length) | value).to_bytes(length, "big")


def element(ident: int, payload: bytes) -> bytes:
    """Encode an element with its size."""
    return id_bytes(ident) + size_field(len(payload)) + payload


def id_bytes(ident: int) -> bytes:
    """Return the bytes of an element id (the marker bits are part of the number)."""
    return ident.to_bytes((ident.bit_length() + 7) // 8, "big")


def uint(ident: int, value: int) -> bytes:
    """Encode an unsigned integer element in the fewest bytes."""
    return element(ident, value.to_bytes(max(1, (value.bit_length() + 7) // 8), "big"))


def real(ident: int, value: float) -> bytes:
    """Encode a floating-point element in eight bytes."""
    return element(ident, struct.pack(">d", value))


def text(ident: int, value: str) -> bytes:
    """Encode a UTF-8 string element."""
    return element(ident, value.encode())


@dataclass(frozen=True, slots=True)
class Element:
    """An element found in a buffer: `start` of its id, `data` of its payload, `end` after it (None:
    unknown).
    """

    ident: int
    start: int
    data: int
    end: int | None


def read_element(buffer: bytes, at: int) -> Element | None:
    """Read the element head at `at`; None when the buffer ends inside it or it is no element."""
    ident_length = _width(buffer, at)
    if ident_length is None or ident_length > 4:
        return None
    size_at = at + ident_length
    size_length = _width(buffer, size_at)
    if size_length is None:
        return None
    ident = int.from_bytes(buffer[at:size_at], "big")
    data = size_at + size_length
    if buffer[size_at:data] == UNKNOWN_SIZE or buffer[size_at:data] == b"\xff":
        return Element(ident, at, data, None)
    size = int.from_bytes(buffer[size_at:data], "big") & ((1 << 7 * size_length) - 1)
    return Element(ident, at, data, data + size)


def children(buffer: bytes, at: int, end: int) -> Iterator[Element]:
    """Yield the elements that lie wholly inside [at, end) of the buffer."""
    while at < end:
        found = read_element(buffer, at)
        if found is None or found.end is None or found.end > end:
            return
        yield found
        at = found.end


def _width(buffer: bytes, at: int) -> int | None:
    """Return the length in bytes of the variable-size number at `at`, None when it is not whole."""
    if at >= len(buffer) or buffer[at] == 0:
        return None
    width = 9 - buffer[at].bit_length()
    return width if at + width <= len(buffer) else None
