"""Strip: one dot per model, so that one huge value does not hide the others."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from .base import FONT_SIZE, Figure, base_layout, palette, wrapped
from .numbers import hold

LOG_FROM = 50  # largest divided by smallest
COLUMNS = 18  # dots that fit side by side on a narrow screen
DOT = 15  # pixels from dot to dot
TICKS_AT_MOST = 3
TICKS_OF_BARS = 2  # each bar has its value written at its end


@dataclass(frozen=True)
class Dot:
    """One model or figure: its value, the code for a click, its name, and how sure it is."""

    value: float
    code: str
    name: str
    is_sure: bool = True


def is_wide(values: list[float]) -> bool:
    """Whether values differ so much that only steps of ten show them all."""
    return len(values) > 1 and min(values) > 0 and max(values) / min(values) > LOG_FROM


def strip(
    rows: dict[str, list[Dot]],
    *,
    speak: Callable[[float], str],
    language: str,
    is_dark: bool,
    axis_title: str,
    middle: tuple[float, float, float] | None = None,
    middle_label: str = "",
) -> Figure:
    """Dots of one or several rows on one scale, linear from zero or in steps of ten.

    `middle` (lower quartile, median, upper quartile) is drawn as a band with a line. A dot that is
    not sure is hollow. `speak` writes the values of the axis and of the dots.
    """
    values = [dot.value for dots in rows.values() for dot in dots]
    is_log = is_wide(values)
    low, high = _reach(values, is_log)
    traces = _middle(middle, middle_label, is_dark) if middle else []
    offsets = [
        _side_by_side([dot.value for dot in dots], low, high, is_log) for dots in rows.values()
    ]
    tallest = max(abs(offset) for row in offsets for offset in row)
    row_height = max(46, 2 * DOT * (tallest + 1))
    for i, (dots, row) in enumerate(zip(rows.values(), offsets, strict=True)):
        heights = [offset * DOT / row_height - i for offset in row]
        traces.append(_dots(dots, heights, speak, is_dark))
    has_names = len(rows) > 1 or any(rows)
    layout = {
        **base_layout(language),
        "height": (110 if middle else 74) + row_height * len(rows),
        "margin": {"l": 30, "r": 36, "t": 40 if middle else 8, "b": 0, "pad": 0},
        "xaxis": {
            **spoken_ticks(low, high, is_log, speak),
            "type": "log" if is_log else "linear",
            "range": [math.log10(low), math.log10(high)] if is_log else [low, high],
            "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickangle": 0,
            "zeroline": False,
        },
        "yaxis": {
            "range": [0.5 - len(rows), 0.5],
            "tickvals": [-i for i in range(len(rows))],
            "ticktext": [wrapped(name) for name in rows],
            "showticklabels": has_names,
            "showgrid": len(rows) > 1,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE, "color": palette(is_dark)["textColor"]},
            "ticklabelstandoff": 8,
        },
    }
    figure = Figure(traces, layout)
    if len(rows) > 1:
        return figure
    dots = sorted((dot for dots in rows.values() for dot in dots), key=lambda dot: -dot.value)
    series = [(axis_title, [dot.value for dot in dots])]
    return hold(figure, "bars", [dot.name for dot in dots], series)


def speak_axis(figure: Figure, values: list[float], speak: Callable[[float], str]) -> Figure:
    """Write the value axis of horizontal bars as people speak: '100 triệu', not 100.000.000."""
    high = max(values, default=0) or 1
    axis = figure.layout["xaxis"]
    axis |= spoken_ticks(0, high, False, speak, TICKS_OF_BARS)
    # Beside long names on a phone two level labels would run into each other.
    axis.pop("tickangle")
    axis["autotickangles"] = [0, 30]
    return figure


def spoken_ticks(
    low: float,
    high: float,
    is_log: bool,
    speak: Callable[[float], str],
    at_most: int = TICKS_AT_MOST,
) -> dict:
    """A few round values between two ends, written as they are spoken."""
    ticks = _powers(low, high, at_most) if is_log else _steps(low, high, at_most)
    return {"tickvals": ticks, "ticktext": [speak(tick) for tick in ticks]}


def _reach(values: list[float], is_log: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if is_log:
        return low / 2.2, high * 2.2
    return min(0, low), (high or 1) * 1.05


def _powers(low: float, high: float, at_most: int) -> list[float]:
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    step = max(1, math.ceil((last - first + 1) / at_most))
    return [10.0**power for power in range(first, last + 1, step)]


def _steps(low: float, high: float, at_most: int) -> list[float]:
    rough = (high - low) / at_most
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough)
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _side_by_side(values: list[float], low: float, high: float, is_log: bool) -> list[int]:
    """How far each dot moves up or down so that dots of about one value do not cover each other."""
    offsets: list[int] = []
    placed = defaultdict(list)  # by column: only the dots of three columns can be near
    for value in values:
        share = (
            math.log(value / low) / math.log(high / low) if is_log else (value - low) / (high - low)
        )
        column = int(share * COLUMNS)
        near = {
            offset
            for beside in (column - 1, column, column + 1)
            for other, offset in placed[beside]
            if abs(share - other) < 1 / COLUMNS
        }
        free = next(
            offset
            for step in range(len(values) + 1)
            for offset in (step, -step)
            if offset not in near
        )
        offsets.append(free)
        placed[column].append((share, free))
    return offsets


def _dots(dots: list[Dot], heights: list[float], speak, is_dark: bool) -> dict:
    colour = palette(is_dark)["chartCategoricalColors"][0]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot in dots],
        "y": heights,
        "customdata": [[dot.code, dot.name, speak(dot.value)] for dot in dots],
        "hovertemplate": "%{customdata[1]}: %{customdata[2]}<extra></extra>",
        "marker": {
            "size": 13,
            "color": colour,
            "symbol": ["circle" if dot.is_sure else "circle-open" for dot in dots],
            "line": {"width": 2, "color": colour},
        },
        "cliponaxis": False,
    }


def _middle(middle, label: str, is_dark: bool) -> list[dict]:
    lower, median, upper = middle
    colours = palette(is_dark)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [lower, upper, upper, lower, lower],
            "y": [-0.5, -0.5, 0.5, 0.5, -0.5],
            "fill": "toself",
            "fillcolor": colours["borderColor"],
            "opacity": 0.45,
            "line": {"width": 0},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines+text",
            "x": [median, median],
            "y": [-0.5, 0.5],
            "text": ["", label],
            "textposition": "top center",
            "textfont": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
            "line": {"width": 2, "dash": "dash", "color": colours["textColor"]},
            "hoverinfo": "skip",
            "cliponaxis": False,
        },
    ]
