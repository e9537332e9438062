"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .bars import bars, stacked_bars
from .base import DOMAIN_ORDER, chart_config, domain_colour, palette, share_text, wrapped
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples

__all__ = [
    "BOUNDARY_CHANGE",
    "DOMAIN_ORDER",
    "Figure",
    "Line",
    "bars",
    "chart_config",
    "domain_colour",
    "funnel",
    "heat",
    "lines",
    "palette",
    "share_text",
    "small_multiples",
    "stacked_bars",
    "wrapped",
]
