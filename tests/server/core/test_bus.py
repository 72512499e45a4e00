"""The contract of bus and leases, in process and on Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from server.bus.base import Bus, Leases, Unreachable
from server.bus.local import LocalBus, LocalHub, LocalLeases
from server.bus.redis import RedisBus, RedisLeases
from server.errors import Unavailable
from tests.support.redis import RedisServer

Made = Callable[[str], Bus]


@pytest.fixture(params=["local", "redis"])
async def make_bus(request: pytest.FixtureRequest) -> AsyncIterator[Callable[[str], object]]:
    made: list[Bus] = []
    hub = LocalHub()
    url = request.getfixturevalue("redis").url if request.param == "redis" else ""

    async def make(node: str) -> Bus:
        bus: Bus = RedisBus(url, node) if url else LocalBus(node, hub)
        await bus.start()
        made.append(bus)
        return bus

    yield make
    for bus in made:
        await bus.stop()


@pytest.fixture(params=["local", "redis"])
async def leases(request: pytest.FixtureRequest) -> AsyncIterator[Leases]:
    if request.param == "local":
        yield LocalLeases()
        return
    redis = RedisLeases(request.getfixturevalue("redis").url)
    yield redis
    await redis.close()


async def _arrives(inbox: list[bytes], count: int) -> list[bytes]:
    async with asyncio.timeout(5):
        while len(inbox) < count:  # noqa: ASYNC110 - filled by a callback
            await asyncio.sleep(0.01)
    return inbox


async def test_a_message_reaches_every_subscriber_of_its_topic_only(make_bus) -> None:
    one, two = await make_bus("one"), await make_bus("two")
    first, second, other = [], [], []
    await one.subscribe("meeting:a", first.append)
    await two.subscribe("meeting:a", second.append)
    await two.subscribe("meeting:b", other.append)
    await asyncio.sleep(0.1)
    await one.publish("meeting:a", b"hello")
    assert await _arrives(first, 1) == [b"hello"]
    assert await _arrives(second, 1) == [b"hello"]
    assert other == []


async def test_after_unsubscribing_nothing_comes(make_bus) -> None:
    bus = await make_bus("one")
    inbox, witness = [], []
    leave = await bus.subscribe("t", inbox.append)
    await bus.subscribe("t", witness.append)
    await asyncio.sleep(0.1)
    await leave()
    await bus.publish("t", b"x")
    await _arrives(witness, 1)
    assert inbox == []


async def test_a_request_is_answered_by_the_node_asked(make_bus) -> None:
    one, two = await make_bus("one"), await make_bus("two")

    async def respond(message: bytes) -> bytes:
        return message[::-1]

    two.respond(respond)
    await asyncio.sleep(0.1)
    answers = await asyncio.gather(*(one.request("two", f"{n}ab".encode()) for n in range(20)))
    assert answers == [f"{n}ab".encode()[::-1] for n in range(20)]


async def test_a_node_that_is_not_there_is_unreachable_at_once(make_bus) -> None:
    bus = await make_bus("one")
    with pytest.raises(Unreachable, match=r"^meeting\.owner_lost$"):
        await bus.request("gone", b"x", timeout_s=30)


async def test_a_node_that_does_not_answer_in_time_is_unreachable(make_bus) -> None:
    one, two = await make_bus("one"), await make_bus("two")

    async def never(message: bytes) -> bytes:
        await asyncio.sleep(30)
        return message

    two.respond(never)
    await asyncio.sleep(0.1)
    with pytest.raises(Unreachable, match=r"^meeting\.owner_lost$"):
        await one.request("two", b"x", timeout_s=0.2)


async def test_one_holder_at_a_time_and_a_greater_token_for_each(leases: Leases) -> None:
    first = await leases.acquire("m", "a", 30)
    assert first is not None
    assert await leases.acquire("m", "b", 30) is None
    assert await leases.acquire("m", "a", 30) == first
    assert await leases.holder("m") == "a"
    await leases.release(first)
    assert await leases.holder("m") is None
    second = await leases.acquire("m", "b", 30)
    assert second is not None
    assert second.token > first.token


async def test_a_lease_runs_out_and_cannot_be_renewed_or_released_by_its_old_holder(leases: Leases) -> None:
    lost = await leases.acquire("m", "a", 0.05)
    assert lost is not None
    await asyncio.sleep(0.2)
    taken = await leases.acquire("m", "b", 30)
    assert taken is not None
    assert await leases.renew(lost, 30) is False
    await leases.release(lost)
    assert await leases.holder("m") == "b"


async def test_renewing_holds_on(leases: Leases) -> None:
    held = await leases.acquire("m", "a", 0.3)
    assert held is not None
    assert await leases.renew(held, 30) is True
    await asyncio.sleep(0.4)
    assert await leases.holder("m") == "a"


async def test_redis_gone_and_back_is_survived(redis: RedisServer) -> None:
    bus = RedisBus(redis.url, "one")
    await bus.start()
    inbox: list[bytes] = []
    await bus.subscribe("t", inbox.append)
    redis.stop()
    with pytest.raises(Unavailable):
        await bus.ping()
    await bus.publish("t", b"lost")
    redis.start()
    async with asyncio.timeout(15):
        while b"after" not in inbox:
            await bus.publish("t", b"after")
            await asyncio.sleep(0.2)
    assert b"lost" not in inbox
    await bus.stop()
