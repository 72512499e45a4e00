"""An opinion slip to 844 recipients: sending it, taking every answer, counting, printing and checking it."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from server.opinions.replies import Given
from server.people.principals import Principal
from tests.bench.figures import Figure, spread
from tests.server.opinions.support import Circle, circle, key, many_accounts

COMMAND = "python -m tests.bench opinions"
MANY = 844
AT_ONCE = 20


async def _timed_ms(work: Awaitable[object]) -> float:
    started = time.perf_counter()
    await work
    return (time.perf_counter() - started) * 1000


def _recipient(account: str) -> Principal:
    seat = f"officer-{account}"
    return Principal("account", account, account, "", frozenset({"member"}), None, None, seat, "", "")


async def _answer_all(at: Circle, slip: str, accounts: list[str]) -> tuple[list[float], float]:
    """Each answer's time in ms, and the seconds all of them took, so many at once."""
    gate, replies = asyncio.Semaphore(AT_ONCE), at.world.services.opinions.replies

    async def one(number: int, account: str) -> float:
        said = ("disagree", "Chưa rõ nguồn kinh phí") if number % 9 == 4 else ("agree", "")
        async with gate:
            given = Given([said])
            return await _timed_ms(replies.answer(slip, account, given, key(), _recipient(account)))

    started = time.perf_counter()
    times = await asyncio.gather(*(one(number, account) for number, account in enumerate(accounts)))
    return list(times), time.perf_counter() - started


async def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        async with circle(Path(folder)) as at:
            accounts = await many_accounts(at.world, MANY)
            slip = await at.draft(accounts)
            sent = await _timed_ms(at.act(slip, "send"))
            reminded = await _timed_ms(at.act(slip, "remind"))
            times, took_s = await _answer_all(at, slip, accounts)
            counted = await _timed_ms(at.read(slip))
            files = {
                kind: await _timed_ms(at.office.get(f"/opinions/{slip}/summary.{kind}"))
                for kind in ("xlsx", "html", "pdf")
            }
            checked = await _timed_ms(at.verified(slip))
    return [
        Figure(f"send a slip to {MANY} recipients", sent, "ms", COMMAND),
        Figure(f"remind {MANY} recipients", reminded, "ms", COMMAND),
        *spread(f"one answer, {AT_ONCE} at once", times, "ms", COMMAND),
        Figure(f"{MANY} answers", MANY / took_s, "1/s", COMMAND),
        Figure(f"board with statistics of {MANY}", counted, "ms", COMMAND),
        *(Figure(f"summary as {kind.upper()}", value, "ms", COMMAND) for kind, value in files.items()),
        Figure(f"walk the chain of {MANY} answers", checked, "ms", COMMAND),
    ]


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
