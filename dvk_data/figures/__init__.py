"""Rows -> Plotly figures, one module per kind. No Streamlit, no SQL; colours from the theme."""

from .above import Bar, Segment, StepBar, measure_bars, step_bars
from .bars import bars, stacked_bars
from .base import DOMAIN_ORDER, Figure, chart_config, domain_colour, palette, share_text, wrapped
from .flow import Band, Step, flow, stepped_bars
from .funnel import funnel
from .heat import heat
from .lines import BOUNDARY_CHANGE, Line, lines, small_multiples
from .numbers import Numbers, numbers_of
from .paper import is_list, least_width, needs_width, on_paper, on_slide
from .rates import Rate, rates
from .standing import profile, ranking
from .strip import Dot, is_wide, speak_axis, strip
from .trend import Mark, trend
from .years import Track, over_years

__all__ = [
    "BOUNDARY_CHANGE",
    "DOMAIN_ORDER",
    "Band",
    "Bar",
    "Dot",
    "Figure",
    "Line",
    "Mark",
    "Numbers",
    "Rate",
    "Segment",
    "Step",
    "StepBar",
    "Track",
    "bars",
    "chart_config",
    "domain_colour",
    "flow",
    "funnel",
    "heat",
    "is_list",
    "is_wide",
    "least_width",
    "lines",
    "measure_bars",
    "needs_width",
    "numbers_of",
    "on_paper",
    "on_slide",
    "over_years",
    "palette",
    "profile",
    "ranking",
    "rates",
    "share_text",
    "small_multiples",
    "speak_axis",
    "stacked_bars",
    "step_bars",
    "stepped_bars",
    "strip",
    "trend",
    "wrapped",
]
