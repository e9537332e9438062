"""What a row and a cell of any dataset are called, in both languages, for the list of changes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from .. import formats
from ..catalogue import Column
from ..indicators import Indicators
from .check_words import CheckWords, in_sentence

# What is shown of a row that was added or withdrawn.
SPEAKING = ("value", "model_count", "target", "name", "title")
CHECKED = ("model_counts", "service_kpis", "petitions", "indices")
YES_NO = {
    "vi": {True: "có", False: "không", None: "không kết luận được"},
    "en": {True: "yes", False: "no", None: "cannot be judged"},
}


def as_text(value) -> str | None:
    """A cell as text that no language colours: '44', '95.5', '2023-12-31', 'true'."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f").removesuffix(".0")
    if isinstance(value, list):
        return " | ".join(value)
    return str(value)


class RowWords:
    """Names of rows and cells. `tables` give the names of areas and models that rows point at."""

    def __init__(self, codes: dict, indicators: Indicators, areas: list[dict], models: list[dict]):
        self.codes = codes
        self.checks = CheckWords(codes, indicators)
        self.indicators = indicators.of_subject("targets", "model_outcomes", "service_kpis")
        self.areas = {row["area_id"]: row["name"] for row in areas}
        self.models = {row["model_id"]: row["name"] for row in models}

    def row(self, table: str, row: dict, lang: str) -> str:
        """What a row is of: 'Đã tiếp nhận, khiếu nại, năm 2023', 'Nuôi heo đất'."""
        if table == "area_links":
            ends = (row["area_id_2004"], row["area_id_2025"])
            return " → ".join(self.areas.get(end, end) for end in ends)
        for column in (f"statement_{lang}", "name", "title", "place_text"):
            if column in row and not ("indicator" in row or table in CHECKED):
                return row[column] or "–"
        parts = [self._figure(table, row, lang)]
        if "model_id" in row and row["model_id"] in self.models:
            parts.insert(0, self.models[row["model_id"]])
        parts += filter(None, (row.get("organisation"), row.get("agency")))
        if "date_to" in row:
            parts.append(formats.period(row["date_from"], row["date_to"], lang))
        elif "year" in row:
            parts.append(str(row["year"]))
        return ", ".join(parts)

    def _figure(self, table: str, row: dict, lang: str) -> str:
        """Name of a figure; its code where the name went with an earlier version."""
        try:
            if table in CHECKED:
                return self.checks.label(table, row, lang)
            return self.indicators[row["indicator"]].name(lang)
        except KeyError:
            return row.get("indicator") or table

    def cell(self, column: Column, value, unit: str | None, lang: str) -> str:
        """A cell as a reader says it: '88 triệu đồng', '95,5%', 'Đã hiệu chỉnh', '31/12/2023'."""
        if column.type == "BOOLEAN":
            return YES_NO[lang][value]
        if value is None:
            return formats.NOT_REPORTED
        if column.codes:
            return self.codes[column.codes].get(value, {}).get(lang, value)
        if column.name == "indicator" and value in self.indicators:
            return self.indicators[value].name(lang)
        if column.references == "areas.area_id":
            return self.areas.get(value, value)
        if column.references == "models.model_id":
            return self.models.get(value, value)
        if isinstance(value, dt.date):
            return formats.date(value, lang)
        if isinstance(value, (int, float)) and column.name in SPEAKING:
            name = self.codes["unit"].get(unit, {}).get(lang, "") if unit != "item" else ""
            return formats.value(value, unit or "item", in_sentence(name), lang)
        if isinstance(value, float):
            return formats.number(value, lang)
        return as_text(value)
