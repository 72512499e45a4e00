"""Every role × every route, as the table of access says; a route that is not in the table fails here."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute

from server.people.access import ACCESS, Hat
from server.people.guard import admit
from tests.server.people.harness import Briefing, World, full_briefing, running

# Routes that decide for themselves, each with the reason.
OUTSIDE = {
    "/healthz": "says only that the process lives",
    "/readyz": "says only whether the parts answer",
    "/metrics": "figures without names",
    "/rtc": "the media grant in the query is the ticket",
    "/rtc/v1": "the media grant in the query is the ticket",
    "/rtc/validate": "the media grant in the query is the ticket",
    "/rtc/v1/validate": "the media grant in the query is the ticket",
    "/api/openapi.json": "the description of the API",
}
SOCKETS = {"/api/v1/meetings/{meeting_id}/socket": "asks Admission before it accepts"}
IDS = {"account": "0" * 12, "code": "414", "device": "0" * 12, "link": "0" * 12, "paper": "p" + "0" * 12}
IDS |= {"template": "0" * 12, "series": "0" * 12, "day": "2026-03-09", "token": "x" * 43}
IDS |= {"delegate": "d1", "poll": "v1"}
IDS |= {"message": "1"}
IDS |= {"delegate": "d1"}
IDS |= {"version": "1", "page": "1", "track": "take-001.t1"}
IDS |= {"note": "00000000-0000-4000-8000-000000000000"}
IDS |= {"slip": "y" + "0" * 12, "file": "f" + "0" * 12, "upload": "u" + "0" * 24}
REFUSED = (401, 403)


def routes(of: Any, prefix: str = "") -> Iterator[tuple[str, BaseRoute]]:
    """Every route of an application with its whole address, through routers included in routers."""
    for route in of.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from routes(inner, prefix + route.include_context.prefix)
        else:
            yield prefix + getattr(route, "path", ""), route


@pytest.fixture
async def fresh(tmp_path: Path) -> AsyncIterator[tuple[World, Briefing]]:
    async with running(tmp_path) as started:
        yield started, await full_briefing(started)


def listed(app: FastAPI) -> set[tuple[str, str]]:
    found = set()
    for path, route in routes(app):
        for method in getattr(route, "methods", None) or ():
            if method not in ("HEAD", "OPTIONS") and path.startswith("/api/v1/"):
                found.add((method, path))
    return found


async def test_every_route_is_in_the_table_and_every_line_is_a_route(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        assert listed(world.app) == set(ACCESS)


async def test_every_api_route_asks_the_guard(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        unguarded = [
            path
            for path, route in routes(world.app)
            if path.startswith("/api/v1/") and path not in SOCKETS and not _guarded_somewhere(world.app, path)
        ]
        assert unguarded == []


def _guarded_somewhere(of: Any, path: str, prefix: str = "", outer: bool = False) -> bool:
    for route in of.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            asks = outer or any(one.dependency is admit for one in inner.dependencies)
            if _guarded_somewhere(inner, path, prefix + route.include_context.prefix, asks):
                return True
        elif prefix + getattr(route, "path", "") == path:
            return outer or any(one.dependency is admit for one in getattr(route, "dependencies", ()))
    return False


async def test_outside_the_table_nothing_changes_and_everything_is_a_known_exception(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        outside = [(path, route) for path, route in routes(world.app) if not path.startswith("/api/v1/")]
        sockets = {path for path, route in routes(world.app) if not hasattr(route, "methods")}
        assert {path for path in sockets if path.startswith("/api/")} == set(SOCKETS)
        changing = {path for path, route in outside if set(_methods(route)) - {"GET", "HEAD", "OPTIONS"}}
        assert changing == set()
        pages = {path for path, route in outside if _methods(route)} - set(OUTSIDE)
        assert not any(path.startswith("/api") for path in pages), pages


def _methods(route: Any) -> set[str]:
    return set(getattr(route, "methods", None) or ())


def example(path: str, meeting: str) -> str:
    """The address with something plausible in every place."""
    return re.sub(r"\{(\w+)\}", lambda place: {**IDS, "meeting": meeting}[place[1]], path)


async def test_every_role_on_every_route_gets_what_the_table_says(fresh: tuple[World, Briefing]) -> None:
    _, briefing = fresh
    wrong = []
    lines = sorted(ACCESS.items(), key=lambda line: line[0] == ("DELETE", "/api/v1/session"))
    for (method, path), rule in lines:
        for role, tab in briefing.tabs.items():
            # Those who come as more than one thing: a chair is an officer as well.
            hats = {Hat(role)}
            if role in ("chair", "deputy", "secretary", "technician"):
                hats.add(Hat.OFFICER)
            answer = await tab.call(method, example(path, briefing.id).removeprefix("/api/v1"))
            allowed = not rule.isdisjoint(hats) or Hat.NOBODY in rule
            if allowed != (answer.status_code not in REFUSED):
                wrong.append((role, method, path, answer.status_code, answer.text[:100]))
            assert answer.status_code != 500, (role, method, path)
    assert wrong == []


async def test_a_seat_in_one_meeting_opens_no_other(fresh: tuple[World, Briefing]) -> None:
    _, briefing = fresh
    other = briefing.tabs["administrator"]
    body = {"title": "Họp kín", "scheduled_at": "2026-03-03T02:00:00Z", "sites": ["UBND"]}
    elsewhere = (await other.post("/meetings", json=body)).json()["id"]
    for role in ("chair", "secretary", "site", "delegate", "observer", "officer"):
        for method, path in (("GET", ""), ("POST", "/join"), ("GET", "/papers"), ("GET", "/links")):
            answer = await briefing.tabs[role].call(method, f"/meetings/{elsewhere}{path}")
            assert answer.status_code == 403, (role, path)
        listed_here = (await briefing.tabs[role].get("/meetings")).json()
        assert elsewhere not in [one["id"] for one in listed_here]


async def test_times_and_texts_no_calendar_and_no_database_takes_are_refused(
    fresh: tuple[World, Briefing],
) -> None:
    _, briefing = fresh
    tab = briefing.tabs["administrator"]
    for when in ("9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"):
        made = await tab.post("/meetings", json={"title": "x", "scheduled_at": when})
        assert made.status_code == 422
        changed = await tab.call("PATCH", f"/meetings/{briefing.id}", json={"scheduled_at": when})
        assert changed.status_code == 422
    assert (await tab.get("/meetings/x%00y")).status_code == 400
    link = await tab.post(f"/meetings/{briefing.id}/links", json={"kind": "observer", "name": "a\x00\u202eb"})
    assert link.json()["name"] == "ab"


async def test_an_unknown_meeting_is_not_found(fresh: tuple[World, Briefing]) -> None:
    _, briefing = fresh
    for meeting in ("nope", "%2e%2e", "a" * 500, "x'--"):
        answer = await briefing.tabs["administrator"].get(f"/meetings/{meeting}")
        assert answer.status_code == 404
