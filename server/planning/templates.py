"""Templates of meetings: kept under a name, made by hand or from a meeting. Knows no HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from server.briefings.bodies import PlanBody
from server.briefings.plan import Plan
from server.briefings.service import Briefings
from server.clock import Clock
from server.db.repositories.planning import TemplateRepository
from server.errors import Forbidden, Invalid, NotFound
from server.people import secrets
from server.people.emails import clean_email
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR
from server.people.texts import one_line
from server.planning.fitting import plan_of
from server.planning.records import Skeleton, Template
from server.planning.skeletons import skeleton_of
from server.planning.titles import check_pattern


class Templates:
    """What meetings are made after."""

    def __init__(self, repository: TemplateRepository, briefings: Briefings, clock: Clock) -> None:
        self._repository = repository
        self._briefings = briefings
        self._clock = clock

    async def all(self) -> Sequence[Template]:
        """Every template; all who plan meetings share them."""
        return await self._repository.all()

    async def get(self, template: str) -> Template:
        """One template. Raises NotFound ``template.not_found``."""
        found = await self._repository.get(template)
        if found is None:
            raise NotFound("template.not_found")
        return found

    async def add(self, name: str, body: PlanBody, by: Principal) -> Template:
        """Keep a new template. Raises Invalid as `checked_skeleton` and ``template.bad_name``."""
        skeleton = checked_skeleton(body)
        template = Template(secrets.new_id(), _name(name), skeleton, by.id, self._clock())
        await self._repository.put(template)
        return template

    async def add_from(self, name: str, meeting: str, by: Principal) -> Template:
        """Keep a meeting as a template."""
        state = await self._briefings.state(meeting)
        emails = await self._briefings.contacts.of_meeting(meeting)
        return await self.add(name, PlanBody.model_validate(skeleton_of(state, emails)), by)

    async def change(self, template: str, name: str, body: PlanBody, by: Principal) -> Template:
        """Put a template in place of its earlier self; its keeper and administrators may."""
        before = await self._own(template, by)
        skeleton = checked_skeleton(body)
        after = Template(before.id, _name(name), skeleton, before.owner, self._clock())
        await self._repository.put(after)
        return after

    async def remove(self, template: str, by: Principal) -> None:
        """Delete a template; meetings and series made after it stay as they are."""
        await self._own(template, by)
        await self._repository.remove(template)

    async def hold(self, template: str, at: datetime, number: int | None, by: Principal) -> str:
        """Make a meeting after a template; answer its id. Raises as `Briefings.create`."""
        found = await self.get(template)
        return await self._briefings.create(plan_of(found.skeleton, at, number), planner=by)

    async def addressed(self, template: str, plan: Plan) -> Plan:
        """The plan of a meeting made after a template, with the addresses the template has of its delegates.

        Raises NotFound ``template.not_found``.
        """
        known = plan_of((await self.get(template)).skeleton, plan.scheduled_at, None).delegates
        emails = {(one.name, one.site): one.email for one in known}
        delegates = [
            one if one.email else replace(one, email=emails.get((one.name, one.site), ""))
            for one in plan.delegates
        ]
        return replace(plan, delegates=delegates)

    def may_change(self, template: Template, by: Principal) -> bool:
        """Whether somebody keeps a template, or is an administrator."""
        return by.id == template.owner or ADMINISTRATOR in by.roles

    async def _own(self, template: str, by: Principal) -> Template:
        found = await self.get(template)
        if not self.may_change(found, by):
            raise Forbidden("template.not_yours")
        return found


def checked_skeleton(body: PlanBody) -> Skeleton:
    """A skeleton as it is kept.

    Raises:
        Invalid: ``template.bad_title``, ``template.carries`` for an item that belongs to one meeting only,
            ``email.bad``.
    """
    check_pattern(body.title)
    if any(item.carried_from is not None for item in body.agenda):
        raise Invalid("template.carries")
    values: Mapping[str, Any] = body.model_dump(exclude={"scheduled_at"})
    delegates = [{**one, "email": clean_email(one["email"])} for one in values["delegates"]]
    return {**values, "delegates": delegates}


def _name(name: str) -> str:
    name = one_line(name, 200)
    if not name:
        raise Invalid("template.bad_name")
    return name
