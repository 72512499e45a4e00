"""Whoever led or spoke and may no longer: refused and unheard at once; nothing of the old right is left."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from rooms import COMMANDS
from rooms.base.roles import PRESIDING
from tests.integration.test_revoked_while_connected import (
    NOT_ADMITTED,
    SIGNED_OUT,
    connected,
    is_out,
    rtc_answer,
    signed_in,
)
from tests.support.gathering import MICROPHONE, Gathering, arriving, gathering, speaking
from tests.support.hall import Hall
from tests.support.orders import body
from tests.support.seats import CommandRefused, Seat
from tests.support.server import RunningServer, running_server

SEED = 20261127
# A made-up body may not be well-formed (no title, two codes alike): so often another one is tried.
TRIES = 20
MALFORMED = "command.malformed"
GONE_S = 1.0
LISTEN_S = 1.5
SPEAKER, LISTENER, REMOVED = "413", "414", "417"
# What somebody who does not preside is told; what a malformed command is told says nothing about rights.
NOT_YOU, NOT_ANY_MORE = "presiding.not_you", "role.denied"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server for these tests alone: who loses a right here does not get it back."""
    with running_server(tmp_path_factory.mktemp("house") / "data", GIAOBAN_SOCKET_RATE="1000") as running:
        yield running


@pytest_asyncio.fixture
async def session(house: RunningServer) -> AsyncIterator[Gathering]:
    """In session, one hall speaks and another listens."""
    async with gathering(house, codes=(SPEAKER, LISTENER)) as there:
        if not there.chair.view["me"]["presides"]:
            await there.chair.command("presiding.hand_over", seat=there.chair.view["me"]["seat"])
        await speaking(there, SPEAKER)
        yield there


def leading(role: str) -> list[str]:
    """Commands of whoever presides, from the table, that one of this role may not give otherwise."""
    return sorted(
        name for name, spec in COMMANDS.items() if PRESIDING in spec.roles and role not in spec.roles
    )


async def refusals(seat: Seat, names: list[str]) -> dict[str, str]:
    """What each well-formed command of these is refused with; "" when it is not."""
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    codes = {}
    for name in names:
        codes[name] = MALFORMED
        for _ in range(TRIES):
            if codes[name] == MALFORMED:
                codes[name] = await refusal(seat, name, body(chance, COMMANDS[name].body))
    return codes


async def refusal(seat: Seat, name: str, data: dict[str, Any]) -> str:
    try:
        await seat.command(name, **data)
    except CommandRefused as refused:
        return refused.code
    return ""


async def hand_over(giver: Seat, taker: Seat) -> None:
    await giver.command("presiding.hand_over", seat=taker.view["me"]["seat"])
    await giver.until(lambda view: view["presiding"] == taker.view["me"]["seat"])
    await taker.until(lambda view: view["me"]["presides"])


async def test_a_chair_who_handed_over_gives_no_leading_command(session: Gathering) -> None:
    chair, deputy = session.chair, await Seat.by_link(session.server.demo["deputy"])
    await hand_over(chair, deputy)
    before = {name: part for name, part in chair.view.items() if name != "me"}
    names = leading("chair")
    assert {"meeting.close", "floor.grant", "agenda.start", "recording.stop"} <= set(names)
    assert await refusals(chair, names) == dict.fromkeys(names, NOT_YOU)
    assert not set(names) & set(chair.view["me"]["can"])
    assert {name: part for name, part in chair.view.items() if name != "me"} == before
    await deputy.command("floor.set_max", max_open=2)
    await deputy.command("floor.set_max", max_open=1)
    await chair.command("presiding.hand_over", seat=chair.view["me"]["seat"])
    await deputy.until(lambda view: not view["me"]["presides"])
    assert await refusals(deputy, leading("deputy")) == dict.fromkeys(leading("deputy"), NOT_YOU)
    await deputy.leave()


async def test_a_deputy_who_no_longer_presides_is_not_heard_any_more(session: Gathering) -> None:
    chair, deputy = session.chair, await Seat.by_link(session.server.demo["deputy"])
    hall = await sending(deputy, 30)
    identity, listener = str(deputy.view["me"]["seat"]), session.halls[LISTENER]
    assert await arriving(listener, identity, MICROPHONE, LISTEN_S) == 0
    await hand_over(chair, deputy)
    await asyncio.sleep(GONE_S)
    assert await arriving(listener, identity, MICROPHONE, LISTEN_S) > 20
    await chair.command("presiding.hand_over", seat=chair.view["me"]["seat"])
    await asyncio.sleep(GONE_S)
    assert await arriving(listener, identity, MICROPHONE, LISTEN_S) == 0
    assert not deputy.view["me"]["rights"]["microphone"]
    await hall.leave()
    # Its token opens the door again, but not the microphone: that is the meeting's to say.
    again = await sending(deputy, 31)
    assert await arriving(listener, identity, MICROPHONE, LISTEN_S) == 0
    await again.leave()
    await deputy.leave()


async def sending(seat: Seat, number: int) -> Hall:
    """The seat's SDK client, sending all the time."""
    hall = await connected(seat, number)
    await hall.publish()
    return hall


async def test_a_deputy_made_technician_is_let_in_anew_and_leads_nothing(session: Gathering) -> None:
    admin = await signed_in(session.server, "admin")
    made = await admin.post("/accounts", {"login": "pho.hai", "name": "Đặng Văn Hai"})
    seat_id = f"officer-{made['id']}"
    await session.chair.command("officer.add", seat=seat_id, name="Đặng Văn Hai", role="deputy", order=2)
    link = await admin.post(f"/accounts/{made['id']}/link")
    deputy = await Seat.by_link(link["url"])
    hall = await connected(deputy, 32)
    old = deputy.grant
    await session.chair.command("officer.remove", seat=seat_id)
    await session.chair.command("officer.add", seat=seat_id, name="Đặng Văn Hai", role="technician", order=2)
    await asyncio.sleep(GONE_S)
    assert deputy.close_code == NOT_ADMITTED
    assert await rtc_answer(deputy) in (401, 403)
    await deputy.enter("demo")
    assert deputy.view["me"]["role"] == "technician"
    assert deputy.grant["media"]["token"] != old["media"]["token"]
    assert await rtc_answer(deputy) == 101
    names = leading("technician")
    assert await refusals(deputy, names) == dict.fromkeys(names, NOT_ANY_MORE)
    await hall.leave()
    await deputy.leave()
    await admin.leave()


async def test_an_officer_whose_account_is_disabled_is_out(session: Gathering) -> None:
    officer = await Seat.by_link(session.server.demo["technician"])
    hall = await connected(officer, 33)
    admin = await signed_in(session.server, "admin")
    account = officer.view["me"]["seat"].removeprefix("officer-")
    answer = await admin.http.patch(f"/api/v1/accounts/{account}", json={"disabled": True})
    assert answer.status_code == 200, answer.text
    await admin.leave()
    await nothing_works(officer)
    await is_out(officer, hall, SIGNED_OUT)


async def test_a_hall_removed_while_it_speaks_is_heard_by_nobody(session: Gathering) -> None:
    await session.enter(REMOVED)
    await session.open()
    await session.grant(REMOVED)
    await session.decodes(REMOVED)
    listener, identity = session.halls[LISTENER], f"site-{REMOVED}"
    assert await arriving(listener, identity, MICROPHONE, LISTEN_S) > 20
    await session.chair.command("site.remove", code=REMOVED)
    await asyncio.sleep(GONE_S)
    listener.forget()
    await asyncio.sleep(LISTEN_S)
    assert listener.hears() == set()
    assert listener.seen_count[identity] == 0
    await session.chair.until(lambda view: not view["floor"]["holders"])
    await is_out(session.seats.pop(REMOVED), session.halls.pop(REMOVED), NOT_ADMITTED)


async def test_a_delegate_whose_link_is_revoked_is_out(session: Gathering) -> None:
    secretary = await Seat.by_link(session.server.demo["secretary"])
    person = next(iter(secretary.view["delegates"]))
    made = await secretary.post("/meetings/demo/links", {"kind": "delegate", "delegate": person})
    delegate = await Seat.by_link(made["url"])
    await delegate.command("floor.request", topic="Xin phát biểu")
    gone = await secretary.http.delete(f"/api/v1/meetings/demo/links/{made['id']}")
    assert gone.status_code == 204
    await asyncio.sleep(GONE_S)
    assert delegate.close_code == SIGNED_OUT
    await nothing_works(delegate)
    with pytest.raises(RuntimeError, match="link"):
        await Seat.by_link(made["url"])
    for seat in (delegate, secretary):
        await seat.leave()


async def test_a_removed_delegate_is_out_and_out_of_the_queue(session: Gathering) -> None:
    secretary = await Seat.by_link(session.server.demo["secretary"])
    person, link = list(session.server.demo["delegates"].items())[-1]
    delegate = await Seat.by_link(link)
    await delegate.command("floor.request", topic="Xin phát biểu")
    await secretary.until(lambda view: view["floor"]["queue"])
    await secretary.command("delegate.remove", id=person)
    await secretary.until(lambda view: not view["floor"]["queue"])
    await asyncio.sleep(GONE_S)
    assert delegate.close_code == NOT_ADMITTED
    refused = await delegate.http.post("/api/v1/meetings/demo/join", json={})
    assert refused.status_code in (401, 403)
    for seat in (delegate, secretary):
        await seat.leave()


async def nothing_works(seat: Seat) -> None:
    """The sign-in that was is refused by HTTP."""

    async def status(method: str, path: str) -> int:
        answer: httpx.Response = await seat.http.request(method, f"/api/v1{path}", json={})
        return answer.status_code

    assert await status("POST", "/meetings/demo/join") == 401
    assert await status("GET", "/meetings/demo") == 401
