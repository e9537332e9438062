"""Whose report a file is and of which period, as its title rows say."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ..places import fold, normalise
from .grid import Sheet
from .references import References
from .values import read_date

DATE = (
    r"(\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)
FROM_TO = re.compile(
    rf"từ\s+(?:ngày\s+)?{DATE}\s*,?\s*(?:đến|tới|-|–)\s*(?:hết\s+)?(?:ngày\s+)?{DATE}"
)
YEAR = r"(?:năm\s+|/\s*)(\d{4})"
QUARTER = re.compile(rf"quý\s+([1-4]|i{{1,3}}|iv)\b\s*,?\s*{YEAR}")
MONTH = re.compile(rf"tháng\s+(\d{{1,2}})\s*,?\s*{YEAR}")
MONTHS = re.compile(rf"(6|9|sáu|chín)\s+tháng(?:\s+(?:đầu|cuối))?\s*,?\s*{YEAR}")
WHOLE_YEAR = re.compile(r"\bnăm\s+(\d{4})\b")
UNIT_LABELS = (
    "don vi",
    "don vi bao cao",
    "co quan bao cao",
    "ten don vi",
    "don vi gui",
    "don vi lap",
    "reporting unit",
)
FROM_LABELS, TO_LABELS = ("tu ngai", "from dai"), ("den ngai", "to dai")
UNIT_IN_TITLE = re.compile(
    r"\b(xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|tỉnh)\s+(\S.*)", re.IGNORECASE
)


@dataclass(frozen=True)
class Context:
    """What the title rows say; `is_guess`: the unit was taken from a title, not from its cell."""

    unit_text: str = ""
    province_text: str = ""
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    is_guess: bool = False

    def area(self, references: References) -> tuple[str | None, str]:
        """Area that the file names, and how it matched."""
        parts = [part for part in (self.unit_text, self.province_text) if part]
        if len(parts) == 2 and fold(parts[1]) in fold(parts[0]):
            parts.pop()
        return references.find_unit(", ".join(parts), self.date_to)


def read_context(sheet: Sheet, before: int, subject: str) -> Context:
    """What the rows before the table say of unit and period."""
    cells = [
        (row, column, normalise(str(value)))
        for row in range(min(before, len(sheet.rows)))
        for column in range(sheet.width)
        if isinstance(value := sheet.value(row, column), str)
    ]
    unit, province, is_guess = _beside(sheet, cells, UNIT_LABELS), "", False
    unit = normalise(str(unit or ""))
    if not unit:
        unit, province = _titled([text for _, _, text in cells])
        is_guess = bool(unit)
    dates = [
        read_date(_beside(sheet, cells, labels)).text or None for labels in (FROM_LABELS, TO_LABELS)
    ]
    date_from, date_to = (dt.date.fromisoformat(text) if text else None for text in dates)
    if not (date_from and date_to):
        found = next((p for *_, text in cells if (p := read_period(text, subject))), None)
        date_from, date_to = found or (date_from, date_to)
    return Context(unit, province, date_from, date_to, is_guess)


def _beside(sheet: Sheet, cells, labels: tuple[str, ...]):
    """What stands to the right of a label, or after its colon."""
    for row, column, text in cells:
        name, _, rest = text.partition(":")
        if fold(name) not in labels:
            continue
        if rest.strip():
            return rest.strip()
        for place in range(column + 1, min(column + 6, sheet.width)):
            if sheet.value(row, place) is not None:
                return sheet.value(row, place)
    return None


def _titled(texts: list[str]) -> tuple[str, str]:
    """Smallest unit and province that the titles name: 'UBND XÃ PHÚ SƠN LÂM HÀ'."""
    found: dict[str, str] = {}
    for text in texts:
        named = UNIT_IN_TITLE.search(re.split(r"[;(]|\s[-–]\s", text)[0])
        if named and len(named[2]) < 60 and not re.search(r"\d{3}", named[2]):
            word = named[1].lower()
            is_province = word == "tỉnh"
            found.setdefault("province" if is_province else "unit", f"{word} {named[2]}")
    unit = found.get("unit", "")
    province = found.get("province", "")
    return (unit, province) if unit else (province, "")


def read_period(text: str, subject: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of the period that a text names, in the calendar of the subject.

    Petitions are counted from the 15th of the month before to the 14th (Circular 01/2024, Article
    on reports); all else by the calendar.
    """
    text = normalise(text).lower()
    if found := FROM_TO.search(text):
        days = [read_date(day).text for day in found.groups()]
        if all(days):
            first, last = map(dt.date.fromisoformat, days)
            return first, last
    if found := QUARTER.search(text):
        quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(found[1]) or int(found[1])
        return _span(int(found[2]), 3 * quarter - 2, 3 * quarter, subject)
    if found := MONTHS.search(text):
        last = 6 if found[1] in ("6", "sáu") else 9
        return _span(int(found[2]), 1, last, subject)
    if (found := MONTH.search(text)) and 1 <= int(found[1]) <= 12 and "ngày" not in text:
        return _span(int(found[2]), int(found[1]), int(found[1]), subject)
    if (found := WHOLE_YEAR.search(text)) and "ngày" not in text:
        return _span(int(found[1]), 1, 12, subject)
    return None


def _span(year: int, first: int, last: int, subject: str) -> tuple[dt.date, dt.date] | None:
    if not 1990 <= year <= 2050:
        return None
    if subject == "petitions":
        begin = dt.date(year, first, 15)
        begin = (
            begin.replace(year=year - 1, month=12) if first == 1 else begin.replace(month=first - 1)
        )
        return begin, dt.date(year, last, 14)
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
