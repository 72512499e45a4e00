"""The one error tree of the meeting core and the stable codes it answers with.

A code is part of the interface: clients, tests and translations depend on its text.
The sentences people read live in ``rooms.messages``. Nothing here may import another module of the core.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

Detail = str | int | bool | None
_NONE: Mapping[str, Detail] = MappingProxyType({})


class Code(StrEnum):
    """Every reason for which the core refuses something."""

    COMMAND_MALFORMED = "command.malformed"
    COMMAND_UNKNOWN = "command.unknown"
    COMMAND_KEY_USED = "command.key_used"
    ROLE_DENIED = "role.denied"
    SEAT_NOT_ADMITTED = "seat.not_admitted"
    SEAT_UNKNOWN = "seat.unknown"
    SEAT_EXISTS = "seat.exists"
    SEAT_NO_MEDIA = "seat.no_media"
    SEAT_TOO_MANY_CONNECTIONS = "seat.too_many_connections"
    MEETING_EXISTS = "meeting.exists"
    MEETING_NOT_CREATED = "meeting.not_created"
    MEETING_NOT_OPEN = "meeting.not_open"
    MEETING_WRONG_STATE = "meeting.wrong_state"
    MEETING_OVER = "meeting.over"
    MEETING_NO_CHAIR = "meeting.no_chair"
    MEETING_SECOND_CHAIR = "meeting.second_chair"
    MEETING_TOO_MANY = "meeting.too_many"
    PRESIDING_NOT_DEPUTY = "presiding.not_deputy"
    PRESIDING_ALREADY = "presiding.already"
    PRESIDING_NOT_YOU = "presiding.not_you"
    SITE_UNKNOWN = "site.unknown"
    SITE_EXISTS = "site.exists"
    SITE_NOT_YOURS = "site.not_yours"
    OFFICER_UNKNOWN = "officer.unknown"
    OFFICER_IS_CHAIR = "officer.is_chair"
    DELEGATE_UNKNOWN = "delegate.unknown"
    DELEGATE_EXISTS = "delegate.exists"
    DELEGATE_HAS_FLOOR = "delegate.has_floor"
    DELEGATE_CHECKED_IN = "delegate.checked_in"
    DELEGATE_NOT_YOU = "delegate.not_you"
    DELEGATE_ENTERED = "delegate.entered"
    DELEGATE_NOT_HERE = "delegate.not_here"
    DELEGATE_NOT_LEFT = "delegate.not_left"
    INVITATION_NO_REASON = "invitation.no_reason"
    INVITATION_SUBSTITUTE = "invitation.substitute_attends"
    CHECKIN_WRONG_CODE = "checkin.wrong_code"
    SEATING_NOT_OF_HALL = "seating.not_of_hall"
    SEATING_TWICE = "seating.twice"
    QUORUM_BAD_RULE = "quorum.bad_rule"
    ROLL_RUNNING = "roll.running"
    ROLL_NOT_RUNNING = "roll.not_running"
    CHECK_RUNNING = "check.running"
    CHECK_NOT_RUNNING = "check.not_running"
    CHECK_NOBODY = "check.nobody"
    CHECK_NOT_YOURS = "check.not_yours"
    CHECK_UNKNOWN_STEP = "check.unknown_step"
    CHECK_UNKNOWN_FINDING = "check.unknown_finding"
    AGENDA_UNKNOWN_ITEM = "agenda.unknown_item"
    AGENDA_ITEM_CURRENT = "agenda.item_current"
    AGENDA_ITEM_DONE = "agenda.item_done"
    AGENDA_ITEM_NOT_CURRENT = "agenda.item_not_current"
    AGENDA_POSTPONED = "agenda.postponed"
    AGENDA_NOT_POSTPONED = "agenda.not_postponed"
    AGENDA_CARRIED = "agenda.carried"
    AGENDA_INTERNAL = "agenda.internal"
    FLOOR_UNKNOWN_REQUEST = "floor.unknown_request"
    FLOOR_ALREADY_ASKED = "floor.already_asked"
    FLOOR_NOT_NEEDED = "floor.not_needed"
    FLOOR_CANNOT_SPEAK = "floor.cannot_speak"
    FLOOR_NOT_YOURS = "floor.not_yours"
    FLOOR_NOT_WAITING = "floor.not_waiting"
    FLOOR_ALREADY_GRANTED = "floor.already_granted"
    FLOOR_TAKEN = "floor.taken"
    FLOOR_NOT_GRANTED = "floor.not_granted"
    FLOOR_NOT_HOLDER = "floor.not_holder"
    FLOOR_NO_LIMIT = "floor.no_limit"
    FLOOR_LIMIT_TOO_LONG = "floor.limit_too_long"
    FLOOR_CHANGED = "floor.changed"
    FLOOR_SPEAKER_ABSENT = "floor.speaker_absent"
    FLOOR_LIST_CLOSED = "floor.list_closed"
    FLOOR_NOTHING_TO_ANSWER = "floor.nothing_to_answer"
    FLOOR_SITE_TIME_SPENT = "floor.site_time_spent"
    QUESTION_UNKNOWN = "question.unknown"
    QUESTION_TO_ONESELF = "question.to_oneself"
    QUESTION_NOT_YOURS = "question.not_yours"
    QUESTION_NOT_WAITING = "question.not_waiting"
    QUESTION_UNDER_WAY = "question.under_way"
    QUESTION_CLOSED = "question.closed"
    POLL_UNKNOWN = "poll.unknown"
    POLL_BAD_OPTIONS = "poll.bad_options"
    POLL_BAD_RULE = "poll.bad_rule"
    POLL_BEGUN = "poll.begun"
    POLL_NOT_OPEN = "poll.not_open"
    POLL_CLOSED = "poll.closed"
    POLL_ANOTHER_OPEN = "poll.another_open"
    POLL_NOBODY_ENTITLED = "poll.nobody_entitled"
    POLL_NOT_CHECKING = "poll.not_checking"
    POLL_NOT_CLOSED = "poll.not_closed"
    POLL_STILL_OPEN = "poll.still_open"
    POLL_NO_HANDS = "poll.no_hands"
    POLL_HALL_VOTED = "poll.hall_voted"
    POLL_BAD_HANDS = "poll.bad_hands"
    BALLOT_NOT_ENTITLED = "ballot.not_entitled"
    BALLOT_ALREADY_CAST = "ballot.already_cast"
    BALLOT_UNKNOWN_OPTION = "ballot.unknown_option"
    BALLOT_TOO_MANY = "ballot.too_many"
    BALLOT_EMPTY = "ballot.empty"
    BALLOT_SECRET = "ballot.secret"  # noqa: S105 - a code, no password
    BALLOT_NOT_SECRET = "ballot.not_secret"  # noqa: S105 - a code, no password
    BALLOT_BY_HANDS = "ballot.by_hands"
    BALLOT_GIVEN_AWAY = "ballot.given_away"
    BALLOT_NO_KEY = "ballot.no_key"
    PROXY_UNKNOWN = "proxy.unknown"
    PROXY_BAD_PAIR = "proxy.bad_pair"
    PROXY_EXISTS = "proxy.exists"
    PROXY_CHAIN = "proxy.chain"
    PROXY_TOO_MANY = "proxy.too_many"
    PROXY_IN_USE = "proxy.in_use"
    PAPER_UNKNOWN = "paper.unknown"
    PAPER_EXISTS = "paper.exists"
    PAPER_NOT_NEWER = "paper.not_newer"
    PAPER_IS_WITHDRAWN = "paper.is_withdrawn"
    MARKING_TOO_HIGH = "marking.too_high"
    MARKING_ONLY_CHAIR_LOWERS = "marking.only_chair_lowers"
    MARKING_NOT_LOWER = "marking.not_lower"
    MARKING_NO_RECORDING = "marking.no_recording"
    MARKING_NO_OUTSIDERS = "marking.no_outsiders"
    MARKING_NOT_SHUT = "marking.not_shut"
    MARKING_NOT_RELAXED = "marking.not_relaxed"
    MARKING_NO_RECALL = "marking.no_recall"
    MARKING_RECALLED = "marking.recalled"
    MARKING_NOT_FOR_YOU = "marking.not_for_you"
    FRONT_NOT_PRESENTER = "front.not_presenter"
    FRONT_NOTHING_SHOWN = "front.nothing_shown"
    FRONT_NO_SUCH_PAGE = "front.no_such_page"
    PROGRAM_BAD_SCENE = "program.bad_scene"
    PROGRAM_BAD_TIME = "program.bad_time"
    PROGRAM_UNKNOWN_MESSAGE = "program.unknown_message"
    DECISION_UNKNOWN = "decision.unknown"
    RECORDING_ALREADY_ON = "recording.already_on"
    RECORDING_NOT_ON = "recording.not_on"
    REMOTE_UNKNOWN = "remote.unknown"
    REMOTE_ABSENT = "remote.absent"
    REMOTE_DEVICE = "remote.device"
    REMOTE_ALREADY_ASKED = "remote.already_asked"
    REMOTE_NOT_YOURS = "remote.not_yours"
    REMOTE_NOT_OPEN = "remote.not_open"
    TALKBACK_ON_AIR = "talkback.on_air"
    TALKBACK_TAKEN = "talkback.taken"
    TALKBACK_ABSENT = "talkback.absent"
    EVENT_UNKNOWN = "event.unknown"
    EVENT_MALFORMED = "event.malformed"
    EVENT_OUT_OF_ORDER = "event.out_of_order"


class RoomsError(Exception):
    """Root of everything the meeting core raises on purpose.

    ``code`` is stable; ``details`` holds plain values that help a client explain itself.
    """

    def __init__(self, code: Code, details: Mapping[str, Detail] = _NONE) -> None:
        super().__init__(code.value)
        self.code = code
        self.details: Mapping[str, Detail] = MappingProxyType(dict(details))

    def __str__(self) -> str:
        return f"{self.code.value} {dict(self.details)}" if self.details else self.code.value


class Refused(RoomsError):
    """The command was understood and the meeting's rules say no. Nothing has changed."""


class BadCommand(RoomsError):
    """The command could not be read: unknown type, unknown or missing field, wrong type, out of bounds."""


class BadEvent(RoomsError):
    """A stored event cannot be applied: unknown type, wrong shape, or not the next one."""
