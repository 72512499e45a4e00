"""Series of briefings over HTTP. Days in addresses are days by the rule, in Vietnam."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from server.briefings.routes import MAX_BODY_BYTES
from server.clock import iso
from server.deps import LanguageDep, ServicesDep
from server.people.guard import CallerDep, admit
from server.planning.bodies import FAR, LAST, Day, EndBody, MoveBody, ReasonBody, RuleBody, SeriesBody
from server.planning.days import days_of
from server.planning.records import Planned, Series, without_addresses
from server.planning.series import clock_time

router = APIRouter(
    prefix="/series", tags=["series"], dependencies=[Depends(admit)], max_body_size=MAX_BODY_BYTES
)
SHOWN = 24
"""Days listed with a series."""


@router.get("")
async def all_series(services: ServicesDep, language: LanguageDep) -> list[dict[str, Any]]:
    """Every series with its next meeting."""
    found = []
    for series in await services.planning.series.all():
        days = await _coming(services, series, language)
        since = services.clock() - timedelta(days=1)
        held = (day for day in days if day.state != "skipped" and day.starts_at > since)
        following = min(held, key=lambda day: day.starts_at, default=None)
        found.append({**_line(series), "next": day_json(following) if following else None})
    return found


@router.post("", status_code=201)
async def add(
    body: SeriesBody, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """Plan a new series."""
    series = await services.planning.series.add(body.series(caller.who().id))
    return await series_json(services, series, language)


@router.post("/preview")
async def preview(body: RuleBody, language: LanguageDep) -> list[dict[str, Any]]:
    """The first days a rule would meet on, before anything is kept."""
    series = Series(
        id="",
        name="",
        skeleton={},
        rule=body.parsed(),
        begins=body.begins,
        at=clock_time(body.at),
        owner="",
        skip_holidays=body.skip_holidays,
        without=tuple(body.without),
        ends_before=body.ends_before,
    )
    last = series.bounded(min(body.begins + FAR, LAST))
    days = list(islice(series.rule.days(series.begins, last), SHOWN))
    return [day_json(one) for one in days_of(series, (), body.begins, days[-1], language)] if days else []


@router.get("/{series}")
async def one_series(
    series: str, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """A series with its plan and the days to come; e-mail addresses only for those who may change it."""
    found = await services.planning.series.get(series)
    if not services.planning.series.manages(found, caller.who()):
        found = replace(found, skeleton=without_addresses(found.skeleton))
    return await series_json(services, found, language)


@router.put("/{series}")
async def change(
    series: str,
    body: SeriesBody,
    caller: CallerDep,
    services: ServicesDep,
    language: LanguageDep,
    since: Annotated[Day | None, Query(alias="from")] = None,
) -> dict[str, Any]:
    """Change a series, or with ``?from=YYYY-MM-DD`` this day and those that follow: the answer is theirs.

    With the ``revision`` that was read, a series somebody else changed meanwhile is not changed.
    """
    who = caller.who()
    changed = body.series(who.id)
    service = services.planning.series
    if since is None:
        done = await service.change(series, changed, who, body.revision)
    else:
        done = (await service.change_from(series, since, changed, who, body.revision)).after
    return await series_json(services, done, language)


@router.post("/{series}/end")
async def end(
    series: str, body: EndBody, caller: CallerDep, services: ServicesDep, language: LanguageDep
) -> dict[str, Any]:
    """Let nothing meet from a day on."""
    ended = await services.planning.series.end(series, body.day, caller.who(), cancel=body.cancel)
    return await series_json(services, ended, language)


@router.post("/{series}/days/{day}/skip", status_code=204)
async def skip(series: str, day: Day, body: ReasonBody, caller: CallerDep, services: ServicesDep) -> None:
    """Leave a day out."""
    await services.planning.series.skip(series, day, caller.who(), body.reason)


@router.post("/{series}/days/{day}/move", status_code=204)
async def move(series: str, day: Day, body: MoveBody, caller: CallerDep, services: ServicesDep) -> None:
    """Hold the meeting of a day at another time."""
    await services.planning.series.move(series, day, body.scheduled_at, caller.who())


@router.post("/{series}/days/{day}/restore", status_code=204)
async def restore(series: str, day: Day, caller: CallerDep, services: ServicesDep) -> None:
    """Meet on a day by the rule after all."""
    await services.planning.series.restore(series, day, caller.who())


async def _coming(services: ServicesDep, series: Series, language: LanguageDep) -> list[Planned]:
    today = services.planning.series.today()
    first = max(series.begins, today - timedelta(days=1))
    days = list(islice(series.rule.days(series.begins, series.bounded(today + FAR)), 400 * SHOWN))
    ahead = [day for day in days if day >= first][:SHOWN]
    last = ahead[-1] if ahead else first
    return await services.planning.series.days(series, first, last, language)


async def series_json(services: ServicesDep, series: Series, language: LanguageDep) -> dict[str, Any]:
    """A series with its plan and the days to come."""
    days = [day_json(one) for one in await _coming(services, series, language)]
    plan = dict(series.skeleton)
    return {**_line(series), "revision": series.revision, "plan": plan, "days": days}


def _line(one: Series) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "title": one.skeleton["title"],
        "owner": one.owner,
        "rule": one.rule.whole,
        "begins": one.begins.isoformat(),
        "at": f"{one.at:%H:%M}",
        "first_number": one.first_number,
        "ahead_days": one.ahead_days,
        "as_draft": one.as_draft,
        "carry": one.carry,
        "skip_holidays": one.skip_holidays,
        "without": [day.isoformat() for day in one.without],
        "ends_before": one.ends_before.isoformat() if one.ends_before else None,
    }


def day_json(one: Planned) -> dict[str, Any]:
    """A day of a series: `state` is due, creating, created, moved or skipped."""
    return {
        "day": one.day.isoformat(),
        "state": one.state or "due",
        "scheduled_at": iso(one.starts_at),
        "number": one.number,
        "meeting": one.meeting,
        "holiday": one.holiday,
        "left_out": list(one.left_out),
    }
