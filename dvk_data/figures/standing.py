"""Standing: where one place is among others, by dimension and in a list of all."""

from __future__ import annotations

from .bars import bars
from .base import FONT_SIZE, Figure, base_layout, palette, wrapped
from .numbers import hold

BAR_HEIGHT = 31


def profile(
    labels: list[str],
    values: list[float],
    medians: list[float | None],
    texts: list[str],
    *,
    codes: list[str],
    median_codes: list[str],
    names: tuple[str, str],
    scale: float,
    language: str,
    is_dark: bool,
    axis_title: str,
) -> Figure:
    """Per dimension the dot of a place against the mark of the median, on the scale of the index.

    `names` are those of the place and of the median; `texts` stand at the right end.
    """
    colours = palette(is_dark)
    rows = [wrapped(label, 20) for label in labels]
    joined = [
        (row, median, value)
        for row, value, median in zip(rows, values, medians, strict=True)
        if median is not None
    ]
    traces = []
    if joined:
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [x for _, median, value in joined for x in (median, value, None)],
                "y": [y for row, _, _ in joined for y in (row, row, None)],
                "line": {"color": colours["borderColor"], "width": 5},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    marks = [
        (names[1], medians, median_codes, "line-ns-open", colours["textColor"], 20),
        (names[0], values, codes, "circle", colours["chartCategoricalColors"][0], 13),
    ]
    for name, points, clicks, symbol, colour, size in marks:
        if any(point is not None for point in points):
            traces.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "name": name,
                    "x": points,
                    "y": rows,
                    "customdata": [[click] for click in clicks],
                    "marker": {
                        "symbol": symbol,
                        "size": size,
                        "color": colour,
                        "line": {"width": 3 if symbol == "line-ns-open" else 0, "color": colour},
                    },
                    "hovertemplate": f"%{{y}} – {name}: %{{x:,.4~f}}<extra></extra>",
                    "cliponaxis": False,
                }
            )
    beside = [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "left",
            "xshift": 10,
            "y": row,
            "text": text,
            "align": "left",
            "showarrow": False,
            "font": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
        }
        for row, text in zip(rows, texts, strict=True)
    ]
    layout = {
        **base_layout(language),
        "height": 110 + 44 * len(rows),
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "reversed",
            "font": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
        },
        "margin": {"l": 0, "r": 92, "t": 34, "b": 0, "pad": 0},
        "annotations": beside,
        "xaxis": {
            "title": {"text": axis_title, "font": {"size": FONT_SIZE - 1}},
            "range": [0, scale],
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
            "nticks": 6,
            "tickangle": 0,
        },
        "yaxis": {
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": True,
            "tickfont": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
            "ticklabelstandoff": 8,
        },
    }
    series = [(names[0], values)]
    if any(median is not None for median in medians):
        series.append((names[1], medians))
    return hold(Figure(traces, layout), "bars", labels, series)


def ranking(
    labels: list[str],
    values: list[float],
    texts: list[str],
    *,
    codes: list[str],
    chosen: int | None,
    median: float | None,
    language: str,
    is_dark: bool,
    axis_title: str,
) -> Figure:
    """All places of a year as slim bars, best first; colour and a mark tell the chosen one."""
    colours = palette(is_dark)
    own, others = colours["primaryColor"], colours["chartCategoricalColors"][0]
    figure = bars(
        [f"▶ {label}" if i == chosen else label for i, label in enumerate(labels)],
        values,
        texts,
        colours=[own if i == chosen else others for i in range(len(labels))],
        codes=codes,
        target=median,
        language=language,
        is_dark=is_dark,
        axis_title=axis_title,
    )
    # Within the bar, or the line of the median would cross the values beyond it.
    (trace,), layout = figure.data, figure.layout
    trace |= {
        "width": 0.82,
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "textfont": {
            "size": FONT_SIZE - 1,
            "color": [
                "#FFFFFF" if i == chosen else colours["backgroundColor"] for i in range(len(labels))
            ],
        },
    }
    layout["height"] = 70 + BAR_HEIGHT * max(len(labels), 2)
    layout["margin"]["r"] = 24
    layout["yaxis"]["tickfont"]["size"] = FONT_SIZE - 1
    layout["xaxis"].pop("dtick", None)
    return figure
