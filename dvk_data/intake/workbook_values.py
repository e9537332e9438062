"""Run as a program: values of a workbook on standard input, as JSON on standard output.

Old Excel files are read here, in a process of their own with limits on memory and time: a damaged
or hostile one can then end this process and nothing else.
"""

import datetime as dt
import io
import json
import sys

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY, SECONDS = 1_500_000_000, 30


def sheets_of(content: bytes, most_sheets: int, most_rows: int, most_columns: int) -> list[dict]:
    """Name, values, merged ranges and size of every visible sheet; no values where it is too large.

    Cells are None, numbers, truth values, texts and dates; whole numbers are int.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    if len(found) > most_sheets:
        return [{"name": name, "size": (0, 0), "rows": [], "merged": []} for name in found]
    sheets = []
    for name in found:
        sheet = book.get_sheet_by_name(name)
        size = (sheet.total_height, sheet.total_width)
        is_small = size[0] <= most_rows and size[1] <= most_columns
        rows = sheet.to_python(skip_empty_area=False) if is_small else []
        sheets.append(
            {
                "name": name,
                "size": size,
                "rows": [[_plain(value) for value in row] for row in rows],
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return sheets


def _plain(value):
    if isinstance(value, dt.datetime):
        return value.date()
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def as_json(value):
    return {"day": value.isoformat()} if isinstance(value, dt.date) else str(value)


def from_json(value: dict):
    return dt.date.fromisoformat(value["day"]) if value.keys() == {"day"} else value


if __name__ == "__main__":
    _limit()
    limits = [int(text) for text in sys.argv[1:]]
    sheets = sheets_of(sys.stdin.buffer.read(), *limits)
    sys.stdout.write(json.dumps(sheets, default=as_json))
