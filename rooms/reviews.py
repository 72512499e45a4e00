"""What time alone brings about: commands of the server that become due if nothing else happens.

The core has no clock. Whoever owns a meeting asks ``reviews`` what is due when, and gives those commands
then; each is decided like any other, so one that came too late changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rooms.participants import check_in, presiding
from rooms.screens import line_check, program
from rooms.session import forecast
from rooms.speaking import talkback
from rooms.state import Meeting
from rooms.voting import polls


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things are waited for, in seconds. ``grace_s``: until a lost chair is stood in for."""

    grace_s: int = 15


@dataclass(frozen=True, slots=True)
class Review:
    """A command to be given by the server at ``at`` or later.

    ``data`` is what the core knows of it: for ``checkin.set_codes`` the ``sites``, whose ``codes`` the server
    draws, since nothing here may be random; for ``poll.set_key`` and ``poll.count`` the ``poll``, whose key
    and ballots the server holds.
    """

    at: datetime
    command: str
    data: Mapping[str, Any] = field(default_factory=dict)


Watch = Callable[[Meeting, Patience], Review | None]


def _presiding(state: Meeting, patience: Patience) -> Review | None:
    at = presiding.review_due(state, patience.grace_s)
    return None if at is None else Review(at, "presiding.review", {"grace_s": patience.grace_s})


def _program(state: Meeting, patience: Patience) -> Review | None:
    at = program.review_due(state)
    return None if at is None else Review(at, "program.review")


def _line_check(state: Meeting, patience: Patience) -> Review | None:
    due = line_check.next_alarm(state)
    return None if due is None else Review(due[0], "check.alarm", {"minutes": due[1]})


def _agenda(state: Meeting, patience: Patience) -> Review | None:
    at = forecast.review_due(state)
    return None if at is None else Review(at, "agenda.review")


def _codes(state: Meeting, patience: Patience) -> Review | None:
    due = check_in.codes_due(state)
    return None if due is None else Review(due[0], "checkin.set_codes", {"sites": list(due[1])})


def _talkback(state: Meeting, patience: Patience) -> Review | None:
    at = talkback.review_due(state)
    return None if at is None else Review(at, "talkback.review")


def _poll(state: Meeting, patience: Patience) -> Review | None:
    at = polls.review_due(state)
    return None if at is None else Review(at, "poll.review")


def _key_to_make(state: Meeting, patience: Patience) -> Review | None:
    return _now(state, "poll.set_key", polls.key_to_make(state))


def _box_to_count(state: Meeting, patience: Patience) -> Review | None:
    return _now(state, "poll.count", polls.box_to_count(state))


def _key_to_destroy(state: Meeting, patience: Patience) -> Review | None:
    return _now(state, "poll.note_key_destroyed", polls.key_to_destroy(state))


def _now(state: Meeting, command: str, poll: str | None) -> Review | None:
    return None if poll is None else Review(state.at, command, {"poll": poll})


WATCHES: tuple[Watch, ...] = (
    _presiding,
    _program,
    _line_check,
    _agenda,
    _codes,
    _talkback,
    _poll,
    _key_to_make,
    _box_to_count,
    _key_to_destroy,
)


def reviews(state: Meeting, patience: Patience) -> tuple[Review, ...]:
    """What will be due if nothing else happens, soonest first."""
    due = [found for watch in WATCHES if (found := watch(state, patience)) is not None]
    return tuple(sorted(due, key=lambda one: one.at))
