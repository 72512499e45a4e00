"""Two servers on PostgreSQL and Redis serve one meeting; one of them is lost; Redis is lost for a while."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from rooms import SYSTEM, Viewer, parse_command
from server.errors import ServerError
from tests.server.core.harness import Running, running
from tests.support.postgres import Postgres
from tests.support.redis import RedisServer


def both(postgres: Postgres, redis: RedisServer) -> dict[str, object]:
    return {"database_url": postgres.database(), "redis_url": redis.url}


def owner_of(*servers: Running) -> Running:
    owning = [server for server in servers if server.services.meetings.ownership.get("m1") is not None]
    assert len(owning) == 1
    return owning[0]


async def test_commands_to_either_reach_the_owner_and_both_fan_out(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "a", **settings) as one, running(tmp_path / "b", **settings) as two:
        await one.create(to="in_session")
        async with one.open("officer-chair", "chair") as chair, two.open("site-S1", "site") as site:
            await chair.until(lambda c: c.view["sites"]["site-S1"]["present"])
            assert (await site.command("floor.request", topic="từ máy hai"))["ok"] is True
            await chair.until(lambda c: c.view["floor"]["queue"])
            request = chair.view["floor"]["queue"][0]
            assert (await chair.command("floor.grant", request=request))["ok"] is True
            await site.until(lambda c: c.view["me"]["holds_floor"])
            refused = await site.command("meeting.close")
            assert refused["error"]["code"] == "role.denied"
            owner_of(one, two)
            events = await two.services.meetings.events("m1")
            assert [event.seq for event in events] == list(range(1, len(events) + 1))


async def test_the_same_key_sent_to_both_takes_effect_once(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "a", **settings) as one, running(tmp_path / "b", **settings) as two:
        await one.create(to="in_session")
        actor = Viewer("site-S1", "site")
        outcomes = await asyncio.gather(
            *(
                server.services.meetings.execute("m1", "chat.post", {"text": "một"}, "same", actor)
                for server in (one, two) * 5
            )
        )
        assert len({outcome.seq for outcome in outcomes}) == 1
        posted = [e for e in await one.services.meetings.events("m1") if e.type == "chat.posted"]
        assert len(posted) == 1


async def test_what_a_command_came_to_is_read_where_it_was_not_heard_of_yet(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "a", **settings) as one, running(tmp_path / "b", **settings) as two:
        await one.create(to="in_session")
        asking = next(each for each in (one, two) if each is not owner_of(one, two)).services.meetings
        await asking.state("m1")
        asking._heard = lambda *_: None  # type: ignore[method-assign]
        done = await asking.execute("m1", "chat.post", {"text": "một"}, "a-key", Viewer("site-S1", "site"))
        assert (await asking.state("m1")).seq < done.seq
        assert (await asking.state_at("m1", done.seq)).seq >= done.seq


async def test_a_signal_crosses_processes(tmp_path: Path, postgres: Postgres, redis: RedisServer) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "a", **settings) as one, running(tmp_path / "b", **settings) as two:
        await one.create(to="in_session")
        async with one.open("officer-chair", "chair"), two.open("site-S1", "site") as site:
            await one.services.meetings.signal("m1", "speakers", {"seats": ["officer-chair"]})
            await site.until(lambda c: c.signals)
            assert site.signals[0]["data"] == {"seats": ["officer-chair"]}


async def test_when_the_owner_is_gone_the_other_takes_over_with_the_same_state(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    settings = both(postgres, redis)
    async with running(tmp_path / "b", **settings) as two:
        async with running(tmp_path / "a", **settings) as one:
            await one.create(to="in_session")
            async with two.open("site-S1", "site") as site:
                await site.command("floor.request", topic="giữ chỗ")
            before = await one.services.meetings.view("m1", Viewer("officer-chair", "chair"))
        async with two.open("officer-chair", "chair") as chair:
            assert chair.view["floor"] == before["floor"]
            assert (await chair.command("chat.post", text="tiếp"))["ok"] is True
        assert owner_of(two) is two


async def test_an_owner_that_was_fenced_off_cannot_write_and_recovers(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    async with running(tmp_path / "a", **both(postgres, redis)) as one:
        await one.create(to="in_session")
        stale = one.services.meetings.ownership.get("m1")
        assert stale is not None
        await one.services.events.claim("m1")  # as another process would that believes the lease is its own
        actor = Viewer("site-S1", "site")
        outcome = await one.services.meetings.execute("m1", "chat.post", {"text": "x"}, "k", actor)
        assert stale.lost.is_set()
        late = parse_command("chat.post", {"text": "y"}, key="k2", actor=actor)
        with pytest.raises(ServerError, match=r"^meeting\.owner_lost$"):
            await stale.execute(late)
        posted = [e.seq for e in await one.services.meetings.events("m1") if e.type == "chat.posted"]
        assert posted == [outcome.seq]


async def test_redis_gone_leaves_local_meetings_running_and_says_not_ready(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    import httpx

    async with running(tmp_path / "a", **both(postgres, redis)) as one:
        await one.create(to="in_session")
        async with one.open("officer-chair", "chair") as chair:
            redis.stop()
            assert (await chair.command("chat.post", text="không có Redis"))["ok"] is True
            await chair.until(lambda c: len(c.view["chat"]) == 1)
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{one.port}") as client:
                assert (await client.get("/healthz")).status_code == 200
                assert (await client.get("/readyz")).status_code == 503
            redis.start()
            async with asyncio.timeout(20):
                while True:
                    try:
                        await one.services.bus.ping()
                        break
                    except ServerError:
                        await asyncio.sleep(0.1)
            assert (await chair.command("chat.post", text="đã có lại"))["ok"] is True
            await chair.until(lambda c: len(c.view["chat"]) == 2)


async def test_connections_of_a_dead_process_are_cleared(
    tmp_path: Path, postgres: Postgres, redis: RedisServer
) -> None:
    async with running(tmp_path / "a", **both(postgres, redis)) as one:
        await one.create()
        data = {"seat": "site-S1", "role": "site", "connection": "deadnode.1", "name": ""}
        await one.services.meetings.execute("m1", "seat.connect", data, "on", SYSTEM)
        async with asyncio.timeout(15):
            while (await one.services.meetings.state("m1")).lines["site-S1"].present:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


@pytest.mark.kill
async def test_a_killed_server_comes_back_with_the_same_state_and_nobody_connected(tmp_path: Path) -> None:
    async with running(tmp_path) as first:
        await first.create(to="in_session")
        async with first.open("site-S1", "site") as site:
            await site.command("floor.request", topic="x")
            incarnation = site.incarnation
            # What a kill leaves: a connection nobody closed.
            data = {"seat": "site-S2", "role": "site", "connection": "killed.1", "name": ""}
            await first.services.meetings.execute("m1", "seat.connect", data, "on", SYSTEM)
    async with running(tmp_path) as second, second.open("site-S1", "site") as site:
        assert site.view["me"]["request"]
        assert site.incarnation != incarnation
        await site.until(lambda c: not c.view["sites"]["site-S2"]["present"])
