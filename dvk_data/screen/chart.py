"""The one wrapper around every chart: a finding as title, its numbers, its source."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from .. import figures
from .reader import language, say, warehouse


def show(
    chart: go.Figure,
    *,
    title: str,
    subtitle: str,
    key: str,
    table: pd.DataFrame | None = None,
    source: str = "",
) -> None:
    """Draw a chart under its finding; its numbers are one click away, its source stands below.

    A page that shows the numbers beside the chart anyway gives no `table`.
    """
    st.subheader(title, anchor=False)
    st.caption(subtitle)
    st.plotly_chart(
        chart,
        key=key,
        config=figures.chart_config(language()),
        alt=f"{title}. {subtitle}",
    )
    if table is not None:
        with st.expander(say("chart.table"), icon=":material/table:"):
            st.dataframe(table, hide_index=True, height="content", alt=title)
    if source:
        version = warehouse().catalogue.version
        st.caption(say("chart.source_line", source=source, version=version))
