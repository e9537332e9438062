"""Tables as a screen speaks them, taken away as numbers with their units and as ISO dates.

A column is read back only where every cell of it, written anew, is the very text that was shown:
'4.494' of a Vietnamese screen is 4494, and a name or a code stays the text that it is.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd

from .. import formats
from ..catalogue import Catalogue
from ..indicators import load_indicators
from ..wording import wording

FILE = Path(__file__).with_suffix(".toml")
NUMBER = r"[+-]?\d[\d.,]*"
SHARED = re.compile(rf"({NUMBER}) \(({NUMBER}%)\)")
RANKED = re.compile(rf"({NUMBER})/({NUMBER})")
MONEY = {"đồng", "VND"}
# Years and ranks are written without a sign between thousands; a longer one would be a code.
PLAIN = re.compile(r"0|[1-9]\d{0,3}")


@dataclass(frozen=True)
class Column:
    """One column of the file: its cells typed, the heading that the screen shows, and a note."""

    name: str
    cells: Sequence
    heading: str = ""
    note: str = ""


def columns(table: pd.DataFrame, language: str, units: Collection[str]) -> list[Column]:
    """The columns of a table, typed; a unit that differs from row to row follows in its own.

    `units` are the names that may follow a number.
    """
    reader = _Reader(language, {unit.casefold() for unit in units})
    return [part for name in table for part in reader.column(str(name), table[name].tolist())]


class _Reader:
    def __init__(self, language: str, units: set[str]):
        self.language = language
        # 'person' and 'people' are one unit.
        self.units = {
            formats.unit_of(amount, unit, language): formats.unit_of(2, unit, language)
            for unit in (*units, "%", "điểm %", "pp")
            for amount in (1, 2)
        }
        self.say = wording(language).say

    def column(self, name: str, cells: list) -> list[Column]:
        shown = [None if formats.is_missing(cell) else cell for cell in cells]
        empty = (None, "", formats.NOT_REPORTED)
        stated = [cell for cell in shown if cell not in empty]
        if stated and all(isinstance(cell, str) for cell in stated):
            for read in (self._date, self._amount, self._with_share, self._with_whole):
                if all(map(read, stated)):
                    parts = [None if cell in empty else read(cell) for cell in shown]
                    return self._parted(name, parts)
        return [Column(name, cells, name)]

    def _parted(self, name: str, rows: list[tuple | None]) -> list[Column]:
        """Each part of the cells as a column, with its unit in the heading or beside it."""
        found, say = [], self.say
        for place, (part, _, _) in enumerate(next(filter(None, rows))):
            of = {"column": name}
            title = say(f"file.{part}_of", **of) if part else name
            values = [row and row[place][1] for row in rows]
            units = [row and row[place][2] for row in rows]
            known = {unit for unit in units if unit is not None}
            note = say("file.part_note", **of) if part else ""
            if known & MONEY or any(isinstance(value, float) for value in values):
                note = f"{note} {say('file.rounded')}".strip()
            if len(known) == 1:
                (unit,) = known
                title = f"{title} ({unit})" if unit else title
                found.append(Column(title, values, "" if part else name, note))
            else:
                beside = say("file.unit_of", **of)
                found.append(Column(title, values, "" if part else name, note))
                found.append(Column(beside, units, "", say("file.unit_note", **of)))
        return found

    # Each reads a cell as parts of (name, value, unit), or as nothing.

    def _date(self, text: str) -> tuple | None:
        try:
            return (("", dt.datetime.strptime(text, "%d/%m/%Y").date(), ""),)
        except ValueError:
            return None

    def _with_share(self, text: str) -> tuple | None:
        return self._both(SHARED.fullmatch(text), "share")

    def _with_whole(self, text: str) -> tuple | None:
        return self._both(RANKED.fullmatch(text), "whole")

    def _both(self, found: re.Match | None, name: str) -> tuple | None:
        if not found:
            return None
        first, second = map(self._amount, found.groups())
        return (first[0], (name, *second[0][1:])) if first and second else None

    def _amount(self, text: str) -> tuple | None:
        """A number with its unit: '78,3%', '1,4 tỷ đồng', 'VND 1.4 billion', '26 hộ', '2023'."""
        size, unit, rest = 1, "", text
        if self.language == "vi" and text.endswith(" đồng"):
            unit, rest = "đồng", text.removesuffix(" đồng")
        elif self.language == "en" and text.startswith("VND "):
            unit, rest = "VND", text.removeprefix("VND ")
        if unit:
            for factor, names in formats.MONEY_SIZES.items():
                if rest.endswith(f" {names[self.language]}"):
                    size, rest = factor, rest.removesuffix(f" {names[self.language]}")
        else:
            found = re.fullmatch(rf"({NUMBER})(%| .+)", text)
            shown = found[2].strip() if found else ""
            several = self.units.get(shown.casefold())
            if several:
                rest, unit = found[1], shown if shown.casefold() == several else several
        value = self._number(rest)
        if value is None:
            return None
        value *= size
        return (("", int(value) if value == int(value) else float(value), unit),)

    def _number(self, text: str) -> Decimal | None:
        """The number that is written so, and in no other way."""
        if PLAIN.fullmatch(text):
            return Decimal(text)
        thousands, decimal = (".", ",") if self.language == "vi" else (",", ".")
        plain = text.replace(thousands, "").replace(decimal, ".")
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", plain):
            return None
        value = Decimal(plain)
        is_same = formats.number(float(value), self.language) == text.removeprefix("+")
        return value if is_same else None


@cache
def _described() -> dict[str, dict[str, str]]:
    """Sentence above a column -> what the column means, by language."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def meaning(heading: str, catalogue: Catalogue, language: str) -> str:
    """What a column of a screen means; '' where nothing but its table says it."""
    above = wording(language).say
    texts = {above(sentence): entry[language] for sentence, entry in _described().items()}
    for entry in load_indicators():
        texts.setdefault(entry.name(language), entry.definition(language))
    for codes in catalogue.codes.values():
        for entry in codes.values():
            texts.setdefault(entry[language], entry.get(f"definition_{language}", ""))
    return texts.get(heading, "")
