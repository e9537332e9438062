"""Bars: ranked values, one per place or domain."""

from __future__ import annotations

import plotly.graph_objects as go

from .base import FONT_SIZE, base_layout, palette, wrapped


def bars(
    labels: list[str],
    values: list[float],
    texts: list[str],
    *,
    language: str,
    is_dark: bool,
    colours: list[str] | str | None = None,
    axis_title: str,
    hover: list[str] | None = None,
) -> go.Figure:
    """Horizontal bars from zero, largest first as given, each with its value written at its end."""
    colour = colours or palette(is_dark)["chartCategoricalColors"][0]
    text_colour = palette(is_dark)["textColor"]
    return go.Figure(
        data=[
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "y": [wrapped(label) for label in labels],
                "text": texts,
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"size": FONT_SIZE, "color": text_colour},
                "marker": {"color": colour},
                "hovertext": hover or texts,
                "hoverinfo": "y+text" if hover is None else "text",
                "width": 0.62,
            }
        ],
        layout={
            **base_layout(language),
            # Room for the value that stands beyond the longest bar.
            "margin": {"l": 0, "r": 110, "t": 8, "b": 0, "pad": 0},
            "height": 70 + 46 * len(labels),
            "xaxis": {
                "title": {"text": axis_title, "font": {"size": FONT_SIZE}},
                "range": [0, max(values, default=1) or 1],
                "dtick": 1 if max(values, default=0) <= 6 else None,
                "fixedrange": True,
                "tickfont": {"size": FONT_SIZE - 1},
                "tickformat": ",~f",
                "nticks": 5,
                "tickangle": 0,
            },
            "yaxis": {
                "autorange": "reversed",
                "fixedrange": True,
                "tickfont": {"size": FONT_SIZE, "color": text_colour},
                "ticklabelstandoff": 8,
            },
        },
    )
