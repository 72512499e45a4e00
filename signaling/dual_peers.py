"""Two peer connections, as clients before the single-connection path use them: the client offers one for
publishing, we offer the other for subscribing.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from livekit.protocol.rtc import SessionDescription

from signaling.context import WorkerContext
from signaling.errors import TransportClosed
from signaling.peers import COALESCE_S, PeerBase
from signaling.publication import Publication, Subscription
from signaling.sdp.parse import parse
from signaling.session import messages
from signaling.session.dual import SubscriberOffers
from signaling.session.single import SingleNegotiation
from signaling.sfu.room import Room as SfuRoom
from signaling.transport.aiortc_adapter import DataChannel
from signaling.transport.link import Link

if TYPE_CHECKING:
    from signaling.participant import Participant

CHANNELS = (("_reliable", True), ("_lossy", False), ("_data_track", False))


class DualPeer(PeerBase):
    """A publisher connection (they offer) and a subscriber connection (we offer)."""

    def __init__(self, participant: Participant, context: WorkerContext, sfu: SfuRoom) -> None:
        super().__init__(participant, context, sfu)
        self.publisher = self._new_link("publisher", self)
        self.subscriber = self._new_link("subscriber", self)
        self._up = SingleNegotiation(participant.claim)
        self._down = SubscriberOffers()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def links(self) -> tuple[Link, ...]:
        """Both transports."""
        return (self.publisher, self.subscriber)

    def opened(self) -> None:
        """The signal connection is up: the subscriber connection is primary, so it is offered at once."""
        self._schedule()

    # -- publisher ---------------------------------------------------------------

    def offer(self, message: SessionDescription) -> None:
        """Answer the publisher's offer; raises BadDescription."""
        offer = parse(message.sdp)
        self._remote(self.publisher, offer)
        plan = self._up.answer(offer)
        self._carry(self.publisher, plan)
        sdp = self._describe(self.publisher, offer, plan.plans)
        self._participant.put(messages.description("answer", sdp, message.id, {}))

    def withdraw(self, publication: Publication) -> None:
        """The server ended a publication."""
        self._up.withdraw(publication)

    # -- subscriber --------------------------------------------------------------

    def want(self, subscription: Subscription) -> None:
        """Carry a subscription in the next offer."""
        self._down.want(subscription)
        self._schedule()

    def release(self, subscription: Subscription) -> None:
        """Stop forwarding now, end the section with the next offer."""
        self._stop(subscription)
        self._down.release(subscription)
        self._schedule()

    def resumed(self) -> None:
        """A new signal connection: restart ICE on the subscriber connection and offer again."""
        self.subscriber.restart_ice()
        self._context.endpoint.register(self.subscriber)
        self._down.reset()
        self._schedule()

    def _schedule(self) -> None:
        if self._timer is None and self._down.needs_offer:
            self._timer = asyncio.get_running_loop().call_later(COALESCE_S, self._offer)

    def _offer(self) -> None:
        self._timer = None
        if not self._down.needs_offer or self._participant.outbox is None:
            return
        offered = self._down.offer()
        sdp = self._describe(self.subscriber, offered.description, offered.plans, "actpass")
        self._participant.put(messages.description("offer", sdp, offered.number, offered.track_ids))

    def answer(self, message: SessionDescription) -> None:
        """The client answers our offer; raises BadDescription."""
        answer = parse(message.sdp)
        started = self._down.answered(answer, message.id)
        if started is None:
            return
        self._remote(self.subscriber, answer)
        for one in started:
            self._start(self.subscriber, one.subscription, one.payloads)
        self._schedule()

    # -- link owner ----------------------------------------------------------------

    def link_connected(self, link: Link) -> None:
        """DTLS is up on one of the two; the subscriber connection is the primary one."""
        if link is self.subscriber:
            self._participant.media_connected()

    def link_ready(self, link: Link) -> None:
        """SCTP runs: on the subscriber connection the channels are ours to open."""
        if link is not self.subscriber:
            return
        for label, reliable in CHANNELS:
            try:
                self._adopt(link.create_channel(label, reliable=reliable))
            except TransportClosed:
                return

    def link_closed(self, link: Link, reason: str) -> None:
        """One of the transports ended."""
        self._participant.media_closed(reason)

    def link_channel(self, link: Link, channel: DataChannel) -> None:
        """A channel the client opened on the publisher connection: inbound only."""
        self._listen(channel)

    async def close(self) -> None:
        """End both transports."""
        if self._timer is not None:
            self._timer.cancel()
        for link in self.links:
            await self._close_link(link)
