"""The composition root: builds every service from the settings, and nothing else builds any.

Order matters only here. ``start`` and ``stop`` are called by the application's lifespan.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

from rooms import SYSTEM, Patience
from server.archive.build import build_archive, build_documents
from server.ballots.service import Ballots
from server.briefings.build import build_briefings
from server.briefings.joining import Joining
from server.briefings.service import Briefings
from server.bus.base import Bus, Leases
from server.bus.local import LocalBus, LocalLeases
from server.clock import Clock, SteadyClock
from server.control.service import Control
from server.db.engine import Database
from server.db.migrate import migrate
from server.db.repositories.ballots import BallotRepository
from server.db.repositories.events import EventStore
from server.db.repositories.notices import NoticeRepository
from server.ground import Ground
from server.mail.build import build_mail
from server.markings.build import build_markings
from server.media.keys import load_or_create
from server.media.recorders import Recorders
from server.media.service import Media
from server.meetings.check_in import Guesses
from server.meetings.ownership import Ownership
from server.meetings.presence import Presence
from server.meetings.service import MeetingService
from server.metrics import Metrics
from server.notes.build import build_keys, build_notes
from server.notices.inside import NoticesInside
from server.opinions.build import build_opinions
from server.papers.build import PaperServices, build_making, build_papers
from server.people.build import build_people
from server.people.passwords import Passwords
from server.people.revocations import Revocation
from server.people_admission import PeopleAdmission
from server.planning.build import build_planning
from server.services import Services
from server.settings import Settings
from signaling.auth import ApiKey
from signaling.plane import MediaPlane

LIVE = ("line_check", "in_session", "recess")


def build_services(
    settings: Settings, clock: Clock | None = None, *, plane: MediaPlane | None = None
) -> Services:
    """Make the services; opens no connection yet. Without a ``plane`` there is no picture and sound."""
    ground = _ground(settings, clock or SteadyClock())
    meetings, clock = ground.meetings, ground.clock
    passwords = Passwords()
    keys = build_keys(ground, passwords)
    people = build_people(ground, passwords, keys)
    media = _media(ground, plane)
    briefings = build_briefings(ground, people)
    documents = build_documents(settings)
    making = build_making(settings)
    desk = build_papers(ground, making)
    marked, expiry = build_markings(ground, desk)
    notices = NoticesInside(NoticeRepository(ground.database), clock)
    mail = build_mail(ground, briefings, people, notices)
    ballots = Ballots(BallotRepository(ground.database), meetings, clock)
    opinions = build_opinions(ground, people, desk.papers, making, documents, mail.notices)

    async def is_live(session: str) -> bool:
        return await services.admission.is_live(session)

    services = Services(
        **_parts(ground),
        **_parts(desk),
        presence=_presence(ground, is_live, media, briefings, ballots),
        ballots=ballots,
        guesses=Guesses(),
        admission=PeopleAdmission(people),
        media=media,
        control=Control(meetings, plane, ground.metrics, clock),
        people=people,
        briefings=briefings,
        joining=Joining(settings, meetings, media, clock),
        sweeping=desk.sweeping(opinions.files.sweep),
        mail=mail,
        planning=build_planning(ground, briefings, people),
        marked=marked,
        expiry=expiry,
        documents=documents,
        archive=build_archive(ground, briefings, documents),
        notices=notices,
        notes=build_notes(ground, keys),
        opinions=opinions,
    )
    _follow_revocations(services)
    return services


def _parts(value: Ground | PaperServices) -> dict[str, Any]:
    """The services in it by name, which they have among all services too."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _presence(
    ground: Ground,
    is_live: Callable[[str], Awaitable[bool]],
    media: Media,
    briefings: Briefings,
    ballots: Ballots,
) -> Presence:
    patience = Patience(ground.settings.grace_s)
    return Presence(ground.meetings, ground.clock, patience, is_live, media, briefings.index, ballots)


def _ground(settings: Settings, clock: Clock) -> Ground:
    os.makedirs(settings.data, mode=0o700, exist_ok=True)
    node = secrets.token_hex(6)
    database = Database(settings.database_address)
    bus, leases = _bus(settings, node)
    events = EventStore(database, clock)
    ownership = Ownership(node, leases, events, clock)
    meetings = MeetingService(node, events, bus, ownership, clock, queue_limit=settings.socket_queue)
    return Ground(settings, clock, node, database, events, bus, leases, Metrics(), meetings)


def _media(ground: Ground, plane: MediaPlane | None) -> Media:
    settings = ground.settings
    return Media(
        plane,
        ground.meetings,
        _recorders(ground),
        ground.metrics,
        _media_url(settings),
        media_key(settings),
        proxied=not settings.livekit_url,
    )


def _bus(settings: Settings, node: str) -> tuple[Bus, Leases]:
    if settings.redis_url:
        from server.bus.redis import RedisBus, RedisLeases  # only several processes need its client

        return RedisBus(settings.redis_url, node), RedisLeases(settings.redis_url)
    return LocalBus(node), LocalLeases()


def _recorders(ground: Ground) -> Recorders:
    async def report(meeting: str, command: str, data: dict[str, object]) -> None:
        await ground.meetings.execute(meeting, command, data, f"recorder-{secrets.token_hex(8)}", SYSTEM)

    data = ground.settings.data
    return Recorders(data / "records", data / "taps", report, ground.metrics, ground.clock)


def media_key(settings: Settings) -> ApiKey:
    """The pair that signs media grants: LiveKit's when there is a cluster, else the data folder's own."""
    if settings.livekit_url:
        return ApiKey(settings.livekit_api_key or "", settings.livekit_api_secret or "")
    own = load_or_create(settings.data)
    return ApiKey(own.key, own.secret)


def _media_url(settings: Settings) -> str:
    """Where media clients of this process go; empty means the address they came by."""
    return settings.livekit_url or settings.node_url or settings.public_url or ""


def _follow_revocations(services: Services) -> None:
    """A sign-in that ends closes its sockets and leaves the media plane at once."""

    def on_revoked(revocation: Revocation) -> None:
        services.meetings.end_sessions(revocation.sessions)
        services.media.end_sessions(revocation.sessions, revocation.reason)
        services.media.kick(revocation.meeting, revocation.seats, revocation.reason)

    services.people.revocations.subscribe(on_revoked)


async def start(services: Services) -> None:
    """Connect in order; an exception here ends the start."""
    await migrate(services.database)
    await services.bus.start()
    await services.people.start()
    await services.media.start()
    await services.meetings.start()
    await services.presence.start()
    await services.control.start()
    await services.papers.start()
    await services.planning.start()
    await services.sweeping.start()
    await services.mail.start()
    await services.opinions.reminding.start()
    await services.expiry.start()
    await services.notes.upkeep.start()
    await _take_up_live_meetings(services)


async def _take_up_live_meetings(services: Services) -> None:
    """Meetings under way when the last process ended: clear stale lines, record on. Then those to come."""
    for stream in await services.events.list(LIVE):
        services.meetings.spawn(services.meetings.take_up(stream.meeting), "take-up")
    await services.presence.take_up_soon_open()


async def stop(services: Services) -> None:
    """Stop in the opposite order: screens are told, recordings finished, then the rest."""
    await services.opinions.reminding.stop()
    await services.mail.stop()
    await services.planning.stop()
    await services.notes.upkeep.stop()
    await services.expiry.stop()
    await services.sweeping.stop()
    await services.papers.stop()
    await services.control.stop()
    await services.presence.stop()
    services.meetings.close_screens()
    await services.media.stop(services.settings.shutdown_deadline_s * 0.6)
    await services.meetings.stop()
    await services.people.stop()
    await services.bus.stop()
    await services.database.close()
