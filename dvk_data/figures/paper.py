"""A figure as it stands on a slide or on paper, where the dashboard's theme does not reach."""

from __future__ import annotations

from .base import FONT_SIZE, Figure, palette, theme

# A low chart on a large slide is given this much, so that its type does not grow out of proportion.
LEAST_HEIGHT = 380
USUAL_HEIGHT = 450
LEAST_WIDTH = 460


def least_width(figure: Figure) -> int:
    """What a figure needs for its labels, in pixels; its kind may have said so."""
    return figure.layout.get("meta", {}).get("least_width", LEAST_WIDTH)


def needs_width(figure: Figure) -> bool:
    """Whether nothing fits beside it on a sheet of paper."""
    return least_width(figure) > LEAST_WIDTH


def is_list(figure: Figure) -> bool:
    """Whether its rows stand for themselves, so that a long one can stand in columns."""
    return figure.layout.get("meta", {}).get("is_list", False)


def on_slide(figure: Figure) -> Figure:
    """A copy of the figure that no reader can hover, at least as high as a slide needs."""
    height = max(figure.layout.get("height", USUAL_HEIGHT), LEAST_HEIGHT)
    return Figure(figure.data, {**figure.layout, "height": height, "hovermode": False})


def on_paper(figure: Figure) -> Figure:
    """A copy of the figure with the colours of the light theme on white."""
    drawn = on_slide(figure)
    light = palette(is_dark=False)
    axis = {
        "gridcolor": "#E2DFD9",
        "linecolor": "#E2DFD9",
        "zerolinecolor": "#C9C5BD",
        "automargin": True,
        "title": {"standoff": 14},
    }
    white = {
        "font": {
            "family": "Noto Sans, sans-serif",
            "size": FONT_SIZE,
            "color": light["textColor"],
        },
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "colorway": light["chartCategoricalColors"],
        "colorscale": {
            "sequential": [
                [i / 9, shade] for i, shade in enumerate(light["chartSequentialColors"])
            ],
        },
        "xaxis": axis,
        "yaxis": axis,
    }
    drawn.layout["template"] = _laid_over(theme(), {"layout": white})
    return drawn


def _laid_over(below: dict, above: dict) -> dict:
    """What stands below where nothing stands above."""
    both = {
        name: _laid_over(below[name], above[name])
        for name in below.keys() & above.keys()
        if isinstance(below[name], dict)
    }
    return {**below, **above, **both}
