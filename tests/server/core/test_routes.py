"""The route table: an address that is on no list fails the build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute, Mount, Route

from server import static
from server.app import create_app
from server.bootstrap import build_services
from server.people.access import ACCESS
from server.settings import load_settings

# Open to anyone, each with its own check or with nothing to hide.
OPEN = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/rtc/validate",
    "/rtc/v1/validate",
    "/api/openapi.json",
    *static.ROUTES,
}
SOCKETS = {"/api/v1/meetings/{meeting_id}/socket", "/rtc", "/rtc/v1"}
MOUNTS = {"/assets", ""}


def flat(routes: list[BaseRoute]) -> Iterator[BaseRoute]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route


def app(folder: Path) -> FastAPI:
    return create_app(build_services(load_settings(data=folder, demo=False)))


def test_every_address_of_the_api_is_in_the_table_of_access(tmp_path: Path) -> None:
    paths = app(tmp_path).openapi()["paths"]
    served = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    assert served
    assert served <= set(ACCESS)


def test_every_other_route_is_on_the_list(tmp_path: Path) -> None:
    for route in flat(app(tmp_path).routes):
        if isinstance(route, APIWebSocketRoute):
            assert route.path in SOCKETS
        elif isinstance(route, Mount):
            assert route.path in MOUNTS
        elif isinstance(route, APIRoute) and route.path.startswith("/api/v1"):
            assert all((method, route.path) in ACCESS for method in route.methods - {"HEAD"}), route.path
        elif isinstance(route, Route):
            assert route.path in OPEN, route.path
