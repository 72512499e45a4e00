"""A ballot as a stranger sends it: small, read strictly, and nonsense is answered ever more slowly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from rooms.base import fields
from rooms.base.fields import FieldError, Ident, Many, MeetingId, Pattern, Text, Whole
from rooms.voting.poll_words import MAX_OPTIONS, BoxBallot, Choice
from server.errors import Invalid, ServerError, TimedOut, TooLarge, TooMany
from server.people.throttle import Throttle, ThrottlePolicy, address_key

LARGEST = 8192
"""Bytes of a ballot: one that names fifty options needs a fifth of it."""
BODY_S = 10.0
"""Seconds until a ballot has come whole: the slowest line of a hall brings it in one."""
NONSENSE = ThrottlePolicy(free=100, first_wait_s=1.0, longest_wait_s=30.0, forget_s=600.0)
_NONSENSE_CODES = frozenset({"ballot.malformed", "ballot.bad_credential", "http.too_large"})


@dataclass(frozen=True, slots=True)
class Sent:
    """What is sent. ``serial``, ``signature`` and ``proof`` as in ``rooms.voting.poll_words.BoxBallot``."""

    meeting: MeetingId
    poll: Ident
    serial: Annotated[str, Pattern(r"[A-Za-z0-9_-]{87}")]
    choices: Annotated[tuple[Choice, ...], Many(MAX_OPTIONS + 1)]
    signature: Annotated[str, Text(400, shortest=1)]
    proof: Annotated[str, Pattern(r"[A-Za-z0-9_-]{86}")]
    change: Annotated[int, Whole(0, 10_000)] = 0

    @property
    def ballot(self) -> BoxBallot:
        """The ballot as it lies in the box."""
        return BoxBallot(self.serial, self.choices, self.signature, self.proof, self.change)


async def read_ballot(body: AsyncIterator[bytes], within_s: float = BODY_S) -> Sent:
    """Read the body of a request.

    Raises TooLarge at the first byte over, TimedOut ``ballot.interrupted``, Invalid ``ballot.malformed``.
    """
    raw = b""
    try:
        async with asyncio.timeout(within_s):
            async for part in body:
                raw += part
                if len(raw) > LARGEST:
                    raise TooLarge("http.too_large")
    except TimeoutError:
        raise TimedOut("ballot.interrupted") from None
    try:
        return fields.read(Sent, json.loads(raw))
    except (FieldError, ValueError, RecursionError):
        raise Invalid("ballot.malformed") from None


class Door:
    """Slows down addresses that send what is no ballot; real ballots, and those too late, cost nothing.

    An address is a whole hall, often a whole province behind one gateway: so a hundred are free, and nothing
    is held against it before it is known to be nonsense, however many vote at once.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._throttle = Throttle(NONSENSE, clock)

    @contextmanager
    def passing(self, address: str) -> Iterator[None]:
        """Around one request. Raises TooMany ``ballot.throttled`` before it."""
        source = address_key(address)
        wait_s = self._throttle.wait_s(source)
        if wait_s:
            raise TooMany("ballot.throttled", retry_after_s=wait_s)
        try:
            yield
        except ServerError as error:
            if error.code in _NONSENSE_CODES:
                self._throttle.enter(source)
            raise
