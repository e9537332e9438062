"""Buttons that save a chart as SVG or PNG, made in the reader's browser."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import streamlit as st

from .. import export
from .reader import say, warehouse

HTML = """
<div class="picture">
  <button type="button" data-format="svg">SVG</button>
  <button type="button" data-format="png">PNG</button>
</div>
"""
CSS = """
.picture { display: flex; gap: 0.5rem; }
.picture button {
  font: inherit; font-size: 0.875rem; padding: 0.15rem 0.7rem; cursor: pointer;
  color: var(--st-text-color); background: transparent;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
.picture button:hover, .picture button:focus-visible {
  color: var(--st-primary-color); border-color: var(--st-primary-color);
}
"""
FONTS = json.dumps(st.get_option("theme.fontFaces"))
DRAW = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
buttons = st.components.v2.component(
    "chart_picture",
    html=HTML,
    css=CSS,
    js=f"const FONTS = {FONTS}\n{DRAW}",
)


def offer(chart_key: str, title: str, subtitle: str, source: str) -> None:
    """SVG and PNG buttons for the chart drawn under `chart_key`."""
    version = warehouse().catalogue.version
    name = export.file_name(chart_key, [title], version, dt.date.today().isoformat(), "")
    buttons(
        data={
            "chart": chart_key,
            "title": title,
            "subtitle": subtitle,
            "source": say("chart.source_line", source=source, version=version),
            "file": name.rstrip("."),
            "labels": {kind: say(f"chart.save_{kind}") for kind in ("svg", "png")},
        },
        key=f"picture-{chart_key}",
        width="content",
    )
