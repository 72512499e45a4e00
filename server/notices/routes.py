"""Notices inside the application over HTTP: each account its own."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends

from server.clock import iso
from server.db.repositories.notices import NoticeRecord
from server.deps import LanguageDep, ServicesDep
from server.messages import Language, message
from server.people.bodies import Body, RowNumber
from server.people.guard import CallerDep, admit

router = APIRouter(prefix="/notices", tags=["notices"], dependencies=[Depends(admit)], max_body_size=1024)


class ReadBody(Body):
    """Everything up to this notice has been read."""

    until: RowNumber


@router.get("")
async def notices(caller: CallerDep, services: ServicesDep, language: LanguageDep) -> list[dict[str, Any]]:
    """What the caller was told, the newest first."""
    return [notice_json(one, language) for one in await services.notices.of(caller.who().id)]


@router.post("/read", status_code=204)
async def read(body: ReadBody, caller: CallerDep, services: ServicesDep) -> None:
    """Mark as read."""
    await services.notices.read(caller.who().id, body.until)


def notice_json(one: NoticeRecord, language: Language) -> dict[str, Any]:
    """A notice with its sentence."""
    return {
        "id": one.id,
        "code": one.code,
        "about": one.about,
        "details": dict(one.details),
        "message": message(one.code, language, one.details),
        "at": iso(one.at),
        "read": one.read_at is not None,
    }
