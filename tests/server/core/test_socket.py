"""The meeting socket: views, patches, replies, and what bad input gets."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from rooms import Viewer, sentence
from server.errors import Close
from tests.server.core.harness import Client, Running, closed, running


async def test_a_screen_gets_a_view_then_patches_and_follows_a_turn(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as site:
            asked = await site.command("floor.request", topic="Mưa lũ")
            assert asked["ok"] is True
            await chair.until(lambda c: c.view["floor"]["queue"])
            request = chair.view["floor"]["queue"][0]
            granted = await chair.command("floor.grant", request=request, limit_s=300)
            assert granted["ok"] is True
            await site.until(lambda c: c.view["me"]["holds_floor"])
            assert site.view["sites"]["site-S1"]["microphone"] == "open"
            assert site.view["me"]["rights"]["microphone"] is True


async def test_two_screens_see_the_same_after_many_changes(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair, server.open("site-S2", "site") as site:
            for number in range(40):
                await chair.command("chat.post", text=f"Dòng {number}")
            await site.until(lambda c: len(c.view["chat"]) == 40)
            fresh = await server.services.meetings.view("m1", Viewer("site-S2", "site"))
            assert site.view == fresh


async def test_a_command_sent_twice_takes_effect_once(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site:
            first = await site.command("chat.post", key="k-1", text="một lần")
            again = await site.command("chat.post", key="k-1", text="một lần")
            assert first["seq"] == again["seq"]
            posted = [one for one in await server.services.meetings.events("m1") if one.type == "chat.posted"]
            assert [one.seq for one in posted] == [first["seq"]]
            other = await site.command("chat.post", key="k-1", text="câu khác")
            assert (other["ok"], other["error"]["code"]) == (False, "command.key_used")


async def test_a_refused_command_is_answered_in_the_language_asked_for(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        seen = {}
        for language in ("vi", "en"):
            async with connect(server.url("site-S1", "site") + f"&lang={language}") as socket:
                client = Client(socket)
                reply = await client.command("meeting.open")
                assert reply["ok"] is False
                assert set(reply["error"]) == {"code", "message", "details"}
                seen[language] = (reply["error"]["code"], reply["error"]["message"])
        assert seen["vi"][0] == seen["en"][0] == "role.denied"
        assert seen["vi"][1] == sentence("role.denied", "vi")
        assert seen["en"][1] == sentence("role.denied", "en")


async def test_a_gap_is_healed_by_asking_for_the_view_again(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site, server.open("officer-chair", "chair") as chair:
            await chair.command("chat.post", text="a")
            await site.socket.recv()  # a patch this screen loses
            await site.socket.send(json.dumps({"type": "resync"}))
            while True:
                message = json.loads(await site.socket.recv())
                if message["type"] == "view":
                    break
            site.view, site.revision = message["view"], message["revision"]
            await chair.command("chat.post", text="b")
            await site.until(lambda c: [line["text"] for line in c.view["chat"]] == ["a", "b"])


async def test_what_a_role_may_not_see_never_leaves_the_server(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("observer-1", "observer") as watcher, server.open("site-S1", "site") as site:
            await site.command("chat.post", text="nội bộ")
            await site.command("floor.request", topic="x")
            seen = ""
            while '"queue"' not in seen and "/floor/" not in seen:
                seen += str(await watcher.socket.recv())
            assert "nội bộ" not in seen


async def test_a_foreign_page_is_refused_before_the_upgrade(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        with pytest.raises(InvalidStatus) as refused:
            await connect(server.url("site-S1", "site"), origin="https://elsewhere.example")
        assert refused.value.response.status_code == 403
        async with connect(server.url("site-S1", "site"), origin=f"http://127.0.0.1:{server.port}") as socket:
            assert json.loads(await socket.recv())["type"] == "view"


@pytest.mark.parametrize(
    ("seat", "role", "meeting", "close"),
    [
        ("", "", "m1", Close.SIGNED_OUT),
        ("site-S1", "stranger", "m1", Close.NOT_ADMITTED),
        ("site-NONE", "site", "m1", Close.NOT_ADMITTED),
        ("site-S1", "chair", "m1", Close.NOT_ADMITTED),
        ("site-S1", "site", "other", Close.NOT_ADMITTED),
    ],
)
async def test_who_is_not_admitted_is_told_and_closed(
    tmp_path: Path, seat: str, role: str, meeting: str, close: int
) -> None:
    async with running(tmp_path) as server:
        await server.create()
        url = server.url(seat, role, meeting) if seat else server.url("", "", meeting).partition("?")[0]
        async with connect(url) as socket:
            code, last = await closed(socket)
            assert code == close
            assert last["type"] == "bye"
            assert last["message"]


async def test_a_message_over_64_kib_closes_with_1009_and_harms_nobody(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site, server.open("officer-chair", "chair") as chair:
            await site.socket.send("x" * (64 * 1024 + 1))
            code, _ = await closed(site.socket)
            assert code == Close.TOO_BIG
            assert (await chair.command("chat.post", text="vẫn họp"))["ok"] is True


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        '{"type":"nothing"}',
        '{"type":"command"}',
        '{"type":"command","key":1,"command":"chat.post","data":{}}',
        '{"type":"command","key":"k","command":"chat.post","data":[]}',
        '{"type":"command","key":"k","command":"no.such","data":{}}',
        '{"type":"command","key":"k","command":"chat.post","data":{"text":7}}',
        '{"type":"command","key":"k","command":"chat.post","data":{"text":"a","more":1}}',
        '{"type":"signal","name":"pointer","data":{"x":[[[]]]}}',
        '{"type":"signal","name":"anything","data":{}}',
        '{"type":"signal","name":"pointer","data":{"x":NaN}}',
        '{"type":"signal","name":"pointer","data":{"x":1e999}}',
        '{"type":"signal","name":"pointer","data":{"x":' + "9" * 4000 + "}}",
        '{"type":"signal","name":"pointer","data":{"x":"\\ud800"}}',
        '{"type":"signal","name":"pointer","data":{"' + "k" * 60_000 + '":1}}',
        '{"type":"command","key":"\\ud800","command":"chat.post","data":{}}',
        '{"type":"command","key":"k","command":"\\ud800","data":{}}',
        '{"type":"command","key":"k","command":"chat.post","data":{"text":"a","\\ud800":1}}',
        '{"type":"ping","t":"now"}',
        '{"type":"ping","t":-Infinity}',
        '{"type":"ping","t":1e999}',
        "[" * 60_000,
        '{"type":"command","key":"' + "k" * 300 + '","command":"chat.post","data":{}}',
    ],
)
async def test_what_cannot_be_read_is_answered_and_the_line_stays(tmp_path: Path, text: str) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site:
            await site.socket.send(text)
            while (message := await site.read())["type"] != "reply":
                pass
            assert message["ok"] is False
            assert message["error"]["code"]
            assert message["error"]["message"]
            assert (await site.command("chat.post", text="còn đây"))["ok"] is True


async def test_a_client_that_keeps_sending_rubbish_is_closed(tmp_path: Path) -> None:
    async with running(tmp_path, socket_rate=1000) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site:
            with contextlib.suppress(ConnectionClosed):
                for _ in range(200):
                    await site.socket.send("rubbish")
            code, _ = await closed(site.socket)
            assert code == Close.POLICY


async def test_a_flood_is_refused_with_its_reason(tmp_path: Path) -> None:
    async with running(tmp_path, socket_rate=2) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site:
            for number in range(12):
                message = {
                    "type": "command",
                    "key": f"k{number}",
                    "command": "chat.post",
                    "data": {"text": "x"},
                }
                await site.socket.send(json.dumps(message))
            await site.until(lambda c: len(c.replies) == 12)
            codes = [reply.get("error", {}).get("code") for reply in site.replies.values()]
            assert "socket.rate" in codes
            assert None in codes


async def test_a_slow_reader_is_cut_and_the_others_are_not(tmp_path: Path) -> None:
    async with running(tmp_path, socket_queue=8) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair:
            slow = await asyncio.open_connection("127.0.0.1", server.port, limit=1024)
            slow[1].transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            path = "/api/v1/meetings/m1/socket?as=site-S1:site"
            slow[1].write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                "Sec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            slow[1].transport.pause_reading()
            await chair.until(lambda c: c.view["sites"]["site-S1"]["present"])
            screens = server.services.meetings.screens
            # Signals are not patched together, so each is one more message for who does not read.
            async with asyncio.timeout(30):
                while any(screen.viewer.seat == "site-S1" for screen in screens("m1")):
                    for hub in server.services.meetings.hubs.values():
                        hub.signal("filler", "x" * 60_000, lambda viewer: viewer.seat == "site-S1")
                    await asyncio.sleep(0)
            await chair.until(lambda c: not c.view["sites"]["site-S1"]["present"])
            assert (await chair.command("chat.post", text="không sao"))["ok"] is True
            slow[1].close()


async def test_a_seat_with_a_camera_has_one_screen_and_the_newer_one_keeps_it(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with server.open("site-S1", "site") as first, server.open("site-S1", "site") as second:
            code, _ = await closed(first.socket)
            assert code == Close.REPLACED
            await second.until(lambda c: c.view["sites"]["site-S1"]["present"])
            assert (await second.command("chat.post", text="đây"))["ok"] in (True, False)
            await asyncio.sleep(0.3)
            state = await server.services.meetings.state("m1")
            assert len(state.lines["site-S1"].connections) == 1


async def test_the_preparation_page_leaves_the_meeting_screen_its_seat(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        beside = server.url("officer-sec", "secretary") + "&screen=prepare"
        async with connect(beside) as socket:
            page = Client(socket)
            await page.read()
            assert page.view["officers"]["officer-sec"]["present"] is False
            async with server.open("officer-sec", "secretary") as desk:
                await desk.until(lambda c: c.view["officers"]["officer-sec"]["present"])
                assert (await page.command("agenda.add", title="Thảo luận", planned_s=60))["ok"] is True
                await desk.until(lambda c: len(c.view["agenda"]["order"]) == 2)
                await page.until(lambda c: c.view["officers"]["officer-sec"]["present"])
            await page.until(lambda c: not c.view["officers"]["officer-sec"]["present"])
        state = await server.services.meetings.state("m1")
        assert state.lines["officer-sec"].connections == frozenset()


async def test_closing_the_preparation_page_does_not_end_the_meeting_screen(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with server.open("officer-sec", "secretary") as desk:
            async with connect(server.url("officer-sec", "secretary") + "&screen=prepare") as page:
                await page.recv()
            assert (await desk.command("agenda.add", title="Thảo luận", planned_s=60))["ok"] is True
            assert (await server.services.meetings.state("m1")).lines["officer-sec"].connections


@pytest.mark.parametrize(("seat", "role"), [("site-S1", "site"), ("observer-x", "observer")])
async def test_halls_and_guests_cannot_watch_without_being_counted(
    tmp_path: Path, seat: str, role: str
) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with connect(server.url(seat, role) + "&screen=prepare") as socket:
            await socket.recv()
            assert (await server.services.meetings.state("m1")).lines[seat].connections


async def test_the_preparation_page_is_closed_to_who_is_not_an_officer_of_the_meeting(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with connect(server.url("officer-other", "secretary") + "&screen=prepare") as socket:
            code, _ = await closed(socket)
            assert code == Close.NOT_ADMITTED


async def test_a_delegate_may_use_two_machines_each_signed_in_by_itself(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        tablet_url = server.url("delegate-d1", "delegate") + "&session=tablet"
        async with server.open("delegate-d1", "delegate") as phone, connect(tablet_url) as socket:
            tablet = Client(socket)
            await tablet.read()
            assert (await phone.command("floor.request", topic="a"))["ok"] is True
            await tablet.until(lambda c: c.view["me"]["request"])


async def test_one_sign_in_of_a_delegate_has_one_screen_and_the_newer_one_keeps_it(tmp_path: Path) -> None:
    """The second one may be a copied cookie's: it does not go unseen."""
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with (
            server.open("delegate-d1", "delegate") as first,
            server.open("delegate-d1", "delegate") as second,
        ):
            code, _ = await closed(first.socket)
            assert code == Close.REPLACED
            assert (await second.command("floor.request", topic="a"))["ok"] is True


async def test_ending_a_sign_in_closes_its_screens(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with server.open("site-S1", "site") as site, server.open("site-S2", "site") as other:
            server.services.meetings.end_sessions(["session-site-S1"])
            code, last = await closed(site.socket)
            assert code == Close.SIGNED_OUT
            assert last["type"] == "bye"
            await other.until(lambda c: not c.view["sites"]["site-S1"]["present"])


async def test_a_removed_site_is_closed(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with server.open("site-S1", "site") as site, server.open("officer-chair", "chair") as chair:
            await chair.command("site.remove", code="S1")
            code, _ = await closed(site.socket)
            assert code == Close.NOT_ADMITTED


async def test_a_pointer_reaches_the_other_screens_and_is_not_stored(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair, server.open("site-S1", "site") as site:
            await site.until(lambda c: c.view["sites"]["site-S1"]["present"])
            before = await _said(server)
            await chair.socket.send(
                json.dumps({"type": "signal", "name": "pointer", "data": {"x": 0.5, "y": 0.25}})
            )
            await site.until(lambda c: c.signals)
            assert site.signals[0]["data"] == {"x": 0.5, "y": 0.25, "seat": "officer-chair"}
            assert await _said(server) == before


async def _said(server: Running) -> list[int]:
    """Events but the check-in codes, which the server draws by itself."""
    events = await server.services.meetings.events("m1")
    return [one.seq for one in events if one.type != "checkin.codes_set"]


async def test_only_who_may_turn_the_page_points_at_it(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("site-S1", "site") as site, server.open("officer-chair", "chair") as chair:
            point = json.dumps({"type": "signal", "name": "pointer", "data": {"x": 0.5, "y": 0.5}})
            await site.socket.send(point)
            while (message := await site.read())["type"] != "reply":
                assert message["type"] != "signal"
            assert message["error"]["code"] == "front.not_presenter"
            await chair.socket.send(point)
            await site.until(lambda c: c.signals)
            assert [signal["data"]["seat"] for signal in site.signals] == ["officer-chair"]


async def test_a_sign_in_that_ends_while_its_screen_opens_gets_none(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        meetings, admission = server.services.meetings, server.services.admission
        connect_seat = meetings.connect_seat

        async def revoked_meanwhile(*seat: object) -> object:
            done = await connect_seat(*seat)
            admission.out.add("session-site-S1")
            meetings.end_sessions(["session-site-S1"])
            return done

        meetings.connect_seat = revoked_meanwhile
        async with connect(server.url("site-S1", "site")) as socket:
            async with asyncio.timeout(5):
                code, last = await closed(socket)
        assert (code, last["code"]) == (Close.SIGNED_OUT, "session.ended")
        assert meetings.screens("m1") == []


async def test_a_ping_is_answered_with_the_servers_time(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create()
        async with server.open("site-S1", "site") as site:
            await site.socket.send(json.dumps({"type": "ping", "t": 12.5}))
            while (message := await site.read())["type"] != "pong":
                pass
            assert message["t"] == 12.5
            assert message["now"].endswith("Z")


async def test_a_line_that_drops_is_seen_and_its_floor_is_kept(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="in_session")
        async with server.open("officer-chair", "chair") as chair:
            async with server.open("site-S1", "site") as site:
                await site.command("floor.request", topic="x")
                await chair.until(lambda c: c.view["floor"]["queue"])
                await chair.command("floor.grant", request=chair.view["floor"]["queue"][0])
                site.socket.transport.abort()
                await chair.until(lambda c: not c.view["sites"]["site-S1"]["present"])
            async with server.open("site-S1", "site") as back:
                assert back.view["me"]["holds_floor"] is True


async def test_a_deputy_presides_after_the_grace(tmp_path: Path) -> None:
    async with running(tmp_path, grace_s=1) as server:
        await server.create(to="in_session")
        async with server.open("officer-deputy", "deputy") as deputy:
            async with server.open("officer-chair", "chair") as chair:
                await deputy.until(lambda c: c.view["presiding"] == "officer-chair")
                assert chair.view["me"]["presides"] is True
            await deputy.until(lambda c: c.view["presiding"] == "officer-deputy")
            async with server.open("officer-chair", "chair"):
                await deputy.until(lambda c: c.view["presiding"] == "officer-chair")
