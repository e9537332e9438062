"""Naive: the page as most people would write it. A cached data frame, Plotly Express."""

import pandas as pd
import plotly.express as px
import streamlit as st

from bench.references.questions import COLUMNS, MODELS, provinces

st.set_page_config(layout="wide")


@st.cache_data
def load_models():
    return pd.read_parquet(MODELS)


st.title("Mô hình của một tỉnh")
province = st.selectbox("Tỉnh", list(provinces()), key="province")
models = load_models()
models = models[models["province_id"] == provinces()[province]]
st.metric("Mô hình", len(models))
for column in COLUMNS[: int(st.query_params["charts"])]:
    counts = models.groupby(models[column].astype("string").fillna("–")).size()
    counts = counts.sort_values(ascending=False).reset_index(name="models")
    st.plotly_chart(px.bar(counts, x=column, y="models", text="models"), key=column)
