"""Papers as they are given out: to whom, as what, in ranges, and kept by no cache."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import left_behind, upload
from tests.server.people.harness import Briefing, World, full_briefing, running
from tests.support import office_files as files


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, paper_limit_mb=2) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def test_everybody_in_the_meeting_reads_it(world: World, briefing: Briefing) -> None:
    data = pdf(2, text="Bao cao")
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data, name="a.pdf")
    base = f"/meetings/{briefing.id}/papers/{paper['id']}"
    for role in ("chair", "site", "delegate", "observer", "archivist"):
        got = await briefing.tabs[role].get(f"{base}/file")
        assert (got.status_code, got.content) == (200, data)
    assert (await briefing.tabs["officer"].get(f"{base}/file")).status_code == 403
    site = briefing.tabs["site"]
    picture = await site.get(f"{base}/thumbnails/2.webp")
    assert (picture.headers["content-type"], picture.content[:4], picture.content[8:12]) == (
        "image/webp",
        b"RIFF",
        b"WEBP",
    )
    assert (await site.get(f"{base}/text/2")).json() == {"page": 2, "text": "Bao cao 2"}
    for beyond in ("thumbnails/3.webp", "text/3", "text/100000"):
        answer = await site.get(f"{base}/{beyond}")
        assert (answer.status_code, answer.json()["code"]) == (404, "paper.no_page")
        assert beyond.partition("/")[2].partition(".")[0] in answer.json()["message"]
    assert (await site.get(f"{base}/text/0")).status_code == 422


async def test_downloads_cannot_pass_as_a_page_of_ours(world: World, briefing: Briefing) -> None:
    name = 'Giao "ban"\r\nX: y.pdf'
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(), name=name)
    url = f"/meetings/{briefing.id}/papers/{paper['id']}/file"
    shown = await briefing.tabs["chair"].get(url)
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["content-disposition"].startswith("inline; filename=")
    saved = await briefing.tabs["chair"].get(url, params={"download": "1"})
    assert saved.headers["content-disposition"].startswith("attachment; filename=")
    assert "\r" not in saved.headers["content-disposition"]


async def test_serves_ranges_and_spares_unchanged_copies(world: World, briefing: Briefing) -> None:
    data = pdf(2)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data)
    tab, url = briefing.tabs["site"], f"/meetings/{briefing.id}/papers/{paper['id']}/file"
    for asked, expected in (
        ("bytes=0-9", data[:10]),
        ("bytes=10-", data[10:]),
        ("bytes=-20", data[-20:]),
        (f"bytes=5-{10**12}", data[5:]),
    ):
        part = await tab.get(url, headers={"Range": asked})
        assert (part.status_code, part.content) == (206, expected)
    first = await tab.get(url, headers={"Range": "bytes=0-9"})
    assert first.headers["content-range"] == f"bytes 0-9/{len(data)}"
    beyond = await tab.get(url, headers={"Range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(data)}")
    for whole in ("bytes=9-5", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=x"):
        assert (await tab.get(url, headers={"Range": whole})).status_code == 200
    etag = first.headers["etag"]
    assert (await tab.get(url, headers={"If-None-Match": etag})).status_code == 304
    changed = await tab.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert changed.status_code == 200


async def test_a_paper_of_another_meeting_is_not_found(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    admin = briefing.tabs["administrator"]
    made = await admin.post("/meetings", json={"title": "Khác", "scheduled_at": "2026-03-05T01:00:00Z"})
    answer = await admin.get(f"/meetings/{made.json()['id']}/papers/{paper['id']}/file")
    assert (answer.status_code, answer.json()["code"]) == (404, "paper.not_found")


async def test_officers_save_the_original_and_nobody_else(world: World, briefing: Briefing) -> None:
    data = files.picture("PNG", size=(60, 40))
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data, name="Sơ đồ.docx")
    assert (paper["state"], paper["kind"], paper["name"]) == ("ready", "png", "Sơ đồ.pdf")
    assert (paper["original_size"], paper["original_sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    url = f"/meetings/{briefing.id}/papers/{paper['id']}"
    for role in ("secretary", "chair", "deputy", "administrator", "archivist"):
        got = await briefing.tabs[role].get(f"{url}/original")
        assert (got.status_code, got.content) == (200, data), role
    assert got.headers["content-type"] == "image/png"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"].startswith("attachment; ")
    assert got.headers["content-disposition"].endswith("S%C6%A1%20%C4%91%E1%BB%93.png")
    for role in ("site", "delegate", "observer", "technician"):
        assert (await briefing.tabs[role].get(f"{url}/original")).status_code == 403, role
    shown = await briefing.tabs["site"].get(f"{url}/file")
    assert (shown.headers["content-type"], shown.content[:5]) == ("application/pdf", b"%PDF-")
    assert hashlib.sha256(shown.content).hexdigest() == paper["sha256"]
    assert len(shown.content) == paper["size"]


async def test_the_original_of_a_pdf_is_stored_once(world: World, briefing: Briefing) -> None:
    data = pdf(2)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data)
    got = await briefing.tabs["chair"].get(f"/meetings/{briefing.id}/papers/{paper['id']}/original")
    assert got.content == data
    assert not any(path.endswith("/original") for path in left_behind(world))
