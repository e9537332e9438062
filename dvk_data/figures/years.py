"""Years: tracks of one place and of the median, and of how many places each year is known."""

from __future__ import annotations

from dataclasses import dataclass

from .base import FONT_SIZE, Figure, base_layout, palette, upright
from .numbers import hold

SHARE_BELOW, GAP = 0.252, 0.1  # of the height: the bars of the known places, the gap above them


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
    lines = [_line(track, changes, is_dark) | {"xaxis": "x", "yaxis": "y"} for track in tracks]
    years = sorted(known)
    traces = [
        *lines,
        {
            "type": "bar",
            "xaxis": "x2",
            "yaxis": "y2",
            "x": years,
            "y": [known[year][0] for year in years],
            "width": 0.7,
            "customdata": [[None, known[year][1]] for year in years],
            "marker": {"color": palette(is_dark)["borderColor"]},
            "hovertemplate": f"%{{x}}: %{{customdata[1]}} ({known_title})<extra></extra>",
            "showlegend": False,
        },
    ]
    is_upright = any("/" in text for _, text in known.values())
    # Plotly shrinks the text of a bar where it is narrow; an annotation stays readable.
    counts = [
        {
            "x": year,
            "y": known[year][0],
            "xref": "x2",
            "yref": "y2",
            "text": known[year][1],
            "textangle": -90 if is_upright else 0,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": FONT_SIZE - 3, "color": palette(is_dark)["textColor"]},
        }
        for year in years
    ]
    medians = {point[0]: point[1] for track in tracks if track.is_median for point in track.points}
    labels = [
        label
        for track in tracks
        if track.is_labelled
        for label in _labels(track, medians, is_dark, best_is_low=best_is_low)
    ]
    values = [point[1] for track in tracks for point in track.points]
    shown = sorted({*years, *(point[0] for track in tracks for point in track.points)})
    first, last = min(shown, default=0), max(shown, default=1)
    across = _across(shown)
    most = max((count for count, _ in known.values()), default=1)
    ink = palette(is_dark)["textColor"]
    dotted = {"dash": "dot", "width": 1.5, "color": ink}
    parted = [year - 0.5 for year in changes if shown and first < year <= last]
    layout = {
        **base_layout(language),
        "height": 450,
        "margin": {"l": 0, "r": 26, "t": 34, "b": 0, "pad": 0},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "y": 1.01,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": FONT_SIZE - 1, "color": ink},
        },
        "xaxis": across | {"anchor": "y", "matches": "x2", "showticklabels": False},
        "yaxis": {
            "anchor": "x",
            "domain": [SHARE_BELOW + GAP, 1],
            "title": {"text": axis_title, "font": {"size": FONT_SIZE - 1}},
            "range": _range(values, best_is_low),
            "fixedrange": True,
            "tickfont": {"size": FONT_SIZE - 1},
            "tickformat": ",~f",
            "nticks": 5,
        },
        "xaxis2": across | {"anchor": "y2"},
        "yaxis2": {
            "anchor": "x2",
            "domain": [0, SHARE_BELOW],
            "title": {"text": known_title, "font": {"size": FONT_SIZE - 3}},
            "range": [0, most * (2 if is_upright else 1.5)],
            "fixedrange": True,
            "showticklabels": False,
            "showgrid": False,
        },
        "annotations": counts + labels,
        "shapes": [upright(year, dotted, plot) for year in parted for plot in ("", "2")],
    }
    whole = list(range(first, last + 1)) if shown else []
    eras = [(track.name, era) for track in tracks for era in _eras(track, changes, whole)]
    return hold(
        Figure(traces, layout),
        "lines",
        list(map(str, whole)),
        [era for _, era in eras],
        best_is_low=best_is_low,
        drawn_as=[name for name, _ in eras],
    )


def _eras(track: Track, changes: list[int], whole: list[int]) -> list[tuple[str, list]]:
    """A series for each stretch of years that can be compared, named by its years."""
    stretches: dict[int, dict[int, float]] = {}
    for year, value, _, _ in sorted(track.points):
        stretches.setdefault(sum(change <= year for change in changes), {})[year] = value
    return [
        (
            track.name if len(stretches) == 1 else f"{track.name}, {min(era)} – {max(era)}",
            [era.get(year) for year in whole],
        )
        for era in stretches.values()
    ]


def _across(years: list[int]) -> dict:
    """The axis of the years, with room for half a bar at both ends."""
    first, last = min(years, default=0), max(years, default=1)
    return {
        "range": [first - 0.7, last + 0.7],
        "dtick": 1 if not years or last - first < 6 else 3,
        "tick0": first,
        "tickformat": "d",
        "tickangle": 0,
        "tickfont": {"size": FONT_SIZE - 1},
        "domain": [0, 1],
        "fixedrange": True,
        "showgrid": False,
    }


def _range(values: list[float], best_is_low: bool) -> list[float]:
    """Lowest and highest value of the axis, the best on top."""
    low, high = min(values, default=0), max(values, default=1)
    room = max((high - low) * 0.18, 1.5 if best_is_low else high * 0.01, 0.01)
    return [high + room, max(low - room, 0.4)] if best_is_low else [low - room, high + room]


def _line(track: Track, changes: list[int], is_dark: bool) -> dict:
    points = sorted(track.points)
    colours = palette(is_dark)
    colour = colours["textColor"] if track.is_median else colours["chartCategoricalColors"][0]
    drawn = []
    for i, point in enumerate(points):
        if i and (point[0] - points[i - 1][0] > 1 or _parted(points[i - 1][0], point[0], changes)):
            drawn.append((point[0] - 0.5, None, "", ""))
        drawn.append(point)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": track.name,
        "x": [point[0] for point in drawn],
        "y": [point[1] for point in drawn],
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


def _labels(track: Track, medians: dict, is_dark: bool, *, best_is_low: bool) -> list[dict]:
    """Texts of the highest, lowest and last point, on the side away from the median."""
    points = sorted(track.points)
    labelled = _labelled(points)
    lowest = (max if best_is_low else min)((point[1] for point in points), default=None)
    labels = []
    for year, value, text, _ in points:
        if year not in labelled:
            continue
        is_below = value < medians[year] if year in medians else value == lowest != points[-1][1]
        labels.append(
            {
                "x": year,
                "y": value,
                "xref": "x",
                "yref": "y",
                "text": text,
                "yanchor": "top" if is_below else "bottom",
                "yshift": -5 if is_below else 5,
                "showarrow": False,
                # The dotted line of a change passes behind the text, not through it.
                "bgcolor": palette(is_dark)["backgroundColor"],
                "borderpad": 0,
                "font": {"size": FONT_SIZE - 2, "color": palette(is_dark)["textColor"]},
            }
        )
    return labels


def _labelled(points: list[tuple]) -> set[int]:
    if len(points) <= 3:
        return {point[0] for point in points}
    by_value = sorted(points, key=lambda point: point[1])
    return {points[-1][0], by_value[0][0], by_value[-1][0]}


def _parted(earlier: int, later: int, changes: list[int]) -> bool:
    return any(earlier < change <= later for change in changes)
