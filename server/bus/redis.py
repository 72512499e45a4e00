"""Bus and leases on Redis: publish/subscribe channels, a reply channel per process, keys with a time to live.

Redis going away is survived: the reader task reconnects with a pause and subscribes again to what was asked
for; messages of the outage are lost, which sequence numbers reveal.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections import defaultdict

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from server.bus.base import Handler, Lease, Responder, Unreachable, Unsubscribe
from server.errors import Unavailable

_PREFIX = "giaoban"
_PAUSE_S = 0.3
_ID = 16  # bytes of a request's id
_ASK, _ANSWER = b"?", b"!"
_log = structlog.get_logger(__name__)

# KEYS[1] lease, KEYS[2] counter; ARGV holder, ttl in ms. Answers the token, or 0 when somebody else holds it.
_ACQUIRE = """
local held = redis.call('GET', KEYS[1])
if held then
  local holder, token = string.match(held, '^(.*)|(%d+)$')
  if holder ~= ARGV[1] then return 0 end
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
  return tonumber(token)
end
local token = redis.call('INCR', KEYS[2])
redis.call('SET', KEYS[1], ARGV[1] .. '|' .. token, 'PX', ARGV[2])
return token
"""
_IF_OURS = "if redis.call('GET', KEYS[1]) == ARGV[1] then return {} end return 0"
_RENEW = _IF_OURS.format("redis.call('PEXPIRE', KEYS[1], ARGV[2])")
_RELEASE = _IF_OURS.format("redis.call('DEL', KEYS[1])")


def connect(url: str) -> Redis:
    """A client with short timeouts: a Redis that hangs must not hang a meeting."""
    return Redis.from_url(url, socket_connect_timeout=2, socket_timeout=3, health_check_interval=10)


class RedisBus:
    """A :class:`server.bus.Bus` over Redis publish/subscribe."""

    def __init__(self, url: str, node: str) -> None:
        self.node = node
        self._url = url
        self._client = connect(url)
        self._handlers: dict[str, list[Handler]] = defaultdict(list)
        self._pending: dict[bytes, asyncio.Future[bytes]] = {}
        self._answering: set[asyncio.Task[None]] = set()
        self._responder: Responder | None = None
        self._pubsub: PubSub | None = None
        self._reader: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connect; raises ``Unavailable`` when Redis is not there."""
        await self.ping()
        ready = asyncio.Event()
        self._reader = asyncio.create_task(self._read_for_ever(ready), name="bus-reader")
        await ready.wait()

    async def stop(self) -> None:
        """Cancel the reader and answers under way, then disconnect."""
        tasks = [*self._answering, *([self._reader] if self._reader else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._client.aclose()

    async def publish(self, topic: str, message: bytes) -> None:
        """Send; an outage is logged and the message lost."""
        try:
            await self._client.publish(_topic(topic), message)
        except (RedisError, OSError) as error:
            _log.warning("bus.publish_failed", error=type(error).__name__)

    async def subscribe(self, topic: str, handler: Handler) -> Unsubscribe:
        """Add a handler and the channel when it is the first."""
        channel = _topic(topic)
        self._handlers[channel].append(handler)
        if self._pubsub is not None and len(self._handlers[channel]) == 1:
            with contextlib.suppress(RedisError, OSError):  # the reader subscribes again when it is back
                await self._pubsub.subscribe(channel)

        async def unsubscribe() -> None:
            handlers = self._handlers.get(channel, [])
            if handler in handlers:
                handlers.remove(handler)
            if not handlers and self._handlers.pop(channel, None) is not None and self._pubsub is not None:
                with contextlib.suppress(RedisError, OSError):
                    await self._pubsub.unsubscribe(channel)

        return unsubscribe

    def respond(self, responder: Responder) -> None:
        """Answer requests to this node."""
        self._responder = responder

    async def request(self, node: str, message: bytes, timeout_s: float = 5.0) -> bytes:
        """Ask; a node nobody listens for is unreachable at once."""
        identity = secrets.token_bytes(_ID)
        future: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._pending[identity] = future
        try:
            heard = await self._client.publish(_node(node), _ASK + identity + _pack(self.node) + message)
            if not heard:
                raise Unreachable("meeting.owner_lost", node=node)
            return await asyncio.wait_for(future, timeout_s)
        except (TimeoutError, RedisError, OSError):
            raise Unreachable("meeting.owner_lost", node=node) from None
        finally:
            del self._pending[identity]

    async def ping(self) -> None:
        """One round trip."""
        try:
            await self._client.ping()
        except (RedisError, OSError):
            raise Unavailable("server.bus") from None

    async def _read_for_ever(self, ready: asyncio.Event) -> None:
        while True:
            try:
                async with self._client.pubsub() as pubsub:
                    await pubsub.subscribe(_node(self.node), *self._handlers)
                    self._pubsub = pubsub
                    ready.set()
                    await self._read(pubsub)
            except (RedisError, OSError) as error:
                _log.warning("bus.lost", error=type(error).__name__)
            finally:
                self._pubsub = None
            await asyncio.sleep(_PAUSE_S)

    async def _read(self, pubsub: PubSub) -> None:
        while True:
            message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=5.0)
            if message is None:
                continue
            channel, data = message["channel"].decode(), message["data"]
            if channel == _node(self.node):
                self._receive(data)
                continue
            for handler in tuple(self._handlers.get(channel, ())):
                handler(data)

    def _receive(self, data: bytes) -> None:
        kind, identity, rest = data[:1], data[1 : 1 + _ID], data[1 + _ID :]
        if kind == _ANSWER:
            future = self._pending.get(identity)
            if future is not None and not future.done():
                future.set_result(rest)
            return
        task = asyncio.create_task(self._answer(identity, rest), name="bus-answer")
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)

    async def _answer(self, identity: bytes, rest: bytes) -> None:
        sender, message = _unpack(rest)
        if self._responder is None:
            return
        answer = await self._responder(message)
        with contextlib.suppress(RedisError, OSError):  # the asker times out and asks again
            await self._client.publish(_node(sender), _ANSWER + identity + answer)


class RedisLeases:
    """Leases as keys with a time to live; the token is a counter that outlives them."""

    def __init__(self, url: str) -> None:
        self._client = connect(url)

    async def acquire(self, name: str, holder: str, ttl_s: float) -> Lease | None:
        """Take or extend."""
        keys = [f"{_PREFIX}:lease:{name}", f"{_PREFIX}:lease-token"]
        token = await self._run(_ACQUIRE, keys, [holder, int(ttl_s * 1000)])
        return Lease(name, holder, token) if token else None

    async def renew(self, lease: Lease, ttl_s: float) -> bool:
        """Extend when still ours."""
        return bool(
            await self._run(_RENEW, [f"{_PREFIX}:lease:{lease.name}"], [_value(lease), int(ttl_s * 1000)])
        )

    async def release(self, lease: Lease) -> None:
        """Delete when still ours."""
        await self._run(_RELEASE, [f"{_PREFIX}:lease:{lease.name}"], [_value(lease)])

    async def holder(self, name: str) -> str | None:
        """Who holds it."""
        try:
            value = await self._client.get(f"{_PREFIX}:lease:{name}")
        except (RedisError, OSError):
            raise Unavailable("server.bus") from None
        if value is None:
            return None
        text = value.decode() if isinstance(value, bytes) else value
        return text.rpartition("|")[0]

    async def close(self) -> None:
        """Disconnect."""
        await self._client.aclose()

    async def _run(self, script: str, keys: list[str], arguments: list[str | int]) -> int:
        try:
            return int(await self._client.eval(script, len(keys), *keys, *arguments))
        except (RedisError, OSError):
            raise Unavailable("server.bus") from None


def _topic(topic: str) -> str:
    return f"{_PREFIX}:topic:{topic}"


def _node(node: str) -> str:
    return f"{_PREFIX}:node:{node}"


def _value(lease: Lease) -> str:
    return f"{lease.holder}|{lease.token}"


def _pack(text: str) -> bytes:
    raw = text.encode()
    return bytes([len(raw)]) + raw


def _unpack(data: bytes) -> tuple[str, bytes]:
    length = data[0]
    return data[1 : 1 + length].decode(), data[1 + length :]
