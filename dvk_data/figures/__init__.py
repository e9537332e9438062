"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .bars import bars, stacked_bars
from .base import chart_config, domain_colour, palette, share_text, wrapped
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples
from .standing import profile, ranking
from .years import Track, over_years

__all__ = [
    "BOUNDARY_CHANGE",
    "Figure",
    "Line",
    "Track",
    "bars",
    "chart_config",
    "domain_colour",
    "funnel",
    "heat",
    "lines",
    "over_years",
    "palette",
    "profile",
    "ranking",
    "share_text",
    "small_multiples",
    "stacked_bars",
    "wrapped",
]
