"""Debian's Chromium for tests, one browser a person: each has its own fake camera and microphone."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, Playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--autoplay-policy=no-user-gesture-required",
)


def chromium_path() -> str:
    """Where Debian's package put Chromium; an error that says what to install otherwise."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise RuntimeError("Chromium is missing: apt-get install chromium (or run `make test`)")
    return path


@dataclass
class Person:
    """One browser with one page; `problems` collects what the page complained about."""

    browser: Browser
    context: BrowserContext
    page: Page
    problems: list[str]

    async def close(self) -> None:
        await self.browser.close()


async def person(
    playwright: Playwright,
    *,
    camera: Path | None = None,
    microphone: Path | None = None,
    size: tuple[int, int] = (1366, 768),
    lang: str = "vi-VN",
    dark: bool = False,
    touch: bool = False,
    devices: bool = True,
    program: Path | None = None,
    flags: tuple[str, ...] = (),
) -> Person:
    """Starts a browser whose camera and microphone play the given files (Y4M, WAV).

    Without `devices` the machine has neither.
    `program` starts Chromium in a way of its own (in a network namespace, say), with further `flags`.
    """
    flags = (*QUIET, *flags, "--use-fake-ui-for-media-stream")
    if devices:
        flags += ("--use-fake-device-for-media-stream",)
    if camera:
        flags += (f"--use-file-for-fake-video-capture={camera}",)
    if microphone:
        flags += (f"--use-file-for-fake-audio-capture={microphone}",)
    browser = await playwright.chromium.launch(
        executable_path=program or chromium_path(), headless=True, args=list(flags)
    )
    context = await another_context(browser, size=size, lang=lang, dark=dark, touch=touch)
    page = await context.new_page()
    problems: list[str] = []
    watch_for_problems(page, problems)
    return Person(browser, context, page, problems)


async def another_context(
    browser: Browser,
    *,
    size: tuple[int, int] = (1366, 768),
    lang: str = "vi-VN",
    dark: bool = False,
    touch: bool = False,
) -> BrowserContext:
    """A window of the browser with storage of its own, as our people have it."""
    return await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale=lang,
        timezone_id="Asia/Ho_Chi_Minh",
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        permissions=["camera", "microphone"],
    )


def watch_for_problems(page: Page, problems: list[str]) -> None:
    """Notes script errors and violations of the content security policy of a page."""
    page.on("pageerror", lambda error: problems.append(f"{type(error).__name__}: {error}"))
    page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
