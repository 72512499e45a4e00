"""A participant's peer connections: carries out what negotiation plans, on links and the forwarding plane.

`SinglePeer` is the current clients' mode: one connection, the client always offers. The two-connection mode
of older clients is in `signaling.dual_peers`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from livekit.protocol.models import SubscriptionError
from livekit.protocol.rtc import SessionDescription

from signaling.context import WorkerContext
from signaling.data import RELIABLE
from signaling.publication import Publication, Subscription
from signaling.sdp import codecs
from signaling.sdp.build import SectionPlan, TransportPlan, build
from signaling.sdp.parse import parse
from signaling.sdp.types import Description, PayloadType
from signaling.session import messages
from signaling.session.single import AnswerPlan, SingleNegotiation
from signaling.sfu.room import Room as SfuRoom
from signaling.sfu.specs import SubscribeSpec
from signaling.transport.aiortc_adapter import DataChannel
from signaling.transport.link import Link, LinkOwner, RemoteParameters

if TYPE_CHECKING:
    from signaling.participant import Participant

COALESCE_S = 0.01
MAX_EARLY_MESSAGES = 64


class Peers(Protocol):
    """The media side of a participant, in either mode."""

    @property
    def links(self) -> tuple[Link, ...]:
        """The transports: one, or publisher and subscriber."""

    def offer(self, message: SessionDescription) -> None:
        """The client offers."""

    def answer(self, message: SessionDescription) -> None:
        """The client answers our offer (two connections only)."""

    def want(self, subscription: Subscription) -> None:
        """Start carrying a subscription."""

    def release(self, subscription: Subscription) -> None:
        """Stop carrying a subscription."""

    def withdraw(self, publication: Publication) -> None:
        """The server ended a publication."""

    def opened(self) -> None:
        """The first signal connection is up."""

    def resumed(self) -> None:
        """The client came back on a new signal connection."""

    def send(self, label: str, message: bytes) -> bool:
        """Send on a data channel; False when it was not taken."""

    async def close(self) -> None:
        """End the transports."""


class PeerBase:
    """What both modes share: links, answering, starting subscriptions, data channels."""

    def __init__(self, participant: Participant, context: WorkerContext, sfu: SfuRoom) -> None:
        self._participant = participant
        self._context = context
        self._sfu = sfu
        self._version = 1
        self._channels: dict[str, DataChannel] = {}
        self._early: list[bytes] = []

    def _new_link(self, label: str, owner: LinkOwner) -> Link:
        conn = self._context.node.add_connection(self._participant.room_name, str(self._participant.sid))
        link = Link(f"{self._participant.sid}/{label}", owner, self._context.services, conn)
        self._context.endpoint.register(link)
        return link

    async def _close_link(self, link: Link) -> None:
        self._context.endpoint.unregister(link)
        await link.close()
        self._context.node.remove_connection(link.conn)

    def _describe(
        self, link: Link, offer: Description, plans: dict[str, SectionPlan], setup: str = "passive"
    ) -> str:
        self._version += 1
        transport = TransportPlan(
            link.credentials.ufrag,
            link.credentials.password,
            link.fingerprint,
            tuple(candidate.line() for candidate in self._context.endpoint.candidates),
            setup,
        )
        return build(
            offer.sections, plans, transport, session_id=id(link) & 0xFFFFFFFF, version=self._version
        )

    def _remote(self, link: Link, described: Description) -> None:
        application = described.application
        sctp_port = application.sctp_port if application is not None else None
        if link.remote_described(RemoteParameters(described.ufrag, described.fingerprints, sctp_port)):
            self._context.endpoint.register(link)
        self._context.node.set_extensions(link.conn, codecs.extension_ids(described.sections))

    def _start(self, link: Link, subscription: Subscription, payloads: Sequence[PayloadType]) -> None:
        specs = codecs.codec_specs(payloads)
        has_rtx = any(spec.rtx_payload_type for spec in specs)
        self._sfu.subscribe(
            SubscribeSpec(
                participant=str(self._participant.sid),
                sid=subscription.sid,
                conn=link.conn,
                mid=subscription.mid,
                ssrc=subscription.ssrc,
                codecs=specs,
                rtx_ssrc=subscription.rtx_ssrc if has_rtx else 0,
            )
        )
        subscription.started = True
        self._participant.subscription_started(subscription)

    def _stop(self, subscription: Subscription) -> None:
        if subscription.started:
            subscription.started = False
            self._sfu.unsubscribe(str(self._participant.sid), subscription.sid)

    def _carry(self, link: Link, plan: AnswerPlan) -> None:
        for carried in plan.carried:
            known = carried.publication.spec is not None
            spec = carried.publication.negotiated(carried.section, carried.payloads, link.conn)
            if known:
                self._sfu.update_publish(spec)
            else:
                self._sfu.publish(spec)
                self._participant.publication_live(carried.publication)
        for publication in plan.withdrawn:
            self._participant.unpublish(publication)

    def _listen(self, channel: DataChannel) -> None:
        channel.on_message(lambda message: self._participant.data_received(channel.label, message))

    def _adopt(self, channel: DataChannel) -> None:
        self._channels[channel.label] = channel
        if channel.label == RELIABLE:
            early, self._early = self._early, []
            for message in early:
                channel.send(message)

    def send(self, label: str, message: bytes) -> bool:
        """Send on a data channel; False when its client does not keep up.

        A reliable message to someone who is only just joining waits for the channel, within a bound.
        """
        channel = self._channels.get(label)
        if channel is None and label == RELIABLE and len(self._early) < MAX_EARLY_MESSAGES:
            self._early.append(message)
            return True
        return channel is not None and channel.send(message)


class SinglePeer(PeerBase):
    """One peer connection for both directions."""

    def __init__(self, participant: Participant, context: WorkerContext, sfu: SfuRoom) -> None:
        super().__init__(participant, context, sfu)
        self.link = self._new_link("both", self)
        self._negotiation = SingleNegotiation(participant.claim)
        self._timer: asyncio.TimerHandle | None = None
        self._asked = False
        self._offered = False

    @property
    def links(self) -> tuple[Link, ...]:
        """The one transport."""
        return (self.link,)

    def offer(self, message: SessionDescription) -> None:
        """Answer an offer and do what follows from it; raises BadDescription."""
        offer = parse(message.sdp)
        self._remote(self.link, offer)
        plan = self._negotiation.answer(offer)
        self._carry(self.link, plan)
        sdp = self._describe(self.link, offer, plan.plans)
        self._participant.put(messages.description("answer", sdp, message.id, plan.track_ids))
        for started in plan.started:
            self._start(self.link, started.subscription, started.payloads)
        for subscription in plan.refused:
            self._participant.put(
                messages.subscription_refused(subscription.sid, SubscriptionError.SE_CODEC_UNSUPPORTED)
            )
        self._asked, self._offered = False, True
        self._schedule()

    def answer(self, message: SessionDescription) -> None:
        """Never expected here: the client always offers. Ignored."""

    def opened(self) -> None:
        """The client's first offer comes by itself."""

    def want(self, subscription: Subscription) -> None:
        """Find the subscription a section, asking for an offer if need be."""
        self._negotiation.want(subscription)
        self._schedule()

    def release(self, subscription: Subscription) -> None:
        """Stop forwarding now, free the section with the next offer."""
        self._stop(subscription)
        self._negotiation.release(subscription)
        self._schedule()

    def withdraw(self, publication: Publication) -> None:
        """The server ended a publication; the client drops its section when it offers next."""
        self._negotiation.withdraw(publication)

    def resumed(self) -> None:
        """The client offers with fresh ICE credentials by itself; anything asked before is asked again."""
        self._asked = False
        self._schedule()

    def _schedule(self) -> None:
        # Several tracks often come at once: one question for all of them.
        if self._timer is None and self._offered and not self._asked and self._negotiation.needs_offer:
            self._timer = asyncio.get_running_loop().call_later(COALESCE_S, self._ask)

    def _ask(self) -> None:
        self._timer = None
        if self._negotiation.needs_offer and not self._asked:
            self._asked = self._participant.put(messages.more_sections(*self._negotiation.shortfall()))

    # -- link owner ----------------------------------------------------------

    def link_connected(self, link: Link) -> None:
        """DTLS is up."""
        self._participant.media_connected()

    def link_ready(self, link: Link) -> None:
        """SCTP runs; the client opens the channels."""

    def link_closed(self, link: Link, reason: str) -> None:
        """The transport ended."""
        self._participant.media_closed(reason)

    def link_channel(self, link: Link, channel: DataChannel) -> None:
        """A data channel of the client, used in both directions."""
        self._listen(channel)
        self._adopt(channel)

    async def close(self) -> None:
        """End the transport."""
        if self._timer is not None:
            self._timer.cancel()
        await self._close_link(self.link)


PeerFactory = Callable[["Participant", WorkerContext, SfuRoom], Peers]
