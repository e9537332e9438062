"""Khiếu nại, tố cáo: how petitions of a place pass from step to step, and which places resolve."""

import streamlit as st

from dvk_data.screen import (
    petition_flow,
    petition_places,
    petition_rates,
    petition_trend,
    petitions,
    reception,
)
from dvk_data.screen import place as places
from dvk_data.screen.reader import say

st.title(say("petitions.title"), anchor=False)
if petitions.choose_view() == "cac-noi":
    petition_places.show()
else:
    place = petitions.choose_place()
    places.boundary_note(place)
    chosen = petitions.choose_period(place)
    if chosen is None:
        petitions.offer_places_near(place)
    else:
        figures = petitions.figures_of(place, chosen)
        petition_flow.show(place, chosen, figures)
        petition_rates.show(place, chosen)
        reception.show(chosen, figures)
        petition_trend.show(place)
        petitions.other_sources(place, chosen)
        petitions.all_figures(chosen, figures)
