"""Heat table: places x domains, each cell with its number; an empty cell is not reported."""

from __future__ import annotations

from plotly.graph_objects import Figure

from .base import FONT_SIZE, base_layout, palette, wrapped


def heat(
    rows: list[str],
    columns: list[str],
    values: list[list[float | None]],
    texts: list[list[str]],
    *,
    codes: list[str],
    language: str,
    is_dark: bool,
) -> Figure:
    """Cells shaded by value and labelled with it; what is not reported stays blank."""
    sequence = palette(is_dark)["chartSequentialColors"]
    # The first shades of a theme are close to its background, the last need light or dark text.
    scale = [[i / 6, colour] for i, colour in enumerate(sequence[:7])]
    return Figure(
        data=[
            {
                "type": "heatmap",
                "x": [wrapped(column, 14) for column in columns],
                "y": rows,
                "z": values,
                "text": texts,
                "texttemplate": "%{text}",
                "textfont": {"size": FONT_SIZE},
                "customdata": [[[code]] * len(columns) for code in codes],
                "colorscale": scale,
                "showscale": False,
                "xgap": 3,
                "ygap": 3,
                "hoverongaps": False,
                "hovertemplate": "%{y} – %{x}: %{text}<extra></extra>",
            }
        ],
        layout={
            **base_layout(language),
            "height": 90 + 38 * len(rows),
            "xaxis": {
                "side": "top",
                "fixedrange": True,
                "tickfont": {"size": FONT_SIZE - 1, "color": palette(is_dark)["textColor"]},
                "tickangle": 0,
                "showgrid": False,
            },
            "yaxis": {
                "autorange": "reversed",
                "fixedrange": True,
                "tickfont": {"size": FONT_SIZE, "color": palette(is_dark)["textColor"]},
                "ticklabelstandoff": 8,
                "showgrid": False,
            },
        },
    )
