"""The frame around every page: name, navigation, boundaries, language, footer, failures."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from functools import cache

import streamlit as st

from ..catalogue import DatasetsUnusable
from ..wording import LANGUAGES
from . import address, figure_panel, model_list, pins, place, sight
from .reader import (
    BOUNDARIES,
    SHOWS_EVERYTHING,
    WITHOUT,
    language,
    leaves_out_inferred,
    number,
    plain,
    row,
    say,
    settle_datasets,
    warehouse,
)

UNKNOWN_AT_MOST = 3
# Where figures are judged, none is left out.
SHOW_EVERYTHING = {"nguon-du-lieu"}

log = logging.getLogger(__name__)


def open_datasets() -> None:
    """Stop with a sentence, not a traceback, when the datasets cannot be read.

    Where only the version published last cannot be read, the one before it is shown, and this said.
    """
    try:
        wrong = settle_datasets()
    except DatasetsUnusable as error:
        log.error("%s", error)
        problem = "missing" if error.problem == "missing" else "unreadable"
        problem = say(f"app.broken_{problem}")
        st.error(say("app.broken", file=error.file, problem=problem))
        st.markdown(say("app.broken_what_to_do"))
        st.code("python run.py build", language=None)
        st.stop()
    if wrong:
        version = warehouse().catalogue.version
        st.warning(say("app.fallen_back", wrong=plain(wrong), version=plain(version)))


def sidebar(pages: Sequence) -> None:
    """Name of the product, the pages, and the two choices that hold everywhere."""
    # Screen readers and browsers read the page in the language that it declares.
    script = f"<script>document.documentElement.lang = '{language()}'</script>"
    st.html(script, unsafe_allow_javascript=True)
    with st.sidebar:
        st.markdown(f"### {say('app.name')}")
        st.caption(say("app.tagline"))
        for page in pages:
            st.page_link(page, **pins.link(page), width="stretch")
        st.divider()
        place.find_place()
        address.choose(
            say("app.boundary"),
            "dia-gioi",
            {code: say(f"app.boundary_{boundary}") for code, boundary in BOUNDARIES.items()},
            default="luc-bao-cao",
            widget=st.segmented_control,
            required=True,
            help=say("app.boundary_help"),
            width="stretch",
        )
        address.switch(
            say("app.only_stated"), "suy-luan", WITHOUT, help=say("app.only_stated_help")
        )
        address.choose(
            say("app.language"),
            "lang",
            LANGUAGES,
            default="vi",
            widget=st.segmented_control,
            required=True,
            width="stretch",
        )


def run(page) -> None:
    """Run a page; tell the reader of choices set aside and of failures in their language."""
    if warehouse().catalogue.is_simulated:
        st.warning(say("app.simulated"))
    notice = st.container()
    st.session_state[SHOWS_EVERYTHING] = page.url_path in SHOW_EVERYTHING
    address.begin(page.url_path)
    if leaves_out_inferred():
        _say_what_is_left_out()
    try:
        page.run()
        _open_window()
    except Exception:
        log.exception("page %s failed", page.url_path)
        st.error(say("app.failed"))
    _keep_what_is_loaded()
    unknown = address.take_unknown()
    if unknown:
        # As code, so that nothing in a link is read as Markdown.
        listed = ", ".join(
            f"`{name}={_plain(', '.join(found[:UNKNOWN_AT_MOST]))}`"
            + (f" (+{len(found) - UNKNOWN_AT_MOST})" if len(found) > UNKNOWN_AT_MOST else "")
            for name, found in unknown.items()
        )
        notice.caption(f":material/info: {say('app.unknown_choice', choices=listed)}")


@cache
def _keep_what_is_loaded() -> None:
    """Once: what the first page has loaded stays for good, like all that serve.py has loaded.

    Python would walk it in search of garbage, while the readers wait.
    """
    gc.freeze()


def _open_window() -> None:
    """The panel of a figure, or else the card of a model, that the address asks for."""
    if not figure_panel.show() and address.value("mo-hinh"):
        model_list.show_card(address.value("mo-hinh"))


def _say_what_is_left_out() -> None:
    """How many models and figures the reader does not see, counted in the whole."""
    kept = row("totals_known", year=None)
    whole = row("totals_known", everything=True, year=None)
    left_out = {kind: number(whole[kind] - kept[kind]) for kind in ("models", "every_figure")}
    st.caption(f":material/filter_alt: {say('app.only_stated_notice', **left_out)}")


def _plain(found: str) -> str:
    return "".join(letter for letter in found if letter.isprintable() and letter != "`")[:60]


def title(text: str) -> None:
    """Heading of a page, in the browser's tab as well."""
    st.set_page_config(page_title=f"{text} – {say('app.name')}")
    st.title(text, anchor=False)


def footer() -> None:
    sight.forget_click()
    known = row("totals_known", year=None)
    version = warehouse().catalogue.version
    st.divider()
    counts = {name: number(known[name]) for name in ("sources", "checks")}
    st.caption(say("app.footer", version=version, **counts))
