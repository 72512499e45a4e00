"""The route table: an address that is on no list fails the build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute, Mount, Route

from server import static
from server.app import create_app
from server.bootstrap import build_services
from server.people.access import ACCESS
from server.people.bodies import MOST
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


def whole_numbers(
    schema: Any, named: dict[str, Any], where: str, seen: set[str]
) -> Iterator[tuple[str, Any]]:
    """Every whole number in a schema, wherever it lies, with where that is."""
    if isinstance(schema, list):
        for one in schema:
            yield from whole_numbers(one, named, where, seen)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in seen:
            yield from whole_numbers(named[name], named, f"{where} {name}", seen | {name})
        if schema.get("type") == "integer":
            yield where, schema
        for key, inner in schema.items():
            yield from whole_numbers(inner, named, f"{where} {key}", seen)


def test_no_whole_number_is_taken_that_a_database_could_not_keep(tmp_path: Path) -> None:
    api = app(tmp_path).openapi()
    named = api["components"]["schemas"]
    found = [
        one
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
        for part in ("parameters", "requestBody")
        for one in whole_numbers(operation.get(part, []), named, f"{method} {path}", set())
    ]
    assert len(found) > 20
    assert not [where for where, schema in found if schema.get("maximum", MOST + 1) > MOST]
