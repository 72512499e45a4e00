"""The part of the walk through every screen among a delegate's private notes."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.e2e.tour.stops import Look, dialog


async def notes(delegate: Guest, look: Look) -> None:
    """The delegate's private notes: the list, the code for another device, a note written and on the page."""
    opener = delegate.page.get_by_role("button", name=re.compile("^Mở ghi chú của tôi"))
    await opener.click()
    mine = delegate.page.get_by_role("dialog", name="Ghi chú của tôi")
    await expect(mine.get_by_text("Chưa có ghi chú nào.")).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, no notes yet")
    await mine.get_by_role("button", name="Mã cho thiết bị khác").click()
    await dialog(delegate, look, "delegate, code for another device")
    await mine.get_by_role("button", name="Ghi chú trang này").click()
    editor = delegate.page.get_by_role("dialog", name="Ghi chú mới")
    await expect(editor).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, a note being written")
    await editor.get_by_role("textbox").fill("Hỏi lại số liệu")
    await editor.get_by_role("button", name="Lưu ghi chú").click()
    await expect(delegate.page.locator("[data-note]").first).to_be_visible(timeout=PATIENCE_MS)
    await look(delegate, "delegate, a note on the page")
    await opener.click()
    await dialog(delegate, look, "delegate, notes")
