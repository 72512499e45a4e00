"""What a slip came to: figures, the documents made of them, and whether its chain holds. Reads only."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recordings.opinions import Figures, Line, SlipRecord, Step, opinions_html, opinions_workbook
from server.archive.official import OfficialDocuments
from server.clock import Clock
from server.db.repositories.opinions import OpinionRepository
from server.errors import NotFound
from server.messages import Language
from server.opinions.audit import Finding, Kept, audit
from server.opinions.chain import entry_from_json, moment
from server.opinions.figures import figures
from server.opinions.files import SlipFiles
from server.opinions.records import SYSTEM, Entry, Recipient, Slip, Stored

OFFICE = "slip."


@dataclass(frozen=True)
class Audit:
    """How many entries were walked, the last hash, and what does not hold."""

    entries: int
    head: str
    findings: Sequence[Finding]


class Reports:
    """Makes what is read of slips."""

    def __init__(
        self,
        repository: OpinionRepository,
        files: SlipFiles,
        documents: OfficialDocuments,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._files = files
        self._documents = documents
        self._clock = clock

    async def progress(self, slip: Slip) -> tuple[Sequence[Recipient], Figures]:
        """Every recipient's slip, and what the answers come to so far."""
        found = await self._repository.recipients(slip.id)
        return found, figures(slip, found)

    async def course(self, slip: Slip) -> Sequence[Mapping[str, Any]]:
        """What the office did to a slip, as the chain's entries, without the slip in the first."""
        return [
            {
                **one.entry,
                "data": {name: value for name, value in one.entry["data"].items() if name not in _LONG},
            }
            for one in await self._repository.entries(slip.id)
            if one.type.startswith(OFFICE)
        ]

    async def chain(self, slip: Slip) -> Sequence[Mapping[str, Any]]:
        """The whole chain as stored and hashed."""
        return [one.entry for one in await self._repository.entries(slip.id)]

    async def workbook(self, slip: Slip, language: Language) -> bytes:
        """The answers as XLSX."""
        record = await self.record(slip)
        return await asyncio.to_thread(opinions_workbook, record, language)

    async def page(self, slip: Slip, language: Language) -> str:
        """The summary as a page."""
        record = await self.record(slip)
        return await self._documents.page(lambda lang, body: opinions_html(record, lang, body), language)

    async def pdf(self, slip: Slip, language: Language) -> Path:
        """The summary as a PDF."""
        return await self._documents.print_page(
            f"{slip.id}-opinions", await self.page(slip, language), language
        )

    async def verify(self, slip: Slip) -> Audit:
        """Walk the chain, compare the rows with it, and read every file it names again."""
        kept = Kept(
            slip,
            await self._repository.recipients(slip.id),
            await self._files.all(slip.id),
            await self._repository.entries(slip.id),
        )
        found = await asyncio.to_thread(audit, kept)
        return Audit(len(kept.entries), slip.head_hash, (*found, *await self._changed_files(kept)))

    async def _changed_files(self, kept: Kept) -> list[Finding]:
        found = []
        for file in kept.files:
            digest = hashlib.sha256()
            try:
                async for piece in self._files.stream(file, 0, file.size):
                    digest.update(piece)
            except NotFound:
                found.append(Finding("file.gone", file.id))
                continue
            if digest.hexdigest() != file.sha256:
                found.append(Finding("file.changed", file.id))
        return found

    async def record(self, slip: Slip) -> SlipRecord:
        """The slip as its documents need it."""
        recipients, made = await self.progress(slip)
        stored = await self._repository.entries(slip.id)
        now = self._clock()
        return SlipRecord(
            id=slip.id,
            number=slip.number,
            title=slip.title,
            body=slip.body,
            questions=slip.questions,
            author=slip.author_name,
            office=slip.author_office,
            state=str(slip.state_at(now)),
            sent_at=slip.sent_at,
            deadline=slip.deadline,
            made_at=now.replace(second=0, microsecond=0),
            reason=slip.reason,
            papers=[paper.title for paper in await self._files.papers(slip.id)],
            steps=_steps(stored),
            lines=[_line(one) for one in recipients],
            figures=made,
            entries=slip.head_seq,
            head_hash=slip.head_hash,
        )


_LONG = frozenset({"recipients", "body", "questions", "papers", "accounts"})


def _steps(stored: Sequence[Stored]) -> list[Step]:
    return [_step(entry_from_json(one.entry)) for one in stored if one.type.startswith(OFFICE)]


def _step(entry: Entry) -> Step:
    data = entry.data
    deadline = data.get("deadline")
    by_itself = "_by_itself" if entry.by == SYSTEM else ""
    return Step(
        f"{entry.kind.removeprefix(OFFICE)}{by_itself}",
        entry.at,
        entry.by.name,
        moment(deadline) if deadline else None,
        data.get("reason", ""),
        len(data.get("recipients") or data.get("accounts") or ()),
    )


def _line(one: Recipient) -> Line:
    answer = one.answer
    attached = answer["attachment"] if answer else None
    return Line(
        name=one.name,
        office=one.office,
        group=one.group,
        stage=str(one.stage),
        opinions=[(given["opinion"], given["text"]) for given in answer["opinions"]] if answer else [],
        attachment=attached["name"] if attached else "",
        answered_at=one.answered_at,
        answered_by=one.answered_by_name,
        version=one.version,
        holder=one.holders[-1].name if one.holders else "",
        reminders=one.reminders,
    )
