"""What accounts are told of slips by mail: once, in time, and not what has been taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.mail.support import mail_settings
from tests.server.opinions.support import Circle, circle, key
from tests.support.smtp import Mailbox, text_of


@pytest.fixture
async def at(tmp_path: Path, box: Mailbox) -> AsyncIterator[Circle]:
    async with circle(tmp_path, **mail_settings(box)) as made:
        await made.world.services.mail.stop()  # every step is the test's
        made.world.services.mail.outbox._stopping = False
        for who in ("hoa", "mai", "boss"):
            path = f"/accounts/{made.ids[who]}"
            await made.tabs["root-admin"].call("PATCH", path, json={"email": f"{who}@nghean.gov.vn"})
        yield made


async def arrived(at: Circle, box: Mailbox) -> list[tuple[str, str]]:
    before = len(box.taken)
    await at.world.services.mail.notices.work()
    await at.world.services.mail.outbox.work()
    new = zip(box.to[before:], box.taken[before:], strict=True)
    return sorted((to.partition("@")[0], str(mail["Subject"]).partition(":")[0]) for to, mail in new)


async def test_what_is_told_inside_is_mailed_once_to_who_has_an_address(at: Circle, box: Mailbox) -> None:
    slip = await at.sent()
    assert await arrived(at, box) == [("hoa", "Đề nghị cho ý kiến"), ("mai", "Đề nghị cho ý kiến")]
    assert "17:00 09/03/2026" in text_of(box.taken[0])
    assert await arrived(at, box) == []
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    await at.act(slip, "remind")
    assert [who for who, _ in await arrived(at, box)] == ["boss", "boss", "mai"]


async def test_a_process_that_died_after_sending_has_told_everybody(
    at: Circle, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies() -> None:
        raise RuntimeError("killed")

    slip = await at.draft()
    with monkeypatch.context() as patched:
        patched.setattr(at.world.services.mail.notices, "wake", dies)
        with pytest.raises(RuntimeError):
            await at.world.services.opinions.office.send(slip, key(), at.principal("office"))
    assert len(await arrived(at, box)) == 2


async def test_a_process_that_died_while_queueing_queues_nothing_twice(
    at: Circle, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(*_: Any) -> None:
        raise RuntimeError("killed")

    await at.sent()
    with monkeypatch.context() as patched:
        patched.setattr(at.world.services.notices, "mailed", dies)
        with pytest.raises(RuntimeError):
            await at.world.services.mail.notices.work()
    assert len(await arrived(at, box)) == 2
    assert await arrived(at, box) == []


async def test_of_a_slip_taken_back_only_that_is_mailed(at: Circle, box: Mailbox) -> None:
    slip = await at.sent()
    await at.act(slip, "remind")
    await at.world.services.mail.notices.work()  # they wait for the server
    await at.act(slip, "recall", reason="Gửi nhầm")
    told = [("hoa", "Phiếu lấy ý kiến đã được thu hồi"), ("mai", "Phiếu lấy ý kiến đã được thu hồi")]
    assert await arrived(at, box) == told


async def test_nobody_is_asked_by_mail_after_the_deadline(at: Circle, box: Mailbox) -> None:
    slip = await at.sent()
    await at.act(slip, "remind")
    at.world.clock.move(days=8)
    assert await arrived(at, box) == []
