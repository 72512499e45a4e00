"""The part of the walk through every screen that leads through the line check and the session."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.notes import notes
from tests.e2e.tour.stops import DESK, HALL, PHONE, WAITING, Crew, Look, Stops, dialog, every_tab

HALL_SEAT = "site-TU"
MORE = "Thao tác khác với"
BUSY_PHONES = (PHONE, (360, 640), (844, 390))
PAGE_SHARE = 0.4
"""Of the screen's height, for the page itself."""


async def line_check(guest: Guest, stops: Stops, look: Look, crew: Crew) -> Guest:
    """A hall's own check while it runs, and the officers' board. Returns the technician's tab."""
    hall = await guest.tab(HALL)
    await hall.enter_meeting(stops.site, stops.url, stops.meeting)
    await crew.chair.until(lambda view: view["sites"][HALL_SEAT]["present"])
    await crew.chair.command("check.start", seats=[HALL_SEAT])
    await hall.see("Tổ kỹ thuật yêu cầu điểm cầu kiểm tra")
    await look(hall, "hall, line check")
    technician = await guest.tab(DESK)
    await technician.enter_meeting(stops.technician, stops.url, stops.meeting)
    await technician.page.get_by_role(
        "button", name=re.compile("^(Mở bảng kiểm tra kỹ thuật|Kiểm tra kỹ thuật$)")
    ).click()
    await expect(technician.page.get_by_role("dialog")).to_be_visible(timeout=PATIENCE_MS)
    await look(technician, "line check board")
    await technician.page.get_by_role("button", name=re.compile("Hình ảnh: ")).first.click()
    await dialog(technician, look, "line check board, one step")
    await technician.page.keyboard.press("Escape")
    await expect(technician.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE_MS)
    await hall.page.close()
    await crew.chair.command("check.finish")
    return technician


@dataclass(frozen=True)
class Tabs:
    """The tabs of who was at work before the session."""

    secretary: Guest
    technician: Guest
    delegate: Guest


async def session(guest: Guest, tabs: Tabs, stops: Stops, look: Look, crew: Crew) -> None:
    """Every role's screen in the session."""
    await chair_screens(guest, stops, look)
    await crew.chair.connect()  # the chair's tab took the seat
    await secretary_screens(tabs.secretary, stops, look)
    await control_room(tabs.technician, stops, look, crew)
    await hall_screens(guest, stops, look, crew)
    await phone(tabs.delegate, look, crew)
    await observer_screen(guest, stops, look, crew)


async def chair_screens(guest: Guest, stops: Stops, look: Look) -> None:
    chair = await guest.tab(DESK)
    await chair.enter_meeting(stops.chair, stops.url, stops.meeting)
    await chair.sees("in session")
    await every_tab(chair, look, "chair")
    press = chair.page.get_by_role
    await press("tab", name="Chất vấn").click()
    await press("button", name="Đặt câu hỏi").click()
    await dialog(chair, look, "chair, a question")
    await press("tab", name="Phát biểu").click()
    await press("button", name="Cách xếp và thời gian").click()
    await dialog(chair, look, "chair, list of speakers")
    await press("button", name=re.compile("^Từ chối ")).first.click()
    await dialog(chair, look, "chair, denying")
    await press("button", name="+5 phút").first.click()
    await chair.page.keyboard.press("?")
    await dialog(chair, look, "chair, keys")
    await chair.page.keyboard.press("k")
    await dialog(chair, look, "chair, board of lines")
    await chair.press("director's desk")
    await dialog(chair, look, "director's desk")
    await chair.page.close()


async def secretary_screens(secretary: Guest, stops: Stops, look: Look) -> None:
    page = secretary.page
    await page.goto(f"{stops.url}/m/{stops.meeting}")
    await secretary.pass_check()
    await every_tab(secretary, look, "secretary")
    await page.get_by_role("tab", name="Chương trình").click()
    more = page.get_by_role("button", name=re.compile(f"^{MORE}")).nth(1)
    await more.click()
    putting_off = page.get_by_role("menuitem", name="Lùi sang cuộc họp sau…")
    await expect(putting_off).to_be_visible(timeout=PATIENCE_MS)
    await look(secretary, "secretary, what can be done with an item")
    await putting_off.click()
    await dialog(secretary, look, "secretary, putting off")
    await more.click()
    await page.get_by_role("menuitem", name="Sửa…").click()
    await look(secretary, "secretary, an item")
    await page.close()


async def control_room(technician: Guest, stops: Stops, look: Look, crew: Crew) -> None:
    """The board, one line with talk-back and what is asked of its machine, the director's own window."""
    button = technician.page.get_by_role("button", name="Nói riêng với điểm cầu")
    line = technician.page.locator(f'button[data-seat="{crew.quiet}"]')
    await expect(line).to_be_visible(timeout=PATIENCE_MS)
    await look(technician, "control room")
    await line.press("Enter")
    await expect(button).to_be_visible(timeout=PATIENCE_MS)
    await look(technician, "control room, one line")
    await button.click()
    await expect(technician.page.get_by_role("button", name="Kết thúc nói riêng").first).to_be_visible()
    await technician.page.get_by_role("button", name="Máy của điểm cầu").click()
    await expect(technician.page.get_by_role("menuitem", name="Tải lại trang")).to_be_visible()
    await look(technician, "control room, talk-back and machine")
    await technician.page.get_by_role("menuitem", name="Tải lại trang").click()
    await technician.see("đang chờ điểm cầu trả lời")
    await look(technician, "control room, machine asked")
    await technician.page.goto(f"{stops.url}/m/{stops.meeting}/program")
    await expect(technician.page.get_by_role("textbox", name="Tìm điểm cầu, người")).to_be_visible()
    await look(technician, "director's desk in its own window")
    await technician.page.close()


async def hall_screens(guest: Guest, stops: Stops, look: Look, crew: Crew) -> None:
    hall = await guest.tab(HALL)
    await hall.enter_meeting(stops.site, stops.url, stops.meeting)
    await hall.on_page(1)
    await look(hall, "hall in session")
    await hall.page.keyboard.press("p")
    await look(hall, "hall, page large")
    await hall.press("ask")
    await dialog(hall, look, "hall, asking")
    await hall.page.keyboard.press("d")
    await every_tab(hall, look, "hall, clerk")
    await hall.page.keyboard.press("Escape")
    technician = crew.technician
    await technician.enter(stops.meeting)
    await technician.command("talkback.open", seat=HALL_SEAT)
    await technician.command("remote.ask", seat=HALL_SEAT, action="reload")
    await expect(hall.page.get_by_role("button", name="Giữ để trả lời")).to_be_visible(timeout=PATIENCE_MS)
    await expect(hall.page.get_by_role("button", name="Đồng ý")).to_be_visible(timeout=PATIENCE_MS)
    await look(hall, "hall, talk-back and machine")
    papers = await guest.tab(HALL)  # runs beside the first screen of the same machine
    await papers.page.goto(f"{stops.url}/m/{stops.meeting}?screen=papers")
    await papers.on_page(1)
    await look(papers, "hall, screen of papers")
    await papers.page.close()
    await hall.page.goto(f"{stops.url}/m/{stops.meeting}?screen=faces")
    # The hall was in the meeting a moment ago: it goes back in by itself.
    await expect(hall.button("ask")).to_be_visible(timeout=PATIENCE_MS)
    await look(hall, "hall, screen of faces")
    await hall.page.close()


async def phone(delegate: Guest, look: Look, crew: Crew) -> None:
    await busy_phone(delegate, look, crew)
    await expect(delegate.button("agenda").first).to_be_visible(timeout=PATIENCE_MS)
    for place in ("agenda", "messages"):
        await look(delegate, f"delegate before {place}")
        await delegate.press(place)
    await look(delegate, "delegate, messages")
    await delegate.page.keyboard.press("Escape")
    await delegate.page.keyboard.press("1")
    await notes(delegate, look)
    await delegate.page.close()


async def busy_phone(delegate: Guest, look: Look, crew: Crew) -> None:
    """The delegate speaks, is asked for the code and has messages, all at once; the page keeps its room."""
    me = next(one for one in crew.chair.view["delegates"].values() if one["site"] == crew.quiet)
    await crew.chair.command("floor.invite", seat=me["seat"], limit_s=3000, replace=True)
    await expect(delegate.button("end our turn")).to_be_visible(timeout=PATIENCE_MS)
    code = delegate.page.get_by_role("button", name="Nhập mã điểm danh")
    await expect(code).to_be_visible(timeout=PATIENCE_MS)
    page = delegate.page.get_by_role("region", name="Trang tài liệu")
    for width, height in BUSY_PHONES:
        await delegate.page.set_viewport_size({"width": width, "height": height})
        await delegate.on_page(1)
        await expect(delegate.button("end our turn")).to_be_in_viewport(timeout=PATIENCE_MS)
        await expect(code).to_be_in_viewport(ratio=1, timeout=PATIENCE_MS)
        box = await page.bounding_box()
        assert box is not None
        assert box["height"] >= PAGE_SHARE * height, f"the page at {width}x{height}: {box}"
        assert box["y"] + box["height"] <= height, f"the page at {width}x{height}: {box}"
        await look(delegate, f"delegate, everything at once, {width}x{height}")
    await code.click()
    sheet = delegate.page.get_by_role("dialog", name=WAITING)
    await expect(sheet.get_by_role("textbox", name="Mã điểm danh, 6 chữ số")).to_be_visible()
    notices = sheet.get_by_role("list", name="Thông báo trên màn hình").get_by_role("listitem")
    await expect(notices).to_have_count(len(crew.chair.view["program"]["messages"]))
    await notices.last.scroll_into_view_if_needed()
    await expect(notices.last).to_be_in_viewport(timeout=PATIENCE_MS)
    await dialog(delegate, look, "delegate, what waits")
    await delegate.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})


async def observer_screen(guest: Guest, stops: Stops, look: Look, crew: Crew) -> None:
    observer = await guest.tab(DESK)
    await observer.page.goto(stops.observer)
    await observer.on_page(1)
    await look(observer, "observer")
    await crew.chair.command("agenda.edit", item=crew.chair.view["agenda"]["current"], internal=True)
    await observer.see("Cuộc họp đang thảo luận nội dung nội bộ")
    await look(observer, "observer, internal item")
    await observer.page.close()
