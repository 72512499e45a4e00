"""Signing in and out: passwords, slots, throttles, the first administrator, links, pairing, revoking."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.errors import ServerError, TooMany
from server.people import pairing
from server.people.revocations import Revocation
from tests.server.people.harness import Tab, World, running

PASSWORD = "một con vịt xòe ra"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


async def with_password(world: World, login: str = "lan", *roles: str) -> str:
    made = await world.services.people.accounts.create(
        login=login, name="Nguyễn Thị L", office="", roles=roles or ("officer",), password=PASSWORD
    )
    return made.id


def everything_stored(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("giaoban.sqlite3*"))


async def sign_in(tab: Tab, login: str = "lan", password: str = PASSWORD) -> Tab:
    return await tab.signed_in(await tab.post("/session", json={"login": login, "password": password}))


async def test_signs_in_with_a_password_whatever_the_case_of_the_login(world: World) -> None:
    await with_password(world)
    tab = await sign_in(world.tab(), " LAN ")
    who = await tab.get("/session")
    assert who.json()["principal"]["kind"] == "account"
    assert who.json()["principal"]["roles"] == ["officer"]


async def test_the_cookie_is_closed_to_scripts_and_other_sites(world: World) -> None:
    await with_password(world)
    answer = await world.tab().post("/session", json={"login": "lan", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"giaoban_{answer.json()['slot']}=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert answer.headers["cache-control"] == "no-store"


async def test_behind_https_the_cookie_is_secure_whatever_the_proxy_says(tmp_path: Path) -> None:
    async with running(tmp_path, public_url="https://giaoban.example.vn") as behind:
        account = await behind.account("lan", "officer")
        _, url = await behind.services.people.links.for_account(account)
        answer = await behind.tab().post("/session/link", json={"token": url.rpartition("/")[2]})
        assert "; Secure" in answer.headers["set-cookie"]


async def test_wrong_password_and_unknown_login_look_the_same(world: World) -> None:
    await with_password(world)
    wrong = await world.tab().post("/session", json={"login": "lan", "password": "not this one"})
    unknown = await world.tab().post("/session", json={"login": "nobody", "password": "not this one"})
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.json() == unknown.json()


async def test_the_message_follows_the_language_asked_for(world: World) -> None:
    body = {"login": "x", "password": "y"}
    vi = await world.tab().post("/session", json=body, headers={"Accept-Language": "vi"})
    en = await world.tab().post("/session?lang=en", json=body)
    assert "mật khẩu" in vi.json()["message"]
    assert "password" in en.json()["message"]


async def test_guessing_a_login_is_slowed_even_with_the_right_password_at_last(world: World) -> None:
    await with_password(world)
    tab = world.tab()
    for _ in range(5):
        assert (await tab.post("/session", json={"login": "lan", "password": "wrong"})).status_code == 401
    refused = await tab.post("/session", json={"login": "lan", "password": PASSWORD})
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.json()["code"] == "session.throttled"
    world.clock.move(seconds=1)
    assert (await tab.post("/session", json={"login": "lan", "password": PASSWORD})).status_code == 200


async def test_guessing_elsewhere_does_not_lock_the_owner_out(world: World) -> None:
    await with_password(world)
    accounts = world.services.people.accounts
    for _ in range(20):
        with contextlib.suppress(ServerError):
            await accounts.sign_in("lan", "wrong", "198.51.100.7")
    assert (await accounts.sign_in("lan", PASSWORD, "203.0.113.9")).principal.name


async def test_guessing_one_login_from_everywhere_is_slowed_but_not_for_long(world: World) -> None:
    await with_password(world)
    accounts = world.services.people.accounts
    for number in range(60):
        with contextlib.suppress(ServerError):
            await accounts.sign_in("lan", "wrong", f"198.51.100.{number}")
    with pytest.raises(TooMany):
        await accounts.sign_in("lan", PASSWORD, "203.0.113.9")
    world.clock.move(seconds=10)
    assert (await accounts.sign_in("lan", PASSWORD, "203.0.113.9")).principal.name


async def test_several_people_share_one_browser_by_slots(world: World) -> None:
    await with_password(world, "lan")
    await with_password(world, "minh")
    first = await sign_in(world.tab(), "lan")
    second = await sign_in(Tab(first.client), "minh")
    assert first.slot != second.slot
    assert (await first.get("/session")).json()["principal"]["id"] == first.principal["id"]
    assert (await second.get("/session")).json()["principal"]["id"] == second.principal["id"]


async def test_signing_out_ends_the_session_everywhere_at_once(world: World) -> None:
    await with_password(world)
    tab = await sign_in(world.tab())
    heard: list[Revocation] = []
    world.services.people.revocations.subscribe(heard.append)
    stolen = dict(tab.client.cookies)
    assert (await tab.call("DELETE", "/session")).status_code == 204
    tab.client.cookies.update(stolen)
    answer = await tab.get("/session")
    assert (answer.status_code, answer.json()["code"]) == (401, "session.ended")
    assert len(heard) == 1
    assert len(heard[0].sessions) == 1


async def test_a_session_ends_when_idle_and_at_its_end(world: World) -> None:
    await with_password(world)
    idle = await sign_in(world.tab())
    world.clock.move(hours=6)
    assert (await idle.get("/session")).status_code == 401
    used = await sign_in(world.tab())
    for _ in range(11):
        world.clock.move(hours=1)
        assert (await used.get("/session")).status_code == 200
    world.clock.move(hours=1)
    assert (await used.get("/session")).status_code == 401


async def test_only_digests_of_tokens_are_stored(world: World) -> None:
    await with_password(world)
    tab = await sign_in(world.tab())
    token = tab.client.cookies[f"giaoban_{tab.slot}"]
    assert len(token) == 43
    stored = everything_stored(world.services.settings.data)
    assert token.encode() not in stored
    assert PASSWORD.encode() not in stored


async def test_a_change_without_the_slot_header_is_refused(world: World) -> None:
    await with_password(world)
    tab = await sign_in(world.tab())
    answer = await tab.client.delete("/api/v1/session")
    assert answer.status_code in (400, 401)
    by_query = await tab.client.delete(f"/api/v1/session?slot={tab.slot}")
    assert by_query.status_code in (400, 401)
    assert (await tab.get("/session")).status_code == 200


async def test_a_foreign_page_cannot_change_anything(world: World) -> None:
    await with_password(world)
    tab = await sign_in(world.tab())
    for origin in ("https://evil.example", "null", "http://127.0.0.1:8081"):
        answer = await tab.call("DELETE", "/session", headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "http.origin")
    own = await tab.call("DELETE", "/session", headers={"Origin": "http://127.0.0.1:8080"})
    assert own.status_code == 204


async def test_a_demonstration_answers_to_its_own_names_only(tmp_path: Path) -> None:
    async with running(tmp_path, demo=True, allowed_origins=("https://tunnel.example",)) as demo:
        tab = demo.tab()
        for host in ("127.0.0.1:8080", "localhost", "[::1]:8080", "tunnel.example"):
            assert (await tab.get("/limits", headers={"Host": host})).status_code == 200
        for host in ("rebound.example:8080", "127.0.0.1.example", "", "[::1"):
            answer = await tab.get("/limits", headers={"Host": host})
            assert (answer.status_code, answer.json()["code"]) == (403, "http.host"), host


async def test_the_first_administrator_is_made_once(world: World) -> None:
    accounts = world.services.people.accounts
    first = await accounts.open_setup()
    second = await accounts.open_setup()
    assert first is not None
    assert second is not None
    body = {"login": "admin.tinh", "name": "Quản trị", "password": PASSWORD}
    old = await world.tab().post("/session/setup", json={"token": first.partition("#")[2], **body})
    assert (old.status_code, old.json()["code"]) == (404, "link.revoked")
    token = second.partition("#")[2]
    weak = await world.tab().post("/session/setup", json={"token": token, **body, "password": "short"})
    assert weak.json()["code"] == "password.too_short"
    tab = await world.tab().signed_in(await world.tab().post("/session/setup", json={"token": token, **body}))
    assert "administrator" in tab.principal["roles"]
    again = await world.tab().post("/session/setup", json={"token": token, **body, "login": "second"})
    assert (again.status_code, again.json()["code"]) == (404, "link.used")
    assert await accounts.open_setup() is None


async def test_the_setup_link_expires(world: World) -> None:
    url = await world.services.people.accounts.open_setup()
    assert url is not None
    world.clock.move(hours=25)
    body = {"token": url.partition("#")[2], "login": "late", "name": "Late", "password": PASSWORD}
    assert (await world.tab().post("/session/setup", json=body)).status_code == 404


async def test_an_invitation_opens_once_and_lets_set_a_password(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    made = await admin.post("/accounts", json={"login": "moi", "name": "Người mới", "roles": ["officer"]})
    assert made.status_code == 201
    link = (await admin.post(f"/accounts/{made.json()['id']}/link")).json()["url"]
    token = {"token": link.rpartition("/")[2]}
    tab = await world.open_link(link)
    assert (await world.tab().post("/session/link", json=token)).status_code == 404
    assert (await tab.post("/session/password", json={"password": PASSWORD})).status_code == 204
    assert (await sign_in(world.tab(), "moi")).principal["name"] == "Người mới"
    wrong = await tab.post("/session/password", json={"current": "nope", "password": PASSWORD + "!"})
    assert wrong.json()["code"] == "password.wrong"


async def test_a_new_password_ends_the_other_sign_ins(world: World) -> None:
    await with_password(world)
    here, there = await sign_in(world.tab()), await sign_in(world.tab())
    body = {"current": PASSWORD, "password": "hai con vịt xòe ra"}
    assert (await here.post("/session/password", json=body)).status_code == 204
    assert (await here.get("/session")).status_code == 200
    assert (await there.get("/session")).status_code == 401


async def test_disabling_an_account_ends_its_sign_ins_and_links(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    account = await with_password(world)
    tab = await sign_in(world.tab())
    url = (await admin.post(f"/accounts/{account}/link")).json()["url"]
    assert (await admin.call("PATCH", f"/accounts/{account}", json={"disabled": True})).status_code == 200
    assert (await tab.get("/session")).status_code == 401
    assert (
        await world.tab().post("/session", json={"login": "lan", "password": PASSWORD})
    ).status_code == 401
    opened = await world.tab().post("/session/link", json={"token": url.rpartition("/")[2]})
    assert opened.status_code == 404


async def test_the_last_administrator_stays(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    for change in ({"disabled": True}, {"roles": ["officer"]}):
        answer = await admin.call("PATCH", f"/accounts/{admin.principal['id']}", json=change)
        assert (answer.status_code, answer.json()["code"]) == (409, "account.last_administrator")


async def test_a_demoted_administrator_loses_the_right_at_once(world: World) -> None:
    admin = await world.new_account_tab("boss", "administrator")
    other = await world.new_account_tab("second", "administrator")
    demote = {"roles": ["officer"]}
    assert (await admin.call("PATCH", f"/accounts/{other.principal['id']}", json=demote)).status_code == 200
    answer = await other.post("/accounts", json={"login": "abc", "name": "Abc"})
    assert answer.status_code == 403


async def test_a_login_is_taken_once(world: World) -> None:
    await with_password(world)
    admin = await world.new_account_tab("boss", "administrator")
    answer = await admin.post("/accounts", json={"login": "Lan", "name": "Other"})
    assert (answer.status_code, answer.json()["code"]) == (409, "account.login_taken")


async def test_a_machine_pairs_once_with_a_code_typed_any_way(world: World) -> None:
    await world.add_sites()
    code, _ = await world.services.people.devices.offer_code("414")
    typed = f" {code.lower().replace('-', ' ')} "
    tab = world.tab()
    await tab.signed_in(await tab.post("/session/pair", json={"code": typed}))
    assert (tab.principal["kind"], tab.principal["site"], tab.principal["seat"]) == (
        "device",
        "414",
        "site-414",
    )
    assert tab.principal["name"] == "Huyện Quế Phong"
    assert (await tab.get("/session")).json()["principal"] == tab.principal
    again = await world.tab().post("/session/pair", json={"code": code})
    assert (again.status_code, again.json()["code"]) == (404, "pairing.not_valid")


async def test_a_pairing_code_expires_and_is_replaced_by_the_next(world: World) -> None:
    await world.add_sites()
    devices = world.services.people.devices
    old, _ = await devices.offer_code("414")
    new, ends = await devices.offer_code("414")
    assert (await world.tab().post("/session/pair", json={"code": old})).status_code == 404
    world.clock.at = ends
    assert (await world.tab().post("/session/pair", json={"code": new})).status_code == 404


async def test_guessing_pairing_codes_is_slowed(world: World) -> None:
    tab = world.tab()
    statuses = [
        (await tab.post("/session/pair", json={"code": pairing.new_code()})).status_code for _ in range(11)
    ]
    assert statuses == [404] * 10 + [429]


async def test_no_code_for_a_site_that_does_not_exist_today(world: World) -> None:
    await world.add_sites()
    admin = await world.new_account_tab("boss", "administrator")
    for code in ("413", "NOPE"):
        assert (await admin.post(f"/sites/{code}/pairing-code")).status_code == 404
    made = await admin.post("/sites/414/pairing-code")
    assert pairing.normalise(made.json()["code"])


async def test_revoking_a_machine_ends_its_sign_in_and_says_so(world: World) -> None:
    await world.add_sites()
    hall = await world.site_tab("414")
    admin = await world.new_account_tab("boss", "administrator")
    heard: list[Revocation] = []
    world.services.people.revocations.subscribe(heard.append)
    listed = (await admin.get("/sites/414/devices")).json()
    assert [device["name"] for device in listed] == ["hall"]
    assert (await admin.call("DELETE", f"/devices/{listed[0]['id']}")).status_code == 204
    assert (await hall.get("/session")).status_code == 401
    assert [(one.reason, one.seats, len(one.sessions)) for one in heard] == [
        ("device.revoked", ("site-414",), 1)
    ]
    assert (await admin.get("/sites/414/devices")).json() == []
    assert (await admin.call("DELETE", f"/devices/{listed[0]['id']}")).status_code == 404


async def test_a_machine_stays_signed_in_for_months(world: World) -> None:
    await world.add_sites()
    hall = await world.site_tab("414")
    for _ in range(8):
        world.clock.move(days=40)
        assert (await hall.get("/session")).status_code == 200
    world.clock.move(days=46)
    assert (await hall.get("/session")).status_code == 401


async def test_a_link_that_no_longer_opens_says_why_to_who_has_it(world: World) -> None:
    people = world.services.people
    account = await world.account("moi", "officer")

    async def code_of(token: str) -> str:
        answer = await world.tab().post("/session/link", json={"token": token})
        assert answer.status_code == 404
        return str(answer.json()["code"])

    used = (await people.links.for_account(account))[1]
    await world.open_link(used)
    assert await code_of(used.rpartition("/")[2]) == "link.used"
    late = (await people.links.for_account(account))[1].rpartition("/")[2]
    world.clock.move(hours=73)
    assert await code_of(late) == "link.expired"
    taken_back = (await people.links.for_account(account))[1].rpartition("/")[2]
    await people.links.revoke_of_account(account)
    assert await code_of(taken_back) == "link.revoked"
    assert await code_of(taken_back[:-1] + ("A" if taken_back[-1] != "A" else "B")) == "link.not_valid"
    setup = (await people.links.create_setup()).partition("#")[2]
    assert await code_of(setup) == "link.not_valid"


async def test_an_accounts_link_may_lead_to_a_meeting(world: World) -> None:
    account = await world.account("chair", "officer")
    _, url = await world.services.people.links.for_account(account, meeting="demo", reusable=True)
    answer = await world.tab().post("/session/link", json={"token": url.rpartition("/")[2]})
    assert answer.json()["meeting"] == "demo"
    assert answer.json()["principal"]["meeting"] is None  # the account is good for every meeting
    assert await world.services.people.links.of_meeting("demo") == []


async def test_the_principal_says_whether_there_is_a_password(world: World) -> None:
    tab = await world.new_account_tab("moi", "officer")
    assert tab.principal["has_password"] is False
    assert (await tab.post("/session/password", json={"password": PASSWORD})).status_code == 204
    assert (await tab.get("/session")).json()["principal"]["has_password"] is True
    again = await sign_in(world.tab(), login="moi")
    assert again.principal["has_password"] is True


async def test_limits_are_told_to_anyone(tmp_path: Path) -> None:
    async with running(tmp_path, paper_limit_mb=7, language="en") as world:
        answer = await world.tab().get("/limits")
        assert answer.json() == {"paper_limit_mb": 7, "language": "en"}


async def test_a_reusable_link_opens_again_and_an_expired_one_never(world: World) -> None:
    links = world.services.people.links
    account = await world.account("demo", "officer")
    _, url = await links.for_account(account, reusable=True)
    first, second = await world.open_link(url), await world.open_link(url)
    assert first.slot != second.slot
    world.clock.move(hours=73)
    answer = await world.tab().post("/session/link", json={"token": url.rpartition("/")[2]})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"login": 1, "password": "x"}',
        b'{"login": "a"}',
        b'{"login": "a", "password": "b", "extra": 1}',
        b'{"login": "' + b"a" * 300 + b'", "password": "b"}',
        b"\xff\xfe",
    ],
)
async def test_malformed_sign_ins_are_answered_in_the_one_shape(world: World, body: bytes) -> None:
    answer = await world.tab().post("/session", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"code", "message", "details"}


async def test_of_many_machines_opening_one_link_together_one_gets_in(world: World) -> None:
    _, url = await world.services.people.links.for_account(await world.account("lan", "officer"))
    token = {"token": url.rpartition("/")[2]}
    answers = await asyncio.gather(*(world.tab().post("/session/link", json=token) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [404] * 7


async def test_a_whole_office_signs_in_at_once(world: World) -> None:
    account = await world.account("lan", "officer")
    _, url = await world.services.people.links.for_account(account, reusable=True)
    token = {"token": url.rpartition("/")[2]}
    answers = await asyncio.gather(*(world.tab().post("/session/link", json=token) for _ in range(60)))
    assert {answer.status_code for answer in answers} == {200}


async def test_a_body_larger_than_any_sign_in_is_refused_unread(world: World) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 10_000_000:
            taken += 8192
            yield b" " * 8192

    headers = {"Content-Type": "application/json"}
    answer = await world.tab().post("/session", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "http.too_large")


async def test_garbage_tokens_and_slots_sign_nobody_in(world: World) -> None:
    tab = world.tab()
    for slot in ("zzzzzzzz", "0123456", "' or 1=1", "../../etc", "0" * 500):
        answer = await tab.client.get(
            "/api/v1/session", headers={"X-Giaoban-Slot": slot, "Cookie": "giaoban_00000000=x"}
        )
        assert answer.status_code == 401
    for token in ("", "x", "a" * 43, "é" * 43, "\x00" * 10):
        answer = await tab.post("/session/link", json={"token": token})
        assert answer.status_code in (404, 422, 429)
