"""The pinned views as a PowerPoint file, its charts drawn anew from the numbers of the figures."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from .. import documents, export, figures, formats
from . import downloads, reports, slides
from .pins import PAGE, Pin, query, reading
from .prepared import View
from .reader import date, language, say, warehouse

# A longer or wider table stands in the worksheet of its chart and on its page, not on slides.
TABLE_ROWS_AT_MOST = 16
TABLE_COLUMNS_AT_MOST = 7
NUMERIC = re.compile(r"[+–-]?\d[\d.,/]*( ?\D{1,20})?|–|")
CELL_LETTERS = (7, 34)
# From here on money is spoken in millions, from there in thousands of millions.
MILLIONS_FROM, BILLIONS_FROM = 10**7, 10**11


def offer(pins: list[Pin], views: list[View | None]) -> None:
    """The button; the file is written when a reader clicks it, from the views prepared by now."""
    version, today = warehouse().catalogue.version, date(dt.date.today())
    found = [
        _view(pin, view) if view else documents.View(say("slides.gone"), comment=link(pin))
        for pin, view in zip(pins, views, strict=True)
    ]
    facts = [(say("report.version"), version), (say("report.made_on"), today)]
    if warehouse().catalogue.is_simulated:
        facts.append((say("report.data"), say("app.simulated")))
    cover = documents.Cover(
        f"{say('app.name')}: {say('app.tagline')}",
        say("slides.file_subtitle", count=len(pins)),
        facts,
    )
    made_on = dt.date.today().isoformat()
    st.download_button(
        say("slides.file"),
        data=partial(
            _file,
            reading(),
            pins,
            found,
            cover,
            language(),
            (say("slides.file_link"), f"{downloads.origin()}{PAGE}"),
        ),
        file_name=export.file_name(say("slides.file_name"), [], version, made_on, "pptx"),
        mime=reports.SLIDES,
        on_click="ignore",
        icon=":material/download:",
        help=say("slides.file_help"),
        key="slide-file",
    )


def _file(
    read_pins: Callable[[], list[Pin]],
    pins: list[Pin],
    views: list[documents.View],
    cover: documents.Cover,
    spoken: str,
    reopen: tuple[str, str],
) -> bytes:
    """The file with the comments as they are by now: the last may have come with the click."""
    latest = read_pins()
    pins = [next(filter(pin.is_same_view, latest), pin) for pin in pins]
    commented = [
        replace(view, comment=pin.comment) if view.notes else view
        for pin, view in zip(pins, views, strict=True)
    ]
    label, address = reopen
    facts = [*cover.facts, (label, f"{address}?{query(pins, spoken)}")]
    return documents.slides_of(commented, replace(cover, facts=facts), spoken)


def link(pin: Pin) -> str:
    """The address of the page that a view was pinned on, with its choices."""
    chosen = urlencode(pin.parameters(language()), safe=",~")
    return f"{downloads.origin()}{pin.page}" + (f"?{chosen}" if chosen else "")


def _view(pin: Pin, view: View) -> documents.View:
    numbers = figures.numbers_of(view.figure)
    table = _table(view.table)
    notes = [
        say("slides.filters", filters=view.filters),
        say("slides.redrawn") if numbers else "",
        view.how_sure,
        say("slides.source", source=slides.source_of(view)),
        *view.references,
        slides.dates_of(view),
        link(pin),
    ]
    if numbers and table and _is_long(table):
        notes.append(say("slides.long_table", count=len(table.rows)))
        table = None
    return documents.View(
        view.title,
        " · ".join(filter(None, [view.subtitle, view.unsaid])),
        _chart(numbers) if numbers else None,
        table,
        source=f"{slides.source_of(view)} · {slides.dates_of(view)}",
        notes="\n".join(filter(None, notes)),
        comment=pin.comment,
    )


def _is_long(table: documents.Table) -> bool:
    return len(table.rows) > TABLE_ROWS_AT_MOST or len(table.heading) > TABLE_COLUMNS_AT_MOST


def _chart(numbers: figures.Numbers) -> documents.Chart:
    looks = numbers.drawn_as or [name for name, _ in numbers.series]
    series = [
        documents.Series(name or say("figure.value"), values, look)
        for (name, values), look in zip(numbers.series, looks, strict=True)
    ]
    largest = max((abs(v) for s in series for v in s.values if v is not None), default=0)
    unit, thousands = numbers.unit, 0
    if largest >= MILLIONS_FROM:
        thousands = 3 if largest >= BILLIONS_FROM else 2
        unit = f" {formats.MONEY_SIZES[1000**thousands][language()]}"
    return documents.Chart(
        numbers.kind,
        numbers.categories,
        series,
        unit,
        thousands=thousands,
        best_is_low=numbers.best_is_low,
        is_joined=numbers.is_joined,
    )


def _table(table: pd.DataFrame | None) -> documents.Table | None:
    if table is None or table.empty:
        return None
    heading = list(map(str, table.columns))
    rows = [list(map(slides.cell, row)) for row in table.itertuples(index=False)]
    columns = list(zip(heading, *rows, strict=True))
    least, most = CELL_LETTERS
    return documents.Table(
        heading,
        rows,
        [min(2 + max(least, *_lengths(*column)), most) for column in columns],
        frozenset(
            i for i, (_, *cells) in enumerate(columns) if i and all(map(NUMERIC.fullmatch, cells))
        ),
    )


def _lengths(heading: str, *cells: str) -> list[int]:
    """Letters that want one line: a heading may stand in two, its words and a cell whole."""
    return [len(heading) // 2, *map(len, heading.split()), *map(len, cells)]
