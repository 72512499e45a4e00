"""Ballots per second: by name over the meeting sockets, secret ones over HTTP with their credentials."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import Any

import httpx

from tests.bench.figures import Figure, percentile
from tests.support.seats import Seat
from tests.support.server import RunningServer, running_server
from tests.support.voter import SecretVoter

COMMAND = "python -m tests.bench ballots"
ROUNDS = 12
"""How often every hall votes otherwise in each kind of vote."""


async def timed(what: Awaitable[Any]) -> float:
    """Milliseconds until it is answered."""
    began = time.monotonic()
    await what
    return (time.monotonic() - began) * 1000


async def open_poll(chair: Seat, secretary: Seat, **plan: Any) -> dict[str, Any]:
    """A vote of all halls, open, with its key when it is secret."""
    known = len(chair.view["polls"]["order"])
    await secretary.command("poll.create", question="Đo tốc độ?", unit="sites", **plan)
    await chair.until(lambda view: len(view["polls"]["order"]) > known)
    poll = chair.view["polls"]["order"][-1]
    await chair.command("poll.open", poll=poll)
    await chair.until(lambda view: not plan.get("secret") or view["polls"]["items"][poll]["key"])
    found: dict[str, Any] = chair.view["polls"]["items"][poll]
    return found


def figures(name: str, each_ms: Sequence[float], seconds: float) -> list[Figure]:
    return [
        Figure(f"{name}, all of {len(each_ms)}", len(each_ms) / seconds, "1/s", COMMAND),
        Figure(f"{name}, p95", percentile(each_ms, 0.95), "ms", COMMAND),
    ]


async def by_name(chair: Seat, secretary: Seat, halls: Sequence[Seat]) -> list[Figure]:
    """Every hall casts and changes its mind, all at once; each answer means stored on disk."""
    poll = (await open_poll(chair, secretary))["id"]
    choices = ("yes", "no")

    async def votes(hall: Seat) -> list[float]:
        return [
            await timed(hall.command("ballot.cast", poll=poll, choices=[choices[turn % 2]]))
            for turn in range(ROUNDS)
        ]

    began = time.monotonic()
    each = [ms for mine in await asyncio.gather(*map(votes, halls)) for ms in mine]
    seconds = time.monotonic() - began
    await chair.command("poll.close", poll=poll)
    return figures(f"ballots by name, {len(halls)} halls", each, seconds)


async def secret(server: RunningServer, chair: Seat, secretary: Seat, halls: Sequence[Seat]) -> list[Figure]:
    """Credentials for every hall at once, then ballots and changes of mind without any sign-in."""
    poll = await open_poll(chair, secretary, secret=True)
    voters = [SecretVoter("demo", poll["id"], poll["key"]) for _ in halls]
    blinded = [voter.blinded() for voter in voters]
    path = f"/meetings/demo/polls/{poll['id']}/credentials"

    async def take(hall: Seat, voter: SecretVoter, message: str) -> None:
        voter.take((await hall.post(path, {"blinded": message}))["signature"])

    began = time.monotonic()
    taken = await asyncio.gather(*(timed(take(*one)) for one in zip(halls, voters, blinded, strict=True)))
    found = figures("credentials of a secret vote", taken, time.monotonic() - began)
    ballots = [
        [voter.ballot("no" if turn % 2 else "yes", change=turn) for turn in range(ROUNDS)] for voter in voters
    ]
    async with httpx.AsyncClient(base_url=server.url, timeout=30) as nobody:

        async def send(ballot: dict[str, Any]) -> None:
            (await nobody.post("/api/v1/ballots", json=ballot)).raise_for_status()

        async def votes(mine: list[dict[str, Any]]) -> list[float]:
            return [await timed(send(one)) for one in mine]

        began = time.monotonic()
        each = [ms for one in await asyncio.gather(*map(votes, ballots)) for ms in one]
        seconds = time.monotonic() - began
    began = time.monotonic()
    await chair.command("poll.close", poll=poll["id"])
    await chair.until(lambda view: view["polls"]["items"][poll["id"]]["result"])
    counted = Figure(
        "from closing a secret vote to its result", (time.monotonic() - began) * 1000, "ms", COMMAND
    )
    cast = chair.view["polls"]["items"][poll["id"]]["result"]["cast"]
    if cast != len(halls):
        raise RuntimeError(f"{cast} ballots counted of {len(halls)}")
    return [*found, *figures(f"secret ballots, {len(halls)} halls", each, seconds), counted]


async def measure() -> list[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder) / "data", GIAOBAN_SOCKET_RATE="1000") as server,
    ):
        chair, secretary = await asyncio.gather(
            *(Seat.by_link(server.demo[who]) for who in ("chair", "secretary"))
        )
        halls = await asyncio.gather(*map(Seat.by_link, server.demo["sites"].values()))
        await chair.command("meeting.start_line_check")
        await chair.command("meeting.open")
        found = await by_name(chair, secretary, halls)
        found += await secret(server, chair, secretary, halls)
        await asyncio.gather(*(seat.leave() for seat in (chair, secretary, *halls)), return_exceptions=True)
        return found


def run() -> list[Figure]:
    """All figures of this module."""
    return asyncio.run(measure())
