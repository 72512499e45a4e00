"""What the meeting takes as an id fits where the database keeps it; PostgreSQL refuses what is longer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from server.db.engine import Database
from server.db.repositories.papers import PaperRecord, PaperRepository
from server.db.repositories.sessions import LinkRepository
from server.papers.season import brought
from server.people.records import DELEGATE, Link

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
LONGEST = "a" * 64


async def test_a_paper_belongs_to_an_item_with_the_longest_id(database: Database) -> None:
    papers = PaperRepository(database)
    paper = PaperRecord(
        "p00000000000a", "m1", "T", "t.pdf", LONGEST, 9, "ff", "site-1", AT, "papers/p00000000000a/1"
    )
    await papers.add(paper, brought(paper, "normal", AT))
    kept = await papers.get("m1", paper.id, 1)
    assert kept is not None
    assert kept.item == LONGEST


async def test_a_link_is_for_a_delegate_with_the_longest_id(database: Database) -> None:
    links = LinkRepository(database)
    link = Link("l1", DELEGATE, AT + timedelta(days=1), AT, meeting="m1", delegate=LONGEST, name="Lan")
    await links.add(link, "ff" * 32)
    found = await links.find("ff" * 32, kinds=[DELEGATE])
    assert found is not None
    assert found.delegate == LONGEST
