"""Pictures of every kind and depth as pages: what is on them is seen."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from server.papers.convert.tools import Tools
from server.papers.pages import Making
from server.papers.worker.fence import Refusal
from server.papers.worker.pictures import _plain
from tests.server.papers.making import make

NOTHING = Making(tools=Tools(None, None, None, ()))
LEFT, RIGHT = (0, 0, 100, 100), (100, 0, 200, 100)


def halves(mode: str, black: Any, grey: Any, white: Any) -> Image.Image:
    """Black on the left, grey on the right, white below."""
    # Pillow does not paste large values into 16 bits.
    picture = Image.new("I" if mode.startswith("I;16") else mode, (200, 200), white)
    picture.paste(black, LEFT)
    picture.paste(grey, RIGHT)
    return picture.convert(mode) if picture.mode != mode else picture


def saved(picture: Image.Image, form: str, **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def big_endian_tiff() -> bytes:
    """As older scanners write it; Pillow opens it as I;16B."""
    picture = halves("I;16B", 0, 0x8000, 0xFFFF)
    tags = {256: 200, 257: 200, 258: 16, 259: 1, 262: 1, 277: 1, 278: 200}
    pixels = picture.tobytes()
    count, body = len(tags) + 2, b""
    offset = 8 + 2 + 12 * count + 4
    entries = {**tags, 273: offset, 279: len(pixels)}
    for tag in sorted(entries):
        body += tag.to_bytes(2, "big") + b"\x00\x04\x00\x00\x00\x01" + entries[tag].to_bytes(4, "big")
    head = b"MM\x00*\x00\x00\x00\x08" + count.to_bytes(2, "big")
    return head + body + b"\x00\x00\x00\x00" + pixels


DEEP = {
    "16 bits as PNG": saved(halves("I;16", 0, 32768, 65535), "PNG"),
    "16 bits as TIFF": saved(halves("I;16", 0, 32768, 65535), "TIFF"),
    "16 bits, the high one first": big_endian_tiff(),
    "12 bits in 16": saved(halves("I;16", 0, 2048, 4095), "TIFF"),
    "32 bits": saved(halves("I", 0, 32768, 65535), "TIFF"),
    "32 bits, below nought too": saved(halves("I", -1000000, 0, 1000000), "TIFF"),
    "floating, up to one": saved(halves("F", 0.0, 0.5, 1.0), "TIFF"),
    "floating, up to 255": saved(halves("F", 0.0, 127.0, 255.0), "TIFF"),
}


async def seen(folder: Path, data: bytes) -> tuple[str, list[tuple[int, ...]]]:
    """The kind of the file, and what its page shows on the left, on the right and below."""
    pages, _ = await make(folder, data, NOTHING)
    assert len(pages.page_sizes) == 1
    drawn = pypdfium2.PdfDocument(pages.pdf)[0].render().to_pil().convert("RGB")
    across, down = drawn.width // 4, drawn.height // 4
    points = ((across, down), (3 * across, down), (2 * across, 3 * down))
    return str(pages.kind), [drawn.getpixel(point) for point in points]


@pytest.mark.parametrize("name", DEEP)
async def test_what_is_on_a_deep_grey_picture_is_seen(tmp_path: Path, name: str) -> None:
    _, colours = await seen(tmp_path, DEEP[name])
    for (shade, *_), expected in zip(colours, (0, 128, 255), strict=True):
        assert abs(shade - expected) <= 3


def test_a_picture_whose_points_are_no_numbers_is_broken() -> None:
    with pytest.raises(Refusal) as refused:
        _plain(Image.new("F", (2, 2), float("nan")))
    assert refused.value.code == "paper.broken"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
async def test_every_kind_of_picture_shows_what_it_shows(tmp_path: Path, form: str) -> None:
    kind, colours = await seen(tmp_path, saved(halves("RGB", "red", "blue", "white"), form))
    assert kind == {"JPEG": "jpg", "TIFF": "tif"}.get(form, form.lower())
    for colour, expected in zip(colours, ((255, 0, 0), (0, 0, 255), (255, 255, 255)), strict=True):
        assert all(abs(one - wanted) < 12 for one, wanted in zip(colour, expected, strict=True))


@pytest.mark.parametrize("mode", ["1", "L", "P"])
async def test_bitmaps_of_few_colours_are_taken(tmp_path: Path, mode: str) -> None:
    kind, colours = await seen(tmp_path, saved(halves("RGB", "black", "black", "white").convert(mode), "BMP"))
    assert (kind, colours) == ("bmp", [(0, 0, 0), (0, 0, 0), (255, 255, 255)])


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
async def test_of_a_moving_picture_the_first_frame_is_the_page(tmp_path: Path, form: str) -> None:
    frames = [halves("RGB", colour, colour, "white") for colour in ("red", "blue")]
    data = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    _, ((red, _, blue), *_) = await seen(tmp_path, data)
    assert red > 200
    assert blue < 60


async def test_what_is_transparent_in_a_gif_is_white(tmp_path: Path) -> None:
    picture = halves("P", 1, 1, 0)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    _, colours = await seen(tmp_path, saved(picture, "GIF", transparency=0))
    assert colours == [(255, 0, 0), (255, 0, 0), (255, 255, 255)]
