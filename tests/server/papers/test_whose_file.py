"""Whose file a submission takes: of what is approved the desk's only, of an open one any of its seats'."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.papers.claims import Claims
from server.papers.intake import Intake
from tests.server.papers.desk import UNIT, Desk
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running
from tests.support.tus import whole


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with running(tmp_path) as world:
        yield await Desk(world, await full_briefing(world)).prepare()


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def begun(desk: Desk, role: str, one: dict[str, Any], length: int) -> str:
    """An upload of so many bytes for a submission, of which none has come; where it is."""
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(length)}
    answer = await desk.tab(role).post(f"{desk.at(one)}/uploads", headers=headers)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].removeprefix("/api/v1")


async def sent(desk: Desk, role: str, where: str, data: bytes, offset: int = 0) -> Any:
    headers = {name: value for name, value in whole(data).items() if name.startswith(("Tus", "Content"))}
    return await desk.tab(role).call(
        "PATCH", where, content=data, headers={**headers, "Upload-Offset": str(offset)}
    )


@pytest.mark.parametrize("role", ["site", "delegate"])
async def test_only_the_desk_sends_the_file_of_what_the_desk_began(desk: Desk, role: str) -> None:
    paper = await desk.in_meeting(unit=UNIT, item="a1")
    for one in (
        await desk.begin("secretary", unit=UNIT, item="a1"),
        await desk.begin("secretary", newer_of=paper),
    ):
        assert one["paper"] in [row["paper"] for row in await desk.listed("site")]
        mine = await desk.tab(role).post(f"{desk.at(one)}/uploads", headers=whole(pdf(4)), content=pdf(4))
        assert said(mine) == (409, "submission.decided")
        await desk.world.services.papers.settle()
        await desk.send("chair", one, pdf(3))
        assert (await desk.state()).papers[one["paper"]].pages == 3


async def test_an_upload_begun_for_a_draft_does_not_become_what_the_desk_began_instead(
    desk: Desk,
) -> None:
    paper, data = await desk.in_meeting(unit=UNIT, item="a1"), pdf(4)
    draft = await desk.begin("site", newer_of=paper)
    where = await begun(desk, "site", draft, len(data))
    assert (await desk.tab("site").call("DELETE", desk.at(draft))).status_code == 204
    one = await desk.begin("secretary", newer_of=paper)
    assert desk.at(one) != desk.at(draft)
    assert said(await sent(desk, "site", where, data)) == (404, "upload.not_found")
    await desk.send("secretary", one, pdf(3))
    assert (await desk.state()).papers[paper].pages == 3


async def test_an_upload_gives_way_to_another_of_its_own_seat_only(desk: Desk) -> None:
    one, data = await desk.begin("site", item="a1"), pdf(2)
    first = await begun(desk, "site", one, len(data))
    other = await begun(desk, "delegate", one, len(data))
    newer = await begun(desk, "site", one, len(data))
    assert said(await sent(desk, "site", first, data)) == (404, "upload.not_found")
    assert (await sent(desk, "delegate", other, data[:100])).status_code == 204
    assert (await sent(desk, "site", newer, data)).status_code == 204
    assert said(await sent(desk, "delegate", other, data[100:], 100)) == (409, "submission.has_file")


async def test_an_upload_that_makes_way_before_its_first_byte_is_told_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, data = await desk.begin("site", item="a1"), pdf(2)
    first, newer, take = await begun(desk, "site", one, len(data)), "", Intake.take

    async def overtaken(*given: Any) -> None:
        nonlocal newer
        newer = newer or await begun(desk, "site", one, len(data))
        await take(*given)

    monkeypatch.setattr(Intake, "take", overtaken)
    assert said(await sent(desk, "site", first, data)) == (404, "upload.not_found")
    assert (await sent(desk, "site", newer, data)).status_code == 204


async def test_an_upload_that_makes_way_while_it_is_looked_up_has_not_expired(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, data = await desk.begin("site", item="a1"), pdf(2)
    where = await begun(desk, "site", one, len(data))
    for look in ("find", "expires_at"):
        first = await begun(desk, "site", one, len(data))
        with monkeypatch.context() as patched:
            make_way_after(patched, look)
            assert said(await sent(desk, "site", first, data)) == (404, "upload.not_found")
    assert said(await sent(desk, "site", where, data)) == (404, "upload.not_found")


def make_way_after(patched: pytest.MonkeyPatch, look: str) -> None:
    """The upload is forgotten the moment after the first `look` at it."""
    really = getattr(Claims, look)

    def overtaken(claims: Claims, upload: str) -> Any:
        answer = really(claims, upload)
        claims.forget(upload)
        return answer

    patched.setattr(Claims, look, overtaken)
