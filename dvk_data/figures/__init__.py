"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .bars import bars, stacked_bars
from .base import chart_config, domain_colour, palette, share_text, wrapped
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples
from .strip import Dot, is_wide, speak_axis, strip

__all__ = [
    "BOUNDARY_CHANGE",
    "Dot",
    "Figure",
    "Line",
    "bars",
    "chart_config",
    "domain_colour",
    "funnel",
    "heat",
    "is_wide",
    "lines",
    "palette",
    "share_text",
    "small_multiples",
    "speak_axis",
    "stacked_bars",
    "strip",
    "wrapped",
]
