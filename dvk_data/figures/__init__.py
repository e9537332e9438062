"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .bars import bars, stacked_bars
from .base import chart_config, domain_colour, palette, share_text, wrapped
from .flow import Band, Step, flow, stepped_bars
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples
from .rates import Rate, rates

__all__ = [
    "BOUNDARY_CHANGE",
    "Band",
    "Figure",
    "Line",
    "Rate",
    "Step",
    "bars",
    "chart_config",
    "domain_colour",
    "flow",
    "funnel",
    "heat",
    "lines",
    "palette",
    "rates",
    "share_text",
    "small_multiples",
    "stacked_bars",
    "stepped_bars",
    "wrapped",
]
