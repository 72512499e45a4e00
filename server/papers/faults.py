"""Faults that pass: they say nothing about a paper, and the same step may succeed later. Pure."""

from __future__ import annotations

import errno

from server.errors import NotFound, StorageFull, Unavailable

_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN})
FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 300.0


def passes(error: BaseException) -> bool:
    """Whether to try again later: database or store away, no room, too few handles or too little memory."""
    if isinstance(error, NotFound):
        return error.code == "object.not_found"  # a store that lost its bucket, or somebody else's answer
    return isinstance(error, Unavailable | StorageFull) or (
        isinstance(error, OSError) and error.errno in _ERRNOS
    )


def pause_s(tries: int) -> float:
    """Seconds to wait after so many tries in vain: twice as long each time."""
    return float(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(tries, 20)))
