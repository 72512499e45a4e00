"""A slip is written, sent, answered by four people (one through a superior) and counted, in browsers."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

import pytest
from playwright.async_api import FilePayload, Route, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.words import EN, VI
from tests.server.papers.pdfs import pdf
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e

SUBJECT = "Dự thảo Kế hoạch phòng, chống thiên tai"
QUESTION = "Nhất trí ban hành Kế hoạch?"
PEOPLE = {
    "hoa": ("Lê Thị Hoa", "Sở Y tế"),
    "binh": ("Trần Văn Bình", "Sở Tài chính"),
    "dung": ("Đặng Quốc Dũng", "UBND huyện Quỳ Châu"),
    "mai": ("Nguyễn Thị Mai", "UBND xã Châu Bình"),
}


@dataclass
class Circle:
    """The server and the administrator who makes the recipients' accounts and links."""

    server: RunningServer
    admin: Seat
    ids: dict[str, str]

    async def link(self, login: str) -> str:
        made = await self.admin.post(f"/accounts/{self.ids[login]}/link")
        return str(made["url"])


async def circle_of(server: RunningServer) -> Circle:
    base, _, token = str(server.demo["admin"]).partition("/j/")
    admin = Seat(base)
    await admin.open_link(token)
    ids = {}
    for login, (name, office) in PEOPLE.items():
        body = {"login": login, "name": name, "office": office, "roles": ["member"]}
        ids[login] = str((await admin.post("/accounts", body))["id"])
    return Circle(server, admin, ids)


async def test_four_people_answer_a_slip(server: RunningServer, invite: Invite) -> None:
    """One story on purpose: each part needs what the part before it left."""
    circle = await circle_of(server)
    office = await invite("office")
    await writes_and_sends(office, server)

    hoa = await comes(circle, invite, "hoa", VI)
    await answers(hoa, "Đồng ý", "", "Ký và gửi ý kiến", "Đã nhận ý kiến của quý vị (lần 1)")
    binh = await comes(circle, invite, "binh", EN, size=(390, 844))
    await answers(
        binh, "Other opinion", "Bổ sung nguồn kinh phí", "Sign and send", "Your answer was taken (version 1)"
    )
    dung = await comes(circle, invite, "dung", VI, size=(390, 844))
    await passes_up(dung)
    await answers_for(hoa, PEOPLE["dung"][0])
    mai = await comes(circle, invite, "mai", EN)
    await writes_while_a_file_is_sent(mai, "Xã chưa có kho vật tư")

    await office.see("4/4 đã trả lời")
    await office.see("Có ý kiến không đồng ý hoặc khác")
    await office.page.get_by_role("button", name="Kiểm tra chuỗi").click()
    await office.see("Chuỗi nguyên vẹn")
    await circle.admin.leave()


async def writes_and_sends(office: Guest, server: RunningServer) -> None:
    """The secretary writes the slip, finds the four without accents, and sends it."""
    page = office.page
    await office.open_link(server.demo["secretary"])
    await page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
    await page.goto(f"{server.url}/opinions?tab=office")
    await page.get_by_role("link", name="Lập phiếu").first.click()
    await page.get_by_label("Trích yếu").fill(SUBJECT)
    await page.get_by_label("Nội dung xin ý kiến").fill(QUESTION)
    await page.get_by_label("Hạn trả lời").fill("2099-12-31T17:00")
    search = page.get_by_role("textbox", name="Tìm tên, cơ quan, tài khoản")
    for typed, (name, _) in zip(
        ("le thi hoa", "van binh", "quy chau", "chau binh"), PEOPLE.values(), strict=True
    ):
        await search.fill(typed)
        await page.get_by_role("checkbox", name=re.compile(name)).check()
    await office.see("Đã chọn 4 nơi nhận")
    await page.get_by_role("button", name="Gửi phiếu").click()
    await page.get_by_role("dialog").get_by_role("button", name="Gửi phiếu").click()
    await office.see("0/4 đã trả lời")


async def comes(circle: Circle, invite: Invite, login: str, lang: int, **how: object) -> Guest:
    """Somebody opens their link, finds that a slip waits, and opens it."""
    guest = await invite(login, lang=lang, **how)
    await guest.open_link(await circle.link(login))
    await guest.page.get_by_role("link", name=re.compile("Lấy ý kiến|Opinions")).first.click()
    await guest.page.get_by_role("link", name=re.compile(SUBJECT)).click()
    await guest.see(QUESTION)
    return guest


async def answers(guest: Guest, opinion: str, text: str, sign: str, told: str) -> None:
    # The radio lies under its label, which is what a person presses.
    await guest.page.locator("label").filter(has_text=re.compile(f"^{opinion}$")).click()
    if text:
        await guest.page.get_by_role("textbox").first.fill(text)
    await guest.page.get_by_role("button", name=sign).click()
    await guest.see(told)


async def writes_while_a_file_is_sent(mai: Guest, text: str) -> None:
    """What is written stays, over the file and a slip of the hand; nothing is signed without the file."""
    page, arrives = mai.page, asyncio.Event()

    async def hold(route: Route) -> None:
        await arrives.wait()
        await route.continue_()

    file = FilePayload(name="kho-vat-tu.pdf", mimeType="application/pdf", buffer=pdf(1, text="Kho vat tu"))
    await page.route(re.compile("/answers/.*/files"), hold)
    await page.locator("label").filter(has_text=re.compile("^Disagree$")).click()
    await page.locator("input[type=file]").last.set_input_files(file)
    sign = page.get_by_role("button", name="Sign and send")
    await expect(sign).to_be_disabled(timeout=PATIENCE_MS)
    words = page.get_by_role("textbox").first
    await words.fill(text)
    arrives.set()
    await expect(page.get_by_role("link", name="kho-vat-tu").first).to_be_visible(timeout=PATIENCE_MS)
    await expect(words).to_have_value(text)
    await page.get_by_role("link", name="All slips").click()
    await page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Stay").click()
    await expect(words).to_have_value(text)
    await sign.click()
    await mai.see("Your answer was taken (version 1)")


async def passes_up(dung: Guest) -> None:
    page = dung.page
    await page.get_by_role("button", name="Trình cấp trên").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Cấp trên").first.fill("le thi hoa")
    await dialog.get_by_role("radio", name="Lê Thị Hoa").check()
    await dialog.get_by_label("Lời trình").fill("Kính trình đồng chí")
    await dialog.get_by_role("button", name="Trình cấp trên").click()
    await dung.see("Đang trình Lê Thị Hoa")


async def answers_for(hoa: Guest, name: str) -> None:
    """The superior finds what was passed up beside her own slip, and signs for the one below."""
    await hoa.page.get_by_role("link", name="Danh sách phiếu").click()
    await hoa.page.get_by_role("link", name=re.compile(f"Trả lời thay {name}")).click()
    await hoa.see("Kính trình đồng chí")
    await answers(hoa, "Đồng ý", "", "Ký và gửi ý kiến", "Đã nhận ý kiến của quý vị (lần 1)")
    await expect(hoa.page.get_by_text("Đã trả lời").first).to_be_visible(timeout=PATIENCE_MS)
