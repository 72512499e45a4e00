"""Through whose hands a slip goes, what each of them sees, and that they are told with what is done."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from server.db.repositories import opinions as repository_module
from server.opinions.chain import hash_of
from tests.server.opinions.support import DEADLINE, Circle, code_of, key
from tests.server.papers.pdfs import pdf


async def with_paper(at: Circle, **more: Any) -> tuple[str, str]:
    """A sent slip with a paper, and the paper's address."""
    slip = await at.draft(**more)
    made = await at.office.post(f"/opinions/{slip}/papers", params={"name": "a.pdf"}, content=pdf(2))
    await at.act(slip, "send")
    return slip, f"/opinions/{slip}/files/{made.json()['id']}"


async def test_of_a_recalled_slip_recipients_read_the_reason_and_nothing_it_asked(at: Circle) -> None:
    slip, paper = await with_paper(at, shows_answers=True)
    await at.answer(slip, "hoa", ("disagree", "Chưa rõ"))
    await at.act(slip, "recall", reason="Gửi nhầm dự thảo")
    for who in ("hoa", "binh"):
        opened = (await at.tabs[who].get(at.path(slip, who))).json()
        assert (opened["slip"]["body"], opened["slip"]["questions"], opened["papers"]) == ("", [], [])
        assert opened["slip"]["reason"] == "Gửi nhầm dự thảo"
        assert code_of(await at.tabs[who].get(paper)) == "409 opinion.recalled"
        assert code_of(await at.tabs[who].get(f"{at.path(slip, who)}/others")) == "409 opinion.recalled"
        (listed,) = (await at.tabs[who].get("/opinions/mine")).json()
        assert listed["slip"]["questions"] == []
    assert len((await at.tabs["hoa"].get(f"{at.path(slip, 'hoa')}/versions")).json()) == 1
    assert (await at.office.get(paper)).status_code == 200


async def test_who_passed_it_on_upwards_keeps_it_in_sight(at: Circle) -> None:
    await at.add("chief", "member", name="Nguyễn Giám Đốc", office="UBND tỉnh")
    slip, paper = await with_paper(at)
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    await at.reply(slip, "pass-up", "boss", "hoa", to=at.ids["chief"])
    for who in ("hoa", "boss", "chief"):
        listed = (await at.tabs[who].get("/opinions/mine")).json()
        assert [one["recipient"]["account"] for one in listed] == [at.ids["hoa"]], who
        assert (await at.tabs[who].get(paper)).status_code == 200, who
    back = await at.reply(slip, "take-back", "boss", "hoa")
    assert back.json()["holder"] == at.ids["boss"]
    assert (await at.tabs["chief"].get("/opinions/mine")).json() == []
    assert code_of(await at.tabs["chief"].get(paper)) == "403 opinion.not_recipient"
    await at.act(slip, "recall", reason="Gửi nhầm")
    for who in ("hoa", "boss"):
        assert (await at.notices(who))[0]["code"] == "opinion.told_recalled", who


async def test_a_superior_reads_what_others_answered_with_where_answers_are_shown(at: Circle) -> None:
    slip, hidden = await at.sent(shows_answers=True), await at.sent()
    for one, status in ((slip, 200), (hidden, 403)):
        send = f"{at.path(one, 'binh')}/files"
        file = (await at.tabs["binh"].post(send, params={"name": "b.pdf"}, content=pdf())).json()["id"]
        await at.answer(one, "binh", attachment=file)
        await at.reply(one, "pass-up", "hoa", to=at.ids["boss"])
        address = f"/opinions/{one}/files/{file}"
        assert (await at.tabs["boss"].get(address)).status_code == 403
        await at.answer(one, "boss", whose="hoa")
        assert (await at.tabs["boss"].get(address)).status_code == status


async def test_a_superior_sends_a_file_and_reads_the_file_of_who_is_below(at: Circle) -> None:
    slip = await at.sent()
    send = f"{at.path(slip, 'hoa')}/files"
    mine = (await at.tabs["hoa"].post(send, params={"name": "a.pdf"}, content=pdf())).json()["id"]
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    assert (await at.tabs["boss"].get(f"/opinions/{slip}/files/{mine}")).status_code == 200
    own = (await at.tabs["boss"].post(send, params={"name": "b.pdf"}, content=pdf(2))).json()["id"]
    assert (await at.answer(slip, "boss", whose="hoa", attachment=own)).status_code == 200
    assert (await at.tabs["hoa"].get(f"/opinions/{slip}/files/{own}")).status_code == 200
    assert (await at.verified(slip))["holds"] is True


async def test_nobody_passes_a_slip_down_or_to_who_asks(at: Circle) -> None:
    slip = await at.sent()
    down = await at.reply(slip, "pass-up", "dung", to=at.ids["mai"])
    assert code_of(down) == "422 opinion.not_superior"
    asks = await at.reply(slip, "pass-up", "hoa", to=at.ids["office"])
    assert code_of(asks) == "422 opinion.asks_itself"
    found = (await at.tabs["dung"].get("/opinions/superiors", params={"q": "nguyen mai"})).json()
    assert found == []
    assert (await at.reply(slip, "pass-up", "mai", to=at.ids["dung"])).status_code == 200


async def test_what_is_done_and_who_is_told_of_it_stand_or_fall_together(
    at: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = await at.draft(["hoa"])

    async def fails(*_: Any) -> None:
        raise RuntimeError("the notice cannot be stored")

    with monkeypatch.context() as patched:
        patched.setattr(repository_module, "keep", fails)
        with pytest.raises(RuntimeError):
            await at.world.services.opinions.office.send(slip, key(), at.principal("office"))
    assert (await at.read(slip))["state"] == "draft"
    assert await at.notices("hoa") == []
    await at.act(slip, "send")
    assert [one["code"] for one in await at.notices("hoa")] == ["opinion.told_sent"]


async def test_an_answer_taken_in_time_is_kept_with_a_time_before_the_deadline(at: Circle) -> None:
    slip = await at.sent()
    deadline = datetime.fromisoformat(DEADLINE)
    ticks = iter(deadline + timedelta(milliseconds=number) for number in range(-1, 1000))
    repository = at.world.services.opinions.replies._repository
    repository._clock = lambda: next(ticks)
    signed = await at.answer(slip, "hoa")
    assert signed.status_code == 200, signed.text
    assert datetime.fromisoformat(signed.json()["at"]) < deadline
    assert code_of(await at.answer(slip, "binh")) == "409 opinion.closed"


async def test_a_deadline_that_passed_is_extended_and_those_who_are_missing_are_told(at: Circle) -> None:
    slip = await at.sent()
    await at.answer(slip, "hoa")
    await at.days_later(8)
    assert (await at.read(slip))["state"] == "closed"
    assert code_of(await at.answer(slip, "binh")) == "409 opinion.closed"
    longer = await at.act(slip, "extend", deadline="2026-03-20T10:00:00Z", reason="Mưa lũ")
    assert longer.status_code == 200, longer.text
    assert (await at.answer(slip, "binh")).status_code == 200
    assert (await at.answer(slip, "hoa", ("disagree", "Xem lại"))).status_code == 200
    codes = {who: [one["code"] for one in await at.notices(who)] for who in ("hoa", "binh", "mai")}
    assert codes["hoa"] == ["opinion.told_sent"]
    assert codes["binh"] == codes["mai"] == ["opinion.told_extended", "opinion.told_sent"]
    figures = (await at.read(slip))["figures"]
    assert (figures["answered"], figures["is_open"], figures["is_contested"]) == (2, True, True)
    assert (await at.verified(slip))["holds"] is True


@pytest.mark.parametrize(
    "line", ["x" * 200_000, '"' + "x" * 200_000, 'a;"b', "\x00", ";;;", '"', "\u2028", "a\tb\tc\t" * 1000]
)
async def test_a_pasted_list_of_any_shape_is_answered(at: Circle, line: str) -> None:
    matched = await at.office.post("/opinions/directory/match", json={"text": f"hoa\n{line}\nmai"})
    assert matched.status_code == 200, matched.text


async def test_a_chain_written_anew_with_right_hashes_is_found_unreadable(at: Circle) -> None:
    slip = await at.sent(["hoa"])
    await at.answer(slip, "hoa")
    lines = (await at.office.get(f"/opinions/{slip}/entries.jsonl")).text.splitlines()
    for harm in (
        lambda entry: entry["data"].pop("answer"),
        lambda entry: entry.update(subject="nobody"),
        lambda entry: entry.update(by=None),
        lambda entry: entry.update(data=[]),
        lambda entry: entry.update(at="yesterday"),
    ):
        entry = json.loads(lines[-1])
        harm(entry)
        entry["hash"] = hash_of(entry)
        async with at.world.services.database.write() as session:
            await session.execute(
                text("UPDATE opinion_entries SET entry=:entry, hash=:hash WHERE slip=:slip AND seq=:seq"),
                {"entry": json.dumps(entry), "hash": entry["hash"], "slip": slip, "seq": entry["seq"]},
            )
        answer = await at.office.get(f"/opinions/{slip}/verify")
        assert answer.status_code == 200, answer.text
        assert [one["code"] for one in answer.json()["findings"]] == ["chain.unreadable"]
