"""The player's data: the tracks of all recordings of a meeting on one timeline, the program, pages, chapters.

Pure: the event log and the manifests come in, JSON goes out. Zero is the start of the first recording.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeGuard

from recordings.joined import track_name
from recordings.manifest import Manifest, TrackRecord, completeness
from recordings.model import iso
from recordings.proceedings.secrecy import marking_sentences
from recordings.proceedings.words import Words
from recordings.story import Story, media_seat, read_story
from rooms import Envelope, Event, Phase, marked_papers, treatment
from rooms.afterwards import history
from rooms.state import ANSWER, QUESTION

_MS = timedelta(milliseconds=1)
_STATES = {
    "vi": {"open": "Khai mạc", "recess": "Tạm nghỉ", "resume": "Tiếp tục phiên họp", "close": "Bế mạc"},
    "en": {"open": "Opening", "recess": "Recess", "resume": "Session resumed", "close": "Closing"},
}
_TIED = {
    "vi": {QUESTION: "{name} chất vấn {other}", ANSWER: "{name} trả lời {other}"},
    "en": {QUESTION: "{name} asks {other}", ANSWER: "{name} answers {other}"},
}
_CAMERA, _SCREEN = "camera", "screen_share"
# Shorter gaps of a shared screen are lost packets, not an end of sharing.
_PAUSE_MS = 3_000
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlayerUrls:
    """How the player reaches things: a track by its name, a page by paper, number and version."""

    track: Callable[[str], str]
    page: Callable[[str, int, int], str | None]


@dataclass(frozen=True, slots=True)
class _Scale:
    """The timeline: its zero and its length."""

    origin: datetime
    duration_ms: int

    def ms(self, at: datetime) -> int:
        return min(self.duration_ms, max(0, (at - self.origin) // _MS))

    def end_ms(self, at: datetime | None) -> int:
        return self.duration_ms if at is None else self.ms(at)

    def holds(self, span: history.Span, at_ms: int) -> bool:
        return self.ms(span.start) <= at_ms < self.end_ms(span.end)


def player(
    log: Sequence[Envelope | Event], manifests: Sequence[Manifest], urls: PlayerUrls, lang: str = "vi"
) -> Json:
    """Return the player's JSON for a meeting; raises `MalformedEvent` for a log that cannot be replayed.

    Without manifests (never recorded) zero is the opening and there are no tracks.
    """
    story = read_story(log)
    scale = _scale(story, manifests)
    tracks = _tracks(story, manifests, scale, urls)
    meeting = story.meeting
    return {
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "opened_at": iso(meeting.opened_at) if meeting.opened_at else None,
            "closed_at": iso(meeting.closed_at) if meeting.closed_at else None,
        },
        "duration_ms": scale.duration_ms,
        "origin": iso(scale.origin),
        "tracks": tracks,
        "program": _program(story, scale, tracks),
        "pages": _pages(story, scale, urls),
        "chapters": _chapters(story, scale, lang),
        "marked": list(marked_papers(meeting)),
        "completeness": _completeness(manifests),
    }


def _scale(story: Story, manifests: Sequence[Manifest]) -> _Scale:
    meeting = story.meeting
    if manifests:
        origin = min(manifest.origin for manifest in manifests)
        ends = [_offset_ms(manifest, origin) + _length_ms(manifest) for manifest in manifests]
        return _Scale(origin, max(ends))
    origin = meeting.opened_at or meeting.scheduled_at
    return _Scale(origin, max(0, ((meeting.closed_at or meeting.at) - origin) // _MS))


def _offset_ms(manifest: Manifest, origin: datetime) -> int:
    return (manifest.origin - origin) // _MS


def _length_ms(manifest: Manifest) -> int:
    return max([manifest.end_ms, *(track.recorded_end_ms for track in manifest.tracks.values())])


def _tracks(story: Story, manifests: Sequence[Manifest], scale: _Scale, urls: PlayerUrls) -> list[Json]:
    found = [
        _track(story, manifest, track, scale, urls)
        for manifest in manifests
        for track in manifest.tracks.values()
        if any(segment.blocks for segment in track.segments)
    ]
    return sorted(found, key=lambda track: (track["start_ms"], track["id"]))


def _track(story: Story, manifest: Manifest, track: TrackRecord, scale: _Scale, urls: PlayerUrls) -> Json:
    offset = _offset_ms(manifest, scale.origin)
    name, info = track_name(manifest, track), track.info
    return {
        "id": name,
        "seat": info.identity,
        "name": story.hall(info.identity) or story.name(info.identity) or info.name,
        "kind": info.kind,
        "source": info.source,
        "codec": info.codec,
        "start_ms": offset + track.segments[0].start_ms,
        "end_ms": offset + track.recorded_end_ms,
        "url": urls.track(name),
        "size": sum(segment.size for segment in track.segments),
        "gaps": [[offset + start, offset + end] for start, end, _ in track.gaps],
    }


def _program(story: Story, scale: _Scale, tracks: list[Json]) -> list[Json]:
    """Cut the time wherever the speaker, the scene, who presides or a picture changes; join neighbours."""
    pictures = [track for track in tracks if track["kind"] == "video"]
    changes = [led.at for led in story.led] + [scene.at for scene in story.aired]
    cuts = {0, scale.duration_ms} | {scale.ms(at) for at in changes}
    for turn in story.turns:
        cuts |= {scale.ms(turn.span.start), scale.end_ms(turn.span.end)}
    for picture in pictures:
        cuts |= {min(scale.duration_ms, edge) for edge in _edges(picture)}
    program: list[Json] = []
    for start_ms, end_ms in pairwise(sorted(cuts)):
        shown = _shown(story, scale, pictures, start_ms)
        if program and all(program[-1][name] == value for name, value in shown.items()):
            program[-1]["end_ms"] = end_ms
        else:
            program.append({"start_ms": start_ms, "end_ms": end_ms, **shown})
    return program


def _edges(picture: Json) -> set[int]:
    """Return where a picture comes or goes; of a shared screen, where its sharing is interrupted too."""
    edges = {max(0, picture["start_ms"]), picture["end_ms"]}
    return edges.union(*_pauses(picture))


def _pauses(picture: Json) -> list[list[int]]:
    """Return when a shared screen was not sent; a camera keeps its last frame meanwhile."""
    if picture["source"] != _SCREEN:
        return []
    return [[start, end] for start, end in picture["gaps"] if end - start >= _PAUSE_MS]


def _shows(picture: Json, at_ms: int) -> bool:
    there = bool(picture["start_ms"] <= at_ms < picture["end_ms"])
    return there and not any(start <= at_ms < end for start, end in _pauses(picture))


def _shown(story: Story, scale: _Scale, pictures: list[Json], at_ms: int) -> Json:
    """Return whose picture is shown: as the halls saw it, the last one given the floor, else who presides.

    A scene by a director's hand shows its own: of its sources the speaker, else the first. Of that seat it
    is the screen while one is shared, else the camera. The presiding officer's screen comes before the camera
    of a speaker who shares none: it is what the room is looking at.
    """
    speaking = [turn for turn in story.turns if scale.holds(turn.span, at_ms)]
    led = [led for led in story.led if scale.ms(led.at) <= at_ms]
    leader = (led[-1].seat if led else None) or ""
    scene = _directed(story, scale, at_ms)
    if scene:
        speaking = [turn for turn in speaking if media_seat(turn) in scene]
    if speaking:
        seat, name, title = media_seat(speaking[-1]), story.speaker(speaking[-1]), speaking[-1].topic
    else:
        seat = scene[0] if scene else leader
        name, title = story.name(seat), story.people[seat].office if seat in story.people else ""
    there = [one for one in pictures if _shows(one, at_ms)]
    wanted = ((seat, _SCREEN), (leader, _SCREEN), (seat, _CAMERA))
    found = [one for source in wanted for one in reversed(there) if (one["seat"], one["source"]) == source]
    return {"video": found[0]["id"] if found else None, "seat": seat or None, "name": name, "title": title}


def _directed(story: Story, scale: _Scale, at_ms: int) -> tuple[str, ...]:
    """Return the sources of the scene a director had put on air; empty while it followed the meeting."""
    before = [scene for scene in story.aired if scale.ms(scene.at) <= at_ms]
    return before[-1].sources if before and before[-1].directed else ()


def _pages(story: Story, scale: _Scale, urls: PlayerUrls) -> list[Json]:
    """Return what was in front at zero and every change after it."""
    pages: list[Json] = []
    for shown in story.pages:
        at_ms = scale.ms(shown.at)
        if pages and pages[-1]["at_ms"] == at_ms:
            pages.pop()
        url = urls.page(shown.paper, shown.page, shown.version) if _open(shown.paper, story) else None
        pages.append({"at_ms": at_ms, "paper": shown.paper, "page": shown.page, "url": url})
    return pages


def _open(paper: str | None, story: Story) -> TypeGuard[str]:
    """Whether the record shows the page itself: of a marked paper it says only that it was there."""
    there = story.meeting.papers.get(paper or "")
    return paper is not None and (there is None or treatment(there.marking).outsiders)


def _chapters(story: Story, scale: _Scale, lang: str) -> list[Json]:
    rows = list(_state_chapters(story, _STATES.get(lang, _STATES["vi"])))
    rows += [(one.at, one.kind, one.title, None) for one in story.chapters if one.kind in ("agenda", "vote")]
    for turn in story.turns:
        rows.append((turn.span.start, "turn", _turn_title(story, turn, lang), media_seat(turn)))
    rows += [
        (step.at, "marking", sentence, None)
        for step in story.markings
        for sentence in marking_sentences(story, step, Words(lang))
    ]
    internal = {(one.at, one.kind) for one in story.chapters if one.internal}
    return [
        {
            "at_ms": scale.ms(at),
            "kind": kind,
            "title": title,
            "seat": seat,
            "internal": (at, kind) in internal,
        }
        for at, kind, title, seat in sorted(rows, key=lambda row: row[0])
    ]


def _turn_title(story: Story, turn: history.Turn, lang: str) -> str:
    """Return who speaks on what; question and answer name each other, so that they are found together."""
    speaker, question = story.speaker(turn), story.sides(turn)
    if question is not None:
        other = question.to_name if turn.kind == QUESTION else question.name
        tied = _TIED.get(lang, _TIED["vi"])[turn.kind]
        speaker = tied.format(name=speaker, other=other)
    return speaker + (f": {turn.topic}" if turn.topic else "")


def _state_chapters(story: Story, names: dict[str, str]) -> Iterator[tuple[datetime, str, str, str | None]]:
    opened = False
    for chapter in story.chapters:
        if chapter.kind != "state" or chapter.title == Phase.LINE_CHECK:
            continue
        word = {Phase.RECESS: "recess", Phase.CLOSED: "close"}.get(Phase(chapter.title))
        word, opened = word or ("resume" if opened else "open"), True
        yield chapter.at, "state", names[word], None


def _completeness(manifests: Sequence[Manifest]) -> Json:
    each: Json = {}
    for manifest in manifests:
        for track, figures in completeness(manifest.tracks.values())["tracks"].items():
            each[f"{manifest.recording}.{track}"] = figures
    packets, lost = (sum(item[name] for item in each.values()) for name in ("packets", "packets_lost"))
    return {
        "packets": packets,
        "packets_lost": lost,
        "lost_ppm": lost * 1_000_000 // (packets + lost) if packets + lost else 0,
        "tracks": each,
        "recordings": [{"id": one.recording, "state": one.state} for one in manifests],
    }
