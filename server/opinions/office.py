"""The office's side: drafting, sending, extending, reminding, closing and recalling slips. Knows no HTTP."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from recordings.official.words import LOCAL
from server.clock import Clock, iso
from server.db.repositories.opinions import (
    EVERYBODY,
    Decide,
    Done,
    OpinionRepository,
    Standing,
    Tell,
    tell_nobody,
)
from server.errors import Conflict, Invalid, NotFound
from server.notices.port import Notice, Notices, Telling
from server.opinions import content, rules
from server.opinions.directory import Directory
from server.opinions.files import SlipFiles
from server.opinions.records import Asked, Fact, Kind, Person, Recipient, Slip, Stage, State
from server.people.principals import Principal
from server.people.records import ADMINISTRATOR, ARCHIVIST
from server.people.texts import one_line

_STAYS = frozenset({"opinion.told_recalled", "opinion.told_answered_for"})
"""Notices that are of use after the deadline too."""


@dataclass(frozen=True)
class Draft:
    """What is typed into a draft; None stays as it is. `recipients`: (account, group) each."""

    number: str | None = None
    title: str | None = None
    body: str | None = None
    questions: Sequence[str] | None = None
    deadline: datetime | None = None
    shows_answers: bool | None = None
    needs_superior: bool | None = None
    recipients: Sequence[tuple[str, str]] | None = None


class Office:
    """What the author of a slip, or an administrator, does with it."""

    def __init__(
        self,
        repository: OpinionRepository,
        directory: Directory,
        files: SlipFiles,
        notices: Notices,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._directory = directory
        self._files = files
        self._notices = notices
        self._clock = clock

    async def all(self, who: Principal) -> Sequence[Slip]:
        """The caller's own slips; for administrators and archivists everybody's that were sent too."""
        own = await self._repository.all(who.id)
        if who.roles.isdisjoint({ADMINISTRATOR, ARCHIVIST}):
            return own
        sent = await self._repository.all(drafts=ADMINISTRATOR in who.roles)
        return sorted({one.id: one for one in (*own, *sent)}.values(), key=_latest_first)

    async def counts(self) -> Mapping[str, tuple[int, int]]:
        """Of every slip: recipients, and how many of them have answered."""
        return await self._repository.counts()

    async def slip(self, slip: str) -> Slip:
        """A slip, whoever asks: for the command line and other services. Raises NotFound."""
        return await self._repository.get(slip)

    async def readable(self, slip: str, who: Principal) -> Slip:
        """A slip the caller may read as the office. Raises NotFound ``opinion.not_found``."""
        if not await self.reads(slip, who):
            raise NotFound("opinion.not_found")
        return await self._repository.get(slip)

    async def reads(self, slip: str, who: Principal) -> bool:
        """Whether the caller may read a slip as the office. Raises NotFound ``opinion.not_found``."""
        found = await self._repository.get(slip)
        return self.manages(found, who) or (ARCHIVIST in who.roles and found.state != State.DRAFT)

    def manages(self, slip: Slip, who: Principal) -> bool:
        """Whether the caller may change a slip: its author, and administrators."""
        return slip.author == who.id or ADMINISTRATOR in who.roles

    async def require_draft(self, slip: str, who: Principal) -> None:
        """Raises Conflict ``opinion.not_draft``, and as `managed`."""
        rules.require_draft(await self.managed(slip, who))

    async def managed(self, slip: str, who: Principal) -> Slip:
        """A slip the caller may change. Raises NotFound ``opinion.not_found`` for others' as for none."""
        found = await self._repository.get(slip)
        if not self.manages(found, who):
            raise NotFound("opinion.not_found")
        return found

    async def recipients(self, slip: str) -> Sequence[Recipient]:
        """The recipients' slips in their order."""
        return await self._repository.recipients(slip)

    async def create(self, draft: Draft, key: str, who: Principal) -> Slip:
        """Make a draft. The same key again answers the draft made then. Raises as `edit`."""
        now = self._clock()
        empty = Slip(
            id=f"y{secrets.token_hex(6)}",
            number="",
            title="",
            body="",
            questions=(),
            author=who.id,
            author_name=who.name,
            author_office=who.office,
            deadline=None,
            shows_answers=False,
            needs_superior=False,
            created_at=now,
            changed_at=now,
        )
        # Looked at before anything is stored: what is refused leaves no empty draft behind.
        values = _values(draft)
        recipients = await self._chosen(empty.id, draft)
        return await self._repository.add(replace(empty, **values), key, recipients or ())

    async def edit(self, slip: str, draft: Draft, who: Principal) -> Slip:
        """Change a draft.

        Raises:
            Conflict: ``opinion.not_draft``.
            Invalid: ``opinion.too_many_questions``, ``opinion.too_many_recipients``,
                ``opinion.unknown_recipients``.
        """
        await self.managed(slip, who)
        recipients = await self._chosen(slip, draft)
        values = _values(draft)
        if "questions" in values:
            values["questions"] = list(values["questions"])
        return await self._repository.edit(slip, values, recipients)

    async def _chosen(self, slip: str, draft: Draft) -> Sequence[Recipient] | None:
        if draft.recipients is None:
            return None
        return await self._directory.recipients(slip, draft.recipients)

    async def delete(self, slip: str, who: Principal) -> None:
        """Delete a draft. Raises Conflict ``opinion.not_draft``."""
        rules.require_draft(await self.managed(slip, who))
        files = await self._files.all(slip)
        await self._repository.delete(slip)
        await self._files.forget(files)

    async def send(self, slip: str, key: str, who: Principal) -> Slip:
        """Send a draft to its recipients. Raises as `rules.send`; Invalid ``opinion.unknown_recipients``."""

        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            rules.require_draft(standing.slip)
            named = [_as_now(one, standing.people) for one in standing.recipients.values()]
            return [rules.send(standing.slip, named, standing.papers, now)]

        def tell(done: Done) -> Telling:
            return self._telling(done, done.recipients, "opinion.told_sent")

        done = await self._act(slip, key, who, EVERYBODY, Asked(Kind.SENT), decide, tell)
        return done.slip

    async def extend(self, slip: str, deadline: datetime, reason: str, key: str, who: Principal) -> Slip:
        """Give more time. Raises as `rules.extend`."""
        why = content.lines(reason, content.MAX_NOTE)
        until = _whole_ms(deadline)
        asked = Asked(Kind.EXTENDED, {"deadline": iso(until), "reason": why})

        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            return [rules.extend(standing.slip, until, why, now)]

        def tell(done: Done) -> Telling:
            left = [one.holder for one in done.recipients.values() if one.stage != Stage.ANSWERED]
            return self._telling(done, left, "opinion.told_extended")

        return (await self._act(slip, key, who, EVERYBODY, asked, decide, tell)).slip

    async def recall(self, slip: str, reason: str, key: str, who: Principal) -> Slip:
        """Take a slip back from everybody it has come to. Raises as `rules.recall`."""
        why = content.lines(reason, content.MAX_NOTE)
        asked = Asked(Kind.RECALLED, {"reason": why})

        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            return [rules.recall(standing.slip, why)]

        def tell(done: Done) -> Telling:
            people = [account for one in done.recipients.values() for account in one.people]
            return self._telling(done, people, "opinion.told_recalled")

        return (await self._act(slip, key, who, EVERYBODY, asked, decide, tell)).slip

    async def close(self, slip: str, key: str, who: Principal) -> Slip:
        """Stop taking answers now. Raises as `rules.close`."""

        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            return [rules.close(standing.slip, now)]

        return (await self._act(slip, key, who, (), Asked(Kind.CLOSED), decide)).slip

    async def remind(self, slip: str, only: Sequence[str] | None, key: str, who: Principal) -> int:
        """Remind those who have not answered; answer how many. Raises as `rules.remind`."""

        def decide(standing: Standing, now: datetime) -> Sequence[Fact]:
            return [rules.remind(standing.slip, standing.recipients, only, now)]

        def tell(done: Done) -> Telling:
            reminded = [done.recipients[one].holder for one in done.entries[0].data["accounts"]]
            return self._telling(done, reminded, "opinion.told_reminded")

        done = await self._act(slip, key, who, EVERYBODY, Asked(Kind.REMINDED), decide, tell)
        reminded = frozenset(done.entries[0].data["accounts"])
        if only is not None and not reminded <= frozenset(only):  # the key of another reminder
            raise Conflict("opinion.key_used")
        return len(reminded)

    async def note_tabled(self, slip: str, meeting: str, item: str, key: str, who: Principal) -> None:
        """Keep in the chain that it became an item of a meeting's agenda."""
        asked = Asked(Kind.TABLED, {"meeting": meeting, "item": item})
        await self._act(slip, key, who, (), asked, lambda at, _: [rules.table(at.slip, meeting, item)])

    async def _act(
        self,
        slip: str,
        key: str,
        who: Principal,
        whom: Sequence[str] | None,
        asked: Asked,
        decide: Decide,
        tell: Tell = tell_nobody,
    ) -> Done:
        await self.managed(slip, who)
        by = Person(who.id, who.name, who.office)
        done = await self._repository.act(slip, by, key, whom, asked, decide, tell)
        self._notices.wake()
        return done

    def _telling(self, done: Done, accounts: Iterable[str], code: str) -> Telling:
        more = {"reason": done.entries[0].data.get("reason", "")}
        return self._notices.telling(list(accounts), notice_of(done.slip, code, more))


def notice_of(slip: Slip, code: str, more: Mapping[str, str]) -> Notice:
    """A notice about a slip; what asks for an answer is of use until the deadline."""
    until = {} if code in _STAYS or slip.deadline is None else {"until": iso(slip.deadline)}
    return Notice(code, slip.id, {"title": slip.title, "deadline": local(slip.deadline), **until, **more})


def local(at: datetime | None) -> str:
    """A time as people here read it: 17:00 30/11/2026."""
    return at.astimezone(LOCAL).strftime("%H:%M %d/%m/%Y") if at else ""


def _latest_first(slip: Slip) -> tuple[float, str]:
    return -slip.created_at.timestamp(), slip.id


def _values(draft: Draft) -> dict[str, Any]:
    """The columns a draft sets, made safe."""
    made = {
        "number": None if draft.number is None else one_line(draft.number, content.MAX_NUMBER),
        "title": None if draft.title is None else one_line(draft.title, content.MAX_TITLE),
        "body": None if draft.body is None else content.lines(draft.body, content.MAX_BODY),
        "questions": None if draft.questions is None else content.questions(draft.questions),
        "deadline": None if draft.deadline is None else _whole_ms(draft.deadline),
        "shows_answers": draft.shows_answers,
        "needs_superior": draft.needs_superior,
    }
    return {name: value for name, value in made.items() if value is not None}


def _whole_ms(at: datetime) -> datetime:
    """Cut to milliseconds, as entries write times."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _as_now(one: Recipient, people: Mapping[str, Person]) -> Recipient:
    """The recipient under the name it has when the slip is sent."""
    person = people.get(one.account)
    if person is None:
        raise Invalid("opinion.unknown_recipients", accounts=[one.account], count=1)
    return replace(one, name=person.name, office=person.office)
