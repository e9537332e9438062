"""A chart with all that is said about it, taken from its page without drawing that page.

The script of the page runs beside the reader's own run, with an address and widgets of its own, and
ends where it hands over the chart that is wanted. Nothing of it reaches the screen.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from textwrap import shorten
from types import ModuleType

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import (
    ScriptRunContext,
    StopException,
    add_script_run_ctx,
    get_script_run_ctx,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from .. import figures
from . import address
from .pins import PAGE, Pin
from .reader import (
    DIRECTORY,
    boundary,
    date,
    language,
    leaves_out_inferred,
    publisher,
    rows,
    say,
    warehouse,
)

log = logging.getLogger(__name__)

# The key of the chart that a script running aside is to hand over.
WANTED: ContextVar[str | None] = ContextVar("wanted_chart", default=None)
PREPARED_AT_MOST = 200
# Of the title of a document where several are named in a line.
TITLE_LETTERS = 80


@dataclass(frozen=True)
class View:
    """A chart as its page shows it: everything that a slide or a document needs.

    `choices` are the filters in words, `as_of` says up to when the figures or models behind it
    reach, `documents` name what they come from, `references` with the address too, one a line.
    """

    title: str
    subtitle: str
    figure: figures.Figure
    table: pd.DataFrame | None = None
    source: str = ""
    how_sure: str = ""
    figure_ids: Sequence[str] = ()
    model_ids: Sequence[str] = ()
    models: dict | None = None
    choices: dict[str, str] = field(default_factory=dict)
    as_of: str = ""
    documents: Sequence[str] = ()
    references: Sequence[str] = ()
    version: str = ""

    @property
    def released(self) -> dt.date:
        """The day of this version of the data."""
        return dt.date.fromisoformat(self.version.partition(".")[0])

    @property
    def filters(self) -> str:
        """The choices in one line: 'Nơi: Huyện Lâm Hà; Năm: 2023'."""
        return "; ".join(f"{label}: {words}" for label, words in self.choices.items())

    @property
    def unsaid(self) -> str:
        """The choices that neither title nor subtitle names; a chart may be of any place."""
        said = f"{self.title} {self.subtitle}".casefold()
        named = self.choices.items()
        return "; ".join(f"{label}: {w}" for label, w in named if w.casefold() not in said)


class _Found(Exception):
    def __init__(self, view: View):
        self.view = view


def hand_over(chart_key: str, **view) -> None:
    """Called for every chart before it is drawn; ends the script if that chart is wanted."""
    if WANTED.get() == chart_key:
        raise _Found(View(**view, choices=filters(), version=warehouse().catalogue.version))


def filters() -> dict[str, str]:
    """What was chosen on the page and beside it, label -> words."""
    beside = {say("app.boundary"): say(f"app.boundary_{boundary()}")}
    if leaves_out_inferred():
        beside[say("slides.figures")] = say("app.only_stated")
    return address.choices() | beside


def prepare(pin: Pin, *, for_paper: bool = False) -> View | None:
    """What the pinned view shows now; None where its page no longer draws that chart.

    For paper it is drawn in the light theme, whatever the reader's screen is.
    """
    script = scripts().get(pin.page)
    if script is None:
        return None
    scheme = "light" if for_paper else st.context.theme.type or "light"
    version = warehouse().catalogue.version
    try:
        return _prepare(replace(pin, comment=""), language(), scheme, version, script)
    except Exception:  # one view that fails must not take the others along
        log.exception("no chart %s on page %s?%s", pin.chart, pin.page, pin.query)
        return None


def scripts() -> dict[str, str]:
    """The pages that charts can be pinned on: name in the address -> file."""
    known = get_script_run_ctx().pages_manager.get_pages().values()
    named = {page.get("url_pathname"): page["script_path"] for page in known}
    return {name: script for name, script in named.items() if name != PAGE and script}


@lru_cache(maxsize=PREPARED_AT_MOST)
def _prepare(pin: Pin, lang: str, scheme: str, version: str, script: str) -> View | None:
    """Remembered per view, language, theme and data version."""
    context = _context_aside(get_script_run_ctx(), scheme)
    with ThreadPoolExecutor(1, initializer=_join, initargs=(context,)) as aside:
        view = aside.submit(_run, pin, lang, script).result()
    if view is None:
        return None
    ids = list(dict.fromkeys(part for each in view.figure_ids for part in each.split("+")))
    found = rows("figures_by_id", figure_ids=ids)
    models = [] if found else _models(view)
    named = [*found, *({**model, "title": model["source_title"]} for model in models)]
    return replace(
        view,
        as_of=_as_of(view, found, models),
        documents=tuple(dict.fromkeys(_document(record, TITLE_LETTERS) for record in named)),
        references=tuple(dict.fromkeys(map(_reference, named))),
    )


def _models(view: View) -> list[dict]:
    """The models behind a view; of a choice, however many meet it, a record for each document."""
    if view.models is not None:
        return rows("sources_of_models", models=view.models)
    return rows("models_file_by_id", model_ids=list(view.model_ids))


def _as_of(view: View, found: list[dict], models: list[dict]) -> str:
    """The newest day that a figure reaches, else the newest year of a model, else the data's own.

    A chart of how much is known speaks of the data themselves, as they were on their day.
    """
    days = [record["date_to"] for record in found if record["date_to"]]
    years = [model["year"] for model in models if model["year"]]
    if days:
        return say("slides.as_of", date=date(max(days)))
    if years:
        return say("slides.as_of_models", year=max(years))
    return say("slides.as_of_data", date=date(view.released))


def _document(record: dict, letters: int = 10_000) -> str:
    """'Báo cáo ... – Huyện ủy Lâm Hà, 21/12/2023', with so many letters of the title."""
    day = record["published_date"]
    parts = [shorten(record["title"], letters, placeholder=" …"), publisher(record)]
    return " – ".join(filter(None, parts)) + (f", {date(day)}" if day else "")


def _reference(record: dict) -> str:
    """'Báo cáo ... – Huyện ủy Lâm Hà, 21/12/2023. https://...'"""
    text = _document(record)
    return f"{text}. {record['url']}" if record["url"] else f"{text}."


def _context_aside(reader: ScriptRunContext, scheme: str) -> ScriptRunContext:
    """The reader's context with an address and widgets of its own, and nothing sent anywhere."""
    seen_by = type(reader.context_info)() if reader.context_info else None
    if seen_by:
        seen_by.CopyFrom(reader.context_info)
        seen_by.color_scheme = scheme
    own_state = SessionState()
    own_state[DIRECTORY] = str(warehouse().catalogue.directory)
    return ScriptRunContext(
        session_id=reader.session_id,
        _enqueue=lambda message: None,
        query_string="",
        session_state=SafeSessionState(own_state, lambda: None),
        uploaded_file_mgr=reader.uploaded_file_mgr,
        main_script_path=reader.main_script_path,
        user_info=reader.user_info,
        fragment_storage=reader.fragment_storage,
        pages_manager=reader.pages_manager,
        context_info=seen_by,
    )


def _join(context: ScriptRunContext) -> None:
    add_script_run_ctx(ctx=context)


def _run(pin: Pin, lang: str, script: str) -> View | None:
    st.query_params.from_dict(pin.parameters(lang))
    address.read()
    address.begin(pin.page)
    WANTED.set(pin.chart)
    module = ModuleType("__main__")
    code = get_script_run_ctx().pages_manager.get_page_script_byte_code(script)
    try:
        exec(code, module.__dict__)  # as Streamlit itself runs a page
    except _Found as found:
        return found.view
    except StopException:
        pass
    return None
