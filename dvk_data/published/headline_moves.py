"""How headline figures move from one version to another: of a unit and of what it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..warehouse import Warehouse

LEVELS_ABOVE = ("district_id", "province_id")


@dataclass(frozen=True)
class Move:
    """One headline figure that differs. None: not reported.

    `measure` is that of queries/headline.sql, of queries/model_reach.sql, or named_models.
    """

    area_id: str
    area_name: str
    year: int
    subject: str
    measure: str
    unit: str
    before: float | None
    after: float | None


def headline_moves(
    old: Warehouse, new: Warehouse, periods: Iterable[tuple[str, object, object]]
) -> Iterator[Move]:
    """Only what differs. `periods` names unit, first and last day of what is brought in or out."""
    for area, year in _places_and_years(new, periods):
        place = {"boundary": "reported", "area_id": area["area_id"], "year": year}
        before, after = _headline(old, place), _headline(new, place)
        for key in sorted({*before, *after}):
            values = before.get(key), after.get(key)
            if values[0] != values[1]:
                yield Move(area["area_id"], area["name"], year, *key, *values)


def _places_and_years(warehouse: Warehouse, periods) -> list[tuple[dict, int]]:
    """Each unit, its district and its province, in each year of the period; once."""
    found = {}
    for area_id, date_from, date_to in periods:
        years = [int(str(day)[:4]) for day in (date_from, date_to) if day]
        for area in warehouse.rows("area", area_id=area_id):
            above = [area[level] for level in LEVELS_ABOVE if area[level] not in (None, area_id)]
            areas = [area, *(row for up in above for row in warehouse.rows("area", area_id=up))]
            for each in areas:
                for year in range(min(years, default=0), max(years, default=-1) + 1):
                    found.setdefault((each["area_id"], year), each)
    return [(area, year) for (_, year), area in found.items()]


def _headline(warehouse: Warehouse, place: dict) -> dict[tuple[str, str, str], float]:
    """(subject, measure, unit) -> value."""
    values = {}
    for row in warehouse.rows("headline", **place):
        values[row["subject"], row["measure"], row["unit"]] = row["value"]
    models = {name: place[name] for name in ("boundary", "area_id")}
    models |= {"years": [str(place["year"])]}
    for row in warehouse.rows("model_reach", models=models):
        values["models", row["indicator"], row["unit"]] = row["value"]
    for row in warehouse.rows("named_models_of_place", **place):
        if row["models"]:
            values["models", "named_models", "item"] = row["models"]
    return values
