"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .bars import bars
from .base import chart_config, domain_colour, palette, share_text, wrapped

__all__ = ["Figure", "bars", "chart_config", "domain_colour", "palette", "share_text", "wrapped"]
