"""``giaoban user`` and ``giaoban site``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from server.commands.common import guarded, run, show
from server.services import Services
from server.settings import BadSetting

users = typer.Typer(help="Accounts.", no_args_is_help=True)
sites = typer.Typer(help="Sites (điểm cầu).", no_args_is_help=True)


@users.command("create")
def create_user(
    login: Annotated[str, typer.Argument(help="What the person types to sign in, such as hai.nv.")],
    name: Annotated[str, typer.Option(help="Full name.")],
    office: Annotated[str, typer.Option(help="Office held.")] = "",
    role: Annotated[
        list[str] | None,
        typer.Option(help="administrator, archivist, officer, member (answers slips and no more)."),
    ] = None,
) -> None:
    """Make an account and print its one-time sign-in link. No password is ever given on the command line."""

    async def work(services: Services) -> object:
        accounts = services.people.accounts
        made = await accounts.create(login=login, name=name, office=office, roles=role or ["officer"])
        link = (await services.people.links.for_account(made.id))[1]
        return {"id": made.id, "login": made.login, "roles": sorted(made.roles), "link": link}

    show(run(work))


@users.command("list")
def list_users() -> None:
    """List the accounts."""

    async def work(services: Services) -> object:
        return [
            {
                "id": account.id,
                "login": account.login,
                "name": account.name,
                "office": account.office,
                "roles": sorted(account.roles),
                "disabled": account.disabled,
            }
            for account in await services.people.accounts.all()
        ]

    show(run(work))


@users.command("link")
def link_user(
    login: str,
    forget_password: Annotated[
        bool,
        typer.Option("--forget-password", help="End every sign-in, and lose notes only the password opened."),
    ] = False,
) -> None:
    """Print a one-time sign-in link for an account; with --forget-password its owner sets another."""

    async def work(services: Services) -> object:
        found = [account for account in await services.people.accounts.all() if account.login == login]
        account = await services.people.accounts.get(found[0].id if found else login)
        if forget_password:
            await services.people.accounts.forget_password(account.id)
        return {"login": account.login, "link": (await services.people.links.for_account(account.id))[1]}

    show(run(work))


@sites.command("import")
def import_sites(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV in UTF-8.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Import sites from CSV; with one bad row nothing is imported, and each bad row is named."""
    with guarded():
        if file.stat().st_size > 4 * 1024 * 1024:
            raise BadSetting(f"{file}: too large for a list of sites")
    data = file.read_bytes()

    async def work(services: Services) -> object:
        comparison = await services.people.sites.import_csv(data, dry_run=dry_run)
        return {
            "added": len(comparison.added),
            "changed": len(comparison.changed),
            "unchanged": comparison.unchanged,
        }

    show(run(work))


@sites.command("list")
def list_sites() -> None:
    """List the sites valid today."""

    async def work(services: Services) -> object:
        found = await services.people.sites.valid_on(services.people.sites.today())
        return [{"code": site.code, "name": site.name, "kind": site.kind} for site in found]

    show(run(work))
