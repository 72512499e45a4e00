"""The recipients' side: answering, answering anew, passing up, sending back, seeing the others' answers."""

from __future__ import annotations

import itertools

from rooms import canonical
from server.opinions.chain import digest
from tests.server.opinions.support import Circle, code_of, key
from tests.server.papers.pdfs import pdf


async def test_opening_is_noted_once(at: Circle) -> None:
    slip = await at.sent()
    for _ in range(2):
        assert (await at.tabs["hoa"].post(f"{at.path(slip, 'hoa')}/seen")).status_code == 204
    found = await at.read(slip)
    assert (found["entries"], (await at.row(slip, "hoa"))["stage"]) == (2, "seen")
    await at.days_later(30)
    assert (await at.tabs["mai"].post(f"{at.path(slip, 'mai')}/seen")).status_code == 204
    assert (await at.row(slip, "mai"))["stage"] == "unseen"


async def test_an_answer_is_signed_by_account_time_and_content(at: Circle) -> None:
    slip = await at.sent()
    signed = (await at.answer(slip, "hoa", ("other", "Bổ sung kinh phí"))).json()
    chain = [one.entry for one in await at.world.services.opinions.office._repository.entries(slip)]
    entry = chain[signed["entry"] - 1]
    assert (entry["hash"], entry["by"]["account"], entry["at"]) == (
        signed["hash"],
        at.ids["hoa"],
        signed["at"],
    )
    content = {
        "sent": chain[0]["hash"],
        "recipient": at.ids["hoa"],
        "by": at.ids["hoa"],
        "version": 1,
        "answer": {"opinions": [{"opinion": "other", "text": "Bổ sung kinh phí"}], "attachment": None},
    }
    assert signed["content_sha256"] == digest(content)
    assert canonical(content)


async def test_an_answer_can_be_changed_until_the_deadline_and_every_version_is_kept(at: Circle) -> None:
    slip = await at.sent()
    await at.answer(slip, "hoa", "agree")
    at.world.clock.move(hours=1)
    await at.answer(slip, "hoa", ("disagree", "Chưa đủ căn cứ"))
    assert (await at.row(slip, "hoa"))["version"] == 2
    path = f"{at.path(slip, 'hoa')}/versions"
    versions = (await at.tabs["hoa"].get(path)).json()
    assert [one["answer"]["opinions"][0]["opinion"] for one in versions] == ["agree", "disagree"]
    assert versions == (await at.office.get(path)).json()
    assert code_of(await at.tabs["binh"].get(path)) == "403 opinion.not_recipient"
    figures = (await at.read(slip))["figures"]
    assert (figures["answered"], figures["changed"], figures["tallies"]) == (
        1,
        1,
        [{"agree": 0, "disagree": 1, "other": 0}],
    )


async def test_the_same_key_answers_once(at: Circle) -> None:
    slip, once = await at.sent(), key()
    body = {"key": once, "opinions": [{"opinion": "agree"}]}
    first, second = [
        (await at.tabs["hoa"].call("PUT", at.path(slip, "hoa"), json=body)).json() for _ in range(2)
    ]
    assert first == second
    assert (await at.row(slip, "hoa"))["version"] == 1


async def test_a_key_used_before_signs_nothing_else(at: Circle) -> None:
    slip, once = await at.sent(), key()
    hoa, path = at.tabs["hoa"], at.path(slip, "hoa")
    await hoa.call("PUT", path, json={"key": once, "opinions": [{"opinion": "agree"}]})
    other = await hoa.call("PUT", path, json={"key": once, "opinions": [{"opinion": "disagree"}]})
    assert code_of(other) == "409 opinion.key_used"
    assert code_of(await hoa.post(f"{path}/take-back", json={"key": once})) == "409 opinion.key_used"
    assert (await at.row(slip, "hoa"))["answer"]["opinions"][0]["opinion"] == "agree"


async def test_a_key_of_the_office_is_for_one_act(at: Circle) -> None:
    slip, once = await at.sent(), key()
    reminded = {"accounts": [at.ids["hoa"]]}
    assert (await at.act(slip, "remind", **reminded, key=once)).status_code == 200
    assert (await at.act(slip, "remind", **reminded, key=once)).json() == {"reminded": 1}
    for what, body in (
        ("remind", {"accounts": [at.ids["mai"]]}),
        ("close", {}),
        ("extend", {"deadline": "2026-03-20T10:00:00Z", "reason": "Mưa lũ"}),
    ):
        assert code_of(await at.act(slip, what, **body, key=once)) == "409 opinion.key_used"


async def test_answers_that_say_nothing_are_refused(at: Circle) -> None:
    slip = await at.sent(questions=["Một?", "Hai?"])
    for opinions, code in (
        (("agree",), "opinion.unanswered"),
        (("agree", "agree", "agree"), "opinion.unanswered"),
        (("agree", ("other", " \n ")), "opinion.needs_text"),
        (("agree", "perhaps"), "opinion.bad_opinion"),
    ):
        assert code_of(await at.answer(slip, "hoa", *opinions)) == f"422 {code}"
    assert (await at.row(slip, "hoa"))["version"] == 0
    assert (await at.answer(slip, "hoa", "agree", "disagree")).status_code == 200


async def test_who_is_not_a_recipient_is_refused_everywhere(at: Circle) -> None:
    slip = await at.sent(["hoa"])
    paths = [at.path(slip, "hoa"), at.path(slip, "stranger")]
    for path in paths:
        for method, what, body in (
            ("GET", "", None),
            ("PUT", "", {"key": key(), "opinions": [{"opinion": "agree"}]}),
            ("POST", "/seen", None),
            ("POST", "/pass-up", {"key": key(), "to": at.ids["boss"]}),
            ("POST", "/send-back", {"key": key(), "note": "x"}),
            ("POST", "/take-back", {"key": key()}),
            ("GET", "/versions", None),
            ("GET", "/others", None),
        ):
            answer = await at.tabs["stranger"].call(method, f"{path}{what}", json=body)
            assert code_of(answer) == "403 opinion.not_recipient", (method, what)
        sent = await at.tabs["stranger"].post(f"{path}/files", params={"name": "a.pdf"}, content=pdf())
        assert code_of(sent) == "403 opinion.not_recipient"
    assert (await at.tabs["stranger"].get("/opinions/mine")).json() == []
    # Not even the office answers for somebody.
    assert code_of(await at.answer(slip, "office", whose="hoa")) == "403 opinion.not_recipient"
    draft = await at.draft()
    assert code_of(await at.answer(draft, "hoa")) == "404 opinion.not_found"


async def test_an_attachment_goes_with_the_answer_and_belongs_to_its_owner(at: Circle) -> None:
    slip = await at.sent()
    send = f"{at.path(slip, 'hoa')}/files"
    file = (await at.tabs["hoa"].post(send, params={"name": "góp ý.pdf"}, content=pdf())).json()
    assert (await at.answer(slip, "hoa", "agree", attachment=file["id"])).status_code == 200
    assert (
        code_of(await at.answer(slip, "binh", "agree", attachment=file["id"])) == "422 opinion.foreign_file"
    )
    assert code_of(await at.answer(slip, "binh", attachment="f0")) == "404 opinion.no_file"
    address = f"/opinions/{slip}/files/{file['id']}"
    got = await at.office.get(address)
    assert (got.content, got.headers["content-type"]) == (pdf(), "application/pdf")
    assert "sandbox" in got.headers["content-security-policy"]
    part = await at.tabs["hoa"].get(address, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    assert code_of(await at.tabs["binh"].get(address)) == "403 opinion.not_shown"
    assert code_of(await at.tabs["stranger"].get(address)) == "403 opinion.not_recipient"
    assert (await at.read(slip))["figures"]["with_attachment"] == 1
    assert (await at.verified(slip))["holds"] is True


async def test_papers_are_read_by_recipients_and_by_nobody_else(at: Circle) -> None:
    slip = await at.draft()
    paper = (
        await at.office.post(f"/opinions/{slip}/papers", params={"name": "a.pdf"}, content=pdf(2))
    ).json()
    address = f"/opinions/{slip}/files/{paper['id']}"
    assert code_of(await at.tabs["hoa"].get(address)) == "404 opinion.not_found"
    await at.act(slip, "send")
    assert (await at.tabs["hoa"].get(address)).status_code == 200
    assert code_of(await at.tabs["boss"].get(address)) == "403 opinion.not_recipient"
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    assert (await at.tabs["boss"].get(address)).status_code == 200
    opened = (await at.tabs["boss"].get(at.path(slip, "hoa"))).json()
    assert [one["name"] for one in opened["papers"]] == ["a.pdf"]


async def test_a_superior_answers_what_was_passed_up(at: Circle) -> None:
    slip = await at.sent()
    proposed = [{"opinion": "disagree", "text": "Trình anh xem"}]
    passed = await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"], note="Kính trình", opinions=proposed)
    assert (passed.json()["stage"], passed.json()["holders"][0]["name"]) == ("passed_up", "Hồ Văn Trưởng")
    waiting = await at.answer(slip, "hoa")
    assert code_of(waiting) == "409 opinion.passed_up"
    assert waiting.json()["details"]["name"] == "Hồ Văn Trưởng"
    [one] = (await at.tabs["boss"].get("/opinions/mine")).json()
    assert one["recipient"]["proposal"]["opinions"] == proposed
    assert one["recipient"]["note"] == "Kính trình"
    signed = await at.answer(slip, "boss", "agree", whose="hoa")
    assert signed.json()["by"]["account"] == at.ids["boss"]
    row = await at.row(slip, "hoa")
    assert (row["stage"], row["answered_by_name"]) == ("answered", "Hồ Văn Trưởng")
    assert (await at.notices("hoa"))[0]["code"] == "opinion.told_answered_for"
    assert code_of(await at.reply(slip, "take-back", "hoa")) == "409 opinion.answered"
    assert code_of(await at.reply(slip, "send-back", "boss", "hoa", note="x")) == "409 opinion.answered"
    assert (await at.answer(slip, "boss", "disagree", whose="hoa")).json()["version"] == 2


async def test_a_superior_sends_it_back_with_a_note_or_it_is_taken_back(at: Circle) -> None:
    slip = await at.sent()
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    assert code_of(await at.reply(slip, "send-back", "boss", "hoa", note=" ")) == "422 opinion.no_reason"
    back = await at.reply(slip, "send-back", "boss", "hoa", note="Hỏi lại phòng Tài chính")
    assert back.status_code == 204
    row = await at.row(slip, "hoa")
    assert (row["stage"], row["note"], row["note_by"]) == (
        "returned",
        "Hỏi lại phòng Tài chính",
        "Hồ Văn Trưởng",
    )
    assert code_of(await at.answer(slip, "boss", whose="hoa")) == "403 opinion.not_recipient"
    assert code_of(await at.reply(slip, "take-back", "hoa")) == "409 opinion.not_passed_up"
    assert code_of(await at.reply(slip, "send-back", "hoa", note="x")) == "409 opinion.not_passed_up"
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    assert (await at.reply(slip, "take-back", "hoa")).json()["holder"] == at.ids["hoa"]
    assert (await at.answer(slip, "hoa")).status_code == 200
    assert code_of(await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])) == "409 opinion.answered"


async def test_it_goes_up_step_by_step_and_never_in_a_circle(at: Circle) -> None:
    slip = await at.sent(["hoa"])
    assert code_of(await at.reply(slip, "pass-up", "hoa", to=at.ids["hoa"])) == "422 opinion.bad_superior"
    assert code_of(await at.reply(slip, "pass-up", "hoa", to="ghost")) == "422 opinion.unknown_person"
    chain = ["hoa", "boss", "binh", "dung", "colleague", "stranger"]
    for who, to in itertools.pairwise(chain):
        assert (await at.reply(slip, "pass-up", who, "hoa", to=at.ids[to])).status_code == 200
    circle = await at.reply(slip, "pass-up", "stranger", "hoa", to=at.ids["hoa"])
    assert code_of(circle) == "422 opinion.bad_superior"
    high = await at.reply(slip, "pass-up", "stranger", "hoa", to=at.ids["office"])
    assert code_of(high) == "409 opinion.too_high"
    await at.reply(slip, "send-back", "stranger", "hoa", note="Không thuộc thẩm quyền")
    signed = await at.answer(slip, "colleague", whose="hoa")
    assert signed.json()["by"]["account"] == at.ids["colleague"]
    assert (await at.verified(slip))["holds"] is True


async def test_where_a_superior_is_required_nobody_answers_alone(at: Circle) -> None:
    slip = await at.sent(needs_superior=True)
    assert code_of(await at.answer(slip, "hoa")) == "409 opinion.needs_superior"
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    assert (await at.answer(slip, "boss", whose="hoa")).status_code == 200


async def test_the_others_answers_are_shown_only_where_the_slip_says_so_and_after_answering(
    at: Circle,
) -> None:
    closed, shown = await at.sent(), await at.sent(shows_answers=True)
    for slip in (closed, shown):
        await at.answer(slip, "hoa", ("disagree", "Chưa rõ nguồn vốn"))
    assert code_of(await at.tabs["binh"].get(f"{at.path(shown, 'binh')}/others")) == "403 opinion.not_shown"
    for slip in (closed, shown):
        await at.answer(slip, "binh")
    assert code_of(await at.tabs["binh"].get(f"{at.path(closed, 'binh')}/others")) == "403 opinion.not_shown"
    [other] = (await at.tabs["binh"].get(f"{at.path(shown, 'binh')}/others")).json()
    assert (other["name"], other["answer"]["opinions"][0]["text"]) == ("Lê Thị Hoa", "Chưa rõ nguồn vốn")
    assert set(other) == {"account", "name", "office", "answer", "answered_at"}
    await at.days_later(30)
    assert len((await at.tabs["mai"].get(f"{at.path(shown, 'mai')}/others")).json()) == 2


async def test_superiors_are_found_without_accents_and_show_no_logins(at: Circle) -> None:
    search = "/opinions/superiors"
    found = (await at.tabs["hoa"].get(search, params={"q": "truong"})).json()
    assert found == [{"account": at.ids["boss"], "name": "Hồ Văn Trưởng", "office": "Sở Y tế"}]
    by_office = (await at.tabs["mai"].get(search, params={"q": "so y te"})).json()
    assert {one["name"] for one in by_office} == {"Lê Thị Hoa", "Hồ Văn Trưởng"}
    assert (await at.tabs["hoa"].get(search, params={"q": "d"})).json() == []
