"""Floor: the page without data. The filter switches between figures that were made beforehand."""

import plotly.graph_objects as go
import streamlit as st

from bench.references.questions import COLUMNS, provinces

st.set_page_config(layout="wide")


@st.cache_resource
def constant_figures():
    return {
        name: [
            go.Figure(
                data=[
                    {
                        "type": "bar",
                        "x": [f"{column} {bar}" for bar in range(6)],
                        "y": [number * 10 + bar for bar in range(1, 7)],
                        "text": [number * 10 + bar for bar in range(1, 7)],
                    }
                ]
            )
            for column in COLUMNS
        ]
        for number, name in enumerate(provinces(), start=1)
    }


st.title("Mô hình của một tỉnh")
province = st.selectbox("Tỉnh", list(provinces()), key="province")
st.metric("Mô hình", list(provinces()).index(province))
columns = COLUMNS[: int(st.query_params["charts"])]
for column, figure in zip(columns, constant_figures()[province], strict=False):
    st.plotly_chart(figure, key=column)
