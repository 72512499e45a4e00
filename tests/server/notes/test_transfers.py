"""Codes that carry the key to another device of the same owner: once, soon, and after few wrong tries."""

from __future__ import annotations

import asyncio
from pathlib import Path

from server.notes.transfers import PER_OWNER, TRIES
from tests.server.notes.support import by_password, key_of, lan, opened, refused, rows, ways
from tests.server.people.harness import Tab, World

OTHER = "AAAA-CCCC-DDDD"


async def new_code(tab: Tab) -> str:
    answer = await tab.post("/notes/transfers")
    assert answer.status_code == 201, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["expires_at"] == "2026-03-02T01:10:00.000Z"
    return str(answer.json()["code"])


async def two_devices(world: World) -> tuple[Tab, Tab]:
    """One account without a password: the first device opens its notes, the second does not."""
    account = await lan(world, password=None)
    first = await world.account_tab(account)
    await opened(first)
    return first, await world.account_tab(account)


async def claim(tab: Tab, code: str) -> tuple[int, str]:
    return refused(await tab.post("/notes/transfers/claim", json={"code": code}))


async def test_a_code_opens_the_notes_on_another_device_once(world: World) -> None:
    first, second = await two_devices(world)
    code = await new_code(first)
    typed = f" {code.lower().replace('-', ' ')} "
    key = key_of(await second.post("/notes/transfers/claim", json={"code": typed}))
    assert key == await opened(first) == await opened(second)
    assert await claim(second, code) == (410, "notes.code_ended")
    assert await opened(second) == key


async def test_a_code_claimed_twice_at_once_opens_once(world: World) -> None:
    first, second = await two_devices(world)
    code = await new_code(first)
    claims = (second.post("/notes/transfers/claim", json={"code": code}) for _ in range(3))
    answers = await asyncio.gather(*claims)
    assert sorted(one.status_code for one in answers) == [200, 410, 410]


async def test_a_code_ends_after_ten_minutes(world: World, tmp_path: Path) -> None:
    first, second = await two_devices(world)
    code = await new_code(first)
    world.clock.move(minutes=10)
    assert await claim(second, code) == (410, "notes.code_ended")
    await world.services.notes.upkeep.look()
    assert rows(tmp_path, "SELECT count(*) FROM note_wrappings WHERE kind = 'transfer'") == [(0,)]


async def test_a_code_ends_with_the_fifth_wrong_try(world: World) -> None:
    first, second = await two_devices(world)
    code = await new_code(first)
    for left in reversed(range(TRIES)):
        answer = await second.post("/notes/transfers/claim", json={"code": "sai" if left % 2 else OTHER})
        assert refused(answer) == (403, "notes.wrong_code")
        assert answer.json()["details"] == {"tries_left": left}
    assert await claim(second, code) == (410, "notes.code_ended")
    assert ways(await second.get("/notes/key")) == ["transfer"]


async def test_wrong_tries_at_once_are_all_counted(world: World) -> None:
    first, second = await two_devices(world)
    await new_code(first)
    tries = (second.post("/notes/transfers/claim", json={"code": OTHER}) for _ in range(8))
    answers = sorted([refused(one) for one in await asyncio.gather(*tries)])
    assert answers == [(403, "notes.wrong_code")] * TRIES + [(410, "notes.code_ended")] * 3


async def test_a_code_is_of_no_use_to_another_owner(world: World) -> None:
    first, second = await two_devices(world)
    code = await new_code(first)
    await lan(world, "minh")
    other = await by_password(world, "minh")
    own = await opened(other)
    assert await claim(other, code) == (410, "notes.code_ended")
    assert await opened(other) == own
    key_of(await second.post("/notes/transfers/claim", json={"code": code}))


async def test_a_new_code_ends_the_earlier_one(world: World) -> None:
    first, second = await two_devices(world)
    early = await new_code(first)
    late = await new_code(first)
    assert await claim(second, early) == (403, "notes.wrong_code")
    key_of(await second.post("/notes/transfers/claim", json={"code": late}))


async def test_a_locked_device_makes_no_code(world: World) -> None:
    _, second = await two_devices(world)
    assert ways(await second.post("/notes/transfers")) == ["transfer"]


async def test_codes_without_end_are_slowed_down(world: World) -> None:
    first, _ = await two_devices(world)
    for _ in range(PER_OWNER.free):
        await new_code(first)
    assert refused(await first.post("/notes/transfers")) == (429, "session.throttled")
    world.clock.move(seconds=PER_OWNER.first_wait_s)
    assert (await first.post("/notes/transfers")).status_code == 201
