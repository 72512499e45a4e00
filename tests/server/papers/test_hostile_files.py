"""Files that hang, call out, fill the machine or would do something: ended, inert, or refused."""

from __future__ import annotations

import io
import json
import socket
import threading
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from server.errors import ServerError
from server.papers.convert.sandbox import TMP_BYTES, Bounds, End, Sandbox
from server.papers.convert.tools import Tools, find_tools
from server.papers.pages import Making
from server.papers.worker.limits import Limits
from tests.server.papers.making import make, nobody_is_left, refusal, text_of
from tests.server.papers.pdfs import assemble, pdf
from tests.support import office_files as files

WORDS = "chống thiên tai ở huyện"


@pytest.fixture
async def tools() -> Tools:
    found = await find_tools()
    if not found.converts:
        pytest.skip("LibreOffice, or bubblewrap with user namespaces, is not here")
    return found


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that notes who calls."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append("called")
                connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", calls
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    "source", [files.docx_that_calls, pytest.param(files.odt_that_calls, marks=pytest.mark.nightly)]
)
async def test_nothing_is_fetched_for_a_file_that_points_outside(
    tmp_path: Path, tools: Tools, source
) -> None:
    with listening() as (address, calls):
        pages, _ = await make(tmp_path, source(address), Making(tools=tools))
    assert WORDS in text_of(pages)
    assert pages.flags == {"external_links"}
    assert calls == []


def stand_in(tmp_path: Path, program: str) -> str:
    """A converter that has been taken over by its file, where the sandbox looks for the real one."""
    folder = tmp_path / "office" / "program"
    folder.mkdir(parents=True)
    path = folder / "soffice"
    path.write_text(f"#!/usr/bin/python3\n{program}\n")
    path.chmod(0o755)
    return str(path)


HANG = "import os, time\nfor _ in range(3): os.fork()\ntime.sleep(600)"


GREED = """import os, time
os.fork()
kept = bytearray(200_000_000)
for at in range(0, len(kept), 4096): kept[at] = 1
time.sleep(600)"""


FORKS = """import os, time
for _ in range(200):
    if os.fork() == 0: time.sleep(600)
time.sleep(600)"""


FLOOD = """import time
for number in range(40): open(f'/job/{number}', 'wb').write(b'x' * 10_000_000)
time.sleep(600)"""


@pytest.mark.parametrize(
    ("program", "bounds", "code"),
    [
        (HANG, Bounds(wall_s=1.5), "paper.timeout"),
        (GREED, Bounds(memory_bytes=300_000_000), "paper.too_heavy"),
        (FORKS, Bounds(processes=20), "paper.too_heavy"),
        (FLOOD, Bounds(output_bytes=50_000_000), "paper.too_heavy"),
        ("import os; os.kill(os.getpid(), 11)", Bounds(), "paper.not_converted"),
        ("raise SystemExit(0)", Bounds(), "paper.not_converted"),
        ("import os; os.symlink('/etc/hostname', '/job/in.pdf')", Bounds(), "paper.not_converted"),
        ("open('/job/in.pdf', 'w').write('<html>%PDF-1.7 %%EOF')", Bounds(), "paper.not_pdf"),
    ],
    ids=["hangs", "memory", "forks", "disk", "dies", "does nothing", "link", "something else"],
)
async def test_a_converter_taken_over_is_ended_with_all_it_started(
    tmp_path: Path, tools: Tools, program: str, bounds: Bounds, code: str
) -> None:
    soffice = stand_in(tmp_path, program)
    making = Making(tools=replace(tools, soffice=soffice), bounds=bounds)
    assert await refusal(tmp_path, files.bare_docx(), making) == code
    assert await nobody_is_left(str(tmp_path))


LOOK = """
import json, os, socket
seen = {"root": sorted(os.listdir("/")), "environ": sorted(os.environ), "home": os.listdir("/tmp")}
for path in ("/etc/passwd", "/root", "/home", "/var", "/job/../etc/shadow"):
    seen[path] = os.path.exists(path)
for name, port in (("own", int(open("/job/port").read())),):
    try: socket.create_connection(("127.0.0.1", port), 2); seen[name] = True
    except OSError: seen[name] = False
seen["writes"] = []
for place in ("/", "/usr", "/usr/lib/jvm", "/etc", "/dev", "/tmp", "/dev/shm"):
    try: open(place + "/x", "w"); seen["writes"].append(place)
    except OSError: pass
seen["room"] = [os.statvfs(one).f_blocks * os.statvfs(one).f_frsize for one in seen["writes"]]
open("/dev/null", "w").write("x")
seen["processes"] = [one for one in os.listdir("/proc") if one.isdigit()]
json.dump(seen, open("/job/seen", "w"))
"""


async def test_inside_there_is_no_network_no_settings_and_no_file_of_ours(
    tmp_path: Path, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIAOBAN_TURN_SECRET", "hidden")
    assert tools.sandbox is not None
    with listening() as (address, calls):
        (tmp_path / "port").write_text(address.rpartition(":")[2])
        ended = await tools.sandbox.run(["/usr/bin/python3", "-c", LOOK], tmp_path, Bounds())
    seen = json.loads((tmp_path / "seen").read_text())
    assert ended is End.DONE
    assert not any(seen[path] for path in ("/etc/passwd", "/root", "/home", "/var", "/job/../etc/shadow"))
    assert (seen["own"], calls, seen["home"]) == (False, [], [])
    assert seen["writes"] == ["/tmp", "/dev/shm"]  # noqa: S108
    assert seen["room"] == [TMP_BYTES, TMP_BYTES]
    assert "GIAOBAN_TURN_SECRET" not in seen["environ"]
    assert len(seen["processes"]) <= 3
    assert set(seen["root"]) <= {
        "bin",
        "dev",
        "etc",
        "job",
        "lib",
        "lib32",
        "lib64",
        "proc",
        "sbin",
        "tmp",
        "usr",
    }


async def test_a_reader_taken_over_turns_no_later_page_to_another_place(tmp_path: Path, tools: Tools) -> None:
    ours = tmp_path / "ours"
    ours.write_bytes(b"ours")

    class TakenOver(Sandbox):
        """Leaves a link under the name of the next page's picture, and one where the text should be."""

        async def run(self, program: Sequence[str], folder: Path, bounds: Bounds, **_: object) -> End:
            page = int(Path(program[1]).stem)
            (folder / f"{page + 1}.png").symlink_to(ours)
            (folder / f"{page}.pdf").symlink_to(ours)
            return End.DONE

    taken = replace(tools, sandbox=TakenOver("bwrap"))
    pages, stages = await make(tmp_path, files.tiff_pages(2), Making(tools=taken))
    assert "recognising 2/2" in stages
    assert ours.read_bytes() == b"ours"
    assert "recognised" not in pages.flags


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.picture("PNG", size=(40, 30))[:-30], "paper.broken"),
        (b"\xff\xd8\xff" + b"\x00" * 200, "paper.broken"),
    ],
)
async def test_broken_pictures_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    assert await refusal(tmp_path, data) == code


async def test_a_picture_of_too_many_pixels_is_never_unpacked(tmp_path: Path) -> None:
    giant = Image.new("1", (20_000, 20_000))
    out = io.BytesIO()
    giant.save(out, "PNG")
    assert await refusal(tmp_path, out.getvalue()) == "paper.bomb"


def pdf_with(catalog: bytes, *more: bytes) -> bytes:
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            *more,
        ]
    )


def packed(body: bytes) -> bytes:
    data = zlib.compress(body)
    return b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        len(data),
        data,
    )


@pytest.mark.parametrize(
    ("data", "flags"),
    [
        (pdf(), set()),
        (pdf_with(b"/OpenAction [3 0 R /XYZ null null 0]"), set()),
        (pdf_with(b"/OpenAction 4 0 R", b"<< /S /GoTo /D [3 0 R /Fit] >>"), set()),
        (pdf_with(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), {"javascript", "open_action"}),
        (pdf_with(b"/OpenAction << /S /JavaScr#69pt /JS (x) >>"), {"javascript", "open_action"}),
        (pdf_with(b"/OpenAction 4 0 R", b"<< /S /Launch /F (cmd.exe) >>"), {"launch", "open_action"}),
        (pdf_with(b"/Names << /EmbeddedFiles << /Names [] >> >>"), {"embedded_files"}),
        (pdf_with(b"", packed(b"5 0 << /S /JavaScript /JS (x) >>")), {"javascript"}),
    ],
)
async def test_what_a_pdf_would_do_is_flagged(tmp_path: Path, data: bytes, flags: set[str]) -> None:
    pages, _ = await make(tmp_path, data)
    assert pages.flags == flags
    assert pages.pdf.read_bytes() == data


@pytest.mark.nightly
@pytest.mark.parametrize(
    "data",
    [pdf(10_000), pdf(300, size=(200_000, 200_000)), pdf(1, size=(1e9, 1e9)), pdf(50, size=(3, 199_999))],
    ids=["10,000 pages", "giant boxes", "beyond all bounds", "needles"],
)
async def test_giant_pdfs_are_a_verdict(tmp_path: Path, data: bytes) -> None:
    code = "ready"
    try:
        await make(tmp_path, data, Making(limits=Limits(wall_s=60)))
    except ServerError as error:
        code = error.code
    assert code in ("ready", "paper.too_many_pages", "paper.broken", "paper.timeout")
    assert await nobody_is_left(str(tmp_path))


@pytest.mark.nightly
async def test_a_real_file_that_takes_for_ever_is_ended(tmp_path: Path, tools: Tools) -> None:
    making = Making(tools=tools, bounds=Bounds(wall_s=4))
    assert await refusal(tmp_path, files.docx_file(400), making) == "paper.timeout"
    assert await nobody_is_left(str(tmp_path))
