"""So sánh: one measure over many places, by domain and over the years."""

import streamlit as st

from dvk_data.screen import (
    comparison,
    comparison_boundary,
    comparison_domains,
    comparison_places,
    comparison_ranks,
    comparison_trend,
    shell,
)
from dvk_data.screen.reader import say

shell.title(say("comparison.title"))
left, right = st.columns([1, 2])
with left:
    level = comparison.choose_level()
with right:
    measure = comparison.choose_measure(level)
if not measure:
    st.stop()

view_row = st.container()
# Two choices side by side even on a phone, so that the chart is not far below.
choices = st.grid(4, min_column_width=160, vertical_alignment="bottom")
with choices:
    compared = comparison_places.choose_places(measure, level)
if not compared.places:
    st.info(say("comparison.no_values"))
    comparison_boundary.say_why_not_converted(measure, level)
    st.stop()
with view_row:
    view = comparison.choose_view(compared.places)
if view in ("co-cau", "bang-nhiet"):
    with choices:
        year = comparison.choose_year(compared.years())
    if view == "co-cau":
        with choices:
            as_share = comparison.choose_share()
        comparison_domains.domains(compared, measure, level, year, as_share=as_share)
    else:
        comparison_domains.heat_table(compared, measure, level, year)
else:
    with choices:
        domains = comparison.choose_domains(compared.places)
    compared = compared.of_domains(domains)
    measure = {**measure, "domains": domains}
    if not compared.places:
        st.info(say("comparison.no_values_of_domains"))
    elif view == "xep-hang":
        with choices:
            year = comparison.choose_year(compared.years())
            per_commune = comparison.choose_per_commune(measure, level)
        comparison_ranks.ranked(compared, measure, level, year, per_commune=per_commune)
    else:
        comparison_trend.over_time(compared, measure, level, in_one=view == "xu-huong")
comparison_boundary.say_why_not_converted(measure, level)
