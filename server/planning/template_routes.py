"""Templates over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends

from server.briefings.routes import MAX_BODY_BYTES
from server.clock import iso
from server.deps import ServicesDep
from server.people.guard import CallerDep, admit
from server.planning.bodies import HoldBody, NameBody, TemplateBody
from server.planning.records import Template, without_addresses

router = APIRouter(tags=["templates"], dependencies=[Depends(admit)], max_body_size=MAX_BODY_BYTES)


@router.get("/templates")
async def templates(services: ServicesDep) -> list[dict[str, Any]]:
    """Every template, without the people in it."""
    return [_line(one) for one in await services.planning.templates.all()]


@router.post("/templates", status_code=201)
async def add(body: TemplateBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Keep a new template."""
    return template_json(await services.planning.templates.add(body.name, body.plan, caller.who()))


@router.get("/templates/{template}")
async def template(template: str, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """One template with everything in it; e-mail addresses only for those who may change it."""
    found = await services.planning.templates.get(template)
    keeps = services.planning.templates.may_change(found, caller.who())
    return template_json(found if keeps else replace(found, skeleton=without_addresses(found.skeleton)))


@router.put("/templates/{template}")
async def change(
    template: str, body: TemplateBody, caller: CallerDep, services: ServicesDep
) -> dict[str, Any]:
    """Put a template in place of its earlier self."""
    changed = await services.planning.templates.change(template, body.name, body.plan, caller.who())
    return template_json(changed)


@router.delete("/templates/{template}", status_code=204)
async def remove(template: str, caller: CallerDep, services: ServicesDep) -> None:
    """Delete a template; what was made after it stays."""
    await services.planning.templates.remove(template, caller.who())


@router.post("/templates/{template}/meeting", status_code=201)
async def hold(template: str, body: HoldBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Make a meeting after a template."""
    made = await services.planning.templates.hold(template, body.scheduled_at, body.number, caller.who())
    return {"id": made}


@router.post("/meetings/{meeting}/template", status_code=201)
async def keep(meeting: str, body: NameBody, caller: CallerDep, services: ServicesDep) -> dict[str, Any]:
    """Keep a meeting as a template."""
    return template_json(await services.planning.templates.add_from(body.name, meeting, caller.who()))


def _line(one: Template) -> dict[str, Any]:
    plan = one.skeleton
    return {
        "id": one.id,
        "name": one.name,
        "owner": one.owner,
        "changed_at": iso(one.changed_at),
        "title": plan["title"],
        "planned_s": plan["planned_s"],
        "items": len(plan["agenda"]),
        "sites": len(plan["sites"]),
        "delegates": len(plan["delegates"]),
    }


def template_json(one: Template) -> dict[str, Any]:
    """A template with its plan, in the shape a new meeting is made from."""
    return {**_line(one), "plan": dict(one.skeleton)}
