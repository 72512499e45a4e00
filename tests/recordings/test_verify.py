"""Whatever is changed in a record is found and named."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recordings.manifest import JOURNAL, MANIFEST
from recordings.verify import verify_envelopes, verify_events, verify_meeting
from rooms import Head, envelope_to_json
from tests.recordings.briefing import briefing
from tests.recordings.media import opus_packets
from tests.recordings.test_capture import ORIGIN, VOICE, feed, start


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    """A meeting's folder with one recording of two segments and the exported events."""
    recorder = start(tmp_path, segment_s=1)
    recorder.track_started(VOICE, ORIGIN.mono_ns)
    recorder.close(feed(recorder, {7: opus_packets(2)}))
    lines = [json.dumps(envelope_to_json(one)) for one in briefing().envelopes]
    (tmp_path / "events.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


def test_an_untouched_record_is_sound_and_names_what_to_keep(meeting: Path) -> None:
    report = verify_meeting(meeting, meeting / "events.jsonl")
    last = briefing().envelopes[-1]
    assert report.sound
    assert (report.files, report.events, report.head) == (2, last.seq, Head(last.seq, last.hash))
    assert [name for name, _ in report.manifests] == ["take-001"]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def relabel(path: Path) -> None:
    path.write_text(path.read_text().replace("site-413", "site-417"))


@pytest.mark.parametrize(
    ("tamper", "codes"),
    [
        (lambda take: flip(take / "t1" / "1.webm"), ["segment.changed"]),
        (lambda take: (take / "t1" / "2.webm").unlink(), ["segment.missing"]),
        (lambda take: (take / "t1" / "2.webm").write_bytes(b""), ["segment.size"]),
        (lambda take: (take / "t1" / "9.webm").write_bytes(b"new"), ["segment.unlisted"]),
        (lambda take: relabel(take / MANIFEST), ["manifest.changed"]),
        (lambda take: relabel(take / JOURNAL), ["journal.changed", "manifest.changed"]),
        (lambda take: (take / JOURNAL).unlink(), ["journal.missing"]),
        (lambda take: (take / MANIFEST).unlink(), ["recording.unfinished"]),
        (lambda take: (take / MANIFEST).write_text("{"), ["manifest.malformed"]),
    ],
)
def test_every_change_is_found(meeting: Path, tamper: Callable[[Path], object], codes: list[str]) -> None:
    tamper(meeting / "take-001")
    assert [finding.code for finding in verify_meeting(meeting).findings] == codes


def test_a_manifest_that_points_outside_is_not_followed(meeting: Path) -> None:
    path = meeting / "take-001" / MANIFEST
    path.write_text(path.read_text().replace("t1/1.webm", "../events.jsonl"))
    codes = {finding.code for finding in verify_meeting(meeting).findings}
    assert {"segment.outside", "manifest.changed"} <= codes


def test_an_edited_cut_or_reordered_log_is_found() -> None:
    chain = briefing().envelopes
    head = Head(chain[-1].seq, chain[-1].hash)
    edited = [replace(one, actor="officer-9") if one.seq == 7 else one for one in chain]
    assert verify_envelopes(chain, head).sound
    assert verify_envelopes(edited, head).findings[0].where == "event 7"
    assert not verify_envelopes(chain[:-1], head).sound
    assert not verify_envelopes([*chain[:3], chain[4], chain[3], *chain[5:]], head).sound
    assert not verify_envelopes(chain[1:], head).sound


@pytest.mark.parametrize("content", ["[]\n", "{}\n", "nonsense\n", '{"seq":1}\n'])
def test_a_log_that_is_none_is_a_finding_not_a_failure(tmp_path: Path, content: str) -> None:
    (tmp_path / "events.jsonl").write_text(content)
    assert [finding.code for finding in verify_events(tmp_path / "events.jsonl").findings] == [
        "events.malformed"
    ]
