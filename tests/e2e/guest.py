"""A person in a browser: opens the link, passes the check, looks, listens, presses what is labelled."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Playwright, expect

from tests.e2e.words import EN, VI, WORDS, page_of
from tests.support.browser import Person, another_context, person, watch_for_problems

PATIENCE_MS = 60_000
Colour = tuple[int, int, int]

# Keeps every media line the page opens, so that what arrives can be counted without asking the application.
LINES = """
(() => {
  window.lines = [];
  window.ran = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...given) { super(...given); window.lines.push(this); }
  };
})();
"""
IN_ENGLISH = "localStorage.setItem('giaoban-language', 'en')"

HEARD = """
async () => {
  const heard = {};
  for (const [index, line] of window.lines.entries()) {
    if (line.connectionState === 'closed') continue;
    for (const report of (await line.getStats()).values())
      if (report.type === 'inbound-rtp' && report.kind === 'audio')
        heard[`${index}:${report.trackIdentifier}`] = report.totalAudioEnergy ?? 0;
  }
  return heard;
}
"""

# The middle colour and the clock of a playing picture; null while there is none.
PICTURE = """
(video) => {
  if (video.readyState < 2 || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = 32; canvas.height = 18;
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 32, 18);
  const data = context.getImageData(0, 0, 32, 4).data;
  const sums = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sums[c] += data[i + c];
  const quality = video.getVideoPlaybackQuality();
  return {
    colour: sums.map((sum) => Math.round(sum / (data.length / 4))),
    time: video.currentTime,
    frames: quality.totalVideoFrames,
    paused: video.paused,
  };
}
"""

# How many different colours a drawn page has: a blank canvas has one.
COLOURS = """
(canvas) => {
  if (!canvas.width || !canvas.height) return 0;
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4 * 7) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  return seen.size;
}
"""


async def until(holds: Callable[[], Awaitable[Any]], what: str) -> Any:
    """Waits until `holds` answers something true and returns it; fails with `what` never having happened."""
    last: Any = None
    try:
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while not (last := await holds()):  # noqa: ASYNC110 - the browser tells nobody
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError(f"never happened: {what}; the last answer was {last!r}") from None
    return last


class Guest:
    """One person at one browser; `lang` is the language the screen is read in."""

    def __init__(self, name: str, who: Person, lang: int) -> None:
        self.name = name
        self.who = who
        self.page = who.page
        self.lang = lang
        self.page.set_default_timeout(PATIENCE_MS)

    @classmethod
    async def arrive(
        cls,
        playwright: Playwright,
        name: str,
        *,
        camera: Path | None = None,
        microphone: Path | None = None,
        size: tuple[int, int] = (1366, 768),
        touch: bool = False,
        dark: bool = False,
        lang: int = VI,
        devices: bool = True,
        program: Path | None = None,
        flags: tuple[str, ...] = (),
    ) -> Guest:
        who = await person(
            playwright,
            camera=camera,
            microphone=microphone,
            size=size,
            touch=touch,
            dark=dark,
            devices=devices,
            program=program,
            flags=flags,
        )
        await who.context.add_init_script(LINES)
        if lang == EN:
            await who.context.add_init_script(IN_ENGLISH)
        return cls(name, who, lang)

    async def tab(self, size: tuple[int, int]) -> Guest:
        """A new tab of the same browser, where somebody else can sign in."""
        page = await self.who.context.new_page()
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        watch_for_problems(page, self.who.problems)
        return Guest(
            self.name, Person(self.who.browser, self.who.context, page, self.who.problems), self.lang
        )

    async def apart(
        self, name: str, *, size: tuple[int, int] = (1366, 768), lang: int = VI, dark: bool = False
    ) -> Guest:
        """Somebody else in a window of this browser that shares nothing with it, as a machine of its own."""
        context = await another_context(self.who.browser, size=size, dark=dark)
        await context.add_init_script(LINES)
        if lang == EN:
            await context.add_init_script(IN_ENGLISH)
        page = await context.new_page()
        watch_for_problems(page, self.who.problems)
        return Guest(name, Person(self.who.browser, context, page, self.who.problems), lang)

    def t(self, what: str) -> str:
        """The sentence on this person's screen."""
        return WORDS[what][self.lang]

    def button(self, what: str, *, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=self.t(what), exact=exact)

    async def press(self, what: str, *, exact: bool = True) -> None:
        button = self.button(what, exact=exact).first
        await (button.tap() if self.who.context and await self._touches() else button.click())

    async def _touches(self) -> bool:
        return bool(await self.page.evaluate("navigator.maxTouchPoints > 0"))

    async def see(self, text: str, *, exact: bool = False) -> None:
        """Waits until the words are visible somewhere."""
        await expect(self.page.get_by_text(text, exact=exact).first).to_be_visible(timeout=PATIENCE_MS)

    async def sees(self, what: str) -> None:
        await self.see(self.t(what))

    async def open_link(self, link: str) -> None:
        await self.page.goto(link)

    async def enter_meeting(self, link: str, url: str, meeting: str) -> None:
        """By a sign-in link and then to a meeting's own address."""
        await self.page.goto(link)
        await self.page.wait_for_url(re.compile("^(?!.*/j/)"), timeout=PATIENCE_MS)
        await self.page.goto(f"{url}/m/{meeting}")
        await self.pass_check()

    async def pass_check(self) -> None:
        """Reads the check and goes in."""
        await expect(self.page.get_by_role("heading", name=self.t("check title"))).to_be_visible(
            timeout=PATIENCE_MS
        )
        await self.press("join")
        await expect(self.page.get_by_role("heading", name=self.t("check title"))).to_be_hidden(
            timeout=PATIENCE_MS
        )

    async def enter(self, link: str) -> Guest:
        """By the printed link into the meeting."""
        await self.open_link(link)
        await self.go_to_check()
        await self.pass_check()
        return self

    async def go_to_check(self) -> None:
        """To the check before joining, through the first page where the link leads there."""
        check = self.page.get_by_role("heading", name=self.t("check title"))
        way = self.page.get_by_role(
            "link", name=re.compile(f"^({self.t('check devices')}|{self.t('enter now')})")
        )
        await expect(check.or_(way).first).to_be_visible(timeout=PATIENCE_MS)
        if await way.count():
            await way.first.click()

    def picture(self, seat_name: str) -> Locator:
        """The playing picture captioned with a name."""
        return self.page.locator("figure").filter(has_text=seat_name).locator("video").first

    async def watch(self, seat_name: str, colour: Colour) -> None:
        """Waits until the picture of `seat_name` moves on and is of that colour."""
        video = self.picture(seat_name)
        await expect(video).to_be_visible(timeout=PATIENCE_MS)
        await near_colour(video, colour, f"the picture of {seat_name} before {self.name}")

    async def energies(self) -> dict[str, float]:
        """Sound energy received so far by track, from the browser's own statistics."""
        return dict(await self.page.evaluate(HEARD))

    async def voices(self) -> int:
        """How many arriving tracks have carried more than silence."""
        return sum(energy > SOUNDS for energy in (await self.energies()).values())

    async def hears_somebody_new(self, before: dict[str, float]) -> None:
        async def grew() -> bool:
            now = await self.energies()
            return any(energy > before.get(track, 0.0) + SOUNDS for track, energy in now.items())

        await until(grew, f"{self.name} hears a voice (before: {before})")

    async def lines(self) -> int:
        """How many media lines this browser has opened so far."""
        return int(await self.page.evaluate("window.lines.length"))

    async def opens_another_line(self, before: int) -> None:
        """Waits until the browser has given up the media lines it had."""

        async def renewed() -> bool:
            return await self.lines() > before

        await until(renewed, f"{self.name} opens a new media line")

    async def in_language(self, code: str) -> None:
        """Changes the language where the screen has its switch: light in Vietnamese, dark in English."""
        await self.page.emulate_media(color_scheme="light" if code == "vi" else "dark")
        if await self.page.evaluate("document.documentElement.lang") == code:
            return
        name = "(Tiếng Việt|Vietnamese)$" if code == "vi" else "(Tiếng Anh|English)$"
        switch = self.page.get_by_role("button", name=re.compile(name))
        if await switch.count():
            await switch.first.evaluate("(button) => button.click()")

    async def settled(self, find: Callable[[], Awaitable[list[str]]]) -> list[str]:
        """What `find` still finds when pictures and colours have come to rest."""
        found = await find()
        for _ in range(3):
            if not found:
                break
            await asyncio.sleep(0.7)
            found = await find()
        return found

    def canvas(self) -> Locator:
        return self.page.get_by_role("img", name="Trang" if self.lang == VI else "Page").first

    async def on_page(self, page: int, pages: int | None = None) -> None:
        """The page is drawn, not blank, and its number is written."""
        canvas = self.page.locator(f'canvas[role="img"][data-page="{page}"]').first
        await expect(canvas).to_be_visible(timeout=PATIENCE_MS)
        label = (f"Trang {page},", f"Page {page},")[self.lang]
        assert (await canvas.get_attribute("aria-label") or "").startswith(label)

        async def drawn() -> bool:
            return int(await canvas.evaluate(COLOURS)) > 2

        await until(drawn, f"page {page} is drawn before {self.name}")
        if pages is not None:
            await self.see(page_of(page, pages, self.lang))

    async def ask(self, topic: str) -> None:
        await self.press("ask")
        box = self.page.get_by_role("textbox", name=self.t("topic"))
        await box.fill(topic)
        await box.press("Enter")
        await expect(self.button("withdraw").first).to_be_visible(timeout=PATIENCE_MS)

    async def leave(self) -> None:
        await self.who.close()


async def near_colour(video: Locator, colour: Colour, what: str) -> None:
    """Waits until a picture is of that colour and then goes on: new frames, a clock that runs."""

    async def looks_right() -> Any:
        seen = await video.evaluate(PICTURE)
        return seen if seen and near(seen["colour"], colour) else None

    first = await until(looks_right, f"{what} is {colour}")

    async def goes_on() -> bool:
        now = await video.evaluate(PICTURE)
        return bool(now and now["frames"] > first["frames"] and now["time"] > first["time"])

    await until(goes_on, f"{what} moves")


SOUNDS = 1e-4


def near(seen: list[int], wanted: Colour) -> bool:
    """The same colour after VP8, scaling and a white bar that moves across."""
    return all(abs(a - b) <= 60 for a, b in zip(seen, wanted, strict=True))
