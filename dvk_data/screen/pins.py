"""The views that a reader has pinned: charts of any page, in an order, each with a comment.

A pinned view is the address of its page and the key of its chart. All of them together fit into one
parameter of an address, so that a link opens the same presentation on another machine.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from . import address
from .reader import say

PARAMETER = "ghim"
PAGE = "trinh-chieu"
AT_MOST = 12
COMMENT_AT_MOST = 300
# No honest list of twelve views is longer; a forged one is not unpacked any further.
UNPACKED_AT_MOST = 40_000
KEPT = "pinned_views"
# What an address holds besides the view itself: an open window, the language, another list.
NOT_OF_THE_VIEW = ("lang", "so-lieu", "mo-hinh", PARAMETER)


@dataclass(frozen=True)
class Pin:
    """One view: `page` and `query` as in its address, the key of its chart, the comment."""

    page: str
    query: str
    chart: str
    comment: str = ""

    def is_same_view(self, other: Pin) -> bool:
        return replace(self, comment="") == replace(other, comment="")

    def parameters(self, language: str) -> dict[str, str]:
        """The parameters of the address, in the language of the reader."""
        own = {name: v for name, v in parse_qsl(self.query) if name not in NOT_OF_THE_VIEW}
        return own | ({"lang": language} if language != "vi" else {})


def pack(pins: list[Pin]) -> str:
    """All views as text for an address; '' for none."""
    if not pins:
        return ""
    rows = [[pin.page, pin.query, pin.chart, pin.comment] for pin in pins]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(text.encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unpack(text: str) -> list[Pin] | None:
    """The views that stand in an address; None where it holds no such list."""
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpacked = zlib.decompressobj().decompress(packed, UNPACKED_AT_MOST)
        pins = [Pin(*row) for row in json.loads(unpacked)]
    except (ValueError, TypeError, RecursionError, zlib.error):
        return None
    fields = [field for pin in pins for field in (pin.page, pin.query, pin.chart, pin.comment)]
    if not pins or not all(map(_is_text, fields)):
        return None
    single = [pin for i, pin in enumerate(pins) if not any(map(pin.is_same_view, pins[:i]))]
    return [replace(pin, comment=pin.comment[:COMMENT_AT_MOST]) for pin in single[:AT_MOST]]


def _is_text(field) -> bool:
    """Whether it is a text that can be written anywhere: no half of a letter, as JSON may hold."""
    return isinstance(field, str) and field.encode(errors="ignore").decode() == field


def kept() -> list[Pin]:
    """The views pinned so far in this visit."""
    return st.session_state.get(KEPT, [])


def reading() -> Callable[[], list[Pin]]:
    """Reads the views of this visit later on, wherever a file is made once it is clicked."""
    state = get_script_run_ctx().session_state

    def read() -> list[Pin]:
        try:
            return state[KEPT]
        except KeyError:
            return []

    return read


def query(pins: list[Pin], language: str) -> str:
    """What stands behind '?' in the link that opens these views."""
    return urlencode({PARAMETER: pack(pins)} | ({"lang": language} if language != "vi" else {}))


def keep(pins: list[Pin]) -> None:
    st.session_state[KEPT] = pins


def of_address() -> list[Pin]:
    """The views of the address, which are then kept; without any, those kept so far."""
    text = address.value(PARAMETER)
    if text:
        pins = unpack(text)
        if pins is None:
            address.note_unknown(PARAMETER, text)
        else:
            keep(pins)
    return kept()


def write(pins: list[Pin]) -> None:
    """Keep other views and write them into the address of the presentation."""
    keep(pins)
    address.go(**{PARAMETER: pack(pins) or None})


def view_here(chart_key: str) -> Pin:
    """The view that the address shows now."""
    own = {k: v for k, v in st.query_params.to_dict().items() if k not in NOT_OF_THE_VIEW}
    return Pin(address.page(), urlencode(sorted(own.items())), chart_key)


def offer(chart_key: str) -> None:
    """Button that pins the chart, or takes it out again."""
    here = view_here(chart_key)
    is_pinned = any(map(here.is_same_view, kept()))
    st.button(
        say("slides.unpin" if is_pinned else "slides.pin"),
        key=f"pin-{chart_key}",
        icon=":material/keep_off:" if is_pinned else ":material/keep:",
        type="secondary" if is_pinned else "tertiary",
        help=say("slides.pin_help", count=AT_MOST),
        on_click=_toggle,
        args=(here,),
    )


def _toggle(here: Pin) -> None:
    others = [pin for pin in kept() if not here.is_same_view(pin)]
    if len(others) < len(kept()):
        keep(others)
    elif len(others) < AT_MOST:
        keep([*others, here])
    else:
        st.toast(say("slides.full", count=AT_MOST), icon=":material/keep:")


def link(page) -> dict:
    """What the navigation says and hands over besides the choices shared by all pages."""
    pins = of_address() if page.url_path == PAGE else []
    if not pins:
        return {"query_params": address.shared()}
    return {
        "label": say("slides.nav_count", count=len(pins)),
        "query_params": address.shared() | {PARAMETER: pack(pins)},
    }
