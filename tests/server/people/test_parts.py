"""The parts: password policy, throttle, pairing codes, addresses, free text, revocations."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from server.bus.local import LocalBus, LocalHub
from server.messages import known_codes
from server.people import pairing, secrets, site_rows
from server.people.passwords import Passwords, weakness
from server.people.revocations import Revocation, Revocations
from server.people.texts import one_line
from server.people.throttle import Throttle, ThrottlePolicy, address_key


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password.too_short"),
        ("a" * 129, "password.too_long"),
        ("aaaaaaaaaaaa", "password.too_simple"),
        ("1234567890", "password.too_simple"),
        ("abcdefghijkl", "password.too_simple"),
        ("xin-chao-minh", "password.has_login"),
        ("TRAN-VAN-ba!!", None),
        ("TranVanMinh26", "password.has_login"),
        ("MậtKhẩu2026!", "password.common"),
        ("một con vịt xòe ra", None),
    ],
)
def test_password_policy(password: str, code: str | None) -> None:
    assert weakness(password, login="minh", name="Trần Văn Minh") == code


async def test_a_password_typed_in_another_normal_form_matches_and_unknown_never_does() -> None:
    passwords = Passwords()
    encoded = await passwords.hash("vi\u1ec7t nam xanh")
    assert encoded.startswith("$argon2id$")
    assert await passwords.verify("vie\u0302\u0323t nam xanh", encoded)
    assert not await passwords.verify("viet nam xanh", encoded)
    assert not await passwords.verify("a decoy, never accepted", None)


class Ticks:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_throttle_doubles_the_wait_up_to_its_limit_and_forgets() -> None:
    ticks = Ticks()
    throttle = Throttle(ThrottlePolicy(free=2, first_wait_s=1, longest_wait_s=8, forget_s=100), ticks)
    assert throttle.enter("k") == 0
    waits = []
    for _ in range(6):
        assert throttle.enter("k") == 0
        waits.append(throttle.wait_s("k"))
        ticks.now += throttle.wait_s("k")
    assert waits == [1, 2, 4, 8, 8, 8]
    assert throttle.wait_s("other") == 0
    ticks.now += 101
    assert throttle.enter("k") == 0
    assert throttle.wait_s("k") == 0


def test_a_success_and_a_refund_clear_the_way() -> None:
    throttle = Throttle(ThrottlePolicy(free=1), Ticks())
    throttle.enter("k")
    assert throttle.enter("k") > 0
    throttle.succeed("k")
    assert throttle.enter("k") == 0
    throttle.refund("k")
    assert throttle.wait_s("k") == 0


def test_the_throttle_keeps_a_bounded_number_of_keys() -> None:
    throttle = Throttle(ThrottlePolicy(max_keys=10), Ticks())
    for number in range(1000):
        throttle.enter(str(number))
    assert len(throttle) == 10


def test_addresses_count_by_network() -> None:
    assert address_key("2001:db8::1") == address_key("2001:db8::ffff") != address_key("2001:db8:0:1::1")
    assert address_key("::ffff:10.0.0.1") == address_key("10.0.0.1") != address_key("10.0.0.2")
    assert address_key("garbage") == address_key("") == "unknown"


def test_pairing_codes_are_unambiguous_and_forgiving() -> None:
    codes = {pairing.new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert pairing.normalise(code.lower()) == code.replace("-", "")
        assert not set(code) & set("01258BILOSUZ")
    for bad in ("", "ABCD", "ABCD-EFG0", "ABCDEFGHJ", "x" * 1000, "ĐĐĐĐ-ĐĐĐĐ"):
        assert pairing.normalise(bad) is None


def test_tokens_have_their_shape() -> None:
    token = secrets.new_token()
    assert secrets.looks_like_token(token)
    assert len(secrets.digest(token)) == 64
    assert secrets.looks_like_slot(secrets.new_slot())
    assert not secrets.looks_like_token(token + "\n")
    assert secrets.digest("\ud800")


def test_free_text_is_one_clean_line() -> None:
    assert one_line(" Lê\u202e\x00 Thị\n\tHoa\u200b ", 200) == "Lê Thị Hoa"
    assert one_line("e\u0302" * 10, 5) == "êêêêê"


async def test_a_revocation_reaches_the_other_process_once() -> None:
    hub = LocalHub()
    here, there = Revocations(LocalBus("a", hub)), Revocations(LocalBus("b", hub))
    heard: dict[str, list[Revocation]] = {"here": [], "there": []}
    here.subscribe(heard["here"].append)
    leave = there.subscribe(heard["there"].append)
    await here.start()
    await there.start()
    revocation = Revocation("device.revoked", ("s1", "s2"), ("site-414",), None)
    await here.announce(revocation)
    await asyncio.sleep(0)
    assert heard == {"here": [revocation], "there": [revocation]}
    leave()
    await here.announce(revocation)
    await asyncio.sleep(0)
    assert len(heard["there"]) == 1
    await here.stop()
    await there.stop()


def test_every_reason_for_a_bad_row_has_a_sentence() -> None:
    text = Path(site_rows.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"Finding\([^,]+, \"(\w+)\"", text))
    assert used
    assert {f"sites.row.{reason}" for reason in used} <= known_codes()
