"""Messages are kept until the SMTP server has taken them, whatever it does; and handed over securely."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from server.errors import Unavailable
from server.mail import outbox as outbox_module
from server.mail.outbox import Outbox
from server.mail.records import Letter, Message, Recipient
from server.mail.transport import Away, Server, connected
from server.services import Services
from tests.server.mail.support import mail_settings
from tests.server.people.harness import World, running
from tests.support.smtp import Mailbox, certificate, smtp_server, text_of

HOA = Recipient("Lê Thị Hoa", "hoa@nghean.gov.vn")
NOTICE: dict[str, Any] = {"title": "Phiếu lấy ý kiến số 12", "lines": ["Hạn trả lời: 17 giờ thứ Sáu"]}


@pytest.fixture
async def world(tmp_path: Path, box: Mailbox) -> AsyncIterator[World]:
    async with running(tmp_path, **mail_settings(box)) as started:
        await started.services.mail.stop()  # every step is the test's
        started.services.mail.outbox._stopping = False
        yield started


async def queued(world: World, key: str = "slip-12:hoa", to: Recipient = HOA, **data: Any) -> Outbox:
    outbox = world.services.mail.outbox
    await outbox.queue(to, "notice", {**NOTICE, **data}, key, meeting="m1", person="delegate-d1")
    return outbox


async def state(services: Services) -> list[Message]:
    return list(await services.mail.invitations.repository.of_meeting("m1"))


async def test_a_message_arrives_with_names_and_words_as_they_were_given(world: World, box: Mailbox) -> None:
    outbox = await queued(world)
    assert await outbox.work() == 1
    (mail,) = box.taken
    assert mail["From"].addresses[0].display_name == "Văn phòng UBND tỉnh"
    assert (mail["To"].addresses[0].display_name, box.to) == ("Lê Thị Hoa", ["hoa@nghean.gov.vn"])
    assert mail["Subject"] == "Phiếu lấy ý kiến số 12"
    assert "Kính gửi Ông/Bà Lê Thị Hoa" in text_of(mail)
    assert "Hạn trả lời: 17 giờ thứ Sáu" in text_of(mail, "text/html")
    assert mail["Auto-Submitted"] == "auto-generated"
    raw = mail.as_bytes()
    assert raw.partition(b"\r\n\r\n")[0].isascii() or raw.partition(b"\n\n")[0].isascii()
    (one,) = await state(world.services)
    assert (one.state, one.attempts, one.sent_at) == ("sent", 1, world.clock.at)


async def test_what_is_queued_twice_is_sent_once(world: World, box: Mailbox) -> None:
    outbox = await queued(world)
    await queued(world)
    await outbox.work()
    await queued(world)
    await outbox.work()
    assert len(box.taken) == 1


@pytest.mark.parametrize(
    "name",
    ["Hoa\r\nBcc: all@nghean.gov.vn", "Hoa\nSubject: x", 'Hoa" <a@b.vn>', "\u202eaoH", "H\x00oa", "x" * 5000],
)
async def test_a_name_begins_no_header_of_its_own(world: World, box: Mailbox, name: str) -> None:
    outbox = await queued(world, to=Recipient(name, "hoa@nghean.gov.vn"), title=name, lines=[name])
    await outbox.work()
    (mail,) = box.taken
    assert box.to == ["hoa@nghean.gov.vn"]
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject")) == 1
    assert [one.addr_spec for one in mail["To"].addresses] == ["hoa@nghean.gov.vn"]


async def test_markup_in_a_title_is_text(world: World, box: Mailbox) -> None:
    outbox = await queued(world, lines=['<img src=x onerror="alert(1)">'])
    await outbox.work()
    assert "<img" not in text_of(box.taken[0], "text/html")


async def test_who_is_refused_for_good_is_not_written_to_again(world: World, box: Mailbox) -> None:
    box.answers = ["550 5.1.1 no such mailbox"]
    outbox = await queued(world)
    await outbox.work()
    await outbox.work()
    (one,) = await state(world.services)
    assert (one.state, one.reason) == ("failed", "550 5.1.1 no such mailbox")
    assert box.taken == []


@pytest.mark.parametrize("where", ["answers", "after_data"])
async def test_a_server_that_puts_off_is_asked_again_later(world: World, box: Mailbox, where: str) -> None:
    setattr(box, where, ["451 4.7.1 greylisted, come back"] * 2)
    outbox = await queued(world)
    await outbox.work()
    (one,) = await state(world.services)
    assert (one.state, one.attempts) == ("queued", 1)
    assert one.next_at > world.clock.at
    await outbox.work()
    assert (await state(world.services))[0].attempts == 1  # not before its time
    world.clock.move(minutes=1)
    await outbox.work()
    world.clock.move(minutes=3)
    await outbox.work()
    assert len(box.taken) == 1
    assert (await state(world.services))[0].state == "sent"


async def test_a_server_that_puts_off_for_ever_is_given_up(world: World, box: Mailbox) -> None:
    outbox = await queued(world)
    for _ in range(20):
        box.answers = ["450 try later"]
        await outbox.work()
        world.clock.move(days=2)
    (one,) = await state(world.services)
    assert (one.state, one.reason) == ("failed", "450 try later")


async def test_a_message_waits_while_this_server_cannot_write_it(
    world: World, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = await queued(world)

    async def unable(letter: Letter) -> None:
        raise Unavailable("server.unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(outbox._rendering, "render", unable)
        with pytest.raises(Unavailable):
            await outbox.work()
    (one,) = await state(world.services)
    assert (one.state, one.attempts) == ("queued", 0)
    assert await outbox.work() == 1


async def test_one_bad_address_holds_up_nobody_else(world: World, box: Mailbox) -> None:
    box.answers = ["550 no"]
    for n in range(3):
        outbox = await queued(world, key=f"k{n}")
    await outbox.work()
    assert len(box.taken) == 2


@pytest.mark.parametrize("behaviour", ["hang", "drop", "gone"])
async def test_a_server_that_hangs_closes_or_is_away_costs_no_message_an_attempt(
    world: World, box: Mailbox, behaviour: str
) -> None:
    outbox = await queued(world)
    right = outbox._server
    assert right is not None
    wrong = Server("127.0.0.1", 9 if behaviour == "gone" else box.port, "none", timeout_s=0.5)
    outbox._server = wrong
    box.hang, box.drop, box.keeps = behaviour == "hang", behaviour == "drop", False
    await outbox.work()
    (one,) = await state(world.services)
    assert (one.state, one.attempts) == ("queued", 0)
    box.hang = box.drop = False
    outbox._server = right
    await outbox.work()
    assert len(box.taken) == 1


async def test_a_message_taken_but_not_noted_comes_again_under_the_same_id(
    world: World, box: Mailbox
) -> None:
    outbox = await queued(world)
    box.drop = True  # it keeps the message, and the line is gone before it says so
    await outbox.work()
    box.drop = False
    await outbox.work()
    assert len(box.taken) == 2
    assert box.taken[0]["Message-ID"] == box.taken[1]["Message-ID"]


async def test_another_process_goes_on_after_a_kill(world: World, box: Mailbox) -> None:
    class Killed(BaseException):
        pass

    async def dies(*_: Any) -> None:
        raise Killed

    first = await queued(world)
    repository = world.services.mail.invitations.repository
    sent, repository.sent = repository.sent, dies  # type: ignore[method-assign]
    with pytest.raises(Killed):
        await first.work()
    repository.sent = sent  # type: ignore[method-assign]
    await first.work()
    assert len({mail["Message-ID"] for mail in box.taken}) == 1
    assert [one.state for one in await state(world.services)] == ["sent"]


async def test_only_one_process_sends_at_a_time(world: World, box: Mailbox) -> None:
    await queued(world)
    services = world.services
    mine = services.mail.outbox
    other = Outbox(
        mine._repository,
        mine._rendering,
        mine._standing,
        mine._server,
        mine._sender,
        60_000,
        services.leases,
        "other",
        world.clock,
    )
    assert await services.leases.acquire("mail", services.node, 60) is not None
    assert await other.work() == 0
    assert await mine.work() == 1


async def test_what_has_lost_its_use_is_given_up(world: World, box: Mailbox) -> None:
    outbox = world.services.mail.outbox
    late = world.clock.at + timedelta(minutes=5)
    await outbox.put(Letter(HOA, "notice", NOTICE, "late", "m1", "delegate-d1", late))
    world.clock.move(minutes=5)
    await outbox.work()
    (one,) = await state(world.services)
    assert (one.state, one.reason, box.taken) == ("failed", "expired", [])


async def test_844_people_are_each_written_to_once_over_few_connections(world: World, box: Mailbox) -> None:
    outbox = world.services.mail.outbox
    for n in range(844):
        to = Recipient(f"Đơn vị {n}", f"donvi{n}@nghean.gov.vn")
        await outbox.queue(to, "notice", NOTICE, f"slip-1:{n}", meeting="m1", person=f"p{n}")
    assert await outbox.work() == 844
    assert len(set(box.to)) == len(box.to) == 844
    assert box.connections <= 844 / outbox_module.BATCH + 1


async def test_a_key_of_any_length_still_tells_messages_apart(world: World, box: Mailbox) -> None:
    for end in ("a", "b", "a"):
        outbox = await queued(world, key="k" * 400 + end)
    assert await outbox.work() == 2


async def test_without_a_server_nothing_is_queued(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        outbox = world.services.mail.outbox
        assert not outbox.configured
        assert not await outbox.queue(HOA, "notice", NOTICE, "x")
        assert await outbox.work() == 0


async def test_a_template_nobody_wrote_is_a_mistake(world: World) -> None:
    with pytest.raises(KeyError):
        await world.services.mail.outbox.queue(HOA, "no-such", NOTICE, "x")


async def greets(server: Server) -> None:
    async with connected(server):
        pass


async def test_starttls_and_tls_are_spoken_and_the_sign_in_goes_over_them(tmp_path: Path) -> None:
    file, context = certificate(tmp_path)
    for implicit in (False, True):
        async with smtp_server(tls=context, implicit=implicit, login=("giaoban", "mật khẩu")) as box:
            security = "tls" if implicit else "starttls"
            await greets(Server("127.0.0.1", box.port, security, "giaoban", "mật khẩu", file))
            with pytest.raises(Away):
                await greets(Server("127.0.0.1", box.port, security, "giaoban", "sai", file))


async def test_a_server_without_tls_is_not_spoken_to_in_the_clear(box: Mailbox) -> None:
    with pytest.raises(Away):
        await greets(Server("127.0.0.1", box.port, "starttls", timeout_s=5))
    with pytest.raises(Away):
        await greets(Server("127.0.0.1", box.port, "tls", timeout_s=5))


async def test_a_certificate_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    _, context = certificate(tmp_path)
    async with smtp_server(tls=context) as box:
        with pytest.raises(Away):
            await greets(Server("127.0.0.1", box.port, "starttls", timeout_s=5))


async def test_a_domain_in_other_letters_is_written_to_as_every_server_takes_it(
    world: World, box: Mailbox
) -> None:
    outbox = await queued(world, "1", Recipient("Lê Thị Hoa", "hoa@nghệan.vn"))
    await queued(world, "2")
    assert await outbox.work() == 2
    assert box.to == ["hoa@xn--nghan-371b.vn", "hoa@nghean.gov.vn"]
    assert box.taken[0]["To"].addresses[0].addr_spec == "hoa@xn--nghan-371b.vn"


async def test_an_address_no_server_takes_fails_alone(world: World, box: Mailbox) -> None:
    for n, email in enumerate(("hòa@nghean.gov.vn", "a@b@c", "hoa", "x" * 300 + "@nghean.gov.vn")):
        await queued(world, f"bad{n}", Recipient("Hoa", email))
    outbox = await queued(world)
    assert await outbox.work() == 1
    assert box.to == ["hoa@nghean.gov.vn"]
    assert [one.state for one in await state(world.services)] == ["failed"] * 4 + ["sent"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("to_senders", "550 5.7.1 sender rejected"),
        ("to_senders", "530 5.7.0 authentication required"),
        ("answers", "530 5.7.0 authentication required"),
        ("answers", "421 4.3.2 closing"),
    ],
)
async def test_a_sender_or_sign_in_that_is_not_accepted_fails_no_message_and_says_so(
    world: World, box: Mailbox, where: str, said: str
) -> None:
    setattr(box, where, [said])
    for n in range(3):
        outbox = await queued(world, f"k{n}")
    assert await outbox.work() == 0
    waiting = await state(world.services)
    assert {(one.state, one.attempts) for one in waiting} == {("queued", 0)}
    assert said.partition(" ")[0] in waiting[0].reason
    assert await outbox.work() == 3


async def test_a_message_the_server_finds_too_large_fails_alone(world: World, box: Mailbox) -> None:
    box.to_senders = ["552 5.3.4 message size exceeds fixed limit"]
    for n in range(2):
        outbox = await queued(world, f"k{n}")
    assert await outbox.work() == 1
    assert [one.state for one in await state(world.services)] == ["failed", "sent"]


async def test_a_message_under_which_the_line_breaks_lets_the_others_go_first(
    world: World, box: Mailbox
) -> None:
    box.breaks_under = "gone@nghean.gov.vn"
    await queued(world, "bad", Recipient("Hoa", box.breaks_under))
    outbox = await queued(world)
    for _ in range(outbox_module.STUMBLES):
        assert await outbox.work() == 0
    assert await outbox.work() == 1
    assert [(one.state, one.attempts) for one in await state(world.services)] == [
        ("queued", 1),
        ("sent", 1),
    ]


@pytest.mark.parametrize(
    ("said", "looks"),
    [
        ("454 4.7.1 <x@gmail.com>: Relay access denied", 1),
        ("421 4.7.0 too many errors", outbox_module.STUMBLES + 1),
        ("530 5.7.0 authentication required", outbox_module.STUMBLES + 1),
    ],
)
async def test_one_recipient_the_server_never_takes_holds_up_nobody_else(
    world: World, box: Mailbox, said: str, looks: int
) -> None:
    box.always["x@gmail.com"] = said
    await queued(world, "outside", Recipient("Hoa", "x@gmail.com"))
    outbox = await queued(world)
    for _ in range(looks):
        await outbox.work()
    assert box.to == ["hoa@nghean.gov.vn"]
    outside, inside = await state(world.services)
    assert (outside.state, outside.attempts, inside.state) == ("queued", 1, "sent")
    assert outside.next_at > world.clock.at
    assert said.partition(" ")[0] in outside.reason


async def test_while_a_server_is_away_it_is_left_alone_whatever_is_queued(
    world: World, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = await queued(world)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(outbox_module.asyncio, "sleep", sleep)
    box.to_senders = ["550 no"] * 3
    for _ in range(3):
        await outbox._turn()
    assert pauses == list(outbox_module.AWAY_S[:3])
