"""What a client should know before it asks: how large a paper may be, and the installation's language."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from server.deps import ServicesDep
from server.messages import Language
from server.people.guard import admit

router = APIRouter(tags=["limits"], dependencies=[Depends(admit)])


class Limits(BaseModel):
    """`paper_limit_mb`: the largest paper, 1 MB = 1 000 000 bytes; `language`: when none was chosen."""

    paper_limit_mb: int
    language: Language


@router.get("/limits")
async def limits(services: ServicesDep) -> Limits:
    """The limits of this installation; for anyone, nothing in them is secret."""
    settings = services.settings
    return Limits(paper_limit_mb=settings.paper_limit_mb, language=settings.language)
