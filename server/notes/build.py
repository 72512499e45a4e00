"""Puts the services of private notes together for the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from server.clock import waiting_clock
from server.db.repositories.note_keys import NoteKeyRepository
from server.db.repositories.private_notes import PrivateNoteRepository
from server.ground import Ground
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


def build_keys(ground: Ground, passwords: Passwords) -> Keys:
    """The keys, which the people package tells of passwords."""
    return Keys(NoteKeyRepository(ground.database), passwords, ground.clock)


def build_notes(ground: Ground, keys: Keys) -> Notes:
    """Everything of this package; opens no connection yet."""
    database, clock = ground.database, ground.clock
    repository = NoteKeyRepository(database)
    return Notes(
        keys,
        Transfers(keys, repository, clock, waiting_clock(clock)),
        NoteStore(PrivateNoteRepository(database), ground.meetings, clock),
        Upkeep(repository, clock),
    )
