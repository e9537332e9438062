"""Taking the report of a place and year away: as a document to sign, as slides to show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import streamlit as st

from .. import documents, export
from . import address
from .place import name_in_sentence
from .reader import boundary, language, leaves_out_inferred, say, warehouse

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def offer(place: dict, year: int | None) -> None:
    """Choice of form and two downloads; of a year without figures the report stands open."""
    year = year or _year_asked() or dt.date.today().year
    name = name_in_sentence(place)
    names = {"state": say("report.header_state"), "party": say("report.header_party")}
    with st.popover(say("report.offer"), icon=":material/article:"):
        st.markdown(say("report.offer_help", place=name, year=year))
        header = st.radio(
            say("report.header"),
            list(names),
            format_func=names.get,
            key="report-header",
        )
        gather = _gathering(place, year)
        _button("word", "docx", WORD, place, year, lambda: documents.word_file(gather(), header))
        _button("slides", "pptx", SLIDES, place, year, lambda: documents.slide_file(gather()))
        st.caption(say("report.making"))


def _year_asked() -> int | None:
    """The year that the link names: a place without any figures has no years to choose from."""
    asked = address.value("nam") or ""
    return int(asked) if re.fullmatch(r"\d{4}", asked) else None


def _gathering(place: dict, year: int) -> Callable:
    """Gathers the report when called; what the reader chose is frozen with the button."""
    store = warehouse()
    chosen = {
        "area_id": place["area_id"],
        "year": year,
        "boundary": boundary(),
        "language": language(),
        "made_on": dt.date.today(),
        "is_only_stated": leaves_out_inferred(),
    }
    return lambda: documents.gather(store.rows, store.catalogue, **chosen)


def _button(kind: str, ending: str, mime: str, place: dict, year: int, make: Callable) -> None:
    version = warehouse().catalogue.version
    name = say(f"report.file_{kind}")
    filters = [place["name"], str(year)]
    st.download_button(
        say(f"report.{kind}"),
        data=make,
        file_name=export.file_name(name, filters, version, dt.date.today().isoformat(), ending),
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
        key=f"report-{kind}",
    )
