"""Office files, pictures and their hostile relatives, made by the tests themselves.

The files of today by their own libraries or as bare ZIP containers; the older DOC, XLS and PPT by LibreOffice
from those; each with a line of Vietnamese that must come through.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
from odf import draw, opendocument, style, table, text
from PIL import Image, ImageDraw, ImageFont

SENTENCE = "Phòng, chống thiên tai ở huyện Quỳ Châu: những việc cần làm ngay"
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PPTX_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_file(pages: int = 1) -> bytes:
    """A Word file as people write them: Times New Roman, a heading, a table."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.font.size = docx.shared.Pt(14)
    for page in range(pages):
        document.add_heading(f"BÁO CÁO TÌNH HÌNH THÁNG {page + 1}", level=1)
        document.add_paragraph(SENTENCE + ". " + "Các điểm cầu chủ động rà soát phương án. " * 6)
        grid = document.add_table(rows=3, cols=3, style="Table Grid")
        for number, cell in enumerate(cell for row in grid.rows for cell in row.cells):
            cell.text = ("Chỉ tiêu", "Kế hoạch", "Thực hiện")[number] if number < 3 else f"{number * 1234:,}"
        if page + 1 < pages:
            document.add_page_break()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file(rows: int = 30) -> bytes:
    """An Excel file with figures and a sum."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Số liệu"
    sheet.append([SENTENCE])
    sheet.append(["Huyện", "Kế hoạch", "Thực hiện", "Đạt"])
    for row in range(rows):
        sheet.append([f"Huyện Kỳ Sơn {row}", 1000 + row, 900 + row * 3, f"=C{row + 3}/B{row + 3}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odt_file() -> bytes:
    """A text document of OpenDocument."""
    document = opendocument.OpenDocumentText()
    for _ in range(3):
        document.text.addElement(text.P(text=SENTENCE))
    return _saved(document)


def ods_file() -> bytes:
    """A spreadsheet of OpenDocument."""
    document = opendocument.OpenDocumentSpreadsheet()
    grid = table.Table(name="Số liệu")
    row = table.TableRow()
    cell = table.TableCell(valuetype="string")
    cell.addElement(text.P(text=SENTENCE))
    row.addElement(cell)
    grid.addElement(row)
    document.spreadsheet.addElement(grid)
    return _saved(document)


def odp_file(slides: int = 2) -> bytes:
    """A presentation of OpenDocument."""
    document = opendocument.OpenDocumentPresentation()
    layout = style.PageLayout(name="L")
    layout.addElement(
        style.PageLayoutProperties(pagewidth="28cm", pageheight="15.75cm", printorientation="landscape")
    )
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="M", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    for number in range(slides):
        page = draw.Page(name=f"trang{number + 1}", masterpagename=master)
        frame = draw.Frame(width="24cm", height="4cm", x="2cm", y="3cm")
        box = draw.TextBox()
        box.addElement(text.P(text=f"{SENTENCE} ({number + 1})"))
        frame.addElement(box)
        page.addElement(frame)
        document.presentation.addElement(page)
    return _saved(document)


def _saved(document: opendocument.OpenDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rtf_file() -> bytes:
    """Rich text with its Vietnamese as Unicode escapes."""
    letters = "".join(letter if letter.isascii() else f"\\u{ord(letter)}?" for letter in SENTENCE)
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0\\fs28 " + letters + "\\par}").encode()


def saved_as(data: bytes, ending: str, wanted: str) -> bytes:
    """The file as LibreOffice saves it in another format: how the tests get at DOC, XLS, PPT and PPTX."""
    with tempfile.TemporaryDirectory(prefix="giaoban-office-") as folder:
        source = Path(folder, f"in.{ending}")
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", wanted, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return Path(folder, f"in.{wanted.partition(':')[0]}").read_bytes()


def has_soffice() -> bool:
    return shutil.which("soffice") is not None and shutil.which("bwrap") is not None


def picture(form: str, *, size: tuple[int, int] = (1240, 877), **options: object) -> bytes:
    """A picture with the sentence in it."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.truetype(FONT, max(12, size[0] // 40))
    for line in range(4):
        pen.text((size[0] // 20, 60 + line * size[0] // 16), SENTENCE, fill="black", font=font)
    out = io.BytesIO()
    drawn.save(out, form, **options)
    return out.getvalue()


def tiff_pages(pages: int) -> bytes:
    """A scan of several pages, black and white, 200 dpi."""
    drawn = []
    for number in range(pages):
        sheet = Image.new("L", (1654, 2339), 255)
        font = ImageFont.truetype(FONT, 46)
        ImageDraw.Draw(sheet).text((150, 200), f"{SENTENCE}\nTrang {number + 1}", fill=0, font=font)
        drawn.append(sheet.convert("1"))
    out = io.BytesIO()
    drawn[0].save(out, "TIFF", save_all=True, append_images=drawn[1:], compression="group4", dpi=(200, 200))
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str], *, first: str | None = None) -> bytes:
    """A ZIP container of these parts; `first` is stored uncompressed before all others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr(zipfile.ZipInfo("mimetype"), first, zipfile.ZIP_STORED)
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def bare_docx(
    body: str = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>",
    *,
    relations: str = "",
    main_type: str = DOCX_TYPE,
    extra: Mapping[str, bytes | str] | None = None,
    before: str = "",
) -> bytes:
    """The least a Word file needs, with whatever a test wants in it."""
    namespaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    types = (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
    )
    root = (
        f'{_XML}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = f"{before or _XML}<w:document {namespaces}><w:body>{body}</w:body></w:document>"
    own = f'{_XML}<Relationships xmlns="{_RELS}">{relations}</Relationships>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": root,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": own,
            **(extra or {}),
        }
    )


def docx_that_calls(address: str) -> bytes:
    """A Word file that would fetch: a linked picture and object, a remote template, fields to be updated."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{address}/{kind}" '
        'TargetMode="External"/>'
        for number, kind in enumerate(("image", "oleObject", "subDocument", "frame"), start=10)
    )
    template = (
        f'{_XML}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/attachedTemplate" '
        f'Target="{address}/template.dotx" TargetMode="External"/></Relationships>'
    )
    picture_of = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="x"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:link="rId10"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    field = (
        '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;'
        + address
        + '/field.png&quot; \\d "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    )
    body = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>{picture_of}{field}"
    settings = (
        f'{_XML}<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{_OFFICE}"><w:attachedTemplate r:id="rId1"/><w:updateFields w:val="true"/></w:settings>'
    )
    own = f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
    return bare_docx(
        body,
        relations=relations + own,
        extra={"word/settings.xml": settings, "word/_rels/settings.xml.rels": template},
    )


def odt_that_calls(address: str) -> bytes:
    """A text document with a picture, a section and a chart that lie elsewhere."""
    content = (
        f'{_XML}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f"<text:p>{SENTENCE}</text:p>"
        '<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image '
        f'xlink:href="{address}/picture.png" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'
        f'</text:p><text:section text:name="s"><text:section-source xlink:href="{address}/section.odt"/>'
        "</text:section></office:text></office:body></office:document-content>"
    )
    manifest = (
        f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
        'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {"content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped(parts, first="application/vnd.oasis.opendocument.text")
