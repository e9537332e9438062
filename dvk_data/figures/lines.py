"""Lines: how a measure moved, with the change of boundaries marked; alone or in small multiples."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .. import formats
from .base import FONT_SIZE, Figure, base_layout, level, palette, upright, wrapped
from .numbers import hold_over_time

NAME_WIDTH = 16  # characters of a line's name side by side
NAME_HEIGHT, PLOT_HEIGHT = 17, 375  # pixels
GAP_ACROSS, GAP_UP = 0.2, 0.5  # of the space of a small picture
NEAR = 0.35  # of the time shown: names of ends closer than this could touch
BOUNDARY_CHANGE = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Line:
    """One series: its points in time, as (date, value, text beside it, code for a click)."""

    name: str
    points: list[tuple[dt.date, float, str, str]]
    colour: str
    dash: str = "solid"


def lines(
    series: list[Line],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
    boundary_label: str,
    from_zero: bool = True,
    target: float | None = None,
    has_names: bool = True,
) -> Figure:
    """All series in one picture, each named at its last point; one alone shows its values."""
    traces = [_trace(line, is_dark, has_texts=len(series) == 1) for line in series]
    low, high = _span([p[1] for line in series for p in line.points], from_zero)
    ink = palette(is_dark)["textColor"]
    has_names = has_names and len(series) > 1
    notes = _names_of_ends(series, low, high, ink) if has_names else []
    shapes = []
    if _crosses(series):
        shapes.append(_boundary_change({"dash": "dot", "color": ink, "width": 1.5}))
        notes.append(_name_of_change(boundary_label, ink))
    if target is not None:
        shapes.append(level(target, {"dash": "dash", "color": ink}))
    # A name beside a last point must not stretch the axis into years to come.
    dates = [point[0] for line in series for point in line.points]
    half_year = dt.timedelta(days=183)
    reach = {"range": [min(dates) - half_year, max(dates) + half_year]} if dates else {}
    layout = {
        **base_layout(language),
        "height": 430,
        "margin": {"l": 0, "r": 120 if len(series) > 1 else 30, "t": 28, "b": 0, "pad": 0},
        "xaxis": _time_axis(series) | reach,
        "yaxis": {
            "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
            "range": [low, high],
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
        },
        "annotations": notes,
        "shapes": shapes,
    }
    return _with_numbers(Figure(traces, layout), series, language)


def _with_numbers(figure: Figure, series: list[Line], language: str) -> Figure:
    points = [
        (line.name, point[0], _day(point[0], language), point[1])
        for line in series
        for point in line.points
    ]
    return hold_over_time(figure, points, is_joined=True)


def small_multiples(
    series: list[Line],
    *,
    language: str,
    is_dark: bool,
    boundary_label: str,
    columns: int = 2,
) -> Figure:
    """One small picture per series, all on one scale from zero."""
    columns = min(columns, len(series))
    rows = -(-len(series) // columns)
    reach = max((p[1] for line in series for p in line.points), default=1)
    dates = [point[0] for line in series for point in line.points]
    first, last = min(dates).year, max(dates).year
    across = _time_axis(series) | {
        "dtick": f"M{12 * max(1, -(-(last - first) // 3))}",
        "range": [f"{first}-06-30", f"{last + 1}-06-30"],
    }
    up = {"range": [0, reach * 1.15], "fixedrange": True, "tickformat": ",~f"}
    titles = {"size": FONT_SIZE, "color": palette(is_dark)["textColor"]}
    traces, notes, shapes, axes = [], [], [], {}
    for i, (x, y) in enumerate(_places(rows, columns)):
        plot = str(i + 1) if i else ""
        axes[f"xaxis{plot}"] = across | {"anchor": f"y{plot}", "domain": x}
        axes[f"yaxis{plot}"] = up | {"anchor": f"x{plot}", "domain": y}
        if i % columns:
            first_of_row = str(i - i % columns + 1) if i >= columns else ""
            axes[f"yaxis{plot}"] |= {"matches": f"y{first_of_row}", "showticklabels": False}
        if i < len(series):
            trace = _trace(series[i], is_dark, has_texts=True)
            traces.append(trace | {"xaxis": f"x{plot}", "yaxis": f"y{plot}"})
            notes.append(_title(wrapped(series[i].name, 22), sum(x) / 2, y[1], titles))
            if _crosses(series):
                shapes.append(_boundary_change({"dash": "dot", "width": 1}, plot))
    layout = {
        **base_layout(language),
        **axes,
        "height": 60 + 220 * rows,
        "margin": {"l": 0, "r": 20, "t": 52, "b": 0, "pad": 0},
        "annotations": notes,
        "shapes": shapes,
    }
    return _with_numbers(Figure(traces, layout), series, language)


def _places(rows: int, columns: int) -> list[tuple[list[float], list[float]]]:
    """Where plots stand, line by line from the top: shares of the width and of the height."""
    across, up = _parts(columns, GAP_ACROSS), _parts(rows, GAP_UP)
    return [(x, y) for y in reversed(up) for x in across]


def _parts(count: int, gap: float) -> list[list[float]]:
    """Equal parts of a whole; `gap` is the share of a part and its gap that stays free."""
    size = (1 - gap * (count - 1) / count) / count
    return [[i * (size + gap / count), i * (size + gap / count) + size] for i in range(count)]


def _title(text: str, x: float, y: float, font: dict) -> dict:
    return {
        "text": text,
        "x": x,
        "xref": "paper",
        "xanchor": "center",
        "y": y,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": font,
    }


def _day(day: dt.date, language: str) -> str:
    """The last day of a year as its year, another as it is."""
    is_last = (day.month, day.day) == (12, 31)
    return str(day.year) if is_last else formats.date(day, language)


def _span(values: list[float], from_zero: bool) -> tuple[float, float]:
    """Lowest and highest value of the axis, with room for a text above the highest."""
    high, low = max(values, default=1), min(values, default=0)
    if from_zero:
        return 0, (high or 1) * 1.12
    room = (high - low or abs(high) or 1) * 0.12
    return low - room, high + room


def _names_of_ends(series: list[Line], low: float, high: float, ink: str) -> list[dict]:
    """The name of each line at its last point, moved up where it would stand on another."""
    ends = [(*max(line.points)[:2], line) for line in series if line.points]
    first = min(point[0] for line in series for point in line.points)
    days = max((max(end[0] for end in ends) - first).days, 1)
    placed: list[tuple[dt.date, float]] = []
    notes = []
    for when, value, line in sorted(ends, key=lambda end: end[1]):
        name = wrapped(line.name, NAME_WIDTH)
        own = NAME_HEIGHT * (1 + name.count("<br>"))
        near = [top for other, top in placed if abs((when - other).days) < NEAR * days]
        own_level = (value - low) / (high - low) * PLOT_HEIGHT
        bottom = max([own_level - own / 2, *near])
        placed.append((when, bottom + own))
        notes.append(
            {
                "x": when,
                "y": value,
                "text": name,
                "xanchor": "left",
                "xshift": 9,
                "yanchor": "middle",
                "yshift": bottom + own / 2 - own_level,
                "align": "left",
                "showarrow": False,
                "font": {"size": FONT_SIZE - 2, "color": ink},
            }
        )
    return notes


def _trace(line: Line, is_dark: bool, *, has_texts: bool) -> dict:
    points = sorted(line.points)
    # Of many points only the ends and the extremes, or their texts would lie on one another.
    values = [point[1] for point in points]
    labelled = {0, len(points) - 1, values.index(max(values)), values.index(min(values))}
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": line.name,
        "x": [point[0] for point in points],
        "y": [point[1] for point in points],
        "text": [point[2] if has_texts and i in labelled else "" for i, point in enumerate(points)],
        "textposition": "top center",
        "textfont": {"size": FONT_SIZE - 1, "color": palette(is_dark)["textColor"]},
        "customdata": [[point[3], point[2]] for point in points],
        "hovertemplate": f"{line.name}, %{{x|%d/%m/%Y}}: %{{customdata[1]}}<extra></extra>",
        "line": {"color": line.colour, "width": 2.5, "dash": line.dash},
        "marker": {"color": line.colour, "size": 9},
        "cliponaxis": False,
    }


def _time_axis(series: list[Line]) -> dict:
    years = sorted({point[0].year for line in series for point in line.points})
    span = years[-1] - years[0] if years else 1
    return {
        "fixedrange": True,
        "tickfont": {"size": FONT_SIZE - 1},
        "tickformat": "%Y",
        # Four or five years fit side by side on a phone.
        "dtick": f"M{12 * max(1, -(-span // 4))}",
        "tick0": "2000-12-31",
        "showgrid": False,
        "tickangle": 0,
    }


def _crosses(series: list[Line]) -> bool:
    dates = [point[0] for line in series for point in line.points]
    return bool(dates) and min(dates) < BOUNDARY_CHANGE <= max(dates)


def _boundary_change(line: dict, plot: str = "") -> dict:
    return upright(BOUNDARY_CHANGE.isoformat(), line, plot)


def _name_of_change(label: str, ink: str) -> dict:
    return {
        "x": BOUNDARY_CHANGE.isoformat(),
        "y": 1.0,
        "yref": "paper",
        "yanchor": "bottom",
        "text": label,
        "showarrow": False,
        "font": {"size": FONT_SIZE - 2, "color": ink},
    }
