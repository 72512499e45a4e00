"""The client process: `python -m tests.bench.media.clients`, its task as JSON on standard input.

Joins everyone of a load, replays media, says `start` and `end` around the window and then its figures.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import random
import resource
import sys
import time

import uvloop
from aiortc.rtcdtlstransport import RTCCertificate

from tests.bench.media.loads import LOADS, Load
from tests.bench.media.peer import Peer, Replay

TICK_S = 0.001
SETTLE_S = 6.0


class Player:
    """Sends each replay's frames when they are due."""

    def __init__(self, replays: list[Replay]) -> None:
        dice = random.Random(1)  # noqa: S311
        now = time.monotonic_ns()
        self._due = [
            (now + dice.randrange(replay.interval_ns), n, replay) for n, replay in enumerate(replays)
        ]
        heapq.heapify(self._due)
        self.worst_ns = 0

    async def run(self) -> None:
        while True:
            now = time.monotonic_ns()
            while self._due and self._due[0][0] <= now:
                due, order, replay = self._due[0]
                self.worst_ns = max(self.worst_ns, now - due)
                replay.send_frame()
                heapq.heapreplace(self._due, (due + replay.interval_ns, order, replay))
            await asyncio.sleep(TICK_S)


async def _report(peers: list[Peer]) -> None:
    while True:
        for peer in peers:
            peer.send_report()
            await asyncio.sleep(1 / len(peers))


def _say(word: str) -> None:
    print(word, flush=True)


async def measure(load: Load, url: str, tokens: list[str], seconds: float) -> dict[str, object]:
    """Join, settle, measure."""
    Peer.certificate = RTCCertificate.generateCertificate()
    peers = [Peer(number, load) for number in range(load.participants)]
    for at in range(0, len(peers), 4):
        await asyncio.gather(*(peer.join(url, tokens[peer.number]) for peer in peers[at : at + 4]))
    player = Player([replay for peer in peers for replay in peer.replays])
    tasks = [asyncio.create_task(player.run()), asyncio.create_task(_report(peers))]
    await asyncio.sleep(SETTLE_S / 2)
    for peer in peers:
        peer.choose_pictures()
    await asyncio.sleep(SETTLE_S)
    for peer in peers:
        peer.tally.begin()
    player.worst_ns = 0
    _say("start")
    began, cpu = time.monotonic(), _cpu()
    await asyncio.sleep(seconds)
    spent, cpu = time.monotonic() - began, _cpu() - cpu
    _say("end")
    result = figures(peers, spent)
    result |= {"client_cpu_share": cpu / spent, "sender_late_ms": player.worst_ns / 1e6}
    for task in tasks:
        task.cancel()
    for peer in peers:
        await peer.leave()
    return result


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def figures(peers: list[Peer], spent: float) -> dict[str, object]:
    """Counts and delay percentiles in ms over all peers."""
    delays = sorted(delay for peer in peers for delay in peer.tally.delays)
    received = sum(peer.tally.count for peer in peers)
    missing = sum(peer.tally.missing() for peer in peers)

    def at(share: float) -> float:
        return delays[min(len(delays) - 1, int(share * len(delays)))] / 1e6 if delays else float("nan")

    return {
        "received": received,
        "missing": missing,
        "refused": sum(peer.tally.refused for peer in peers),
        "packets_per_s": received / spent,
        "streams": sum(len(peer.tally.seen) for peer in peers),
        "delay_ms": {"p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "worst": at(1)},
    }


def main() -> None:
    """Entry of the client process."""
    task = json.loads(sys.stdin.readline())
    load = LOADS[task["load"]]
    result = uvloop.run(measure(load, task["url"], task["tokens"], task["seconds"]))
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
