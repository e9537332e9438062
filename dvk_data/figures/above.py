"""Bars that carry their text above them: full width for the bar, room for words on a phone."""

from __future__ import annotations

from dataclasses import dataclass

from .base import FONT_SIZE, Figure, base_layout, palette, wrapped
from .numbers import hold

TEXT_WIDTH = 48  # characters that fit a phone's width
LINE, BAR, GAP = 20, 20, 16  # heights in pixels
LEAST_WIDTH = 400  # what these lines need, in pixels
TEXT_SHARE = 0.24  # of the value axis, taken by a value on a phone
FOOT = 54  # the value axis and its title


@dataclass(frozen=True)
class Bar:
    """One bar under its words: `name` stands out, `detail` follows; both are wrapped.

    `value` None draws no bar. `target` is marked across the bar, `interval` (low, high) as a
    whisker, `limit` (the most that can be reached) as an outline. `code` comes back on a click.
    """

    name: str
    detail: str
    value: float | None
    text: str
    code: str
    colour: str
    target: float | None = None
    interval: tuple[float, float] | None = None
    limit: float | None = None


@dataclass(frozen=True)
class Segment:
    """A piece of a step; a hatched one is what the source leaves open or counts too much."""

    name: str
    value: float
    text: str
    code: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class StepBar:
    """One step: a whole, divided into segments that stand one after the other."""

    name: str
    detail: str
    segments: list[Segment]


def text_lines(name: str, detail: str) -> str:
    """Name in bold, detail below it, broken between words."""
    parts = [f"<b>{line}</b>" for line in wrapped(name, TEXT_WIDTH).split("<br>") if line]
    parts += [line for line in wrapped(detail, TEXT_WIDTH).split("<br>") if line]
    return "<br>".join(parts)


def place(texts: list[str], starts_group: list[bool] | None = None) -> tuple[list, list, float]:
    """Where texts and bars stand, in pixels from the top: (tops of texts, middles of bars, end)."""
    tops, middles, y = [], [], 0.0
    for i, text in enumerate(texts):
        if i and (starts_group is None or starts_group[i]):
            y += GAP
        tops.append(y)
        y += LINE * (text.count("<br>") + 1) + 4
        middles.append(y + BAR / 2)
        y += BAR + 6
    return tops, middles, y


def measure_bars(
    bars: list[Bar],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
    reach: float,
    target_label: str = "",
) -> Figure:
    """Bars from zero to `reach`, each with its value behind it, its target and its interval."""
    texts = [text_lines(bar.name, bar.detail) for bar in bars]
    tops, middles, height = place(texts, [bool(bar.name) for bar in bars])
    ink = palette(is_dark)["textColor"]
    traces = []
    limited = [(bar, y) for bar, y in zip(bars, middles, strict=True) if bar.limit is not None]
    if limited:
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": [bar.limit for bar, _ in limited],
                "y": [y for _, y in limited],
                "width": BAR,
                "customdata": [[bar.code] for bar, _ in limited],
                "marker": {
                    "color": "rgba(0,0,0,0)",
                    "line": {"width": 1.5, "color": ink},
                },
                "hoverinfo": "skip",
            }
        )
    drawn = [(bar, y) for bar, y in zip(bars, middles, strict=True) if bar.value is not None]
    traces.append(
        {
            "type": "bar",
            "orientation": "h",
            "x": [bar.value for bar, _ in drawn],
            "y": [y for _, y in drawn],
            "width": BAR,
            "customdata": [[bar.code, bar.text] for bar, _ in drawn],
            "marker": {"color": [bar.colour for bar, _ in drawn]},
            "hovertemplate": "%{customdata[1]}<extra></extra>",
        }
    )
    if any(bar.interval for bar in bars):
        spans = [bar.interval or (bar.value, bar.value) for bar, _ in drawn]
        traces[-1]["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [high - bar.value for (bar, _), (_, high) in zip(drawn, spans, strict=True)],
            "arrayminus": [
                bar.value - low for (bar, _), (low, _) in zip(drawn, spans, strict=True)
            ],
            "color": ink,
            "thickness": 2,
            "width": 5,
        }
    traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": [_end(bar, reach) for bar in bars],
            "y": middles,
            "text": [f" {bar.text}" for bar in bars],
            "textposition": "middle right",
            "textfont": {"size": FONT_SIZE, "color": ink},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    )
    aimed = [(bar, y) for bar, y in zip(bars, middles, strict=True) if bar.target is not None]
    if aimed:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": target_label,
                "x": [bar.target for bar, _ in aimed],
                "y": [y for _, y in aimed],
                "customdata": [[bar.code] for bar, _ in aimed],
                "marker": {
                    "symbol": "line-ns",
                    "size": BAR + 10,
                    "line": {"width": 3, "color": palette(is_dark)["primaryColor"]},
                },
                "cliponaxis": False,
                "hovertemplate": f"{target_label}: %{{x:,~f}}<extra></extra>",
            }
        )
    figure = _figure(traces, texts, tops, height, language, is_dark, axis_title, reach, right=84)
    series = [(axis_title, [bar.value for bar in bars])]
    if aimed:
        series.append((target_label, [bar.target for bar in bars]))
    return hold(figure, "bars", _names(bars), series)


def step_bars(
    steps: list[StepBar],
    *,
    language: str,
    is_dark: bool,
    axis_title: str,
) -> Figure:
    """Steps under one another on one scale: the width of every piece is its figure."""
    texts = [text_lines(step.name, step.detail) for step in steps]
    tops, middles, height = place(texts)
    ground, ink = palette(is_dark)["backgroundColor"], palette(is_dark)["textColor"]
    traces = []
    for step, y in zip(steps, middles, strict=True):
        for segment in step.segments:
            pattern = {"shape": "/", "fgcolor": ink, "bgcolor": ground, "size": 7}
            traces.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "x": [segment.value],
                    "y": [y],
                    "width": BAR + 8,
                    "customdata": [[segment.code, f"{segment.name}: {segment.text}"]],
                    "marker": {
                        "color": segment.colour,
                        "line": {"width": 1, "color": ink if segment.is_hatched else ground},
                        **({"pattern": pattern} if segment.is_hatched else {}),
                    },
                    "hovertemplate": "%{customdata[1]}<extra></extra>",
                }
            )
    reach = max((sum(s.value for s in step.segments) for step in steps), default=1) or 1
    figure = _figure(
        traces, texts, tops, height + 6, language, is_dark, axis_title, reach, right=24
    )
    figure.layout["barmode"] = "stack"
    names = list(dict.fromkeys(segment.name for step in steps for segment in step.segments))
    series = [(name, [_held(step, name) for step in steps]) for name in names]
    return hold(figure, "stacked", [step.name for step in steps], series)


def _held(step: StepBar, name: str) -> float | None:
    """What the segments of this name make up of a step."""
    found = [segment.value for segment in step.segments if segment.name == name]
    return sum(found) if found else None


def _names(bars: list[Bar]) -> list[str]:
    """A name for every bar; one without stands in the group of the bar before."""
    names, group = [], ""
    for bar in bars:
        group = bar.name or group
        names.append(": ".join(filter(None, (group, bar.detail))))
    return names


def _end(bar: Bar, reach: float) -> float:
    """Where the text behind a bar begins: beyond bar, whisker, outline and a target close by."""
    end = max(bar.value or 0, bar.limit or 0, (bar.interval or (0, 0))[1])
    if bar.target is not None and 0 <= bar.target - end < reach * TEXT_SHARE:
        return bar.target
    return end


def _figure(traces, texts, tops, height, language, is_dark, axis_title, reach, *, right) -> Figure:
    ink = palette(is_dark)["textColor"]
    return Figure(
        data=traces,
        layout={
            **base_layout(language),
            "barmode": "overlay",
            "bargap": 0,
            "height": height + FOOT + 4,
            "meta": {"is_list": True, "least_width": LEAST_WIDTH},
            "margin": {"l": 5, "r": right, "t": 4, "b": FOOT, "pad": 0, "autoexpand": False},
            "annotations": [
                {
                    "text": text,
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": top,
                    "yanchor": "top",
                    "align": "left",
                    "showarrow": False,
                    "borderpad": 0,
                    "font": {"size": FONT_SIZE - 1, "color": ink},
                }
                for text, top in zip(texts, tops, strict=True)
            ],
            "xaxis": {
                "title": {"text": axis_title, "font": {"size": FONT_SIZE - 1}},
                "range": [0, reach],
                "fixedrange": True,
                "tickfont": {"size": FONT_SIZE - 2},
                "tickformat": ",~f",
                "nticks": 5,
                "tickangle": 0,
                "zeroline": True,
            },
            "yaxis": {
                "range": [height, 0],
                "fixedrange": True,
                "visible": False,
            },
        },
    )
