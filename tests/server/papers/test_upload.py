"""Papers: received within bounds, checked apart, shown to the meeting, or refused with nothing left."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.errors import Malformed, ServerError
from server.papers import quarantine
from server.papers.pages import Making
from server.papers.quarantine import Bounds, Quarantine
from tests.server.papers.pdfs import encrypted, padded, pdf
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.support import office_files as files


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, paper_limit_mb=2) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def upload(world: World, tab: Tab, meeting: str, data: Any, **query: str) -> dict[str, Any]:
    answer = await tab.post(f"/meetings/{meeting}/papers", params=query, content=data)
    assert answer.status_code == 202, answer.text
    assert answer.json()["state"] == "checking"
    await world.services.papers.settle()
    listed = (await tab.get(f"/meetings/{meeting}/papers")).json()
    return next(paper for paper in listed if paper["id"] == answer.json()["id"])


def left_behind(world: World) -> list[str]:
    folders = (world.services.settings.data / "quarantine", world.services.settings.data / "objects")
    return [
        str(path) for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()
    ]


async def test_a_paper_becomes_part_of_the_meeting(world: World, briefing: Briefing) -> None:
    secretary, data = briefing.tabs["secretary"], pdf(3, text="Bao cao")
    paper = await upload(world, secretary, briefing.id, data, name="Báo cáo tháng 3.pdf")
    assert (paper["state"], paper["pages"], paper["progress"]) == ("ready", 3, 100)
    assert paper["page_sizes"] == [[595.0, 842.0]] * 3
    assert (paper["title"], paper["name"]) == ("Báo cáo tháng 3", "Báo cáo tháng 3.pdf")
    assert paper["sha256"] == hashlib.sha256(data).hexdigest()
    state = await world.services.briefings.state(briefing.id)
    assert state.papers[paper["id"]].pages == 3
    assert not list((world.services.settings.data / "quarantine").iterdir())


async def test_the_list_follows_what_the_meeting_calls_it(world: World, briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    paper = (await upload(world, secretary, briefing.id, pdf(1), name="a.pdf"))["id"]
    viewer = Viewer(secretary.principal["seat"], "secretary")
    item = (await world.services.meetings.state(briefing.id)).agenda.order[0]
    data = {"paper": paper, "title": "Tên khác", "item": item}
    await world.services.meetings.execute(briefing.id, "paper.edit", data, "edit", viewer)
    listed = (await secretary.get(f"/meetings/{briefing.id}/papers")).json()
    assert [(one["title"], one["item"]) for one in listed] == [("Tên khác", item)]


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
    assert (await site.get(f"{base}/thumbnails/3.webp")).status_code == 404
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


@pytest.mark.parametrize(
    "data", [b"", b"%PD", b"PK\x05\x06" + b"0" * 200, b"<html><script>1</script>%PDF-1.4", b"\x00" * 1000]
)
async def test_what_is_of_no_known_kind_is_refused_whatever_it_is_called(
    world: World, briefing: Briefing, data: bytes
) -> None:
    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/papers?name=a.pdf",
        content=data,
        headers={"Content-Type": "application/pdf"},
    )
    assert (answer.status_code, answer.json()["code"]) == (
        (415, "paper.unknown_kind") if data else (422, "paper.empty")
    )
    assert left_behind(world) == []


async def test_a_pdf_under_another_type_is_taken_by_its_content(world: World, briefing: Briefing) -> None:
    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/papers?name=a.exe", content=pdf(), headers={"Content-Type": "text/html"}
    )
    assert answer.status_code == 202
    assert answer.json()["name"] == "a.exe.pdf"
    await world.services.papers.settle()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(), "paper.encrypted"),
        (pdf(5)[:-200], "paper.broken"),
        (b"%PDF-1.7\n" + b"\xff" * 5000, "paper.broken"),
        (b"%PDF-1.7\n" + b"\xff" * 5000 + b"%%EOF", "paper.broken"),
        (pdf(1, size=(0, 0)).replace(b"[0 0 0 0]", b"[0 0 nan 0]"), None),
        (pdf(2001), "paper.too_many_pages"),
    ],
    ids=["encrypted", "truncated", "garbage", "garbage with an end", "odd box", "too many pages"],
)
async def test_bad_pdfs_are_refused_with_the_reason_and_nothing_stays(
    world: World, briefing: Briefing, data: bytes, reason: str | None
) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, data)
    if reason is None:  # whatever the library makes of it, it is a verdict
        assert paper["state"] in ("ready", "refused")
        return
    assert (paper["state"], paper["reason"]) == ("refused", reason)
    assert paper["message"]
    assert left_behind(world) == []
    file = await briefing.tabs["secretary"].get(f"/meetings/{briefing.id}/papers/{paper['id']}/file")
    assert (file.status_code, file.json()["code"]) == (409, "paper.not_ready")


async def test_giant_boxes_make_small_pictures(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(1, size=(14400, 10)))
    assert paper["state"] == "ready"
    base = f"/meetings/{briefing.id}/papers/{paper['id']}"
    assert len((await briefing.tabs["site"].get(f"{base}/thumbnails/1.webp")).content) < 50_000


async def test_too_large_is_refused_at_the_first_byte_over(world: World, briefing: Briefing) -> None:
    sent = 0

    async def stream() -> AsyncIterator[bytes]:
        nonlocal sent
        for chunk in [pdf()] + [b"x" * 65536] * 1000:
            sent += len(chunk)
            yield chunk

    answer = await briefing.tabs["secretary"].post(
        f"/meetings/{briefing.id}/papers?lang=en", content=stream()
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "paper.too_large")
    assert answer.json()["message"] == "The file is larger than the limit of 2 MB."
    assert left_behind(world) == []


async def test_the_stream_is_not_read_beyond_the_limit(tmp_path: Path) -> None:
    taken = 0

    async def stream() -> AsyncIterator[bytes]:
        nonlocal taken
        yield pdf()
        while True:
            taken += 65536
            yield b"x" * 65536

    with pytest.raises(ServerError) as refused:
        await Quarantine(tmp_path / "q").receive(
            tmp_path / "q" / "p1", stream(), None, Bounds(size=1_000_000)
        )
    assert refused.value.code == "paper.too_large"
    assert taken <= 1_000_000 + 65536
    assert list((tmp_path / "q").iterdir()) == []


async def test_a_declared_length_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        raise AssertionError("nothing should be read")
        yield b""

    with pytest.raises(ServerError) as refused:
        await Quarantine(tmp_path / "q").receive(
            tmp_path / "q" / "p1", stream(), 10**12, Bounds(size=1_000_000)
        )
    assert refused.value.code == "paper.too_large"


async def test_a_stalled_or_short_upload_leaves_nothing(tmp_path: Path) -> None:
    async def stalled() -> AsyncIterator[bytes]:
        yield pdf()
        await asyncio.sleep(60)

    async def short() -> AsyncIterator[bytes]:
        yield pdf()

    async def broken() -> AsyncIterator[bytes]:
        yield pdf()
        raise ConnectionResetError

    place = Quarantine(tmp_path / "q")
    bounds = Bounds(size=1_000_000, pause_s=0.05)
    with pytest.raises(Malformed):
        await place.receive(tmp_path / "q" / "p1", stalled(), None, bounds)
    with pytest.raises(Malformed):
        await place.receive(tmp_path / "q" / "p2", short(), 10_000, bounds)
    with pytest.raises(ConnectionResetError):
        await place.receive(tmp_path / "q" / "p3", broken(), None, bounds)
    assert list((tmp_path / "q").iterdir()) == []


async def test_memory_stays_flat_while_a_large_file_comes(tmp_path: Path) -> None:
    async def stream() -> AsyncIterator[bytes]:
        yield b"%PDF-1.4\n"
        for _ in range(1500):
            yield b"x" * 65536

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    received = await Quarantine(tmp_path / "q").receive(
        tmp_path / "q" / "p1", stream(), None, Bounds(size=200_000_000)
    )
    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert received.size == 9 + 1500 * 65536
    assert grown_kib < 32 * 1024


async def test_a_full_disk_is_507_and_leaves_nothing(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = quarantine.os.write

    def full(descriptor: int, data: Any) -> int:
        if len(data) > 1000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, data)

    monkeypatch.setattr(quarantine.os, "write", full)
    answer = await briefing.tabs["secretary"].post(f"/meetings/{briefing.id}/papers", content=padded(700_000))
    assert (answer.status_code, answer.json()["code"]) == (507, "storage.full")
    assert left_behind(world) == []


async def test_removing_deletes_everything(world: World, briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    paper = await upload(world, secretary, briefing.id, pdf(2))
    assert left_behind(world)
    assert (
        await secretary.call("DELETE", f"/meetings/{briefing.id}/papers/{paper['id']}")
    ).status_code == 204
    assert left_behind(world) == []
    assert (await secretary.get(f"/meetings/{briefing.id}/papers")).json() == []
    assert (await world.services.briefings.state(briefing.id)).papers == {}
    assert (
        await secretary.call("DELETE", f"/meetings/{briefing.id}/papers/{paper['id']}")
    ).status_code == 404


async def test_a_paper_removed_while_it_is_checked_stays_away(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = PaperRepository.ready

    async def removed_first(self: PaperRepository, paper: PaperRecord, outcome: Any) -> Any:
        await world.services.papers.remove(briefing.id, paper.id, None)
        return await ready(self, paper, outcome)

    monkeypatch.setattr(PaperRepository, "ready", removed_first)
    secretary = briefing.tabs["secretary"]
    await secretary.post(f"/meetings/{briefing.id}/papers", content=pdf(2))
    await world.services.papers.settle()
    assert (await world.services.briefings.state(briefing.id)).papers == {}
    assert left_behind(world) == []


async def test_a_check_that_fails_unforeseen_ends(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unforeseen(*_: Any) -> Any:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(Making, "make", unforeseen)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    assert (paper["state"], paper["reason"]) == ("refused", "paper.check_failed")
    assert left_behind(world) == []


async def test_a_paper_led_on_by_another_is_neither_refused_nor_deleted(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = PaperRepository.ready

    async def twice(self: PaperRepository, paper: PaperRecord, outcome: Any) -> Any:
        assert await ready(self, paper, outcome) is not None
        assert not await self.refuse(paper, "paper.broken")
        return await ready(self, paper, outcome)

    monkeypatch.setattr(PaperRepository, "ready", twice)
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    assert paper["state"] == "ready"
    assert left_behind(world) != []


async def test_a_paper_a_screen_took_out_of_the_meeting_can_be_deleted(
    world: World, briefing: Briefing
) -> None:
    secretary = briefing.tabs["secretary"]
    paper = await upload(world, secretary, briefing.id, pdf())
    seat = Viewer(secretary.principal["seat"], "secretary")
    await world.services.meetings.execute(briefing.id, "paper.remove", {"paper": paper["id"]}, "k1", seat)
    address = f"/meetings/{briefing.id}/papers/{paper['id']}"
    assert (await secretary.call("DELETE", address)).status_code == 204
    assert left_behind(world) == []


async def test_a_paper_of_another_meeting_is_not_found(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf())
    admin = briefing.tabs["administrator"]
    made = await admin.post("/meetings", json={"title": "Khác", "scheduled_at": "2026-03-05T01:00:00Z"})
    answer = await admin.get(f"/meetings/{made.json()['id']}/papers/{paper['id']}/file")
    assert (answer.status_code, answer.json()["code"]) == (404, "paper.not_found")


def test_what_a_killed_check_left_is_swept(tmp_path: Path) -> None:
    for name in ("check-old", "check-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.webp").write_bytes(b"x")
    os.utime(tmp_path / "check-old", (0, 0))
    Quarantine(tmp_path).sweep(frozenset())
    assert [path.name for path in tmp_path.iterdir()] == ["check-new"]


async def test_a_check_cut_off_by_a_restart_is_taken_up_again(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        answer = await briefing.tabs["secretary"].post(f"/meetings/{briefing.id}/papers", content=pdf(40))
        await world.services.papers.stop()
        paper = answer.json()["id"]
        meeting = briefing.id
        state = (await world.services.papers.all(meeting))[0].state
        assert state == "checking"
    async with running(tmp_path) as world:
        await world.services.papers.settle()
        assert (await world.services.papers.ready(meeting, paper)).pages == 40


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
