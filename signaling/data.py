"""Data packets between participants: bounded, stamped with their true sender, sent to whom they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError
from livekit.protocol.models import DataPacket

from signaling.session.budget import Budget

if TYPE_CHECKING:
    from signaling.context import WorkerContext
    from signaling.participant import Participant
    from signaling.room import Room

RELIABLE = "_reliable"
LOSSY = "_lossy"
PACKET_BURST = 500
PACKETS_PER_S = 200
BYTE_BURST = 4 * 1024 * 1024
BYTES_PER_S = 1024 * 1024
MAX_DESTINATIONS = 256


class DataRouter:
    """Routes one room's data packets; keeps each sender's budget."""

    def __init__(self, room: Room, context: WorkerContext) -> None:
        self._room = room
        self._context = context
        self._budgets: dict[str, tuple[Budget, Budget]] = {}

    def route(self, sender: Participant, label: str, message: bytes) -> None:
        """Send a packet on; whatever is wrong with it is counted and dropped."""
        if label not in (RELIABLE, LOSSY) or not sender.claims.can_publish_data or sender.left:
            self._context.count("data_refused")
            return
        if not self._affordable(sender, len(message)):
            self._context.count("data_throttled")
            return
        try:
            packet = DataPacket.FromString(message)
        except (DecodeError, ValueError):
            self._context.count("data_malformed")
            return
        if label == RELIABLE and packet.sequence:
            if packet.sequence <= sender.last_reliable_sequence:
                return  # replayed after a resume
            sender.last_reliable_sequence = packet.sequence
        destinations = _stamp(packet, sender)
        self.send(packet, label, destinations, but=sender)

    def send(
        self, packet: DataPacket, label: str, destinations: set[str], *, but: Participant | None = None
    ) -> None:
        """Send a packet to the named identities (none named: everyone), except one participant."""
        data = packet.SerializeToString()
        for participant in self._room.participants.values():
            if participant is but or (destinations and participant.identity not in destinations):
                continue
            if not participant.peers.send(label, data):
                self._context.count("data_undelivered")

    def _affordable(self, sender: Participant, size: int) -> bool:
        now = self._context.clock()
        if sender.sid not in self._budgets:
            present = {one.sid for one in self._room.participants.values()}
            self._budgets = {sid: one for sid, one in self._budgets.items() if sid in present}
            self._budgets[sender.sid] = (
                Budget(PACKET_BURST, PACKETS_PER_S, now),
                Budget(BYTE_BURST, BYTES_PER_S, now),
            )
        packets, octets = self._budgets[sender.sid]
        return packets.spend(1, now) and octets.spend(size, now)


def _stamp(packet: DataPacket, sender: Participant) -> set[str]:
    """Write the true sender into the packet, take the destinations out, and give them."""
    destinations = set(packet.destination_identities[:MAX_DESTINATIONS])
    packet.participant_identity = sender.identity
    packet.participant_sid = sender.sid
    if packet.WhichOneof("value") == "user":
        destinations |= set(packet.user.destination_identities[:MAX_DESTINATIONS])
        packet.user.participant_identity = sender.identity
        packet.user.participant_sid = sender.sid
    return destinations
