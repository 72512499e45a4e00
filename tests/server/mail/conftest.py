"""A server that writes mail to a real SMTP server, and a meeting whose people have addresses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.mail.support import mail_settings
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.support.smtp import Mailbox, smtp_server


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with smtp_server() as server:
        yield server


@pytest.fixture
async def world(tmp_path: Path, box: Mailbox) -> AsyncIterator[World]:
    async with running(tmp_path, session_hours=720, **mail_settings(box)) as started:
        await started.services.mail.stop()  # every step is the test's
        started.services.mail.outbox._stopping = False
        started.clock.move(days=-10)
        yield started


@pytest.fixture
async def briefing(world: World) -> Briefing:
    """A meeting ten days ahead; its chair, one hall and one delegate have addresses."""
    briefing = await full_briefing(world)
    admin = briefing.tabs["administrator"]
    chair = briefing.tabs["chair"].principal["id"]
    await admin.call("PATCH", f"/accounts/{chair}", json={"email": "chair@nghean.gov.vn"})
    await admin.call("PATCH", "/sites/414", json={"email": "quephong@nghean.gov.vn"})
    await admin.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa@nghean.gov.vn"})
    return briefing


@pytest.fixture
def tab(briefing: Briefing) -> Tab:
    return briefing.tabs["secretary"]
