"""The one wrapper around every chart: a finding as title, its numbers, its picture, its source."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from .. import figures
from . import picture
from .reader import language, say, warehouse


def show(
    chart: figures.Figure,
    *,
    title: str,
    subtitle: str,
    key: str,
    table: pd.DataFrame | None = None,
    source: str = "",
    on_point: Callable[[str], None] | None = None,
) -> None:
    """Draw a chart under its finding; numbers and picture are one click away, the source below.

    A page that shows the numbers beside the chart anyway gives no `table`. `on_point` is called
    with the first `customdata` of a mark that the reader clicks.
    """
    st.subheader(title, anchor=False)
    st.caption(subtitle)
    interaction = {}
    if on_point:

        def clicked():
            points = st.session_state[key].selection.points
            if points and points[0].get("customdata"):
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
            with st.popover(say("chart.table"), icon=":material/table:", type="tertiary"):
                st.dataframe(table, hide_index=True, height="content", alt=title)
        picture.offer(key, title, subtitle, source)
    if source:
        version = warehouse().catalogue.version
        st.caption(say("chart.source_line", source=source, version=version))
