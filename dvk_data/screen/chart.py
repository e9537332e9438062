"""The one wrapper around every chart: a finding as title, its numbers, its picture, its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import pandas as pd
import streamlit as st

from .. import figures
from . import (
    certainty,
    downloads,
    figure_panel,
    figure_table,
    note,
    picture,
    pins,
    prepared,
    sight,
)
from .reader import language, number, say, warehouse

BARS_AT_MOST = 200
FIRST, LAST = 30, 10


def drawn_of(ranked: list) -> list:
    """What is drawn of ranked places: of very many the first and the last."""
    return ranked if len(ranked) <= BARS_AT_MOST else [*ranked[:FIRST], *ranked[-LAST:]]


def say_what_is_drawn(ranked: int) -> None:
    """Where not all of so many places are drawn, which are."""
    if ranked > BARS_AT_MOST:
        st.caption(say("chart.places_drawn", first=FIRST, last=LAST, count=number(ranked)))


def show(
    chart: figures.Figure,
    *,
    title: str,
    subtitle: str,
    key: str,
    table: pd.DataFrame | None = None,
    source: str = "",
    on_point: Callable[[str], None] | None = None,
    figure_ids: Sequence[Sequence[str] | str] = (),
    model_ids: Iterable[str] = (),
    models: dict | None = None,
    knows_every_figure: bool = True,
) -> None:
    """Draw a chart under its finding; numbers and picture are one click away, the source below.

    A page that shows the numbers beside the chart anyway gives no `table`. `on_point` is called
    with the first `customdata` of a mark that the reader clicks. `figure_ids` are the figures
    behind each row of the table (or their code, where they make up a rate), `model_ids` the models
    that the chart counts, or `models` the choice that all of them meet: they lead to the sources
    and say how sure the chart is; where they are too many to be named, it does not know every
    figure behind it, and says nothing of some.
    """
    model_ids = list(model_ids)
    codes = [row if isinstance(row, str) else figure_panel.code_of(row) for row in figure_ids]
    behind = [figure_id for code in codes for figure_id in figure_panel.ids_of(code)]
    how_sure = certainty.sentence([*behind, *model_ids], models) if knows_every_figure else ""
    prepared.hand_over(
        key,
        title=title,
        subtitle=subtitle,
        figure=chart,
        table=table,
        source=source,
        how_sure=how_sure,
        figure_ids=behind,
        model_ids=model_ids,
        models=models,
    )
    st.subheader(title, anchor=False)
    st.caption(subtitle)
    if how_sure:
        st.caption(f":material/help_center: {how_sure}")
    interaction = {}
    if on_point:

        def clicked():
            points = st.session_state[key].selection.points
            if points and points[0].get("customdata"):
                sight.note_click()
                on_point(points[0]["customdata"][0])

        interaction = {"on_select": clicked, "selection_mode": "points"}
    st.plotly_chart(
        chart,
        key=key,
        config=figures.chart_config(language()),
        alt=f"{title}. {subtitle}",
        **interaction,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if table is not None:
            numbers = st.popover(
                say("chart.table"),
                icon=":material/table:",
                type="tertiary",
                key=f"table-{key}",
                on_change="rerun",
            )
            if numbers.open:
                with numbers:
                    _numbers(table, codes, title, key)
        if behind:
            figure_panel.offer(behind, key=f"source-{key}")
        pins.offer(key)
        picture.offer(key, title, subtitle, source)
        downloads.offer_shown(
            key,
            title,
            subtitle,
            table=table,
            figure_ids=behind,
            model_ids=model_ids,
            models=models,
        )
        note.offer(key, title, source)
    if source:
        version = warehouse().catalogue.version
        st.caption(say("chart.source_line", source=source, version=version))


def _numbers(table: pd.DataFrame, codes: list[str], title: str, key: str) -> None:
    """The numbers of the chart; where the figures behind each row are known, a row opens them."""
    if codes:
        figure_table.show_rows(table, codes, title=title, key=f"numbers-{key}", is_offered=False)
    else:
        st.dataframe(table, hide_index=True, height="content", alt=title)
