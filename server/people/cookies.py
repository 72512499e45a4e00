"""The cookie of a sign-in: one per slot, so that several people can be signed in in one browser."""

from __future__ import annotations

from starlette.requests import HTTPConnection
from starlette.responses import Response

from server.errors import Unauthenticated
from server.people import secrets
from server.people.sessions import SignIn

MAX_BESIDE = 32
SLOT_HEADER = "x-giaoban-slot"


def cookie_name(slot: str) -> str:
    """The cookie that carries the token of a slot."""
    return f"giaoban_{slot}"


def set_cookie(response: Response, sign_in: SignIn, *, secure: bool) -> None:
    """Give the browser its token; scripts cannot read it and no other site's request carries it."""
    response.set_cookie(
        cookie_name(sign_in.slot),
        sign_in.token,
        max_age=sign_in.lasts_s,
        path="/",
        secure=secure,
        httponly=True,
        samesite="strict",
    )


def clear_cookie(response: Response, slot: str, *, secure: bool) -> None:
    """Take the token back."""
    response.delete_cookie(cookie_name(slot), path="/", secure=secure, httponly=True, samesite="strict")


def tokens_beside(connection: HTTPConnection) -> list[str]:
    """The tokens of all sign-ins of the browser a request comes from, a few dozen at most."""
    named = (token for name, token in connection.cookies.items() if name.startswith(cookie_name("")))
    return [token for token in named if secrets.looks_like_token(token)][:MAX_BESIDE]


def token_of(connection: HTTPConnection) -> str:
    """The token of the slot a request names.

    The slot comes by header; for what a header cannot reach (files, WebSocket), which change nothing by
    themselves, also as `?slot=`. A changing request must use the header: no foreign page can send it.

    Raises:
        Unauthenticated: ``session.required``.
    """
    slot = connection.headers.get(SLOT_HEADER)
    if slot is None and connection.scope.get("method", "GET") in ("GET", "HEAD"):
        slot = connection.query_params.get("slot")
    token = connection.cookies.get(cookie_name(slot)) if slot and secrets.looks_like_slot(slot) else None
    if token is None:
        raise Unauthenticated("session.required")
    return token
