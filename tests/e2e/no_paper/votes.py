"""The steps with votes: one by name and hall, one secret by delegate across a killed server."""

from __future__ import annotations

import asyncio
import re

from playwright.async_api import Locator, expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.no_paper.room import Room
from tests.e2e.test_votes import choice, figure

NAMED = "Thông qua Kế hoạch ứng phó mưa lũ?"
SECRET = "Giới thiệu nhân sự Ban Chỉ huy?"
CHOICES = {"yes": ("Tán thành", "Yes"), "no": ("Không tán thành", "No")}
SEND = ("Gửi phiếu: ", "Send: ")
BOXED = ("Phiếu kín đã vào hòm", "The secret ballot is in the box")


async def prepare(chair: Guest, question: str, *, by: str, secret: bool) -> None:
    """The chair writes the question at the desk of votes and opens the vote."""
    press = chair.page.get_by_role
    await chair.page.keyboard.press("F4")
    await press("button", name="Chuẩn bị biểu quyết").click()
    form = press("dialog", name="Chuẩn bị biểu quyết")
    await form.get_by_role("textbox", name="Nội dung biểu quyết").fill(question)
    await form.get_by_text(by, exact=True).click()
    if secret:
        await form.get_by_text("Phiếu kín", exact=True).click()
    await form.get_by_role("button", name="Chuẩn bị biểu quyết").click()
    await expect(form).to_be_hidden(timeout=PATIENCE_MS)
    await press("article", name=question).get_by_role("button", name="Mở biểu quyết").click()


async def vote(guest: Guest, wanted: str) -> None:
    """The ballot paper came up by itself: choose, then send."""
    words = CHOICES[wanted][guest.lang]
    await choice(guest, words).click(timeout=PATIENCE_MS)
    sending = f"{SEND[guest.lang]}{words}"
    await guest.page.get_by_role("dialog").get_by_role("button", name=sending, exact=True).click()


async def by_name(chair: Guest, halls: dict[Guest, str]) -> None:
    """Each hall has one vote and sees that it is recorded."""
    await prepare(chair, NAMED, by="Điểm cầu", secret=False)
    for hall, wanted in halls.items():
        await vote(hall, wanted)
        await hall.see(f"{('Đã ghi nhận', 'Recorded')[hall.lang]}: {CHOICES[wanted][hall.lang]}")
    await close_and_release(chair, len(halls))


async def secretly_across_a_kill(chair: Guest, room: Room, before: Guest, amid: Guest, after: Guest) -> None:
    """One votes before the power goes, one while it is gone, one when it is back; each is counted once."""
    await prepare(chair, SECRET, by="Đại biểu", secret=True)
    await vote(before, "yes")
    await before.see(BOXED[before.lang])
    for guest in (amid, after):
        await expect(choice(guest, CHOICES["yes"][guest.lang])).to_be_visible(timeout=PATIENCE_MS)
    room.server.kill()
    await amid.sees("line lost")
    await vote(amid, "no")
    await asyncio.to_thread(room.server.start)
    await amid.see(BOXED[amid.lang])
    await vote(after, "yes")
    await after.see(BOXED[after.lang])
    await room.eye.connect()
    await close_and_release(chair, 3)


async def close_and_release(chair: Guest, ballots: int) -> None:
    """Everybody has voted, so closing asks nothing back; the result is the chair's until released."""
    press = chair.page.get_by_role
    await expect(figure(chair)).to_have_text(f"{ballots}/{ballots}", timeout=PATIENCE_MS)
    await press("button", name="Đóng biểu quyết").click()
    await press("button", name="Công bố kết quả").click()


async def result(hall: Guest, *, yes: int, no: int) -> None:
    """The result as it fills the hall's screen."""
    board = hall.page.get_by_role("region", name=("Kết quả biểu quyết", "Result of the vote")[hall.lang])
    for wanted, count in (("yes", yes), ("no", no)):
        row = _row(hall, board, CHOICES[wanted][hall.lang])
        await expect(row.get_by_role("cell").nth(1)).to_have_text(
            re.compile(f"^{count}(?!\\d)"), timeout=PATIENCE_MS
        )


def _row(hall: Guest, board: Locator, words: str) -> Locator:
    head = hall.page.get_by_role("rowheader", name=words, exact=True)
    return board.get_by_role("row").filter(has=head)
