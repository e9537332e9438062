"""The numbers that a figure draws, as plain series: a file draws a chart of its own from them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .base import Figure


@dataclass(frozen=True)
class Numbers:
    """A value per category and series, None where nothing is reported.

    `kind` is bars, stacked or lines; `unit` stands behind each value; where `best_is_low`, as with
    ranks, 1 stands on top. Lines are broken where a value is missing, unless `is_joined`; those of
    one name in `drawn_as` look alike.
    """

    kind: str
    categories: list[str]
    series: list[tuple[str, list[float | None]]]
    unit: str = ""
    best_is_low: bool = False
    is_joined: bool = False
    drawn_as: list[str] | None = None


def hold(
    figure: Figure,
    kind: str,
    categories: list[str],
    series: list[tuple[str, list[float | None]]],
    **options,
) -> Figure:
    """The figure, which now holds its numbers, in place of those that it held before."""
    held = vars(Numbers(kind, categories, series, **options))
    figure.layout["meta"] = {**figure.layout.get("meta", {}), "numbers": held}
    return figure


def hold_over_time(
    figure: Figure, points: list[tuple[str, dt.date, str, float]], **options
) -> Figure:
    """The figure, which now holds these points (series, last day, name of the time, value).

    Where a series has two values of one time, such as those of two sources, they stay apart.
    """
    times = list(dict.fromkeys(point[1:3] for point in sorted(points, key=lambda p: p[1:3])))
    series: dict[tuple[str, int], dict] = {}
    for name, last, time, value in points:
        turn = 0
        while (last, time) in series.setdefault((name, turn), {}):
            turn += 1
        series[name, turn][last, time] = value
    drawn = [(name, [known.get(time) for time in times]) for (name, _), known in series.items()]
    return hold(figure, "lines", [time for _, time in times], drawn, **options)


def numbers_of(figure: Figure) -> Numbers | None:
    """The numbers of a figure; None for one that only a table can say, such as shaded cells."""
    held = figure.layout.get("meta", {}).get("numbers")
    return Numbers(**held) if held else None
