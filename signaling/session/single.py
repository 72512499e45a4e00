"""Negotiation with one peer connection, where the client always offers. Pure: values in, a plan out.

Receive-only sections of the offer are slots. A slot carries one subscription; after that ends it must be
answered inactive once before it may carry another, or browsers would not fire a new track event.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from signaling.publication import Publication, Subscription, wants_dtx, wants_stereo
from signaling.sdp import codecs
from signaling.sdp.build import SectionPlan, SendPlan
from signaling.sdp.types import Description, PayloadType, Section

Claim = Callable[[str, str], "Publication | None"]


@dataclass(frozen=True)
class Carried:
    """A publication that an offer carries, with the payload types chosen for it."""

    publication: Publication
    section: Section
    payloads: tuple[PayloadType, ...]


@dataclass(frozen=True)
class Started:
    """A subscription that got its section."""

    subscription: Subscription
    payloads: tuple[PayloadType, ...]


@dataclass
class AnswerPlan:
    """Everything that follows from one offer."""

    plans: dict[str, SectionPlan] = field(default_factory=dict)
    carried: list[Carried] = field(default_factory=list)
    withdrawn: list[Publication] = field(default_factory=list)
    started: list[Started] = field(default_factory=list)
    refused: list[Subscription] = field(default_factory=list)
    track_ids: dict[str, str] = field(default_factory=dict)


class SingleNegotiation:
    """Who uses which section of the client's peer connection."""

    def __init__(self, claim: Claim) -> None:
        self._claim = claim
        self._publications: dict[str, Publication] = {}
        self._subscriptions: dict[str, Subscription] = {}
        self._cooling: set[str] = set()
        self._waiting: list[Subscription] = []
        self._free = {"audio": 0, "video": 0}

    # -- what the room wants -------------------------------------------------

    def want(self, subscription: Subscription) -> None:
        """Ask for a section at the next offer."""
        self._waiting.append(subscription)

    def release(self, subscription: Subscription) -> None:
        """The subscription ended; its section can be used again after one inactive answer."""
        if subscription in self._waiting:
            self._waiting.remove(subscription)
        if self._subscriptions.get(subscription.mid) is subscription:
            del self._subscriptions[subscription.mid]
            self._cooling.add(subscription.mid)

    def withdraw(self, publication: Publication) -> None:
        """The publication ended without an offer saying so."""
        if self._publications.get(publication.mid) is publication:
            del self._publications[publication.mid]

    @property
    def needs_offer(self) -> bool:
        """Whether a new offer would change anything."""
        return bool(self._waiting or self._cooling)

    def shortfall(self) -> tuple[int, int]:
        """How many audio and video sections the client must add for everything waiting."""
        waiting = {"audio": 0, "video": 0}
        for subscription in self._waiting:
            waiting[subscription.publication.kind] += 1
        return (
            max(0, waiting["audio"] - self._free["audio"]),
            max(0, waiting["video"] - self._free["video"]),
        )

    # -- offers ----------------------------------------------------------------

    def answer(self, offer: Description) -> AnswerPlan:
        """Bind sections to publications and subscriptions; the plan says what changed."""
        plan = AnswerPlan()
        self._free = {"audio": 0, "video": 0}
        present = {section.mid for section in offer.sections if section.port != 0}
        for section in offer.sections:
            if section.kind == "application" or section.port == 0:
                continue
            plan.plans[section.mid] = self._section(section, plan)
        for mid in [mid for mid in self._publications if mid not in present]:
            plan.withdrawn.append(self._publications.pop(mid))
        for mid in [mid for mid in self._subscriptions if mid not in present]:
            self._waiting.append(self._subscriptions.pop(mid))
        self._cooling &= present
        return plan

    def _section(self, section: Section, plan: AnswerPlan) -> SectionPlan:
        bound = self._publications.get(section.mid)
        if bound is not None and not section.sends:
            plan.withdrawn.append(self._publications.pop(section.mid))
        if section.sends:
            return self._up(section, plan)
        if section.receives:
            return self._down(section, plan)
        return _idle(section)

    def _up(self, section: Section, plan: AnswerPlan) -> SectionPlan:
        publication = self._publications.get(section.mid) or self._claim(section.kind, section.track_id)
        payloads = codecs.choose(section, publication.codecs) if publication is not None else ()
        if publication is None or not payloads:
            return _idle(section)
        payloads = _tuned(payloads, publication)
        self._publications[section.mid] = publication
        plan.carried.append(Carried(publication, section, payloads))
        return SectionPlan("recvonly", payloads, codecs.taken_extensions(section), section.send_rids)

    def _down(self, section: Section, plan: AnswerPlan) -> SectionPlan:
        if section.mid in self._cooling:
            self._cooling.discard(section.mid)
            self._free[section.kind] += 1
            return _idle(section)
        subscription = self._subscriptions.get(section.mid)
        fresh = subscription is None
        if subscription is None:
            subscription = self._next_waiting(section, plan)
        if subscription is None:
            self._free[section.kind] += 1
            return _idle(section)
        payloads = codecs.choose(section, (subscription.publication.codec,))
        if fresh:
            subscription.mid = section.mid
            self._subscriptions[section.mid] = subscription
            plan.started.append(Started(subscription, payloads))
        plan.track_ids[section.mid] = subscription.sid
        return down_plan(section, subscription, payloads)

    def _next_waiting(self, section: Section, plan: AnswerPlan) -> Subscription | None:
        for subscription in [one for one in self._waiting if one.publication.kind == section.kind]:
            self._waiting.remove(subscription)
            if codecs.choose(section, (subscription.publication.codec,)):
                return subscription
            plan.refused.append(subscription)
        return None


def _tuned(payloads: tuple[PayloadType, ...], publication: Publication) -> tuple[PayloadType, ...]:
    if publication.kind != "audio":
        return payloads
    info = publication.info
    return tuple(codecs.opus_answer(one, dtx=wants_dtx(info), stereo=wants_stereo(info)) for one in payloads)


def _default(payloads: tuple[PayloadType, ...]) -> tuple[PayloadType, ...]:
    return tuple(codecs.opus_answer(one) if one.name == "opus" else one for one in payloads)


def _idle(section: Section) -> SectionPlan:
    return SectionPlan("inactive", _default(codecs.choose_all(section)), codecs.taken_extensions(section))


def down_plan(section: Section, subscription: Subscription, payloads: tuple[PayloadType, ...]) -> SectionPlan:
    """Our side of a section that carries a subscription."""
    has_rtx = any(one.name == "rtx" for one in payloads)
    send = SendPlan(
        subscription.stream_id, subscription.sid, subscription.ssrc, subscription.rtx_ssrc if has_rtx else 0
    )
    return replace(SectionPlan("sendonly", _default(payloads), codecs.taken_extensions(section)), send=send)
