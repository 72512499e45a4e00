"""One sheet as it is printed: a title, a table whose head stays, A4 landscape. Text is never a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from recordings.official.words import LOCAL

A4 = 9
HEAD_ROW = 4
"""Rows above the head: the title of the table, the meeting, when it was held, and an empty one."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
_FONT: Mapping[str, object] = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_CELL: Mapping[str, object] = {**_FONT, "border": 1, "text_wrap": True}

Cell = str | int | datetime | timedelta | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in characters. `moment`: its times are shown with their day."""

    heading: str
    width: float
    moment: bool = False


class Styles:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self.line = book.add_format(dict(_FONT))
        self.heading = book.add_format({**_FONT, "bold": True})
        self.head = book.add_format(
            {**_CELL, "bold": True, "align": "center", "bg_color": "#E8EEF4", "pattern": 1}
        )
        self.text = book.add_format(dict(_CELL))
        # Shown as text also when the cell is edited: what a user typed can never become a formula.
        self.quoted = book.add_format({**_CELL, "quote_prefix": True})
        self.number = book.add_format({**_CELL, "align": "center"})
        self.time = book.add_format({**_CELL, "align": "center", "num_format": "hh:mm"})
        self.moment = book.add_format({**_CELL, "align": "center", "num_format": "hh:mm dd/mm/yyyy"})
        self.length = book.add_format({**_CELL, "align": "center", "num_format": "[h]:mm"})
        self.total = book.add_format({**_CELL, "align": "center", "bold": True})


class Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, book: Workbook, styles: Styles, name: str, columns: Sequence[Column]) -> None:
        self._sheet: Worksheet = book.add_worksheet(name)
        self._styles = styles
        self._columns = columns
        self._row = HEAD_ROW + 1
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            self._text(HEAD_ROW, place, column.heading, styles.head)
        self._sheet.freeze_panes(HEAD_ROW + 1, 0)

    def print_as(self, footer: str, *, repeat_columns: int = 0) -> None:
        """A4 landscape, one page wide unless columns are repeated, the head on every page."""
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.repeat_rows(HEAD_ROW)
        sheet.set_footer(f"&R{footer}")
        if repeat_columns:
            sheet.repeat_columns(0, repeat_columns - 1)
            sheet.freeze_panes(HEAD_ROW + 1, repeat_columns)
        else:
            sheet.fit_to_pages(1, 0)

    def above(self, lines: Sequence[str]) -> None:
        """Write the lines over the table: its title first."""
        for row, line in enumerate(lines[:HEAD_ROW]):
            self._text(row, 0, line, self._styles.line if row else self._styles.title)

    def add(self, cells: Sequence[Cell], *, total: bool = False) -> None:
        """Add a row of the table."""
        for place, cell in enumerate(cells):
            self._write(place, cell, total=total)
        self._row += 1

    def below(self, lines: Sequence[str]) -> None:
        """Write lines under the table: a heading first."""
        for row, line in enumerate(lines):
            style = self._styles.line if row else self._styles.heading
            self._text(self._row + 1 + row, 0, line, style)
        self._row += 1 + len(lines)

    def _write(self, place: int, cell: Cell, *, total: bool) -> None:
        styles, sheet, row = self._styles, self._sheet, self._row
        if cell is None:
            sheet.write_blank(row, place, None, styles.text)
        elif isinstance(cell, str):
            risky = cell.startswith(RISKY)
            self._text(row, place, cell, styles.quoted if risky else styles.total if total else styles.text)
        elif isinstance(cell, datetime):
            style = styles.moment if self._columns[place].moment else styles.time
            sheet.write_datetime(row, place, cell.astimezone(LOCAL).replace(tzinfo=None), style)
        elif isinstance(cell, timedelta):
            sheet.write_datetime(row, place, cell, styles.length)
        else:
            sheet.write_number(row, place, cell, styles.total if total else styles.number)

    def _text(self, row: int, place: int, text: str, style: Format) -> None:
        self._sheet.write_string(row, place, text, style)
