"""Everything the player and the proceedings need to know of a meeting, read once from its event log. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from recordings.errors import MalformedEvent
from rooms import Envelope, Event, Meeting, RoomsError, open_envelope
from rooms.afterwards import history, roster
from rooms.afterwards.votes import Vote, votes


@dataclass(frozen=True, slots=True)
class Story:
    """The projections of `rooms.afterwards.history` and `rooms.afterwards.roster` side by side.

    `meeting` is the state after the last event.
    """

    meeting: Meeting
    people: Mapping[str, history.Attendance]
    turns: tuple[history.Turn, ...]
    led: tuple[history.Led, ...]
    items: tuple[history.Held, ...]
    pages: tuple[history.PageShown, ...]
    aired: tuple[history.Aired, ...]
    conclusions: tuple[history.Conclusion, ...]
    recordings: tuple[history.Recorded, ...]
    chapters: tuple[history.Chapter, ...]
    halls: tuple[roster.HallCount, ...]
    quorum: tuple[roster.QuorumPoint, ...]
    questionings: tuple[history.Questioning, ...]
    votes: tuple[Vote, ...]
    markings: tuple[history.MarkingStep, ...]
    head: str

    def name(self, seat: str | None) -> str:
        """Return the name of whoever sits at `seat`, the seat itself when nobody knows it."""
        person = self.people.get(seat or "")
        return person.name if person else seat or ""

    def hall(self, seat: str | None) -> str:
        """Return the short name of a hall; empty for a seat that is none."""
        site = self.meeting.sites.get(seat or "")
        if site is not None:
            return site.short_name
        person = self.people.get(seat or "")
        return person.name if person and person.role == "site" else ""

    def speaker(self, turn: history.Turn) -> str:
        """Return the speaker's name, with the hall for a delegate."""
        hall = self.hall(turn.site)
        return f"{turn.name} ({hall})" if turn.delegate and hall else turn.name

    def sides(self, turn: history.Turn) -> history.Questioning | None:
        """Return the question a turn asks or answers, if it does."""
        return next((one for one in self.questionings if one.id == turn.question), None)


def last_moment(story: Story) -> datetime:
    """Return when the session ended, or the time of the last event while it has not."""
    return story.meeting.closed_at or story.meeting.at


def media_seat(turn: history.Turn) -> str:
    """Return the seat whose microphone and camera a turn uses: a delegate's hall, else the speaker's own."""
    return turn.site or turn.seat


def read_story(log: Sequence[Envelope | Event]) -> Story:
    """Read a whole log from its first event; raises `MalformedEvent` when it is cut or damaged."""
    try:
        events = [open_envelope(entry) if isinstance(entry, Envelope) else entry for entry in log]
        return Story(
            meeting=history.final(events),
            people={entry.seat: entry for entry in history.attendance(events)},
            turns=history.turns(events),
            led=history.presided(events),
            items=history.agenda_items(events),
            pages=history.pages(events),
            aired=history.aired(events),
            conclusions=history.conclusions(events),
            recordings=history.recordings(events),
            chapters=history.chapters(events),
            halls=roster.by_hall(events),
            quorum=roster.quorum_course(events),
            questionings=history.questionings(events),
            votes=votes(events),
            markings=history.marking_steps(events),
            head=next((entry.hash for entry in reversed(log) if isinstance(entry, Envelope)), ""),
        )
    except (RoomsError, LookupError) as error:
        raise MalformedEvent(str(error)) from error
