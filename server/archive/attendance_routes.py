"""The attendance of a meeting as a workbook: while it runs for who runs it, afterwards in its record."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Depends, Response

from recordings.attendance import attendance_workbook
from rooms import Envelope
from server.archive.answers import INERT
from server.deps import LanguageDep, ServicesDep
from server.messages import Language
from server.people.guard import admit

router = APIRouter(tags=["meetings"], dependencies=[Depends(admit)])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/meetings/{meeting}/attendance.xlsx")
async def attendance(meeting: str, services: ServicesDep, language: LanguageDep) -> Response:
    """Who was invited, answered and came, as it stands now."""
    return await _workbook(meeting, await services.meetings.events(meeting), language)


@router.get("/archive/{meeting}/attendance.xlsx")
async def attendance_record(meeting: str, services: ServicesDep, language: LanguageDep) -> Response:
    """The same of a meeting that has ended, for who reads its record."""
    return await _workbook(meeting, await services.archive.log(meeting), language)


async def _workbook(meeting: str, log: list[Envelope], language: Language) -> Response:
    made = await asyncio.to_thread(attendance_workbook, log, language)
    name = f"{meeting}-attendance-{language}.xlsx"
    headers = {**INERT, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(made, media_type=XLSX, headers=headers)
