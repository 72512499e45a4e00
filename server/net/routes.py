"""Round trip and speed for the check before joining. Nothing is stored; bodies are discarded."""

from __future__ import annotations

import os
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from server.errors import TooLarge
from server.people.guard import admit

MAX_BYTES = 4 * 1024 * 1024
NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter(prefix="/net", tags=["net"], dependencies=[Depends(admit)])


@router.get("/echo")
async def echo(response: Response) -> dict[str, Any]:
    """As little as possible, for measuring the round trip."""
    response.headers.update(NO_STORE)
    return {"ok": True}


@router.get("/blob")
async def down(size: Annotated[int, Query(alias="bytes", ge=1, le=MAX_BYTES)] = 1024 * 1024) -> Response:
    """Random bytes that no proxy can compress."""
    return Response(os.urandom(size), media_type="application/octet-stream", headers=NO_STORE)


@router.post("/blob")
async def up(request: Request, response: Response) -> dict[str, Any]:
    """Counts the bytes of the body. Raises TooLarge over 4 MiB."""
    received = 0
    async for chunk in request.stream():
        received += len(chunk)
        if received > MAX_BYTES:
            raise TooLarge("http.too_large", limit=MAX_BYTES)
    response.headers.update(NO_STORE)
    return {"bytes": received}
