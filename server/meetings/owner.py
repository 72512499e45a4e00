"""The owner of one meeting: the single task that decides its commands and writes its log.

Commands waiting together are decided one after another and stored in one transaction (a group commit). Nobody
is answered and nothing is shown before that transaction is safe on disk.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import structlog

from rooms import Command, Envelope, Meeting, RoomsError, decide, draft, evolve, outcome, seal
from server.clock import Clock
from server.db.repositories.events import EventStore, Fenced, KeyRepeated, OutOfOrder, Record
from server.errors import ServerError, Unavailable
from server.meetings.codec import record_of, refusal
from server.meetings.live import LiveMeeting

BATCH = 64
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A command took effect: ``seq`` is the last event it caused, also when it is sent again."""

    seq: int


class OwnershipLost(Unavailable):
    """Another process owns the meeting now; ask again."""


@dataclass(slots=True)
class _Job:
    command: Command
    answer: asyncio.Future[Outcome]


@dataclass(slots=True)
class _Batch:
    """What a batch would make of the meeting."""

    state: Meeting
    hash: str
    envelopes: list[Envelope]
    records: list[Record]
    outcomes: list[tuple[_Job, Outcome]]
    refused: list[tuple[_Job, ServerError]]


class Owner:
    """Runs a meeting's commands in order until closed or fenced off."""

    def __init__(self, live: LiveMeeting, store: EventStore, fence: int, clock: Clock) -> None:
        self.live = live
        self._store = store
        self._fence = fence
        self._clock = clock
        self._jobs: asyncio.Queue[_Job] = asyncio.Queue()
        self.lost = asyncio.Event()
        self._task = asyncio.create_task(self._run(), name=f"owner-{live.id}")

    async def execute(self, command: Command) -> Outcome:
        """Decide and store one command. Raises what it was refused with."""
        if self.lost.is_set():
            raise OwnershipLost("meeting.owner_lost")
        job = _Job(command, asyncio.get_running_loop().create_future())
        self._jobs.put_nowait(job)
        return await job.answer

    async def close(self) -> None:
        """Finish the batch under way, refuse what still waits."""
        self.lost.set()
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._refuse_waiting()

    async def _run(self) -> None:
        while not self.lost.is_set():
            jobs = [await self._jobs.get()]
            while len(jobs) < BATCH and not self._jobs.empty():
                jobs.append(self._jobs.get_nowait())
            await asyncio.shield(asyncio.ensure_future(self._commit_guarded(jobs)))
        self._refuse_waiting()

    async def _commit_guarded(self, jobs: list[_Job]) -> None:
        try:
            await self._commit(jobs)
        except ServerError as error:
            if isinstance(error, Fenced):
                _log.warning("owner.fenced", meeting=self.live.id)
                self.lost.set()
                error = OwnershipLost("meeting.owner_lost")
            _fail(jobs, error)
        except Exception as error:
            _log.error("owner.failed", meeting=self.live.id, exc_info=error)
            _fail(jobs, ServerError("server.internal"))

    async def _commit(self, jobs: list[_Job]) -> None:
        batch = self._decide(jobs)
        if batch.envelopes:
            try:
                await self._append(batch)
            except (OutOfOrder, KeyRepeated):
                # An earlier append was stored although its answer was lost: read it and decide again.
                await self.live.catch_up()
                batch = self._decide(jobs)
                await self._append(batch)
            if batch.envelopes:
                self.live.adopt(batch.state, batch.envelopes)
        for job, reason in batch.refused:
            _fail([job], reason)
        for job, came_to in batch.outcomes:
            if not job.answer.done():
                job.answer.set_result(came_to)

    async def _append(self, batch: _Batch) -> None:
        await self._store.append(
            self.live.id,
            self.live.seq,
            batch.records,
            fence=self._fence,
            lifecycle=str(batch.state.phase),
        )

    def _decide(self, jobs: list[_Job]) -> _Batch:
        batch = _Batch(self.live.state, self.live.head_hash, [], [], [], [])
        for job in jobs:
            if job.answer.done():
                continue
            try:
                self._decide_one(batch, job)
            except RoomsError as error:
                batch.refused.append((job, refusal(error)))
        return batch

    def _decide_one(self, batch: _Batch, job: _Job) -> None:
        command = job.command
        events = decide(batch.state, command, self._clock())
        if not events:
            known = outcome(batch.state, command)
            batch.outcomes.append((job, Outcome(batch.state.seq if known is None else known)))
            return
        for index, event in enumerate(events):
            envelope = seal(batch.hash, draft(batch.state.id, event))
            batch.state = evolve(batch.state, event)
            batch.hash = envelope.hash
            batch.envelopes.append(envelope)
            batch.records.append(record_of(envelope, command.key if index == 0 else None))
        batch.outcomes.append((job, Outcome(batch.state.seq)))

    def _refuse_waiting(self) -> None:
        while not self._jobs.empty():
            _fail([self._jobs.get_nowait()], OwnershipLost("meeting.owner_lost"))


def _fail(jobs: list[_Job], error: ServerError) -> None:
    for job in jobs:
        if not job.answer.done():
            job.answer.set_exception(error)
