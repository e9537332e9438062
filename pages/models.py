"""Mô hình: find a model, see what it achieved and where, take the list away; for staff."""

import streamlit as st

from dvk_data.screen import domains, model_list, shell
from dvk_data.screen.reader import say

shell.title(say("models.title"))
filters, place = model_list.choose_models()
found = model_list.show_list(filters, place)

if found:
    left, right = st.columns(2, gap="large")
    with left:
        domains.named_domains(filters, on_point=model_list.narrow_to_domain)
    with right:
        model_list.show_totals(filters)
