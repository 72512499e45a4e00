"""The outbox: messages are kept until the SMTP server has taken them, by one process at a time.

At least once: a process killed between handing a message over and noting it hands it over again, under the
same Message-ID. What the server puts off (4xx) is tried again after longer and longer waits; what it refuses
(5xx) has failed, with its reason; a server that is away holds up everything and costs no message an attempt.
A message under which the line breaks again and again waits like one that is put off, and the others go on.
What the meeting has overtaken is dropped at the last moment, however long it waited.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.errors import MessageError
from email.message import EmailMessage

import structlog

from server.bus.base import Leases
from server.clock import Clock
from server.db.repositories.mail import MailRepository
from server.errors import Conflict, ServerError, StorageFull, Unavailable
from server.mail.compose import Sender, compose
from server.mail.records import QUEUED, Letter, Message, Recipient, Told
from server.mail.rendering import Rendering
from server.mail.standing import Standing
from server.mail.texts import WORDS
from server.mail.transport import Away, Line, Refused, Server, connected
from server.people import secrets
from server.people.emails import on_the_wire
from server.periodic import Periodic

PERIOD_S = 20.0
KEY_LENGTH = 200
LEASE_S = 180.0
BATCH = 50
"""Messages over one connection."""
WAITS_MIN = (1, 3, 10, 30, 60, 120, 240, 480, 720, 1440)
"""Minutes before the second, third, … attempt at a message the server puts off."""
AWAY_S = (15.0, 30.0, 60.0, 120.0, 300.0)
STUMBLES = 3
"""Lines that may break under one message before the others go first."""
_log = structlog.get_logger(__name__)


class Outbox:
    """Queues messages and sends them."""

    def __init__(
        self,
        repository: MailRepository,
        rendering: Rendering,
        standing: Standing,
        server: Server | None,
        sender: Sender,
        rate: int,
        leases: Leases,
        node: str,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._rendering = rendering
        self._standing = standing
        self._server = server
        self._sender = sender
        self._pause_s = 60.0 / rate
        self._leases = leases
        self._node = node
        self._clock = clock
        self._periodic = Periodic("mail", PERIOD_S, self._turn)
        self._stopping = False
        self._busy = asyncio.Lock()
        self._away = 0
        self._stumbled: Counter[int] = Counter()

    @property
    def configured(self) -> bool:
        """Whether there is a server to hand messages to; without one nothing is queued."""
        return self._server is not None

    async def queue(
        self,
        to: Recipient,
        template: str,
        data: dict[str, object],
        key: str,
        *,
        meeting: str | None = None,
        person: str = "",
    ) -> bool:
        """Write to somebody, once for each `key`; True when the message was not known yet.

        `template` is one of ``server.mail.texts.WORDS``, `data` fills it. Nothing is queued while the
        installation has no SMTP server. Raises KeyError for a template that is none.
        """
        return await self.put(Letter(to, template, data, key, meeting, person))

    async def put(self, letter: Letter, told: Told | None = None) -> bool:
        """Queue a letter and note in the same step what it tells."""
        if not self._takes(letter):
            return False
        added = await self._repository.add(_stored(letter), self._clock(), told)
        if added:
            self.wake()
        return added

    async def withdraw(self, letter: Letter, told: Told) -> None:
        """Queue that somebody is not invited any more; whom no invitation has reached is told nothing."""
        if self._takes(letter) and await self._repository.withdraw(_stored(letter), self._clock(), told):
            self.wake()

    def _takes(self, letter: Letter) -> bool:
        if letter.template not in WORDS:
            raise KeyError(letter.template)
        return self.configured and bool(letter.to.email)

    async def again(self, message: Message, letter: Letter) -> None:
        """Send once more to somebody what a message told, as `letter` says it now.

        Raises Conflict ``mail.off``, ``mail.waiting``.
        """
        if not self.configured:
            raise Conflict("mail.off")
        if message.state == QUEUED:
            raise Conflict("mail.waiting")
        base = letter.key.partition("#")[0][:150]
        await self.put(replace(letter, key=f"{base}#{secrets.new_id()}"))

    async def start(self) -> None:
        """Send from now on."""
        if self.configured:
            self._periodic.start()

    async def stop(self) -> None:
        """Stop; what waits is sent at the next start."""
        self._stopping = True
        await self._periodic.stop()

    def wake(self) -> None:
        """There may be something to send."""
        self._periodic.wake()

    async def _turn(self) -> None:
        await self.work()
        if self._away:  # whatever is queued meanwhile, the server is left alone
            await asyncio.sleep(AWAY_S[min(self._away, len(AWAY_S)) - 1])

    async def work(self) -> int:
        """Send what is due, if no other process does; answer how many messages the server took."""
        async with self._busy:
            return await self._work()

    async def _work(self) -> int:
        taken = 0
        while self._server is not None and not self._stopping:
            if not await self._holds():
                return taken
            due = await self._repository.due(self._clock(), BATCH)
            if not due:
                return taken
            try:
                taken += await self._send_all(self._server, due)
                self._away = 0
            except Away as away:
                self._away += 1
                await self._repository.held(due, away.reason)
                _log.warning("mail.server_away", reason=away.reason)
                return taken
        return taken

    async def _holds(self) -> bool:
        """Whether it is this process that sends; asked again before each message."""
        return await self._leases.acquire("mail", self._node, LEASE_S) is not None

    async def _send_all(self, server: Server, due: Sequence[Message]) -> int:
        taken = 0
        async with connected(server) as line:
            for message in due:
                if await self._holds() and await self._send(line, message):
                    taken += 1
                    await asyncio.sleep(self._pause_s)
        return taken

    async def _send(self, line: Line, message: Message) -> bool:
        expires = message.letter.expires_at
        if expires is not None and expires <= self._clock():
            await self._repository.failed(message, "expired")
            return False
        if not await self._standing.holds(message.letter):
            await self._repository.dropped(message, self._clock())
            return False
        written = await self._written(message)
        if written is None or not await self._repository.begin(message):
            return False
        return await self._hand_over(line, message, written)

    async def _written(self, message: Message) -> Written | None:
        """The message on its way to its address; None for one that can never be sent as it stands."""
        try:
            to = on_the_wire(message.letter.to.email)
            words = await self._rendering.render(message.letter)
            return Written(compose(message, words, self._sender, self._clock()), to)
        except (Unavailable, StorageFull):
            raise  # about this server: the message waits
        except (ValueError, KeyError, MessageError, ServerError) as error:
            # Such as a link for somebody who is gone, a name that is no header, an address that is none.
            code = getattr(error, "code", type(error).__name__)
            await self._repository.failed(message, f"unsendable: {code}")
            return None

    async def _hand_over(self, line: Line, message: Message, written: Written) -> bool:
        try:
            await line.send(written.mail, self._sender.email, written.to)
        except Refused as refused:
            await self._put_off(message, refused)
            return False
        except Away as away:
            await self._stumble(message, away)
            raise
        del self._stumbled[message.id]
        await self._repository.sent(message, self._clock())
        return True

    async def _stumble(self, message: Message, away: Away) -> None:
        self._stumbled[message.id] += away.in_hand
        if self._stumbled[message.id] >= STUMBLES:
            del self._stumbled[message.id]
            await self._put_off(message, Refused(away.reason, lasting=False))

    async def _put_off(self, message: Message, refused: Refused) -> None:
        if refused.lasting or message.attempts >= len(WAITS_MIN):
            await self._repository.failed(message, refused.reason)
            return
        at = self._clock() + timedelta(minutes=WAITS_MIN[message.attempts])
        await self._repository.later(message, refused.reason, at)


@dataclass(frozen=True)
class Written:
    """A message as it goes over the line, and where to."""

    mail: EmailMessage
    to: str


def _stored(letter: Letter) -> Letter:
    return replace(letter, key=short_key(letter.key))


def short_key(key: str) -> str:
    """The key as the table holds it: a long one keeps its beginning and ends with its digest."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - 41]}~{hashlib.sha256(key.encode()).hexdigest()[:40]}"
