"""One cell as a unit writes it -> the text of a raw table, or what is wrong with it.

Numbers are read the Vietnamese way first: 3.640 is three thousand six hundred and forty, and
1.234,5 has one decimal.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from ..places import fold, normalise

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2050, 12, 31)
DASHES = {"-", "–", "—", "−", "--", "---"}
BEYOND = 10**15
EXCEL_DAY_0 = dt.date(1899, 12, 30)
FACTORS = {
    **{word: Decimal(1) for word in ("đồng", "đ", "vnđ", "vnd")},
    **{word: Decimal(1_000) for word in ("nghìn", "ngàn", "nghìn đồng", "ngàn đồng", "nđ")},
    **{word: Decimal(1_000_000) for word in ("triệu", "tr", "trđ", "triệu đồng", "tr.đ", "trđồng")},
    **{word: Decimal(1_000_000_000) for word in ("tỷ", "tỉ", "tỷ đồng", "tỉ đồng")},
}
ABOUT = re.compile(r"^(hơn|trên|gần|khoảng|xấp xỉ|ước|ước khoảng|~|≈|>)\s*", re.IGNORECASE)
NUMBER = re.compile(r"(?P<digits>-?\d[\d.,]*)\s*(?P<words>\D.*)?")
VIETNAMESE = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
ENGLISH = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
ALIASES = tomllib.loads((Path(__file__).with_name("code_aliases.toml")).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Taken:
    """What a cell was taken for. `text` is empty where nothing is stated or it cannot be read.

    `code` names the problem, `grade` its grade; both are empty where there is none.
    """

    text: str = ""
    grade: str = ""
    code: str = ""
    allowed: str = ""
    nearest: str = ""
    is_approximate: bool = False


def read_text(value) -> Taken:
    if value is None:
        return Taken()
    if isinstance(value, dt.date):
        return Taken(f"{value:%d/%m/%Y}")
    return Taken(normalise(str(value)))


def is_dash(value) -> bool:
    return isinstance(value, str) and normalise(value) in DASHES


def plain(number: Decimal) -> str:
    """Digits with a decimal point and no exponent, as raw tables hold them."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(value, *, whole: bool, factor: Decimal | None = None) -> Taken:
    """A number from 0. `factor`: of money, what one of the column is worth in dong."""
    if value is None:
        return Taken()
    if isinstance(value, bool | dt.date):
        return _not_a_number(whole)
    if isinstance(value, int | float):
        return _finish(Decimal(f"{value:.15g}"), whole, factor)
    text = normalise(value)
    if text in DASHES:
        return Taken("0", "doubt", "dash_is_zero")
    about = ABOUT.match(text)
    found = NUMBER.fullmatch(ABOUT.sub("", text).replace(" ", "", _spaces_between_digits(text)))
    if found is None:
        return _not_a_number(whole)
    words = (found["words"] or "").strip(" .").lower()
    if words:
        if factor is not None and words in FACTORS:
            factor = FACTORS[words]
        elif words == "%" or any(letter.isdigit() for letter in words):
            return _not_a_number(whole)
    number, code = _read_digits(found["digits"], whole and factor is None)
    if number is None:
        return _not_a_number(whole)
    taken = _finish(number, whole, factor)
    if taken.code:
        return taken
    if about:
        return Taken(taken.text, "doubt", "approximate", is_approximate=True)
    if words and not (factor is not None and words in FACTORS):
        return Taken(taken.text, "doubt", "number_with_words", nearest=taken.text)
    return Taken(taken.text, "doubt", code, nearest=taken.text) if code else taken


def _spaces_between_digits(text: str) -> int:
    """How many spaces group digits: '1 234 567 đồng' has two."""
    grouped = re.match(r"\D*(\d{1,3}(?: \d{3})+)(?!\d)", text)
    return grouped[1].count(" ") if grouped else 0


def _read_digits(digits: str, whole: bool) -> tuple[Decimal | None, str]:
    """Number and the name of the doubt about it."""
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("-").rstrip(".,")
    if VIETNAMESE.fullmatch(digits):
        is_open = not whole and "," not in digits and digits.count(".") == 1
        return _decimal(digits.replace(".", "").replace(",", "."), sign), (
            "ambiguous_number" if is_open else ""
        )
    if ENGLISH.fullmatch(digits) and (whole or "." in digits or digits.count(",") > 1):
        return _decimal(digits.replace(",", ""), sign), "english_number"
    if digits.count(",") == 1 and "." not in digits:
        is_open = len(digits.partition(",")[2]) == 3
        return _decimal(digits.replace(",", "."), sign), "ambiguous_number" if is_open else ""
    return _decimal(digits, sign), ""


def _decimal(digits: str, sign: int) -> Decimal | None:
    try:
        return sign * Decimal(digits)
    except InvalidOperation:
        return None


def _finish(number: Decimal, whole: bool, factor: Decimal | None) -> Taken:
    if not number.is_finite() or number > BEYOND:
        return _not_a_number(whole)
    if number < 0:
        return Taken("", "error", "negative")
    if factor is not None:
        number *= factor
    if (whole or factor is not None) and number != number.to_integral_value():
        thousand = number * 1000
        is_cut = thousand == thousand.to_integral_value() and factor is None
        return Taken("", "error", "not_whole", nearest=plain(thousand) if is_cut else "")
    return Taken(plain(number))


def _not_a_number(whole: bool) -> Taken:
    return Taken("", "error", "not_a_whole_number" if whole else "not_a_number")


def heading_factor(heading: str) -> Decimal | None:
    """What one of a column of money is worth in dong, as its heading says: '(triệu đồng)'."""
    for words in re.findall(r"\(([^)]*)\)", normalise(heading).lower()):
        found = FACTORS.get(words.removeprefix("đvt:").removeprefix("đơn vị:").strip(" ."))
        if found:
            return found
    return None


def read_date(value, year: int | None = None) -> Taken:
    """A day as 2025-03-17. `year` completes '06/8', which is then doubted."""
    if value is None or (isinstance(value, str) and normalise(value) in DASHES):
        return Taken()
    if isinstance(value, dt.date):
        return _within(value)
    if isinstance(value, str) and re.fullmatch(r"\d{5}", value.strip()):
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_serial = 32_000 <= value <= 56_000
        return _within(EXCEL_DAY_0 + dt.timedelta(int(value))) if is_serial else _no_date()
    text = re.sub(r"^ngày\s+|\s+00:00(:00)?$", "", normalise(str(value)).lower())
    if len(set(re.findall(r"[-/.–]", text))) > 1:
        return _no_date()  # '3-12/2025' is a span of months
    text = re.sub(r"\s*(tháng|năm|[-/.])\s*", "/", text).strip("/")
    parts = text.split("/")
    if not all(part.isdigit() for part in parts):
        return _no_date()
    numbers = [int(part) for part in parts]
    match numbers:
        case [first, month, day] if first > 31:
            return _day(first, month, day)
        case [day, month, last]:
            return _day(last + 2000 if last < 100 else last, month, day)
        case [day, month] if month <= 12 and year:
            taken = _day(year, month, day)
            if taken.text:
                return Taken(taken.text, "doubt", "date_without_year", nearest=taken.text)
            return taken
    return _no_date()


def _day(year: int, month: int, day: int) -> Taken:
    try:
        return _within(dt.date(year, month, day))
    except ValueError:
        return _no_date()


def _within(day: dt.date) -> Taken:
    return Taken(day.isoformat()) if EARLIEST <= day <= LATEST else _no_date()


def _no_date() -> Taken:
    return Taken("", "error", "not_a_date")


def names_of_codes(code_list: str, codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Folded names, aliases and the codes themselves -> code."""
    names: dict[str, str] = {}
    for code, written in codes.items():
        for text in (code, written["vi"], written["en"], *ALIASES.get(code_list, {}).get(code, ())):
            names.setdefault(fold(text), code)
    return names


def read_code(value, code_list: str, codes: Mapping[str, Mapping[str, str]]) -> Taken:
    """A code of a list by its name in either language; `codes` are those allowed here."""
    text = normalise("" if value is None else str(value))
    if not text or text in DASHES:
        return Taken()
    names = names_of_codes(code_list, codes)
    if fold(text) in names:
        return Taken(names[fold(text)])
    near = difflib.get_close_matches(fold(text), names, n=1, cutoff=0.6)
    nearest = codes[names[near[0]]]["vi"] if near else ""
    allowed = "; ".join(written["vi"] for written in codes.values())
    return Taken("", "error", "unknown_code", allowed, nearest)


@cache
def roman_numeral(text: str) -> bool:
    return bool(re.fullmatch(r"(?=[IVXLC])(X[LC]|L?X{0,3})(IX|IV|V?I{0,3})\.?", text.strip()))
