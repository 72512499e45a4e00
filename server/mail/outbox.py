"""The outbox: messages are kept until the SMTP server has taken them, by one process at a time.

At least once: a process killed between handing a message over and noting it hands it over again, under the
same Message-ID. What the server puts off (4xx) is tried again after longer and longer waits; what it refuses
(5xx) has failed, with its reason; a server that is away holds up everything and costs no message an attempt.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from server.bus.base import Leases
from server.clock import Clock
from server.db.repositories.mail import MailRepository
from server.errors import Conflict, NotFound, ServerError, StorageFull, Unavailable
from server.mail.compose import Sender, compose
from server.mail.records import QUEUED, Letter, Message, Recipient, Told
from server.mail.rendering import Rendering
from server.mail.texts import WORDS
from server.mail.transport import Away, Line, Refused, Server, connected
from server.people import secrets

PERIOD_S = 20.0
KEY_LENGTH = 200
LEASE_S = 180.0
BATCH = 50
"""Messages over one connection."""
WAITS_MIN = (1, 3, 10, 30, 60, 120, 240, 480, 720, 1440)
"""Minutes before the second, third, … attempt at a message the server puts off."""
AWAY_S = (15.0, 30.0, 60.0, 120.0, 300.0)
_log = structlog.get_logger(__name__)


class Outbox:
    """Queues messages and sends them."""

    def __init__(
        self,
        repository: MailRepository,
        rendering: Rendering,
        server: Server | None,
        sender: Sender,
        rate: int,
        leases: Leases,
        node: str,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._rendering = rendering
        self._server = server
        self._sender = sender
        self._pause_s = 60.0 / rate
        self._leases = leases
        self._node = node
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self._woken = asyncio.Event()
        self._stopping = False
        self._busy = asyncio.Lock()
        self._away = 0

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
        if letter.template not in WORDS:
            raise KeyError(letter.template)
        if not self.configured or not letter.to.email:
            return False
        letter = replace(letter, key=short_key(letter.key))
        added = await self._repository.add(letter, self._clock(), told)
        if added:
            self.wake()
        return added

    async def resend(self, meeting: str, message: int) -> None:
        """Send a message again.

        Raises:
            NotFound: ``mail.not_found``. Conflict: ``mail.off``, ``mail.waiting``.
        """
        found = await self._repository.get(meeting, message)
        if found is None:
            raise NotFound("mail.not_found")
        if not self.configured:
            raise Conflict("mail.off")
        if found.state == QUEUED:
            raise Conflict("mail.waiting")
        base = found.letter.key.partition("#")[0][:150]
        await self.put(replace(found.letter, key=f"{base}#{secrets.new_id()}", expires_at=None))

    async def start(self) -> None:
        """Send from now on."""
        if self.configured:
            self._task = asyncio.create_task(self._run(), name="mail")

    async def stop(self) -> None:
        """Stop; what waits is sent at the next start."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                await self.work()
                pause = PERIOD_S if not self._away else AWAY_S[min(self._away, len(AWAY_S)) - 1]
            except ServerError as error:
                _log.warning("mail.later", code=error.code)
                pause = PERIOD_S
            except Exception as error:
                _log.error("mail.failed", exc_info=error)
                pause = PERIOD_S
            if self._away:
                await asyncio.sleep(pause)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

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
        try:
            words = await self._rendering.render(message.letter)
            mail = compose(message, words, self._sender, self._clock())
        except (Unavailable, StorageFull):
            raise  # about this server: the message waits
        except (ValueError, KeyError, ServerError) as error:
            # It can never be sent as it stands: a link for somebody who is gone, a name that is no header.
            await self._repository.failed(
                message, f"unsendable: {getattr(error, 'code', type(error).__name__)}"
            )
            return False
        try:
            await line.send(mail, self._sender.email, message.letter.to.email)
        except Refused as refused:
            await self._put_off(message, refused)
            return False
        await self._repository.sent(message, self._clock())
        return True

    async def _put_off(self, message: Message, refused: Refused) -> None:
        if refused.lasting or message.attempts >= len(WAITS_MIN):
            await self._repository.failed(message, refused.reason)
            return
        at = self._clock() + timedelta(minutes=WAITS_MIN[message.attempts])
        await self._repository.later(message, refused.reason, at)


def short_key(key: str) -> str:
    """The key as the table holds it: a long one keeps its beginning and ends with its digest."""
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - 41]}~{hashlib.sha256(key.encode()).hexdigest()[:40]}"
