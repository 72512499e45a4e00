"""With which sign-in each seat's media was last opened, room by room of one meeting. Pure.

A seat may be in the meeting's room and in a talk-back room with different sign-ins: the end of one of them
must find its own media, whatever the other opened since.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field


@dataclass(slots=True)
class Holders:
    """The sign-ins of a meeting's media."""

    _by_media: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def sessions(self) -> frozenset[str]:
        """All sign-ins with media."""
        return frozenset(self._by_media.values())

    def opened(self, room: str, seat: str, session: str) -> None:
        """Media of a seat is opened in a room of the plane, in place of any other there."""
        self._by_media[room, seat] = session

    def left(self, room: str, seat: str) -> None:
        """It is gone."""
        self._by_media.pop((room, seat), None)

    def forget(self, seats: Collection[str]) -> None:
        """Seats are put out of every room."""
        for room, seat in [one for one in self._by_media if one[1] in seats]:
            self.left(room, seat)

    def take(self, ended: Collection[str]) -> list[tuple[str, str]]:
        """Room and seat of the media opened with these sign-ins, forgotten from now on."""
        gone = [one for one, session in self._by_media.items() if session in ended]
        for room, seat in gone:
            self.left(room, seat)
        return gone
