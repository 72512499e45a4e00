"""Puts packets back in order, waits a bounded time for missing ones, and counts what never came. No clock."""

from dataclasses import dataclass

from recordings.depacketise.clock import Unwrapper
from recordings.depacketise.frames import PacketFigures
from recordings.depacketise.rtp import RtpPacket

WAIT_NS = 500_000_000
MAX_HELD = 200
# RFC 3550 A.1 MAX_DROPOUT: a larger jump is believed only when the next packet confirms it.
_MAX_JUMP = 3_000


@dataclass(frozen=True, slots=True)
class Released:
    """A packet in its turn. `lost_before` packets are missing between it and the one before."""

    packet: RtpPacket
    sequence: int
    arrival_ns: int
    lost_before: int


class ReorderBuffer:
    """Holds back packets that are ahead of their turn: at most `MAX_HELD` of them, at most `WAIT_NS` long."""

    def __init__(self, figures: PacketFigures) -> None:
        self._figures = figures
        self._unwrapper = Unwrapper(16)
        self._held: dict[int, tuple[RtpPacket, int]] = {}
        self._next: int | None = None
        self._after_jump: int | None = None

    def push(self, packet: RtpPacket, arrival_ns: int) -> list[Released]:
        """Take one packet; return those whose turn has come, in order."""
        self._figures.received += 1
        extended = self._unwrapper.peek(packet.sequence)
        if self._next is None:
            self._next = extended
        elif abs(extended - self._next) > _MAX_JUMP:
            return self._jump(packet, extended, arrival_ns)
        self._after_jump = None
        if extended < self._next:
            self._figures.late += 1
        elif extended in self._held:
            self._figures.duplicate += 1
        else:
            self._hold(packet, extended, arrival_ns)
        return self._take_ready() + self.expire(arrival_ns)

    def expire(self, now_ns: int) -> list[Released]:
        """Give up on packets that have been waited for long enough; return what they held back."""
        released: list[Released] = []
        while self._held and (
            len(self._held) > MAX_HELD or now_ns - min(held[1] for held in self._held.values()) >= WAIT_NS
        ):
            released += self._skip_hole()
        return released

    def drain(self) -> list[Released]:
        """Return everything held, giving up on every hole (end of the track, other stream)."""
        released: list[Released] = []
        while self._held:
            released += self._skip_hole()
        return released

    def _hold(self, packet: RtpPacket, extended: int, arrival_ns: int) -> None:
        self._unwrapper.unwrap(packet.sequence)
        self._held[extended] = (packet, arrival_ns)

    def _jump(self, packet: RtpPacket, extended: int, arrival_ns: int) -> list[Released]:
        """Believe a far-away number only when the next packet follows it; then go on from there."""
        confirmed = packet.sequence == self._after_jump
        self._after_jump = (packet.sequence + 1) & 0xFFFF
        if not confirmed:
            self._figures.foreign += 1
            return []
        self._figures.resyncs += 1
        self._after_jump = None
        released = self.drain()
        if self._next is not None and extended < self._next:
            extended = self._unwrapper.restart_at(packet.sequence)
            self._next = extended - 1
        self._hold(packet, extended, arrival_ns)
        return released + self._skip_hole()

    def _take_ready(self) -> list[Released]:
        released: list[Released] = []
        while self._next is not None and self._next in self._held:
            packet, arrival_ns = self._held.pop(self._next)
            released.append(Released(packet, self._next, arrival_ns, 0))
            self._next += 1
        return released

    def _skip_hole(self) -> list[Released]:
        first = min(self._held)
        lost = first - self._next if self._next is not None else 0
        self._figures.lost += lost
        packet, arrival_ns = self._held.pop(first)
        self._next = first + 1
        return [Released(packet, first, arrival_ns, lost), *self._take_ready()]
