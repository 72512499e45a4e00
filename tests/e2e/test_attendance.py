"""Who is here, in browsers: the hall's code, the clerk's mark, the quorum on the chair's screen."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest
from tests.support.seats import CommandRefused, Seat
from tests.support.server import RunningServer

pytestmark = pytest.mark.e2e

SUBSTITUTE = {"name": "Lầu Bá Chò", "office": "Phó Trưởng phòng"}


async def test_delegates_come_in_and_the_quorum_is_met(server: RunningServer, invite: Invite) -> None:
    """One story on purpose: each part needs what the part before it left."""
    secretary = await Seat.by_link(server.demo["secretary"])
    first, other = two_of_one_hall(secretary)
    hall_code = secretary.view["sites"][first["site"]]["code"]
    await secretary.command("meeting.start_line_check")
    await secretary.command("quorum.set", count=2)
    chair, hall, phone = await invite("chair"), await invite("hall"), await invite("phone", size=(390, 844))
    await chair.enter(server.demo["chair"])
    await hall.enter(server.demo["sites"][hall_code])
    await phone.enter(server.demo["delegates"][first["id"]])
    await expect(quorum(chair)).to_contain_text("0/", timeout=PATIENCE_MS)

    await checks_in(hall, phone)
    await clerk_marks(hall, other["name"])
    await expect(quorum(chair)).to_contain_text("đủ", timeout=PATIENCE_MS)
    await expect(quorum(chair)).to_contain_text("2/")

    await expect(phone.page.get_by_role("button", name="Không dự được")).to_have_count(0)
    with pytest.raises(CommandRefused) as refused:
        await secretary.command(
            "invitation.answer", subject=first["seat"], answer="absent", substitute=SUBSTITUTE
        )
    assert refused.value.code == "delegate.entered"
    await secretary.leave()


def two_of_one_hall(secretary: Seat) -> tuple[dict[str, str], dict[str, str]]:
    """The delegates of the first hall; each hall of the demonstration has two."""
    hall = next(iter(secretary.view["sites"].values()))
    first, other = (secretary.view["delegates"][one] for one in hall["delegates"])
    return first, other


def quorum(chair: Guest) -> Locator:
    return chair.page.locator("[data-met]").first


async def checks_in(hall: Guest, phone: Guest) -> None:
    """A wrong code is refused in words; the one on the hall's screen lets in."""
    shown = hall.page.get_by_text(re.compile(r"^\d{3} \d{3}$"))
    await expect(shown).to_be_visible(timeout=PATIENCE_MS)
    code = re.sub(r"\D", "", await shown.inner_text())
    await phone.page.get_by_role("button", name="Nhập mã điểm danh").click()
    box = phone.page.get_by_role("textbox", name="Mã điểm danh, 6 chữ số")
    for typed in (f"{(int(code) + 1) % 10**6:06}", code):
        await box.fill(typed)
        await phone.page.get_by_role("button", name="Tôi có mặt").click()
        if typed != code:
            await phone.see("Mã không đúng")
    await phone.see("Có mặt từ")


async def clerk_marks(hall: Guest, name: str) -> None:
    """The hall's technician opens the list and marks the other delegate."""
    await hall.page.keyboard.press("d")
    mark = hall.page.get_by_role("button", name=f"Có mặt: {name}")
    await mark.click()
    await expect(mark).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
