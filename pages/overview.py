"""Tổng quan: what a place reports for a year, for leaders."""

import streamlit as st

from dvk_data.screen import country, domains, figure_table, freshness, headline, reports, shell
from dvk_data.screen import place as places
from dvk_data.screen.reader import say

where, when = st.columns([4, 1], vertical_alignment="bottom")
with where:
    place = places.choose_place(places.default_place(), places.units_below("figures"))
with when:
    year = places.choose_year(place)

name = places.name_in_sentence(place)
if place["level"] == "nation":
    shell.title(country.heading(year))
    reports.offer(place, year or country.newest_year())
    country.cards(year)
    country.models_by_domain(year)
    country.provinces(year)
    st.header(say("overview.nation_figures"), anchor=False)
    figure_table.show(place, None)
else:
    full_name = places.full_name(place)
    title = say("overview.title", place=full_name, year=year) if year else full_name
    shell.title(title)
    places.boundary_note(place)
    reports.offer(place, year)
    if year:
        headline.cards(place, year)
        left, right = st.columns([3, 2], gap="large")
        with left:
            domains.reported_domains(place, year)
        with right:
            st.subheader(say("overview.attention"), anchor=False)
            headline.attention(place, year)
    headline.models_link(place, year)
    st.header(say("overview.all_figures", place=name), anchor=False)
    figure_table.show(place, year)
freshness.show(place)
