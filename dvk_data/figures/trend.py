"""A trend of figures whose periods differ: each lies as a stroke over its period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .. import formats
from .base import FONT_SIZE, Figure, palette
from .lines import BOUNDARY_CHANGE, Line, lines
from .numbers import hold_over_time

# A label takes this share of a phone's narrow picture; nearer ones are left to the table.
LABEL_WIDTH, LABEL_HEIGHT = 0.2, 0.06
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "x")


@dataclass(frozen=True)
class Mark:
    """One figure: from when to when, its value, its text, what it is of, a code for a click."""

    start: dt.date
    end: dt.date
    value: float
    text: str
    series: str
    area_id: str
    code: str


def trend(
    marks: list[Mark],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
    boundary_label: str,
) -> Figure:
    """Points at the end of each period, joined only within one place and equal length of period.

    `marks` come in order of importance: what cannot be labelled without touching an earlier label
    stays bare. The value axis need not begin at zero; it shows what the marks span.
    """
    names = list(dict.fromkeys(mark.series for mark in marks))
    colours = palette(is_dark)["chartCategoricalColors"]
    colour = {name: colours[i % 6] for i, name in enumerate(names)}
    labelled = _labelled(marks)
    runs = [run for name in names for run in _runs([m for m in marks if m.series == name])]
    series = [
        Line(
            run[0].series,
            [(m.end, m.value, m.text if m.code in labelled else "", m.code) for m in run],
            colour[run[0].series],
        )
        for run in runs
    ]
    figure = lines(
        series,
        language=language,
        is_dark=is_dark,
        axis_title=axis_title,
        boundary_label=boundary_label,
        from_zero=False,
        has_names=False,
    )
    first = min(mark.end for mark in marks)
    days = (max(mark.end for mark in marks) - first).days
    seen = set()
    for trace, run in zip(figure.data, runs, strict=True):
        name = run[0].series
        ordered = sorted(run, key=lambda mark: mark.end)
        trace |= {
            "text": [m.text if m.code in labelled else "" for m in ordered],
            "textposition": [
                _side(m, marks, after)
                for m, after in zip(ordered, [*ordered[1:], None], strict=True)
            ],
            "customdata": [[m.code, m.text] for m in ordered],
            "marker": {
                "symbol": SYMBOLS[names.index(name) % 6],
                "size": 11,
                "color": colour[name],
            },
            "legendgroup": name,
            "showlegend": name not in seen,
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }
        seen.add(name)
    layout = figure.layout
    layout |= {
        "margin": {"l": 0, "r": 36, "t": 34, "b": 0, "pad": 0},
        "showlegend": len(names) > 1,
        "legend": {
            "orientation": "h",
            "y": -0.14,
            "yanchor": "top",
            "x": 0,
            "font": {"size": FONT_SIZE - 1},
        },
        "height": 430 + (26 * -(-len(names) // 2) if len(names) > 1 else 0),
    }
    layout["yaxis"]["range"] = list(_span(marks))
    layout["shapes"] += _strokes(marks, colour)
    room = dt.timedelta(days=max(45, days * 0.08))
    axis = layout["xaxis"]
    axis |= {
        "range": [
            min(max(m.start, m.end - dt.timedelta(days=366)) for m in marks) - room,
            max(m.end for m in marks) + room,
        ],
        "tick0": "2000-01-01",
        "ticklabelmode": "period",
        "showgrid": True,
    }
    if days < 540:
        axis |= {"tickformat": "%m/%Y", "nticks": 4}
        axis.pop("dtick")
    for note in layout["annotations"]:
        note["xanchor"] = "right"
    points = [(m.series, m.end, formats.period(m.start, m.end, language), m.value) for m in marks]
    return hold_over_time(figure, points)


def _side(mark: Mark, marks: list[Mark], after: Mark | None) -> str:
    """Where a label stands: clear of the line of the boundaries, of near marks and of its line."""
    low, high = _span(marks)
    first, last = min(m.end for m in marks), max(m.end for m in marks)
    days = max((last - first).days, 1)
    since = (mark.end - BOUNDARY_CHANGE).days
    if first < BOUNDARY_CHANGE and 0 <= since < max(days * 0.12, 30):
        return "middle right"
    if after:
        return "top left" if after.value > mark.value else "top right"
    is_under = any(
        0 < other.value - mark.value < 0.13 * (high - low)
        and abs((other.end - mark.end).days) < 0.1 * days
        for other in marks
    )
    return "bottom center" if is_under else "top center"


def _strokes(marks: list[Mark], colour: dict[str, str]) -> list[dict]:
    """Thin strokes from the first to the last day of each period."""
    return [
        {
            "type": "line",
            "x0": mark.start,
            "x1": mark.end,
            "y0": mark.value,
            "y1": mark.value,
            "line": {"color": colour[mark.series], "width": 3},
            "opacity": 0.35,
            "layer": "below",
        }
        for mark in marks
    ]


def _runs(marks: list[Mark]) -> list[list[Mark]]:
    """Successive marks of one place whose periods are equally long and do not overlap."""
    runs: list[list[Mark]] = []
    for mark in sorted(marks, key=lambda mark: (mark.area_id, mark.end)):
        before = runs[-1][-1] if runs else None
        if (
            before
            and before.area_id == mark.area_id
            and abs(_days(before) - _days(mark)) <= 3
            and mark.start > before.start
            and mark.end > before.end
        ):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _days(mark: Mark) -> int:
    return (mark.end - mark.start).days


def _span(marks: list[Mark]) -> tuple[float, float]:
    low, high = min(m.value for m in marks), max(m.value for m in marks)
    room = max((high - low) * 0.18, 0.5)
    return max(0.0, low - room), high + room


def _labelled(marks: list[Mark]) -> set[str]:
    """Codes of the marks whose labels touch no label of a mark before them."""
    low, high = _span(marks)
    first, last = min(m.end for m in marks), max(m.end for m in marks)
    days = max((last - first).days, 1) * 1.14
    shown: list[Mark] = []
    for mark in marks:
        touches = any(
            abs((mark.end - other.end).days) / days < LABEL_WIDTH
            and abs(mark.value - other.value) / (high - low) < LABEL_HEIGHT
            for other in shown
        )
        if not touches:
            shown.append(mark)
    return {mark.code for mark in shown}
