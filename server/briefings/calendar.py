"""The calendar file of a meeting (RFC 5545), in Vietnam's time zone. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from server.zone import TIME_ZONE, local

if TYPE_CHECKING:
    from icalendar import Alarm, Event

CHECK_BEFORE = timedelta(minutes=60)


@dataclass(frozen=True)
class CalendarEntry:
    """What the file says about one meeting. `sequence` grows with every edit, the UID never changes.

    `edited_at`: when anything the file says was last changed.
    """

    meeting: str
    title: str
    starts_at: datetime
    planned_s: int
    agenda: Sequence[str]
    sites: Sequence[str]
    url: str
    sequence: int
    edited_at: datetime
    host: str
    cancelled: bool = False
    tentative: bool = False

    @property
    def status(self) -> str:
        """The STATUS of RFC 5545 section 3.8.1.11; a meeting that is still drafted may not come to be."""
        if self.cancelled:
            return "CANCELLED"
        return "TENTATIVE" if self.tentative else "CONFIRMED"

    @property
    def uid(self) -> str:
        """The name of the event in every calendar."""
        return f"{self.meeting}@{self.host}"


def calendar_file(entry: CalendarEntry) -> bytes:
    """One VEVENT with its time zone definition and an alarm an hour ahead, when the line check begins."""
    return written([event_of(entry)])


def calendar_feed(entries: Sequence[CalendarEntry]) -> bytes:
    """The meetings of one person; those called off say so, until they are forgotten."""
    return written([event_of(entry) for entry in entries], name="Giao Ban")


def event_of(entry: CalendarEntry) -> Event:
    """The meeting as a VEVENT."""
    from icalendar import Event  # slow to load, and not every start makes a calendar file

    starts = local(entry.starts_at)
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.edited_at)
    event.add("last-modified", entry.edited_at)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(seconds=max(entry.planned_s, 60)))
    event.add("summary", entry.title)
    event.add("status", entry.status)
    event.add("url", entry.url)
    event.add("location", ", ".join(entry.sites)[:1000])
    event.add("description", _description(entry))
    if not entry.cancelled:
        event.add_component(_alarm(entry.title))
    return event


def written(events: Sequence[Event], method: str = "", *, name: str = "") -> bytes:
    """Events as an iCalendar object with the time zone they need, which is there also without any event.

    `method`: of RFC 5546, for what is sent to somebody; a file that is only read has none.
    """
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    calendar.add("prodid", "-//Giao Ban//Giao Ban//VI")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", TIME_ZONE)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    if not events:  # RFC 5545 section 3.6: at least one component
        calendar.add_component(Timezone.from_tzid(TIME_ZONE))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _description(entry: CalendarEntry) -> str:
    lines = [f"{number}. {title}" for number, title in enumerate(entry.agenda, start=1)]
    return "\n".join([*lines, "", entry.url])[:4000]


def _alarm(title: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -CHECK_BEFORE)
    return alarm
