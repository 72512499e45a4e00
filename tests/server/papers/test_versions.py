"""Versions of a paper in the meeting: replaced live, kept, compared, and closed to those they are not for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from rooms import Viewer
from server.errors import Conflict
from server.markings.service import MarkedPapers
from server.papers.entering import Entering
from tests.server.papers.desk import UNIT, Desk
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import full_briefing, running

OFFICERS = ("chair", "deputy", "secretary", "technician")
KEEPERS = (*OFFICERS, "administrator", "archivist")
READERS = ("site", "delegate", "observer")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with running(tmp_path) as world:
        yield await Desk(world, await full_briefing(world)).prepare()


async def replaced(desk: Desk, paper: str, data: bytes, note: str = "") -> int:
    one = await desk.begin("secretary", newer_of=paper, note=note)
    await desk.send("secretary", one, data)
    return one["version"]


async def status(desk: Desk, role: str, path: str) -> tuple[int, str]:
    answer = await desk.tab(role).get(f"{desk.base}/{path}")
    code = answer.json()["code"] if answer.status_code >= 400 else ""
    return answer.status_code, code


async def read(desk: Desk, role: str, paper: str, version: int) -> int:
    answer = await desk.tab(role).post(f"{desk.base}/{paper}/read", json={"version": version})
    return answer.status_code


async def test_a_newer_version_stands_at_once_and_the_page_in_front_stays(desk: Desk) -> None:
    old, new = pdf(5, text="Ban mot"), pdf(3, text="Ban hai")
    paper = await desk.in_meeting(old, title="Báo cáo", item="a1")
    await desk.give("front.show", paper=paper, page=5)
    assert await replaced(desk, paper, new, "Bỏ phụ lục") == 2
    state = await desk.state()
    assert (state.papers[paper].version, state.papers[paper].note) == (2, "Bỏ phụ lục")
    assert (state.papers[paper].title, state.papers[paper].item) == ("Báo cáo", "a1")
    assert (state.front.paper, state.front.page) == (paper, 3)
    for role in (*KEEPERS, *READERS):
        assert (await desk.tab(role).get(f"{desk.base}/{paper}/file")).content == new
    assert [row["version"] for row in (await desk.tab("site").get(desk.base)).json()] == [2]


async def test_earlier_versions_are_kept_for_officers_and_the_record(desk: Desk) -> None:
    old = pdf(2, text="Ban mot")
    paper = await desk.in_meeting(old)
    await replaced(desk, paper, pdf(2, text="Ban hai"))
    for role in KEEPERS:
        assert (await desk.tab(role).get(f"{desk.base}/{paper}/file?version=1")).content == old
        assert await status(desk, role, f"{paper}/thumbnails/1.webp?version=1") == (200, "")
    for role in READERS:
        for what in ("file", "thumbnails/1.webp", "text/1"):
            assert await status(desk, role, f"{paper}/{what}?version=1") == (403, "paper.version_closed")
        assert await status(desk, role, f"{paper}/file?version=2") == (200, "")


async def test_a_version_not_yet_approved_is_for_the_desk_and_its_unit(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one)
    newer = await desk.begin("site", newer_of=one["paper"])
    await desk.send("site", newer, pdf(4))
    path = f"{one['paper']}/file?version=2"
    for role in ("secretary", "chair", "administrator", "site", "delegate"):
        assert (await status(desk, role, path))[0] == 200, role
    for role in ("deputy", "technician", "archivist", "observer"):
        assert await status(desk, role, path) == (403, "paper.version_closed")
    assert (await desk.state()).papers[one["paper"]].version == 1


async def test_a_draft_is_not_there_for_others(desk: Desk) -> None:
    one = await desk.submitted()
    for path in (f"{one['paper']}/file", f"{one['paper']}/file?version=1", f"{one['paper']}/text/1"):
        for role in ("deputy", "technician", "observer", "archivist"):
            assert await status(desk, role, path) == (404, "paper.not_found")
        assert (await status(desk, "secretary", path))[0] == 200
    assert (await status(desk, "site", f"{one['paper']}/file?version=1"))[0] == 200


async def test_a_version_that_was_sent_back_never_stood(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one, decision="send_back", reason="Thiếu chữ ký")
    newer = await desk.begin("site", newer_of=one["paper"])
    await desk.send("site", newer, pdf(4))
    await desk.tab("site").post(f"{desk.at(newer)}/submit")
    await desk.decide(newer)
    assert await status(desk, "technician", f"{one['paper']}/file?version=1") == (403, "paper.version_closed")
    assert (await status(desk, "chair", f"{one['paper']}/file?version=1"))[0] == 200


async def test_a_units_newer_version_stands_when_it_is_approved(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one)
    newer = await desk.begin("site", newer_of=one["paper"], number="16/BC-UBND", note="Sửa số liệu")
    await desk.send("site", newer, pdf(4))
    await desk.tab("site").post(f"{desk.at(newer)}/submit")
    assert (await desk.decide(newer)).status_code == 200
    paper = (await desk.state()).papers[one["paper"]]
    assert (paper.version, paper.pages, paper.number, paper.note) == (2, 4, "16/BC-UBND", "Sửa số liệu")


async def test_of_two_replacements_the_newer_stands_whichever_is_approved_last(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one)
    second = await desk.begin("site", newer_of=one["paper"])
    await desk.send("site", second, pdf(4))
    await desk.tab("site").post(f"{desk.at(second)}/submit")
    assert await replaced(desk, one["paper"], pdf(7)) == 3
    answer = await desk.decide(second)
    assert (answer.status_code, answer.json()["code"]) == (409, "paper.not_newer")
    paper = (await desk.state()).papers[one["paper"]]
    assert (paper.version, paper.pages) == (3, 7)


async def test_others_do_not_replace_a_units_paper(desk: Desk) -> None:
    paper = await desk.in_meeting(unit="site-UBND", item="a1")
    answer = await desk.tab("site").post(
        f"{desk.base}/submissions", json={"newer_of": paper, "title": "Của tôi"}
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "submission.not_responsible")
    gone = await desk.tab("secretary").post(
        f"{desk.base}/submissions", json={"newer_of": "p" + "0" * 12, "title": "x"}
    )
    assert (gone.status_code, gone.json()["code"]) == (404, "paper.not_found")


async def test_a_withdrawn_paper_is_closed_to_everyone_but_officers(desk: Desk) -> None:
    paper = await desk.in_meeting()
    await desk.give("front.show", paper=paper)
    await desk.give("paper.withdraw", paper=paper, reason="Nhầm bản")
    assert (await desk.state()).front.paper is None
    for role in (*READERS, "archivist", "administrator"):
        for what in ("file", "thumbnails/1.webp", "text/1", "versions"):
            assert await status(desk, role, f"{paper}/{what}") == (403, "paper.is_withdrawn"), role
        assert await read(desk, role, paper, 1) == 403
    for role in OFFICERS:
        assert (await status(desk, role, f"{paper}/file"))[0] == 200
    again = await desk.tab("secretary").post(
        f"{desk.base}/submissions", json={"newer_of": paper, "title": "x"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "paper.is_withdrawn")


async def test_a_paper_taken_out_of_the_meeting_is_not_read_by_its_address(desk: Desk) -> None:
    paper = await desk.in_meeting()
    seat = Viewer(desk.tab("secretary").principal["seat"], "secretary")
    execute = desk.world.services.meetings.execute
    await execute(desk.briefing.id, "paper.remove", {"paper": paper}, "k1", seat)
    for role in READERS:
        assert await status(desk, role, f"{paper}/file") == (404, "paper.not_found")


async def test_what_changed_since_one_read_it(desk: Desk) -> None:
    paper = await desk.in_meeting(pdf(3, text="Thu ngan sach"))
    assert await read(desk, "site", paper, 1) == 204
    assert await read(desk, "site", paper, 1) == 204
    await replaced(desk, paper, pdf(4, text="Thu ngan sach"))
    assert (await desk.tab("site").get(f"{desk.base}/readings")).json() == {paper: [1]}
    told = (await desk.tab("site").get(f"{desk.base}/{paper}/changes?from=1&to=2")).json()
    assert [(one["change"], one["before"], one["after"]) for one in told["pages"]] == [("added", None, 4)]
    assert told["pages"][0]["pieces"] == [["added", "Thu ngan sach 4"]]
    assert await read(desk, "site", paper, 2) == 204
    assert (await status(desk, "site", f"{paper}/changes?from=1&to=2"))[0] == 200, "also after reading it"


async def test_words_of_a_discarded_draft_are_told_to_nobody(desk: Desk) -> None:
    one = await desk.submitted(data=pdf(2, text="Ban mot"))
    await desk.decide(one)
    paper = one["paper"]
    assert await read(desk, "delegate", paper, 1) == 204
    draft = await desk.begin("site", newer_of=paper)
    await desk.send("site", draft, pdf(2, text="Nham tep"))
    assert await read(desk, "site", paper, draft["version"]) == 204
    path = f"{paper}/changes?from=1&to={draft['version']}"
    assert "Nham" in (await desk.tab("site").get(f"{desk.base}/{path}")).text
    assert (await desk.tab("site").call("DELETE", desk.at(draft))).status_code == 204
    assert (await desk.tab("site").get(f"{desk.base}/readings")).json() == {}
    stands = await replaced(desk, paper, pdf(2, text="Dung tep"))
    told = (await desk.tab("delegate").get(f"{desk.base}/{paper}/changes?from=1&to={stands}")).text
    assert "Dung" in told
    assert "Nham" not in told


async def test_a_number_is_not_given_out_twice(desk: Desk) -> None:
    paper = await desk.in_meeting(unit=UNIT, item="a1")
    for expected in (2, 3):
        draft = await desk.begin("site", newer_of=paper)
        assert draft["version"] == expected
        assert (await desk.tab("site").call("DELETE", desk.at(draft))).status_code == 204
        again = await desk.tab("site").call("DELETE", desk.at(draft))
        assert (again.status_code, again.json()["code"]) == (404, "submission.not_found")
    assert [row["version"] for row in await desk.listed("secretary")] == [1]
    assert await replaced(desk, paper, pdf(3)) == 4


async def test_what_one_has_not_read_is_not_told_by_comparing(desk: Desk) -> None:
    paper = await desk.in_meeting(pdf(2))
    await read(desk, "site", paper, 1)
    await replaced(desk, paper, pdf(3))
    path = f"{paper}/changes?from=1&to=2"
    for role in ("delegate", "observer"):
        assert await status(desk, role, path) == (403, "paper.version_closed")
    for role in KEEPERS:
        assert (await status(desk, role, path))[0] == 200
    assert await status(desk, "chair", f"{paper}/changes?from=2&to=1") == (409, "paper.no_version")
    assert await status(desk, "chair", f"{paper}/changes?from=1&to=9") == (404, "paper.not_found")
    assert (await status(desk, "chair", f"{paper}/changes?from=0&to=1"))[0] == 422


async def test_nobody_has_read_what_is_not_theirs_to_open(desk: Desk) -> None:
    paper = await desk.in_meeting(pdf(2))
    await replaced(desk, paper, pdf(3))
    assert await read(desk, "site", paper, 1) == 403
    assert await read(desk, "site", paper, 9) == 403
    assert (await desk.tab("site").get(f"{desk.base}/readings")).json() == {}


async def test_everybody_sees_the_versions_they_may_know_of(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one)
    paper = one["paper"]
    await read(desk, "site", paper, 1)
    await replaced(desk, paper, pdf(3), "Sửa biểu 2")
    newer = await desk.begin("site", newer_of=paper)
    await desk.send("site", newer, pdf(4))

    async def seen(role: str) -> list[Any]:
        rows = (await desk.tab(role).get(f"{desk.base}/{paper}/versions")).json()
        return [(row["version"], row["state"], row["current"], row["read"]) for row in rows]

    first, second = (1, "approved", False, False), (2, "approved", True, False)
    assert await seen("secretary") == [(3, "draft", False, False), second, first]
    assert await seen("archivist") == [second, first]
    assert await seen("site") == [second, (1, "approved", False, True)]
    assert await seen("observer") == [second]
    for role, opens in (("site", [True, False]), ("archivist", [True, True])):
        rows = (await desk.tab(role).get(f"{desk.base}/{paper}/versions")).json()
        assert [row["opens"] for row in rows] == opens


async def test_of_a_marked_paper_versions_are_known_and_no_words_are_told(desk: Desk) -> None:
    paper = await desk.in_meeting(item="a1", marking="confidential")
    assert await read(desk, "site", paper, 1) == 204
    await replaced(desk, paper, pdf(3))
    for role in ("secretary", "site"):
        assert (await status(desk, role, f"{paper}/versions"))[0] == 200
        told = await status(desk, role, f"{paper}/changes?from=1&to=2")
        assert told == (403, "marking.as_pages"), role


def edit_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    give = Entering._give

    async def no_edit(self: Entering, paper: Any, command: str, data: dict[str, Any]) -> None:
        if command == "paper.edit":
            raise Conflict("seat.unknown")
        await give(self, paper, command, data)

    monkeypatch.setattr(Entering, "_give", no_edit)


async def test_a_version_that_came_to_stand_keeps_its_file_when_its_words_do_not_come(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, new = await desk.in_meeting(item="a1"), pdf(3)
    edit_fails(monkeypatch)
    one = await desk.begin("secretary", newer_of=paper, title="Tên khác")
    await desk.send("secretary", one, new)
    assert (await desk.state()).papers[paper].version == 2
    assert (await desk.tab("site").get(f"{desk.base}/{paper}/file")).content == new


async def test_an_approval_holds_when_the_version_stands_and_its_words_do_not_come(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await desk.submitted()
    await desk.decide(first)
    newer = await desk.begin("site", newer_of=first["paper"], title="Tên khác")
    await desk.send("site", newer, pdf(3))
    await desk.tab("site").post(f"{desk.at(newer)}/submit")
    edit_fails(monkeypatch)
    assert (await desk.decide(newer)).status_code == 409
    assert [row["state"] for row in await desk.listed("secretary")] == ["approved", "approved"]
    assert (await status(desk, "site", f"{first['paper']}/file"))[0] == 200


async def test_no_words_are_told_of_an_earlier_version_that_is_still_marked(desk: Desk) -> None:
    paper = await desk.in_meeting(item="a1", marking="confidential")
    assert await read(desk, "site", paper, 1) == 204
    await replaced(desk, paper, pdf(3))
    chair = Viewer(desk.tab("chair").principal["seat"], "chair")
    lower = {"paper": paper, "marking": "normal", "reason": "Hết mật"}
    await desk.world.services.meetings.execute(desk.briefing.id, "marking.lower", lower, "lower", chair)
    assert await status(desk, "site", f"{paper}/file") == (200, "")
    for role in ("secretary", "site"):
        assert await status(desk, role, f"{paper}/changes?from=1&to=2") == (403, "marking.as_pages"), role


async def test_a_seat_that_may_not_read_a_marked_paper_has_not_read_it(desk: Desk) -> None:
    paper = await desk.in_meeting(item="a1", marking="confidential")
    for role in ("observer", "technician", "administrator"):
        assert await read(desk, role, paper, 1) == 403, role
        assert (await desk.tab(role).get(f"{desk.base}/readings")).json() == {}


async def test_a_marked_version_that_comes_to_stand_meanwhile_is_not_handed_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = await desk.in_meeting(item="a1")
    require = MarkedPapers.require

    async def and_then_replaced(self: MarkedPapers, *asked: Any) -> None:
        await require(self, *asked)
        monkeypatch.undo()
        one = await desk.begin("secretary", newer_of=paper, marking="confidential")
        await desk.send("secretary", one, pdf(3))

    monkeypatch.setattr(MarkedPapers, "require", and_then_replaced)
    answer = await desk.tab("site").get(f"{desk.base}/{paper}/file")
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(len(pdf(2)))
    assert await status(desk, "site", f"{paper}/file") == (403, "marking.as_pages")


async def test_versions_of_internal_items_are_closed_to_observers(desk: Desk) -> None:
    paper = await desk.in_meeting(item="a1")
    await read(desk, "observer", paper, 1)
    await replaced(desk, paper, pdf(3))
    await desk.give("agenda.edit", item="a1", internal=True)
    for path in ("versions", "changes?from=1&to=2", "file?version=2"):
        assert await status(desk, "observer", f"{paper}/{path}") == (403, "agenda.internal")


async def test_removing_a_paper_forgets_its_versions_and_readers(desk: Desk) -> None:
    paper = await desk.in_meeting()
    await read(desk, "site", paper, 1)
    await replaced(desk, paper, pdf(3))
    assert (await desk.tab("secretary").call("DELETE", f"{desk.base}/{paper}")).status_code == 204
    assert (await desk.tab("site").get(f"{desk.base}/readings")).json() == {}
    assert await desk.listed("secretary") == []
