"""Rates: what a source states beside what its own two counts give, one bar per rate from zero."""

from __future__ import annotations

from dataclasses import dataclass

from .base import FONT_SIZE, Figure, base_layout, palette
from .numbers import hold

ROW_HEIGHT = 74


@dataclass(frozen=True)
class Rate:
    """One rate in percent: `computed` from two counts, `stated` by a source; either may be None."""

    code: str
    name: str
    text: str
    computed: float | None
    stated: float | None
    is_refuted: bool = False
    interval: tuple[float, float] | None = None


def rates(
    found: list[Rate],
    *,
    language: str,
    is_dark: bool,
    mark_colour: str,
    labels: dict[str, str],
    axis_title: str,
) -> Figure:
    """Bars of computed rates, a diamond where a source states one, whiskers for intervals.

    Name and numbers of a rate stand above its bar, so that they fit on a phone. `labels` names the
    marks: keys computed, stated, refuted.
    """
    colours = palette(is_dark)
    rows = list(range(len(found)))
    traces = [_bars(found, rows, labels["computed"], colours)]
    for is_refuted, label in ((False, "stated"), (True, "refuted")):
        shown = [r for r in rows if found[r].stated is not None]
        shown = [r for r in shown if found[r].is_refuted is is_refuted]
        if shown:
            colour = mark_colour if is_refuted else colours["textColor"]
            symbol = "x" if is_refuted else "diamond"
            traces.append(_marks(found, shown, labels[label], colour, symbol))
    reach = max([100.0, *(v for r in found for v in (r.computed, r.stated) if v is not None)])
    layout = {
        **base_layout(language),
        "showlegend": True,
        "height": 84 + ROW_HEIGHT * len(found),
        "margin": {"l": 14, "r": 18, "t": 30, "b": 0, "pad": 0},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        "xaxis": {
            "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
            "range": [0, reach * 1.02],
            "ticksuffix": "%",
            "tickformat": ",~f",
            "nticks": 6,
            "tickangle": 0,
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
        },
        "yaxis": {
            "range": [len(found) - 0.5, -0.5],
            "visible": False,
            "fixedrange": True,
        },
        "annotations": [
            {
                "x": 0,
                "y": row - 0.48,
                "xanchor": "left",
                "yanchor": "top",
                "align": "left",
                "text": f"<b>{rate.name}</b><br>{rate.text}",
                "showarrow": False,
                "font": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
            }
            for row, rate in enumerate(found)
        ],
    }
    series = [
        (labels["computed"], [rate.computed for rate in found]),
        (labels["stated"], [rate.stated for rate in found]),
    ]
    shown = [(name, values) for name, values in series if any(v is not None for v in values)]
    return hold(Figure(traces, layout), "bars", [rate.name for rate in found], shown, unit="%")


def _bars(found: list[Rate], rows: list[int], name: str, colours: dict) -> dict:
    trace = {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": [rate.computed for rate in found],
        "y": [row + 0.26 for row in rows],
        "width": 0.26,
        "customdata": [[rate.code, rate.name, rate.text] for rate in found],
        "hovertemplate": "%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "marker": {"color": colours["chartCategoricalColors"][0]},
        "unselected": {"marker": {"opacity": 1}},
    }
    if any(rate.interval for rate in found):
        spans = [rate.interval or (rate.computed, rate.computed) for rate in found]
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [(s[1] or 0) - (r.computed or 0) for r, s in zip(found, spans, strict=True)],
            "arrayminus": [
                (r.computed or 0) - (s[0] or 0) for r, s in zip(found, spans, strict=True)
            ],
            "color": colours["textColor"],
            "thickness": 2,
            "width": 7,
        }
    return trace


def _marks(found: list[Rate], rows: list[int], name: str, colour: str, symbol: str) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [found[row].stated for row in rows],
        "y": [row + 0.26 for row in rows],
        "customdata": [[found[row].code, found[row].name, found[row].text] for row in rows],
        "hovertemplate": "%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        "marker": {"color": colour, "size": 12, "symbol": symbol},
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }
