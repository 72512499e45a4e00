"""The unmodified LiveKit Python SDK against a real worker: pictures and tones decoded on the other side."""

from __future__ import annotations

import pytest
from livekit import rtc

from signaling.plane import PublishRights
from tests.signaling.conftest import HallMaker
from tests.support.hall import Hall
from tests.support.media import MediaLab, SignalLine, until, until_async

pytestmark = pytest.mark.asyncio(loop_scope="module")


def publication(hall: Hall, identity: str, source: int) -> rtc.RemoteTrackPublication | None:
    participant = hall.room.remote_participants.get(identity)
    found = participant.track_publications.values() if participant else []
    return next((one for one in found if one.source == source), None)


async def test_a_picture_and_a_tone_are_decoded_on_the_other_side(halls: HallMaker) -> None:
    await halls(5)
    viewer = await halls(6, publish=False)
    await until(lambda: viewer.sees("hall-5") == {5} and 5 in viewer.hears())


async def test_two_halls_see_and_hear_each_other(halls: HallMaker) -> None:
    one, two = await halls(9), await halls(18)
    await until(lambda: one.sees("hall-18") == {18} and two.sees("hall-9") == {9})
    await until(lambda: 18 in one.hears() and 9 in two.hears())


async def test_a_late_joiner_gets_a_picture_without_waiting_for_a_keyframe_by_chance(
    halls: HallMaker,
) -> None:
    await halls(3)
    first = await halls(4, publish=False)
    await until(lambda: first.sees("hall-3") == {3})
    late = await halls(7, publish=False)
    await until(lambda: late.sees("hall-3") == {3}, 5)


async def test_a_screen_is_published_beside_the_camera(halls: HallMaker) -> None:
    sender, viewer = await halls(5, microphone=False), await halls(6, publish=False)
    source = rtc.VideoSource(320, 192)
    track = rtc.LocalVideoTrack.create_video_track("screen", source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_SCREENSHARE, simulcast=False)
    await sender.room.local_participant.publish_track(track, options)
    await until(lambda: publication(viewer, "hall-5", rtc.TrackSource.SOURCE_SCREENSHARE))
    shown = publication(viewer, "hall-5", rtc.TrackSource.SOURCE_SCREENSHARE)
    await until(lambda: shown is not None and shown.track is not None)


async def test_an_unpublished_track_goes_away_and_another_takes_its_place(halls: HallMaker) -> None:
    sender, viewer = await halls(5, microphone=False), await halls(6, publish=False)
    await until(lambda: viewer.sees("hall-5") == {5})
    sid = next(iter(sender.room.local_participant.track_publications))
    await sender.room.local_participant.unpublish_track(sid)
    await until(lambda: publication(viewer, "hall-5", rtc.TrackSource.SOURCE_CAMERA) is None)
    viewer.forget()
    await sender.publish(microphone=False)
    await until(lambda: viewer.sees("hall-5") == {5})


async def test_a_mute_is_told_and_the_sound_ends(halls: HallMaker) -> None:
    sender, viewer = await halls(5, camera=False), await halls(6, publish=False)
    await until(lambda: 5 in viewer.hears())
    local = next(iter(sender.room.local_participant.track_publications.values()))
    assert local.track is not None
    local.track.mute()
    seen = publication(viewer, "hall-5", rtc.TrackSource.SOURCE_MICROPHONE)
    await until(lambda: seen is not None and seen.muted)
    await until(lambda: 5 not in viewer.hears())
    local.track.unmute()
    await until(lambda: seen is not None and not seen.muted and 5 in viewer.hears())


async def test_a_track_can_be_unsubscribed_and_subscribed_again(halls: HallMaker) -> None:
    await halls(5, microphone=False)
    viewer = await halls(6, publish=False)
    await until(lambda: viewer.sees("hall-5") == {5})
    seen = publication(viewer, "hall-5", rtc.TrackSource.SOURCE_CAMERA)
    assert seen is not None
    seen.set_subscribed(False)
    await until(lambda: seen.track is None)
    viewer.forget()
    seen.set_subscribed(True)
    await until(lambda: viewer.sees("hall-5") == {5})


async def test_data_reaches_everyone_or_those_it_names_with_the_true_sender(halls: HallMaker) -> None:
    one, two, three = [await halls(number, publish=False) for number in (1, 2, 3)]
    got: dict[int, list[tuple[bytes, str, str | None]]] = {2: [], 3: []}
    for hall in (two, three):
        hall.room.on(
            "data_received",
            lambda packet, number=hall.number: got[number].append(
                (packet.data, packet.participant.identity, packet.topic)
            ),
        )
    local = one.room.local_participant
    await local.publish_data(b"everyone", reliable=True, topic="all")
    await local.publish_data(b"only two", reliable=True, destination_identities=["hall-2"])
    await until(lambda: len(got[2]) == 2 and len(got[3]) == 1)

    async def lossy_arrived() -> bool:
        await local.publish_data(b"lossy", reliable=False, topic="fast")
        return all(b"lossy" in [data for data, _, _ in one] for one in got.values())

    await until_async(lossy_arrived)
    assert (b"only two", "hall-1") in [(data, sender) for data, sender, _ in got[2]]
    assert {data for data, _, _ in got[3]} == {b"everyone", b"lossy"}
    assert {sender for _, sender, _ in got[3]} == {"hall-1"}


async def test_a_closed_microphone_is_heard_by_nobody_and_shown_muted(
    lab: MediaLab, halls: HallMaker
) -> None:
    await halls(5)
    viewer = await halls(6, publish=False)
    await until(lambda: 5 in viewer.hears())
    await lab.plane.set_rights(lab.room, "hall-5", PublishRights(camera=True))
    await until(lambda: 5 not in viewer.hears(), 3)
    seen = publication(viewer, "hall-5", rtc.TrackSource.SOURCE_MICROPHONE)
    await until(lambda: seen is not None and seen.muted)
    viewer.forget()
    await until(lambda: viewer.seen_count["hall-5"] > 3)
    assert 5 not in viewer.hears()
    await lab.plane.set_rights(lab.room, "hall-5", PublishRights.all())
    await until(lambda: 5 in viewer.hears() and not seen.muted)


async def test_rights_set_before_joining_hold_from_the_first_packet(lab: MediaLab, halls: HallMaker) -> None:
    viewer = await halls(6, publish=False)
    await lab.plane.set_rights(lab.room, "hall-5", PublishRights(camera=True))
    await halls(5)
    await until(lambda: viewer.seen_count["hall-5"] > 5)
    assert 5 not in viewer.hears()
    assert all(
        not frames or max(abs(frame).max() for frame in frames) < 100 for frames in viewer.ears.values()
    )


async def test_a_cut_signal_line_is_resumed_and_media_goes_on(lab: MediaLab, halls: HallMaker) -> None:
    viewer = await halls(6, publish=False)
    async with SignalLine(lab) as line:
        sender = await halls(5, url=line.url)
        await until(lambda: viewer.sees("hall-5") == {5})
        sid = sender.room.local_participant.sid
        line.cut()
        await until(lambda: sender.reconnects == 1)
        viewer.forget()
        await until(lambda: viewer.sees("hall-5") == {5} and 5 in viewer.hears())
        assert sender.room.local_participant.sid == sid
        assert not lab.named("participant_left")
        await sender.leave()


async def test_a_cut_line_whose_seat_is_gone_is_a_full_reconnect(lab: MediaLab, halls: HallMaker) -> None:
    viewer = await halls(6, publish=False)
    async with SignalLine(lab) as line:
        sender = await halls(5, url=line.url)
        await until(lambda: viewer.sees("hall-5") == {5})
        sid = sender.room.local_participant.sid
        line.hold()
        line.cut()
        await until(lambda: lab.named("participant_left"), 15)
        line.release()
        viewer.forget()
        await until(lambda: viewer.sees("hall-5") == {5} and 5 in viewer.hears(), 20)
        assert sender.room.local_participant.sid != sid
        await sender.leave()


async def test_the_same_identity_twice_sends_the_older_one_away(halls: HallMaker) -> None:
    older = await halls(5, publish=False)
    reasons: list[int] = []
    older.room.on("disconnected", lambda reason: reasons.append(reason))
    newer = await halls(5, publish=False)
    await until(lambda: reasons)
    assert reasons == [rtc.DisconnectReason.DUPLICATE_IDENTITY]
    assert newer.room.isconnected()


async def test_a_removed_participant_is_told_and_its_token_is_useless(
    lab: MediaLab, halls: HallMaker
) -> None:
    hall = await halls(5)
    viewer = await halls(6, publish=False)
    await until(lambda: "hall-5" in viewer.room.remote_participants)
    token = lab.token("hall-5")
    reasons: list[int] = []
    hall.room.on("disconnected", lambda reason: reasons.append(reason))
    await lab.plane.remove(lab.room, "hall-5", "device revoked")
    await until(lambda: reasons == [rtc.DisconnectReason.PARTICIPANT_REMOVED], 3)
    await until(lambda: "hall-5" not in viewer.room.remote_participants, 3)
    again = rtc.Room()
    refused = False
    try:
        await again.connect(lab.url(), token)
    except rtc.ConnectError:
        refused = True
    assert refused


async def test_figures_name_every_participant_and_track(lab: MediaLab, halls: HallMaker) -> None:
    await halls(5)
    viewer = await halls(6, publish=False)
    await until(lambda: viewer.sees("hall-5") == {5})
    figures = await lab.plane.statistics(lab.room)
    assert set(figures.participants) == {"hall-5", "hall-6"}
    assert {track.source for track in figures.participants["hall-5"].tracks} == {"camera", "microphone"}
    assert figures.participants["hall-5"].path == "udp"
