"""Funnel plot: rates of many places against how much each counts, with what chance explains."""

from __future__ import annotations

from .. import formats
from ..statistics import Z_95, Z_998, funnel_limits
from .base import FONT_SIZE, Figure, base_layout, level, palette
from .numbers import hold


def funnel(
    names: list[str],
    codes: list[str],
    parts: list[float],
    wholes: list[float],
    *,
    language: str,
    is_dark: bool,
    across_title: str,
    up_title: str,
    labels: dict[str, str],
) -> Figure:
    """One point per place: its rate over its number of cases, and limits around the common rate.

    `labels` names the common rate and the two limits: keys common, limit_95, limit_998.
    """
    common = 100 * sum(parts) / sum(wholes)
    low, high = min(wholes), max(wholes)
    steps = [low * (high / low) ** (i / 60) if high > low else low for i in range(61)]
    colours = palette(is_dark)
    traces = []
    for key, z, dash in (("limit_95", Z_95, "dash"), ("limit_998", Z_998, "dot")):
        for side in (0, 1):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": steps,
                    "y": [funnel_limits(common, whole, z)[side] for whole in steps],
                    "line": {"dash": dash, "width": 1.5, "color": colours["textColor"]},
                    "name": labels[key],
                    "showlegend": side == 0,
                    "hoverinfo": "skip",
                }
            )
    rates = [100 * part / whole for part, whole in zip(parts, wholes, strict=True)]
    outside = [
        not lower <= rate <= upper
        for rate, whole in zip(rates, wholes, strict=True)
        for lower, upper in [funnel_limits(common, whole, Z_998)]
    ]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": wholes,
            "y": rates,
            "text": [name if out else "" for name, out in zip(names, outside, strict=True)],
            "textposition": "top center",
            "textfont": {"size": FONT_SIZE - 2, "color": colours["textColor"]},
            "customdata": [[code, name] for code, name in zip(codes, names, strict=True)],
            "hovertemplate": "%{customdata[1]}: %{y:,.2f}% (n = %{x:,})<extra></extra>",
            "marker": {
                "size": 11,
                "color": colours["chartCategoricalColors"][0],
                "symbol": ["diamond" if out else "circle" for out in outside],
            },
            "showlegend": False,
            "cliponaxis": False,
        }
    )
    layout = {
        **base_layout(language),
        "height": 460,
        "margin": {"l": 0, "r": 60, "t": 50, "b": 0, "pad": 0},
        "showlegend": True,
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "shapes": [level(common, {"color": colours["textColor"], "width": 1.5})],
        "xaxis": {
            "type": "log",
            "title": {"text": across_title, "font": {"size": FONT_SIZE}},
            "fixedrange": True,
            "tickformat": ",~f",
        },
        "yaxis": {
            "title": {"text": up_title, "font": {"size": FONT_SIZE}},
            "fixedrange": True,
            "tickformat": ",~f",
            "ticksuffix": "%",
        },
    }
    order = sorted(range(len(names)), key=lambda i: -rates[i])
    counted = [f"{names[i]} (n = {formats.number(wholes[i], language)})" for i in order]
    return hold(
        Figure(traces, layout), "bars", counted, [(up_title, [rates[i] for i in order])], unit="%"
    )
