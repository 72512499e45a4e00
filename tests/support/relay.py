"""A TCP relay with a longer way: what passes is delayed, in order, and counted; for kernels without netem.

It can be thin too, one line for all its connections: for machines without network namespaces.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

CHUNK = 64 * 1024
# Little enough that a short message between two long ones waits no longer than on a real thin line.
THIN_CHUNK = 2 * 1024


@dataclass
class Relay:
    """Passes connections on to `port` of this machine; `down` and `up` count payload bytes of all of them.

    With `bits_per_s` all connections together carry no more than so much each way.
    """

    host: str
    port: int
    delay_s: float = 0.0
    bits_per_s: int | None = None
    down: int = 0
    up: int = 0
    listens: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _free: dict[bool, float] = field(default_factory=dict)

    def _until_free(self, size: int, *, is_down: bool) -> float:
        """Seconds until so many bytes have passed a thin line after what it carries already."""
        if self.bits_per_s is None:
            return 0.0
        now = asyncio.get_running_loop().time()
        self._free[is_down] = max(now, self._free.get(is_down, now)) + 8 * size / self.bits_per_s
        return self._free[is_down] - now

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self.host, self.port)
        up = asyncio.create_task(self._pass(reader, far_writer, is_down=False))
        down = asyncio.create_task(self._pass(far_reader, writer, is_down=True))
        self._tasks |= {up, down}
        await asyncio.gather(up, down, return_exceptions=True)
        self._tasks -= {up, down}

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_down: bool
    ) -> None:
        """Reads at once and writes when the delay is over."""
        loop = asyncio.get_running_loop()
        on_the_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, data = await on_the_way.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                if not data:
                    writer.close()
                    return
                await asyncio.sleep(self._until_free(len(data), is_down=is_down))
                writer.write(data)
                await writer.drain()

        delivering = asyncio.create_task(deliver())
        try:
            while data := await reader.read(CHUNK if self.bits_per_s is None else THIN_CHUNK):
                if is_down:
                    self.down += len(data)
                else:
                    self.up += len(data)
                on_the_way.put_nowait((loop.time() + self.delay_s, data))
        except ConnectionError:
            pass  # one end is gone; the other is told below
        finally:
            on_the_way.put_nowait((loop.time() + self.delay_s, b""))
            with contextlib.suppress(ConnectionError):
                await delivering


@contextlib.asynccontextmanager
async def relaying(
    to: int, *, host: str = "127.0.0.1", delay_s: float = 0.0, bits_per_s: int | None = None
) -> AsyncIterator[Relay]:
    """A relay on a free port of `host` for the length of the block."""
    relay = Relay(host, to, delay_s, bits_per_s)
    server = await asyncio.start_server(relay._connection, host, 0)
    relay.listens = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()
        for task in tuple(relay._tasks):
            task.cancel()
        await asyncio.gather(*relay._tasks, return_exceptions=True)
