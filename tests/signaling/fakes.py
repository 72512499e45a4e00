"""A room without sockets: the real room, participants and negotiation over a real forwarding plane."""

from __future__ import annotations

from livekit.protocol.rtc import SignalResponse

from signaling.auth import ApiKey, GrantClaims
from signaling.context import WorkerConfig, WorkerContext
from signaling.handlers import RequestHandlers
from signaling.participant import Participant
from signaling.room import Room
from signaling.session.join import JoinParameters
from signaling.session.signal import Outbox, SignalSession
from signaling.sfu.node import MediaNode
from signaling.transport.aiortc_adapter import Certificate
from signaling.transport.counters import Counters
from signaling.transport.endpoint import Endpoint
from signaling.transport.link import LinkServices

CERTIFICATE = Certificate()


class FakeRoom:
    """One room of a worker that has no ports."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, object]]] = []
        node, counters = MediaNode(), Counters()
        self.context = WorkerContext(
            config=WorkerConfig("test", ApiKey("key", "secret")),
            node=node,
            endpoint=Endpoint(node, counters),
            services=LinkServices(CERTIFICATE, counters, node.hot, lambda: 0.0),
            clock=lambda: 0.0,
            wall_ms=lambda: 1_700_000_000_000,
            notify=lambda name, data: self.events.append((name, dict(data))),
        )
        self.room = Room("demo", self.context)
        self._said: dict[str, list[SignalResponse]] = {}
        self._outboxes: dict[str, Outbox] = {}

    def join(self, identity: str, *, single: bool = True) -> Participant:
        """A participant that takes everything; what it is told from now on is kept."""
        claims = GrantClaims(identity, "demo", identity)
        participant = self.room.join(claims, JoinParameters(single_connection=single))
        participant.outbox = self._outboxes[participant.sid] = Outbox()
        self.room.joined(participant)
        self._outboxes[participant.sid].take()
        return participant

    def session(self, participant: Participant) -> SignalSession:
        """A signal session of the participant."""
        return SignalSession(RequestHandlers(participant, self.context).table(), 0.0)

    def said(self, participant: Participant) -> list[SignalResponse]:
        """Everything the participant was told since it joined."""
        said = self._said.setdefault(participant.sid, [])
        said += [SignalResponse.FromString(one) for one in self._outboxes[participant.sid].take()]
        return said

    async def close(self) -> None:
        """End the room and its tasks."""
        await self.room.close()
