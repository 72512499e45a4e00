"""The player's data from a real event log and manifests."""

from datetime import timedelta
from itertools import pairwise

import pytest

from recordings.errors import MalformedEvent
from recordings.manifest import Manifest, SegmentRecord, TrackRecord
from recordings.model import TrackInfo
from recordings.timeline import PlayerUrls, player
from tests.recordings.briefing import (
    CHAIR,
    CUA_LO,
    KY_SON,
    OPENED,
    SECRETARY,
    briefing,
    connect,
    created,
    questioning,
)

MINUTE = 60_000
URLS = PlayerUrls(
    lambda name: f"/tracks/{name}.webm", lambda paper, page, version: f"/papers/{paper}/{version}/{page}"
)


def track(number: int, seat: str, kind: str, start: int, end: int, source: str = "camera") -> TrackRecord:
    info = TrackInfo(number, "", seat, "", kind, source, "vp8" if kind == "video" else "opus", 90_000)
    segments = [SegmentRecord(f"t{number}/1.webm", start, end, 10, 1, "x")]
    return TrackRecord(
        f"t{number}",
        info,
        start,
        end,
        None,
        segments,
        [(start, start + 500, "loss")],
        {"received": 99, "lost": 1},
    )


def manifest(recording: str, minutes: float, *tracks: TrackRecord) -> Manifest:
    made = Manifest(recording, "demo", OPENED + timedelta(minutes=minutes), "complete", 40 * MINUTE)
    made.tracks = {one.id: one for one in tracks}
    return made


@pytest.fixture
def recorded() -> list[Manifest]:
    first = manifest(
        "take-001", 0, track(1, "officer-1", "video", 0, 40 * MINUTE),
        track(2, "site-413", "video", 0, 40 * MINUTE),
        track(3, "site-413", "audio", 7 * MINUTE, 13 * MINUTE, "microphone"),
    )  # fmt: skip
    return [first, manifest("take-002", 42, track(1, "officer-1", "video", 0, 38 * MINUTE))]


def test_the_program_shows_the_speakers_hall_and_otherwise_the_chair(recorded: list[Manifest]) -> None:
    program = player(briefing().envelopes, recorded, URLS)["program"]
    rows = [(row["start_ms"] / MINUTE, row["video"], row["seat"], row["name"]) for row in program]
    assert rows[:6] == [
        (0, "take-001.t1", "officer-1", "Nguyễn Văn Minh"),
        (7, "take-001.t2", "site-413", "Phạm Thị Lan (Cửa Lò)"),
        (12.5, "take-001.t1", "officer-1", "Nguyễn Văn Minh"),
        (26, None, "site-417", "Huyện Kỳ Sơn"),
        (30, "take-001.t1", "officer-1", "Nguyễn Văn Minh"),
        (40, None, "officer-1", "Nguyễn Văn Minh"),
    ]
    assert program[0]["start_ms"] == 0
    assert program[-1]["end_ms"] == 82 * MINUTE
    assert all(earlier["end_ms"] == later["start_ms"] for earlier, later in pairwise(program))


def pictures(data: dict) -> list[tuple[float, str | None, str]]:
    return [(row["start_ms"] / MINUTE, row["video"], row["seat"]) for row in data["program"]]


def test_a_directed_scene_is_played_as_the_halls_saw_it() -> None:
    log = created()
    for minute, who in ((-30, CHAIR), (-29, CUA_LO), (-28, KY_SON)):
        connect(log, minute, who, "x")
    log.say(-10, SECRETARY, "meeting.start_line_check")
    log.say(0, CHAIR, "meeting.open")
    log.say(5, SECRETARY, "floor.invite", seat=KY_SON.seat)
    log.say(10, SECRETARY, "program.cut", layout="speaker", sources=[CUA_LO.seat])
    log.say(15, SECRETARY, "program.cut", layout="dialogue", sources=[CUA_LO.seat, KY_SON.seat])
    log.say(20, SECRETARY, "program.set_mode", mode="auto")
    log.say(30, CHAIR, "meeting.close")
    seats = [(row["start_ms"] / MINUTE, row["seat"]) for row in player(log.envelopes, [], URLS)["program"]]
    assert seats == [
        (0, CHAIR.seat),
        (5, KY_SON.seat),
        (10, CUA_LO.seat),  # the director shows another hall than the speaker's
        (15, KY_SON.seat),  # the speaker is one of the two
    ]


def test_a_screen_shared_by_the_speaker_is_the_picture_while_it_is_shared() -> None:
    screen = track(3, "site-413", "video", 8 * MINUTE, 12 * MINUTE, "screen_share")
    screen.gaps[:] = [(9 * MINUTE, 9 * MINUTE + 900, "loss"), (10 * MINUTE, 11 * MINUTE, "rights")]
    take = manifest(
        "take-001", 0, track(1, "officer-1", "video", 0, 40 * MINUTE),
        track(2, "site-413", "video", 0, 40 * MINUTE), screen,
    )  # fmt: skip
    assert pictures(player(briefing().envelopes, [take], URLS))[:7] == [
        (0, "take-001.t1", "officer-1"),
        (7, "take-001.t2", "site-413"),
        (8, "take-001.t3", "site-413"),
        (10, "take-001.t2", "site-413"),
        (11, "take-001.t3", "site-413"),
        (12, "take-001.t2", "site-413"),
        (12.5, "take-001.t1", "officer-1"),
    ]


def test_the_presiding_officers_screen_is_shown_and_nobody_elses() -> None:
    take = manifest(
        "take-001", 0, track(1, "officer-1", "video", 0, 40 * MINUTE),
        track(2, "site-413", "video", 0, 40 * MINUTE),
        track(3, "officer-1", "video", 3 * MINUTE, 9 * MINUTE, "screen_share"),
        track(4, "site-417", "video", 1 * MINUTE, 2 * MINUTE, "screen_share"),
    )  # fmt: skip
    assert pictures(player(briefing().envelopes, [take], URLS))[:5] == [
        (0, "take-001.t1", "officer-1"),
        (3, "take-001.t3", "officer-1"),
        (7, "take-001.t3", "site-413"),
        (9, "take-001.t2", "site-413"),
        (12.5, "take-001.t1", "officer-1"),
    ]


def test_the_tracks_of_two_recordings_lie_on_one_timeline(recorded: list[Manifest]) -> None:
    data = player(briefing().envelopes, recorded, URLS)
    assert [(row["id"], row["start_ms"]) for row in data["tracks"]] == [
        ("take-001.t1", 0), ("take-001.t2", 0), ("take-001.t3", 7 * MINUTE), ("take-002.t1", 42 * MINUTE),
    ]  # fmt: skip
    assert data["tracks"][3]["gaps"] == [[42 * MINUTE, 42 * MINUTE + 500]]
    assert data["tracks"][2]["url"] == "/tracks/take-001.t3.webm"
    assert data["completeness"]["packets"] == 4 * 99
    assert data["completeness"]["lost_ppm"] == 10_000


def test_pages_and_chapters_are_where_they_happened(recorded: list[Manifest]) -> None:
    data = player(briefing().envelopes, recorded, URLS)
    assert [(row["at_ms"] / MINUTE, row["paper"], row["page"], row["url"]) for row in data["pages"]] == [
        (2, "p1", 1, "/papers/p1/1/1"), (5, "p1", 4, "/papers/p1/1/4"), (79, None, 1, None),
    ]  # fmt: skip
    rows = [(row["at_ms"] / MINUTE, row["kind"], row["title"]) for row in data["chapters"]]
    assert not any(row["internal"] for row in data["chapters"])
    assert rows == [
        (0, "state", "Khai mạc"),
        (1, "agenda", "Tình hình kinh tế - xã hội tháng 02"),
        (7, "turn", "Phạm Thị Lan (Cửa Lò): Giải ngân vốn đầu tư công"),
        (26, "turn", "Huyện Kỳ Sơn: Đường tuần tra biên giới"),
        (32, "state", "Tạm nghỉ"),
        (42, "state", "Tiếp tục phiên họp"),
        (43, "agenda", "Phòng chống thiên tai năm 2026"),
        (44, "turn", "Trần Thị Hoa: Phương án sơ tán"),
        (80, "state", "Bế mạc"),
    ]


def test_chapters_tie_question_and_answer_together() -> None:
    titles = [row["title"] for row in player(questioning().envelopes, [], URLS)["chapters"]]
    assert titles[-3:-1] == [
        "Phạm Thị Lan (Cửa Lò) chất vấn Huyện Kỳ Sơn: Bao giờ xong hồ Vực Mấu?",
        "Huyện Kỳ Sơn trả lời Phạm Thị Lan: Bao giờ xong hồ Vực Mấu?",
    ]


def test_the_player_goes_back_to_the_interrupted_speaker() -> None:
    program = player(questioning().envelopes, [], URLS)["program"]
    shown = [(row["start_ms"] / MINUTE, row["seat"]) for row in program if row["start_ms"] < 12 * MINUTE]
    assert shown == [(0, "officer-1"), (2, "site-413"), (5, "site-417"), (6, "site-413")]


def test_a_meeting_that_was_not_recorded_still_has_its_timeline() -> None:
    data = player(briefing().envelopes, [], URLS, "en")
    assert data["tracks"] == []
    assert data["duration_ms"] == 80 * MINUTE
    assert data["chapters"][0]["title"] == "Opening"


def test_a_log_with_a_hole_is_refused() -> None:
    envelopes = briefing().envelopes
    with pytest.raises(MalformedEvent):
        player(envelopes[:5] + envelopes[6:], [], URLS)
