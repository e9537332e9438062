"""Nothing but one chart: what Streamlit itself needs to start and to hold."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(data=[{"type": "bar", "x": ["a", "b"], "y": [1, 2], "text": ["1", "2"]}]))
