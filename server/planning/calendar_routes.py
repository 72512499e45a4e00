"""The calendar over HTTP: meetings by time, clashes, and feeds for calendar programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from server.clock import iso
from server.db.repositories.briefings import SeatRecord
from server.deps import LanguageDep, ServicesDep
from server.errors import Invalid
from server.people.access import PLANNERS
from server.people.guard import CallerDep, admit
from server.planning.bodies import LAST, ClashBody
from server.planning.holidays import holidays_between
from server.planning.overview import Clash, Entry
from server.planning.records import Planned
from server.zone import local_day, moment

router = APIRouter(
    prefix="/calendar", tags=["calendar"], dependencies=[Depends(admit)], max_body_size=64 * 1024
)
LONGEST = timedelta(days=400)
NAMED = 60
"""People named with a meeting."""


@router.get("")
async def calendar(
    caller: CallerDep,
    services: ServicesDep,
    language: LanguageDep,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> dict[str, Any]:
    """Meetings, days of series to come and holidays from a day to another, both in Vietnam and included.

    Days of series are listed for those who plan meetings.
    """
    if not 2000 <= first.year < LAST.year or not first <= last <= first + LONGEST:
        raise Invalid("calendar.bad_span")
    who = caller.who()
    begin, end = moment(first, time()), moment(last + timedelta(days=1), time())
    entries = await services.planning.overview.between(who, begin, end)
    planned = await _planned(services, first, last) if caller.is_any(PLANNERS) else []
    days = holidays_between(first, last, language)
    return {
        "meetings": [entry_json(one) for one in entries],
        "planned": planned,
        "holidays": [{"day": day.isoformat(), "name": name} for day, name in days.items()],
    }


async def _planned(services: ServicesDep, first: date, last: date) -> list[dict[str, Any]]:
    today = services.planning.series.today()
    found: list[Planned] = []
    for series in await services.planning.series.all():
        found += await services.planning.series.days(series, max(first, today), last)
    return [
        {
            "series": one.series.id,
            "name": one.series.name,
            "day": one.day.isoformat(),
            "scheduled_at": iso(one.starts_at),
            "planned_s": one.series.skeleton["planned_s"],
        }
        for one in found
        if one.state in ("", "moved")
        and one.meeting is None
        and first <= local_day(one.starts_at) <= last  # a moved day belongs where it is held
    ]


@router.post("/clashes")
async def clashes(body: ClashBody, caller: CallerDep, services: ServicesDep) -> list[dict[str, Any]]:
    """Meetings at the same time with some of the same halls or officers. A warning: nothing is refused."""
    seats = {*(f"site-{code}" for code in body.sites), *(f"officer-{one}" for one in body.officers)}
    found = await services.planning.overview.clashes(
        caller.who(), body.scheduled_at, body.planned_s, seats, but=body.but
    )
    return [clash_json(one) for one in found]


@router.get("/feed")
async def feed(caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Since when the caller has a feed. Its address was shown once and cannot be shown again."""
    since = await services.planning.feeds.since(caller.who().id)
    return {"since": iso(since) if since else None}


@router.post("/feed", status_code=201)
async def open_feed(caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """A fresh feed address; the earlier one no longer answers."""
    return {"url": await services.planning.feeds.open(caller.who().id)}


@router.delete("/feed", status_code=204)
async def close_feed(caller: CallerDep, services: ServicesDep) -> None:
    """Take the feed's address back."""
    await services.planning.feeds.close(caller.who().id)


@router.get("/feeds/{token}.ics")
async def read_feed(token: str, services: ServicesDep) -> Response:
    """The meetings of one account for a calendar program, which has only this address."""
    data = await services.planning.feeds.read(token)
    headers = {"Cache-Control": "private, max-age=300", "X-Robots-Tag": "noindex"}
    return Response(data, media_type="text/calendar; charset=utf-8", headers=headers)


def entry_json(one: Entry) -> dict[str, Any]:
    """A meeting in the calendar; who comes, by kind."""
    record = one.record
    return {
        "id": record.meeting,
        "title": record.title,
        "state": record.state,
        "scheduled_at": _iso(record.scheduled_at),
        "planned_s": record.planned_s,
        "my_role": one.role,
        "sites": [seat.name for seat in one.seats if seat.role == "site"][:NAMED],
        "officers": _officers(one.seats)[:NAMED],
        "delegates": sum(seat.role == "delegate" for seat in one.seats),
    }


def _officers(seats: Sequence[SeatRecord]) -> list[dict[str, str]]:
    return [{"name": seat.name, "role": seat.role} for seat in seats if seat.seat.startswith("officer-")]


def clash_json(one: Clash) -> dict[str, Any]:
    """A clash; the meeting is named only to those who may know of it."""
    return {
        "id": one.record.meeting if one.readable else None,
        "title": one.record.title if one.readable else None,
        "scheduled_at": _iso(one.record.scheduled_at),
        "planned_s": one.record.planned_s,
        "seats": [_seat(seat) for seat in one.seats],
    }


def _seat(seat: SeatRecord) -> dict[str, str]:
    return {"seat": seat.seat, "name": seat.name}


def _iso(at: datetime | None) -> str | None:
    return iso(at) if at else None
