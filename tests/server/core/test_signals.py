"""Every role with every signal, from the registry: who may send it, what it must look like, who hears it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from server.meetings.signals import OPS, SIGNALS, TOLD
from tests.server.core.harness import Client, running
from tests.server.core.test_matrix import SEATS

PRESIDING_SEAT = "chair"
EXAMPLES: dict[str, dict[str, object]] = {
    "pointer": {"x": 0.5, "y": 0.25},
    "zoom": {"paper": "p1", "page": 1, "x": 0.25, "y": 0.25, "w": 0.5, "h": 0.5},
    "ink": {"paper": "p1", "page": 1, "stroke": "a", "tint": 0, "points": [4000, 4000, 10, -10]},
    "figures": {
        "up_bps": 900_000,
        "loss_up": 0.02,
        "path": "udp",
        "picture": "ok",
        "browser": "Chromium 156",
    },
    "devices": {"cameras": [{"id": "c1", "label": "Camera"}], "microphones": [], "speakers": []},
    "watch": {"open": True},
}


def listed(role: str, roles: frozenset[str]) -> bool:
    return role in roles or (role == PRESIDING_SEAT and "presiding" in roles)


def named(client: Client, name: str) -> list[dict[str, object]]:
    """What a screen was told by signals of this name."""
    return [one["data"] for one in client.signals if one["name"] == name]


async def send(client: Client, name: object, data: object) -> str:
    """Send a signal and a command behind it; the code it was refused with, or an empty text."""
    await client.socket.send(json.dumps({"type": "signal", "name": name, "data": data}))
    key = f"after-{id(data)}-{name}"
    await client.socket.send(json.dumps({"type": "command", "key": key, "command": "none", "data": {}}))
    codes = []
    while (message := await client.read()).get("key") != key:
        if message["type"] == "reply":
            codes.append(message["error"]["code"])
    return codes[0] if codes else ""


def test_every_signal_has_an_example() -> None:
    assert set(EXAMPLES) == set(SIGNALS)
    for name, data in EXAMPLES.items():
        parsed = SIGNALS[name].parse(data)
        assert parsed.keys() == SIGNALS[name].fields.keys()


@pytest.mark.parametrize("role", SEATS)
async def test_a_role_may_send_only_its_signals(tmp_path: Path, role: str) -> None:
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        async with server.open(SEATS[role], role) as client:
            for name, spec in SIGNALS.items():
                code = await send(client, name, EXAMPLES[name])
                if not listed(role, spec.senders):
                    assert code == "role.denied", name
                else:
                    assert code in {"", "front.not_presenter", "front.not_marker", "front.other_page"}, name


@pytest.mark.parametrize("name", SIGNALS)
async def test_a_signal_reaches_the_screens_it_is_for_and_no_other(tmp_path: Path, name: str) -> None:
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        for role, seat in SEATS.items():
            async with server.open(seat, role) as client:
                await server.services.meetings.signal("m1", name, {"seat": "site-S2"})
                await server.services.meetings.signal("m1", "speakers", {"identities": []})
                await client.until(lambda c: any(one["name"] == "speakers" for one in c.signals))
                heard = {one["name"] for one in client.signals}
                assert (name in heard) == listed(role, TOLD[name]), role


async def test_a_signal_for_one_seat_reaches_its_screens_only(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open(SEATS["delegate"], "delegate") as own,
            server.open(SEATS["chair"], "chair") as other,
        ):
            await server.services.meetings.signal("m1", "notes", {"rev": 3}, seat=SEATS["delegate"])
            await server.services.meetings.signal("m1", "speakers", {"identities": []})
            for client in (own, other):
                await client.until(lambda c: named(c, "speakers"))
            assert named(own, "notes") == [{"rev": 3}]
            assert named(other, "notes") == []


async def test_a_signal_that_is_not_listed_reaches_nobody(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(SEATS["technician"], "technician") as client:
            await server.services.meetings.signal("m1", "unlisted", {})
            await server.services.meetings.signal("m1", "speakers", {"identities": []})
            await client.until(lambda c: named(c, "speakers"))
            assert named(client, "unlisted") == []


def test_figures_and_devices_are_for_those_who_look_after_the_lines() -> None:
    assert TOLD["figures"] == TOLD["devices"] == TOLD["board"] == OPS
    assert not OPS & {"site", "delegate", "observer"}


MANY = [{"id": "a", "label": "x"}] * 33
LONG = [{"id": "a", "label": "x" * 121}]


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("figures", {"up_bps": -1}, "up_bps"),
        ("figures", {"up_bps": True}, "up_bps"),
        ("figures", {"up_bps": 10**40}, "up_bps"),
        ("figures", {"loss_up": 1.01}, "loss_up"),
        ("figures", {"path": "pigeon"}, "path"),
        ("figures", {"picture": ["ok"]}, "picture"),
        ("figures", {"battery": "full"}, "battery"),
        ("figures", {"charging": 1}, "charging"),
        ("figures", {"browser": "x" * 81}, "browser"),
        ("figures", {"unlisted": 1}, "unlisted"),
        ("figures", {"papers_held": 1.5}, "papers_held"),
        ("figures", {"papers_share": 101}, "papers_share"),
        ("figures", {"x" * 60_000: 1}, "x" * 40),
        ("devices", {"cameras": [], "microphones": []}, "speakers"),
        ("devices", {"cameras": [{"id": "a"}], "microphones": [], "speakers": []}, "cameras"),
        (
            "devices",
            {"cameras": MANY, "microphones": [], "speakers": []},
            "cameras",
        ),
        (
            "devices",
            {"cameras": [], "microphones": [], "speakers": [{"id": "a", "label": "x" * 121}]},
            "speakers",
        ),
    ],
)
async def test_what_is_out_of_bounds_is_refused_with_its_field(
    tmp_path: Path, name: str, data: dict[str, object], field: str
) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open(SEATS["technician"], "technician") as technician,
            server.open(SEATS["site"], "site") as site,
        ):
            await site.socket.send(json.dumps({"type": "signal", "name": name, "data": data}))
            await site.until(lambda c: None in c.replies)
            error = site.replies[None]["error"]
            assert (error["code"], error["details"]["field"]) == ("socket.malformed", field)
            await server.services.meetings.signal("m1", "speakers", {"identities": []})
            await technician.until(lambda c: named(c, "speakers"))
            assert named(technician, name) == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
async def test_a_number_that_is_none_is_refused(tmp_path: Path, number: str) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open(SEATS["site"], "site") as site:
            await site.socket.send('{"type":"signal","name":"figures","data":{"rtt_ms":' + number + "}}")
            await site.until(lambda c: None in c.replies)
            assert site.replies[None]["error"]["code"] == "socket.malformed"


async def test_figures_sent_faster_than_one_a_second_are_refused(tmp_path: Path) -> None:
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        async with server.open(SEATS["site"], "site") as site:
            codes = [await send(site, "figures", {"rtt_ms": n}) for n in range(10)]
            assert "socket.rate" in codes
            assert codes[0] == ""
            assert (await site.command("chat.post", text="còn đây"))["ok"] is True


async def test_a_hall_never_hears_of_anothers_figures(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open("site-S1", "site") as one,
            server.open("site-S2", "site") as two,
            server.open(SEATS["secretary"], "secretary") as secretary,
        ):
            assert await send(one, "figures", EXAMPLES["figures"]) == ""
            await secretary.until(lambda c: named(c, "figures"))
            told = named(secretary, "figures")[0]
            assert (told["seat"], told["up_bps"]) == ("site-S1", 900_000)
            for hall in (one, two):
                await send(hall, "figures", {})
                await asyncio.sleep(0)
                assert hall.signals == []
