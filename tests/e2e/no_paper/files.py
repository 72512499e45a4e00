"""The eight papers of the meeting, each in another format, and the first one's second version."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import docx
from PIL import Image, ImageDraw, ImageFont

from tests.support import office_files as files

PAGES = 2
"""Of the papers whose pages this module decides; a spreadsheet has as many as LibreOffice makes of it."""


@dataclass(frozen=True)
class Paper:
    """A file as somebody has it on their machine; its title is what the client makes of its name."""

    title: str
    path: Path


@dataclass(frozen=True)
class Papers:
    """``open`` is for everybody, ``marked`` a hall's confidential one; ``corrected`` replaces ``report``."""

    report: Paper
    corrected: Path
    marked: Paper
    open: tuple[Paper, ...]

    @property
    def every(self) -> tuple[Paper, ...]:
        """All eight."""
        return (*self.open, self.marked)


def report(families: int) -> bytes:
    """A Word file of two pages; the figure is what its next version corrects."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.add_heading("BÁO CÁO CÔNG TÁC PHÒNG, CHỐNG THIÊN TAI", level=1)
    document.add_paragraph(f"Đã di dời {families} hộ dân khỏi vùng sạt lở. {files.SENTENCE}.")
    document.add_page_break()
    document.add_paragraph("Các điểm cầu trực 24/24 giờ và báo cáo trước 16 giờ hằng ngày.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def scan() -> bytes:
    """A PDF of pictures only, as a scanner sends it by mail."""
    sheets = []
    for page in range(PAGES):
        sheet = Image.new("L", (1240, 1754), 255)
        font = ImageFont.truetype(files.FONT, 40)
        ImageDraw.Draw(sheet).text((110, 160), f"Bản đồ vùng ngập lụt\nTrang {page + 1}", fill=0, font=font)
        sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=150)
    return out.getvalue()


def make(folder: Path) -> Papers:
    """Writes all files; the older formats by LibreOffice, which takes seconds for each."""
    text, table, slides = files.docx_file(PAGES), files.xlsx_file(60), files.odp_file(PAGES)
    older = (
        ("Kế hoạch huy động lực lượng.odt", text, "docx", "odt"),
        ("Phương án bảo vệ.doc", text, "docx", "doc"),
        ("Biểu thu ngân sách.xls", table, "xlsx", "xls"),
        ("Trình chiếu tiến độ.pptx", slides, "odp", "pptx"),
        ("Trình chiếu giao thông.ppt", slides, "odp", "ppt"),
    )
    with ThreadPoolExecutor(max_workers=2) as pool:
        saved = list(pool.map(lambda one: files.saved_as(one[1], one[2], one[3]), older))
    odt, doc, xls, pptx, ppt = (
        _written(folder, one[0], data) for one, data in zip(older, saved, strict=True)
    )
    first = _written(folder, "Báo cáo thiên tai.docx", report(120))
    corrected = _written(folder, "Báo cáo thiên tai, sửa.docx", report(145)).path
    others = (
        _written(folder, "Số liệu giải ngân.xlsx", table),
        _written(folder, "Bản đồ ngập lụt.pdf", scan()),
    )
    return Papers(first, corrected, doc, (first, *others, pptx, odt, xls, ppt))


def _written(folder: Path, name: str, data: bytes) -> Paper:
    path = folder / name
    path.write_bytes(data)
    return Paper(path.stem, path)
