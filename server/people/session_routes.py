"""Signing in and out over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from server.clock import iso
from server.deps import ServicesDep, get_services
from server.people.bodies import Body
from server.people.cookies import clear_cookie, set_cookie, token_of
from server.people.guard import CallerDep, admit
from server.people.sessions import SignIn

router = APIRouter(
    prefix="/session", tags=["session"], dependencies=[Depends(admit)], max_body_size=16 * 1024
)

Login = Annotated[str, Field(min_length=1, max_length=200)]
Password = Annotated[str, Field(min_length=1, max_length=512)]
Token = Annotated[str, Field(min_length=1, max_length=200)]


class PasswordSignIn(Body):
    """Login and password."""

    login: Login
    password: Password


class SetUp(Body):
    """The first administrator."""

    token: Token
    login: Login
    name: Annotated[str, Field(min_length=1, max_length=200)]
    password: Password


class LinkSignIn(Body):
    """The token of a sign-in link."""

    token: Token


class Pairing(Body):
    """A pairing code as typed, and what the machine calls itself."""

    code: Annotated[str, Field(min_length=1, max_length=64)]
    name: Annotated[str, Field(max_length=120)] = ""


class NewPassword(Body):
    """One's present password, when there is one, and the new one."""

    current: Annotated[str, Field(max_length=512)] | None = None
    password: Password


@router.post("")
async def sign_in(
    body: PasswordSignIn, request: Request, response: Response, services: ServicesDep
) -> dict[str, Any]:
    """Sign in with a password."""
    opened = await services.people.accounts.sign_in(body.login, body.password, address_of(request))
    return _signed_in(opened, request, response)


@router.get("")
async def who(caller: CallerDep) -> dict[str, Any]:
    """Who is signed in in this slot."""
    return {"principal": caller.who().as_json()}


@router.delete("", status_code=204)
async def sign_out(caller: CallerDep, request: Request, response: Response, services: ServicesDep) -> None:
    """End this sign-in everywhere."""
    await services.people.links.sign_out(caller.who())
    clear_cookie(response, caller.who().slot, secure=is_secure(request))


@router.post("/setup")
async def set_up(body: SetUp, request: Request, response: Response, services: ServicesDep) -> dict[str, Any]:
    """Make the first administrator."""
    opened = await services.people.accounts.set_up(
        body.token, login=body.login, name=body.name, password=body.password, address=address_of(request)
    )
    return _signed_in(opened, request, response)


@router.post("/link")
async def open_link(
    body: LinkSignIn, request: Request, response: Response, services: ServicesDep
) -> dict[str, Any]:
    """Sign in by a link."""
    opened, meeting = await services.people.links.open(body.token, address_of(request))
    return {**_signed_in(opened, request, response), "meeting": meeting}


@router.post("/pair")
async def pair(body: Pairing, request: Request, response: Response, services: ServicesDep) -> dict[str, Any]:
    """Make this machine a site's."""
    opened = await services.people.devices.pair(body.code, name=body.name, address=address_of(request))
    return _signed_in(opened, request, response)


@router.post("/device-link", status_code=201)
async def device_link(caller: CallerDep, response: Response, services: ServicesDep) -> dict[str, Any]:
    """A one-time address for one more device of a delegate's own; it is shown only now."""
    link, url = await services.people.links.for_another_device(caller.who())
    response.headers["Cache-Control"] = "no-store"
    return {"url": url, "expires_at": iso(link.expires_at)}


@router.post("/password", status_code=204)
async def set_password(body: NewPassword, caller: CallerDep, request: Request, services: ServicesDep) -> None:
    """Set one's own password; other sign-ins of the account end."""
    await services.people.accounts.set_password(caller.who(), body.current, body.password, token_of(request))


def address_of(request: Request) -> str:
    """The client's address as the server's trusted proxies report it."""
    return request.client.host if request.client else ""


def is_secure(request: Request) -> bool:
    """Whether cookies may insist on https: it came by it, or the installation's address says so."""
    settings = get_services(request).settings
    return request.url.scheme == "https" or settings.base_url.startswith("https://")


def _signed_in(opened: SignIn, request: Request, response: Response) -> dict[str, Any]:
    set_cookie(response, opened, secure=is_secure(request))
    response.headers["Cache-Control"] = "no-store"
    return {"slot": opened.slot, "principal": opened.principal.as_json()}
