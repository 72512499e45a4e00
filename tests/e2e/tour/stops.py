"""Where the walk through every screen goes, and how a step of it looks around."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import expect

from tests.e2e.guest import PATIENCE_MS, Guest
from tests.support.seats import Seat

Look = Callable[[Guest, str], Awaitable[None]]
WAITING = "Việc cần trả lời và thông báo"
DESK, HALL, PHONE = (1366, 768), (1920, 1080), (390, 844)


@dataclass(frozen=True)
class Stops:
    """Where the walk goes: sign-in links and the meeting."""

    url: str
    meeting: str
    admin: str
    chair: str
    secretary: str
    technician: str
    archivist: str
    site: str
    delegate: str
    observer: str


@dataclass(frozen=True)
class Crew:
    """Who acts beside the walker: each is at a seat without a browser."""

    officer: Callable[[str], Awaitable[str]]
    """Makes a new sign-in link for "chair", "secretary" or "technician"; each opens once."""
    chair: Seat
    technician: Seat
    """Signed in; enters when the walker's tab has left the seat."""
    quiet: str
    """The seat of a hall that is in the meeting and does not speak."""


async def dialog(tab: Guest, look: Look, where: str) -> None:
    """Looks at the dialog or drawer that has been asked for, and leaves it."""
    shown = tab.page.get_by_role("dialog")
    await expect(shown.last).to_be_visible(timeout=PATIENCE_MS)
    await look(tab, where)
    others = await shown.count() - 1
    await tab.page.keyboard.press("Escape")
    await expect(shown).to_have_count(others, timeout=PATIENCE_MS)


async def every_tab(tab: Guest, look: Look, where: str) -> None:
    tabs = tab.page.get_by_role("tab")
    await expect(tabs.first).to_be_visible(timeout=PATIENCE_MS)
    for index in range(await tabs.count()):
        await tabs.nth(index).click()
        await expect(tabs.nth(index)).to_have_attribute("aria-selected", "true", timeout=PATIENCE_MS)
        await look(tab, f"{where}, tab {index + 1}")


async def signs_in(tab: Guest, link: str) -> None:
    """Opens a sign-in link and stays where it leads."""
    await tab.page.goto(link)
    await tab.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)


async def delegates_link(stops: Stops, crew: Crew) -> str:
    """A new sign-in link for the delegate of the walk; each opens once."""
    delegate = next(key for key, one in crew.chair.view["delegates"].items() if one["site"] == crew.quiet)
    return await _link(stops, crew, {"kind": "delegate", "delegate": delegate})


async def observers_link(stops: Stops, crew: Crew) -> str:
    """A new link for somebody who follows; each opens once."""
    return await _link(stops, crew, {"kind": "observer"})


async def _link(stops: Stops, crew: Crew, whose: dict[str, str]) -> str:
    return str((await crew.chair.post(f"/meetings/{stops.meeting}/links", whose))["url"])
