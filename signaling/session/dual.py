"""The subscriber connection's offers in two-connection mode: which section carries what, and when to offer.

Pure. Payload type and extension numbers are ours here, as we offer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from signaling.publication import Subscription
from signaling.sdp import codecs
from signaling.sdp.build import SectionPlan
from signaling.sdp.types import (
    ABS_SEND_TIME_URI,
    AUDIO_LEVEL_URI,
    MID_URI,
    Description,
    PayloadType,
    Section,
)
from signaling.session.single import Started, down_plan

OPUS = (PayloadType(111, "opus", 48000, 2),)
VP8 = (PayloadType(96, "vp8", 90000), PayloadType(97, "rtx", 90000, parameters="apt=96"))
H264_FORMAT = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
H264 = (
    PayloadType(102, "h264", 90000, parameters=H264_FORMAT),
    PayloadType(103, "rtx", 90000, parameters="apt=102"),
)
EXTENSIONS = {
    "audio": ((4, MID_URI), (1, AUDIO_LEVEL_URI), (2, ABS_SEND_TIME_URI)),
    "video": ((4, MID_URI), (2, ABS_SEND_TIME_URI)),
}
DATA_MID = "data"


@dataclass(frozen=True)
class Offered:
    """One offer: sections, our plan for each, the tracks by mid."""

    number: int
    description: Description
    plans: dict[str, SectionPlan]
    track_ids: dict[str, str]


@dataclass
class _Slot:
    kind: str
    mid: str
    subscription: Subscription | None = None
    cooling: bool = False
    offered: Subscription | None = field(default=None)


class SubscriberOffers:
    """Sections in order, and whether an offer is due or outstanding."""

    def __init__(self) -> None:
        self._slots: list[_Slot] = []
        self._number = 0
        self._outstanding = False
        self._dirty = True

    @property
    def needs_offer(self) -> bool:
        """Whether something changed that only an offer can say, and none is under way."""
        return self._dirty and not self._outstanding

    def want(self, subscription: Subscription) -> None:
        """Give the subscription a free section of its kind, or a new one."""
        kind = subscription.publication.kind
        slot = next((one for one in self._slots if _free(one, kind)), None)
        if slot is None:
            slot = _Slot(kind, str(len(self._slots)))
            self._slots.append(slot)
        slot.subscription = subscription
        subscription.mid = slot.mid
        self._dirty = True

    def release(self, subscription: Subscription) -> None:
        """End a subscription; its section is offered inactive before it is used again."""
        for slot in self._slots:
            if slot.subscription is subscription:
                slot.subscription = None
                slot.cooling = slot.offered is not None
                self._dirty = True

    def reset(self) -> None:
        """The signal connection was replaced: an offer under way is void."""
        self._outstanding, self._dirty = False, True

    def offer(self) -> Offered:
        """The next offer."""
        self._number += 1
        self._outstanding, self._dirty = True, False
        sections: list[Section] = [Section("application", DATA_MID, 9, "sendrecv", sctp_port=5000)]
        plans: dict[str, SectionPlan] = {}
        track_ids: dict[str, str] = {}
        for slot in self._slots:
            section = Section(slot.kind, slot.mid, 9, "sendonly", _payloads(slot), EXTENSIONS[slot.kind])
            sections.append(section)
            slot.offered = slot.subscription
            slot.cooling = False
            if slot.subscription is None:
                plans[slot.mid] = SectionPlan("inactive", section.payloads, section.extensions)
                continue
            plans[slot.mid] = down_plan(section, slot.subscription, section.payloads)
            track_ids[slot.mid] = slot.subscription.sid
        described = Description(tuple(sections), "", "", (), "actpass")
        return Offered(self._number, described, plans, track_ids)

    def answered(self, answer: Description, number: int) -> list[Started] | None:
        """The subscriptions that can start; None for an answer to another offer than the last."""
        if not self._outstanding or (number and number != self._number):
            return None
        self._outstanding = False
        by_mid = {section.mid: section for section in answer.sections}
        found: list[Started] = []
        for slot in self._slots:
            section = by_mid.get(slot.mid)
            subscription = slot.subscription
            if section is None or subscription is None or slot.offered is not subscription:
                continue
            payloads = codecs.choose(section, (subscription.publication.codec,))
            if section.receives and payloads and not subscription.started:
                found.append(Started(subscription, payloads))
        return found


def _free(slot: _Slot, kind: str) -> bool:
    return slot.kind == kind and slot.subscription is None and not slot.cooling and slot.offered is None


def _payloads(slot: _Slot) -> tuple[PayloadType, ...]:
    if slot.kind == "audio":
        return OPUS
    if slot.subscription is not None and slot.subscription.publication.codec == "h264":
        return H264
    return VP8
