"""What a place holds: figures and named models, of which subjects and years."""

from __future__ import annotations

from collections import Counter

from .reader import boundary, rows


def of_place(place: dict, *, everything: bool = False) -> list[dict]:
    """Rows of queries/coverage_of_place.sql."""
    here = {"boundary": boundary(), "area_id": place["area_id"]}
    return rows("coverage_of_place", everything=everything, **here)


def years_of(held: list[dict]) -> dict[int, int]:
    """How many figures and named models there are of each year, newest first."""
    counts: Counter[int] = Counter()
    for record in held:
        if record["year"] and record["subject"] != "indices":
            counts[record["year"]] += record["figures"]
    return dict(sorted(counts.items(), reverse=True))


def opening_year(counts: dict[int, int]) -> int | None:
    """The newest year that is not much poorer than the richest one."""
    richest = max(counts.values(), default=0)
    return max((year for year, count in counts.items() if 3 * count >= richest), default=None)


def models_of(held: list[dict], year: int | None) -> int:
    """How many named models a place holds in a year, or in all."""
    return sum(
        record["figures"]
        for record in held
        if record["subject"] == "models" and year in (None, record["year"])
    )
