"""A file as sheets of plain values, whatever kind of file it is."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from functools import cached_property

import openpyxl
from python_calamine import CalamineError, PasswordError

from . import workbook_values
from .delimited import read_delimited
from .encodings import to_unicode
from .safety import MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, Refused, check_size, kind_of
from .submission import Problem

TEXT_SHEET = "CSV"
MOST_MERGED = 200_000


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

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @cached_property
    def merged_into(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Every cell of a merged range -> the cell that holds its value."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for (top, left), (bottom, right) in self.merged:
            for row in range(top, min(bottom + 1, len(self.rows))):
                for column in range(left, min(right + 1, self.width)):
                    found.setdefault((row, column), (top, left))
            if len(found) > MOST_MERGED:
                break
        return found

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
    found = _apart(content) if kind == "xls" else _here(content)
    if len(found) > MAX_SHEETS:
        raise Refused(Problem("error", "too_many_sheets", found=str(len(found))))
    sheets = []
    for sheet in found:
        check_size(*sheet["size"])
        sheets.append(Sheet(sheet["name"], sheet["rows"], sheet["merged"]))
    if kind == "xlsx" and re.search(rb'<f[\s>/]|t="e"', _unpacked_sheets(content)):
        _find_empty_formulas(content, sheets)
    return sheets


def _here(content: bytes) -> list[dict]:
    """Sheets of an .xlsx, whose extent is known to be small."""
    try:
        return workbook_values.sheets_of(content, MAX_SHEETS, MAX_ROWS, MAX_COLUMNS)
    except PasswordError:
        raise Refused(Problem("error", "locked")) from None
    except (CalamineError, ValueError, KeyError, OSError, RuntimeError, OverflowError):
        raise Refused(Problem("error", "damaged")) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # how the reader gives up, no Exception
            raise Refused(Problem("error", "damaged")) from None
        raise


def _apart(content: bytes) -> list[dict]:
    """Sheets of an .xls, read in a process of its own."""
    program = [sys.executable, workbook_values.__file__]
    limits = [str(limit) for limit in (MAX_SHEETS, MAX_ROWS, MAX_COLUMNS)]
    try:
        done = subprocess.run(
            [*program, *limits], input=content, capture_output=True, timeout=60, check=True
        )
        return json.loads(done.stdout, object_hook=workbook_values.from_json)
    except subprocess.CalledProcessError as error:
        code = "locked" if b"PasswordError" in error.stderr else "damaged"
        raise Refused(Problem("error", code)) from None
    except (subprocess.TimeoutExpired, ValueError, OSError):
        raise Refused(Problem("error", "damaged")) from None


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
