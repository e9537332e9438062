"""Lines: how a measure moved, with the change of boundaries marked; alone or in small multiples."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from plotly.graph_objects import Figure
from plotly.subplots import make_subplots

from .base import FONT_SIZE, base_layout, palette

BOUNDARY_CHANGE = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Line:
    """One series: its points in time, as (date, value, text beside it, code for a click)."""

    name: str
    points: list[tuple[dt.date, float, str, str]]
    colour: str


def lines(
    series: list[Line],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
    boundary_label: str,
    from_zero: bool = True,
    target: float | None = None,
) -> Figure:
    """All series in one picture, each named at its last point."""
    figure = Figure()
    for line in series:
        figure.add_trace(_trace(line, is_dark, name_at_end=len(series) > 1))
    reach = max((p[1] for line in series for p in line.points), default=1)
    figure.update_layout(
        **base_layout(language),
        height=430,
        xaxis=_time_axis(series),
        yaxis={
            "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
            "rangemode": "tozero" if from_zero else "normal",
            "range": [0, reach * 1.12] if from_zero else None,
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
        },
    )
    figure.update_layout(margin={"l": 0, "r": 120 if len(series) > 1 else 30, "t": 28, "b": 0})
    _mark_boundary_change(figure, series, boundary_label, is_dark)
    if target is not None:
        figure.add_hline(y=target, line={"dash": "dash", "color": palette(is_dark)["textColor"]})
    return figure


def small_multiples(
    series: list[Line],
    *,
    language: str,
    is_dark: bool,
    boundary_label: str,
    columns: int = 3,
) -> Figure:
    """One small picture per series, all on one scale from zero."""
    columns = min(columns, len(series))
    rows = -(-len(series) // columns)
    figure = make_subplots(
        rows, columns, subplot_titles=[line.name for line in series], shared_yaxes=True
    )
    reach = max((p[1] for line in series for p in line.points), default=1)
    for i, line in enumerate(series):
        row, column = i // columns + 1, i % columns + 1
        figure.add_trace(_trace(line, is_dark, name_at_end=False), row, column)
    figure.update_layout(**base_layout(language), height=60 + 220 * rows)
    figure.update_layout(margin={"l": 0, "r": 20, "t": 40, "b": 0})
    dates = [point[0] for line in series for point in line.points]
    first, last = min(dates).year, max(dates).year
    figure.update_xaxes(
        **_time_axis(series) | {"dtick": f"M{12 * max(1, -(-(last - first) // 4))}"},
        range=[f"{first}-06-30", f"{last + 1}-06-30"],
    )
    figure.update_yaxes(range=[0, reach * 1.15], fixedrange=True, tickformat=",~f")
    figure.update_annotations(font={"size": FONT_SIZE, "color": palette(is_dark)["textColor"]})
    if _crosses(series):
        figure.add_vline(x=BOUNDARY_CHANGE.isoformat(), line={"dash": "dot", "width": 1})
    return figure


def _trace(line: Line, is_dark: bool, *, name_at_end: bool) -> dict:
    points = sorted(line.points)
    texts = [""] * len(points)
    if name_at_end and points:
        texts[-1] = f" {line.name}"
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": line.name,
        "x": [point[0] for point in points],
        "y": [point[1] for point in points],
        "text": texts if name_at_end else [point[2] for point in points],
        "textposition": "middle right" if name_at_end else "top center",
        "textfont": {"size": FONT_SIZE - 1, "color": palette(is_dark)["textColor"]},
        "customdata": [[point[3], point[2]] for point in points],
        "hovertemplate": f"{line.name}, %{{x|%d/%m/%Y}}: %{{customdata[1]}}<extra></extra>",
        "line": {"color": line.colour, "width": 2.5},
        "marker": {"color": line.colour, "size": 9},
        "cliponaxis": False,
    }


def _time_axis(series: list[Line]) -> dict:
    years = sorted({point[0].year for line in series for point in line.points})
    few = len(years) <= 12
    return {
        "fixedrange": True,
        "tickfont": {"size": FONT_SIZE - 1},
        "tickformat": "%Y",
        "dtick": "M12" if few else None,
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
