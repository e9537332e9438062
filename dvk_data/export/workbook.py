"""Excel workbooks: typed cells, codes as text, and sheets that say what the numbers are."""

from __future__ import annotations

import datetime as dt
from typing import BinaryIO

import pyarrow as pa
import xlsxwriter

from .contents import Contents, Tally, flat
from .described import facts, field_type, notes
from .guard import is_formula

# What Excel itself allows.
ROWS_PER_SHEET = 1_048_576
LETTERS_PER_CELL = 32_767
LINKS_PER_SHEET = 65_530
LETTERS_PER_LINK = 2_079
FIRST_DATE = dt.date(1900, 3, 1)
NARROWEST, WIDEST = 9, 60
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(tally: Tally, file: BinaryIO) -> None:
    """Sheets of data (as many as Excel needs for all rows), definitions, sources and filters."""
    contents = tally.contents
    book = xlsxwriter.Workbook(file, OPTIONS)
    released = dt.datetime.combine(contents.released_on, dt.time())
    book.set_properties({"title": contents.title, "created": released})
    data = _Data(book, contents, tally.schema)
    for batch in tally:
        data.write(flat(batch))
    data.finish()
    _definitions(book, tally, data.formats)
    _sources(book, tally, data.formats)
    _filters(book, tally, data)
    book.close()


class _Formats:
    def __init__(self, book):
        header = {"bold": True, "bg_color": "#F5F3EF", "bottom": 1, "text_wrap": True}
        self.header = book.add_format({**header, "valign": "top", "quote_prefix": True})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.text = book.add_format({"num_format": "@"})
        # Excel's own apostrophe: the text stays as it is, and is not run when someone edits it.
        self.guarded = book.add_format({"num_format": "@", "quote_prefix": True})
        self.link = book.add_format({"font_color": "#1B4F8A", "underline": 1})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "valign": "top"})


class _Data:
    """The rows, sheet after sheet."""

    def __init__(self, book, contents: Contents, schema: pa.Schema):
        self.book, self.contents, self.schema = book, contents, schema
        self.formats = _Formats(book)
        self.sheets = []
        self.cells_cut = self.links = 0
        self.titles = titles(contents)
        self.widths = [len(title) * 0.7 for title in self.titles]
        self._begin()

    def _begin(self) -> None:
        say = self.contents.say
        name = say("file.sheet_data")
        self.sheet = self.book.add_worksheet(
            f"{name} {len(self.sheets) + 1}" if self.sheets else name
        )
        self.sheets.append(self.sheet)
        self.row = self.links = 0
        self.sheet.freeze_panes(1, 0)
        for place, title in enumerate(self.titles):
            self.sheet.write_string(0, place, title, self.formats.header)

    def write(self, batch: pa.RecordBatch) -> None:
        if self.row < 1:
            self._measure(batch.slice(0, 200))
        columns = [column.to_pylist() for column in batch.columns]
        links = {place for place, f in enumerate(self.contents.fields) if f.name in ("url", "link")}
        for values in zip(*columns, strict=True):
            self.row += 1
            if self.row == ROWS_PER_SHEET:
                self.finish()
                self._begin()
                self.row = 1
            for place, value in enumerate(values):
                if value is not None:
                    self._cell(place, value, place in links)

    def _cell(self, place: int, value, is_link: bool) -> None:
        sheet, row, formats = self.sheet, self.row, self.formats
        if isinstance(value, str):
            if len(value) > LETTERS_PER_CELL:
                value = value[: LETTERS_PER_CELL - 1] + "…"
                self.cells_cut += 1
            if is_link and self._takes_link(value):
                sheet.write_url(row, place, value, formats.link, value)
                self.links += 1
            else:
                sheet.write_string(
                    row, place, value, formats.guarded if is_formula(value) else formats.text
                )
        elif isinstance(value, bool):
            sheet.write_boolean(row, place, value)
        elif isinstance(value, dt.date):
            if value >= FIRST_DATE:
                sheet.write_datetime(row, place, value, formats.date)
            else:
                sheet.write_string(row, place, value.isoformat(), formats.text)
        else:
            sheet.write_number(row, place, value)

    def _takes_link(self, value: str) -> bool:
        is_short = len(value) < 250 or (len(value) <= LETTERS_PER_LINK and " " not in value)
        return (
            value.startswith(("http://", "https://")) and is_short and self.links < LINKS_PER_SHEET
        )

    def _measure(self, batch: pa.RecordBatch) -> None:
        for place, column in enumerate(batch.columns):
            lengths = [len(str(value)) for value in column.to_pylist() if value is not None]
            self.widths[place] = max(self.widths[place], *lengths, 0)

    def finish(self) -> None:
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, min(max(width + 2, NARROWEST), WIDEST))
        self.sheet.autofilter(0, 0, self.row, max(len(self.titles) - 1, 0))


def titles(contents: Contents) -> list[str]:
    """Headings in the reader's language; where two are alike, each with its name for machines."""
    plain = [field.title for field in contents.fields]
    return [
        f"{field.title} ({field.name})" if plain.count(field.title) > 1 else field.title
        for field in contents.fields
    ]


def _table(book, name: str, headings: list[str], rows: list[list], widths: list[int], formats):
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, formats.header)
    for row, values in enumerate(rows, start=1):
        for place, value in enumerate(values):
            text = str(value or "")[:LETTERS_PER_CELL]
            sheet.write_string(row, place, text, formats.wrapped)
    return sheet


def _definitions(book, tally: Tally, formats: _Formats) -> None:
    contents = tally.contents
    say = contents.say
    rows = []
    for field, title in zip(contents.fields, titles(contents), strict=True):
        kind = field_type(tally.schema, field.name)
        rows.append([title, field.name, kind, "", field.meaning])
        for code, (name, definition) in contents.codes.get(field.code_list, {}).items():
            rows.append([title, field.name, name, code, definition])
    headings = ["column", "machine_name", "kind_or_name", "code", "meaning"]
    headings = [say(f"file.{heading}") for heading in headings]
    _table(book, say("file.sheet_definitions"), headings, rows, [28, 24, 34, 22, 80], formats)


def _sources(book, tally: Tally, formats: _Formats) -> None:
    say = tally.contents.say
    columns = ("title", "publisher", "published_date", "url", "source_id")
    rows = [[source[column] for column in columns] for source in tally.sources()]
    headings = [say(f"file.source_{column}") for column in columns]
    _table(book, say("file.sheet_sources"), headings, rows, [70, 34, 13, 60, 26], formats)


def _filters(book, tally: Tally, data: _Data) -> None:
    contents, formats = tally.contents, data.formats
    say = contents.say
    sheet = book.add_worksheet(say("file.sheet_filters"))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    lines = [*facts(contents, tally.rows), *(("", note) for note in notes(contents, data.titles))]
    lines.append(("", say("file.guard_xlsx")))
    if len(data.sheets) > 1:
        words = {"sheets": len(data.sheets), "rows": ROWS_PER_SHEET - 1}
        lines.append(("", say("file.sheets", **words)))
    if data.cells_cut:
        words = {"cells": data.cells_cut, "letters": LETTERS_PER_CELL}
        lines.append(("", say("file.cells_cut", **words)))
    for row, (name, value) in enumerate(lines):
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, value, formats.wrapped)
