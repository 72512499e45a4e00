"""Meeting sockets that keep the view, in a process of their own: `python -m tests.support.readers`.

Every reader applies every patch it gets, in the order it came. What a patch makes of a view is worked out
once and looked up by the others: the readers' own cost would otherwise be what is measured. First line in:
JSON {url, cookie, origin, screens, pages}. Out: `ready` when all have their first view. Second line in: JSON
{changes, sent}: how many turns of the page were made and when each was (seconds of CLOCK_MONOTONIC). Out:
JSON, see :class:`Found`. Turn number n (from 1) shows page 1 + n % pages.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from array import array
from dataclasses import asdict, dataclass
from typing import Any

import jsonpatch
import uvloop

from tests.support.raw import Many, RawSocket

PATCH = re.compile(
    rb'\{"type":"patch","base":(\d+),"revision":(\d+),"patch":(\[.*\]),"now":"[^"]*"\}', re.DOTALL
)
SETTLE_S = 60.0


@dataclass(frozen=True)
class Found:
    """What the readers have seen, all together; times in ms from a change's sending to its arrival."""

    lost: int
    out_of_order: int
    missing: int
    views: list[dict[str, Any]]
    each_ms: list[float]
    last_ms: list[float]


class Views:
    """Views that somebody has, by number; the same view has one number."""

    def __init__(self) -> None:
        self.known: list[dict[str, Any]] = []
        self._numbers: dict[str, int] = {}
        self._steps: dict[tuple[int, bytes], int] = {}

    def number(self, view: dict[str, Any]) -> int:
        text = json.dumps(view, sort_keys=True)
        if text not in self._numbers:
            self._numbers[text] = len(self.known)
            self.known.append(view)
        return self._numbers[text]

    def after(self, number: int, patch: bytes) -> int:
        """The view that `patch` makes of view `number`."""
        step = (number, patch)
        if step not in self._steps:
            self._steps[step] = self.number(jsonpatch.apply_patch(self.known[number], json.loads(patch)))
        return self._steps[step]

    def page(self, number: int) -> int:
        return int(self.known[number]["front"]["page"] or 0)


class Reader(RawSocket):
    """One screen: its view, its revision, and when each change had reached it."""

    def __init__(self, views: Views, pages: int, request: bytes) -> None:
        super().__init__(request)
        self._views = views
        self._pages = pages
        self._revision = -1
        self.view = -1
        self.turns = 0
        self.arrivals = array("d")
        self.out_of_order = 0

    def took(self, message: bytes) -> None:
        if (patch := PATCH.fullmatch(message)) is not None:
            self.out_of_order += int(patch[1]) != self._revision
            self._revision = int(patch[2])
            self._show(self._views.after(self.view, patch[3]))
        elif message.startswith(b'{"type":"view"'):
            data = json.loads(message)
            self._revision = data["revision"]
            self.view = self._views.number(data["view"])

    def _show(self, view: int) -> None:
        before, self.view = self._views.page(self.view), view
        turned = (self._views.page(view) - before) % self._pages
        self.turns += turned
        self.arrivals.extend([time.monotonic()] * turned)


async def settled(readers: Many[Reader], changes: int) -> None:
    """Waits until every reader that is still there has every change."""
    end = time.monotonic() + SETTLE_S
    while time.monotonic() < end:
        if all(reader.lost or reader.turns >= changes for reader in readers.sockets):
            return
        await asyncio.sleep(0.1)


def report(readers: Many[Reader], views: Views, changes: int, sent: list[float]) -> Found:
    each, last = [], []
    for number in range(changes):
        times = [one.arrivals[number] for one in readers.sockets if len(one.arrivals) > number]
        delays = [(at - sent[number]) * 1000 for at in times]
        each += delays
        last += [max(delays)] if delays else []
    return Found(
        lost=readers.lost,
        out_of_order=sum(one.out_of_order for one in readers.sockets),
        missing=sum(abs(changes - one.turns) for one in readers.sockets),
        views=[views.known[number] for number in sorted({one.view for one in readers.sockets})],
        each_ms=shares(each),
        last_ms=shares(last),
    )


def shares(samples: list[float]) -> list[float]:
    """The values below which 50, 95, 99 and 100 % of the samples lie; nearest rank."""
    ordered = sorted(samples)
    count = len(ordered)
    return [ordered[max(0, round(share * count) - 1)] for share in (0.5, 0.95, 0.99, 1.0)] if ordered else []


async def run() -> None:
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    order = json.loads(await lines.readline())
    pages = order.pop("pages")
    views = Views()
    readers = Many(lambda request: Reader(views, pages, request))
    await readers.open(**order)
    print("ready", flush=True)
    asked = json.loads(await lines.readline())
    await settled(readers, asked["changes"])
    print(json.dumps(asdict(report(readers, views, asked["changes"], asked["sent"]))), flush=True)


if __name__ == "__main__":
    uvloop.run(run())
