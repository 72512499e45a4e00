"""Uploads that are resumed: parts, cut lines, liars, restarts; one byte too many ends them."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import json
import os
import random
import resource
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from rooms import Viewer
from server.errors import ServerError
from server.papers import intake
from server.papers.quarantine import Bounds
from server.papers.service import Upload
from server.papers.uploads import IDLE_S, MOST_OPEN, Uploads
from tests.server.papers.pdfs import padded, pdf
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.support.tus import whole

PART = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path, paper_limit_mb=2) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


def encoded(**said: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())


async def begin(tab: Tab, meeting: str, length: object, **said: str) -> httpx.Response:
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": encoded(**said)}
    return await tab.post(f"/meetings/{meeting}/papers/uploads", headers=headers)


async def begun(tab: Tab, meeting: str, data: bytes, **said: str) -> str:
    answer = await begin(tab, meeting, len(data), **said)
    assert (answer.status_code, answer.headers["tus-resumable"]) == (201, "1.0.0"), answer.text
    return answer.headers["location"].removeprefix("/api/v1")


async def send(tab: Tab, where: str, offset: int, data: Any, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await tab.call(
        "PATCH", where, content=data, headers={**PART, "Upload-Offset": str(offset), **named}
    )


async def offset_of(tab: Tab, where: str) -> int:
    answer = await tab.call("HEAD", where, headers={"Tus-Resumable": "1.0.0"})
    assert answer.status_code == 200, answer.status_code
    assert answer.headers["cache-control"] == "no-store"
    return int(answer.headers["upload-offset"])


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def in_quarantine(world: World) -> list[str]:
    folder = world.services.settings.data / "quarantine"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def test_a_file_in_parts_becomes_a_paper(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf(3)
    where = await begun(tab, briefing.id, data, name="Báo cáo.pdf", title="Báo cáo tháng")
    first = await send(tab, where, 0, data[:500])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "500")
    assert "giaoban-paper" not in first.headers
    assert "GMT" in first.headers["upload-expires"]
    assert await offset_of(tab, where) == 500
    last = await send(tab, where, 500, data[500:])
    paper = last.headers["giaoban-paper"]
    await world.services.papers.settle()
    ready = await world.services.papers.ready(briefing.id, paper)
    assert (ready.title, ready.name, ready.pages) == ("Báo cáo tháng", "Báo cáo.pdf", 3)
    assert ready.original_sha256 == hashlib.sha256(data).hexdigest()
    again = await tab.call("HEAD", where, headers={"Tus-Resumable": "1.0.0"})
    assert (again.headers["giaoban-paper"], again.headers["upload-offset"]) == (paper, str(len(data)))
    assert refused(await send(tab, where, len(data), b"")) == (409, "upload.offset")


async def test_one_request_may_carry_it_all(world: World, briefing: Briefing) -> None:
    data = pdf()
    headers = {**PART, "Upload-Length": str(len(data)), "Upload-Metadata": encoded(name="a.pdf")}
    answer = await briefing.tabs["chair"].post(
        f"/meetings/{briefing.id}/papers/uploads", headers=headers, content=data
    )
    assert (answer.status_code, answer.headers["upload-offset"]) == (201, str(len(data)))
    await world.services.papers.settle()
    assert (await world.services.papers.ready(briefing.id, answer.headers["giaoban-paper"])).pages == 1


async def test_what_came_before_the_line_was_cut_is_kept(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], padded(300_000)
    where = await begun(tab, briefing.id, data)
    uploads, seat = world.services.uploads, tab.principal["seat"]

    async def cut() -> AsyncIterator[bytes]:
        yield data[:200_000]
        raise intake.ClientDisconnect

    with pytest.raises(ServerError) as error:
        await uploads.append(briefing.id, where.rpartition("/")[2], seat, 0, cut())
    assert error.value.code == "paper.interrupted"
    assert await offset_of(tab, where) == 200_000
    assert (await send(tab, where, 200_000, data[200_000:])).status_code == 204


async def test_a_newer_request_takes_over_from_one_whose_line_is_dead(
    world: World, briefing: Briefing
) -> None:
    tab, data = briefing.tabs["secretary"], padded(300_000)
    where = await begun(tab, briefing.id, data)
    started = asyncio.Event()

    async def hanging() -> AsyncIterator[bytes]:
        yield data[:100_000]
        started.set()
        await asyncio.sleep(600)

    seat = tab.principal["seat"]
    old = asyncio.create_task(
        world.services.uploads.append(briefing.id, where.rpartition("/")[2], seat, 0, hanging())
    )
    await started.wait()
    assert await offset_of(tab, where) == 100_000
    with pytest.raises(ServerError):
        await old
    assert (await send(tab, where, 100_000, data[100_000:])).status_code == 204


async def test_an_upload_goes_on_after_the_server_was_restarted(tmp_path: Path) -> None:
    data = pdf(5)
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        tab = briefing.tabs["secretary"]
        seat = tab.principal["seat"]
        where = (await begun(tab, briefing.id, data, name="a.pdf")).rpartition("/")[2]
        await send(tab, f"/meetings/{briefing.id}/papers/uploads/{where}", 0, data[:700])
    async with running(tmp_path) as world:
        uploads = world.services.uploads
        assert (await uploads.standing(briefing.id, where, seat)).offset == 700

        async def rest() -> AsyncIterator[bytes]:
            yield data[700:]

        done = await uploads.append(briefing.id, where, seat, 700, rest())
        await world.services.papers.settle()
        assert (await world.services.papers.ready(briefing.id, done.claim.paper)).pages == 5


@pytest.mark.parametrize("moved", [False, True])
async def test_a_server_that_died_with_the_last_byte_still_makes_it_a_paper(
    world: World, briefing: Briefing, moved: bool
) -> None:
    tab, data = briefing.tabs["secretary"], pdf(2)
    where = await begun(tab, briefing.id, data)
    name = where.rpartition("/")[2]
    folder = world.services.settings.data / "quarantine"
    (folder / f"upload-{name}.bytes").write_bytes(data)
    claim = json.loads((folder / f"upload-{name}.json").read_text())
    if moved:
        os.replace(folder / f"upload-{name}.bytes", folder / f"{claim['paper']}-1.part")
    answer = await tab.call("HEAD", where, headers={"Tus-Resumable": "1.0.0"})
    assert answer.headers["giaoban-paper"] == claim["paper"]
    await world.services.papers.settle()
    assert (await world.services.papers.ready(briefing.id, claim["paper"])).pages == 2


@pytest.mark.parametrize(
    ("length", "said", "answer"),
    [
        (2_000_001, {}, (413, "paper.too_large")),
        (0, {}, (422, "paper.empty")),
        ("-5", {}, (400, "upload.malformed")),
        ("9" * 40, {}, (400, "upload.malformed")),
        ("", {}, (400, "upload.malformed")),
        (10, {"item": "../x"}, (400, "upload.malformed")),
        (10, {"sha256": "ff"}, (400, "upload.malformed")),
    ],
)
async def test_an_upload_that_cannot_be_is_not_begun(
    world: World, briefing: Briefing, length: object, said: dict[str, str], answer: tuple[int, str]
) -> None:
    assert refused(await begin(briefing.tabs["secretary"], briefing.id, length, **said)) == answer
    assert in_quarantine(world) == []


async def test_a_byte_over_the_declared_length_is_413_and_ends_the_upload(
    world: World, briefing: Briefing
) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    taken = 0

    async def more() -> AsyncIterator[bytes]:
        nonlocal taken
        yield data
        while True:
            taken += 65536
            yield b"x" * 65536

    for body in (data + b"x", more()):
        where = await begun(tab, briefing.id, data)
        assert refused(await send(tab, where, 0, body)) == (413, "upload.beyond")
        answer = await tab.call("HEAD", where, headers={"Tus-Resumable": "1.0.0"})
        assert answer.status_code == 404
    assert taken <= 65536
    assert in_quarantine(world) == []


async def test_a_type_that_is_not_taken_is_refused_by_its_first_bytes(
    world: World, briefing: Briefing
) -> None:
    tab = briefing.tabs["secretary"]
    where = await begun(tab, briefing.id, b"x" * 1_000_000, name="a.pdf")
    assert refused(await send(tab, where, 0, b"MZ" + b"x" * 500)) == (415, "paper.unknown_kind")
    where = await begun(tab, briefing.id, b"x" * 1_000, name="a.pdf")
    assert (await send(tab, where, 0, b"MZ")).status_code == 204
    assert refused(await send(tab, where, 2, b"x" * 200)) == (415, "paper.unknown_kind")
    assert in_quarantine(world) == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
async def test_a_part_damaged_on_its_way_is_not_kept(
    world: World, briefing: Briefing, algorithm: str
) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data)
    right = base64.b64encode(hashlib.new(algorithm, data[:400]).digest()).decode()
    damaged = await send(tab, where, 0, b"%PDF-1.4" + b"y" * 392, Upload_Checksum=f"{algorithm} {right}")
    assert refused(damaged) == (460, "upload.checksum")
    assert await offset_of(tab, where) == 0
    assert (await send(tab, where, 0, data[:400], Upload_Checksum=f"{algorithm} {right}")).status_code == 204


@pytest.mark.parametrize(
    "header", [b"md5 AAAA", b"sha256", b"sha256 !!!", b"sha256 AAA", b"sha1 \xe9\xff\xb2", b""]
)
async def test_a_checksum_that_is_none_is_refused_before_anything_is_begun(
    world: World, briefing: Briefing, header: bytes
) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    named: Any = {**whole(data, name="a.pdf"), b"Upload-Checksum": header}
    answer = await tab.post(f"/meetings/{briefing.id}/papers/uploads", headers=named, content=data)
    assert refused(answer) == (400, "upload.malformed")
    assert in_quarantine(world) == []
    where = await begun(tab, briefing.id, data)
    part: Any = {**PART, "Upload-Offset": "0", b"Upload-Checksum": header}
    assert refused(await tab.call("PATCH", where, content=data, headers=part)) == (400, "upload.malformed")
    assert await offset_of(tab, where) == 0


async def test_a_file_that_is_not_the_one_declared_is_refused_whole(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data, sha256="0" * 64)
    assert refused(await send(tab, where, 0, data)) == (422, "upload.not_the_file")
    assert in_quarantine(world) == []
    where = await begun(tab, briefing.id, data, sha256=hashlib.sha256(data).hexdigest())
    assert (await send(tab, where, 0, data)).status_code == 204


async def test_offsets_versions_and_types_must_fit(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data)
    assert refused(await send(tab, where, 7, data[7:])) == (409, "upload.offset")
    other = await send(tab, where, 0, data, Content_Type="application/pdf")
    assert refused(other) == (415, "upload.content_type")
    other = await send(tab, where, 0, data, Tus_Resumable="0.2.2")
    assert refused(other) == (412, "upload.version")
    assert other.headers["tus-version"] == "1.0.0"
    assert await offset_of(tab, where) == 0
    asked = await tab.call("OPTIONS", f"/meetings/{briefing.id}/papers/uploads")
    assert (asked.status_code, asked.headers["tus-max-size"]) == (204, "2000000")
    assert "checksum" in asked.headers["tus-extension"]


async def test_an_upload_is_nobody_elses(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data)
    for role in ("chair", "administrator", "site"):
        assert refused(await send(briefing.tabs[role], where, 0, data)) == (404, "upload.not_found")
    for role in ("site", "delegate", "observer", "officer"):
        assert (await begin(briefing.tabs[role], briefing.id, 10)).status_code == 403
    for odd in ("u..", "x" * 60, "%2e%2e"):
        elsewhere = f"/meetings/{briefing.id}/papers/uploads/{odd}"
        assert (await send(tab, elsewhere, 0, data)).status_code == 404


async def test_giving_up_leaves_nothing(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data)
    await send(tab, where, 0, data[:100])
    assert (await tab.call("DELETE", where, headers={"Tus-Resumable": "1.0.0"})).status_code == 204
    assert in_quarantine(world) == []
    assert refused(await send(tab, where, 100, data[100:])) == (404, "upload.not_found")


async def test_an_upload_left_for_a_day_expires(world: World, briefing: Briefing) -> None:
    tab, data = briefing.tabs["secretary"], pdf()
    where = await begun(tab, briefing.id, data)
    other = await begun(tab, briefing.id, data, name="b.pdf")
    for path in (world.services.settings.data / "quarantine").iterdir():
        os.utime(path, (0, 0))
    assert refused(await send(tab, where, 0, data)) == (410, "upload.expired")
    await begun(tab, briefing.id, data)
    assert not any(other.rpartition("/")[2] in name for name in in_quarantine(world))


async def test_nobody_opens_uploads_without_end(world: World, briefing: Briefing) -> None:
    tab = briefing.tabs["secretary"]
    uploads = [await begun(tab, briefing.id, pdf(), name=f"{number}.pdf") for number in range(MOST_OPEN)]
    assert refused(await begin(tab, briefing.id, 100)) == (429, "upload.too_many")
    await begun(briefing.tabs["chair"], briefing.id, pdf())
    an_hour_ago = time.time() - IDLE_S - 1
    for path in (world.services.settings.data / "quarantine").glob(f"*{uploads[3].rpartition('/')[2]}*"):
        os.utime(path, (an_hour_ago, an_hour_ago))
    await begun(tab, briefing.id, pdf(), name="one-more.pdf")
    assert (await tab.call("HEAD", uploads[3], headers={"Tus-Resumable": "1.0.0"})).status_code == 404
    assert await offset_of(tab, uploads[0]) == 0


async def test_an_upload_whose_beginning_was_answered_in_vain_blocks_nothing(
    world: World, briefing: Briefing
) -> None:
    """The answer was lost on a weak line, so the client begins again, and again."""
    tab, data = briefing.tabs["secretary"], pdf()
    for _ in range(3 * MOST_OPEN):
        where = await begun(tab, briefing.id, data, name="a.pdf")
    assert len(in_quarantine(world)) == 2
    assert (await send(tab, where, 0, data)).status_code == 204


async def test_a_full_disk_is_507_and_leaves_nothing(
    world: World, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab, data = briefing.tabs["secretary"], padded(700_000)
    where = await begun(tab, briefing.id, data)
    real = intake.os.write

    def full(descriptor: int, part: Any) -> int:
        if len(part) > 1000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor, part)

    monkeypatch.setattr(intake.os, "write", full)
    assert refused(await send(tab, where, 0, data)) == (507, "storage.full")
    assert in_quarantine(world) == []


async def test_memory_stays_flat_and_random_cuts_lose_nothing(world: World, briefing: Briefing) -> None:
    seat = briefing.tabs["secretary"].principal["seat"]
    uploads = Uploads(world.services.settings.data / "big", Bounds(size=200_000_000), world.services.papers)
    dice = random.Random(7)  # noqa: S311 - the same cuts each time
    made = await uploads.open(Upload(briefing.id, "", "", None, 60_000_000), None, seat)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    offset = 0

    async def part(length: int) -> AsyncIterator[bytes]:
        sent = 0
        while sent < length:
            at = offset + sent
            piece = b"%PDF-1.4\n".ljust(65536, b"x") if at == 0 else b"x" * min(65536, length - sent)
            sent += len(piece)
            yield piece
        raise intake.ClientDisconnect

    while offset < 50_000_000:
        cut_at = dice.randrange(65536, 9_000_000)
        with pytest.raises(ServerError):
            await uploads.append(briefing.id, made.claim.id, seat, offset, part(cut_at))
        now = await uploads.standing(briefing.id, made.claim.id, seat)
        assert now.offset > offset
        offset = now.offset
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


async def test_what_the_desk_began_is_not_finished_by_who_is_not_at_the_desk_any_more(
    world: World, briefing: Briefing
) -> None:
    tab, chair = briefing.tabs["secretary"], Viewer(briefing.tabs["chair"].principal["seat"], "chair")
    data, person = pdf(1), tab.principal
    where = await begun(tab, briefing.id, data, name="a.pdf", title="Báo cáo")
    assert (await send(tab, where, 0, data[:100])).status_code == 204
    again = {"seat": person["seat"], "name": person["name"], "office": "", "role": "technician"}
    for command, body in (("officer.remove", {"seat": person["seat"]}), ("officer.add", again)):
        await world.services.meetings.execute(briefing.id, command, body, command, chair)
    tab = await world.account_tab(person["id"])
    assert refused(await send(tab, where, 100, data[100:])) == (403, "access.denied")
    look = await tab.call("HEAD", where, headers={"Tus-Resumable": "1.0.0"})
    assert look.status_code == 404
    assert in_quarantine(world) == []
    assert (await briefing.tabs["chair"].get(f"/meetings/{briefing.id}/papers")).json() == []
