"""Signal messages, good and mutated: handled, refused by name, or ignored; never anything else."""

from __future__ import annotations

import base64
import random
from collections import Counter
from typing import Any

import pytest
from livekit.protocol.models import TrackSource, TrackType
from livekit.protocol.rtc import (
    AddTrackRequest,
    JoinRequest,
    LeaveRequest,
    MuteTrackRequest,
    Ping,
    SessionDescription,
    SignalRequest,
    SignalResponse,
    SimulateScenario,
    SubscriptionPermission,
    SyncState,
    TrackPermission,
    TrickleRequest,
    UpdateParticipantMetadata,
    UpdateSubscription,
    UpdateTrackSettings,
    WrappedJoinRequest,
)

from signaling.auth import GrantClaims
from signaling.errors import BadMessage, SignalingError, TooManyMessages
from signaling.session.join import BadJoin, JoinParameters, from_query
from signaling.session.signal import MAX_OUT_MESSAGES, MESSAGE_BURST, Outbox, SignalSession
from tests.signaling.fakes import FakeRoom
from tests.signaling.offers import audio, data, offer, video

MUTATIONS = 2000


def requests() -> list[SignalRequest]:
    """One of every kind a client sends."""
    sdp = offer(audio("0", "sendonly", "mic"), video("1", "sendonly", "cam", "qh"), data("2"), video("3"))
    return [
        SignalRequest(
            add_track=AddTrackRequest(cid="mic", type=TrackType.AUDIO, source=TrackSource.MICROPHONE)
        ),
        SignalRequest(add_track=AddTrackRequest(cid="cam", type=TrackType.VIDEO, source=TrackSource.CAMERA)),
        SignalRequest(offer=SessionDescription(type="offer", sdp=sdp, id=3)),
        SignalRequest(answer=SessionDescription(type="answer", sdp=sdp, id=3)),
        SignalRequest(trickle=TrickleRequest(candidateInit='{"candidate": "candidate:1 1 udp 1 x.local 9"}')),
        SignalRequest(mute=MuteTrackRequest(sid="TR_x", muted=True)),
        SignalRequest(subscription=UpdateSubscription(track_sids=["TR_x"], subscribe=True)),
        SignalRequest(track_setting=UpdateTrackSettings(track_sids=["TR_x"], width=640, height=360)),
        SignalRequest(
            subscription_permission=SubscriptionPermission(
                track_permissions=[TrackPermission(participant_identity="b", all_tracks=True)]
            )
        ),
        SignalRequest(sync_state=SyncState(subscription=UpdateSubscription(track_sids=["TR_x"]))),
        SignalRequest(simulate=SimulateScenario(node_failure=True)),
        SignalRequest(
            update_metadata=UpdateParticipantMetadata(name="n", attributes={"a": "b"}, request_id=7)
        ),
        SignalRequest(ping=1),
        SignalRequest(ping_req=Ping(timestamp=5)),
        SignalRequest(leave=LeaveRequest(reason=1)),
    ]


def mutated(dice: random.Random, original: bytes) -> bytes:
    """Half of them broken anywhere; half keep their frame and have letters of their content replaced."""
    message = bytearray(original)
    gentle = dice.random() < 0.5
    for _ in range(dice.randint(1, 8)):
        at, action = dice.randrange(len(message)), dice.random()
        if gentle:
            if 32 <= message[at] < 127 and at > 8:
                message[at] = dice.randrange(32, 127)
        elif action < 0.5:
            message[at] = dice.randrange(256)
        elif action < 0.75 and len(message) > 10:
            del message[at : at + dice.randint(1, 9)]
        else:
            message[at:at] = dice.randbytes(dice.randint(1, 9))
        if not message:
            message = bytearray(original[:1])
    return bytes(message)


async def test_two_thousand_mutated_messages_leave_nothing_unhandled() -> None:
    dice = random.Random(20261123)  # noqa: S311 - repeatable
    originals = [request.SerializeToString() for request in requests()]
    fates: Counter[str] = Counter()
    for _ in range(MUTATIONS):
        fake = FakeRoom()
        participant = fake.join("a")
        session = fake.session(participant)
        message = mutated(dice, dice.choice(originals))
        try:
            session.receive(message, 0.0)
            fates["taken"] += 1
        except SignalingError as error:
            fates[error.code] += 1
        await fake.close()
    assert sum(fates.values()) == MUTATIONS
    assert fates["taken"] > 500
    assert fates["signal.malformed"] > 100
    assert any(code.startswith("sdp.") for code in fates)


async def test_every_kind_of_request_is_taken_as_it_is() -> None:
    for request in requests():
        fake = FakeRoom()
        fake.session(fake.join("a")).receive(request.SerializeToString(), 0.0)
        await fake.close()


async def test_the_answer_to_a_track_comes_before_anything_else_of_it() -> None:
    fake = FakeRoom()
    participant = fake.join("a")
    session = fake.session(participant)
    for request in requests()[:3]:
        session.receive(request.SerializeToString(), 0.0)
    kinds = [response.WhichOneof("message") for response in fake.said(participant)]
    assert kinds[:2] == ["track_published", "track_published"]
    assert kinds.index("answer") > 1
    answer = next(one for one in fake.said(participant) if one.WhichOneof("message") == "answer")
    assert answer.answer.id == 3
    await fake.close()


async def test_a_ping_gets_its_time_back() -> None:
    fake = FakeRoom()
    participant = fake.join("a")
    fake.session(participant).receive(SignalRequest(ping_req=Ping(timestamp=5)).SerializeToString(), 0.0)
    assert [one.pong_resp.last_ping_timestamp for one in fake.said(participant)] == [5]
    await fake.close()


async def test_metadata_needs_the_grant() -> None:
    fake = FakeRoom()
    participant = fake.join("a")
    change = UpdateParticipantMetadata(name="other", request_id=7)
    fake.session(participant).receive(SignalRequest(update_metadata=change).SerializeToString(), 0.0)
    [answer] = fake.said(participant)
    assert (answer.request_response.request_id, answer.request_response.reason) == (7, 2)
    assert participant.name == "a"
    await fake.close()


async def test_metadata_of_the_join_request_needs_the_grant_too() -> None:
    room = FakeRoom()
    claimed = JoinParameters(single_connection=True, metadata="chair", attributes={"role": "chair"})
    for allowed in (False, True):
        claims = GrantClaims("site-A", "demo", attributes={"role": "site"}, can_update_metadata=allowed)
        joined = room.room.join(claims, claimed)
        assert (joined.metadata, joined.attributes["role"]) == (("chair",) * 2 if allowed else ("", "site"))


def test_a_join_request_of_endless_attributes_is_refused() -> None:
    request = JoinRequest(participant_attributes={"a": "x" * 5000})
    wrapped = WrappedJoinRequest(join_request=request.SerializeToString())
    encoded = base64.urlsafe_b64encode(wrapped.SerializeToString()).decode()
    with pytest.raises(BadJoin):
        from_query({"join_request": encoded}, single_connection=True)


async def test_others_see_a_track_only_once_it_can_be_subscribed_and_muted_while_closed() -> None:
    from signaling.rights import PublishRights

    fake = FakeRoom()
    sender, viewer = fake.join("a"), fake.join("b")
    session = fake.session(sender)
    for request in requests()[:2]:
        session.receive(request.SerializeToString(), 0.0)
    assert list(sender.info().tracks) == []
    fake.room.set_rights("a", PublishRights(camera=True))
    session.receive(requests()[2].SerializeToString(), 0.0)
    shown = {track.source: track.muted for track in fake.said(viewer)[-1].update.participants[0].tracks}
    assert shown == {TrackSource.MICROPHONE: True, TrackSource.CAMERA: False}
    own = {track.source: track.muted for track in sender.info(own=True).tracks}
    assert own == {TrackSource.MICROPHONE: False, TrackSource.CAMERA: False}
    await fake.close()


async def test_a_publisher_decides_who_may_subscribe() -> None:
    fake = FakeRoom()
    sender, liked, other = fake.join("a"), fake.join("b"), fake.join("c")
    session = fake.session(sender)
    for request in requests()[:3]:
        session.receive(request.SerializeToString(), 0.0)
    assert (len(liked.subscriptions), len(other.subscriptions)) == (2, 2)
    session.receive(requests()[8].SerializeToString(), 0.0)
    assert (len(liked.subscriptions), len(other.subscriptions)) == (2, 0)
    everyone = SignalRequest(subscription_permission=SubscriptionPermission(all_participants=True))
    session.receive(everyone.SerializeToString(), 0.0)
    assert len(other.subscriptions) == 2
    await fake.close()


def session_with(handlers: dict[str, Any] | None = None) -> SignalSession:
    return SignalSession(handlers or {}, 0.0)


def test_a_flood_is_refused_and_patience_helps() -> None:
    session = session_with()
    ping = SignalRequest(ping=1).SerializeToString()
    for _ in range(MESSAGE_BURST):
        session.receive(ping, 0.0)
    with pytest.raises(TooManyMessages):
        session.receive(ping, 0.0)
    session.receive(ping, 1.0)


def test_text_and_garbage_are_malformed() -> None:
    for message in ("{}", b"\xff\xff\xff"):
        with pytest.raises(BadMessage):
            session_with().receive(message, 0.0)


def test_an_empty_request_is_nothing() -> None:
    session_with().receive(b"", 0.0)


def test_a_reader_that_does_not_keep_up_is_marked() -> None:
    outbox = Outbox()
    for _ in range(MAX_OUT_MESSAGES + 1):
        outbox.put(SignalResponse(pong=1))
    assert outbox.overflowed
