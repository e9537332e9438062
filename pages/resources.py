"""Nguồn lực và kết quả: what named models achieved, by whom and where; for leaders and staff."""

import streamlit as st

from dvk_data.screen import (
    resource_charts,
    resource_choices,
    resource_models,
    resource_numbers,
    resource_offers,
)

choice = resource_choices.choose()
resource_numbers.heading(choice)

whole = resource_numbers.whole_of(choice)
if whole is None:
    resource_offers.nothing(choice)
else:
    resource_numbers.numbers(choice, whole)
    view = resource_charts.choose_view(choice)
    if resource_charts.has_spread(choice, whole):
        left, right = st.columns([3, 2], gap="large")
        with left:
            resource_charts.groups(choice, view, whole)
        with right:
            resource_charts.spread(choice, whole)
    else:
        resource_charts.groups(choice, view, whole)
    resource_models.models(choice, view)
