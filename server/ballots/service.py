"""Secret polls while they run: gives credentials, takes ballots, hands the box over and destroys the key.

Who asks for a credential is known, and what is signed for them is blinded; who sends a ballot is not known,
and what they send carries no more than the unblinded credential. Nothing here logs or counts either by seat.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import structlog

from rooms import SYSTEM, Envelope, Meeting, RoomsError, Viewer
from rooms.errors import Code, Refused
from rooms.kernel import Context
from rooms.state import Poll
from rooms.voting.poll_words import BoxBallot, PollCancelled, PollClosed, PollEnded
from rooms.voting.polls import (
    box_to_count,
    is_valid,
    key_to_destroy,
    key_to_make,
    require_choices,
    require_taking,
)
from server.ballots.keys import BadBlinded, blind_sign, make_key, require_blinded
from server.ballots.proofs import is_genuine, to_bytes, to_text
from server.ballots.sent import Door
from server.clock import Clock
from server.db.repositories.ballots import BallotRepository, Put, StoredBallot, StoredKey
from server.errors import Conflict, Forbidden, Invalid, Unavailable
from server.meetings.codec import refusal
from server.meetings.owner import Owner
from server.meetings.service import MeetingService

_OURS = frozenset({"poll.set_key", "poll.count", "poll.note_key_destroyed"})
_ENDS = (PollEnded.type, PollCancelled.type)
_SETTLING = frozenset({"poll.opened", "poll.ended", "poll.closed", "poll.cancelled"})
_log = structlog.get_logger(__name__)


class Ballots:
    """The secret polls of all meetings."""

    def __init__(self, repository: BallotRepository, meetings: MeetingService, clock: Clock) -> None:
        self._repository = repository
        self._meetings = meetings
        self._clock = clock
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.door = Door(time.monotonic)
        meetings.on_change(self._after)

    # -- for those entitled, signed in

    async def credential(
        self, meeting: str, viewer: Viewer, poll: str, seat: str | None, blinded: str
    ) -> str:
        """The blind signature for the seat's blinded message (both base64url); the same again for the same.

        Raises what the core refuses, Invalid ``ballot.malformed``, Conflict ``ballot.credential_taken`` for
        another message of the same seat, Unavailable ``ballot.no_box`` where the key is not on this machine.
        """
        whose = seat or viewer.seat
        key = f"credential-{secrets.token_hex(8)}"  # screens choose keys too: this one they cannot guess
        data = {"poll": poll, "seat": seat}
        done = await self._meetings.execute(meeting, "ballot.take_credential", data, key, viewer)
        found = (await self._meetings.state_at(meeting, done.seq)).polls.items.get(poll)
        _require_issued(found, viewer, whose)
        message = _blinded(found, blinded)
        claim = await self._repository.claim(meeting, poll, whose, hashlib.sha256(message).hexdigest())
        if claim.private is None:
            raise Unavailable("ballot.no_box")
        # Only what is the seat's own from now on is signed: whoever sends message after message gets nothing.
        if not claim.granted:
            raise Conflict("ballot.credential_taken")
        return to_text(blind_sign(claim.private, message))

    async def cast_so_far(self, meeting: str, poll: str) -> int:
        """How many ballots the box of a running poll holds."""
        return await self._repository.count(meeting, poll)

    # -- for anybody who has a credential

    async def cast(self, meeting: str, poll: str, ballot: BoxBallot) -> None:
        """Put a ballot into the box; safe to send again. It is on disk when this returns.

        Raises what the core would refuse a vote with, Forbidden ``ballot.bad_credential``, Conflict
        ``ballot.superseded`` for a vote that the same voter has changed since. A ballot that counts is
        answered as before when it comes again, its answer lost, after the poll is over.
        """
        try:
            await self._put(meeting, poll, ballot)
        except Conflict as error:
            if error.code != Code.POLL_CLOSED.value or not await self._counts(meeting, poll, ballot):
                raise

    async def _counts(self, meeting: str, poll: str, ballot: BoxBallot) -> bool:
        """Whether this very ballot is in the box of a poll that is over; told to credentials only."""
        state = self._meetings.known(meeting)
        found = None if state is None else state.polls.items.get(poll)
        if found is None or not is_genuine(found.key or "", meeting, poll, ballot):
            return False
        if _stored(ballot) == await self._repository.find(meeting, poll, ballot.serial):
            return True
        closed = await self._meetings.store.of_types(meeting, (PollClosed.type,))
        counted = [one["data"]["ballots"] for one in closed if one["data"].get("poll") == poll]
        return any(_as_json(ballot) in box for box in counted)

    async def _put(self, meeting: str, poll: str, ballot: BoxBallot) -> None:
        found = await self._open_poll(meeting, poll)
        try:
            require_choices(found, ballot.choices)
        except RoomsError as error:
            raise refusal(error) from None
        if not is_genuine(found.key or "", meeting, poll, ballot):
            raise Forbidden("ballot.bad_credential")
        came = await self._repository.put(meeting, poll, _stored(ballot), replaces=found.plan.revocable)
        if came != Put.STORED:
            code = {Put.SEALED: Code.POLL_CLOSED.value, Put.TAKEN: Code.BALLOT_ALREADY_CAST.value}
            raise Conflict(code.get(came, "ballot.superseded"), poll=poll)

    async def _open_poll(self, meeting: str, poll: str) -> Poll:
        """The poll, taking ballots. No stranger makes the server load a meeting without a secret poll."""
        state = self._meetings.known(meeting)
        if state is None and await self._repository.key(meeting, poll) is None:
            over = await self._was_ended(meeting, poll)
            raise Conflict((Code.POLL_CLOSED if over else Code.POLL_NOT_OPEN).value, poll=poll)
        try:
            return _taking(state or await self._meetings.state(meeting), poll, self._clock())
        except RoomsError as error:
            raise refusal(error) from None

    async def _was_ended(self, meeting: str, poll: str) -> bool:
        """Whether a secret poll of a meeting that nobody has opened here since the start was closed."""
        ends = await self._meetings.store.of_types(meeting, _ENDS)
        own = [one["type"] for one in ends if one["data"].get("poll") == poll]
        return own[-1:] == [PollEnded.type]

    # -- for the meeting's owner

    def _after(self, owner: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type in _SETTLING for envelope in envelopes):
            self._meetings.spawn(self.settle(owner.live.id), "ballots")

    def settles(self, command: str) -> bool:
        """Whether a command that is due (``rooms.reviews``) is given by ``settle`` alone."""
        return command in _OURS

    async def settle(self, meeting: str) -> None:
        """Do what the secret polls of a meeting owned here still need, one after the other.

        Whatever was done before a crash is found done; so nothing is lost and nothing happens twice.
        """
        async with self._locks[meeting]:
            for due, act in (
                (key_to_make, self._make_key),
                (box_to_count, self._hand_over),
                (key_to_destroy, self._destroy),
            ):
                poll = due(await self._meetings.state(meeting))
                if poll is not None:
                    await act(meeting, poll)

    async def _make_key(self, meeting: str, poll: str) -> None:
        made = await asyncio.to_thread(make_key)
        key = await self._repository.keep_key(meeting, poll, StoredKey(made.private, made.public))
        await self._give(meeting, "poll.set_key", poll=poll, public_key=key.public)

    async def _hand_over(self, meeting: str, poll: str) -> None:
        """Seal the box and put what is genuine in it into the log. Only genuine ballots came in; what is not
        was put there past this service, and is left out.
        """
        plan = (await self._meetings.state(meeting)).polls.items[poll]
        public = plan.key or ""
        lying = [_box_ballot(one) for one in await self._repository.seal(meeting, poll)]
        valid = [one for one in lying if is_valid(plan, one.choices)]
        genuine = [one for one in valid if is_genuine(public, meeting, poll, one)]
        if len(genuine) < len(lying):
            _log.error("ballots.not_genuine", meeting=meeting, count=len(lying) - len(genuine))
        ballots = [_as_json(one) for one in genuine]
        await self._give(meeting, "poll.count", poll=poll, ballots=ballots)

    async def _destroy(self, meeting: str, poll: str) -> None:
        await self._repository.destroy(meeting, poll)
        await self._give(meeting, "poll.note_key_destroyed", poll=poll)

    async def _give(self, meeting: str, command: str, **data: object) -> None:
        await self._meetings.execute(meeting, command, data, f"ballots-{secrets.token_hex(8)}", SYSTEM)


def _taking(state: Meeting, poll: str, now: datetime) -> Poll:
    """The secret poll, if it takes ballots now. Raises Refused."""
    found = require_taking(Context(state, SYSTEM, now), poll)
    if not found.plan.secret:
        raise Refused(Code.BALLOT_NOT_SECRET, {"poll": poll})
    if found.key is None:
        raise Refused(Code.BALLOT_NO_KEY, {"poll": poll})
    return found


def _require_issued(poll: Poll | None, viewer: Viewer, whose: str) -> None:
    """Raise Forbidden ``ballot.not_entitled`` unless the log gives the viewer the seat's credential.

    That a command was not refused is no proof: nothing is signed but what the log holds.
    """
    voter = poll.voters.get(whose) if poll is not None and whose in poll.issued else None
    if voter is None or voter.gone or voter.acting != viewer.seat:
        raise Forbidden(Code.BALLOT_NOT_ENTITLED.value, seat=whose)


def _blinded(poll: Poll | None, text: str) -> bytes:
    """The blinded message, checked before it is the only one of its seat."""
    if poll is None or poll.key is None:
        raise Unavailable("ballot.no_box")
    try:
        message = to_bytes(text)
        require_blinded(poll.key, message)
    except (BadBlinded, ValueError):
        raise Invalid("ballot.malformed") from None
    return message


def _stored(ballot: BoxBallot) -> StoredBallot:
    return StoredBallot(ballot.serial, ballot.choices, ballot.change, ballot.signature, ballot.proof)


def _box_ballot(stored: StoredBallot) -> BoxBallot:
    return BoxBallot(stored.serial, stored.choices, stored.signature, stored.proof, stored.change)


def _as_json(ballot: BoxBallot) -> dict[str, object]:
    return {
        "serial": ballot.serial,
        "choices": list(ballot.choices),
        "signature": ballot.signature,
        "proof": ballot.proof,
        "change": ballot.change,
    }
