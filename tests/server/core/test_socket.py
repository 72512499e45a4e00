"""The meeting socket: views, patches, replies, and what bad input gets."""

from __future__ import annotations

from pathlib import Path

from tests.server.core.harness import running


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
