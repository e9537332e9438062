"""Lines: how a measure moved, with the change of boundaries marked; alone or in small multiples."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plotly.graph_objects import Figure
from plotly.subplots import make_subplots

from .. import formats
from .base import FONT_SIZE, base_layout, palette, wrapped
from .numbers import hold_over_time

NAME_WIDTH = 16  # characters of a line's name side by side
NAME_HEIGHT, PLOT_HEIGHT = 17, 375  # pixels
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
    figure = Figure()
    for line in series:
        figure.add_trace(_trace(line, is_dark, has_texts=len(series) == 1))
    low, high = _span([p[1] for line in series for p in line.points], from_zero)
    figure.update_layout(
        **base_layout(language),
        height=430,
        xaxis=_time_axis(series),
        yaxis={
            "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
            "range": [low, high],
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
        },
    )
    figure.update_layout(margin={"l": 0, "r": 120 if len(series) > 1 else 30, "t": 28, "b": 0})
    if has_names and len(series) > 1:
        _name_ends(figure, series, low, high, is_dark)
    # A name beside a last point must not stretch the axis into years to come.
    dates = [point[0] for line in series for point in line.points]
    half_year = dt.timedelta(days=183)
    if dates:
        figure.update_xaxes(range=[min(dates) - half_year, max(dates) + half_year])
    _mark_boundary_change(figure, series, boundary_label, is_dark)
    if target is not None:
        figure.add_hline(y=target, line={"dash": "dash", "color": palette(is_dark)["textColor"]})
    return _with_numbers(figure, series, language)


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
    figure = make_subplots(
        rows, columns, subplot_titles=[wrapped(line.name, 22) for line in series], shared_yaxes=True
    )
    reach = max((p[1] for line in series for p in line.points), default=1)
    for i, line in enumerate(series):
        row, column = i // columns + 1, i % columns + 1
        figure.add_trace(_trace(line, is_dark, has_texts=True), row, column)
    figure.update_layout(**base_layout(language), height=60 + 220 * rows)
    figure.update_layout(margin={"l": 0, "r": 20, "t": 52, "b": 0})
    dates = [point[0] for line in series for point in line.points]
    first, last = min(dates).year, max(dates).year
    figure.update_xaxes(
        **_time_axis(series) | {"dtick": f"M{12 * max(1, -(-(last - first) // 3))}"},
        range=[f"{first}-06-30", f"{last + 1}-06-30"],
    )
    figure.update_yaxes(range=[0, reach * 1.15], fixedrange=True, tickformat=",~f")
    figure.update_annotations(font={"size": FONT_SIZE, "color": palette(is_dark)["textColor"]})
    if _crosses(series):
        figure.add_vline(x=BOUNDARY_CHANGE.isoformat(), line={"dash": "dot", "width": 1})
    return _with_numbers(figure, series, language)


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


def _name_ends(figure: Figure, series: list[Line], low: float, high: float, is_dark: bool) -> None:
    """The name of each line at its last point, moved up where it would stand on another."""
    ends = [(*max(line.points)[:2], line) for line in series if line.points]
    first = min(point[0] for line in series for point in line.points)
    days = max((max(end[0] for end in ends) - first).days, 1)
    placed: list[tuple[dt.date, float]] = []
    for when, value, line in sorted(ends, key=lambda end: end[1]):
        name = wrapped(line.name, NAME_WIDTH)
        own = NAME_HEIGHT * (1 + name.count("<br>"))
        near = [top for other, top in placed if abs((when - other).days) < NEAR * days]
        level = (value - low) / (high - low) * PLOT_HEIGHT
        bottom = max([level - own / 2, *near])
        placed.append((when, bottom + own))
        figure.add_annotation(
            x=when,
            y=value,
            text=name,
            xanchor="left",
            xshift=9,
            yanchor="middle",
            yshift=bottom + own / 2 - level,
            align="left",
            showarrow=False,
            font={"size": FONT_SIZE - 2, "color": palette(is_dark)["textColor"]},
        )


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


def _mark_boundary_change(figure: Figure, series: list[Line], label: str, is_dark: bool) -> None:
    if _crosses(series):
        figure.add_vline(
            x=BOUNDARY_CHANGE.isoformat(),
            line={"dash": "dot", "color": palette(is_dark)["textColor"], "width": 1.5},
        )
        figure.add_annotation(
            x=BOUNDARY_CHANGE.isoformat(),
            y=1.0,
            yref="paper",
            yanchor="bottom",
            text=label,
            showarrow=False,
            font={"size": FONT_SIZE - 2, "color": palette(is_dark)["textColor"]},
        )
