"""The steps with the confidential paper: what it shuts, who decides, its watermark, its recall."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.e2e.no_paper.papers import button, sees, show
from tests.e2e.no_paper.room import Room

REASON = "Cần biên bản ghi âm cho Thường trực Tỉnh ủy"
KEPT_OUT = "A confidential paper is in the meeting"
MARK_PLACE = """() => {
  const canvases = [...document.querySelectorAll('[aria-hidden=true] > canvas')];
  return canvases.map((one) => one.style.transform).find(Boolean) ?? null;
}"""
# Asks for the file by its address as the page's own sign-in; answers status and code.
BY_ADDRESS = """async ([path]) => {
  const slot = sessionStorage.getItem('giaoban-slot');
  const answer = await fetch(`/api/v1${path}`, { headers: { 'X-Giaoban-Slot': slot }, cache: 'no-store' });
  return [answer.status, answer.ok ? '' : (await answer.json()).code];
}"""


async def shut(chair: Guest, observer: Guest, recorded: Guest) -> None:
    """With the paper in the meeting nothing is recorded and nobody looks on from outside."""
    await chair.see("Ghi âm, ghi hình đang tắt và người theo dõi đang chờ bên ngoài vì có tài liệu mật.")
    await observer.see(KEPT_OUT)
    await expect(recorded.page.get_by_text("Đang ghi", exact=True)).to_have_count(0, timeout=PATIENCE_MS)


async def decide(chair: Guest, observer: Guest, recorded: Guest) -> None:
    """The chair lets both go on, each with a reason; the observer comes back and still sees no page of it."""
    for offered in ("Cho phép ghi…", "Cho người theo dõi vào…"):
        await button(chair, offered).click()
        dialog = chair.page.get_by_role("dialog")
        await dialog.get_by_role("textbox", name="Lý do").fill(REASON)
        await button(dialog, "Quyết định").click()
        await expect(dialog).to_be_hidden(timeout=PATIENCE_MS)
    await chair.see(f"Chủ trì đã cho phép ghi âm, ghi hình. Lý do: {REASON}")
    await button(chair, "Ghi hình").click()
    await recorded.see("Đang ghi", exact=True)
    await expect(observer.page.get_by_text(KEPT_OUT)).to_be_hidden(timeout=PATIENCE_MS)
    await observer.sees("in session")
    await expect(observer.page.locator("canvas[data-page]")).to_have_count(0)


async def marked_pages(chair: Guest, title: str, readers: dict[Guest, tuple[str, ...]]) -> None:
    """Everybody sees the pages with their own name, office and the time moving over them."""
    await show(chair, title)
    for guest, words in readers.items():
        await sees(guest, title, 1)
        await watermarked(guest, words)
    await chair.page.get_by_role("button", name="Trang sau").first.click()
    for guest in readers:
        await sees(guest, title, 2)


async def watermarked(guest: Guest, words: Iterable[str]) -> None:
    async def written() -> bool:
        seen = set(await guest.page.evaluate("[...window.written]"))
        timed = any(re.fullmatch(r"\d\d?:\d\d:\d\d( [AP]M)?", one) for one in seen)
        return timed and all(any(word in one for one in seen) for word in words)

    await until(written, f"{list(words)} and the time are written over the page of {guest.name}")
    first = await guest.page.evaluate(MARK_PLACE)

    async def moved() -> bool:
        now = await guest.page.evaluate(MARK_PLACE)
        return bool(now and now != first)

    await until(moved, f"the watermark of {guest.name} moves")


async def not_given_out(guest: Guest, room: Room, paper: str) -> None:
    """Neither the file nor its original nor a small picture is given out by its address."""
    base = f"/meetings/{room.meeting}/papers/{paper}"
    for what in ("file", "file?download=1", "thumbnails/1.webp", "text/1"):
        answer = await guest.page.evaluate(BY_ADDRESS, [f"{base}/{what}"])
        assert answer == [403, "marking.as_pages"], (what, answer)
    assert await guest.page.evaluate(BY_ADDRESS, [f"{base}/original"]) == [403, "access.denied"]


async def watch_the_recall(secretary: Guest, title: str, machines: int) -> None:
    """The desk's list of machines that had the paper, before it is called back."""
    await button(secretary, f"More for {title}").click()
    menu = secretary.page.get_by_role("menu")
    await expect(menu.get_by_role("menuitem", name="Access log and recall")).to_be_visible()
    await expect(menu.get_by_role("menuitem", name=re.compile("Save the original"))).to_have_count(0)
    await menu.get_by_role("menuitem", name="Access log and recall").click()
    await secretary.see("The chain of the log is intact.")
    await expect(secretary.page.locator('li[data-state="has"]')).to_have_count(machines, timeout=PATIENCE_MS)


async def every_machine_proves_it(secretary: Guest, room: Room, machines: int) -> dict[str, Any]:
    """After the closing each machine reports that nothing is left; the file itself is destroyed."""
    await secretary.see("Recalled at")
    purged = secretary.page.locator('li[data-state="purged"]')
    await expect(purged).to_have_count(machines, timeout=PATIENCE_MS)
    await secretary.see("The file and all made of it destroyed at")
    recall = await secretary.page.evaluate(
        """async ([path]) => (await (await fetch(`/api/v1${path}`, {
          headers: { 'X-Giaoban-Slot': sessionStorage.getItem('giaoban-slot') } })).json())""",
        [f"/meetings/{room.meeting}/markings/recall"],
    )
    return dict(recall)
