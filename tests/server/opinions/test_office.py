"""The office's side: drafting, sending, extending, reminding, closing, recalling."""

from __future__ import annotations

import hashlib
import io

import pytest
from PIL import Image

from server.db.repositories import opinions
from server.db.repositories.opinions import OpinionRepository
from tests.server.opinions.support import DEADLINE, Circle, code_of, key
from tests.server.papers.pdfs import pdf


async def test_a_draft_keeps_what_was_typed_and_is_sent_to_whom_was_chosen(at: Circle) -> None:
    slip = await at.draft(title="  Dự\u202e thảo \n quyết định ", questions=["Một?\r\nHai?", "  "])
    found = await at.read(slip)
    assert (found["title"], found["questions"], found["state"]) == (
        "Dự thảo quyết định",
        ["Một?\nHai?"],
        "draft",
    )
    assert [one["group"] for one in found["recipients"]] == [
        "department",
        "department",
        "district",
        "commune",
    ]
    assert (await at.act(slip, "send")).json()["state"] == "sent"
    assert {one["stage"] for one in (await at.read(slip))["recipients"]} == {"unseen"}
    [mine] = (await at.tabs["hoa"].get("/opinions/mine")).json()
    assert mine["slip"]["title"] == "Dự thảo quyết định"
    assert [one["code"] for one in await at.notices("hoa")] == ["opinion.told_sent"]


async def test_the_same_key_makes_one_draft_and_sends_once(at: Circle) -> None:
    body = {"key": key(), "title": "Một lần"}
    first, second = [(await at.office.post("/opinions", json=body)).json() for _ in range(2)]
    assert first["id"] == second["id"]
    slip, once = await at.draft(), key()
    for _ in range(2):
        assert (await at.office.post(f"/opinions/{slip}/send", json={"key": once})).status_code == 200
    assert (await at.read(slip))["entries"] == 1
    assert len(await at.notices("hoa")) == 1
    assert code_of(await at.act(slip, "send")) == "409 opinion.not_draft"


class Killed(BaseException):
    """The process ends here."""


async def test_a_draft_whose_making_was_cut_short_is_made_whole_by_the_same_key(
    at: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: object) -> None:
        raise Killed

    body = {"key": key(), "title": "Một lần", "recipients": [{"account": at.ids["hoa"]}]}
    with monkeypatch.context() as patched:
        patched.setattr(OpinionRepository, "edit", dies)
        patched.setattr(opinions, "_add_recipients", dies, raising=False)
        with pytest.raises(Killed):
            await at.office.post("/opinions", json=body)
    made = await at.office.post("/opinions", json=body)
    assert made.status_code == 201
    assert len((await at.read(made.json()["id"]))["recipients"]) == 1
    assert len((await at.office.get("/opinions")).json()) == 1


async def test_what_is_not_complete_is_not_sent(at: Circle) -> None:
    for wrong, code in (
        ({"title": " "}, "opinion.incomplete"),
        ({"questions": []}, "opinion.incomplete"),
        ({"deadline": "2026-03-02T01:00:00Z"}, "opinion.deadline_past"),
        ({"recipients": []}, "opinion.no_recipients"),
    ):
        slip = await at.draft(**wrong)
        assert code_of(await at.act(slip, "send")) == f"422 {code}"
        assert (await at.read(slip))["state"] == "draft"
    made = await at.office.post("/opinions", json={"key": key(), "title": "Không hạn", "questions": ["?"]})
    assert code_of(await at.act(made.json()["id"], "send")) == "422 opinion.incomplete"


async def test_values_out_of_bounds_are_refused_and_leave_no_draft(at: Circle) -> None:
    for body, code in (
        ({"questions": ["?"] * 21}, "422 http.invalid"),
        ({"deadline": "2026-03-09T10:00:00"}, "422 http.invalid"),
        ({"recipients": [{"account": "nobody"}]}, "422 opinion.unknown_recipients"),
        ({"surprise": 1}, "422 http.invalid"),
        ({"title": 7}, "422 http.invalid"),
    ):
        assert code_of(await at.office.post("/opinions", json={"key": key(), **body})) == code
    assert (await at.office.get("/opinions")).json() == []


async def test_who_was_disabled_meanwhile_is_not_sent_to(at: Circle) -> None:
    slip = await at.draft()
    await at.world.services.people.accounts.change(at.ids["mai"], {"disabled": True})
    refused = await at.act(slip, "send")
    assert code_of(refused) == "422 opinion.unknown_recipients"
    assert refused.json()["details"]["accounts"] == [at.ids["mai"]]


async def test_a_sent_slip_cannot_be_changed_or_deleted(at: Circle) -> None:
    slip = await at.sent()
    changed = await at.office.call("PATCH", f"/opinions/{slip}", json={"title": "Khác"})
    assert code_of(changed) == "409 opinion.not_draft"
    assert code_of(await at.office.call("DELETE", f"/opinions/{slip}")) == "409 opinion.not_draft"
    sent = await at.office.post(f"/opinions/{slip}/papers", params={"name": "a.pdf"}, content=pdf())
    assert code_of(sent) == "409 opinion.not_draft"


async def test_a_draft_is_edited_and_deleted_with_its_papers(at: Circle) -> None:
    slip = await at.draft()
    paper = await at.office.post(f"/opinions/{slip}/papers", params={"name": "../a.pdf"}, content=pdf())
    assert (paper.status_code, paper.json()["name"], paper.json()["pages"]) == (201, "a.pdf", 1)
    body = {"title": "Khác", "recipients": [{"account": at.ids["mai"], "group": "Xã miền núi"}]}
    assert (await at.office.call("PATCH", f"/opinions/{slip}", json=body)).status_code == 200
    found = await at.read(slip)
    assert (found["title"], [one["group"] for one in found["recipients"]]) == ("Khác", ["Xã miền núi"])
    gone = f"/opinions/{slip}/papers/{paper.json()['id']}"
    assert (await at.office.call("DELETE", gone)).status_code == 204
    assert code_of(await at.office.call("DELETE", gone)) == "404 opinion.no_file"
    await at.office.post(f"/opinions/{slip}/papers", params={"name": "b.pdf"}, content=pdf())
    assert (await at.office.call("DELETE", f"/opinions/{slip}")).status_code == 204
    assert code_of(await at.office.get(f"/opinions/{slip}")) == "404 opinion.not_found"
    kept = at.world.services.settings.data / "objects" / "opinions"
    assert not [path for path in kept.rglob("*") if path.is_file()]


async def test_a_picture_becomes_a_paper_and_keeps_its_original(at: Circle) -> None:
    slip, drawn = await at.draft(), io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(drawn, "PNG")
    send = f"/opinions/{slip}/papers"
    paper = (await at.office.post(send, params={"name": "ban-do.png"}, content=drawn.getvalue())).json()
    assert (paper["name"], paper["kind"], paper["pages"]) == ("ban-do.pdf", "png", 1)
    assert paper["original_sha256"] == hashlib.sha256(drawn.getvalue()).hexdigest()
    shown = await at.office.get(f"/opinions/{slip}/files/{paper['id']}")
    assert shown.content.startswith(b"%PDF-")
    assert hashlib.sha256(shown.content).hexdigest() == paper["sha256"]
    await at.act(slip, "send")
    assert (await at.verified(slip))["holds"] is True


async def test_others_files_and_lies_about_them_are_refused(at: Circle) -> None:
    slip = await at.draft()
    send = f"/opinions/{slip}/papers"
    for content, code in (
        (b"MZ" + b"\0" * 100, "415 paper.unknown_kind"),
        (pdf()[:200], "422 paper.broken"),
    ):
        assert code_of(await at.office.post(send, params={"name": "a.pdf"}, content=content)) == code
    assert (await at.read(slip))["papers"] == []
    folder = at.world.services.settings.data / "opinions-quarantine"
    assert list(folder.iterdir()) == []


async def test_only_the_author_and_administrators_manage_a_slip(at: Circle) -> None:
    slip = await at.sent()
    draft = await at.draft()
    for who in ("colleague", "keeper"):
        answer = await at.act(slip, "recall", who, reason="x")
        assert answer.status_code in (403, 404)
        assert (await at.tabs[who].get(f"/opinions/{draft}")).status_code == 404
    assert code_of(await at.tabs["colleague"].get(f"/opinions/{slip}")) == "404 opinion.not_found"
    assert (await at.tabs["colleague"].get("/opinions")).json() == []
    assert [one["id"] for one in (await at.tabs["keeper"].get("/opinions")).json()] == [slip]
    assert (await at.tabs["keeper"].get(f"/opinions/{slip}/summary.xlsx")).status_code == 200
    assert (await at.read(slip, "keeper"))["may_change"] is False
    assert (await at.act(slip, "remind", "root-admin")).json() == {"reminded": 4}


async def test_a_slip_closes_by_its_deadline_and_opens_by_extension_only(at: Circle) -> None:
    slip = await at.sent()
    await at.days_later(8)
    assert (await at.read(slip))["state"] == "closed"
    late = await at.answer(slip, "hoa")
    assert code_of(late) == "409 opinion.closed"
    assert late.json()["details"]["deadline"] == DEADLINE
    assert code_of(await at.act(slip, "remind")) == "409 opinion.closed"
    for body, code in (
        ({"deadline": "2026-03-20T10:00:00Z", "reason": " "}, "422 opinion.no_reason"),
        ({"deadline": "2026-03-09T11:00:00Z", "reason": "Mưa lũ"}, "422 opinion.deadline_past"),
    ):
        assert code_of(await at.act(slip, "extend", **body)) == code
    extended = await at.act(slip, "extend", deadline="2026-03-20T10:00:00Z", reason="Mưa lũ")
    assert (extended.json()["state"], extended.json()["deadline"]) == ("sent", "2026-03-20T10:00:00.000Z")
    assert (await at.answer(slip, "hoa")).status_code == 200
    earlier = await at.act(slip, "extend", deadline="2026-03-19T10:00:00Z", reason="Sớm hơn")
    assert code_of(earlier) == "422 opinion.deadline_not_later"
    newest = (await at.notices("mai"))[0]
    assert newest["message"].startswith("The deadline was extended to 17:00 20/03/2026")
    assert "Mưa lũ" in newest["message"]


async def test_a_slip_is_closed_by_hand_and_extended_again(at: Circle) -> None:
    slip = await at.sent()
    assert (await at.act(slip, "close")).json()["state"] == "closed"
    assert code_of(await at.act(slip, "close")) == "409 opinion.closed"
    assert code_of(await at.answer(slip, "hoa")) == "409 opinion.closed"
    again = await at.act(slip, "extend", deadline="2026-03-05T10:00:00Z", reason="Còn thiếu ý kiến")
    assert again.json()["state"] == "sent"
    assert (await at.answer(slip, "hoa")).status_code == 200


async def test_a_recalled_slip_cannot_be_answered_and_says_why(at: Circle) -> None:
    slip = await at.sent()
    await at.answer(slip, "hoa")
    assert code_of(await at.act(slip, "recall", reason="")) == "422 opinion.no_reason"
    await at.act(slip, "recall", reason="Gửi nhầm dự thảo")
    for refused in (
        await at.answer(slip, "hoa"),
        await at.reply(slip, "pass-up", "binh", to=at.ids["boss"]),
        await at.act(slip, "extend", deadline="2026-03-20T10:00:00Z", reason="x"),
        await at.act(slip, "remind"),
        await at.act(slip, "recall", reason="x"),
    ):
        assert code_of(refused) == "409 opinion.recalled"
        assert refused.json()["details"]["reason"] == "Gửi nhầm dự thảo"
        assert "Gửi nhầm dự thảo" in refused.json()["message"]
    [mine] = (await at.tabs["binh"].get("/opinions/mine")).json()
    assert (mine["slip"]["state"], mine["slip"]["reason"]) == ("recalled", "Gửi nhầm dự thảo")
    assert (await at.notices("binh"))[0]["code"] == "opinion.told_recalled"


async def test_reminders_go_to_those_who_have_not_answered_and_are_recorded(at: Circle) -> None:
    slip = await at.sent()
    await at.answer(slip, "hoa")
    await at.reply(slip, "pass-up", "binh", to=at.ids["boss"])
    assert (await at.act(slip, "remind")).json() == {"reminded": 3}
    assert (await at.act(slip, "remind", accounts=[at.ids["mai"]])).json() == {"reminded": 1}
    assert code_of(await at.act(slip, "remind", accounts=["ghost"])) == "422 opinion.unknown_recipients"
    done = await at.act(slip, "remind", accounts=[at.ids["hoa"]])
    assert code_of(done) == "409 opinion.nobody_to_remind"
    assert [(await at.row(slip, who))["reminders"] for who in ("hoa", "binh", "mai")] == [0, 1, 2]
    # Whose turn it is hears of it.
    assert "opinion.told_reminded" in [one["code"] for one in await at.notices("boss")]
    assert "opinion.told_reminded" not in [one["code"] for one in await at.notices("binh")]
    reminded = [one for one in (await at.read(slip))["course"] if one["type"] == "slip.reminded"]
    assert [one["by"]["name"] for one in reminded] == ["Phạm Văn Thư"] * 2


async def test_a_board_that_asks_again_is_told_that_nothing_happened(at: Circle) -> None:
    slip = await at.sent()
    first = await at.office.get(f"/opinions/{slip}")
    asks = {"If-None-Match": first.headers["etag"]}
    assert (await at.office.get(f"/opinions/{slip}", headers=asks)).status_code == 304
    await at.answer(slip, "hoa")
    assert (await at.office.get(f"/opinions/{slip}", headers=asks)).json()["figures"]["answered"] == 1
    asks = {"If-None-Match": (await at.office.get(f"/opinions/{slip}")).headers["etag"]}
    await at.days_later(30)
    assert (await at.office.get(f"/opinions/{slip}", headers=asks)).json()["state"] == "closed"


async def test_notices_are_read_by_their_owner_only(at: Circle) -> None:
    await at.sent()
    [one] = await at.notices("hoa")
    assert one["read"] is False
    await at.tabs["binh"].post("/notices/read", json={"until": one["id"] + 10})
    assert (await at.notices("hoa"))[0]["read"] is False
    await at.tabs["hoa"].post("/notices/read", json={"until": one["id"]})
    assert (await at.notices("hoa"))[0]["read"] is True
