"""Which command keys have taken effect: a persistent map that is cheap to extend without copying.

Layers of dictionaries, each at least twice as large as the next, are merged as they grow (the idea of a
binary counter): adding costs O(log n) amortised, old versions stay valid, nothing is ever forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Entry = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Use:
    """What a key was used for: the last event that came of it, and the hash of the command.

    ``command`` is empty where a log from before commands were hashed holds the event.
    """

    seq: int
    command: str = ""


@dataclass(frozen=True, slots=True)
class KeyLog:
    """Maps (actor's seat, key) to what it was used for."""

    layers: tuple[Mapping[Entry, Use], ...] = ()

    def find(self, seat: str, key: str) -> Use | None:
        """What a key was used for, or None if it was never used by this seat."""
        entry = (seat, key)
        for layer in reversed(self.layers):
            if entry in layer:
                return layer[entry]
        return None

    def add(self, seat: str, key: str, use: Use) -> KeyLog:
        """Return a log that knows this key too. A later use of the same key wins."""
        layers = list(self.layers)
        newest: Mapping[Entry, Use] = {(seat, key): use}
        while layers and len(layers[-1]) <= 2 * len(newest):
            newest = {**layers.pop(), **newest}
        return KeyLog((*layers, newest))

    def __len__(self) -> int:
        return len(frozenset().union(*self.layers)) if self.layers else 0
