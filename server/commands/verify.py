"""``giaoban verify``: a meeting of this installation, or a folder that ``giaoban export`` wrote, anywhere.

Both are checked by the same rules; the folder needs no database, no settings and no network.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from recordings.verify import read_events, recordings_of, verify_recording
from rooms import Envelope, Head, RoomsError, verify_chain
from server.ballots.verify import verify_votes
from server.commands.common import guarded, run, show
from server.errors import NotFound
from server.markings import chain
from server.services import Services
from server.settings import BadSetting

EVENTS, HEAD = "events.jsonl", "head.json"
ACCESS, ACCESS_HEAD = "access.jsonl", "access-head.json"
RECORDINGS = "recordings"
"""What an export holds: a JSON object a line, their heads, and the recordings as they were stored."""

Found = dict[str, object]


def verify(
    record: Annotated[str, typer.Argument(help="Id of a meeting, or a folder that export wrote.")],
) -> None:
    """Check an event chain and an access log against their heads, count the votes again from the log, and
    check every recording: its manifest, its journal and each segment's hash.

    A folder is checked without an installation. Whoever can change all of it can also make it fit: compare
    ``head`` with the one printed on the record of the proceedings.
    """
    folder = Path(record)
    if folder.is_dir():
        with guarded():
            found = _exported(folder)
    else:
        found = run(lambda services: _stored(services, record))
    show(found)
    whole = found["chain"] == "ok" and found["access"] == "ok"
    if not whole or any(part["broken"] for part in (*_parts(found["recordings"]), *_parts(found["votes"]))):
        raise typer.Exit(1)


def _parts(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []


async def _stored(services: Services, meeting: str) -> Found:
    envelopes = await services.meetings.events(meeting)
    head = await services.events.head(meeting)
    if head is None:
        raise NotFound("meeting.not_found", meeting=meeting[:40])
    broken = await services.marked.verify(meeting)
    records = services.settings.data / "records" / meeting
    return await asyncio.to_thread(_found, meeting, envelopes, Head(head.seq, head.hash), broken, records)


def _exported(folder: Path) -> Found:
    """What is found in a folder that export wrote. Raises BadSetting for one that it did not write so."""
    try:
        envelopes = list(read_events(folder / EVENTS))
        if not envelopes:
            raise ValueError("no event")
        meeting = envelopes[0].meeting
        head = _object(folder / HEAD)
        known = Head(int(head["seq"]), str(head["hash"]))
        heads = [*chain.sealed(envelopes), *_access_head(_object(folder / ACCESS_HEAD))]
        broken = chain.verify(meeting, _lines(folder / ACCESS), heads)
    except FileNotFoundError as error:
        missing = Path(error.filename).name
        raise BadSetting(f"{folder}: not a folder that export wrote: no {missing}") from None
    except (RoomsError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadSetting(f"{folder}: cannot be read as what export writes: {error}"[:300]) from None
    return _found(meeting, envelopes, known, broken, folder / RECORDINGS)


def _object(path: Path) -> dict[str, Any]:
    """A file with one JSON object. Raises OSError, or ValueError for anything else."""
    return _as_object(path.read_bytes())


def _as_object(text: bytes) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("no JSON object")
    return value


def _access_head(said: dict[str, Any]) -> list[chain.Head]:
    return [chain.Head(int(said["lines"]), str(said["hash"]))] if said["lines"] else []


def _lines(path: Path) -> list[chain.Line]:
    return [_line(_as_object(line)) for line in path.read_bytes().splitlines()]


def _line(said: dict[str, Any]) -> chain.Line:
    return chain.Line(said.pop("meeting"), said.pop("number"), said, said.pop("prev"), said.pop("hash"))


def _found(
    meeting: str, envelopes: Sequence[Envelope], head: Head, access: chain.Break | None, records: Path
) -> Found:
    broken = verify_chain(envelopes, head)
    return {
        "meeting": meeting,
        "events": len(envelopes),
        "chain": "ok" if broken is None else {"broken_at": broken.seq, "why": broken.why},
        "head": envelopes[-1].hash if envelopes else None,
        "votes": _votes(envelopes),
        "access": "ok" if access is None else {"broken_at": access.number, "why": access.why},
        "recordings": [_take(take) for take in recordings_of(records)],
    }


def _votes(envelopes: Sequence[Envelope]) -> list[dict[str, object]]:
    try:
        return [asdict(checked) for checked in verify_votes(envelopes)]
    except RoomsError as error:
        return [{"broken": [error.code.value]}]


def _take(folder: Path) -> dict[str, object]:
    report = verify_recording(folder)
    broken = [" ".join(filter(None, (one.code, one.where, one.detail))) for one in report.findings]
    return {"take": folder.name, "segments": report.files, "broken": broken}
