"""Heat table: places x domains, each cell with its number; an empty cell is not reported."""

from __future__ import annotations

from itertools import accumulate

from .base import FONT_SIZE, Figure, base_layout, ink_on, palette, wrapped

NAME, CELLS, HEAD = 30, 46, 66  # heights in pixels: a place's name, its cells, names of columns
COLUMN_WIDTH = 10  # characters of a column's name that stand side by side on a phone


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
    """Cells shaded by value and labelled with it; what is not reported stays blank.

    The name of a row stands above its cells, which so have the whole width of a phone.
    """
    sequence = palette(is_dark)["chartSequentialColors"]
    # The first shades of a theme are close to its background, the last need light or dark text.
    scale = [[i / 6, colour] for i, colour in enumerate(sequence[:7])]
    ink = palette(is_dark)["textColor"]
    edges = list(accumulate([NAME, CELLS] * len(rows), initial=0))
    blank = [None] * len(columns)
    names = [wrapped(column, COLUMN_WIDTH) for column in columns]
    return Figure(
        data=[
            {
                "type": "heatmap",
                "x": list(range(len(columns))),
                "y": edges,
                "z": [line for row in values for line in (blank, row)],
                "text": [line for row in texts for line in ([""] * len(columns), row)],
                "customdata": [
                    [[code, f"{row} – {column}"] for column in columns]
                    for row, code in zip(rows, codes, strict=True)
                    for _ in (NAME, CELLS)
                ],
                "colorscale": scale,
                "showscale": False,
                "xgap": 3,
                "hoverongaps": False,
                "hovertemplate": "%{customdata[1]}: %{text}<extra></extra>",
            },
            _cell_texts(values, texts, sequence[:7], edges),
        ],
        layout={
            **base_layout(language),
            "margin": {"l": 0, "r": 0, "t": HEAD, "b": 4},
            "height": HEAD + edges[-1] + 4,
            "annotations": [
                {
                    "text": f"<b>{row}</b>",
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": top + NAME - 3,
                    "yanchor": "bottom",
                    "showarrow": False,
                    "borderpad": 0,
                    "font": {"size": FONT_SIZE - 1, "color": ink},
                }
                for row, top in zip(rows, edges[::2], strict=False)
            ],
            "xaxis": {
                "side": "top",
                "fixedrange": True,
                "tickvals": list(range(len(columns))),
                "ticktext": names,
                "tickfont": {"size": FONT_SIZE - 2, "color": ink},
                "tickangle": 0,
                "ticks": "",
                "showgrid": False,
                "zeroline": False,
            },
            "yaxis": {
                "range": [edges[-1], 0],
                "fixedrange": True,
                "visible": False,
            },
        },
    )


def _cell_texts(
    values: list[list[float | None]], texts: list[list[str]], shades: list[str], edges: list[int]
) -> dict:
    """The numbers, black or white by which of them stands out more from the shade of the cell."""
    known = [value for row in values for value in row if value is not None]
    low, span = min(known, default=0), (max(known, default=1) - min(known, default=0)) or 1
    cells = [
        (j, edges[2 * i + 1] + CELLS / 2, texts[i][j], shades[round(6 * (value - low) / span)])
        for i, row in enumerate(values)
        for j, value in enumerate(row)
        if value is not None
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [cell[0] for cell in cells],
        "y": [cell[1] for cell in cells],
        "text": [cell[2] for cell in cells],
        "textfont": {"size": FONT_SIZE - 1, "color": [ink_on(cell[3]) for cell in cells]},
        "hoverinfo": "skip",
    }
