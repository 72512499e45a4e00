"""Office files become PDF by LibreOffice, one process a file, in the sandbox, with its settings shut.

Macros are off altogether, links are never updated, there is no Java and nothing is fetched; all of it again
impossible by the sandbox. https://wiki.documentfoundation.org/Development/Command_line_arguments
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from server.papers.convert.sandbox import Bounds, End
from server.papers.convert.tools import Tools, install_root
from server.papers.kinds import Kind

SETTINGS = "registrymodifications.xcu"
RESULT = "in.pdf"
_FILTERS: Mapping[Kind, tuple[str, str]] = {
    Kind.DOCX: ("MS Word 2007 XML", "writer_pdf_Export"),
    Kind.XLSX: ("Calc MS Excel 2007 XML", "calc_pdf_Export"),
    Kind.PPTX: ("Impress MS PowerPoint 2007 XML", "impress_pdf_Export"),
    Kind.ODT: ("writer8", "writer_pdf_Export"),
    Kind.ODS: ("calc8", "calc_pdf_Export"),
    Kind.ODP: ("impress8", "impress_pdf_Export"),
    Kind.DOC: ("MS Word 97", "writer_pdf_Export"),
    Kind.XLS: ("MS Excel 97", "calc_pdf_Export"),
    Kind.PPT: ("MS PowerPoint 97", "impress_pdf_Export"),
    Kind.RTF: ("Rich Text Format", "writer_pdf_Export"),
}
_COMMON = "/org.openoffice.Office.Common"
# Path of the group, name, value. 3 is the highest macro security; "update links: never" is 0 in Writer and
# 1 in Calc (officecfg, Content/Update/Link). Java has no setting here: the sandbox hides it.
_LOCKED: tuple[tuple[str, str, str], ...] = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", "true"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    (f"{_COMMON}/Security/Scripting", "OfficeBasic", "0"),
    (f"{_COMMON}/Security/Scripting", "ExecutePlugins", "false"),
    (f"{_COMMON}/Security/Scripting", "CheckDocumentEvents", "true"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "0"),
)
_REFUSED: Mapping[End, str] = {
    End.TIMEOUT: "paper.timeout",
    End.TOO_MUCH: "paper.too_heavy",
    End.FAILED: "paper.not_converted",
}


async def to_pdf(source: Path, kind: Kind, folder: Path, tools: Tools, bounds: Bounds) -> str | None:
    """Convert `source`, using `folder` for everything, to RESULT in it; answers the code of a refusal.

    It is ``paper.no_converter`` where this machine has no LibreOffice or may not make a sandbox.
    """
    if tools.sandbox is None or tools.soffice is None:
        return "paper.no_converter"
    await asyncio.to_thread(_prepare, source, kind, folder)
    ending = await tools.sandbox.run(
        _command(tools.soffice, kind),
        folder,
        bounds,
        environment={"SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"},
        also_read=[install_root(tools.soffice)],
    )
    return _REFUSED.get(ending)


def _prepare(source: Path, kind: Kind, folder: Path) -> None:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / SETTINGS).write_text(locked_settings(), encoding="utf-8")
    shutil.copyfile(source, folder / f"in.{kind}")


def _command(soffice: str, kind: Kind) -> list[str]:
    reads, writes = _FILTERS[kind]
    flags = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard", "--nologo")
    return [
        soffice,
        *flags,
        "-env:UserInstallation=file:///job/profile",
        f"--infilter={reads}",
        "--convert-to",
        f"pdf:{writes}",
        "--outdir",
        "/job",
        f"/job/in.{kind}",
    ]


def locked_settings() -> str:
    """LibreOffice's user settings as a file."""
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse" oor:finalized="true">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _LOCKED
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n'
    )
