"""Byte ranges of HTTP (RFC 9110 section 14) and answers that carry an object or a part of it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response, StreamingResponse

_RANGE = re.compile(r"\Abytes=(\d{0,18})-(\d{0,18})\Z")


@dataclass(frozen=True)
class Span:
    """Bytes `start` up to but not including `end`."""

    start: int
    end: int


class Unsatisfiable(ValueError):
    """The range asked for lies outside the object: 416."""


def parse_range(header: str | None, size: int) -> Span | None:
    """The one range asked for; None for the whole (also for forms we do not serve, as the RFC allows).

    Raises:
        Unsatisfiable: the range lies outside.
    """
    match = _RANGE.match(header.replace(" ", "")) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if first == "":
        length = int(last)
        if length == 0 or size == 0:
            raise Unsatisfiable
        return Span(max(0, size - length), size)
    start, end = int(first), min(int(last) + 1 if last else size, size)
    if last and int(last) < int(first):
        return None
    if start >= size:
        raise Unsatisfiable
    return Span(start, end)


def is_unchanged(if_none_match: str | None, etag: str) -> bool:
    """Whether the client's copy is the present one."""
    if if_none_match is None:
        return False
    return any(part.strip().removeprefix("W/") in (etag, "*") for part in if_none_match.split(","))


@dataclass(frozen=True)
class Download:
    """An object about to be sent: size in bytes, strong ETag (quoted), type and further headers."""

    size: int
    etag: str
    media_type: str
    headers: Mapping[str, str]


def not_modified(download: Download) -> Response:
    """304."""
    return Response(status_code=304, headers={**download.headers, "ETag": download.etag})


def unsatisfiable(download: Download) -> Response:
    """416 with the size."""
    return Response(
        status_code=416, headers={**download.headers, "Content-Range": f"bytes */{download.size}"}
    )


def part_of(download: Download, span: Span | None, body: AsyncIterator[bytes]) -> StreamingResponse:
    """200 with the whole or 206 with the part."""
    headers = {**download.headers, "ETag": download.etag, "Accept-Ranges": "bytes"}
    whole = Span(0, download.size)
    sent = span or whole
    headers["Content-Length"] = str(sent.end - sent.start)
    if span is not None:
        headers["Content-Range"] = f"bytes {span.start}-{span.end - 1}/{download.size}"
    return StreamingResponse(
        body, status_code=206 if span is not None else 200, media_type=download.media_type, headers=headers
    )
