"""A walk through every screen of the client with one browser, a tab for each person; `look` judges each.

The meeting walked through may be full of hostile text: the walk finds its way by labels of the client's own.
"""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.stops import DESK, HALL, PHONE, WAITING, Look, Stops, every_tab
from tests.support.seats import Seat


async def doors(guest: Guest, stops: Stops, look: Look) -> None:
    """What somebody sees who is not signed in."""
    for path in ("/sign-in", "/pair", "/setup", "/setup#token", "/j/unknown", "/nowhere"):
        tab = await guest.tab(DESK)
        await tab.page.goto(stops.url + path)
        await expect(tab.page.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
        await look(tab, f"door {path}")
        await tab.page.close()


async def office(guest: Guest, stops: Stops, look: Look) -> None:
    """The administrator's screens and dialogs."""
    tab = await guest.tab(DESK)
    await tab.page.goto(stops.admin)
    await expect(tab.page.get_by_role("link", name="Điểm cầu").first).to_be_visible(timeout=PATIENCE_MS)
    await look(tab, "home of an account")
    for path, opener in (("sites", "Nhập CSV"), ("accounts", "Tạo tài khoản"), ("meetings", "Tạo cuộc họp")):
        await tab.page.goto(f"{stops.url}/admin/{path}")
        await expect(tab.page.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
        await expect(tab.page.locator(".mantine-Skeleton-root")).to_have_count(0, timeout=PATIENCE_MS)
        await look(tab, f"admin {path}")
        await tab.page.get_by_role("button", name=opener).first.click()
        form = tab.page.get_by_role("heading", name="Tạo cuộc họp", level=1)
        await expect(tab.page.get_by_role("dialog").or_(form).first).to_be_visible(timeout=PATIENCE_MS)
        await look(tab, f"admin {path}: {opener}")
    await tab.page.close()


async def preparation(guest: Guest, stops: Stops, look: Look) -> Guest:
    """The secretary before the meeting, the hall's waiting screen, the check. Returns the secretary's tab."""
    tab = await guest.tab(DESK)
    await tab.page.goto(stops.secretary)
    await expect(tab.page.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
    await tab.page.wait_for_url(re.compile("^(?!.*/j/)"))
    await tab.page.goto(f"{stops.url}/m/{stops.meeting}/read")
    await expect(tab.page.get_by_role("button", name="Danh mục tài liệu")).to_be_visible(timeout=PATIENCE_MS)
    await look(tab, "reading before the meeting")
    await tab.page.goto(f"{stops.url}/m/{stops.meeting}/prepare")
    await every_tab(tab, look, "prepare")
    hall = await guest.tab(HALL)
    await hall.page.goto(stops.site)
    await hall.see("Cuộc họp tiếp theo")
    await look(hall, "hall waiting")
    await hall.page.goto(f"{stops.url}/m/{stops.meeting}/submit")
    await hall.see("Gửi tài liệu")
    await look(hall, "a unit's papers")
    await hall.page.goto(f"{stops.url}/m/{stops.meeting}")
    await expect(hall.button("join")).to_be_visible(timeout=PATIENCE_MS)
    await look(hall, "check of a hall")
    await hall.pass_check()
    await hall.sees("not started")
    await look(hall, "hall before the meeting")
    await hall.page.close()
    return tab


async def invitation(guest: Guest, stops: Stops, look: Look) -> Guest:
    """A delegate before the meeting: attends or not, and who comes instead. Returns the delegate's tab."""
    delegate = await guest.tab(PHONE)
    await delegate.enter_meeting(stops.delegate, stops.url, stops.meeting)
    decline = delegate.page.get_by_role("button", name="Không dự được")
    waiting = delegate.page.get_by_role("region", name=WAITING)
    await expect(waiting).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, invited")
    await waiting.get_by_role("button").first.click()
    await expect(decline).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, invitation")
    await decline.click()
    await expect(delegate.page.get_by_role("radiogroup")).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, answering")
    for _ in range(2):  # the answer, then the sheet under it
        await delegate.page.keyboard.press("Escape")
    await expect(delegate.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE_MS)
    return delegate


async def afterwards(guest: Guest, stops: Stops, look: Look, seat: Seat) -> None:
    """The closed meeting, the archive's list, the record and the proceedings."""
    await seat.command("meeting.close")
    hall = await guest.tab(HALL)
    await hall.page.goto(stops.site)
    await expect(hall.page.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
    await look(hall, "hall afterwards")
    await hall.page.close()
    tab = await guest.tab(DESK)
    await tab.page.goto(stops.archivist)
    await expect(tab.page.get_by_role("link", name="Lưu trữ").first).to_be_visible(timeout=PATIENCE_MS)
    await tab.page.goto(f"{stops.url}/archive")
    await expect(tab.page.get_by_role("link", name=re.compile("^(?!Lưu trữ)")).first).to_be_visible()
    await look(tab, "archive")
    await tab.page.goto(f"{stops.url}/archive/{stops.meeting}")
    reading = tab.page.get_by_role("link", name="Đọc biên bản")
    await expect(reading).to_be_visible(timeout=PATIENCE_MS)
    await look(tab, "record")
    answer = await tab.page.goto(stops.url + (await reading.get_attribute("href") or ""))
    assert answer is not None
    assert "sandbox" in answer.headers["content-security-policy"]
    words = await answer.text()
    await tab.page.close()
    # No script can run there, not even a test's: judge the same page where nothing holds scripts back.
    page = await guest.tab(DESK)
    await page.page.set_content(words)
    await expect(page.page.get_by_role("heading").first).to_be_visible(timeout=PATIENCE_MS)
    await look(page, "proceedings")
    await page.page.close()


async def carried_over(guest: Guest, stops: Stops, look: Look) -> None:
    """A new meeting, offered what the closed one put off."""
    tab = await guest.tab(DESK)
    await tab.page.goto(stops.admin)
    await expect(tab.page.get_by_role("link", name="Điểm cầu").first).to_be_visible(timeout=PATIENCE_MS)
    await tab.page.goto(f"{stops.url}/admin/meetings")
    await tab.page.get_by_role("button", name="Tạo cuộc họp").first.click()
    await tab.see("Nội dung lùi lại từ các cuộc họp trước")
    await look(tab, "new meeting, carried over")
    await tab.page.close()


async def between_meetings(guest: Guest, stops: Stops, look: Look) -> None:
    """The calendar in its three views, series and templates, and the mail of a meeting."""
    tab = await guest.tab(DESK)
    await tab.page.goto(stops.admin)
    await expect(tab.page.get_by_role("link", name="Điểm cầu").first).to_be_visible(timeout=PATIENCE_MS)
    await tab.page.goto(f"{stops.url}/calendar")
    await expect(tab.page.get_by_role("grid")).to_be_visible(timeout=PATIENCE_MS)
    await look(tab, "calendar, month")
    for view in ("Tuần", "Danh sách"):
        await tab.page.get_by_text(view, exact=True).first.click()
        await look(tab, f"calendar, {view}")
    await tab.page.goto(f"{stops.url}/calendar/series")
    await tab.page.get_by_role("button", name="Chuỗi họp mới").first.click()
    await tab.see("Các ngày họp tới")
    await look(tab, "new series")
    await tab.page.goto(f"{stops.url}/calendar/templates")
    await tab.page.get_by_role("button", name="Mẫu mới").first.click()
    await look(tab, "new template")
    await tab.page.goto(f"{stops.url}/admin/meetings")
    await tab.page.locator("tbody button").first.click()
    await tab.page.get_by_role("menuitem", name="Thư mời và thư nhắc").click()
    await tab.see("Chưa cài đặt máy chủ thư")
    await look(tab, "mail of a meeting")
    await tab.page.close()


async def set_scene(seat: Seat) -> None:
    """A session with the first paper in front; `seat` is the chair's."""
    view: dict[str, Any] = seat.view
    await seat.command("meeting.open")
    await seat.command("front.show", paper=view["papers"]["order"][0], page=1)
    await seat.command("agenda.start", item=view["agenda"]["order"][0])
