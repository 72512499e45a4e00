"""Reading request bodies within a bound. Knows no area."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from server.errors import TooLarge

MOST = 2**31 - 1
"""The largest whole number every database keeps in a plain column."""
RowNumber = Annotated[int, Field(ge=0, le=MOST)]


class Body(BaseModel):
    """Parent of JSON bodies: unknown fields are refused, types are taken strictly."""

    model_config = ConfigDict(extra="forbid", strict=True)


async def read_bounded(request: Request, limit: int) -> bytes:
    """The whole body. Raises TooLarge ``http.too_large`` at the first byte over `limit`."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise TooLarge("http.too_large", limit=limit)
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise TooLarge("http.too_large", limit=limit)
    return bytes(data)
