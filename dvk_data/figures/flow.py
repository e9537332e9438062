"""Flow: steps from left to right, joined by bands as wide as their figures, with marked breaks.

Drawn from bars and filled curves: Streamlit passes no click on a sankey trace back to the app, and
a sankey cannot show that a step holds another number than reaches it.
"""

from __future__ import annotations

from dataclasses import dataclass

from .base import FONT_SIZE, Figure, base_layout, palette, wrapped
from .numbers import hold

TALLEST = 230
LEAST_WIDTH = 860  # names of seven columns side by side, in pixels
LINE_HEIGHT = 19
GAP = 12
BAR_WIDTH = 0.0145  # of the whole width
STEPS_OF_CURVE = 24


@dataclass(frozen=True)
class Step:
    """A bar of the flow. `mark` says in words what does not add up there."""

    code: str
    name: str
    text: str
    column: int
    value: float
    colour: str
    is_computed: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Band:
    """A band between two steps, as wide as `value`."""

    source: str
    target: str
    value: float


def flow(
    steps: list[Step], bands: list[Band], *, language: str, is_dark: bool, mark_colour: str
) -> Figure:
    """All steps, each named beside its bar; where it breaks, the surplus is hatched.

    Computed remainders are hatched as well. Bars carry their code for a click.
    """
    columns = 1 + max(step.column for step in steps)
    width = BAR_WIDTH * columns
    labels = {step.code: _label(step, columns, mark_colour) for step in steps}
    places, height = _places(steps, bands, labels)
    colours = {step.code: step.colour for step in steps}
    ends = zip(bands, _ends(steps, bands, places, width), strict=True)
    traces = [_curve(*end, colours[band.target]) for band, end in ends]
    traces.append(_bars(steps, places, width, is_dark))
    surplus = [step for step in steps if places[step.code].surplus]
    if surplus:
        traces.append(_surplus(surplus, places, width, mark_colour))
    layout = {
        **base_layout(language),
        "height": height + 16,
        "meta": {"least_width": LEAST_WIDTH},
        "bargap": 0,
        "barmode": "overlay",
        "xaxis": {"range": [0, columns], "visible": False, "fixedrange": True},
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        "annotations": [
            {
                "x": places[step.code].x + width,
                "y": places[step.code].top - 3,
                "xanchor": "left",
                "yanchor": "top",
                "xshift": 2,
                "align": "left",
                "text": "<br>".join(labels[step.code]),
                "showarrow": False,
                "font": {"size": FONT_SIZE - 1, "color": palette(is_dark)["textColor"]},
            }
            for step in steps
        ],
    }
    return _with_numbers(Figure(traces, layout), steps)


def _with_numbers(figure: Figure, steps: list[Step]) -> Figure:
    """Every step as a bar, with what does not add up in its name."""
    names = [f"{step.name} ({step.mark})" if step.mark else step.name for step in steps]
    return hold(figure, "bars", names, [("", [step.value for step in steps])])


def stepped_bars(
    steps: list[Step], *, language: str, is_dark: bool, mark_colour: str, width: int = 44
) -> Figure:
    """The steps one below the other, each named above its bar: for a narrow screen."""
    colours = palette(is_dark)
    reach = max((step.value for step in steps), default=1) or 1
    names = [_heading(step, width, mark_colour) for step in steps]
    tops, bottom = [], 0
    for lines in names:
        tops.append(bottom)
        bottom += LINE_HEIGHT * len(lines) + 34
    bars = [top + LINE_HEIGHT * len(lines) + 12 for top, lines in zip(tops, names, strict=True)]
    figure = Figure(
        data=[
            {
                "type": "bar",
                "orientation": "h",
                "x": [step.value for step in steps],
                "y": bars,
                "width": 14,
                "customdata": [[step.code, step.name, step.text] for step in steps],
                "hovertemplate": "%{customdata[1]}: %{customdata[2]}<extra></extra>",
                "marker": {
                    "color": [step.colour for step in steps],
                    "pattern": {
                        "shape": ["/" if step.is_computed else "" for step in steps],
                        "fgcolor": colours["backgroundColor"],
                        "size": 6,
                    },
                },
                "unselected": {"marker": {"opacity": 1}},
            }
        ],
        layout={
            **base_layout(language),
            "height": bottom + 16,
            "xaxis": {"range": [0, reach], "visible": False, "fixedrange": True},
            "yaxis": {"range": [bottom, 0], "visible": False, "fixedrange": True},
            "annotations": [
                {
                    "x": 0,
                    "y": top,
                    "xanchor": "left",
                    "yanchor": "top",
                    "align": "left",
                    "text": "<br>".join(lines),
                    "showarrow": False,
                    "font": {"size": FONT_SIZE - 1, "color": colours["textColor"]},
                }
                for top, lines in zip(tops, names, strict=True)
            ],
        },
    )
    return _with_numbers(figure, steps)


def _heading(step: Step, width: int, mark_colour: str) -> list[str]:
    """'Đơn tiếp nhận: 376', and what does not add up in a line of its own."""
    lines = [*wrapped(f"{step.name}: {step.text}", width).split("<br>")]
    if step.mark:
        lines.append(f"<b style='color:{mark_colour}'>{step.mark}</b>")
    return lines


@dataclass
class _Place:
    """Where a bar stands, in columns and pixels; `surplus` is what exceeds its own figure."""

    x: float
    top: float
    height: float
    surplus: float
    scale: float


def _label(step: Step, columns: int, mark_colour: str) -> list[str]:
    width = {7: 13, 6: 16, 5: 20}.get(columns, 24 if columns < 5 else 11)
    lines = wrapped(step.name, width).split("<br>")
    lines += [f"<b>{line}</b>" for line in wrapped(step.text, width).split("<br>")]
    if step.mark:
        lines += [
            f"<b style='color:{mark_colour}'>{line}</b>"
            for line in wrapped(step.mark, width).split("<br>")
        ]
    return lines


def _order(steps: list[Step], bands: list[Band]) -> list[str]:
    """Codes from the top: a step, then what follows from it, in the order of the bands."""
    after = {step.code: [b.target for b in bands if b.source == step.code] for step in steps}
    reached = {band.target for band in bands}
    seen: list[str] = []

    def visit(code: str) -> None:
        if code not in seen:
            seen.append(code)
            for following in after[code]:
                visit(following)

    for step in steps:
        if step.code not in reached:
            visit(step.code)
    return seen


def _places(
    steps: list[Step], bands: list[Band], labels: dict[str, list[str]]
) -> tuple[dict[str, _Place], int]:
    """A place for every bar, level with where its first band begins, and the height of all."""
    holds = {
        step.code: max(
            step.value,
            sum(band.value for band in bands if band.source == step.code),
            sum(band.value for band in bands if band.target == step.code),
        )
        for step in steps
    }
    scale = TALLEST / max(holds.values())
    order = _order(steps, bands)
    by_code = {step.code: step for step in steps}
    places: dict[str, _Place] = {}
    for column in sorted({step.column for step in steps}):
        bottom = 4.0
        for code in sorted((c for c in by_code if by_code[c].column == column), key=order.index):
            height = max(holds[code] * scale, 2)
            begins = [
                _offset(band, bands, places, order)
                for band in bands
                if band.target == code and band.source in places
            ]
            top = max([bottom, *([min(begins)] if begins else [])])
            surplus = max(0.0, (holds[code] - by_code[code].value) * scale)
            places[code] = _Place(column, top, height, surplus, scale)
            bottom = top + max(height, LINE_HEIGHT * len(labels[code])) + GAP
    ends = [p.top + max(p.height, LINE_HEIGHT * len(labels[c])) for c, p in places.items()]
    return places, round(max(ends)) + 4


def _offset(band: Band, bands: list[Band], places: dict[str, _Place], order: list[str]) -> float:
    """Where a band leaves its source: below the bands to steps further up."""
    source = places[band.source]
    above = [
        other.value
        for other in bands
        if other.source == band.source and order.index(other.target) < order.index(band.target)
    ]
    return source.top + sum(above) * source.scale


def _ends(
    steps: list[Step], bands: list[Band], places: dict[str, _Place], width: float
) -> list[tuple]:
    """Per band: (x, y) where it leaves, (x, y) where it arrives, and its thickness."""
    order = _order(steps, bands)
    arrived = {step.code: places[step.code].top for step in steps}
    ends = {}
    for band in sorted(bands, key=lambda b: order.index(b.source)):
        source, target = places[band.source], places[band.target]
        thickness = band.value * source.scale
        start = (source.x + width, _offset(band, bands, places, order))
        ends[band] = (start, (target.x, arrived[band.target]), thickness)
        arrived[band.target] += thickness
    return [ends[band] for band in bands]


def _curve(source, target, thickness: float, colour: str) -> dict:
    """A band that leaves and arrives level, as a filled outline."""
    shares = [i / STEPS_OF_CURVE for i in range(STEPS_OF_CURVE + 1)]
    across = [source[0] + (target[0] - source[0]) * share for share in shares]
    down = [source[1] + (target[1] - source[1]) * s * s * (3 - 2 * s) for s in shares]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*across, *reversed(across)],
        "y": [*down, *(y + thickness for y in reversed(down))],
        "fill": "toself",
        "fillcolor": _faded(colour),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _faded(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.22)"


def _bars(steps: list[Step], places: dict[str, _Place], width: float, is_dark: bool) -> dict:
    return {
        "type": "bar",
        "x": [places[step.code].x + width / 2 for step in steps],
        "base": [places[step.code].top for step in steps],
        "y": [places[step.code].height for step in steps],
        "width": width,
        "customdata": [[step.code, step.name, step.text] for step in steps],
        "hovertemplate": "%{customdata[1]}: %{customdata[2]}<extra></extra>",
        "marker": {
            "color": [step.colour for step in steps],
            "pattern": {
                "shape": ["/" if step.is_computed else "" for step in steps],
                "fgcolor": palette(is_dark)["backgroundColor"],
                "size": 6,
            },
        },
        # A click opens the figures of a step; the other steps stay as they are.
        "unselected": {"marker": {"opacity": 1}},
    }


def _surplus(steps: list[Step], places: dict[str, _Place], width: float, mark_colour: str) -> dict:
    """What a bar holds beyond its own figure, at its lower end."""
    shown = [max(places[step.code].surplus, 5) for step in steps]
    ends = [places[step.code].top + places[step.code].height for step in steps]
    return {
        "type": "bar",
        "x": [places[step.code].x + width / 2 for step in steps],
        "base": [end - height for end, height in zip(ends, shown, strict=True)],
        "y": shown,
        "width": width * 1.5,
        "customdata": [[step.code, step.name, step.mark] for step in steps],
        "hovertemplate": "%{customdata[1]}: %{customdata[2]}<extra></extra>",
        "marker": {"color": mark_colour},
        "unselected": {"marker": {"opacity": 1}},
    }
