"""Two votes in browsers: by name with a hall counting hands, and a secret one across a kill of the server."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.words import EN
from tests.support.seats import Seat
from tests.support.server import RunningServer

pytestmark = [pytest.mark.e2e, pytest.mark.kill]

NAMED = "Thông qua phương án sơ tán dân cư vùng sạt lở ven quốc lộ 7A?"
SECRET = "Giới thiệu nhân sự bổ sung Ban Chỉ đạo?"


@dataclass
class Hall:
    """Who is in the meeting: the chair, a delegate in either language, and a hall counting by hand."""

    chair: Guest
    an: Guest
    binh: Guest
    hall: Guest


async def test_each_vote_counts_once_by_name_by_hands_and_secretly_across_a_kill(
    server: RunningServer, invite: Invite
) -> None:
    """One story on purpose: the second vote needs the session the first was held in."""
    room = await gather(server, invite)
    await prepare(room.chair, NAMED, secret=False)
    await vote(room.an, "Tán thành", "Gửi phiếu: Tán thành")
    await vote(room.binh, "No", "Send: No")
    await room.an.see("Đã ghi nhận: Tán thành")
    await room.binh.see("Recorded: No")
    await count_hands(room.hall)
    await close_and_release(room.chair)
    await result(room.hall, yes="3", no="1")
    await expect(board(room.hall).get_by_text("giơ tay 2")).to_be_visible()

    await prepare(room.chair, SECRET, secret=True)
    await vote(room.an, "Tán thành", "Gửi phiếu: Tán thành")
    await room.an.see("Phiếu kín đã vào hòm")
    await expect(choice(room.binh, "No")).to_be_visible(timeout=PATIENCE_MS)
    server.kill()
    await room.binh.sees("line lost")
    await vote(room.binh, "No", "Send: No")
    await asyncio.to_thread(server.start)
    await room.binh.see("The secret ballot is in the box")
    await expect(figure(room.chair)).to_have_text(re.compile("^2/"), timeout=PATIENCE_MS)
    await close_and_release(room.chair)
    await result(room.hall, yes="1", no="1")


async def gather(server: RunningServer, invite: Invite) -> Hall:
    """Everybody comes in and the session is opened."""
    secretary = await Seat.by_link(server.demo["secretary"])
    sites = list(secretary.view["sites"].values())
    await secretary.leave()
    people: dict[str, Any] = server.demo["delegates"]
    room = Hall(
        await invite("chair"),
        await invite("An", size=(390, 844)),
        await invite("Bình", size=(360, 640), lang=EN),
        await invite("hall", size=(1920, 1080)),
    )
    await room.chair.enter(server.demo["chair"])
    await room.an.enter(people[sites[4]["delegates"][0]])
    await room.binh.enter(people[sites[6]["delegates"][0]])
    await room.hall.enter(server.demo["sites"][sites[8]["code"]])
    await room.chair.press("start line check")
    await room.chair.press("open session")
    await room.an.sees("in session")
    return room


async def prepare(chair: Guest, question: str, *, secret: bool) -> None:
    """The chair writes the question at the desk of votes and opens the vote."""
    press = chair.page.get_by_role
    await chair.page.keyboard.press("F4")
    await press("button", name="Chuẩn bị biểu quyết").click()
    form = press("dialog", name="Chuẩn bị biểu quyết")
    await form.get_by_role("textbox", name="Nội dung biểu quyết").fill(question)
    await expect(form.get_by_text("Thông qua khi quá nửa số có mặt tán thành.")).to_be_visible()
    if secret:
        await form.get_by_text("Phiếu kín", exact=True).click()
    await form.get_by_role("button", name="Chuẩn bị biểu quyết").click()
    await expect(form).to_be_hidden(timeout=PATIENCE_MS)
    await press("article", name=question).get_by_role("button", name="Mở biểu quyết").click()


def choice(guest: Guest, words: str) -> Locator:
    return guest.page.get_by_role("dialog").get_by_role("button", name=words, exact=True)


async def vote(guest: Guest, words: str, send: str) -> None:
    """The paper came up by itself: choose, then send."""
    await choice(guest, words).click()
    await guest.page.get_by_role("dialog").get_by_role("button", name=send).click()


async def count_hands(hall: Guest) -> None:
    """The hall's clerk types what was counted; more hands than voters are not taken."""
    await hall.see(NAMED)
    await hall.page.keyboard.press("F8")
    form = hall.page.get_by_role("dialog")
    box = form.get_by_role("textbox", name="Tán thành", exact=True)
    enter = form.get_by_role("button", name="Ghi nhận số đếm")
    await box.fill("3")
    await expect(enter).to_be_disabled()
    await box.fill("2")
    await enter.click()
    await hall.see("Hội trường đã biểu quyết giơ tay")


async def close_and_release(chair: Guest) -> None:
    """Most delegates have not voted, so closing asks back; the result is the chair's until released."""
    press = chair.page.get_by_role
    await press("button", name="Đóng biểu quyết").click()
    await press("button", name="Vẫn đóng").click()
    await press("button", name="Công bố kết quả").click()


def figure(chair: Guest) -> Locator:
    """The large count of an open vote on the desk."""
    return chair.page.get_by_role("article").locator("strong.figures").first


def board(hall: Guest) -> Locator:
    """The result as it fills the hall's screen."""
    return hall.page.get_by_role("region", name="Kết quả biểu quyết")


async def result(hall: Guest, *, yes: str, no: str) -> None:
    for words, count in (("Tán thành", yes), ("Không tán thành", no), ("Không có ý kiến", "0")):
        row = (
            board(hall)
            .get_by_role("row")
            .filter(has=hall.page.get_by_role("rowheader", name=words, exact=True))
        )
        await expect(row.get_by_role("cell").nth(1)).to_have_text(
            re.compile(f"^{count}(?!\\d)"), timeout=PATIENCE_MS
        )
