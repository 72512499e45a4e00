"""Sites and their machines over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from server.clock import iso
from server.deps import LanguageDep, ServicesDep
from server.messages import Language, message
from server.people.bodies import Body, read_bounded
from server.people.guard import admit
from server.people.records import Device
from server.people.site_rows import MAX_BYTES, SiteRow
from server.people.sites import BadRows

router = APIRouter(tags=["sites"], dependencies=[Depends(admit)], max_body_size=2 * MAX_BYTES)

Cell = Annotated[str, Field(max_length=1000)]
Day = Annotated[date | None, Query()]


class SiteBody(Body):
    """One row of the list of sites; dates as YYYY-MM-DD."""

    code: Cell
    name: Cell
    short_name: Cell = ""
    kind: Cell
    valid_from: Cell
    valid_to: Cell | None = None
    note: Cell = ""
    email: Cell = ""


class SiteChanges(Body):
    """What to change; absent fields stay, `valid_to: null` opens the end."""

    name: Cell | None = None
    short_name: Cell | None = None
    kind: Cell | None = None
    valid_from: Cell | None = None
    valid_to: Cell | None = None
    note: Cell | None = None
    email: Cell | None = None


@router.get("/sites")
async def sites(services: ServicesDep, on: Day = None) -> list[dict[str, Any]]:
    """Every row of every period, or with `?on=YYYY-MM-DD` the sites of that day."""
    found = await (services.people.sites.valid_on(on) if on else services.people.sites.all())
    devices = await services.people.devices.counts()
    return [{**site_json(site), "devices": devices.get(site.code, 0)} for site in found]


@router.post("/sites", status_code=201)
async def add(body: SiteBody, services: ServicesDep, language: LanguageDep) -> dict[str, Any]:
    """Add one row."""
    values = {name: value or "" for name, value in body.model_dump().items()}
    with _Sentences(language):
        return site_json(await services.people.sites.add(values))


@router.patch("/sites/{code}")
async def edit(
    code: str, body: SiteChanges, services: ServicesDep, language: LanguageDep, valid_from: Day = None
) -> dict[str, Any]:
    """Change the row of today, or the one that begins on `?valid_from=`."""
    changes = {name: value or "" for name, value in body.model_dump(exclude_unset=True).items()}
    with _Sentences(language):
        return site_json(await services.people.sites.edit(code, changes, valid_from))


@router.post("/sites/import")
async def import_sites(
    request: Request, services: ServicesDep, language: LanguageDep, dry_run: bool = False
) -> dict[str, Any]:
    """Take a CSV file (the raw body) as a whole or not at all."""
    data = await read_bounded(request, MAX_BYTES)
    with _Sentences(language):
        done = await services.people.sites.import_csv(data, dry_run=dry_run)
    return {
        "added": len(done.added),
        "changed": len(done.changed),
        "unchanged": done.unchanged,
        "dry_run": dry_run,
    }


@router.get("/sites/export.csv")
async def export(services: ServicesDep) -> Response:
    """Every row as a CSV file that spreadsheets open safely."""
    data = await services.people.sites.export_csv()
    headers = {"Content-Disposition": 'attachment; filename="sites.csv"', "Cache-Control": "no-store"}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/sites/{code}/pairing-code", status_code=201)
async def pairing_code(code: str, services: ServicesDep) -> dict[str, Any]:
    """A fresh pairing code; the site's last one ends."""
    letters, ends = await services.people.devices.offer_code(code)
    return {"code": letters, "expires_at": iso(ends)}


@router.get("/sites/{code}/devices")
async def devices(code: str, services: ServicesDep) -> list[dict[str, Any]]:
    """The machines of a site."""
    return [device_json(device) for device in await services.people.devices.of_site(code)]


@router.delete("/devices/{device}", status_code=204)
async def revoke(device: str, services: ServicesDep) -> None:
    """Take a machine's right away; its connections end at once."""
    await services.people.devices.revoke(device)


class _Sentences:
    """Adds to each bad row, in the reader's language, the sentence that says what is wrong."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, BadRows):
            for row in error.rows:
                row["message"] = message(f"sites.row.{row['reason_code']}", self._language, row)


def site_json(site: SiteRow) -> dict[str, Any]:
    """A row as the web client sees it."""
    return {
        "code": site.code,
        "name": site.name,
        "short_name": site.short_name,
        "kind": site.kind,
        "valid_from": site.valid_from.isoformat(),
        "valid_to": site.valid_to.isoformat() if site.valid_to else None,
        "note": site.note,
        "email": site.email,
    }


def device_json(device: Device) -> dict[str, Any]:
    """A machine as the web client sees it."""
    seen = device.last_seen_at
    return {
        "id": device.id,
        "site": device.site,
        "name": device.name,
        "paired_at": iso(device.paired_at),
        "last_seen_at": iso(seen) if seen else None,
    }
