"""Papers sent to a meeting, and what is left of them: what the tests of their way in share."""

from __future__ import annotations

from typing import Any

from tests.server.people.harness import Tab, World
from tests.support.tus import whole


async def upload(world: World, tab: Tab, meeting: str, data: bytes, **said: str) -> dict[str, Any]:
    """The paper as it is listed once its processing has ended."""
    answer = await tab.post(f"/meetings/{meeting}/papers/uploads", headers=whole(data, **said), content=data)
    assert answer.status_code == 201, answer.text
    await world.services.papers.settle()
    listed = (await tab.get(f"/meetings/{meeting}/papers")).json()
    return next(paper for paper in listed if paper["id"] == answer.headers["giaoban-paper"])


def left_behind(world: World) -> list[str]:
    """Every file in quarantine and in the object store, but for what is known of uploads that ended."""
    folders = (world.services.settings.data / "quarantine", world.services.settings.data / "objects")
    found = [path for folder in folders if folder.exists() for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in found if path.suffix != ".json" or not path.name.startswith("upload-")]
