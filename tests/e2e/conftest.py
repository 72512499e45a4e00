"""What a briefing needs: pictures and voices, a server of one's own, people who leave when it is over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, async_playwright

from tests.e2e.guest import Guest
from tests.support.server import RunningServer, running_server
from tests.support.studio import film, voice

RED, GREEN, BLUE = (192, 48, 48), (48, 160, 64), (48, 80, 192)


def seats_of(view: dict[str, Any]) -> dict[str, Any]:
    """Who plays whom: site A, site B, a delegate of B, and a site that comes late."""
    sites = list(view["sites"].values())
    return {
        "a": sites[4],
        "b": sites[6],
        "late": sites[8],
        "delegate": view["delegates"][sites[6]["delegates"][0]],
    }


@dataclass(frozen=True)
class Studio:
    """Files for cameras (a colour each) and microphones."""

    red: Path
    green: Path
    blue: Path
    voice_a: Path
    voice_b: Path
    silence: Path


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    folder = tmp_path_factory.mktemp("studio")
    return Studio(
        red=film(folder / "red.y4m", "0xC03030", "Chu tri"),
        green=film(folder / "green.y4m", "0x30A040", "Diem cau A"),
        blue=film(folder / "blue.y4m", "0x3050C0", "Diem cau B"),
        voice_a=voice(folder / "a.wav", "Báo cáo chủ trì, điểm cầu chúng tôi nghe rõ, đường truyền tốt."),
        voice_b=voice(folder / "b.wav", "Điểm cầu thứ hai xin có ý kiến về tiến độ giải ngân."),
        silence=silence(folder / "silence.wav"),
    )


def silence(path: Path) -> Path:
    """Three seconds of nothing: a microphone in a quiet room."""
    import wave

    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(48_000)
        sound.writeframes(bytes(2 * 48_000 * 3))
    return path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    with running_server(tmp_path / "data") as running:
        yield running


Invite = Callable[..., Awaitable[Guest]]


@pytest_asyncio.fixture
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as running:
        yield running


@pytest_asyncio.fixture
async def invite(playwright: Playwright) -> AsyncIterator[Invite]:
    """Starts a browser for a person; all are closed; a script error or a CSP violation fails."""
    guests: list[Guest] = []

    async def start(name: str, **options: Any) -> Guest:
        guest = await Guest.arrive(playwright, name, **options)
        guests.append(guest)
        return guest

    yield start
    problems = {guest.name: guest.who.problems for guest in guests if guest.who.problems}
    for guest in guests:
        await guest.leave()
    assert not problems
