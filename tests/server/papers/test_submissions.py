"""Papers on their way to the desk: drafted by the unit that is responsible, approved or sent back."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.clock import iso
from server.db.repositories.paper_reviews import ReviewRepository
from server.papers import review
from server.papers.authors import author
from server.papers.entering import Entering
from tests.server.papers.desk import UNIT, Desk
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import START, full_briefing, running
from tests.support.tus import whole

SAID = {
    "number": "152/BC-UBND",
    "issuer": "UBND huyện Quế Phong",
    "dated": "2026-02-27",
    "kind": "report",
    "marking": "normal",
}


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with running(tmp_path) as world:
        yield await Desk(world, await full_briefing(world)).prepare()


async def refused(answer: Any, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["message"]


async def test_a_units_paper_enters_the_meeting_when_the_desk_approves(desk: Desk) -> None:
    one = await desk.begin("site", item="a1", **SAID)
    assert (one["state"], one["unit"], one["version"], one["file"]) == ("draft", UNIT, 1, None)
    await desk.send("site", one)
    assert (await desk.state()).papers == {}
    assert (await desk.tab("chair").get(desk.base)).json() == [], "nobody sees a draft"
    sent = await desk.tab("site").post(f"{desk.at(one)}/submit")
    assert sent.json()["state"] == "submitted"
    assert (await desk.state()).papers == {}
    approved = (await desk.decide(one)).json()
    assert (approved["state"], approved["in_meeting"]) == ("approved", True)
    paper = (await desk.state()).papers[one["paper"]]
    assert {name: getattr(paper, name) for name in SAID} == SAID
    assert (paper.item, paper.unit, paper.version, paper.pages) == ("a1", UNIT, 1, 2)
    assert [row["id"] for row in (await desk.tab("chair").get(desk.base)).json()] == [one["paper"]]


async def test_what_is_sent_back_says_why_and_comes_again(desk: Desk) -> None:
    one = await desk.submitted()
    await refused(await desk.decide(one, decision="send_back", reason=" "), 422, "submission.no_reason")
    back = await desk.decide(one, decision="send_back", reason="Thiếu biểu số liệu")
    assert (back.json()["state"], back.json()["reason"]) == ("sent_back", "Thiếu biểu số liệu")
    seen = await desk.listed("site")
    assert [(row["state"], row["reason"]) for row in seen] == [("sent_back", "Thiếu biểu số liệu")]
    again = await desk.begin("site", newer_of=one["paper"], title="Báo cáo (bổ sung)")
    assert (again["version"], again["item"], again["unit"]) == (2, "a1", UNIT)
    await desk.send("site", again, pdf(3))
    await desk.tab("site").post(f"{desk.at(again)}/submit")
    assert (await desk.decide(again)).status_code == 200
    paper = (await desk.state()).papers[one["paper"]]
    assert (paper.version, paper.pages, paper.title) == (2, 3, "Báo cáo (bổ sung)")
    await refused(await desk.decide(one), 409, "submission.decided")


async def test_the_same_file_may_be_handed_in_again_with_better_words(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one, decision="send_back", reason="Sai số, ký hiệu")
    changed = await desk.tab("site").call("PATCH", desk.at(one), json={"number": "15/BC-UBND"})
    assert changed.json()["number"] == "15/BC-UBND"
    assert (await desk.tab("site").post(f"{desk.at(one)}/submit")).json()["reason"] == ""
    await desk.decide(one)
    assert (await desk.state()).papers[one["paper"]].number == "15/BC-UBND"


async def test_what_the_desk_brings_is_approved_at_once(desk: Desk) -> None:
    for role in ("secretary", "chair", "administrator"):
        one = await desk.begin(role, unit=UNIT, item="a1", **SAID)
        assert one["state"] == "approved"
        assert one["paper"] not in (await desk.state()).papers
        await desk.send(role, one)
        assert (await desk.state()).papers[one["paper"]].unit == UNIT


async def test_a_delegate_brings_papers_for_their_hall(desk: Desk) -> None:
    one = await desk.submitted("delegate")
    assert one["unit"] == UNIT
    assert [row["paper"] for row in await desk.listed("site")] == [one["paper"]]


async def test_nobody_brings_papers_for_what_is_not_theirs(desk: Desk) -> None:
    path = f"{desk.base}/submissions"
    await desk.give("agenda.add", title="Đầu tư công", seats=["site-UBND"])
    body = {"title": "x", "item": "a2"}
    await refused(await desk.tab("site").post(path, json=body), 403, "submission.not_responsible")
    for role in ("technician", "deputy"):
        answer = await desk.tab(role).post(path, json={"title": "x", "item": "a1"})
        await refused(answer, 403, "submission.not_responsible")
    await refused(
        await desk.tab("site").post(path, json={"title": "x", "item": "a9"}), 409, "agenda.unknown_item"
    )
    await refused(await desk.tab("site").post(path, json={"title": "x"}), 409, "agenda.unknown_item")
    assert (await desk.tab("observer").post(path, json={"title": "x"})).status_code == 403


async def test_a_unit_gives_a_paper_neither_to_others_nor_to_other_items(desk: Desk) -> None:
    await desk.give("agenda.add", title="Đầu tư công", seats=["site-UBND"])
    one = await desk.begin("site", item="a1", unit="site-UBND")
    assert one["unit"] == UNIT
    moved = await desk.tab("site").call("PATCH", desk.at(one), json={"item": "a2"})
    await refused(moved, 403, "submission.not_responsible")
    given = await desk.tab("site").call("PATCH", desk.at(one), json={"unit": "site-UBND"})
    assert given.json()["unit"] == UNIT


async def test_submissions_of_others_are_not_there_for_a_unit(desk: Desk) -> None:
    await desk.give("agenda.edit", item="a1", seats=[UNIT, "site-UBND"])
    other = await desk.world.site_tab("UBND")
    one = (await other.post(f"{desk.base}/submissions", json={"title": "Mật thư", "item": "a1"})).json()
    assert await desk.listed("site") == []
    for method, path, body in (
        ("PATCH", "", {"title": "y"}),
        ("DELETE", "", None),
        ("POST", "/submit", None),
    ):
        answer = await desk.tab("site").call(method, desk.at(one) + path, json=body)
        await refused(answer, 404, "submission.not_found")
    sent = await desk.tab("site").post(f"{desk.at(one)}/uploads", headers=whole(pdf()), content=pdf())
    await refused(sent, 404, "submission.not_found")
    assert [row["title"] for row in await desk.listed("secretary")] == ["Mật thư"]


async def test_a_unit_decides_nothing(desk: Desk) -> None:
    one = await desk.submitted()
    for role in ("site", "delegate", "technician", "deputy", "observer", "archivist"):
        assert (await desk.decide(one, role)).status_code == 403
    assert (await desk.state()).papers == {}


async def test_of_two_who_approve_at_once_one_is_told(desk: Desk) -> None:
    one = await desk.submitted()
    answers = await asyncio.gather(desk.decide(one, "secretary"), desk.decide(one, "chair"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    events = await desk.world.services.meetings.events(desk.briefing.id)
    assert [event.type for event in events].count("paper.added") == 1


async def test_of_approving_and_sending_back_at_once_one_holds(desk: Desk) -> None:
    one = await desk.submitted()
    answers = await asyncio.gather(
        desk.decide(one, "secretary"), desk.decide(one, "chair", decision="send_back", reason="Thiếu dấu")
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (row,) = await desk.listed("secretary")
    assert (row["state"] == "approved") == (one["paper"] in (await desk.state()).papers)


async def test_what_has_no_usable_file_is_not_submitted(desk: Desk) -> None:
    one = await desk.begin("site", item="a1")
    await refused(await desk.tab("site").post(f"{desk.at(one)}/submit"), 409, "submission.no_file")
    await desk.send("site", one, b"%PDF-1.7\n" + b"\xff" * 5000 + b"%%EOF")
    (row,) = await desk.listed("site")
    assert (row["file"]["state"], row["file"]["reason"]) == ("refused", "paper.broken")
    await refused(await desk.tab("site").post(f"{desk.at(one)}/submit"), 409, "submission.no_file")


async def test_a_version_takes_one_file(desk: Desk) -> None:
    one = await desk.submitted()
    again = await desk.tab("site").post(f"{desk.at(one)}/uploads", headers=whole(pdf()), content=pdf())
    await refused(again, 409, "submission.has_file")


async def test_of_two_files_sent_at_once_one_is_taken(desk: Desk) -> None:
    one = await desk.begin("site", item="a1")
    url, files = f"{desk.at(one)}/uploads", [pdf(2), pdf(3), pdf(4)]
    answers = await asyncio.gather(
        *(desk.tab("site").post(url, headers=whole(file), content=file) for file in files)
    )
    codes = sorted(answer.json()["code"] if answer.is_error else "" for answer in answers)
    assert codes[0] == ""
    assert set(codes[1:]) <= {"upload.not_found", "submission.has_file", "paper.interrupted"}
    await desk.world.services.papers.settle()
    (row,) = await desk.listed("site")
    assert row["file"]["state"] == "ready"
    (taken,) = [file for file, answer in zip(files, answers, strict=True) if answer.is_success]
    assert row["file"]["sha256"] == hashlib.sha256(taken).hexdigest()


async def test_what_lies_before_the_desk_is_changed_by_the_desk_only(desk: Desk) -> None:
    one = await desk.submitted()
    mine = await desk.tab("site").call("PATCH", desk.at(one), json={"title": "Khác"})
    await refused(mine, 409, "submission.decided")
    theirs = await desk.tab("secretary").call("PATCH", desk.at(one), json={"title": "Báo cáo KT-XH"})
    assert theirs.json()["title"] == "Báo cáo KT-XH"
    unknown = await desk.tab("secretary").call("PATCH", desk.at(one), json={"unit": "site-999"})
    await refused(unknown, 409, "seat.unknown")
    await desk.decide(one)
    late = await desk.tab("secretary").call("PATCH", desk.at(one), json={"title": "Nữa"})
    await refused(late, 409, "submission.decided")


@pytest.mark.parametrize(
    "said",
    [
        {"dated": "30/02/2026"},
        {"kind": "poem"},
        {"marking": "tuyệt mật"},
        {"number": "x" * 500},
        {"title": ""},
        {"title": "x" * 301},
        {"note": "x" * 301},
        {"nonsense": "x"},
        {"newer_of": "../p1"},
    ],
    ids=lambda said: next(iter(said)),
)
async def test_what_cannot_be_said_is_refused(desk: Desk, said: dict[str, str]) -> None:
    body = {"title": "Báo cáo", "item": "a1", **said}
    answer = await desk.tab("site").post(f"{desk.base}/submissions", json=body)
    assert answer.status_code == 422, answer.text
    assert await desk.listed("site") == []


@pytest.mark.parametrize("role", ["site", "secretary"])
async def test_a_submission_without_a_title_is_refused(desk: Desk, role: str) -> None:
    answer = await desk.tab(role).post(f"{desk.base}/submissions", json={"item": "a1"})
    await refused(answer, 422, "submission.no_title")
    assert await desk.listed("secretary") == []


async def test_of_two_who_begin_the_same_version_one_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = await desk.in_meeting()

    async def looked_at_once(*_: object) -> int:
        return 1

    monkeypatch.setattr(ReviewRepository, "last_version", looked_at_once)
    assert (await desk.begin("secretary", newer_of=paper))["version"] == 2
    body = {"title": "Báo cáo", "newer_of": paper}
    again = await desk.tab("chair").post(f"{desk.base}/submissions", json=body)
    await refused(again, 409, "submission.again")


async def test_a_meeting_takes_submissions_up_to_a_bound(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MAX_OPEN", 2)
    for role in ("site", "secretary"):
        await desk.begin(role, item="a1")
    for role in ("site", "secretary"):
        body = {"title": "Báo cáo", "item": "a1"}
        answer = await desk.tab(role).post(f"{desk.base}/submissions", json=body)
        await refused(answer, 409, "submission.too_many")
        assert "2" in answer.json()["message"]
    assert len(await desk.listed("secretary")) == 2


async def test_a_dropped_submission_leaves_nothing(desk: Desk) -> None:
    one = await desk.submitted()
    assert (await desk.tab("site").call("DELETE", desk.at(one))).status_code == 204
    assert await desk.listed("secretary") == []
    objects = desk.world.services.settings.data / "objects"
    assert [path for path in objects.rglob("*") if path.is_file()] == []
    await refused(await desk.tab("site").call("DELETE", desk.at(one)), 404, "submission.not_found")


async def test_a_file_whose_submission_is_dropped_on_the_way_enters_nothing(desk: Desk) -> None:
    one = await desk.begin("site", item="a1")

    data = pdf(2)

    async def slow() -> AsyncIterator[bytes]:
        yield data[:200]
        assert (await desk.tab("secretary").call("DELETE", desk.at(one))).status_code == 204
        yield data[200:]

    answer = await desk.tab("site").post(f"{desk.at(one)}/uploads", headers=whole(data), content=slow())
    await refused(answer, 404, "upload.not_found")
    await desk.world.services.papers.settle()
    assert (await desk.state()).papers == {}


async def test_an_approved_paper_is_not_dropped(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.decide(one)
    await refused(await desk.tab("site").call("DELETE", desk.at(one)), 409, "submission.decided")


async def test_the_desk_takes_back_a_version_that_never_came(desk: Desk) -> None:
    paper = await desk.in_meeting()
    bad = await desk.begin("secretary", newer_of=paper)
    await desk.send("secretary", bad, b"%PDF-1.7\n" + b"\xff" * 5000 + b"%%EOF")
    assert (await desk.state()).papers[paper].version == 1
    assert (await desk.tab("secretary").call("DELETE", desk.at(bad))).status_code == 204
    good = await desk.begin("secretary", newer_of=paper)
    await desk.send("secretary", good, pdf(3))
    assert (await desk.state()).papers[paper].version == good["version"]
    joined = await desk.tab("secretary").call("DELETE", desk.at(good))
    await refused(joined, 409, "submission.decided")


async def test_what_the_meeting_refuses_stays_before_the_desk(desk: Desk) -> None:
    one = await desk.submitted()
    await desk.give("agenda.remove", item="a1")
    await refused(await desk.decide(one), 409, "agenda.unknown_item")
    (row,) = await desk.listed("secretary")
    assert row["state"] == "submitted"
    await desk.tab("secretary").call("PATCH", desk.at(one), json={"item": ""})
    assert (await desk.decide(one)).status_code == 200
    assert (await desk.state()).papers[one["paper"]].item is None


async def test_an_approval_cut_off_by_a_kill_is_taken_up_again(tmp_path: Path, monkeypatch: Any) -> None:
    async with running(tmp_path) as world:
        desk = await Desk(world, await full_briefing(world)).prepare()
        one = await desk.submitted()
        with monkeypatch.context() as patch:
            patch.setattr(Entering, "join", _killed)
            with pytest.raises(asyncio.CancelledError):
                await world.services.review.approve(*(await _review(desk, one)))
        assert (await desk.state()).papers == {}
    async with running(tmp_path) as world:
        assert one["paper"] in (await world.services.briefings.state(desk.briefing.id)).papers


async def _killed(*_: Any) -> None:
    raise asyncio.CancelledError


async def _review(desk: Desk, one: dict[str, Any]) -> tuple[Any, Any]:
    who = author(await desk.state(), desk.tab("secretary").principal["seat"], desk=True)
    review = await ReviewRepository(desk.world.services.database).get(
        desk.briefing.id, one["paper"], one["version"]
    )
    return review, who


async def test_lateness_is_by_the_items_deadline_or_the_meetings(desk: Desk) -> None:
    early, past = iso(START + timedelta(hours=1)), iso(START - timedelta(hours=1))
    await desk.give("paper.set_due", due_at=early)
    assert (await desk.submitted())["late"] is False
    await desk.give("paper.set_due", item="a1", due_at=past)
    rows = await desk.listed("site")
    assert [(row["due_at"], row["late"]) for row in rows] == [(past, True)]


async def test_the_list_of_a_unit_names_its_items_and_their_deadlines(desk: Desk) -> None:
    await desk.give("agenda.add", title="Đầu tư công", seats=["site-UBND"])
    await desk.give("paper.set_due", due_at=iso(START))
    seen = (await desk.tab("delegate").get(f"{desk.base}/submissions")).json()
    assert [(item["item"], item["due_at"], item["wanted"]) for item in seen["items"]] == [
        ("a1", iso(START), True)
    ]
    assert (seen["desk"], seen["meeting"]["title"]) == (False, "Giao ban tháng 3")
    everything = (await desk.tab("secretary").get(f"{desk.base}/submissions")).json()
    assert ([item["item"] for item in everything["items"]], everything["desk"]) == (["a1", "a2"], True)


async def lowered(desk: Desk, role: str, one: dict[str, Any]) -> Any:
    return await desk.tab(role).call("PATCH", desk.at(one), json={"marking": "normal"})


@pytest.mark.parametrize("role", ["secretary", "administrator"])
async def test_the_marking_of_what_lies_before_the_desk_is_not_lowered(desk: Desk, role: str) -> None:
    one = await desk.submitted(marking="confidential")
    await refused(await lowered(desk, role, one), 409, "marking.only_chair_lowers")
    assert [row["marking"] for row in await desk.listed("secretary")] == ["confidential"]
    path = f"{desk.base}/{one['paper']}/original?version=1"
    assert (await desk.tab(role).get(path)).status_code == 403


async def test_a_unit_lowers_the_marking_of_its_draft_until_there_is_a_file(desk: Desk) -> None:
    one = await desk.begin("site", item="a1", marking="confidential")
    await refused(await lowered(desk, "secretary", one), 409, "marking.only_chair_lowers")
    assert (await lowered(desk, "site", one)).json()["marking"] == "normal"
    raised = await desk.tab("site").call("PATCH", desk.at(one), json={"marking": "confidential"})
    assert raised.json()["marking"] == "confidential"
    await desk.send("site", one)
    await refused(await lowered(desk, "site", one), 409, "marking.only_chair_lowers")
