"""Accounts over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from pydantic import Field

from server.clock import iso
from server.deps import ServicesDep
from server.errors import Conflict
from server.people.bodies import Body
from server.people.guard import CallerDep, admit
from server.people.records import Account

router = APIRouter(
    prefix="/accounts", tags=["accounts"], dependencies=[Depends(admit)], max_body_size=16 * 1024
)

Role = Literal["administrator", "archivist", "officer", "member"]
Text = Annotated[str, Field(max_length=200)]
Address = Annotated[str, Field(max_length=320)]


class NewAccountBody(Body):
    """An account to be made; without a password it is entered by an invitation link."""

    login: Text
    name: Text
    office: Text = ""
    email: Address = ""
    roles: list[Role] = Field(default=["officer"], max_length=4)
    password: Annotated[str, Field(min_length=1, max_length=512)] | None = None


class AccountChanges(Body):
    """What to change; absent fields stay."""

    name: Text | None = None
    office: Text | None = None
    email: Address | None = None
    roles: Annotated[list[Role], Field(max_length=4)] | None = None
    disabled: bool | None = None


@router.get("")
async def accounts(services: ServicesDep) -> list[dict[str, Any]]:
    """Every account."""
    return [account_json(account) for account in await services.people.accounts.all()]


@router.post("", status_code=201)
async def create(body: NewAccountBody, services: ServicesDep) -> dict[str, Any]:
    """Make an account."""
    account = await services.people.accounts.create(
        login=body.login,
        name=body.name,
        office=body.office,
        roles=body.roles,
        password=body.password,
        email=body.email,
    )
    return account_json(account)


@router.patch("/{account}")
async def change(account: str, body: AccountChanges, services: ServicesDep) -> dict[str, Any]:
    """Change an account."""
    changes = body.model_dump(exclude_none=True)
    return account_json(await services.people.accounts.change(account, changes))


@router.post("/{account}/link", status_code=201)
async def invite(account: str, services: ServicesDep) -> dict[str, Any]:
    """A one-time address that signs the account in; it is shown only now."""
    found = await services.people.accounts.get(account)
    link, url = await services.people.links.for_account(found.id)
    return {"url": url, "expires_at": iso(link.expires_at)}


@router.delete("/{account}/password", status_code=204)
async def forget_password(account: str, caller: CallerDep, services: ServicesDep) -> None:
    """Take an account's password away; its sign-ins end, and it is entered by a link to set another.

    Private notes that only that password opened are lost.
    """
    if account == caller.who().id:
        raise Conflict("password.own")
    await services.people.accounts.forget_password(account)


def account_json(account: Account) -> dict[str, Any]:
    """An account as the web client sees it."""
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "office": account.office,
        "email": account.email,
        "roles": sorted(account.roles),
        "disabled": account.disabled,
        "has_password": account.has_password,
        "created_at": iso(account.created_at),
    }
