"""Search in a meeting's papers: accents optional, the exact ones first, nothing that one may not see."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rooms import Meeting, Role, Viewer
from rooms.state import Paper
from rooms.state.papers import Withdrawal
from server.errors import Invalid, NotFound
from server.papers import search as module
from server.papers.search import Answer, Query, Rank, Search
from tests.server.papers.pdfs import pdf
from tests.server.papers.sending import upload
from tests.server.people.harness import Briefing, World, full_briefing, running

PAGES = {
    "p1": [
        "Báo cáo tình hình kinh tế - xã hội\nquý III năm 2018",
        "Giải ngân vốn đầu tư công\nđạt 61,3 % kế hoạch.",
        "ĐẦU TƯ CÔNG: các dự án chậm. Đầu tư công ở miền núi.",
    ],
    "p2": ["Dau tu cong trinh cap nuoc sach", "Công tác phòng chống; đầu mối, tư vấn"],
}


class Stored:
    """Texts as they lie in the store; counts how often each is read."""

    def __init__(self, pages: dict[str, list[str]]) -> None:
        self.pages = pages
        self.reads: list[str] = []

    async def texts(self, meeting: str, paper: str, version: int) -> bytes:
        self.reads.append(paper)
        if paper not in self.pages:
            raise NotFound("object.not_found")
        return json.dumps(self.pages[paper]).encode()


def meeting(papers: Sequence[str], **changed: dict[str, object]) -> Meeting:
    made = {
        one: replace(Paper(one, one, 3, None, 1, "0" * 64), **changed.get(one, {}))  # type: ignore[arg-type]
        for one in papers
    }
    return replace(Meeting(id="m1"), papers=made)


def ask(text: str, pages: dict[str, list[str]] = PAGES, role: Role | None = Role.SITE) -> Answer:
    search = Search(Stored(pages))  # type: ignore[arg-type]
    return asyncio.run(search.search(meeting(list(pages)), role, text))


def places(answer: Answer) -> list[tuple[str, int]]:
    return [(one.paper, one.page) for one in answer.found]


@pytest.mark.parametrize("typed", ["tinh hinh kinh te", "TÌNH HÌNH", "ti\u0300nh hi\u0300nh", "tình  hình"])
def test_accents_and_case_and_composition_do_not_matter(typed: str) -> None:
    assert places(ask(typed)) == [("p1", 1)]


def test_d_with_a_stroke_is_found_by_d_and_the_other_way_round() -> None:
    phrases = {typed: places(ask(typed))[:3] for typed in ("dau tu cong", "đầu tư công")}
    assert phrases["dau tu cong"] == [("p2", 1), ("p1", 2), ("p1", 3)]
    assert phrases["đầu tư công"] == [("p1", 2), ("p1", 3), ("p2", 1)]


def test_with_accents_typed_exact_matches_come_first() -> None:
    answer = ask("đầu tư công", {"a": ["dau tu cong"], "b": ["x", "Đầu tư công"], "c": ["ĐẦU TỪ CỘNG"]})
    assert [(one.paper, one.rank) for one in answer.found] == [
        ("b", Rank.EXACT),
        ("a", Rank.PHRASE),
        ("c", Rank.PHRASE),
    ]


def test_the_hit_shown_is_the_exact_one_of_the_page() -> None:
    (one,) = ask("công", {"a": ["Cộng lại. Rồi công việc."]}).found
    assert (one.before, one.hit, one.after, one.hits) == ("Cộng lại. Rồi ", "công", " việc.", 2)


def test_words_of_a_phrase_may_stand_on_two_lines_or_apart() -> None:
    assert places(ask("cong dat 61")) == [("p1", 2)]
    answer = ask("đầu tư phòng chống")
    assert [(one.page, one.rank) for one in answer.found] == [(2, Rank.WORDS)]


def test_what_stands_around_is_short_and_cut_at_words() -> None:
    (one,) = ask("đích", {"a": ["mở đầu " * 50 + "đích " + "kết thúc " * 50]}).found
    assert one.before.startswith("… ")
    assert one.after.endswith(" …")
    assert len(one.before) < 90
    assert len(one.after) < 90
    assert one.hit == "đích"


@pytest.mark.parametrize("typed", ["", " ", "a", "…", "%_*", "\x00\x00"])
def test_too_little_to_search_for_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        Query.parse(typed)
    assert refused.value.code == "search.words"


def test_signs_of_patterns_are_only_letters_to_look_for() -> None:
    assert places(ask("(((a+)+)+$ b", {"a": ["a b"], "c": ["aaaa"]})) == [("a", 1)]


def test_withdrawn_papers_are_not_searched() -> None:
    gone = {"withdrawn": Withdrawal(datetime(2026, 1, 1, tzinfo=UTC), "s", "sai số liệu")}
    search = Search(Stored(PAGES))  # type: ignore[arg-type]
    state = meeting(["p1", "p2"], p1=gone)
    assert places(asyncio.run(search.search(state, Role.SITE, "dau tu"))) == [("p2", 1), ("p2", 2)]


def test_a_paper_without_a_stored_text_leaves_the_answer_incomplete() -> None:
    search = Search(Stored({"p1": ["kinh tế"]}))  # type: ignore[arg-type]
    answer = asyncio.run(search.search(meeting(["p1", "p9"]), Role.SITE, "kinh te"))
    assert (places(answer), answer.more) == ([("p1", 1)], True)


def test_texts_are_read_once_and_forgotten_beyond_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = Stored({"a": ["x" * 60 + " kinh tế"], "b": ["y" * 60 + " kinh tế"]})
    search = Search(stored)  # type: ignore[arg-type]

    async def twice() -> None:
        for _ in range(2):
            await search.search(meeting(["a", "b"]), Role.SITE, "kinh te")

    asyncio.run(twice())
    assert stored.reads == ["a", "b"]
    monkeypatch.setattr(module, "KEPT_LETTERS", 70)
    asyncio.run(twice())
    assert stored.reads.count("a") > 1


def test_many_pages_end_at_a_bound_and_say_so() -> None:
    answer = ask("kinh te", {"a": ["kinh tế"] * 300})
    assert (len(answer.found), answer.more) == (module.MAX_RESULTS, True)


def test_a_text_too_long_is_searched_up_to_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_LETTERS", 30)
    answer = ask("kinh te", {"a": ["kinh tế " + "x" * 30, "kinh tế"]})
    assert (places(answer), answer.more) == ([("a", 1)], True)


# -- over HTTP


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    return await full_briefing(world)


async def test_everybody_in_the_meeting_finds_pages(world: World, briefing: Briefing) -> None:
    paper = await upload(world, briefing.tabs["secretary"], briefing.id, pdf(3, text="Bao cao"))
    for role in ("chair", "site", "delegate", "observer", "archivist", "administrator"):
        answer = await briefing.tabs[role].get(f"/meetings/{briefing.id}/papers/search", params={"q": "báo"})
        assert [(one["paper"], one["page"]) for one in answer.json()["found"]] == [
            (paper["id"], page) for page in (1, 2, 3)
        ], role
        assert answer.json()["found"][0] | {"paper": ""} == {
            "paper": "",
            "version": 1,
            "page": 1,
            "exact": False,
            "hits": 1,
            "before": "",
            "hit": "Bao",
            "after": " cao 1",
        }


async def test_observers_find_nothing_of_internal_items(world: World, briefing: Briefing) -> None:
    secretary = briefing.tabs["secretary"]
    paper = (await upload(world, secretary, briefing.id, pdf(1, text="Bao cao")))["id"]
    state = await world.services.briefings.state(briefing.id)
    item = state.agenda.order[0]
    viewer = next(Viewer(one.seat, one.role) for one in state.officers.values() if one.role == "secretary")
    execute = world.services.meetings.execute
    await execute(briefing.id, "paper.edit", {"paper": paper, "item": item}, "edit", viewer)
    await execute(briefing.id, "agenda.edit", {"item": item, "internal": True}, "hide", viewer)
    address = f"/meetings/{briefing.id}/papers/search?q=bao"
    assert (await briefing.tabs["observer"].get(address)).json() == {"more": False, "found": []}
    assert len((await briefing.tabs["site"].get(address)).json()["found"]) == 1


@pytest.mark.parametrize(("typed", "code"), [("", "search.words"), ("a" * 201, "http.invalid")])
async def test_a_query_that_is_none_is_refused(briefing: Briefing, typed: str, code: str) -> None:
    answer = await briefing.tabs["site"].get(f"/meetings/{briefing.id}/papers/search", params={"q": typed})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
