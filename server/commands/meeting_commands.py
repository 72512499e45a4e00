"""``giaoban meeting`` and ``giaoban token``."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from rooms import find_person, publish_rights, site_seat
from server.bootstrap import media_key
from server.briefings.plan import Plan, PlannedOfficer
from server.commands.common import guarded, run, show
from server.errors import NotFound
from server.folder import running_url
from server.services import Services
from server.settings import BadSetting
from signaling.engines.grants import grant_for
from signaling.rights import PublishRights

OFFICER_ROLES = ("chair", "deputy", "secretary", "technician")
TOKEN_S = 6 * 3600
meetings = typer.Typer(help="Meetings.", no_args_is_help=True)


@meetings.command("list")
def list_meetings() -> None:
    """List the meetings, the latest first."""

    async def work(services: Services) -> object:
        return [
            {"id": record.meeting, "title": record.title, "state": record.state, "at": record.scheduled_at}
            for record in await services.briefings.index.all()
        ]

    show(run(work))


@meetings.command("create")
def create_meeting(
    title: Annotated[str, typer.Option(help="Its title.")],
    at: Annotated[str, typer.Option(help="Start, ISO 8601 with its zone: 2026-12-01T08:00+07:00.")],
    minutes: Annotated[int, typer.Option(min=0, max=24 * 60, help="Planned length.")] = 120,
    site: Annotated[
        list[str] | None, typer.Option(help="Codes of sites; none means all of that day.")
    ] = None,
    officer: Annotated[
        list[str] | None,
        typer.Option(
            help="ROLE:LOGIN, such as chair:hai.nv; chair, deputy, secretary, technician. Repeatable."
        ),
    ] = None,
    record: Annotated[bool, typer.Option(help="Record from the opening on.")] = False,
) -> None:
    """Make a meeting. Give it at least a secretary: the rest is prepared in the browser."""
    with guarded():
        starts = _time(at)
        appointed = [_role_and_login(text) for text in officer or ()]

    async def work(services: Services) -> object:
        codes = site or [row.code for row in await services.people.sites.valid_on(starts.date())]
        accounts = {account.login: account.id for account in await services.people.accounts.all()}
        unknown = [login for _, login in appointed if login not in accounts]
        if unknown:
            raise NotFound("account.not_found", login=unknown[0])
        plan = Plan(
            title=title,
            scheduled_at=starts,
            planned_s=minutes * 60,
            sites=codes,
            officers=[
                PlannedOfficer(accounts[login], role, order) for order, (role, login) in enumerate(appointed)
            ],
            auto_record=record,
        )
        return {"id": await services.briefings.create(plan)}

    show(run(work))


def _role_and_login(text: str) -> tuple[str, str]:
    role, colon, login = text.partition(":")
    if not colon or role not in OFFICER_ROLES:
        raise BadSetting(f"--officer: not ROLE:LOGIN with a role of {', '.join(OFFICER_ROLES)}: {text}")
    return role, login


def _time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"--at: not a time: {text}") from None
    if found.tzinfo is None:
        raise BadSetting("--at: needs its zone, such as +07:00")
    return found


def token(
    meeting: Annotated[str, typer.Option(help="Id of the meeting.")],
    site: Annotated[str | None, typer.Option(help="Code of a site of the meeting.")] = None,
    seat: Annotated[str | None, typer.Option(help="Any other seat, such as officer-….")] = None,
) -> None:
    """Print ``{"url", "token"}`` with which any LiveKit client joins in a site's place.

    What the client may send is decided by the meeting, whatever the token says.
    """
    with guarded():
        if (site is None) == (seat is None):
            raise BadSetting("one of --site and --seat is needed")
    chosen = seat or site_seat(site or "")

    async def work(services: Services) -> dict[str, str]:
        state = await services.meetings.state(meeting)
        person = find_person(state, chosen)
        if person is None or not person.has_media:
            raise NotFound("seat.unknown", seat=chosen)
        rights = publish_rights(state, chosen)
        allowed = PublishRights(camera=rights.camera, microphone=rights.microphone, screen=rights.screen)
        grant = grant_for(
            media_key(services.settings), meeting, chosen, person.name, allowed, hidden=False, ttl_s=TOKEN_S
        )
        return {"url": _media_url(services), "token": grant.token}

    typer.echo(json.dumps(run(work)))


def _media_url(services: Services) -> str:
    settings = services.settings
    base = (
        settings.livekit_url
        or settings.node_url
        or settings.public_url
        or running_url(settings)
        or settings.base_url
    )
    return base.replace("http", "ws", 1) if base.startswith("http") else base
