"""The part of the walk through every screen that leads through opinion slips and a unit's papers."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.stops import DESK, PHONE, Crew, Look, Stops, dialog, signs_in


async def slips(guest: Guest, stops: Stops, look: Look, crew: Crew, words: str) -> None:
    """A slip is written by the secretary to the chair, answered on a phone, and looked at by its office."""
    office = await guest.tab(DESK)
    await signs_in(office, await crew.officer("secretary"))
    await office.page.goto(f"{stops.url}/opinions?tab=office")
    await expect(office.page.get_by_role("link", name="Lập phiếu").first).to_be_visible(timeout=PATIENCE_MS)
    await look(office, "slips of the office, none")
    await write(office, look, words)
    await answer(guest, stops, look, crew, words)
    await follow(office, look)
    await office.page.close()


async def write(office: Guest, look: Look, words: str) -> None:
    page = office.page
    await page.get_by_role("link", name="Lập phiếu").first.click()
    await page.get_by_label("Trích yếu").fill(words)
    await page.get_by_label("Nội dung xin ý kiến").fill(words)
    await page.get_by_label("Hạn trả lời").fill("2099-12-31T17:00")
    await page.get_by_role("textbox", name="Tìm tên, cơ quan, tài khoản").fill("evil.chair")
    await page.get_by_role("checkbox", name=re.compile(r"window\.ran")).check()
    await office.see("Đã chọn 1 nơi nhận")
    await look(office, "writing a slip")
    await page.get_by_role("button", name="Dán danh sách").click()
    await dialog(office, look, "slip, pasting a list")
    await page.get_by_role("button", name="Gửi phiếu").click()
    sure = page.get_by_role("dialog")
    await expect(sure).to_be_visible(timeout=PATIENCE_MS)
    await look(office, "slip, sending")
    await sure.get_by_role("button", name="Gửi phiếu").click()
    await office.see("0/1 đã trả lời")
    await look(office, "slip sent")


async def answer(guest: Guest, stops: Stops, look: Look, crew: Crew, words: str) -> None:
    for size, where in ((PHONE, "on a phone"), (DESK, "at a desk")):
        tab = await guest.tab(size)
        await signs_in(tab, await crew.officer("chair"))
        await tab.page.goto(f"{stops.url}/opinions")
        await tab.page.get_by_role("link").filter(has_text=words).first.click()
        sign = tab.page.get_by_role("button", name=re.compile("Ký và gửi|Sửa ý kiến"))
        await expect(sign.first).to_be_visible(timeout=PATIENCE_MS)
        await look(tab, f"slip {where}")
        if size == PHONE:
            await tab.page.get_by_role("button", name="Trình cấp trên").click()
            await dialog(tab, look, "slip, passing up")
            await tab.page.locator("label").filter(has_text=re.compile("^Ý kiến khác$")).click()
            await tab.page.get_by_role("textbox").first.fill(words)
            await look(tab, "slip, another opinion")
            await sign.first.click()
            await tab.see("Đã nhận ý kiến của quý vị (lần 1)")
            await look(tab, "slip answered on a phone")
        await tab.page.goto(f"{stops.url}/opinions")
        await expect(tab.page.get_by_role("link").filter(has_text=words).first).to_be_visible()
        await look(tab, f"slips {where}")
        await tab.page.close()


async def follow(office: Guest, look: Look) -> None:
    """The statistics, the list of recipients and each thing that can be done."""
    await office.see("1/1 đã trả lời")
    await look(office, "slip, statistics")
    for act, where in (
        ("Gia hạn", "extending"),
        ("Đưa vào chương trình họp", "tabling"),
        ("Thu hồi", "recalling"),
    ):
        await office.page.get_by_role("button", name=act, exact=True).click()
        await dialog(office, look, f"slip, {where}")
