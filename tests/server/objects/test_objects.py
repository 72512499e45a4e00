"""Objects under keys of ours, and byte ranges as RFC 9110 has them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.errors import NotFound, StorageFull, Unavailable
from server.objects import store
from server.objects.ranges import Span, Unsatisfiable, is_unchanged, parse_range
from server.objects.store import Objects


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects.open(None, tmp_path / "objects")


async def test_keeps_reads_in_ranges_and_deletes(objects: Objects, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(bytes(range(256)) * 4096)
    await objects.put_file("papers/p1/paper.pdf", source)
    await objects.put_bytes("papers/p1/1.webp", b"picture")
    await objects.put_bytes("papers/p2/1.webp", b"other")
    assert await objects.size("papers/p1/paper.pdf") == 1024 * 1024
    part = b"".join([piece async for piece in objects.stream("papers/p1/paper.pdf", 1000, 700_000)])
    assert part == source.read_bytes()[1000:700_000]
    await objects.delete_all("papers/p1")
    with pytest.raises(NotFound):
        await objects.size("papers/p1/paper.pdf")
    assert await objects.read("papers/p2/1.webp") == b"other"
    await objects.delete_all("papers/p1")


@pytest.mark.parametrize(
    "key",
    ["", "x", "/etc/passwd", "papers/../x", "papers//x", "papers/a b", "papers/Đ", "papers/x/", "p/\x00"],
)
async def test_a_key_the_server_would_not_make_is_a_bug(objects: Objects, key: str) -> None:
    with pytest.raises(ValueError, match="a key"):
        await objects.read(key)


async def test_the_store_failing_is_told_in_our_own_errors() -> None:
    assert isinstance(store._translated(OSError(28, "No space left on device")), StorageFull)
    assert isinstance(store._translated(OSError(5, "Input/output error")), Unavailable)


@pytest.mark.parametrize(
    ("header", "span"),
    [
        (None, None),
        ("bytes=0-0", Span(0, 1)),
        ("bytes=90-", Span(90, 100)),
        ("bytes=90-500", Span(90, 100)),
        ("bytes=-10", Span(90, 100)),
        ("bytes=-500", Span(0, 100)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("bytes=a-b", None),
        ("bytes=1-" + "9" * 40, None),
        ("items=0-1", None),
    ],
)
def test_ranges(header: str | None, span: Span | None) -> None:
    assert parse_range(header, 100) == span


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_ranges_outside_are_unsatisfiable(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        parse_range(header, 100)


def test_an_unchanged_copy_is_known_by_its_tag() -> None:
    assert is_unchanged('W/"a", "b"', '"b"')
    assert is_unchanged('W/"b"', '"b"')
    assert not is_unchanged('"c"', '"b"')
    assert not is_unchanged(None, '"b"')


async def test_what_several_delete_at_once_is_deleted_for_all_of_them(objects: Objects) -> None:
    for page in range(60):
        await objects.put_bytes(f"papers/p1/{page}.webp", b"picture")
    await asyncio.gather(*(objects.delete_all("papers/p1") for _ in range(4)))
    for page in range(60):
        with pytest.raises(NotFound):
            await objects.size(f"papers/p1/{page}.webp")
