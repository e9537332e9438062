"""Workbooks to fill in, made from the descriptions of the forms."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass

import xlsxwriter

from ..wording import Wording, wording
from .forms import Form, FormColumn
from .guide import names_to_choose, write_guide
from .references import References
from .values import EARLIEST, LATEST

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
ROWS_TO_FILL = 300
LABEL_ROWS = 6  # title, number, unit, period, a hint, an empty row
INK, PALE, TINT, LINE = "#1B4F8A", "#F5F3EF", "#FFF7E0", "#B8B2A7"
WIDTHS = {"text": 26, "code": 16, "place": 20, "unit": 32, "date": 12, "number_in_list": 7}


@dataclass(frozen=True)
class Filled:
    """What a workbook already says: whose report it is, of which period, and its rows.

    `rows`: cells by key of the column, as a person would write them.
    """

    unit: str = ""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    rows: tuple[Mapping[str, object], ...] = ()
    has_example: bool = True


def blank_workbook(
    form: Form,
    references: References,
    *,
    language: str = "vi",
    area_id: str | None = None,
    date_from: dt.date | None = None,
    date_to: dt.date | None = None,
) -> bytes:
    """The workbook of a form; with a unit its communes stand in a list to choose from."""
    unit = references.full_name(area_id) if area_id else ""
    return write_workbook(form, references, Filled(unit, date_from, date_to), language, area_id)


def write_workbook(
    form: Form,
    references: References,
    filled: Filled,
    language: str = "vi",
    area_id: str | None = None,
) -> bytes:
    """The workbook of a form with rows in it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"title": form.title(language), "created": dt.datetime(2026, 1, 1)})
    _Book(book, form, references, filled, wording(language), area_id).write()
    book.close()
    return file.getvalue()


class _Book:
    def __init__(self, book, form, references, filled, words: Wording, area_id):
        self.book, self.form, self.references = book, form, references
        self.filled, self.words, self.area_id = filled, words, area_id
        self.language = words.language
        self.depth = max(len(column.path(self.language)) for column in form.columns)
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        boxed = {**base, "border": 1, "border_color": LINE, "text_wrap": True}
        heading = {**boxed, "bold": True, "align": "center", "bg_color": PALE}
        self.formats = {
            name: book.add_format(described)
            for name, described in {
                "plain": {**base, "text_wrap": True, "valign": "top"},
                "label": {**base, "bold": True},
                "title": {**base, "bold": True, "font_size": 14, "font_color": INK},
                "hint": {**base, "italic": True, "font_color": "#5A5A5A"},
                "heading": heading,
                "required": {**heading, "font_color": "#9B1C1C"},
                "number": {**boxed, "align": "center", "italic": True, "font_size": 9},
                "text": {**boxed, "num_format": "@"},
                "date": {**boxed, "num_format": "dd/mm/yyyy", "align": "center"},
                "count": {**boxed, "num_format": "#,##0"},
                "decimal": {**boxed, "num_format": "#,##0.######"},
                "example": {**boxed, "italic": True, "bg_color": TINT, "font_color": "#7A5B00"},
                "fill": {**boxed, "bg_color": TINT, "num_format": "@"},
                "fill_date": {
                    **boxed,
                    "bg_color": TINT,
                    "num_format": "dd/mm/yyyy",
                    "align": "left",
                },
            }.items()
        }

    def write(self) -> None:
        say = self.words.say
        self.sheet = self.book.add_worksheet(say("intake_book.sheet_data"))
        guide = self.book.add_worksheet(say("intake_book.sheet_guide"))
        self.lists = self.book.add_worksheet(say("intake_book.sheet_lists"))
        self.first_row = LABEL_ROWS + self.depth + 1
        self._labels()
        self._headings()
        self._lists()
        self._rows()
        write_guide(guide, self.form, self.references, self.words, self.formats)
        self.sheet.freeze_panes(self.first_row, self._frozen_columns())
        self.sheet.set_landscape()
        self.sheet.set_paper(8 if len(self.form.columns) > 15 else 9)  # A3, A4
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(LABEL_ROWS, self.first_row - 1)

    def _frozen_columns(self) -> int:
        keys = [column.key for column in self.form.columns]
        return next(keys.index(key) + 1 for key in ("unit", "name") if key in keys)

    def _labels(self) -> None:
        say = self.words.say
        sheet, formats, filled = self.sheet, self.formats, self.filled
        sheet.write_string(0, 0, self.form.title(self.language).upper(), formats["title"])
        number = say("intake_book.form_number", number=self.form.number, code=self.form.code)
        sheet.write_string(1, 0, number, formats["hint"])
        labels = ("unit_label", "from_label", "to_label")
        for row, label in enumerate(labels, start=2):
            text = say(f"intake_book.{label}")
            sheet.write_string(row, 0, text, formats["label"])
        last = min(4, len(self.form.columns) - 1)
        sheet.merge_range(2, 2, 2, last, filled.unit, formats["fill"])
        for row, day in ((3, filled.date_from), (4, filled.date_to)):
            if day:
                sheet.write_datetime(
                    row, 2, dt.datetime.combine(day, dt.time()), formats["fill_date"]
                )
            else:
                sheet.write_blank(row, 2, None, formats["fill_date"])
        any_day = {
            "validate": "date",
            "criteria": "between",
            "minimum": EARLIEST,
            "maximum": LATEST,
            "error_type": "warning",
            "error_message": say("intake_book.date_hint"),
        }
        sheet.data_validation(3, 2, 4, 2, any_day)
        sheet.write_string(5, 0, say("intake_book.data_hint"), formats["hint"])

    def _headings(self) -> None:
        """Groups merged over their columns; a column without a group takes all rows."""
        paths = [column.path(self.language) for column in self.form.columns]
        for place, (column, path) in enumerate(zip(self.form.columns, paths, strict=True)):
            width = WIDTHS.get(column.type, 11)
            self.sheet.set_column(place, place, width)
            kind = "required" if column.required else "heading"
            top = LABEL_ROWS + len(path) - 1
            self._merge(top, place, LABEL_ROWS + self.depth - 1, place, path[-1], kind)
            self.sheet.write_string(
                LABEL_ROWS + self.depth, place, column.number, self.formats["number"]
            )
        for level in range(self.depth - 1):
            start = 0
            while start < len(paths):
                end = start
                group = paths[start][: level + 1]
                while (
                    end + 1 < len(paths)
                    and len(paths[end + 1]) > level + 1
                    and (paths[end + 1][: level + 1] == group)
                ):
                    end += 1
                if len(paths[start]) > level + 1:
                    row = LABEL_ROWS + level
                    self._merge(row, start, row, end, group[-1], "heading")
                start = end + 1
        self.sheet.set_row(LABEL_ROWS + self.depth - 1, 62)
        for row in range(LABEL_ROWS, LABEL_ROWS + self.depth - 1):
            self.sheet.set_row(row, 32)

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str, kind: str) -> None:
        if (top, left) == (bottom, right):
            self.sheet.write_string(top, left, text, self.formats[kind])
        else:
            self.sheet.merge_range(top, left, bottom, right, text, self.formats[kind])

    def _names(self, column: FormColumn) -> list[str]:
        """What may be chosen in a column; empty where anything may be written."""
        if column.type in ("place", "unit") and self.area_id:
            return [area.name for area in self.references.communes_in(self.area_id)]
        return names_to_choose(column, self.references, self.language)

    def _lists(self) -> None:
        """One column of names per list, and the rule that offers them beside the cells."""
        say = self.words.say
        place = 0
        for number, column in enumerate(self.form.columns):
            names = self._names(column)
            if names:
                title = column.path(self.language)[-1]
                self.lists.write_string(0, place, title, self.formats["heading"])
                self.lists.set_column(place, place, 34)
                for row, name in enumerate(names, start=1):
                    self.lists.write_string(row, place, name, self.formats["plain"])
                letters = xlsxwriter.utility.xl_col_to_name(place, True)
                sheet = self.lists.get_name().replace("'", "''")
                source = f"='{sheet}'!{letters}$2:{letters}${len(names) + 1}"
                kind = "stop" if column.type == "code" else "information"
                self._rule(
                    number,
                    {
                        "validate": "list",
                        "source": source,
                        "error_type": kind,
                        "error_message": say("intake_book.list_hint"),
                    },
                )
                place += 1
            elif column.type == "count":
                self._rule(
                    number,
                    {
                        "validate": "integer",
                        "criteria": ">=",
                        "value": 0,
                        "error_type": "warning",
                        "error_message": say("intake_book.count_hint"),
                    },
                )
            elif column.type in ("decimal", "money"):
                self._rule(
                    number,
                    {
                        "validate": "decimal",
                        "criteria": ">=",
                        "value": 0,
                        "error_type": "warning",
                        "error_message": say("intake_book.number_hint"),
                    },
                )

    def _rule(self, column: int, rule: dict) -> None:
        rows = max(ROWS_TO_FILL, len(self.filled.rows))
        self.sheet.data_validation(self.first_row, column, self.first_row + rows, column, rule)

    def _rows(self) -> None:
        say = self.words.say
        row = self.first_row
        if self.filled.has_example:
            self.sheet.set_row(row, 32)
            for place, column in enumerate(self.form.columns):
                text = say("intake_book.example") if place == 0 else self._example(column)
                self.sheet.write_string(row, place, text, self.formats["example"])
            row += 1
        for number, cells in enumerate(self.filled.rows, start=1):
            for place, column in enumerate(self.form.columns):
                value = number if column.type == "number_in_list" else cells.get(column.key)
                self._cell(row, place, value, column)
            row += 1
        for blank in range(row, row + max(0, 15 - len(self.filled.rows))):
            for place, column in enumerate(self.form.columns):
                self.sheet.write_blank(blank, place, None, self._format(column))

    def _example(self, column: FormColumn) -> str:
        say = self.words.say
        if column.type == "code" and column.example:
            return self.references.codes[column.codes][column.example][self.language]
        if column.type == "date" and column.example:
            return f"{dt.date.fromisoformat(column.example):%d/%m/%Y}"
        if column.type in ("unit", "place"):
            return say("intake_book.example_unit")
        return column.example.replace(".", ",") if column.is_number else column.example

    def _format(self, column: FormColumn):
        kind = {"money": "decimal", "count": "count", "decimal": "decimal", "date": "date"}
        return self.formats[kind.get(column.type, "text")]

    def _cell(self, row: int, place: int, value, column: FormColumn) -> None:
        if value is None or value == "":
            self.sheet.write_blank(row, place, None, self._format(column))
        elif isinstance(value, dt.date):
            moment = dt.datetime.combine(value, dt.time())
            self.sheet.write_datetime(row, place, moment, self._format(column))
        elif isinstance(value, int | float):
            self.sheet.write_number(row, place, value, self._format(column))
        else:
            self.sheet.write_string(row, place, str(value), self._format(column))
