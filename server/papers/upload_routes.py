"""Resumable uploads over HTTP: tus 1.0.0.

With the extensions creation, creation-with-upload, termination, checksum and expiration.

https://tus.io/protocols/resumable-upload
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Coroutine
from email.utils import formatdate
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.routing import APIRoute

from rooms import Marking
from server.deps import ServicesDep
from server.errors import Malformed, ServerError, Unfit, UnsupportedMedia
from server.http import error_response, language_of
from server.papers.intake import Checksum
from server.papers.review import Details
from server.papers.season import require_open
from server.papers.service import Upload
from server.papers.showing import BRINGS_ANY
from server.papers.submission_routes import PaperId, found_submission
from server.papers.submission_routes import Version as PaperVersion
from server.papers.uploads import Standing
from server.people.guard import Caller, CallerDep, admit
from server.services import Services

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
ALGORITHMS = ("sha1", "sha256")
PART = "application/offset+octet-stream"
MAX_METADATA = 16_384
MAX_NAME = 4000
_ITEM = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")
_SHA256 = re.compile(r"\A[0-9a-f]{64}\Z")
_NUMBER = re.compile(r"\A[0-9]{1,15}\Z")


class TusRoute(APIRoute):
    """Names the version of the protocol in every answer, refusals included."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler around the route's own."""
        handle = super().get_route_handler()

        async def named(request: Request) -> Response:
            try:
                response = await handle(request)
            except ServerError as error:
                response = error_response(error, language_of(request))
                if error.status == Unfit.status:
                    response.headers["Tus-Version"] = VERSION
            response.headers["Tus-Resumable"] = VERSION
            return response

        return named


async def speaks_it(request: Request) -> None:
    """Raise Unfit ``upload.version`` for a client of another version, once it is known who asks."""
    if request.method != "OPTIONS" and request.headers.get("tus-resumable") != VERSION:
        raise Unfit("upload.version")


router = APIRouter(
    prefix="/meetings/{meeting}/papers",
    tags=["uploads"],
    dependencies=[Depends(admit), Depends(speaks_it)],
    route_class=TusRoute,
)
UploadId = Annotated[str, Path(max_length=64)]


@router.options("/uploads", status_code=204, include_in_schema=False)
async def abilities(services: ServicesDep) -> Response:
    """What this server speaks."""
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(services.uploads.bounds.size),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }
    return Response(status_code=204, headers=headers)


@router.post("/uploads", status_code=201)
async def create(meeting: str, request: Request, caller: CallerDep, services: ServicesDep) -> Response:
    """Begin the upload of a paper.

    Metadata: `name`, `title`, `item`, `marking` (normal), `sha256` of the whole file.
    """
    said = _metadata(request)
    marking = Details(marking=said.marking).read()["marking"]
    require_open((await services.meetings.state(meeting)).phase, marking, desk=True)
    asked = Upload(meeting, said.name, said.title, said.item, _length(request), marking=marking)
    return await _create(request, caller, services, asked, said.sha256)


@router.post("/submissions/{paper}/{version}/uploads", status_code=201)
async def create_for_submission(
    meeting: str,
    paper: PaperId,
    version: PaperVersion,
    request: Request,
    caller: CallerDep,
    services: ServicesDep,
) -> Response:
    """Begin the upload of a submission's file. Metadata: `name`, `sha256` of the whole file."""
    _, who, review = await found_submission(services, caller, meeting, paper, version)
    await services.review.check_takes_file(review, who)
    said = _metadata(request)
    place, length = (paper, version), _length(request)
    asked = Upload(meeting, said.name, review.title, review.item, length, place, desk=who.desk)
    return await _create(request, caller, services, asked, said.sha256)


async def _create(
    request: Request, caller: Caller, services: Services, asked: Upload, sha256: str | None
) -> Response:
    seat, checksum = caller.who().seat, _checksum(request)
    made = await services.uploads.open(asked, sha256, seat)
    if request.headers.get("content-type") == PART:
        made = await services.uploads.append(
            asked.meeting, made.claim.id, seat, 0, request.stream(), checksum=checksum
        )
    where = f"/api/v1/meetings/{asked.meeting}/papers/uploads/{made.claim.id}"
    return Response(status_code=201, headers={"Location": where, **_headers(made)})


@router.get("/uploads/{upload}")
@router.head("/uploads/{upload}", include_in_schema=False)
async def look(meeting: str, upload: UploadId, caller: CallerDep, services: ServicesDep) -> Response:
    """How far an upload is."""
    await _require_right(services, caller, meeting, upload)
    found = await services.uploads.standing(meeting, upload, caller.who().seat)
    headers = {**_headers(found), "Upload-Length": str(found.claim.length), "Cache-Control": "no-store"}
    return Response(headers=headers)


@router.patch("/uploads/{upload}", status_code=204)
async def append(
    meeting: str, upload: UploadId, request: Request, caller: CallerDep, services: ServicesDep
) -> Response:
    """The next part of an upload."""
    if request.headers.get("content-type") != PART:
        raise UnsupportedMedia("upload.content_type")
    offset = _number(request, "upload-offset")
    declared = request.headers.get("content-length", "")
    await _require_right(services, caller, meeting, upload)
    now = await services.uploads.append(
        meeting,
        upload,
        caller.who().seat,
        offset,
        request.stream(),
        declared=int(declared) if _NUMBER.match(declared) else None,
        checksum=_checksum(request),
    )
    return Response(status_code=204, headers=_headers(now))


@router.delete("/uploads/{upload}", status_code=204)
async def drop(meeting: str, upload: UploadId, caller: CallerDep, services: ServicesDep) -> Response:
    """Give an upload up."""
    await services.uploads.drop(meeting, upload, caller.who().seat)
    return Response(status_code=204)


async def _require_right(services: Services, caller: Caller, meeting: str, upload: str) -> None:
    """Who is not at the desk, perhaps not any more, goes on with files of submissions only."""
    if not caller.is_any(BRINGS_ANY):
        await services.uploads.require_submitted(meeting, upload, caller.who().seat)


def _headers(now: Standing) -> dict[str, str]:
    """How far it is, until when; and, once it is whole, the paper it became."""
    headers = {
        "Upload-Offset": str(now.offset),
        "Upload-Expires": formatdate(now.expires_at, usegmt=True),
    }
    if now.claim.done:
        headers |= {"Giaoban-Paper": now.claim.paper, "Giaoban-Version": str(now.claim.version)}
    return headers


def _length(request: Request) -> int:
    return _number(request, "upload-length")


def _number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if not _NUMBER.match(text):
        raise Malformed("upload.malformed", field=name)
    return int(text)


class _Said:
    """What Upload-Metadata says, within bounds; none of it is trusted."""

    def __init__(self, values: dict[str, str]) -> None:
        self.name = values.get("name", values.get("filename", ""))[:MAX_NAME]
        self.title = values.get("title", "")[:MAX_NAME]
        self.item = values.get("item") or None
        self.marking = values.get("marking") or Marking.NORMAL
        self.sha256 = values.get("sha256") or None
        if self.item is not None and not _ITEM.match(self.item):
            raise Malformed("upload.malformed", field="item")
        if self.sha256 is not None and not _SHA256.match(self.sha256):
            raise Malformed("upload.malformed", field="sha256")


def _metadata(request: Request) -> _Said:
    """Pairs of a key and a value in Base64 (tus 1.0.0, Upload-Metadata)."""
    header = request.headers.get("upload-metadata", "")
    values: dict[str, str] = {}
    try:
        if len(header) > MAX_METADATA:
            raise ValueError("too long")
        for pair in filter(None, (part.strip() for part in header.split(","))):
            key, _, value = pair.partition(" ")
            values[key] = base64.b64decode(value, validate=True).decode("utf-8")
    except ValueError:
        raise Malformed("upload.malformed", field="upload-metadata") from None
    return _Said(values)


def _checksum(request: Request) -> Checksum | None:
    header = request.headers.get("upload-checksum")
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except ValueError:  # of letters that are none of Base64, or no ASCII at all
        digest = b""
    if algorithm not in ALGORITHMS or not digest:
        raise Malformed("upload.malformed", field="upload-checksum")
    return Checksum(algorithm, digest)
