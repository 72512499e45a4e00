"""The part of the walk through every screen through votes: written, asked, cast, counted, shown."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.stops import DESK, HALL, PHONE, Crew, Look, Stops, delegates_link, dialog


async def votes(guest: Guest, stops: Stops, look: Look, crew: Crew, question: str) -> None:
    """A secret vote is written and called off; one by name is held before chair, hall and delegate."""
    chair = await guest.tab(DESK)
    await chair.enter_meeting(await crew.officer("chair"), stops.url, stops.meeting)
    await chair.sees("in session")
    await written(chair, look, question)
    hall = await guest.tab(HALL)
    await hall.enter_meeting(stops.site, stops.url, stops.meeting)
    delegate = await guest.tab(PHONE)
    await delegate.enter_meeting(await delegates_link(stops, crew), stops.url, stops.meeting)
    await asked(chair, hall, delegate, look)
    await cast(chair, hall, delegate, look)
    await counted(chair, hall, delegate, look)
    for tab in (chair, hall, delegate):
        await tab.page.close()
    await crew.chair.connect()  # the chair's tab took the seat


async def written(chair: Guest, look: Look, question: str) -> None:
    """The desk of votes, its form with all it can do, and who votes for whom."""
    press = chair.page.get_by_role
    await chair.page.keyboard.press("F4")
    await expect(press("button", name="Ủy quyền")).to_be_visible(timeout=PATIENCE_MS)
    await look(chair, "chair, desk of votes")
    await press("button", name="Ủy quyền").click()
    await dialog(chair, look, "chair, authorities to vote")
    await press("button", name="Chuẩn bị biểu quyết").click()
    form = press("dialog", name="Chuẩn bị biểu quyết")
    await form.get_by_role("button", name="Thiết lập khác").click()
    await form.get_by_role("combobox", name="Trả lời").click()
    await press("option", name="Danh sách phương án").click()
    await look(chair, "chair, writing a vote on a list")
    await form.get_by_role("combobox", name="Trả lời").click()
    await press("option", name="Tán thành, không tán thành, không có ý kiến").click()
    await form.get_by_role("textbox", name="Nội dung biểu quyết").fill(question)
    await look(chair, "chair, writing a vote")
    await form.get_by_role("button", name="Chuẩn bị biểu quyết").click()
    await expect(form).to_be_hidden(timeout=PATIENCE_MS)
    await look(chair, "chair, a vote prepared")


async def asked(chair: Guest, hall: Guest, delegate: Guest, look: Look) -> None:
    """The ready check."""
    await chair.page.get_by_role("button", name="Kiểm tra sẵn sàng").click()
    for tab, where in ((chair, "chair"), (hall, "hall"), (delegate, "delegate")):
        await tab.see("Sắp biểu quyết" if tab is not chair else "Chưa sẵn sàng")
        await look(tab, f"{where}, asked whether ready")


async def cast(chair: Guest, hall: Guest, delegate: Guest, look: Look) -> None:
    """The ballot paper and the count of hands."""
    await chair.page.get_by_role("button", name="Mở biểu quyết").click()
    paper = delegate.page.get_by_role("dialog")
    await expect(paper.get_by_role("button", name="Tán thành", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, ballot paper")
    await look(chair, "chair, a vote under way")
    await hall.page.keyboard.press("F8")
    await expect(hall.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE_MS)
    await look(hall, "hall, counting hands")
    await hall.page.keyboard.press("Escape")
    await look(hall, "hall, a vote under way")
    await paper.get_by_role("button", name="Tán thành", exact=True).click()
    await look(delegate, "delegate, choice made")
    await paper.get_by_role("button", name="Gửi phiếu: Tán thành").click()
    await delegate.see("Đã ghi nhận: Tán thành")
    await look(delegate, "delegate, voted")


async def counted(chair: Guest, hall: Guest, delegate: Guest, look: Look) -> None:
    """Closed although somebody is missing, then released to the halls."""
    press = chair.page.get_by_role
    await press("button", name="Đóng biểu quyết").click()
    asking = chair.page.get_by_role("dialog", name=re.compile("^Đóng khi còn"))
    release = press("button", name="Công bố kết quả")
    await expect(asking.or_(release).first).to_be_visible(timeout=PATIENCE_MS)
    if await asking.count():
        await look(chair, "chair, closing although some have not voted")
        await asking.get_by_role("button", name="Vẫn đóng").click()
    await expect(release).to_be_visible(timeout=PATIENCE_MS)
    await look(chair, "chair, result before release")
    await release.click()
    await expect(hall.page.get_by_role("region", name="Kết quả biểu quyết")).to_be_visible(
        timeout=PATIENCE_MS
    )
    await look(hall, "hall, result")
    await delegate.page.get_by_role("button", name="Xem kết quả").click()
    await expect(delegate.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, result")
    await look(chair, "chair, result released")
