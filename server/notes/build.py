"""Puts the services of private notes together for the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from server.clock import Clock, waiting_clock
from server.db.engine import Database
from server.db.repositories.note_keys import NoteKeyRepository
from server.db.repositories.private_notes import PrivateNoteRepository
from server.meetings.service import MeetingService
from server.notes.keys import Keys
from server.notes.store import NoteStore
from server.notes.transfers import Transfers
from server.notes.upkeep import Upkeep
from server.people.passwords import Passwords


@dataclass(frozen=True)
class Notes:
    """The services of private notes."""

    keys: Keys
    transfers: Transfers
    store: NoteStore
    upkeep: Upkeep


def build_keys(database: Database, passwords: Passwords, clock: Clock) -> Keys:
    """The keys, which the people package tells of passwords."""
    return Keys(NoteKeyRepository(database), passwords, clock)


def build_notes(database: Database, keys: Keys, meetings: MeetingService, clock: Clock) -> Notes:
    """Everything of this package over one database; opens no connection yet."""
    repository = NoteKeyRepository(database)
    return Notes(
        keys,
        Transfers(keys, repository, clock, waiting_clock(clock)),
        NoteStore(PrivateNoteRepository(database), meetings, clock),
        Upkeep(repository, clock),
    )
