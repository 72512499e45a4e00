"""Who gets which section: one connection (the client offers) and two (we offer)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from livekit.protocol.models import TrackInfo, TrackSource, TrackType
from livekit.protocol.rtc import AddTrackRequest

from signaling.publication import Publication, Subscription, publication_of
from signaling.sdp.parse import parse
from signaling.session.dual import SubscriberOffers
from signaling.session.single import SingleNegotiation
from tests.signaling.offers import audio, data, offer, video

OWNER: Any = SimpleNamespace(sid="PA_owner")
VIEWER: Any = SimpleNamespace(sid="PA_viewer")


def camera(cid: str = "cam") -> Publication:
    request = AddTrackRequest(cid=cid, type=TrackType.VIDEO, source=TrackSource.CAMERA)
    return publication_of(OWNER, request, is_open=True)


def microphone(cid: str = "mic") -> Publication:
    request = AddTrackRequest(cid=cid, type=TrackType.AUDIO, source=TrackSource.MICROPHONE)
    return publication_of(OWNER, request, is_open=True)


def negotiation(*pending: Publication) -> SingleNegotiation:
    by_cid = {one.cid: one for one in pending}
    return SingleNegotiation(lambda _kind, track: by_cid.pop(track, None))


def test_an_offered_track_is_matched_with_its_announcement() -> None:
    mic, cam = microphone(), camera()
    machine = negotiation(mic, cam)
    plan = machine.answer(parse(offer(audio("0", "sendonly", "mic"), video("1", "sendonly", "cam", "qh"))))
    assert [one.publication for one in plan.carried] == [mic, cam]
    assert plan.plans["1"].direction == "recvonly"
    assert plan.plans["1"].receive_rids == ("q", "h")


def test_a_track_nobody_announced_is_answered_inactive() -> None:
    plan = negotiation().answer(parse(offer(video("0", "sendonly", "unknown"))))
    assert plan.carried == []
    assert plan.plans["0"].direction == "inactive"


def test_a_track_that_is_no_longer_sent_is_withdrawn() -> None:
    cam = camera()
    machine = negotiation(cam)
    machine.answer(parse(offer(video("0", "sendonly", "cam"))))
    assert machine.answer(parse(offer(video("0", "inactive")))).withdrawn == [cam]
    assert machine.answer(parse(offer(video("0", "inactive")))).withdrawn == []


def test_free_sections_carry_subscriptions_and_the_rest_is_asked_for() -> None:
    machine = negotiation()
    first, second = Subscription(VIEWER, camera()), Subscription(VIEWER, camera())
    machine.want(first)
    machine.want(second)
    plan = machine.answer(parse(offer(audio("0"), video("1"), data("2"))))
    assert [one.subscription for one in plan.started] == [first]
    assert plan.track_ids == {"1": first.sid}
    send = plan.plans["1"].send
    assert send is not None
    assert (send.stream_id, send.track_id) == (f"PA_owner|{first.sid}", first.sid)
    assert machine.needs_offer
    assert machine.shortfall() == (0, 1)
    plan = machine.answer(parse(offer(audio("0"), video("1"), data("2"), video("3"))))
    assert [one.subscription for one in plan.started] == [second]
    assert plan.track_ids == {"1": first.sid, "3": second.sid}
    assert not machine.needs_offer


def test_a_section_is_inactive_once_before_it_carries_another_track() -> None:
    machine = negotiation()
    old, new = Subscription(VIEWER, camera()), Subscription(VIEWER, camera())
    machine.want(old)
    text = offer(video("0"))
    machine.answer(parse(text))
    machine.release(old)
    machine.want(new)
    between = machine.answer(parse(text))
    assert between.plans["0"].direction == "inactive"
    assert between.started == []
    assert machine.shortfall() == (0, 0)
    assert [one.subscription for one in machine.answer(parse(text)).started] == [new]


def test_a_codec_the_viewer_lacks_is_refused_and_does_not_hold_up_others() -> None:
    machine = negotiation()
    strange = camera()
    strange.codecs = ("h264",)
    odd, fine = Subscription(VIEWER, strange), Subscription(VIEWER, camera())
    machine.want(odd)
    machine.want(fine)
    text = offer(video("0")).replace("H264/90000", "VP9/90000")
    plan = machine.answer(parse(text))
    assert plan.refused == [odd]
    assert [one.subscription for one in plan.started] == [fine]


def test_muted_for_others_is_muted_by_its_owner_or_closed() -> None:
    mic = microphone()
    assert not mic.shown().muted
    mic.open = False
    assert mic.shown().muted
    assert not mic.info.muted
    mic.open, mic.info.muted = True, True
    assert mic.shown().muted
    assert isinstance(mic.shown(), TrackInfo)


def test_with_two_connections_we_offer_and_start_what_was_answered() -> None:
    machine = SubscriberOffers()
    assert machine.needs_offer
    first = machine.offer()
    assert [one.kind for one in first.description.sections] == ["application"]
    subscription = Subscription(VIEWER, camera())
    machine.want(subscription)
    assert not machine.needs_offer  # one is under way
    assert machine.answered(parse(offer(data("data"))), first.number) == []
    second = machine.offer()
    assert second.track_ids == {"0": subscription.sid}
    started = machine.answered(parse(offer(data("data"), video("0"))), second.number)
    assert started is not None
    assert [one.subscription for one in started] == [subscription]


def test_an_answer_to_an_older_offer_is_ignored() -> None:
    machine = SubscriberOffers()
    number = machine.offer().number
    machine.reset()
    machine.offer()
    assert machine.answered(parse(offer(data("data"))), number) is None
