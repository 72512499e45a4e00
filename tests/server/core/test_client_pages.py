"""What a browser gets for the client's addresses, for addresses nobody knows, and for parts of pages."""

from __future__ import annotations

import gzip
import re
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from server.http import install_error_handlers
from server.settings import load_settings
from server.static import install_client

PAGE = "<!doctype html><title>Giao Ban</title>"
SCRIPT = "export const words = 'Giao Ban';"
CLIENT_ROUTES = Path(__file__).parents[3] / "web/src/app/routes.tsx"
NAVIGATION = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest_asyncio.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "boot.js").write_text("0")
    (tmp_path / "assets" / "seat-1a2b.mjs").write_text(SCRIPT)
    (tmp_path / "assets" / "seat-1a2b.mjs.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (tmp_path / "assets" / "small-3c4d.js").write_text("0")
    app = FastAPI()
    app.state.services = SimpleNamespace(settings=load_settings(data=tmp_path / "data", demo=False))
    install_error_handlers(app)
    install_client(app, tmp_path)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/sign-in", "/m/demo/prepare", "/archive/demo"])
async def test_an_address_of_the_client_is_its_page(browser: httpx.AsyncClient, path: str) -> None:
    answer = await browser.get(path, headers=NAVIGATION)
    assert (answer.status_code, answer.text) == (200, PAGE)


async def test_every_screen_of_the_client_has_its_address_here(browser: httpx.AsyncClient) -> None:
    paths = re.findall(r"screen\('([^']+)'", CLIENT_ROUTES.read_text())
    assert len(paths) > 15
    for path in paths:
        answer = await browser.get(re.sub(r":\w+", "x", path), headers=NAVIGATION)
        assert (answer.status_code, answer.text) == (200, PAGE), path


@pytest.mark.parametrize(
    ("takes", "packed"),
    [("gzip, deflate, br", True), ("br;q=1, gzip; q=0.5", True), ("gzip;q=0", False), ("identity", False)],
)
async def test_a_part_of_the_client_comes_packed_to_who_takes_it(
    browser: httpx.AsyncClient, takes: str, packed: bool
) -> None:
    answer = await browser.get("/assets/seat-1a2b.mjs", headers={"Accept-Encoding": takes})
    assert (answer.status_code, answer.text) == (200, SCRIPT)
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert (answer.headers.get("content-encoding") == "gzip") is packed


async def test_a_range_of_a_part_is_of_the_part_itself(browser: httpx.AsyncClient) -> None:
    answer = await browser.get(
        "/assets/seat-1a2b.mjs", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-5"}
    )
    assert (answer.status_code, answer.text) == (206, SCRIPT[:6])


async def test_a_part_that_was_not_packed_comes_as_it_is(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/assets/small-3c4d.js", headers={"Accept-Encoding": "gzip"})
    assert (answer.text, "content-encoding" in answer.headers) == ("0", False)


@pytest.mark.parametrize("path", ["/nowhere", "/m/demo/no/such", "/favicon", "/../etc/passwd"])
async def test_somebody_at_an_unknown_address_is_told_so_by_the_client(
    browser: httpx.AsyncClient, path: str
) -> None:
    answer = await browser.get(path, headers=NAVIGATION)
    assert (answer.status_code, answer.text) == (404, PAGE)
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/nowhere.js", "*/*"),
        ("/api/v1/nowhere", NAVIGATION["Accept"]),
        ("/rtc/nowhere", NAVIGATION["Accept"]),
        ("/assets/old-1234.js", NAVIGATION["Accept"]),
    ],
)
async def test_a_program_at_an_unknown_address_gets_the_error_shape(
    browser: httpx.AsyncClient, path: str, accept: str
) -> None:
    answer = await browser.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.json()["code"] == "http.not_found"


async def test_only_reading_opens_a_page(browser: httpx.AsyncClient) -> None:
    assert (await browser.post("/nowhere", headers=NAVIGATION)).status_code == 405
