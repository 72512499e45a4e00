"""A meeting's owner to be killed: gives commands and prints each acknowledged sequence number.

Reads a data folder a line; for each it forks a child that writes until it is killed, and prints the child's
id. Forking after the imports makes a round cheap.
"""

from __future__ import annotations

import asyncio
import os
import sys

from rooms import SYSTEM, Viewer
from server.bus.local import LocalBus, LocalLeases
from server.clock import utc_now
from server.db.engine import Database
from server.db.migrate import migrate
from server.db.repositories.events import EventStore
from server.meetings.ownership import Ownership
from server.meetings.service import MeetingService
from tests.server.core.harness import plan


def service(database: Database, node: str = "writer") -> MeetingService:
    store = EventStore(database, utc_now)
    ownership = Ownership(node, LocalLeases(), store, utc_now)
    return MeetingService(node, store, LocalBus(node), ownership, utc_now, queue_limit=64)


async def write(path: str) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}")
    await migrate(database)
    meetings = service(database)
    await meetings.start()
    if await meetings.store.head("m1") is None:
        await meetings.execute("m1", "meeting.create", plan(), "create", SYSTEM)
    await meetings.execute("m1", "meeting.schedule", {}, "schedule", Viewer("officer-chair", "chair"))
    number = 0
    while True:
        number += 1
        results = await asyncio.gather(
            *(
                meetings.execute(
                    "m1", "chat.post", {"text": f"{os.getpid()} {number}"}, f"{os.getpid()}-{number}-{n}",
                    Viewer(f"site-S{n}", "site"),
                )
                for n in (1, 2, 3)
            )
        )  # fmt: skip
        for result in results:
            print(f"ack {result.seq}", flush=True)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            asyncio.run(write(line.strip()))
        print(f"pid {child}", flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


if __name__ == "__main__":
    main()
