"""The steps with an opinion slip: written, answered by four people in two languages, put on the agenda."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.no_paper.room import TITLE, Room
from tests.e2e.words import EN, VI

SUBJECT = "Dự thảo Kế hoạch ứng phó mưa lũ"
QUESTION = "Nhất trí ban hành Kế hoạch?"
ADDRESS = re.compile("^(?!.*/j/)")


@dataclass(frozen=True)
class Person:
    """Who is asked, what they choose and write, in the language of their screen."""

    login: str
    name: str
    office: str
    lang: int
    opinion: str
    text: str = ""


FOUR = (
    Person("hoa", "Lê Thị Hoa", "Sở Y tế", VI, "Đồng ý"),
    Person("tuan", "Trần Anh Tuấn", "Sở Tài chính", EN, "Other opinion", "Bổ sung nguồn kinh phí"),
    Person("dung", "Đặng Quốc Dũng", "UBND huyện Quỳ Châu", VI, "Đồng ý"),
    Person("mai", "Nguyễn Thị Mai", "UBND xã Châu Bình", EN, "Disagree", "Xã chưa có kho vật tư"),
)
WORDS = {
    "slips": ("Lấy ý kiến", "Opinions"),
    "sign": ("Ký và gửi ý kiến", "Sign and send"),
    "taken": ("Đã nhận ý kiến của quý vị (lần 1)", "Your answer was taken (version 1)"),
}


async def make_accounts(room: Room) -> None:
    for one in FOUR:
        body = {"login": one.login, "name": one.name, "office": one.office, "roles": ["member"]}
        room.accounts[one.login] = str((await room.admin.post("/accounts", body))["id"])


async def write_and_send(secretary: Guest, room: Room) -> None:
    """The secretary writes the slip in English, finds the four and sends it."""
    page = secretary.page
    await page.goto(f"{room.near_url}/opinions?tab=office")
    await page.get_by_role("link", name="New slip").first.click()
    await page.get_by_label("Subject").fill(SUBJECT)
    await page.get_by_label("What is asked").fill(QUESTION)
    await page.get_by_label("Deadline").fill("2099-12-31T17:00")
    search = page.get_by_role("textbox", name="Find a name, agency or login")
    for one in FOUR:
        await search.fill(one.login)
        await page.get_by_role("checkbox", name=re.compile(one.name)).check()
    await secretary.see("Recipients chosen: 4")
    await page.get_by_role("button", name="Send the slip").click()
    await page.get_by_role("dialog").get_by_role("button", name="Send the slip").click()
    await secretary.see("0 of 4 answered")


async def answer(guest: Guest, room: Room, person: Person) -> None:
    """Somebody opens their link, finds that a slip waits, chooses, writes and signs."""
    await guest.open_link(await room.account_link(person.login))
    await guest.page.get_by_role("link", name=re.compile(WORDS["slips"][guest.lang])).first.click()
    await guest.page.get_by_role("link", name=re.compile(SUBJECT)).click()
    await guest.see(QUESTION)
    # The radio lies under its label, which is what a person presses.
    await guest.page.locator("label").filter(has_text=re.compile(f"^{person.opinion}$")).click()
    if person.text:
        await guest.page.get_by_role("textbox").first.fill(person.text)
    await guest.page.get_by_role("button", name=WORDS["sign"][guest.lang]).click()
    await guest.see(WORDS["taken"][guest.lang])


async def put_on_the_agenda(secretary: Guest, room: Room) -> None:
    """All have answered and not alike, so it becomes an item of the meeting, whose log proves the answers."""
    await secretary.see("4 of 4 answered")
    await secretary.see("Not all agree")
    await secretary.page.get_by_role("button", name="Verify the chain").click()
    await secretary.see("The chain holds")
    table = "Make it an agenda item"
    await secretary.page.get_by_role("button", name=table).click()
    dialog = secretary.page.get_by_role("dialog")
    await dialog.get_by_role("radio", name=TITLE).check()
    await dialog.get_by_role("button", name=table).click()
    await expect(dialog).to_be_hidden(timeout=PATIENCE_MS)
    await room.eye.until(
        lambda view: any(SUBJECT in one["title"] for one in view["agenda"]["items"].values()),
        PATIENCE_MS / 1000,
    )
