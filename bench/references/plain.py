"""Plain: DuckDB reads the Parquet file at each click, Plotly Express draws."""

import plotly.express as px
import streamlit as st

from bench.references.questions import COLUMNS, counts, provinces

st.set_page_config(layout="wide")
st.title("Mô hình của một tỉnh")
province = st.selectbox("Tỉnh", list(provinces()), key="province")
total = st.empty()
for column in COLUMNS[: int(st.query_params["charts"])]:
    labels, models = counts(provinces()[province], column)
    if column == COLUMNS[0]:
        total.metric("Mô hình", sum(models))
    st.plotly_chart(px.bar(x=labels, y=models, text=models), key=column)
