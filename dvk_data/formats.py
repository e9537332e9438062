"""Numbers, percent, money and dates as people of a language write them."""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Decimal

NOT_REPORTED = "–"
VIETNAMESE_SIGNS = str.maketrans(",.", ".,")
MONEY_SIZES = {
    10**9: {"vi": "tỷ", "en": "billion"},
    10**6: {"vi": "triệu", "en": "million"},
    10**3: {"vi": "nghìn", "en": "thousand"},
}


def is_missing(value) -> bool:
    """None, NaN and NaT are missing; zero is not."""
    return value is None or (isinstance(value, float) and math.isnan(value)) or value != value


def number(value: float | None, language: str, decimals: int = 2) -> str:
    """1234.5 -> '1.234,5' (vi), '1,234.5' (en); at most `decimals` decimals."""
    if is_missing(value):
        return NOT_REPORTED
    # Adding zero turns -0.0 into 0.0.
    text = f"{value if isinstance(value, int) else rounded(value, decimals) + 0:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(VIETNAMESE_SIGNS) if language == "vi" else text


def rounded(value: float, decimals: int = 2) -> Decimal:
    """Half up, as readers round: 70.445 -> 70.45, where round() would give 70.44."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percent(value: float | None, language: str, decimals: int = 2) -> str:
    """82.02 -> '82,02%'. The value is in percent, not a fraction."""
    return NOT_REPORTED if is_missing(value) else f"{number(value, language, decimals)}%"


def percentage_points(value: float, language: str) -> str:
    """Difference of two percentages: +1.5 -> '+1,5 điểm %'."""
    return f"{change(value, language)} {'điểm %' if language == 'vi' else 'pp'}"


def change(value: float, language: str) -> str:
    """Difference of two counts with its sign: 146 -> '+146'."""
    return f"{'+' if round(value, 2) > 0 else ''}{number(value, language)}"


def money(value_vnd: float | None, language: str) -> str:
    """88000000 -> '88 triệu đồng'; 1400000000 -> '1,4 tỷ đồng' / 'VND 1.4 billion'."""
    if is_missing(value_vnd):
        return NOT_REPORTED
    spoken = money_amount(value_vnd, language)
    return f"{spoken} đồng" if language == "vi" else f"VND {spoken}"


def money_amount(value_vnd: float, language: str) -> str:
    """The amount alone, as it is spoken: '88 triệu', '1,4 tỷ', '2.655 tỷ'."""
    for size, names in MONEY_SIZES.items():
        if round(abs(value_vnd) / size, 2) >= 1:
            return f"{number(value_vnd / size, language)} {names[language]}"
    return number(value_vnd, language)


def date(value: dt.date | None, language: str) -> str:
    """21/12/2023 in both languages: the order official documents use."""
    if is_missing(value):
        return NOT_REPORTED
    return f"{value:%d/%m/%Y}"


def period(date_from: dt.date | None, date_to: dt.date | None, language: str) -> str:
    """'năm 2023', 'quý III/2025', 'tháng 7/2025', '01/01/2023 – 31/10/2023', 'đến 30/04/2024'."""
    vi = language == "vi"
    if is_missing(date_to):
        if is_missing(date_from):
            return "không nêu thời điểm" if vi else "date not stated"
        return f"{'từ' if vi else 'since'} {date(date_from, language)}"
    if is_missing(date_from):
        return f"{'đến' if vi else 'as of'} {date(date_to, language)}"
    months = (date_to.year - date_from.year) * 12 + date_to.month - date_from.month + 1
    whole_months = date_from.day == 1 and (date_to + dt.timedelta(days=1)).day == 1
    if not whole_months:
        return f"{date(date_from, language)} – {date(date_to, language)}"
    if date_from.month == 1 and date_to.month == 12:
        if date_from.year == date_to.year:
            return f"năm {date_to.year}" if vi else str(date_to.year)
        return f"{'giai đoạn ' if vi else ''}{date_from.year} – {date_to.year}"
    if months == 1:
        month = f"{date_to.month}/{date_to.year}"
        return f"tháng {month}" if vi else f"{date_to:%b %Y}"
    if months == 3 and date_from.month in (1, 4, 7, 10):
        quarter = (date_from.month + 2) // 3
        roman = ("I", "II", "III", "IV")[quarter - 1]
        return f"quý {roman}/{date_to.year}" if vi else f"Q{quarter} {date_to.year}"
    if date_from.month == 1 and months in (6, 9):
        if vi:
            return f"{months} tháng đầu năm {date_to.year}"
        return f"first {months} months of {date_to.year}"
    return f"{date(date_from, language)} – {date(date_to, language)}"


# The code list of units has one name for one and for several.
_ONE = {"people": "person", "groups of petitioners": "group of petitioners"}
_SEVERAL = {"document": "documents", "participation": "participations"}


def value(amount: float | None, unit: str, unit_name: str, language: str) -> str:
    """A figure with its unit: money is spoken, percent has its sign, the rest names its unit."""
    if is_missing(amount):
        return NOT_REPORTED
    if unit == "VND":
        return money(amount, language)
    if unit == "percent":
        return percent(amount, language)
    return f"{number(amount, language)} {unit_of(amount, unit_name, language)}".strip()


def unit_of(amount: float, unit_name: str, language: str) -> str:
    """The name of a unit behind a number: English tells one thing from several."""
    if language == "en" and amount == 1:
        return _ONE.get(unit_name, unit_name.removesuffix("s"))
    return _SEVERAL.get(unit_name, unit_name) if language == "en" else unit_name
