"""Puts the planning services together for the composition root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rooms import Envelope
from server.briefings.service import Briefings
from server.db.repositories.planning import FeedRepository, SeriesRepository, TemplateRepository
from server.ground import Ground
from server.meetings.owner import Owner
from server.people.build import People
from server.planning.feeds import Feeds
from server.planning.job import SeriesJob
from server.planning.overview import Overview
from server.planning.series import SeriesService
from server.planning.templates import Templates


@dataclass(frozen=True)
class Planning:
    """The services about what lies between meetings."""

    templates: Templates
    series: SeriesService
    job: SeriesJob
    overview: Overview
    feeds: Feeds

    async def start(self) -> None:
        """Make meetings of series from now on."""
        await self.job.start()

    async def stop(self) -> None:
        """Stop making them."""
        await self.job.stop()


def build_planning(ground: Ground, briefings: Briefings, people: People) -> Planning:
    """Everything of this package; opens no connection yet."""
    database, clock = ground.database, ground.clock
    repository = SeriesRepository(database)
    job = SeriesJob(repository, briefings, people, ground.leases, ground.node, clock)

    def ended(_: Owner, envelopes: Sequence[Envelope]) -> None:
        if any(envelope.type == "meeting.closed" for envelope in envelopes):
            job.wake()  # what the meeting left over goes into the next one at once

    ground.meetings.on_change(ended)
    return Planning(
        Templates(TemplateRepository(database), briefings, clock),
        SeriesService(repository, briefings, clock, job.wake),
        job,
        Overview(briefings.index),
        Feeds(
            FeedRepository(database),
            people.accounts,
            briefings.index,
            briefings,
            clock,
            ground.settings.base_url,
        ),
    )
