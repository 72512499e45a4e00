"""The notes themselves, as ciphertext: read, written and deleted by sign-ins that can open them."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from rooms import marked_papers
from server.clock import Clock, iso
from server.db.repositories.private_notes import (
    Came,
    Caps,
    Changes,
    Place,
    PrivateNoteRepository,
    StoredNote,
    Written,
)
from server.errors import Conflict, Invalid, NotFound, TooLarge
from server.meetings.service import MeetingService
from server.meetings.signals import NOTES

MAX_BOX_BYTES = 24 * 1024
MIN_BOX_BYTES = 12 + 16
"""A nonce and a tag around nothing."""
MAX_NOTES = 5000
"""Notes of one owner in one meeting."""
MAX_ROWS = 4 * MAX_NOTES
"""... with those that were deleted, of which a line stays for the owner's other devices."""
MAX_ANSWER_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: an owner whose key (its id) this sign-in opens, at which seat."""

    owner: str
    key_id: str
    seat: str


class NoteStore:
    """Reads and writes boxes; knows neither what is in them nor how to open them."""

    def __init__(self, repository: PrivateNoteRepository, meetings: MeetingService, clock: Clock) -> None:
        self._repository = repository
        self._meetings = meetings
        self._clock = clock

    async def changes(self, owner: str, since: int, meeting: str | None) -> Changes:
        """What changed after ``since``, of one meeting or of all."""
        return await self._repository.changes(owner, since, meeting, MAX_ANSWER_BYTES)

    async def marked(self, owner: str) -> dict[str, list[str]]:
        """For each meeting in which an owner has notes, the ids of its marked papers, and nothing else of it.

        Also where the owner is admitted no longer: what they take away holds no word of those papers.
        """
        found = {}
        for meeting in await self._repository.meetings(owner):
            found[meeting] = list(marked_papers(await self._meetings.state(meeting)))
        return found

    async def put(
        self, writer: Writer, meeting: str, note: str, box: str, base: int, key_id: str | None
    ) -> StoredNote:
        """Write a note (``box`` in base64) over its number ``base``; the same box again changes nothing.

        Raises:
            Invalid: ``notes.malformed``. TooLarge: ``notes.too_large``.
            Conflict: ``notes.changed_elsewhere`` with ``note``, ``notes.too_many``, ``notes.other_key``.
        """
        place = _place(writer, meeting, note, key_id)
        caps = Caps(MAX_NOTES, MAX_ROWS)
        written = await self._repository.put(place, _opened(box), base, caps, self._clock())
        return self._settled(writer, meeting, base, written)

    async def delete(self, writer: Writer, meeting: str, note: str, base: int, key_id: str | None) -> None:
        """Delete a note of the number ``base``; again, nothing changes.

        Raises:
            NotFound: ``notes.not_found``.
            Conflict: ``notes.changed_elsewhere`` with ``note``, ``notes.other_key``.
        """
        place = _place(writer, meeting, note, key_id)
        written = await self._repository.delete(place, base, self._clock())
        self._settled(writer, meeting, base, written)

    def _settled(self, writer: Writer, meeting: str, base: int, written: Written) -> StoredNote:
        if written.came is Came.OTHER_KEY:
            raise Conflict("notes.other_key")
        if written.came is Came.UNKNOWN:
            raise NotFound("notes.not_found")
        if written.came is Came.FULL:
            raise Conflict("notes.too_many", limit=MAX_NOTES)
        if written.came is Came.CHANGED or written.note is None:
            note = None if written.note is None else note_json(written.note)
            raise Conflict("notes.changed_elsewhere", note=note)
        # The seat's other screens are told that there is something new, and not what.
        hint = self._meetings.signal(meeting, NOTES, {"rev": written.note.rev}, seat=writer.seat)
        self._meetings.spawn(hint, "notes-hint")
        return written.note


def _place(writer: Writer, meeting: str, note: str, key_id: str | None) -> Place:
    """Where it is written; a change made with another key is another owner's, or of notes given up since."""
    if key_id is not None and key_id != writer.key_id:
        raise Conflict("notes.other_key")
    return Place(writer.owner, writer.key_id, meeting, note)


def _opened(box: str) -> bytes:
    try:
        raw = base64.b64decode(box, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("notes.malformed") from None
    if len(raw) > MAX_BOX_BYTES:
        raise TooLarge("notes.too_large", limit_kib=MAX_BOX_BYTES // 1024)
    if len(raw) < MIN_BOX_BYTES:
        raise Invalid("notes.malformed")
    return raw


def note_json(note: StoredNote) -> dict[str, object]:
    """A note as its owner's browsers see it."""
    return {
        "id": note.id,
        "meeting": note.meeting,
        "rev": note.rev,
        "box": None if note.box is None else base64.b64encode(note.box).decode(),
        "changed_at": iso(note.changed_at),
    }
