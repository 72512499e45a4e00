"""kill -9 of the whole server in mid-turn: every screen is back in the same state, a command counts once."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
import psutil
import pytest
import pytest_asyncio

from rooms import Viewer, canonical, envelope_from_json, open_envelope, replay, verify_chain, view
from server.ballots.verify import verify_votes
from tests.support.gathering import until
from tests.support.seats import Seat
from tests.support.server import RunningServer
from tests.support.voter import SecretVoter

pytestmark = pytest.mark.kill

BACK_S = 60.0
QUIET_S = 1.5
LIMIT_S, EXTRA_S = 600, 120
# When a line was opened and lost is about the line, not about the meeting: every screen has a new one.
ABOUT_LINES = frozenset({"since", "lost_at"})
SPEAKER, NEXT, LAST = "413", "414", "415"

# What is under way when the power goes: who, which command, with what. Each counts once, however often it is
# sent. One row a subject that must not count twice.
IN_FLIGHT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(("secretary", "chat.post", {"text": f"tin nhắn {number}"}) for number in range(12)),
    (LAST, "chat.post", {"text": "điểm cầu còn đây"}),
    (NEXT, "floor.withdraw", {"request": "r"}),
    ("chair", "floor.extend", {"request": "r", "extra_s": EXTRA_S}),
    ("chair", "front.turn", {"page": 3}),
    ("secretary", "decision.record", {"text": "Giao Sở Tài chính tổng hợp"}),
    ("secretary", "agenda.add", {"title": "Việc phát sinh", "planned_s": 300}),
    (SPEAKER, "ballot.cast", {"poll": "p", "choices": ["yes"]}),
    (NEXT, "ballot.cast", {"poll": "p", "choices": ["no"]}),
    (LAST, "ballot.cast", {"poll": "p", "choices": ["yes"]}),
    *(("chair", "chat.post", {"text": f"chủ trì {number}"}) for number in range(12)),
)


def state_hash(shown: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a screen's view, without what is about its line."""
    return hashlib.sha256(canonical(_steady(shown))).hexdigest()


def _steady(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _steady(part) for name, part in value.items() if name not in ABOUT_LINES}
    return [_steady(part) for part in value] if isinstance(value, list) else value


@dataclass
class Screens:
    """Every kind of screen before one meeting on one server."""

    server: RunningServer
    seats: dict[str, Seat]

    def __getitem__(self, who: str) -> Seat:
        return self.seats[who]

    def hashes(self) -> dict[str, str]:
        return {who: state_hash(seat.view) for who, seat in self.seats.items()}

    def log(self) -> list[dict[str, Any]]:
        """The rows of the event log, read beside the server."""
        file = f"file:{self.server.data / 'giaoban.sqlite3'}?mode=ro"
        with contextlib.closing(sqlite3.connect(file, uri=True)) as database:
            database.row_factory = sqlite3.Row
            rows = database.execute("SELECT * FROM events WHERE meeting = 'demo' ORDER BY seq").fetchall()
        return [dict(row) for row in rows]

    async def die_and_come_back(self) -> None:
        helpers = self.server.children()
        self.server.kill()
        await until(lambda: not any(map(psutil.pid_exists, helpers)), BACK_S, "the end of all its helpers")
        await asyncio.to_thread(self.server.start)
        await asyncio.gather(*(seat.connect() for seat in self.seats.values()))

    async def show(self, hashes: dict[str, str]) -> None:
        """Every screen shows the state with this hash, once all are there again."""
        await until(lambda: self.hashes() == hashes, BACK_S, "the same state on every screen")


@pytest_asyncio.fixture
async def screens(server: RunningServer) -> AsyncIterator[Screens]:
    """In session: one speaks, two wait, a page in front, an item under way, something said and decided."""
    offices = ("chair", "deputy", "secretary", "technician", "observer")
    links = {who: server.demo[who] for who in offices} | {
        code: server.demo["sites"][code] for code in (SPEAKER, NEXT, LAST)
    }
    there = Screens(server, {who: await Seat.by_link(link) for who, link in links.items()})
    await prepared(there)
    yield there
    await asyncio.gather(*(seat.leave() for seat in there.seats.values()), return_exceptions=True)


async def prepared(there: Screens) -> None:
    chair, secretary = there["chair"], there["secretary"]
    await chair.command("meeting.start_line_check")
    await secretary.command("roll.start")
    await secretary.command("roll.mark", subject=f"site-{NEXT}", status="present")
    await chair.command("meeting.open")
    await chair.command("agenda.start", item=chair.view["agenda"]["order"][1])
    await chair.until(lambda view: view["papers"]["order"], BACK_S)
    await chair.command("front.show", paper=chair.view["papers"]["order"][0], page=2)
    for code in (SPEAKER, NEXT, LAST):
        await there[code].command("floor.request", topic=f"Báo cáo của {code}")
    await chair.until(lambda view: len(view["floor"]["queue"]) == 3)
    await chair.command("floor.grant", request=chair.view["floor"]["queue"][0], limit_s=LIMIT_S)
    await open_vote(there, revocable=False)
    await secretary.command("mic.mute", seat=f"site-{LAST}", reason="Ồn")
    await secretary.command("decision.record", text="Các huyện trực 24/24")
    seq = await secretary.command("chat.post", text="đã nhận báo cáo")
    await until(lambda: len(there.log()) >= seq, what="the log on disk")
    await chair.until(lambda view: view["chat"] and view["decisions"] and view["recording"]["on"])


async def open_vote(there: Screens, **plan: Any) -> str:
    """Opens a vote of the halls; returns its id."""
    given = {"question": "Thông qua kế hoạch?", "unit": "sites", **plan}
    before = set(there["chair"].view["polls"]["order"])
    await there["secretary"].command("poll.create", **given)
    shown = await there["chair"].until(lambda view: set(view["polls"]["order"]) - before)
    poll = shown["polls"]["order"][-1]
    await there["chair"].command("poll.open", poll=poll)
    await asyncio.gather(
        *(seat.until(lambda view: view["polls"]["open"] == poll) for seat in there.seats.values())
    )
    return str(poll)


async def test_every_screen_is_back_with_the_same_state(screens: Screens) -> None:
    await there_is_quiet(screens)
    before, log = screens.hashes(), screens.log()
    (turn,) = screens["chair"].view["floor"]["holders"]
    given = screens["chair"].view["floor"]["requests"][turn]

    await screens.die_and_come_back()
    await screens.show(before)

    after = screens.log()
    assert after[: len(log)] == log
    envelopes = [envelope_from_json(one) for one in map(_envelope, after)]
    assert verify_chain(envelopes) is None
    replayed = replay([open_envelope(one) for one in envelopes], "demo")
    for seat in screens.seats.values():
        viewer = Viewer(seat.view["me"]["seat"], seat.view["me"]["role"])
        assert state_hash(view(replayed, viewer)) == state_hash(seat.view)
    speaker = screens[SPEAKER].view
    assert speaker["me"]["holds_floor"]
    assert speaker["me"]["rights"]["microphone"]
    assert speaker["floor"]["requests"][turn] == given
    assert 0 <= (datetime.now(UTC) - datetime.fromisoformat(given["granted_at"])).total_seconds() < LIMIT_S


def _envelope(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(row["envelope"])
    return found


async def there_is_quiet(screens: Screens) -> None:
    """Waits until what the preparation set off has happened (a recording takes a moment to begin)."""
    known, now = -1, len(screens.log())
    while known != now:
        await asyncio.sleep(QUIET_S)
        known, now = now, len(screens.log())


async def test_a_command_sent_twice_across_the_kill_counts_once(screens: Screens) -> None:
    floor, poll = screens["chair"].view["floor"], screens["chair"].view["polls"]["open"]
    requests = {"floor.extend": floor["holders"][0], "floor.withdraw": floor["queue"][0]}
    orders: dict[str, tuple[Seat, str, dict[str, Any]]] = {}
    for number, (who, command, data) in enumerate(IN_FLIGHT):
        known = {"request": requests.get(command), "poll": poll}
        filled = {name: known.get(name, value) for name, value in data.items()}
        orders[f"flight-{number}"] = (screens[who], command, filled)
    flying = {
        key: asyncio.create_task(seat.command(command, key=key, **data))
        for key, (seat, command, data) in orders.items()
    }
    await asyncio.wait(flying.values(), return_when=asyncio.FIRST_COMPLETED)
    await screens.die_and_come_back()
    # The kill came with the first answer: some are known to have counted, of the others nobody can say.
    acknowledged = {key: task.result() for key, task in flying.items() if task.done()}
    for task in flying.values():
        task.cancel()

    again = {
        key: await seat.command(command, key=key, **data) for key, (seat, command, data) in orders.items()
    }
    assert {key: again[key] for key in acknowledged} == acknowledged
    stored = [row["key"] for row in screens.log()]
    assert {key: stored.count(key) for key in orders} == dict.fromkeys(orders, 1)
    view_now = await screens["chair"].until(lambda view: len(view["chat"]) == 26)
    assert sorted(line["text"] for line in view_now["chat"]) == sorted(
        ["đã nhận báo cáo", *(data["text"] for _, command, data in IN_FLIGHT if command == "chat.post")]
    )
    assert view_now["floor"]["requests"][requests["floor.extend"]]["limit_s"] == LIMIT_S + EXTRA_S
    await screens["chair"].command("poll.close", poll=poll)
    view_now = await screens["chair"].until(lambda view: view["polls"]["items"][poll]["result"])
    result = view_now["polls"]["items"][poll]["result"]
    counts = {row["choice"]: row["count"] for row in result["counts"]}
    assert (result["cast"], counts) == (3, {"yes": 2, "no": 1, "abstain": 0})


async def credential(seat: Seat, voter: SecretVoter) -> str:
    """Asks for a hall's credential with what its browser has kept."""
    path = f"/meetings/{voter.meeting}/polls/{voter.poll}/credentials"
    answer: dict[str, str] = await seat.post(path, {"blinded": voter.blinded()})
    return answer["signature"]


async def cast(screens: Screens, voter: SecretVoter, choice: str) -> int:
    """Casts without any sign-in; the status of the answer."""
    async with httpx.AsyncClient(base_url=screens.server.url, timeout=20) as nobody:
        return (await nobody.post("/api/v1/ballots", json=voter.ballot(choice))).status_code


async def test_a_secret_ballot_cast_twice_across_the_kill_counts_once(screens: Screens) -> None:
    chair = screens["chair"]
    await chair.command("poll.close", poll=chair.view["polls"]["open"])
    poll = await open_vote(screens, question="Miễn nhiệm?", secret=True)
    public = (await chair.until(lambda view: view["polls"]["items"][poll]["key"]))["polls"]["items"][poll][
        "key"
    ]
    voters = {code: SecretVoter("demo", poll, public) for code in (SPEAKER, NEXT, LAST)}
    signed = {code: await credential(screens[code], voters[code]) for code in (SPEAKER, NEXT)}
    for code, signature in signed.items():
        voters[code].take(signature)
    flying = [asyncio.create_task(cast(screens, voters[code], "yes")) for code in signed]
    await asyncio.wait(flying, return_when=asyncio.FIRST_COMPLETED)
    await screens.die_and_come_back()
    await asyncio.gather(*flying, return_exceptions=True)

    for code, signature in signed.items():
        assert await credential(screens[code], voters[code]) == signature, "the same asked again"
    voters[LAST].take(await credential(screens[LAST], voters[LAST]))
    for code, voter in voters.items():
        assert await cast(screens, voter, "no" if code == LAST else "yes") == 200
    # The second kill comes between the end of the vote and the count of its box, or right after it.
    await chair.command("poll.close", poll=poll)
    await screens.die_and_come_back()
    await chair.until(lambda view: view["polls"]["items"][poll]["key_destroyed"])
    result = chair.view["polls"]["items"][poll]["result"]
    assert (result["cast"], result["entitled"] >= 3) == (3, True)
    assert {row["choice"]: row["count"] for row in result["counts"]} == {"yes": 2, "no": 1, "abstain": 0}
    log = [envelope_from_json(_envelope(row)) for row in screens.log()]
    assert verify_chain(log) is None
    checked = {one.poll: one for one in verify_votes(log)}
    assert (checked[poll].credentials, checked[poll].ballots, checked[poll].broken) == (3, 3, ())
