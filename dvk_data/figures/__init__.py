"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from plotly.graph_objects import Figure

from .above import Bar, Segment, StepBar, measure_bars, step_bars
from .bars import bars, stacked_bars
from .base import DOMAIN_ORDER, chart_config, domain_colour, palette, share_text, wrapped
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples
from .trend import Mark, trend
from .standing import profile, ranking
from .years import Track, over_years

__all__ = [
    "BOUNDARY_CHANGE",
    "DOMAIN_ORDER",
    "Bar",
from .strip import Dot, is_wide, speak_axis, strip

__all__ = [
    "BOUNDARY_CHANGE",
    "Dot",
    "Figure",
    "Line",
    "Mark",
    "Segment",
    "StepBar",
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
    "Track",
    "bars",
    "chart_config",
    "domain_colour",
    "flow",
    "funnel",
    "heat",
    "is_wide",
    "lines",
    "measure_bars",
    "palette",
    "rates",
    "over_years",
    "palette",
    "profile",
    "ranking",
    "share_text",
    "small_multiples",
    "speak_axis",
    "stacked_bars",
    "step_bars",
    "trend",
    "stepped_bars",
    "strip",
    "wrapped",
]
