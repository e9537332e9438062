"""Where the table of a sheet begins and ends, and what each of its rows is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..places import fold, normalise
from .forms import Form
from .grid import Sheet
from .headings import Block, match_headings, numbering
from .submission import Heading
from .values import roman_numeral

FOOTER = re.compile(
    r"(\d+ )?(ghi chu|nguoi lap|nguoi tong hop|nguoi bao cao|thu truong|noi nhan|tm |t m |ki ten|"
    r"lap bieu|chu tich|bi thu|xac nhan|so lieu tinh|.*\bngai \d* ?thang \d* ?nam)\b"
)
# With their accents: “Cộng” is a sum, “Công an” is the police.
TOTALS = re.compile(
    r"(tổng|tổng cộng|tổng số|cộng|tong cong|tong so|toàn (tỉnh|huyện|xã|thành phố))"
)
SUBTOTAL = re.compile(r"(cộng|tổng|tổng cộng|tổng số|tong cong|tong so)\b.+")
EXAMPLES = ("vi du", "vd", "example")


@dataclass
class Table:
    """The table of a form in a sheet. `columns`: key of the form's column -> column of the sheet.

    `rows` are those that hold data, `total` the row of the unit's own total.
    """

    sheet: Sheet
    form: Form
    block: Block
    headings: tuple[Heading, ...]
    columns: dict[str, int]
    rows: list[int]
    total: int | None


def read_table(
    sheet: Sheet,
    form: Form,
    block: Block,
    saved: Mapping[str, str],
    stated: Mapping[str, str],
) -> Table:
    """The table of a form below its headings."""
    begin = block.last + 1
    numbers: dict[int, str] = {}
    while begin < len(sheet.rows) and (_is_blank(sheet, begin) or numbering(sheet, begin)):
        numbers = numbers or numbering(sheet, begin)
        begin += 1
    headings = match_headings(sheet, form, block, numbers, saved, stated)
    columns = {h.column: place for place, h in headings.items() if h.column}
    table = Table(sheet, form, block, tuple(headings.values()), columns, [], None)
    _read_rows(table, begin)
    return table


def _is_blank(sheet: Sheet, row: int) -> bool:
    return all(sheet.value(row, column) is None for column in range(sheet.width))


def _read_rows(table: Table, begin: int) -> None:
    sheet = table.sheet
    for row in range(begin, len(sheet.rows)):
        if _is_blank(sheet, row) or numbering(sheet, row):
            continue
        if _is_footer(table, row):
            break
        match _kind(table, row):
            case "data":
                table.rows.append(row)
            case "total" if table.form.rows == "unit" and table.total is None:
                table.total = row
    _drop_group_rows(table)


def _is_footer(table: Table, row: int) -> bool:
    sheet = table.sheet
    texts = [sheet.value(row, column) for column in range(sheet.width)]
    texts = [value for value in texts if value is not None]
    is_text = isinstance(texts[0], str) and FOOTER.match(fold(texts[0]) + " ")
    return bool(is_text) and not any(isinstance(value, int | float) for value in texts)


def _name_columns(table: Table) -> list[int]:
    keys = ("row_number", "unit", "name")
    return [table.columns[key] for key in keys if key in table.columns]


def _kind(table: Table, row: int) -> str:
    """data, total, or empty for what is skipped: examples, headings again, groups, subtotals."""
    sheet = table.sheet
    names = [sheet.value(row, column) for column in _name_columns(table)]
    first = next(
        (sheet.value(row, c) for c in range(sheet.width) if sheet.value(row, c) is not None), ""
    )
    written = [_plain(name) for name in names if isinstance(name, str)]
    if fold(str(first)) in EXAMPLES:
        return ""
    headings = {table.columns[key]: key for key in table.columns}
    again = [
        c
        for c in headings
        if c in table.block.paths
        and isinstance(sheet.value(row, c), str)
        and fold(sheet.value(row, c)) == fold(table.block.paths[c][-1])
    ]
    if len(again) >= 2:
        return ""
    if any(TOTALS.fullmatch(text) for text in [*written, _plain(str(first))]):
        return "total"
    if any(SUBTOTAL.fullmatch(text) for text in written) and _has_numbers(table, row):
        return ""
    others = [c for c in table.columns.values() if c not in _name_columns(table)]
    if all(sheet.value(row, column) is None for column in others):
        named = [name for name in names if name is not None]
        is_numbered_only = names and names[0] is not None and len(named) == 1
        is_group = len(named) <= 2 and (len(named) == 2 or isinstance(first, str))
        if is_numbered_only or is_group or not named:
            is_name_alone = table.form.rows == "model" and len(named) == 2 and not _is_group(first)
            return "data" if is_name_alone else ""
    return "data"


def _plain(text: str) -> str:
    return normalise(text).lower().strip(" :.*")


def _is_group(first) -> bool:
    text = str(first).strip()
    return roman_numeral(text) or bool(re.fullmatch(r"[A-ZĐ]\.?", text))


def _has_numbers(table: Table, row: int) -> bool:
    numbers = [
        table.columns[c.key] for c in table.form.columns if c.key in table.columns and c.is_number
    ]
    return any(table.sheet.value(row, column) is not None for column in numbers)


def _drop_group_rows(table: Table) -> None:
    """Rows numbered I, II, A, B hold the sums of the rows below them, if any stand there."""
    place = table.columns.get("row_number", table.columns.get("unit"))
    if place is None:
        return

    def is_group(row: int) -> bool:
        text = str(table.sheet.value(row, place) or "").strip()
        return _is_group(text.split(" ")[0] if text.endswith(".") or ". " in text else text)

    rows = table.rows
    table.rows = [
        row
        for number, row in enumerate(rows)
        if not (is_group(row) and number + 1 < len(rows) and not is_group(rows[number + 1]))
    ]
