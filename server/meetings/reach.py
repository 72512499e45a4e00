"""Reaches a meeting's owner wherever it is: a task of this process, or another process by the bus.

Knows how to ask and to ask again while owners change; what is asked are operations registered by name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from server.bus.base import Bus, Unreachable
from server.errors import ServerError
from server.meetings.codec import pack, pack_error, raise_error, unpack
from server.meetings.owner import Owner, OwnershipLost

FIND_OWNER_S = 8.0
_PAUSE_S = 0.2
_log = structlog.get_logger(__name__)

Request = Mapping[str, object]
Operation = Callable[[str, Request], Awaitable[Mapping[str, object]]]
Find = Callable[[str], Awaitable[Owner | str]]
"""The owner of a meeting if it is here, else the name of the process that has it."""


class Reach:
    """Runs operations where a meeting is owned, and answers other processes that do the same."""

    def __init__(self, bus: Bus, find: Find, giving_up: Callable[[], bool]) -> None:
        self._bus = bus
        self._find = find
        self._giving_up = giving_up
        self._operations: dict[str, Operation] = {}

    def start(self) -> None:
        """Answer other processes from now on."""
        self._bus.respond(self._respond)

    def add_operation(self, name: str, operation: Operation) -> None:
        """Register something only the owning process can do."""
        self._operations[name] = operation

    async def ask_owner(self, meeting_id: str, operation: str, request: Request) -> Mapping[str, object]:
        """Run a registered operation in the process that owns the meeting."""

        async def here(_: Owner) -> Mapping[str, object]:
            return await self._operations[operation](meeting_id, request)

        return await self.at_owner(meeting_id, operation, request, here)

    async def at_owner(
        self,
        meeting_id: str,
        operation: str,
        request: Request,
        here: Callable[[Owner], Awaitable[Mapping[str, object]]],
    ) -> Mapping[str, object]:
        """As :meth:`ask_owner`, with another way for an owner of this process.

        Asks again while the owner changes, for ``FIND_OWNER_S``; then raises ``Unavailable``.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + FIND_OWNER_S
        while True:
            try:
                owner = await self._find(meeting_id)
                if isinstance(owner, Owner):
                    return await here(owner)
                return await self._ask(owner, meeting_id, operation, request)
            except (OwnershipLost, Unreachable):
                if loop.time() > deadline or self._giving_up():
                    raise
            await asyncio.sleep(_PAUSE_S)

    async def _ask(
        self, node: str, meeting_id: str, operation: str, request: Request
    ) -> Mapping[str, object]:
        message = pack({"op": operation, "meeting": meeting_id, "request": dict(request)})
        answer = unpack(await self._bus.request(node, message))
        raise_error(answer)
        return answer

    async def _respond(self, message: bytes) -> bytes:
        """Answer another process."""
        try:
            asked = unpack(message)
            meeting_id = str(asked["meeting"])
            request = asked["request"]
            owner = await self._find(meeting_id)
            if not isinstance(owner, Owner) or not isinstance(request, dict):
                raise OwnershipLost("meeting.owner_lost")
            return pack(await self._operations[str(asked["op"])](meeting_id, request))
        except ServerError as error:
            return pack_error(error)
        except Exception as error:
            _log.error("bus.request_failed", exc_info=error)
            return pack_error(ServerError("server.internal"))
