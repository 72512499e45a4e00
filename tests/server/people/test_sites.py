"""Sites: dated rows, import that takes all or nothing, export that is safe to open."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from server.people import site_rows
from server.people.site_rows import SiteRow
from tests.server.people.harness import Tab, World, running

HEADER = "code,name,short_name,kind,valid_from,valid_to,note\n"
GOOD = (
    HEADER
    + "TU,Văn phòng Tỉnh ủy,Tỉnh ủy,province,2018-01-01,,\n"
    + '414,"Quế Phong, huyện",,district,2018-01-01,2030-12-31,x\n'
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with running(tmp_path) as started:
        yield started


@pytest.fixture
async def admin(world: World) -> Tab:
    return await world.new_account_tab("boss", "administrator")


async def send(admin: Tab, text: str | bytes, query: str = "") -> tuple[int, dict[str, object]]:
    data = text.encode() if isinstance(text, str) else text
    answer = await admin.post(f"/sites/import{query}", content=data, headers={"Content-Type": "text/csv"})
    return answer.status_code, answer.json()


def reasons(text: str | bytes) -> list[tuple[int, str, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(one.line, one.reason, one.value) for one in site_rows.parse(data).findings]


async def test_imports_the_whole_file_and_again_changes_nothing(admin: Tab) -> None:
    assert await send(admin, GOOD) == (200, {"added": 2, "changed": 0, "unchanged": 0, "dry_run": False})
    assert await send(admin, GOOD) == (200, {"added": 0, "changed": 0, "unchanged": 2, "dry_run": False})
    renamed = GOOD.replace("Quế Phong", "Quế Phong mới")
    assert (await send(admin, renamed))[1]["changed"] == 1
    listed = (await admin.get("/sites")).json()
    assert [(site["code"], site["short_name"]) for site in listed] == [
        ("TU", "Tỉnh ủy"),
        ("414", "Quế Phong mới, huyện"),
    ]


async def test_a_dry_run_stores_nothing(admin: Tab) -> None:
    status, answer = await send(admin, GOOD, "?dry_run=1")
    assert (status, answer["added"], answer["dry_run"]) == (200, 2, True)
    assert (await admin.get("/sites")).json() == []


async def test_one_bad_row_stops_everything_and_every_bad_row_is_named(admin: Tab) -> None:
    bad = (
        GOOD + "a b,X,,district,2018-01-01,,\n,Y,,moon,2018-13-01,,\nZZ,Z,,district,2020-01-01,2019-01-01,\n"
    )
    status, answer = await send(admin, bad)
    assert (status, answer["code"]) == (422, "sites.bad_rows")
    rows = answer["details"]["rows"]  # type: ignore[index]
    assert {(row["line"], row["reason_code"]) for row in rows} == {
        (4, "bad_code"),
        (5, "empty"),
        (5, "unknown_kind"),
        (5, "bad_date"),
        (6, "ends_before_start"),
    }
    assert all(row["message"] and "sites.row" not in row["message"] for row in rows)
    assert (await admin.get("/sites")).json() == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "empty_file", "")]),
        ("code,name\nA,B\n", [(1, "missing_column", "kind"), (1, "missing_column", "valid_from")]),
        (HEADER.replace("note", "colour"), [(1, "unknown_column", "colour")]),
        (HEADER.replace("note", "code"), [(1, "repeated_column", "code")]),
        (HEADER + "A,B,C,district,2018-01-01,\n", [(2, "wrong_cell_count", "6")]),
        (HEADER + '"A,B\n', [(2, "bad_csv", "unexpected end of data")]),
        (HEADER + "A,B\x00,C,district,2018-01-01,,\n", [(2, "bad_character", "NUL")]),
        (HEADER.encode() + b"A,\xe9,C,district,2018-01-01,,\n", [(2, "not_utf8", "b'\\xe9,C,'")]),
        (HEADER + "A,\u202egnp,C,district,2018-01-01,,\n", [(2, "bad_character", "'\\u202egnp'")]),
        (HEADER + "A,B,C,district,01/02/2018,,\n", [(2, "bad_date", "01/02/2018")]),
        (HEADER + "A,B,C,district,2018-02-30,,\n", [(2, "bad_date", "2018-02-30")]),
        (HEADER + "A,B,C,district,2018-01-01,,\nA,B,C,district,2018-01-01,,\n", [(3, "duplicate", "A")]),
        (
            HEADER + "A,B,C,district,2018-01-01,2019-12-31,\nA,B,C,district,2019-12-31,,\n",
            [(3, "overlap", "A")],
        ),
        (HEADER + f"{'A' * 21},B,C,district,2018-01-01,,\n", [(2, "too_long", "A" * 21)]),
        (HEADER + "Đ1,B,C,district,2018-01-01,,\n", [(2, "bad_code", "Đ1")]),
        (HEADER + '\n\nA,"two\nlines",C,district,2018-01-01,,\n', [(4, "bad_character", "'two\\nlines'")]),
    ],
)
def test_names_line_reason_and_value(text: str | bytes, expected: list[tuple[int, str, str]]) -> None:
    assert reasons(text) == expected


def test_takes_bom_any_column_order_semicolons_and_windows_lines() -> None:
    text = "\ufeffkind;VALID_FROM;name;code\r\ndistrict;2018-01-01;Kỳ Sơn;417\r\n"
    parsed = site_rows.parse(text.encode())
    assert parsed.findings == ()
    assert parsed.rows[0][1] == SiteRow("417", "Kỳ Sơn", "Kỳ Sơn", "district", date(2018, 1, 1))


def test_refuses_what_is_too_large_before_reading_it() -> None:
    assert reasons(b"x" * (site_rows.MAX_BYTES + 1))[0][1] == "file_too_large"
    many = HEADER + "".join(f"S{n},N,N,district,2018-01-01,,\n" for n in range(site_rows.MAX_ROWS + 1))
    assert [finding[1] for finding in reasons(many)] == ["too_many_rows"]


def test_garbage_never_raises() -> None:
    letters = random.Random(7)  # noqa: S311 - noise, the same each time
    for _ in range(500):
        noise = bytes(letters.choices(b'",;\n\r\x00ab\xc4\x91=-2018', k=letters.randrange(200)))
        site_rows.parse(HEADER.encode() + noise)


def test_the_shipped_list_of_sites_is_good() -> None:
    shipped = Path(site_rows.__file__).parents[1] / "data" / "sites.csv"
    parsed = site_rows.parse(shipped.read_bytes())
    assert (len(parsed.rows), parsed.findings) == (24, ())


def test_export_defuses_formulas_and_reads_back_the_same() -> None:
    rows = [
        SiteRow("A", '=HYPERLINK("x")', "+1", "district", date(2018, 1, 1), None, "@cmd"),
        SiteRow("B", "Đô Lương", "-", "district", date(2018, 1, 1), date(2020, 1, 1)),
    ]
    data = site_rows.write(rows)
    assert "'=HYPERLINK" in data.decode()
    assert [row for _, row in site_rows.parse(data).rows] == rows


async def test_lists_the_sites_of_a_day(admin: Tab, world: World) -> None:
    await world.add_sites()
    then = {site["code"] for site in (await admin.get("/sites?on=2024-06-01")).json()}
    now = {site["code"] for site in (await admin.get("/sites?on=2026-03-02")).json()}
    assert then - now == {"413"}
    assert (await admin.get("/sites?on=yesterday")).status_code == 422


async def test_edits_a_row_and_refuses_what_would_overlap(admin: Tab, world: World) -> None:
    await world.add_sites()
    ended = await admin.call("PATCH", "/sites/414", json={"valid_to": "2026-12-31", "name": "Quế Phong cũ"})
    assert (ended.status_code, ended.json()["valid_to"]) == (200, "2026-12-31")
    added = await admin.post(
        "/sites", json={"code": "414", "name": "Mới", "kind": "commune", "valid_from": "2027-01-01"}
    )
    assert added.status_code == 201
    clash = await admin.call("PATCH", "/sites/414", json={"valid_to": None})
    assert clash.json()["details"]["rows"][0]["reason_code"] == "overlap"
    opened = await admin.call("PATCH", "/sites/414?valid_from=2027-01-01", json={"name": "Mới hơn"})
    assert opened.json()["valid_from"] == "2027-01-01"
    assert (await admin.call("PATCH", "/sites/NOPE", json={"name": "x"})).status_code == 404
    bad = await admin.call("PATCH", "/sites/415", json={"kind": "moon", "valid_from": "x"})
    assert bad.status_code == 422


async def test_an_import_that_overlaps_what_is_there_names_the_line(admin: Tab, world: World) -> None:
    await world.add_sites()
    status, answer = await send(
        admin, HEADER + "X1,X,X,district,2018-01-01,,\n414,Y,Y,district,2020-01-01,,\n"
    )
    assert status == 422
    assert [(row["line"], row["reason_code"]) for row in answer["details"]["rows"]] == [  # type: ignore[index]
        (3, "overlap")
    ]
    assert "X1" not in {site["code"] for site in (await admin.get("/sites")).json()}


async def test_too_large_an_import_is_refused_while_it_comes(admin: Tab) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    answer = await admin.post("/sites/import", content=endless())
    assert (answer.status_code, answer.json()["code"]) == (413, "http.too_large")


async def test_exports_what_it_imported(admin: Tab) -> None:
    await send(admin, GOOD)
    exported = await admin.get("/sites/export.csv")
    assert exported.headers["content-disposition"].startswith("attachment")
    assert (await send(admin, exported.content))[1]["unchanged"] == 2
