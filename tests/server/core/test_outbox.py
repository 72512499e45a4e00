"""A screen's outgoing messages: at once when the line rests, in order always, bounded when it is slow."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from server.errors import Close
from server.meetings.outbox import Message, Outbox
from server.websocket import text_frame


class Line:
    """A line whose writer task waits, as uvicorn's does, while the line is full."""

    def __init__(self, limit: int = 8) -> None:
        self.outbox = Outbox(limit)
        self.outbox.direct = self._direct
        self.written: list[str] = []
        self.direct: list[str] = []
        self.open = asyncio.Event()
        self.open.set()

    def _direct(self, message: Message) -> bool:
        if self.open.is_set():
            self.written.append(message.text)
            self.direct.append(message.text)
        return self.open.is_set()

    async def write(self) -> None:
        while (text := await self.outbox.next()) is not None:
            await self.open.wait()
            self.written.append(text)


@contextlib.asynccontextmanager
async def running(line: Line) -> AsyncIterator[Line]:
    task = asyncio.create_task(line.write())
    await asyncio.sleep(0)
    yield line
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0)


async def test_a_resting_line_is_written_at_once() -> None:
    async with running(Line()) as line:
        line.outbox.put("a")
        line.outbox.put(Message("b"))
        assert line.direct == line.written == ["a", "b"]


async def test_nothing_overtakes_what_waits_for_a_full_line() -> None:
    async with running(Line()) as line:
        line.open.clear()
        line.outbox.put("1")
        await asyncio.sleep(0)  # the writer has taken it and waits for the line
        line.outbox.put("2")
        line.open.set()  # the writer has not run yet: "1" is still in its hands
        line.outbox.put("3")
        await until(lambda: len(line.written) == 3)
        assert line.written == ["1", "2", "3"]
        await asyncio.sleep(0)
        line.outbox.put("4")
        assert line.direct == ["4"]


async def test_a_line_that_stays_full_ends_at_the_limit() -> None:
    async with running(Line(limit=3)) as line:
        line.open.clear()
        for number in range(6):
            line.outbox.put(str(number))
            await asyncio.sleep(0)
        assert line.outbox.end is not None
        assert line.outbox.end.close == Close.TOO_SLOW
        line.open.set()
        line.outbox.put("late")
        assert "late" not in line.written


async def test_a_message_is_encoded_once_for_all_screens() -> None:
    made: list[str] = []

    def encode(text: str) -> bytes:
        made.append(text)
        return text.encode()

    message = Message("trang 2")
    assert message.encoded(encode) == message.encoded(encode) == b"trang 2"
    assert made == ["trang 2"]


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65_535, 65_536, 100_000])
def test_a_text_frame_is_read_back_by_a_strict_reader(length: int) -> None:
    text = "đ" * (length // 2) + "x" * (length % 2)
    reader = StreamReader()
    reader.feed_data(text_frame(text))
    parser = Frame.parse(reader.read_exact, mask=False)
    with pytest.raises(StopIteration) as done:
        next(parser)
    frame = done.value.value
    assert (frame.opcode, frame.fin, bytes(frame.data).decode()) == (Opcode.TEXT, True, text)
    assert len(text.encode()) == length
