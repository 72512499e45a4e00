"""What a slip came to: figures, the workbook, the document, the item of an agenda, and 844 recipients."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from rooms import Viewer
from server.errors import Unavailable
from server.opinions.replies import Given
from server.people.principals import Principal
from tests.server.opinions.support import Circle, code_of, key, many_accounts
from tests.server.papers.pdfs import pdf
from tests.server.people.harness import Tab

MANY = 844


async def answered_slip(at: Circle, **more: object) -> str:
    slip = await at.draft(questions=["Nhất trí ban hành?", "Thời hạn phù hợp?"], **more)
    await at.office.post(f"/opinions/{slip}/papers", params={"title": "Dự thảo"}, content=pdf())
    await at.act(slip, "send")
    await at.answer(slip, "hoa", "agree", ("disagree", "=Chậm nhất quý II"))
    await at.days_later(0.25)
    await at.answer(slip, "binh", ("other", "Bổ sung <b>kinh phí</b>"), "agree")
    return slip


async def test_figures_count_by_question_group_and_day(at: Circle) -> None:
    slip = await answered_slip(at)
    figures = (await at.read(slip))["figures"]
    assert figures["tallies"] == [
        {"agree": 1, "disagree": 0, "other": 1},
        {"agree": 1, "disagree": 1, "other": 0},
    ]
    assert [(one["name"], one["recipients"], one["answered"]) for one in figures["groups"]] == [
        ("department", 2, 2),
        ("district", 1, 0),
        ("commune", 1, 0),
    ]
    assert figures["by_day"] == [{"day": "2026-03-02", "answers": 2}]
    assert (figures["is_open"], figures["is_contested"], figures["median_s"]) == (True, True, 10800)
    assert figures["stages"] == {"unseen": 2, "seen": 0, "passed_up": 0, "returned": 0, "answered": 2}
    listed = (await at.office.get("/opinions")).json()[0]
    assert (listed["recipients"], listed["answered"]) == (4, 2)


async def test_the_workbook_holds_every_answer_and_no_formula(at: Circle) -> None:
    slip = await answered_slip(at)
    made = await at.office.get(f"/opinions/{slip}/summary.xlsx", params={"lang": "vi"})
    book = load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Tổng hợp", "Ý kiến", "Chưa trả lời", "Theo ngày"]
    summary = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows(min_row=6, max_row=9)]
    assert summary[0][:4] == [1, "Sở, ban, ngành", 2, 2]
    assert summary[3][1:] == ["Tổng số", 4, 2, 1, 0, 1, 1, 1, 0]
    answers = [[cell for cell in row] for row in book["Ý kiến"].iter_rows(min_row=6)]
    assert [row[1].value for row in answers] == ["Lê Thị Hoa", "Trần Văn Bình"]
    risky = answers[0][7]
    assert (risky.value, risky.data_type, risky.quotePrefix) == ("=Chậm nhất quý II", "s", True)
    assert answers[0][9].value.strftime("%H:%M %d/%m/%Y") == "08:00 02/03/2026"
    missing = [row[1].value for row in book["Chưa trả lời"].iter_rows(min_row=6)]
    assert missing == ["Đặng Quốc Dũng", "Nguyễn Thị Mai"]
    english = await at.office.get(f"/opinions/{slip}/summary.xlsx", params={"lang": "en"})
    assert load_workbook(io.BytesIO(english.content)).sheetnames[0] == "Summary"


async def test_the_document_has_its_legal_form_and_nobody_elses_markup(at: Circle) -> None:
    slip = await answered_slip(at)
    page = (await at.office.get(f"/opinions/{slip}/summary.html", params={"lang": "vi"})).text
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BÁO CÁO TỔNG HỢP Ý KIẾN",
        "Phiếu lấy ý kiến số 12/PLYK-UBND",
        "BC-UBND",
        "Nơi nhận:",
        "Lưu: VT.",
        "Đã nhận 2/4 ý kiến (50,0%)",
        "&lt;b&gt;kinh phí&lt;/b&gt;",
        "Tài liệu kèm theo: Dự thảo.",
        (await at.read(slip))["head"],
    ):
        assert part in page, part
    printed = await at.office.get(f"/opinions/{slip}/summary.pdf")
    assert printed.content.startswith(b"%PDF-")
    await at.act(slip, "recall", reason="Gửi nhầm")
    recalled = (await at.office.get(f"/opinions/{slip}/summary.html", params={"lang": "en"})).text
    assert "The opinion slip was recalled. Reason: Gửi nhầm" in recalled


async def meeting_of(at: Circle, secretary: str) -> str:
    admin = at.tabs["root-admin"]
    body = {
        "title": "Giao ban tháng 4",
        "scheduled_at": "2026-04-01T01:00:00Z",
        "agenda": [{"title": "Khai mạc"}],
        "sites": [],
        "officers": [
            {"account": at.ids["colleague"], "role": "chair", "order": 0},
            {"account": at.ids[secretary], "role": "secretary", "order": 1},
        ],
    }
    made = await admin.post("/meetings", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def table(tab: Tab, meeting: str, slip: str) -> object:
    return await tab.post(f"/meetings/{meeting}/agenda/opinion", json={"slip": slip}, params={"lang": "vi"})


async def test_a_slip_becomes_an_item_with_its_papers_and_its_summary_once(at: Circle) -> None:
    slip = await answered_slip(at)
    meeting = await meeting_of(at, "office")
    first = await table(at.office, meeting, slip)
    assert first.status_code == 201, first.text
    assert first.json()["title"] == (
        "Cho ý kiến về: Dự thảo Kế hoạch phòng, chống thiên tai năm 2026 (12/PLYK-UBND)"
    )
    assert (await table(at.office, meeting, slip)).json() == first.json()
    await at.world.services.papers.settle()
    papers = (await at.office.get(f"/meetings/{meeting}/papers")).json()
    assert sorted((one["title"], one["item"], one["state"]) for one in papers) == [
        ("Dự thảo", first.json()["id"], "ready"),
        ("Tổng hợp ý kiến: Dự thảo Kế hoạch phòng, chống thiên tai năm 2026", first.json()["id"], "ready"),
    ]
    agenda = (await at.office.get(f"/meetings/{meeting}")).json()["agenda"]
    assert [one["title"] for one in agenda] == ["Khai mạc", first.json()["title"]]
    tabled = [one for one in (await at.read(slip))["course"] if one["type"] == "slip.tabled"]
    assert [one["data"] for one in tabled] == [{"meeting": meeting, "item": first.json()["id"]}]
    assert (await at.verified(slip))["holds"] is True


async def test_a_request_that_was_cut_off_is_taken_up_in_whatever_language_it_comes_again(
    at: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip, meeting = await at.sent(), await meeting_of(at, "office")

    async def cut_off(*_: object) -> None:
        raise Unavailable("server.stopping")

    with monkeypatch.context() as patched:
        patched.setattr(at.world.services.opinions.office, "note_tabled", cut_off)
        assert code_of(await table(at.office, meeting, slip)) == "503 server.stopping"
    path = f"/meetings/{meeting}/agenda/opinion"
    again = await at.office.post(path, json={"slip": slip}, params={"lang": "en"})
    assert again.status_code == 201, again.text
    agenda = (await at.office.get(f"/meetings/{meeting}")).json()["agenda"]
    assert [one["title"] for one in agenda] == ["Khai mạc", again.json()["title"]]


async def test_an_item_taken_off_the_agenda_can_be_made_again(at: Circle) -> None:
    slip, meeting = await at.sent(), await meeting_of(at, "office")
    first = (await table(at.office, meeting, slip)).json()
    seat, remove = f"officer-{at.ids['office']}", at.world.services.meetings.execute
    await remove(meeting, "agenda.remove", {"item": first["id"]}, "remove-it", Viewer(seat, "secretary"))
    second = (await table(at.office, meeting, slip)).json()
    assert second["id"] != first["id"]


async def test_only_who_prepares_the_meeting_and_manages_the_slip_makes_an_item_of_it(at: Circle) -> None:
    slip, draft = await at.sent(), await at.draft()
    mine, elsewhere = await meeting_of(at, "office"), await meeting_of(at, "keeper")
    assert (await table(at.office, elsewhere, slip)).status_code == 403
    assert code_of(await table(at.tabs["colleague"], mine, slip)) == "404 opinion.not_found"
    assert code_of(await table(at.office, mine, draft)) == "409 opinion.not_sent"
    assert code_of(await table(at.office, mine, "y0")) == "404 opinion.not_found"
    await at.act(slip, "recall", reason="x")
    assert code_of(await table(at.office, mine, slip)) == "409 opinion.recalled"


async def test_844_recipients_are_sent_to_answer_and_are_counted(at: Circle) -> None:
    accounts = await many_accounts(at.world, MANY)
    slip = await at.sent(accounts)
    replies = at.world.services.opinions.replies

    for number, account in enumerate(accounts[:50]):
        who = Principal("account", account, f"Người nhận {number}", "", frozenset({"member"}), None, None,
                        f"officer-{account}", "", "")  # fmt: skip
        await replies.answer(slip, account, Given([("agree", "")]), key(), who)
    found = await at.read(slip)
    assert (found["figures"]["recipients"], found["figures"]["answered"]) == (MANY, 50)
    assert (await at.act(slip, "remind")).json() == {"reminded": MANY - 50}
    assert (await at.verified(slip)) == {
        "entries": 52,
        "head": (await at.read(slip))["head"],
        "holds": True,
        "findings": [],
    }
    book = load_workbook(
        io.BytesIO((await at.office.get(f"/opinions/{slip}/summary.xlsx")).content), read_only=True
    )
    assert sum(1 for _ in book["Chưa trả lời"].iter_rows(min_row=6)) == MANY - 50
