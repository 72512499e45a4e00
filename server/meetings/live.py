"""A meeting in the memory of one process: its state, kept up to date from the log or by events handed over.

The owner and the other processes that serve screens of the meeting hold one each. Only the owner decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rooms import GENESIS, Envelope, Meeting, empty, envelope_from_json, evolve, open_envelope
from server.db.repositories.events import EventStore

Listener = Callable[["LiveMeeting", Sequence[Envelope]], None]


class LiveMeeting:
    """State after ``seq`` events, and whoever wants to hear of new ones."""

    def __init__(self, meeting: str, store: EventStore) -> None:
        self.id = meeting
        self.state: Meeting = empty(meeting)
        self.head_hash = GENESIS
        self._store = store
        self._listeners: list[Listener] = []

    @property
    def seq(self) -> int:
        """Sequence number of the last event applied."""
        return self.state.seq

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` after each batch of events, in the order of listening."""
        self._listeners.append(listener)

    async def catch_up(self) -> None:
        """Read and apply what the log has beyond this state."""
        envelopes = [envelope_from_json(raw) for raw in await self._store.read(self.id, after=self.seq)]
        self.apply(envelopes)

    def apply(self, envelopes: Sequence[Envelope]) -> bool:
        """Apply events that follow this state; ones already applied are skipped.

        Returns False, changing nothing, when events before them are missing.
        """
        fresh = [envelope for envelope in envelopes if envelope.seq > self.seq]
        if not fresh:
            return True
        if fresh[0].seq != self.seq + 1:
            return False
        state = self.state
        for envelope in fresh:
            state = evolve(state, open_envelope(envelope))
        self.adopt(state, fresh)
        return True

    def adopt(self, state: Meeting, envelopes: Sequence[Envelope]) -> None:
        """Take a state already evolved through ``envelopes`` and tell the listeners."""
        self.state = state
        self.head_hash = envelopes[-1].hash
        for listener in tuple(self._listeners):
            listener(self, envelopes)
