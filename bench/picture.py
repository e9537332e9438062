"""The clicks of one run as a picture: one row per filter, one mark per way to build the page."""

from __future__ import annotations

from pathlib import Path

import plotly
from playwright.sync_api import sync_playwright

from tests.browser.dashboard import start_chromium

from . import report

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
COLOURS = {
    "dashboard": "#A3182E",
    "floor": "#8A8F98",
    "dash": "#1757A1",
    "plain": "#C68610",
    "naive": "#67324C",
}
ROW, WIDTH = 26, 1000
TO_SVG = """async (figure) => {
    const plot = await Plotly.newPlot(document.body, figure.data, figure.layout);
    const { width, height } = figure.layout;
    return Plotly.toImage(plot, { format: "svg", width, height, imageDataOnly: true });
}"""


def figure(result: dict) -> dict:
    """Medians from the click to the repainted chart, in milliseconds, on a logarithmic axis."""
    labels = report.labels(result)
    traces = []
    for name, colour in COLOURS.items():
        is_first = True if name == "dashboard" else None
        times = {
            label: report.summary(
                [c["ms"] for c in report.samples(result, label, name, is_first=is_first).values()]
            )
            for label in labels
        }
        shown = {label: time for label, time in times.items() if time}
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": name,
                "x": [time["median"] for time in shown.values()],
                "y": list(shown),
                "marker": {"color": colour, "size": 12 if name == "dashboard" else 8},
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": [time["p95"] - time["median"] for time in shown.values()],
                    "arrayminus": [0 for _ in shown],
                    "thickness": 1,
                    "color": colour,
                },
            }
        )
    size = f"{result['rows']['models']:,}"
    return {
        "data": traces,
        "layout": {
            "width": WIDTH,
            "height": 160 + ROW * len(labels),
            "title": {"text": f"Click to repainted chart at {size} models (line: to p95)"},
            "xaxis": {"type": "log", "title": {"text": "ms"}, "dtick": "D2"},
            "yaxis": {"type": "category", "autorange": "reversed", "automargin": True},
            "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom"},
        },
    }


def draw(result: dict, folder: Path) -> Path:
    """Write the picture as SVG, drawn in Chromium."""
    with sync_playwright() as playwright:
        browser = start_chromium(playwright)
        page = browser.new_page()
        page.add_script_tag(path=PLOTLY)
        svg = page.evaluate(TO_SVG, figure(result))
        browser.close()
    file = folder / f"clicks-{report.short_count(result['rows']['models'])}.svg"
    file.write_text(svg, encoding="utf-8")
    return file
