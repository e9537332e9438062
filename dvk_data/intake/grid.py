"""A file as sheets of plain values, whatever kind of file it is."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field

import openpyxl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum
from python_calamine import SheetVisibleEnum as Visible

from .delimited import read_delimited
from .encodings import to_unicode
from .safety import MAX_SHEETS, Refused, check_size, kind_of
from .submission import Problem

TEXT_SHEET = "CSV"


@dataclass
class Sheet:
    """Values by row and column, from 0. `empty_formulas`: cells whose formula gave no value."""

    name: str
    rows: list[list]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    empty_formulas: set[tuple[int, int]] = field(default_factory=set)

    def value(self, row: int, column: int):
        """None where there is nothing."""
        cells = self.rows[row] if row < len(self.rows) else []
        value = cells[column] if column < len(cells) else None
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def convert(self, encoding: str) -> None:
        """Turn text typed in an old font into Unicode."""
        for row in self.rows:
            row[:] = [to_unicode(v, encoding) if isinstance(v, str) else v for v in row]

    def texts(self):
        return (value for row in self.rows for value in row if isinstance(value, str))


def read_grid(content: bytes) -> list[Sheet]:
    """The visible sheets of a file. Raises Refused for what is no table or not safe."""
    kind = kind_of(content)
    if kind == "text":
        return [Sheet(TEXT_SHEET, [list(row) for row in read_delimited(content)])]
    try:
        sheets = _read_workbook(content)
    except Refused:
        raise
    except PasswordError:
        raise Refused(Problem("error", "locked")) from None
    except (CalamineError, ValueError, KeyError, OSError, RuntimeError, OverflowError):
        raise Refused(Problem("error", "damaged")) from None
    if kind == "xlsx" and re.search(rb'<f[\s>/]|t="e"', _unpacked_sheets(content)):
        _find_empty_formulas(content, sheets)
    return sheets


def _read_workbook(content: bytes) -> list[Sheet]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = [
        sheet
        for sheet in book.sheets_metadata
        if sheet.visible == Visible.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(found) > MAX_SHEETS:
        raise Refused(Problem("error", "too_many_sheets", found=str(len(found))))
    sheets = []
    for described in found:
        sheet = book.get_sheet_by_name(described.name)
        check_size(sheet.total_height, sheet.total_width)
        rows = [[_plain(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
        sheets.append(Sheet(described.name, rows, sheet.merged_cell_ranges or []))
    return sheets


def _plain(value):
    if isinstance(value, dt.datetime):
        return value.date()
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _unpacked_sheets(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return b"".join(archive.read(name) for name in names)


def _find_empty_formulas(content: bytes, sheets: list[Sheet]) -> None:
    """Cells that hold a formula whose result was never computed, or is an error."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    except Exception:  # the values were read already; another reader's limits are no fault of them
        return
    for sheet in sheets:
        if sheet.name not in book.sheetnames:
            continue
        for row in book[sheet.name].iter_rows():
            for cell in row:
                is_computed = cell.data_type in ("f", "e")
                if is_computed and sheet.value(cell.row - 1, cell.column - 1) is None:
                    sheet.empty_formulas.add((cell.row - 1, cell.column - 1))
    book.close()
