"""Bars: ranked values, one per place or domain."""

from __future__ import annotations

from .base import FONT_SIZE, Figure, base_layout, ink_on, palette, upright, wrapped
from .numbers import hold

LABEL, BAR, ROW = 26, 30, 66  # heights in pixels: the name above a bar, the bar, both with a gap
LEGEND_ROW, FOOT = 34, 54  # a row of the legend, the value axis and its title
LEGEND_ENTRY, LEGEND_CHARACTERS = 100, 16  # two entries side by side on a phone


def bars(
    labels: list[str],
    values: list[float],
    texts: list[str],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
    colours: list[str] | str | None = None,
    codes: list[str] | None = None,
    intervals: list[tuple[float, float]] | None = None,
    target: float | None = None,
) -> Figure:
    """Horizontal bars from zero, in the order given, each with its value written at its end.

    `codes` come back when a bar is clicked; `intervals` (low, high) are drawn as whiskers; `target`
    as a line across.
    """
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": unique(labels),
        "text": texts,
        "customdata": [[code] for code in codes or labels],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": FONT_SIZE, "color": palette(is_dark)["textColor"]},
        "marker": {"color": colours or palette(is_dark)["chartCategoricalColors"][0]},
        "hovertemplate": "%{y}: %{text}<extra></extra>",
        "width": 0.62,
    }
    if intervals:
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - value for value, (_, high) in zip(values, intervals, strict=True)],
            "arrayminus": [value - low for value, (low, _) in zip(values, intervals, strict=True)],
            "color": palette(is_dark)["textColor"],
            "thickness": 1.5,
        }
        trace["textposition"] = "inside"
        trace["insidetextanchor"] = "start"
        trace["textfont"] = {"size": FONT_SIZE, "color": "#FFFFFF"}
    reach = max([*values, target or 0, *(high for _, high in intervals or [])], default=1) or 1
    figure = Figure(
        data=[trace],
        layout={
            **base_layout(language),
            **across(reach, axis_title),
            # Room for the value that stands beyond the longest bar.
            "margin": {"l": 0, "r": 16 + 8 * max(map(len, texts), default=0), "t": 8, "b": 0},
            # On a phone a long name takes of the bars; Plotly would rather cut the name.
            "minreducedwidth": 40,
            "height": 70 + step(labels) * len(labels),
            "meta": {"is_list": True},
            "yaxis": down(is_dark),
        },
    )
    if target is not None:
        line = {"dash": "dash", "color": palette(is_dark)["textColor"]}
        figure.layout["shapes"] = [upright(target, line)]
    return hold(figure, "bars", labels, [(axis_title, values)])


def stacked_bars(
    labels: list[str],
    series: dict[str, list[float | None]],
    *,
    colours: dict[str, str],
    as_share: bool,
    language: str,
    is_dark: bool,
    axis_title: str,
    codes: list[str] | None = None,
) -> Figure:
    """One bar per label, parted into named series; absolute, or each bar as 100 %.

    The label stands above its bar, which so has the whole width of a phone.
    """
    totals = [sum(values[i] or 0 for values in series.values()) for i in range(len(labels))]
    colour = palette(is_dark)
    traces, drawn = [], []
    for name, values in series.items():
        shown = [
            None
            if value is None or (as_share and not total)
            else 100 * value / total
            if as_share
            else value
            for value, total in zip(values, totals, strict=True)
        ]
        drawn.append((name, shown))
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": wrapped(name, LEGEND_CHARACTERS),
                "x": shown,
                "y": [LABEL + BAR / 2 + ROW * i for i in range(len(labels))],
                "customdata": [
                    [code, label] for code, label in zip(codes or labels, labels, strict=True)
                ],
                "marker": {
                    "color": colours[name],
                    "line": {"width": 1, "color": colour["backgroundColor"]},
                },
                "texttemplate": "%{x:,.0f}%" if as_share else "%{x:,.0f}",
                "textposition": "inside",
                "insidetextanchor": "middle",
                "insidetextfont": {"color": ink_on(colours[name])},
                "textangle": 0,
                "hovertemplate": f"%{{customdata[1]}} – {name}: "
                + ("%{x:,.1f}%" if as_share else "%{x:,~f}")
                + "<extra></extra>",
                "width": BAR,
            }
        )
    axis = across(100 if as_share else max(totals, default=1) or 1, axis_title)["xaxis"]
    top = LEGEND_ROW * -(-len(series) // 2) + 20
    height = ROW * len(labels)
    figure = Figure(
        data=traces,
        layout={
            **base_layout(language),
            "xaxis": axis | {"ticksuffix": "%" if as_share else ""},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": [
                {
                    "text": f"<b>{label}</b>",
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": ROW * i + LABEL,
                    "yanchor": "bottom",
                    "showarrow": False,
                    "borderpad": 0,
                    "font": {"size": FONT_SIZE - 1, "color": colour["textColor"]},
                }
                for i, label in enumerate(labels)
            ],
            "barmode": "stack",
            "bargap": 0,
            "uniformtext": {"mode": "hide", "minsize": 11},
            "showlegend": True,
            "legend": {
                "orientation": "h",
                "y": 1.0,
                "yanchor": "bottom",
                "x": 0,
                "traceorder": "normal",
                "font": {"size": FONT_SIZE - 3, "color": colour["textColor"]},
                "entrywidth": LEGEND_ENTRY,
                # Plotly would hide what is higher than half the chart.
                "maxheight": top,
            },
            "margin": {"l": 12, "r": 20, "t": top, "b": FOOT, "pad": 0, "autoexpand": False},
            "height": top + height + FOOT,
        },
    )
    return hold(figure, "stacked", labels, drawn, unit="%" if as_share else "")


def step(labels: list[str]) -> int:
    """Height of one bar in pixels: room for the lines of the longest name."""
    return max(46, 8 + 20 * max(1 + wrapped(label).count("<br>") for label in labels))


def across(reach: float, title: str) -> dict:
    """Horizontal value axis from zero."""
    return {
        "xaxis": {
            "title": {"text": title, "font": {"size": FONT_SIZE}},
            "range": [0, reach],
            **({"dtick": 1} if reach <= 6 else {}),
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
            # Long numbers would run into each other in a narrow column.
            "nticks": 5 if reach < 1_000 else 3 if reach < 100_000 else 2,
            "tickangle": 0,
        }
    }


def down(is_dark: bool) -> dict:
    """Vertical axis of names, the first on top."""
    return {
        # A year is a name here; Plotly would take '2023' for a number and part the axis.
        "type": "category",
        "autorange": "reversed",
        "fixedrange": True,
        "tickfont": {"size": FONT_SIZE, "color": palette(is_dark)["textColor"]},
        "ticklabelstandoff": 8,
        "automargin": "left",
    }


def unique(labels: list[str]) -> list[str]:
    """Labels in lines; two places of one name get an invisible mark, or Plotly would join them."""
    seen: dict[str, int] = {}
    marked = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        marked.append(wrapped(label) + "\u200b" * (seen[label] - 1))
    return marked
