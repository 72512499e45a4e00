"""What every HTTP answer has in common: the error shape, the origin and slot guards, security headers.

May not know any area of the API.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.errors import Close, Forbidden, Malformed, ServerError
from server.messages import Language, choose_language, message
from server.settings import Settings

SLOT_HEADER = "x-giaoban-slot"
# Reached by people who have no slot yet, and by ballots, which nobody signed in sends.
SLOTLESS = ("/api/v1/session", "/api/v1/ballots")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_CSP = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob: data:; font-src 'self' data:; "
    "worker-src 'self' blob:; connect-src 'self'{connect}; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
_log = structlog.get_logger(__name__)


def error_body(error: ServerError, language: Language) -> dict[str, Any]:
    """The one error shape: ``{code, message, details}``."""
    return {
        "code": error.code,
        "message": message(error.code, language, error.details),
        "details": error.details,
    }


def error_response(error: ServerError, language: Language) -> JSONResponse:
    """``error`` as an HTTP answer."""
    headers = {}
    if "retry_after_s" in error.details:
        headers["Retry-After"] = str(error.details["retry_after_s"])
    return JSONResponse(error_body(error, language), status_code=error.status, headers=headers)


def language_of(connection: HTTPConnection) -> Language:
    """The language of an answer to ``connection``."""
    default: Language = connection.app.state.services.settings.language
    return choose_language(
        connection.query_params.get("lang"), connection.headers.get("accept-language"), default
    )


def install_error_handlers(app: FastAPI) -> None:
    """Every exception becomes the one error shape; an unforeseen one is logged once, without its values."""

    @app.exception_handler(ServerError)
    async def known(request: Request, error: ServerError) -> JSONResponse:
        return error_response(error, language_of(request))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        fields = [".".join(str(part) for part in problem["loc"][1:]) for problem in error.errors()]
        refused = ServerError("http.invalid", field=", ".join(fields[:5]) or "body", fields=fields[:20])
        response = error_response(refused, language_of(request))
        response.status_code = 422
        return response

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> JSONResponse:
        code = {404: "http.not_found", 405: "http.method", 413: "http.too_large"}.get(
            error.status_code, "http.malformed"
        )
        response = error_response(ServerError(code), language_of(request))
        response.status_code = error.status_code
        return response

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        _log.error("http.unforeseen", path=_route(request), exc_info=error)
        response = error_response(ServerError("server.internal"), language_of(request))
        # This answer is made outside of every middleware, the guard too.
        response.headers.update(security_headers(request.app.state.services.settings))
        return response


def _route(request: Request) -> str:
    route = request.scope.get("route")
    return getattr(route, "path", "?")


class Origins:
    """The web origins that may change things or open sockets."""

    def __init__(self, settings: Settings) -> None:
        self._allowed = {origin.rstrip("/").lower() for origin in settings.allowed_origins}
        for url in (settings.public_url, settings.node_url):
            if url:
                self._allowed.add(origin_of(url))

    def allows(self, headers: Headers, scheme: str) -> bool:
        """True for the page's own origin or a listed one. No Origin header means no browser page."""
        origin = headers.get("origin")
        if origin is None:
            return True
        own = f"{scheme.replace('ws', 'http', 1)}://{headers.get('host', '')}"
        return origin.lower() in self._allowed or origin.lower() == own.lower()


class Hosts:
    """The names a demonstration answers to. A page elsewhere may let its own name point at this machine (DNS
    rebinding) and would then count as our own origin; a real installation has its proxy for this.
    """

    def __init__(self, settings: Settings) -> None:
        urls = (*settings.allowed_origins, settings.public_url, settings.node_url)
        names = {urlsplit(url).hostname for url in urls if url} | {settings.host.lower()}
        self._names = names | {"localhost", "127.0.0.1", "::1"} if settings.opens_demo else None

    def allows(self, headers: Headers) -> bool:
        """Whether the request names this server."""
        if self._names is None:
            return True
        try:
            return urlsplit(f"//{headers.get('host', '')}").hostname in self._names
        except ValueError:
            return False


def origin_of(url: str) -> str:
    """``scheme://host[:port]`` of an address, as browsers write it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


class Guard:
    """Refuses changes from foreign pages and adds security headers to every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._origins = Origins(settings)
        self._hosts = Hosts(settings)
        self._language: Language = settings.language
        self._headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on."""
        if scope["type"] == "websocket" and not self._hosts.allows(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": Close.POLICY, "reason": "http.host"})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refusal(scope)
        if refused is not None:
            headers = Headers(scope=scope)
            language = choose_language(None, headers.get("accept-language"), self._language)
            await error_response(refused, language)(scope, receive, self._with_headers(send))
            return
        await self._app(scope, receive, self._with_headers(send))

    def _refusal(self, scope: Scope) -> ServerError | None:
        if not self._hosts.allows(Headers(scope=scope)):
            return Forbidden("http.host")
        if "\x00" in scope["path"]:
            return Malformed("http.malformed")  # PostgreSQL takes it in no text
        if scope["method"] in _SAFE or not scope["path"].startswith("/api/"):
            return None
        headers = Headers(scope=scope)
        if not self._origins.allows(headers, scope["scheme"]):
            return Forbidden("http.origin")
        if SLOT_HEADER not in headers and not scope["path"].startswith(SLOTLESS):
            return Malformed("http.slot")
        return None

    def _with_headers(self, send: Send) -> Send:
        async def add(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return add


def security_headers(settings: Settings) -> dict[str, str]:
    """Headers of every answer, whatever it is."""
    headers = {
        "content-security-policy": _CSP.format(connect=_connect_sources(settings)),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": (
            "camera=(self), microphone=(self), display-capture=(self), fullscreen=(self), "
            "autoplay=(self), screen-wake-lock=(self), geolocation=(), payment=(), usb=()"
        ),
    }
    if settings.base_url.startswith("https://"):
        headers["strict-transport-security"] = "max-age=31536000"
    return headers


def _connect_sources(settings: Settings) -> str:
    sources = []
    for url in (settings.node_url, settings.public_url, settings.livekit_url):
        if url:
            base = origin_of(url)
            sources += [base.replace("ws", "http", 1) if base.startswith("ws") else base]
            sources += [sources[-1].replace("http", "ws", 1)]
    return "".join(f" {source}" for source in dict.fromkeys(sources))


def install_guards(app: FastAPI, settings: Settings) -> None:
    """Put :class:`Guard` around the application."""
    app.add_middleware(Guard, settings=settings)
