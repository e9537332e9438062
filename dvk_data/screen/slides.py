"""The pinned views full screen, one after the other, and on paper, one a page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import streamlit as st

from .. import figures
from . import address, prepared, shell, turns
from .pins import Pin
from .prepared import View
from .reader import date, language, number, say, warehouse

TABLE_ROWS_AT_MOST = 14
TABLE_COLUMNS_AT_MOST = 5
# Documents that are named by title: paper has room for more, and nothing else to look them up.
ON_SLIDE, ON_PAPER = 1, 3


def _text(ending: str) -> str:
    return Path(__file__).with_suffix(ending).read_text(encoding="utf-8")


sheets = st.components.v2.component(
    "slides", html="<div></div>", js=_text(".js"), isolate_styles=False
)


def present(views: list[Pin]) -> None:
    """The view that the address asks for, over the whole window; keys lead to the others."""
    count = len(views)
    asked = address.value("trang", [str(number) for number in range(1, count + 1)])
    page = int(asked or 1)
    pin = views[page - 1]
    view = prepared.prepare(pin)
    title = view.title if view else say("slides.gone")
    st.set_page_config(page_title=f"{page}/{count} {title} – {say('app.name')}")
    key = f"slide-{page}"
    if view:
        _draw(figures.on_slide(view.figure), key, theme="streamlit")
    sheets(
        data={
            "kind": "slides",
            "css": _text(".css"),
            "page": page,
            "count": count,
            "sheets": [_sheet(pin, view, key, page, count, ON_SLIDE)],
            "labels": _labels("before", "next", "full_screen", "leave"),
        },
        key="slides",
        on_page_change=_turn,
        on_leave_change=_leave,
    )


def _turn() -> None:
    address.go(trang=str(st.session_state["slides"].page))


def _leave() -> None:
    address.go(trinh=None, trang=None, **{"in": None})


def on_paper(views: list[Pin]) -> None:
    """Every view as a page of A4, light whatever the theme, with all that paper must say."""
    count = len(views)
    shell.title(say("slides.print_title"))
    found = []
    with turns.given_back(say("slides.preparing")):
        for page, pin in enumerate(views, start=1):
            view = prepared.prepare(pin, for_paper=True)
            key = f"paper-{page}"
            if view:
                _draw(figures.on_paper(view.figure), key, theme=None)
            found.append(_sheet(pin, view, key, page, count, ON_PAPER))
    sheets(
        data={
            "kind": "paper",
            "css": _text(".css"),
            "sheets": found,
            "labels": _labels("print", "leave_print"),
        },
        key="slides",
        on_page_change=_turn,
        on_leave_change=_leave,
    )


def _draw(figure: figures.Figure, key: str, theme: str | None) -> None:
    """The chart whose picture the sheet shows, below the sheets."""
    with st.container(key=f"stage-{key}"):
        st.plotly_chart(
            figure,
            key=key,
            config=figures.chart_config(language()) | {"staticPlot": True},
            theme=theme,
        )


def _labels(*names: str) -> dict[str, str]:
    return {name: say(f"slides.{name}") for name in names}


def _sheet(
    pin: Pin, view: View | None, chart_key: str, page: int, count: int, documents: int
) -> dict:
    """The texts of one slide or page of paper."""
    where = say("slides.page", page=page, count=count)
    if view is None:
        return {"title": say("slides.gone"), "foot": [], "page": where, "comment": pin.comment}
    return {
        "chart": chart_key,
        "least_width": figures.least_width(view.figure),
        "is_list": figures.is_list(view.figure),
        "title": view.title,
        "subtitle": view.subtitle,
        "unsaid": view.unsaid,
        "sure": view.how_sure,
        "comment": pin.comment,
        "table": _table(view),
        "filters": say("slides.filters", filters=view.filters),
        "source": say("slides.source", source=_documents(view, documents) or source_of(view)),
        "dates": dates_of(view),
        "printed": say("slides.printed", date=date(dt.date.today())),
        "simulated": say("app.simulated") if warehouse().catalogue.is_simulated else "",
        "page": where,
    }


def source_of(view: View) -> str:
    return view.source or say("slides.many_sources", page=say("nav.sources"))


def _documents(view: View, at_most: int) -> str:
    """The first documents by title, publisher and date, how many more, and where they all stand."""
    named = view.documents[:at_most]
    if not named:
        return ""
    more = len(view.documents) - len(named)
    words = {"documents": "; ".join(named), "page": say("nav.sources")}
    return say("slides.documents_more", more=more, **words) if more else "; ".join(named)


def dates_of(view: View) -> str:
    """'Dữ liệu 2026-11-21.6f0e, phát hành 21/11/2026 · số liệu đến 31/12/2023'."""
    version = say("slides.version", version=view.version, date=date(view.released))
    return f"{version} · {view.as_of}"


def _table(view: View) -> dict | None:
    """The numbers where they are few; more of them would push the chart off its page.

    A chart that needs the whole width keeps it.
    """
    if view.table is None or view.table.empty or figures.needs_width(view.figure):
        return None
    if len(view.table) > TABLE_ROWS_AT_MOST or len(view.table.columns) > TABLE_COLUMNS_AT_MOST:
        return None
    cells = [list(map(cell, row)) for row in view.table.itertuples(index=False)]
    return {"columns": list(map(str, view.table.columns)), "rows": cells}


def cell(value) -> str:
    """A cell of a table as it is printed; what is not stated stays empty."""
    if value is None or value != value:
        return ""
    # A year or a rank is a whole number, and the thousands of a year are never parted.
    return number(value) if isinstance(value, float) else str(value)
