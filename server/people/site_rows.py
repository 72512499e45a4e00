"""Sites as rows: parsing and checking a CSV file, comparing it with what is there, and writing one. Pure.

A site is dated data: the same code may stand in several rows whose periods do not overlap. A row is known by
its code and first day; everything else may change.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from server.people.emails import is_email

COLUMNS = ("code", "name", "short_name", "kind", "valid_from", "valid_to", "note", "email")
REQUIRED = ("code", "name", "kind", "valid_from")
KINDS = ("province", "department", "district", "commune", "agency", "other")
LENGTHS = {"code": 20, "name": 200, "short_name": 60, "kind": 20, "note": 500, "email": 254}
MAX_BYTES = 1024 * 1024
MAX_ROWS = 5000
MAX_FINDINGS = 200
CODE_PATTERN = re.compile(r"\A[A-Z0-9](?:[A-Z0-9-]*[A-Z0-9])?\Z")
DATE_PATTERN = re.compile(r"\A\d{4}-\d{2}-\d{2}\Z")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class SiteRow:
    """One site during one period; `valid_to` is the last day it is valid, None while open."""

    code: str
    name: str
    short_name: str
    kind: str
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    email: str = ""

    @property
    def key(self) -> tuple[str, date]:
        """What tells this row from all others."""
        return self.code, self.valid_from

    def valid_on(self, day: date) -> bool:
        """Whether the site exists on `day`, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def overlaps(self, other: SiteRow) -> bool:
        """Whether the two periods share a day."""
        return self.valid_from <= (other.valid_to or LATEST) and other.valid_from <= (self.valid_to or LATEST)


@dataclass(frozen=True)
class Finding:
    """What is wrong with one row. `line` counts from 1 and is the file's own, where the row begins."""

    line: int
    reason: str
    value: str
    column: str = ""


@dataclass(frozen=True)
class ParsedSites:
    """The rows of a file in order with their lines; the rows hold only what passed every check."""

    rows: tuple[tuple[int, SiteRow], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Comparison:
    """What an import would do."""

    added: tuple[SiteRow, ...]
    changed: tuple[SiteRow, ...]
    unchanged: int
    findings: tuple[Finding, ...]


def parse(data: bytes) -> ParsedSites:
    """Read a whole CSV file. Nothing raises: every problem is a finding."""
    if len(data) > MAX_BYTES:
        return ParsedSites((), (Finding(0, "file_too_large", str(len(data))),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return ParsedSites((), (Finding(line, "not_utf8", repr(data[error.start : error.start + 4])),))
    if "\x00" in text:
        return ParsedSites(
            (), (Finding(text.count("\n", 0, text.index("\x00")) + 1, "bad_character", "NUL"),)
        )
    return _parse_text(text)


def _parse_text(text: str) -> ParsedSites:
    lines = _records(text)
    if isinstance(lines, Finding):
        return ParsedSites((), (lines,))
    if not lines:
        return ParsedSites((), (Finding(1, "empty_file", ""),))
    header_line, header = lines[0]
    columns = [cell.strip().casefold() for cell in header]
    findings = list(_header_findings(header_line, columns))
    if findings:
        return ParsedSites((), tuple(findings))
    if len(lines) - 1 > MAX_ROWS:
        return ParsedSites((), (Finding(lines[MAX_ROWS + 1][0], "too_many_rows", str(len(lines) - 1)),))
    rows: list[tuple[int, SiteRow]] = []
    for line, cells in lines[1:]:
        row, wrong = _parse_row(line, columns, cells)
        findings.extend(wrong)
        if row is not None:
            rows.append((line, row))
    findings.extend(_clashes(rows))
    return ParsedSites(tuple(rows), tuple(sorted(findings, key=lambda f: f.line)[:MAX_FINDINGS]))


def _records(text: str) -> list[tuple[int, list[str]]] | Finding:
    """Every non-empty record with the line it begins on."""
    delimiter = ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                records.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        return Finding(begins, "bad_csv", str(error)[:80])
    return records


def _header_findings(line: int, columns: Sequence[str]) -> Iterable[Finding]:
    for column in REQUIRED:
        if column not in columns:
            yield Finding(line, "missing_column", column, column)
    for position, column in enumerate(columns):
        if column not in COLUMNS:
            yield Finding(line, "unknown_column", column[:80], column[:80])
        elif column in columns[:position]:
            yield Finding(line, "repeated_column", column, column)


def _parse_row(
    line: int, columns: Sequence[str], cells: Sequence[str]
) -> tuple[SiteRow | None, list[Finding]]:
    if len(cells) != len(columns):
        return None, [Finding(line, "wrong_cell_count", str(len(cells)))]
    values = {column: clean(cell) for column, cell in zip(columns, cells, strict=True)}
    row, wrong = check_values(values)
    return row, [replace(finding, line=line) for finding in wrong]


def clean(cell: str) -> str:
    """One cell: NFC, outer blanks off, and the quote that `write` puts before a formula taken back."""
    text = unicodedata.normalize("NFC", cell).strip()
    if text.startswith("'") and text[1:].startswith(FORMULA_STARTS):
        return text[1:]
    return text


def check_values(values: Mapping[str, str]) -> tuple[SiteRow | None, list[Finding]]:
    """A row from its texts, or every reason why not (each with line 0). Used by the page's form as well."""
    findings = [finding for column in COLUMNS if (finding := _check_text(column, values.get(column, "")))]
    first = _date(values.get("valid_from", ""))
    last = _date(values.get("valid_to", "")) if values.get("valid_to") else None
    if values.get("valid_from") and first is None:
        findings.append(Finding(0, "bad_date", values["valid_from"][:80], "valid_from"))
    if values.get("valid_to") and last is None:
        findings.append(Finding(0, "bad_date", values["valid_to"][:80], "valid_to"))
    if first and last and last < first:
        findings.append(Finding(0, "ends_before_start", values["valid_to"], "valid_to"))
    if findings or first is None:
        return None, findings
    name = values["name"]
    short = values.get("short_name") or name[: LENGTHS["short_name"]].rstrip()
    row = SiteRow(values["code"], name, short, values["kind"], first, last, values.get("note", ""))
    return replace(row, email=values.get("email", "")), []


def _check_text(column: str, value: str) -> Finding | None:
    if column in REQUIRED and not value:
        return Finding(0, "empty", "", column)
    if len(value) > LENGTHS.get(column, 40):
        return Finding(0, "too_long", value[:80], column)
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") for letter in value):
        return Finding(0, "bad_character", ascii(value)[:80], column)
    if column == "code" and not CODE_PATTERN.match(value):
        return Finding(0, "bad_code", value, column)
    if column == "kind" and value not in KINDS:
        return Finding(0, "unknown_kind", value, column)
    if column == "email" and not is_email(value):
        return Finding(0, "bad_email", value[:80], column)
    return None


def _date(text: str) -> date | None:
    if not DATE_PATTERN.match(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _clashes(rows: Sequence[tuple[int, SiteRow]]) -> Iterable[Finding]:
    """Rows of one code whose periods share a day: the later line is named."""
    by_code: dict[str, list[SiteRow]] = {}
    for line, row in rows:
        earlier = by_code.setdefault(row.code, [])
        if any(row.key == other.key for other in earlier):
            yield Finding(line, "duplicate", row.code, "code")
        elif any(row.overlaps(other) for other in earlier):
            yield Finding(line, "overlap", row.code, "valid_from")
        earlier.append(row)


def compare(parsed: ParsedSites, existing: Iterable[SiteRow]) -> Comparison:
    """What importing `parsed` over `existing` adds and changes, and what it would break."""
    known = {row.key: row for row in existing}
    incoming = {row.key: row for _, row in parsed.rows}
    kept: dict[str, list[SiteRow]] = {}
    for row in known.values():
        if row.key not in incoming:
            kept.setdefault(row.code, []).append(row)
    findings = list(parsed.findings)
    for line, row in parsed.rows:
        if any(row.overlaps(other) for other in kept.get(row.code, ())):
            findings.append(Finding(line, "overlap", row.code, "valid_from"))
    added = tuple(row for key, row in incoming.items() if key not in known)
    changed = tuple(row for key, row in incoming.items() if key in known and known[key] != row)
    unchanged = len(incoming) - len(added) - len(changed)
    return Comparison(added, changed, unchanged, tuple(findings[:MAX_FINDINGS]))


def write(rows: Iterable[SiteRow]) -> bytes:
    """A CSV file for spreadsheets: UTF-8 with BOM; a cell a spreadsheet would run is quoted with '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        last = row.valid_to.isoformat() if row.valid_to else ""
        begins = row.valid_from.isoformat()
        cells = (row.code, row.name, row.short_name, row.kind, begins, last, row.note, row.email)
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells])
    return out.getvalue().encode("utf-8-sig")
