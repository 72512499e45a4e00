"""Check-in at the edge of a meeting: draws the codes on the halls' screens and slows down guesses at them.

A code is six digits and lives ten minutes, so that a delegate's five free guesses a minute find it with a
chance of one in twenty thousand. Each process counts the guesses of the sockets it holds.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rooms import Code, Review, Viewer
from server.errors import ServerError, TooMany
from server.people.throttle import Throttle, ThrottlePolicy

GUESSES = ThrottlePolicy(free=5, first_wait_s=60.0, longest_wait_s=60.0, forget_s=60.0)
GUESSING = frozenset({"delegate.check_in", "delegate.return"})
DRAWN = "checkin.set_codes"


def draw(review: Review) -> dict[str, object]:
    """The data of a command that time has made due, with what must be drawn by chance."""
    if review.command != DRAWN:
        return dict(review.data)
    return {
        "codes": [{"site": site, "code": f"{secrets.randbelow(10**6):06}"} for site in review.data["sites"]]
    }


class Guesses:
    """Wrong codes of each delegate."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._throttle = Throttle(GUESSES, clock)

    @contextmanager
    def attempt(self, meeting: str, viewer: Viewer, command: str) -> Iterator[None]:
        """Around a command. Raises ``TooMany`` ``checkin.throttled`` before it after too many wrong codes."""
        if command not in GUESSING or viewer.role != "delegate":
            yield
            return
        key = f"{meeting}/{viewer.seat}"
        wait_s = self._throttle.enter(key)
        if wait_s:
            raise TooMany("checkin.throttled", retry_after_s=wait_s)
        try:
            yield
        except ServerError as error:
            if error.code != Code.CHECKIN_WRONG_CODE:
                self._throttle.refund(key)
            raise
        self._throttle.succeed(key)
