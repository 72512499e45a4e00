"""``giaoban doctor`` says whether mail can be handed over."""

from __future__ import annotations

import asyncio
from pathlib import Path

from server.commands.doctor import _mail
from server.settings import Settings
from tests.server.mail.support import mail_settings
from tests.support.smtp import Mailbox, smtp_server


def looked(folder: Path, box: Mailbox, **more: object) -> tuple[str, str]:
    finding = _mail(Settings(**{"data": folder, "demo": False, **mail_settings(box), **more}))
    return finding.level, finding.text


async def test_a_server_that_answers_is_well_and_one_that_does_not_is_named(tmp_path: Path) -> None:
    async with smtp_server() as box:
        assert (await asyncio.to_thread(looked, tmp_path, box))[0] == "ok"
        level, text = await asyncio.to_thread(looked, tmp_path, box, smtp_security="starttls")
        assert (level, "127.0.0.1" in text) == ("bad", True)
    gone = Mailbox(port=9)
    level, text = await asyncio.to_thread(looked, tmp_path, gone)
    assert (level, "127.0.0.1:9 (none)" in text) == ("bad", True)


def test_without_a_server_it_is_only_noted(tmp_path: Path) -> None:
    assert _mail(Settings(data=tmp_path, demo=False)).level == "note"
