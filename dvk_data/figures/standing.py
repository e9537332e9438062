"""Standing: where one place is among others, over the years, by dimension and in a list of all."""

from __future__ import annotations

from dataclasses import dataclass

from plotly.graph_objects import Figure
from plotly.subplots import make_subplots

from .bars import bars
from .base import FONT_SIZE, base_layout, palette, wrapped

BAR_HEIGHT = 31


@dataclass(frozen=True)
class Track:
    """One line over the years: points (year, value, its text, code for a click).

    `is_labelled` writes the texts of the highest, lowest and last point beside them.
    """

    name: str
    points: list[tuple[int, float, str, str]]
    is_median: bool = False
    is_labelled: bool = False


def over_years(
    tracks: list[Track],
    known: dict[int, tuple[int, str]],
    *,
    changes: list[int],
    language: str,
    is_dark: bool,
    axis_title: str,
    known_title: str,
    best_is_low: bool = False,
) -> Figure:
    """Tracks above, below them how many places are known of each year (count, text of its bar).

    A line is broken where a year is missing and at the `changes`, which dotted lines mark: what
    stands on either side is not to be compared.
    """
    figure = make_subplots(
        rows=2, shared_xaxes=True, row_heights=[0.72, 0.28], vertical_spacing=0.1
    )
    for track in tracks:
        figure.add_trace(_line(track, changes, is_dark, best_is_low=best_is_low), 1, 1)
    years = sorted(known)
    figure.add_trace(
        {
            "type": "bar",
            "x": years,
            "y": [known[year][0] for year in years],
            "customdata": [[None, known[year][1]] for year in years],
            "marker": {"color": palette(is_dark)["borderColor"]},
            "hovertemplate": f"%{{x}}: %{{customdata[1]}} ({known_title})<extra></extra>",
            "showlegend": False,
        },
        2,
        1,
    )
    is_upright = any("/" in text for _, text in known.values())
    for year in years:
        # Plotly shrinks the text of a bar where it is narrow; an annotation stays readable.
        figure.add_annotation(
            x=year,
            y=known[year][0],
            text=known[year][1],
            textangle=-90 if is_upright else 0,
            yanchor="bottom",
            showarrow=False,
            font={"size": FONT_SIZE - 3, "color": palette(is_dark)["textColor"]},
            row=2,
            col=1,
        )
    values = [point[1] for track in tracks for point in track.points]
    _style(figure, years, values, changes, language, is_dark, best_is_low)
    figure.update_yaxes(title={"text": axis_title, "font": {"size": FONT_SIZE - 1}}, row=1, col=1)
    most = max((count for count, _ in known.values()), default=1)
    figure.update_yaxes(
        title={"text": known_title, "font": {"size": FONT_SIZE - 3}},
        range=[0, most * (2 if is_upright else 1.5)],
        showticklabels=False,
        showgrid=False,
        row=2,
        col=1,
    )
    return figure


def _style(figure, years, values, changes, language, is_dark, best_is_low) -> None:
    text = palette(is_dark)["textColor"]
    low, high = min(values, default=0), max(values, default=1)
    room = max((high - low) * 0.18, 1.5 if best_is_low else high * 0.01, 0.01)
    across = [high + room, max(low - room, 0.4)] if best_is_low else [low - room, high + room]
    figure.update_layout(**base_layout(language), height=450)
    figure.update_layout(
        margin={"l": 0, "r": 26, "t": 34, "b": 0},
        showlegend=True,
        legend={
            "orientation": "h",
            "y": 1.01,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": FONT_SIZE - 1, "color": text},
        },
    )
    span = max(years) - min(years) if years else 0
    figure.update_xaxes(
        range=[min(years, default=0) - 0.7, max(years, default=1) + 0.7],
        dtick=1 if span < 6 else 3,
        tick0=min(years, default=0),
        tickformat="d",
        tickangle=0,
        tickfont={"size": FONT_SIZE - 1},
        fixedrange=True,
        showgrid=False,
    )
    figure.update_yaxes(
        fixedrange=True,
        tickfont={"size": FONT_SIZE - 1},
        tickformat=",~f",
        nticks=5,
        range=across,
        row=1,
        col=1,
    )
    figure.update_yaxes(fixedrange=True, row=2, col=1)
    for year in changes:
        if years and min(years) < year <= max(years):
            figure.add_vline(x=year - 0.5, line={"dash": "dot", "width": 1.5, "color": text})


def _line(track: Track, changes: list[int], is_dark: bool, *, best_is_low: bool) -> dict:
    points = sorted(track.points)
    colours = palette(is_dark)
    colour = colours["textColor"] if track.is_median else colours["chartCategoricalColors"][0]
    labelled = _labelled(points) if track.is_labelled else set()
    drawn = []
    for i, point in enumerate(points):
        if i and (point[0] - points[i - 1][0] > 1 or _parted(points[i - 1][0], point[0], changes)):
            drawn.append((point[0] - 0.5, None, "", ""))
        drawn.append(point)
    # The best place of a year stands on top in either direction of the axis.
    highest = min if best_is_low else max
    top = highest((point[1] for point in points), default=None)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": track.name,
        "x": [point[0] for point in drawn],
        "y": [point[1] for point in drawn],
        "text": [point[2] if point[0] in labelled else "" for point in drawn],
        "textposition": [
            "top center" if point[1] == top or point[0] == drawn[-1][0] else "bottom center"
            for point in drawn
        ],
        "textfont": {"size": FONT_SIZE - 2, "color": colours["textColor"]},
        "customdata": [[point[3], point[2]] for point in drawn],
        "connectgaps": False,
        "hovertemplate": f"{track.name}, %{{x}}: %{{customdata[1]}}<extra></extra>",
        "line": {"color": colour, "width": 2.5, "dash": "dash" if track.is_median else "solid"},
        "marker": {
            "color": colour,
            "size": 9,
            "symbol": "diamond-open" if track.is_median else "circle",
        },
        "cliponaxis": False,
    }


def _labelled(points: list[tuple]) -> set[int]:
    if len(points) <= 6:
        return {point[0] for point in points}
    by_value = sorted(points, key=lambda point: point[1])
    return {points[-1][0], by_value[0][0], by_value[-1][0]}


def _parted(earlier: int, later: int, changes: list[int]) -> bool:
    return any(earlier < change <= later for change in changes)


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
    rows = [wrapped(label, 18) for label in labels]
    figure = Figure()
    for row, value, median in zip(rows, values, medians, strict=True):
        if median is not None:
            figure.add_trace(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [median, value],
                    "y": [row, row],
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
            figure.add_trace(
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
    for row, text in zip(rows, texts, strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=10,
            y=row,
            text=text,
            align="left",
            showarrow=False,
            font={"size": FONT_SIZE - 1, "color": colours["textColor"]},
        )
    figure.update_layout(
        **base_layout(language)
        | {
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
        },
        xaxis={
            "title": {"text": axis_title, "font": {"size": FONT_SIZE - 1}},
            "range": [0, scale],
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
            "nticks": 6,
            "tickangle": 0,
        },
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": True,
            "tickfont": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
            "ticklabelstandoff": 8,
        },
    )
    return figure


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
    figure.update_traces(
        textposition="inside",
        insidetextanchor="start",
        textangle=0,
        textfont={
            "size": FONT_SIZE - 1,
            "color": [
                "#FFFFFF" if i == chosen else colours["backgroundColor"] for i in range(len(labels))
            ],
        },
        selector={"type": "bar"},
    )
    figure.update_layout(height=70 + BAR_HEIGHT * max(len(labels), 2), margin={"r": 24})
    figure.update_yaxes(tickfont={"size": FONT_SIZE - 1})
    figure.update_xaxes(dtick=None)
    return figure
