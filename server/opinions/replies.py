"""The recipients' side: reading a slip, answering, passing it up, sending it back. Knows no HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.clock import Clock
from server.db.repositories.opinions import (
    Decide,
    Done,
    OpinionRepository,
    Standing,
    Tell,
    tell_nobody,
)
from server.errors import Forbidden, Invalid
from server.notices.port import Notices, Telling
from server.opinions import content, rules
from server.opinions.directory import Directory
from server.opinions.files import Sent, SlipFiles
from server.opinions.office import notice_of
from server.opinions.records import Asked, Entry, Fact, File, Kind, Person, Recipient, Slip, Stage
from server.people.principals import Principal

_Decide = Callable[[Standing, Recipient, Person, datetime], Sequence[Fact]]
"""Given the slip, the recipient's, who acts and when."""


@dataclass(frozen=True)
class Given:
    """What somebody chose and wrote: (what, text) for each question; `attachment` is the id of a file."""

    opinions: Sequence[tuple[str, str]]
    attachment: str | None = None


@dataclass(frozen=True)
class Mine:
    """One recipient's slip as somebody who has to do with it sees it."""

    slip: Slip
    recipient: Recipient
    papers: Sequence[File] = ()


class Replies:
    """What recipients and their superiors do."""

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

    async def mine(self, who: Principal) -> Sequence[Mine]:
        """The slips sent to somebody, and those before them from somebody below; the latest first."""
        return [Mine(slip, one) for slip, one in await self._repository.concerning(who.id)]

    async def open(self, slip: str, account: str, who: Principal) -> Mine:
        """One recipient's slip.

        Raises NotFound ``opinion.not_found``, Forbidden ``opinion.not_recipient``.
        """
        found = await self._repository.get(slip)
        rules.require_seen_by_recipients(found)
        recipient = rules.require_part(await self._repository.recipient(slip, account), who.id)
        return Mine(found, recipient, await self._files.papers(slip))

    async def see(self, slip: str, account: str, who: Principal) -> None:
        """Note that the recipient has opened it."""
        await self._act(
            slip,
            account,
            None,
            who,
            Asked(Kind.SEEN),
            lambda at, one, by, now: rules.see(at.slip, one, by, now),
        )

    async def answer(self, slip: str, account: str, given: Given, key: str, who: Principal) -> Entry:
        """Answer, or answer anew until the deadline; the entry is the signature.

        Raises as `rules.answer` and `content.answer`; NotFound ``opinion.no_file``.
        """
        answer = await self._content(slip, account, given, who)

        def tell(done: Done) -> Telling | None:
            if done.entries[0].by.account == account:
                return None
            return self._telling(done, account, "opinion.told_answered_for")

        done = await self._act(
            slip,
            account,
            key,
            who,
            Asked(Kind.GIVEN, {"answer": answer}, account),
            lambda at, one, by, now: [rules.answer(at.slip, one, answer, by, now, at.sent)],
            tell,
        )
        return done.entries[0]

    async def pass_up(
        self, slip: str, account: str, to: str, note: str, proposed: Given | None, key: str, who: Principal
    ) -> Recipient:
        """Hand it to a superior, perhaps with the answer that is proposed. Raises as `rules.pass_up`."""
        superior = await self._directory.superior(to, Person(who.id, who.name, who.office))
        proposal = None if proposed is None else await self._content(slip, account, proposed, who)
        clean = content.lines(note, content.MAX_NOTE)
        handed = {"to": superior.as_json(), "note": clean, "proposal": proposal}
        await self._act(
            slip,
            account,
            key,
            who,
            Asked(Kind.PASSED_UP, handed, account),
            lambda at, one, by, now: [rules.pass_up(at.slip, one, superior, clean, proposal, by, now)],
            lambda done: self._telling(done, superior.account, "opinion.told_passed_up"),
        )
        return await self._after(slip, account)

    async def send_back(self, slip: str, account: str, note: str, key: str, who: Principal) -> None:
        """Give it back to who passed it up. Raises as `rules.send_back`."""
        clean = content.lines(note, content.MAX_NOTE)
        await self._act(
            slip,
            account,
            key,
            who,
            Asked(Kind.SENT_BACK, {"note": clean}, account),
            lambda at, one, by, now: [rules.send_back(at.slip, one, clean, by, now)],
            lambda done: self._telling(done, done.recipients[account].holder, "opinion.told_sent_back"),
        )

    async def take_back(self, slip: str, account: str, key: str, who: Principal) -> Recipient:
        """Take back what was passed up. Raises as `rules.take_back`."""
        await self._act(
            slip,
            account,
            key,
            who,
            Asked(Kind.TAKEN_BACK, subject=account),
            lambda at, one, by, now: [rules.take_back(at.slip, one, by, now)],
        )
        return await self._after(slip, account)

    async def attach(
        self, slip: str, account: str, sent: Sent, chunks: AsyncIterator[bytes], who: Principal
    ) -> File:
        """Take a file to answer with. Raises as `rules.require_open` and `SlipFiles.receive`."""
        mine = await self.open(slip, account, who)
        rules.require_open(mine.slip, self._clock())
        return await self._files.receive(sent, chunks, who.id)

    async def versions(self, slip: str, account: str, who: Principal) -> Sequence[Mapping[str, Any]]:
        """Every version of one recipient's answer, as the chain's entries, the first first."""
        await self.open(slip, account, who)
        return await self.given(slip, account)

    async def given(self, slip: str, account: str) -> Sequence[Mapping[str, Any]]:
        """As `versions`, for the office."""
        stored = await self._repository.entries(slip, account)
        return [one.entry for one in stored if one.type == Kind.GIVEN]

    async def others(self, slip: str, account: str, who: Principal) -> Sequence[Recipient]:
        """The other recipients' answers, where the slip shows them: after answering, or at the end.

        Raises Forbidden ``opinion.not_shown``, Conflict ``opinion.recalled``.
        """
        mine = await self.open(slip, account, who)
        rules.require_content_shown(mine.slip)
        answered = mine.recipient.stage == Stage.ANSWERED or not mine.slip.is_open(self._clock())
        if not mine.slip.shows_answers or not answered:
            raise Forbidden("opinion.not_shown")
        found = await self._repository.recipients(slip)
        return [one for one in found if one.answer is not None and one.account != account]

    async def paper(self, slip: str, file: str, who: Principal) -> File:
        """A file a recipient may read: the office's papers, and what they or those below them sent.

        Raises Forbidden ``opinion.not_recipient``, NotFound, Conflict ``opinion.recalled``.
        """
        found = await self._repository.get(slip)
        rules.require_seen_by_recipients(found)
        parts = await self._repository.parts(slip, who.id)
        if not parts:
            raise Forbidden("opinion.not_recipient")
        wanted = await self._files.get(slip, file)
        if any(one.account == wanted.owner for one in parts):
            return wanted
        rules.require_content_shown(found)
        if wanted.owner is not None:
            await self._require_shown(wanted, parts, who)
        return wanted

    async def _require_shown(self, file: File, parts: Sequence[Recipient], who: Principal) -> None:
        """Others see what was answered with, where answers are shown, and nothing that was put aside."""
        owner = await self._repository.recipient(file.slip, str(file.owner))
        attached = (owner.answer or {}).get("attachment") if owner else None
        if attached is None or attached["id"] != file.id:
            raise Forbidden("opinion.not_recipient")
        # A superior sees it for any of those below who have answered.
        answered = [one for one in parts if one.stage == Stage.ANSWERED] or parts
        await self.others(file.slip, answered[0].account, who)

    async def _content(self, slip: str, account: str, given: Given, who: Principal) -> dict[str, Any]:
        mine = await self.open(slip, account, who)
        attachment = None
        if given.attachment is not None:
            attachment = await self._files.get(slip, given.attachment)
            if attachment.owner != account:
                raise Invalid("opinion.foreign_file")
        return content.answer(given.opinions, len(mine.slip.questions), attachment)

    async def _act(
        self,
        slip: str,
        account: str,
        key: str | None,
        who: Principal,
        asked: Asked,
        decide: _Decide,
        tell: Tell = tell_nobody,
    ) -> Done:
        by = Person(who.id, who.name, who.office)
        inner = _deciding(account, by, decide)
        done = await self._repository.act(slip, by, key, (account,), asked, inner, tell)
        self._notices.wake()
        return done

    async def _after(self, slip: str, account: str) -> Recipient:
        found = await self._repository.recipient(slip, account)
        return rules.require_part(found, account)

    def _telling(self, done: Done, account: str, code: str) -> Telling:
        notice = notice_of(done.slip, code, {"name": done.entries[0].by.name})
        return self._notices.telling([account], notice)


def _deciding(account: str, by: Person, decide: _Decide) -> Decide:
    """`decide` on the one recipient, for somebody who has to do with it."""

    def inner(standing: Standing, now: datetime) -> Sequence[Fact]:
        rules.require_seen_by_recipients(standing.slip)
        one = rules.require_part(standing.recipients.get(account), by.account)
        return decide(standing, one, by, now)

    return inner
