"""Makes a PDF of a picture or of the pages of a TIFF: `paper.pdf`, upright, at a size that fits a page."""

from __future__ import annotations

import io
import math
import warnings
from typing import Any, BinaryIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from server.papers.worker.fence import Refusal, say
from server.papers.worker.limits import Limits

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
WHITES = (255.0, 1023.0, 4095.0, 16383.0, 65535.0)
"""White at the depths scanners have: 8 to 16 bits, which a file of 16 bits may hold."""
MAX_PIXELS = 120_000_000
"""A0 at 300 dpi is 139 million, A1 half of it."""
LOSSLESS_PIXELS = 12_000_000
QUALITY = 88
A4_PT = (595.0, 842.0)
A3_PT = (842.0, 1191.0)
SCANNER_DPI = (96, 1300)
UPRIGHT = (None, 1)
ORIENTATION = 0x0112


def run(file: BinaryIO, limits: Limits, options: dict[str, Any]) -> dict[str, object]:
    """Every frame a page; raises Refusal."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    document = pdfium.PdfDocument.new()
    try:
        with Image.open(file, formats=FORMATS) as picture:
            pages = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            if pages > limits.max_pages:
                raise Refusal("paper.too_many_pages")
            for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
                if number > pages:
                    break  # of a moving picture the first frame
                _add_page(document, frame, file if pages == 1 else None)
                say({"page": number, "pages": pages})
        document.save("paper.pdf")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refusal("paper.bomb") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, pdfium.PdfiumError) as error:
        raise Refusal("paper.broken") from error
    return {}


def _add_page(document: pdfium.PdfDocument, frame: Image.Image, whole: BinaryIO | None) -> None:
    """One frame as a page; `whole` is the file when the frame is all there is in it."""
    frame.load()
    image = pdfium.PdfImage.new(document)
    upright = frame.getexif().get(ORIENTATION) in UPRIGHT
    plain_jpeg = whole is not None and frame.format == "JPEG" and frame.mode in ("L", "RGB") and upright
    turned = frame if plain_jpeg else _plain(ImageOps.exif_transpose(frame))
    if plain_jpeg and whole is not None:
        whole.seek(0)
        image.load_jpeg(io.BytesIO(whole.read()), inline=True)  # as it is: nothing is lost
    elif frame.format in ("JPEG", "WEBP") or turned.width * turned.height > LOSSLESS_PIXELS:
        image.load_jpeg(_as_jpeg(turned), inline=True)
    else:
        bitmap = pdfium.PdfBitmap.from_pil(turned)
        image.set_bitmap(bitmap)
    width, height = page_size_pt(turned.width, turned.height, frame.info.get("dpi"))
    page = document.new_page(width, height)
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _plain(frame: Image.Image) -> Image.Image:
    """Grey or RGB; what was transparent is white, as paper is."""
    if frame.mode in ("1", "L"):
        return frame.convert("L")
    if frame.mode in ("I", "F") or frame.mode.startswith("I;16"):
        return _grey(frame)
    if frame.mode in ("RGBA", "LA", "PA", "P") and (frame.mode != "P" or "transparency" in frame.info):
        coloured = frame.convert("RGBA")
        paper = Image.new("RGB", coloured.size, "white")
        paper.paste(coloured, mask=coloured.getchannel("A"))
        return paper
    return frame.convert("RGB")


def _grey(frame: Image.Image) -> Image.Image:
    """A picture of more than 8 bits in 8: Pillow's own conversion makes all above 255 white."""
    deep = frame if frame.mode in ("I;16", "I", "F") else frame.convert("I")
    darkest, brightest = (float(value) for value in deep.getextrema() if not isinstance(value, tuple))
    if not (math.isfinite(darkest) and math.isfinite(brightest)):
        raise Refusal("paper.broken")
    whites = (1.0, *WHITES) if deep.mode == "F" else WHITES
    white = next((one for one in whites if brightest <= one), brightest)
    black = min(0.0, darkest)
    scale = 255 / (white - black)
    return deep.point(lambda value: value * scale - black * scale).convert("L")


def _as_jpeg(frame: Image.Image) -> io.BytesIO:
    out = io.BytesIO()
    frame.save(out, "JPEG", quality=QUALITY)
    return io.BytesIO(out.getvalue())


def page_size_pt(width: int, height: int, dpi: object) -> tuple[float, float]:
    """Points of the page for a picture of so many pixels: a scan keeps its size, anything else fits A4.

    A resolution is believed when a scanner could have it and the sheet would not be larger than A3.
    """
    if isinstance(dpi, tuple) and all(SCANNER_DPI[0] < float(one) < SCANNER_DPI[1] for one in dpi):
        size = (width * 72 / float(dpi[0]), height * 72 / float(dpi[1]))
        if min(size) <= A3_PT[0] + 1 and max(size) <= A3_PT[1] + 1:
            return size
    short, long = A4_PT
    box = (short, long) if height >= width else (long, short)
    scale = min(box[0] / width, box[1] / height)
    return max(1.0, width * scale), max(1.0, height * scale)
