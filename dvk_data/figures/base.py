"""What all figures share: colours of the theme, layout, texts."""

from __future__ import annotations

import tomllib
from functools import cache

from plotly import io
from plotly.basedatatypes import BaseFigure

from .. import formats
from ..catalogue import PROJECT

# One fixed colour per domain, in the order of the theme's categorical colours.
DOMAIN_ORDER = (
    "economy",
    "culture_society",
    "defence_security",
    "political_system",
    "new_rural",
    "other",
)
FONT_SIZE = 15


class Figure(BaseFigure):
    """Traces and layout as plain dictionaries, which go to the browser as they stand.

    Plotly's own figure examines each property that is set, which takes longer than all else that a
    page does. So nothing is examined here; the tests have Plotly examine what the pages draw.
    """

    data: list[dict] = []  # noqa: RUF012 - BaseFigure takes no name that its class does not have
    layout: dict = {}  # noqa: RUF012

    def __init__(self, data: list[dict], layout: dict):
        self.data, self.layout = data, layout

    def to_dict(self) -> dict:
        return {"data": self.data, "layout": {"template": theme(), **self.layout}}


def theme() -> dict:
    """What Plotly draws where a figure says nothing."""
    return _template(io.templates.default)


@cache
def _template(name: str) -> dict:
    return io.templates[name].to_plotly_json()


@cache
def palette(is_dark: bool) -> dict:
    """Colours of the light or dark theme, from .streamlit/config.toml."""
    theme = tomllib.loads((PROJECT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    return theme["theme"]["dark" if is_dark else "light"]


def domain_colour(domain: str, is_dark: bool) -> str:
    return palette(is_dark)["chartCategoricalColors"][DOMAIN_ORDER.index(domain)]


def base_layout(language: str) -> dict:
    """What all charts share: separators of the language, no margin wasted, no legend by default."""
    return {
        "separators": ",." if language == "vi" else ".,",
        "margin": {"l": 0, "r": 8, "t": 8, "b": 0, "pad": 0},
        "showlegend": False,
        "hoverlabel": {"font": {"size": FONT_SIZE}},
        "dragmode": False,
    }


def upright(x, line: dict, plot: str = "") -> dict:
    """A line at `x` from the bottom to the top of a plot, which a figure of several numbers."""
    along = {"x0": x, "x1": x, "xref": f"x{plot}", "y0": 0, "y1": 1, "yref": f"y{plot} domain"}
    return {"type": "line", **along, "line": line}


def level(y: float, line: dict) -> dict:
    """A line at `y` from the left to the right of the plot."""
    along = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y, "y1": y, "yref": "y"}
    return {"type": "line", **along, "line": line}


def wrapped(label: str, width: int = 20) -> str:
    """A label in lines of about `width` characters, broken between words."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def chart_config(language: str) -> dict:
    """Plotly's own texts: no toolbar, Vietnamese decimal signs and month names."""
    vietnamese = {
        "dictionary": {},
        "format": {
            "decimal": ",",
            "thousands": ".",
            "date": "%d/%m/%Y",
            "months": [f"tháng {month}" for month in range(1, 13)],
            "shortMonths": [f"Th{month}" for month in range(1, 13)],
        },
    }
    locale = {"locale": "vi", "locales": {"vi": vietnamese}} if language == "vi" else {}
    return {"displayModeBar": False, "scrollZoom": False, **locale}


def share_text(value: float, total: float, language: str) -> str:
    """'24 (54,5%)': a count with its share of the total; of nothing there is no share."""
    count = formats.number(value, language)
    return f"{count} ({formats.percent(100 * value / total, language, 1)})" if total else count


def ink_on(shade: str) -> str:
    """Black or white, after the relative luminance of WCAG 2."""
    channels = [int(shade[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance > 0.179 else "#FFFFFF"
