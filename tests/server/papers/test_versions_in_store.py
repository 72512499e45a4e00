"""Where the versions of a paper lie, and papers stored before there were versions."""

from __future__ import annotations

from pathlib import Path

from server.db.repositories.papers import PaperRecord, PaperRepository, standing
from server.objects.store import Objects
from server.papers.season import brought
from server.papers.service import folder_of
from tests.server.people.harness import START, full_briefing, running

SIZES = [[595.0, 842.0]]


async def test_a_paper_at_its_old_address_is_still_read(tmp_path: Path) -> None:
    async with running(tmp_path) as world:
        briefing = await full_briefing(world)
        old = PaperRecord(
            id="p00000000000a",
            meeting=briefing.id,
            title="Cũ",
            name="cu.pdf",
            item=None,
            original_size=9,
            original_sha256="ff",
            uploaded_by="s",
            uploaded_at=START,
            folder="papers/p00000000000a",
            state="ready",
            size=9,
            sha256="ff",
            pages=1,
            page_sizes=SIZES,
        )
        await PaperRepository(world.services.database).add(old, brought(old, "normal", START))
        objects = Objects.open(None, world.services.settings.data / "objects")
        await objects.put_bytes("papers/p00000000000a/paper.pdf", b"%PDF-1.4\n")
        got = await briefing.tabs["secretary"].get(f"/meetings/{briefing.id}/papers/{old.id}/file")
        assert (got.status_code, got.content) == (200, b"%PDF-1.4\n")


def version(number: int, state: str) -> PaperRecord:
    paper = "p00000000000a"
    return PaperRecord(
        paper, "m", "T", "t.pdf", None, 9, "ff", "s", START, folder_of(paper, number), number, "pdf", state
    )


def test_the_newest_that_can_be_shown_stands_for_the_paper() -> None:
    assert standing([version(1, "ready"), version(2, "checking")]).version == 1
    assert standing([version(1, "ready"), version(2, "ready"), version(3, "refused")]).version == 2
    assert standing([version(1, "refused"), version(2, "checking")]).version == 2
