"""Writes who looks, and when, across the picture of a page; and makes the small picture that is sent. Pure.

The words are part of the picture: a photograph of the screen, or the picture itself if somebody gets hold of
it, names whose it was.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

FONTS = ("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf")
"""The first of these that is installed; Debian's older Liberation Sans has not all Vietnamese letters."""
QUALITY = 58
ANGLE = 28
INK = (150, 20, 20, 58)
EDGE = (255, 255, 255, 40)
LONGEST = 90


def burn(page: Image.Image, lines: Sequence[str]) -> bytes:
    """The page as WebP with the lines written across it again and again."""
    size = max(11, page.width // 46)
    tile = _tile(tuple(line[:LONGEST] for line in lines), size)
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    for row, top in enumerate(range(-tile.height // 3, page.height, tile.height)):
        shift = (row % 2) * tile.width // 2
        for left in range(-shift, page.width, tile.width):
            layer.paste(tile, (left, top))
    out = io.BytesIO()
    Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB").save(
        out, "WEBP", quality=QUALITY, method=2
    )
    return out.getvalue()


@lru_cache(maxsize=64)
def _tile(lines: tuple[str, ...], size: int) -> Image.Image:
    font = _font(size)
    widest = max(int(font.getlength(line)) for line in lines)
    height = int(size * 1.35)
    words = Image.new("RGBA", (widest + 2 * size, height * len(lines) + size), (0, 0, 0, 0))
    draw = ImageDraw.Draw(words)
    for number, line in enumerate(lines):
        draw.text(
            (size, number * height), line, font=font, fill=INK, stroke_width=max(1, size // 14),
            stroke_fill=EDGE,
        )  # fmt: skip
    turned = words.rotate(ANGLE, expand=True, resample=Image.Resampling.BICUBIC)
    tile = Image.new("RGBA", (turned.width + 3 * size, turned.height + size), (0, 0, 0, 0))
    tile.paste(turned, (size, size // 2))
    return tile


@lru_cache(maxsize=32)
def _font(size: int) -> ImageFont.FreeTypeFont:
    """A font with Vietnamese letters. Raises OSError where none of ours is installed."""
    for name in FONTS[:-1]:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.truetype(FONTS[-1], size)
