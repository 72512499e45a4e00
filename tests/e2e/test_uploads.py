"""Papers sent from the secretary's browser: on over a killed server and a reloaded page; originals saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, Request, async_playwright, expect

from tests.server.papers.pdfs import padded
from tests.support import office_files as files
from tests.support.browser import QUIET, chromium_path
from tests.support.server import RunningServer, running_server

pytestmark = [pytest.mark.e2e, pytest.mark.kill]

PATIENCE_MS = 90_000
PART = 1_048_576
SLOW_BYTES_S = 1_500_000


@pytest_asyncio.fixture
async def page(tmp_path: Path) -> AsyncIterator[tuple[Page, RunningServer]]:
    with running_server(tmp_path / "data") as server:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium_path(), args=[*QUIET])
            context = await browser.new_context(viewport={"width": 1366, "height": 768})
            await context.add_init_script("localStorage.setItem('giaoban-language', 'en')")
            opened = await context.new_page()
            await opened.goto(server.demo["secretary"])
            await opened.wait_for_url("**/m/demo**")
            await opened.goto(f"{server.url}/m/demo/prepare")
            await open_papers(opened)
            yield opened, server
            await browser.close()


async def open_papers(page: Page) -> None:
    await page.get_by_role("tab", name="Papers").click(timeout=PATIENCE_MS)


async def slow_down(page: Page) -> None:
    line = await page.context.new_cdp_session(page)
    await line.send("Network.enable")
    await line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": SLOW_BYTES_S},
    )


async def choose(page: Page, path: Path) -> None:
    await page.locator("input[type=file]").first.set_input_files(path)


def offsets(page: Page) -> list[int]:
    """Where each part that is sent begins, as it goes."""
    seen: list[int] = []

    def note(request: Request) -> None:
        if request.method == "PATCH" and "/papers/uploads/" in request.url:
            seen.append(int(request.headers["upload-offset"]))

    page.on("request", note)
    return seen


async def test_an_upload_goes_on_after_the_server_was_killed(
    page: tuple[Page, RunningServer], tmp_path: Path
) -> None:
    tab, server = page
    paper = tmp_path / "bao-cao-lon.pdf"
    paper.write_bytes(padded(10 * PART))
    await slow_down(tab)
    sent = offsets(tab)
    await choose(tab, paper)
    await expect(tab.get_by_text("Sending 3")).to_be_visible(timeout=PATIENCE_MS)
    server.kill()
    before = len(sent)
    server.start()
    await expect(tab.get_by_text("bao-cao-lon", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    assert len(sent) > before
    assert all(offset > 0 for offset in sent[before:])
    assert server.complaints == []


async def test_an_upload_goes_on_when_the_file_is_chosen_again_after_a_reload(
    page: tuple[Page, RunningServer], tmp_path: Path
) -> None:
    tab, _ = page
    paper = tmp_path / "so-lieu.pdf"
    paper.write_bytes(padded(10 * PART))
    await slow_down(tab)
    await choose(tab, paper)
    await expect(tab.get_by_text("Sending 3")).to_be_visible(timeout=PATIENCE_MS)
    await tab.reload()
    await open_papers(tab)
    await expect(tab.get_by_text("Not finished: so-lieu.pdf")).to_be_visible(timeout=PATIENCE_MS)
    sent = offsets(tab)
    await choose(tab, paper)
    await expect(tab.get_by_text("so-lieu", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    assert sent[0] >= 2 * PART
    await expect(tab.get_by_text("Not finished")).to_have_count(0)


async def test_a_word_file_becomes_a_paper_whose_original_can_be_saved(
    page: tuple[Page, RunningServer], tmp_path: Path
) -> None:
    tab, _ = page
    paper = tmp_path / "Báo cáo tháng.docx"
    paper.write_bytes(files.docx_file(2))
    await choose(tab, paper)
    await expect(tab.get_by_text("Báo cáo tháng", exact=True).first).to_be_visible(timeout=PATIENCE_MS)
    await expect(tab.get_by_text("2 pages")).to_be_visible(timeout=PATIENCE_MS)
    await tab.get_by_role("button", name="Báo cáo tháng").last.click()
    async with tab.expect_download() as saving:
        await tab.get_by_role("menuitem", name="Save the original (DOCX)").click()
    saved = Path(await (await saving.value).path())
    assert await asyncio.to_thread(saved.read_bytes) == await asyncio.to_thread(paper.read_bytes)
    assert (await saving.value).suggested_filename == paper.name
