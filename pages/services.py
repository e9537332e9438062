"""Dịch vụ công: how procedures and online services of a place go, for leaders and staff."""

import streamlit as st

from dvk_data.screen import place as places
from dvk_data.screen import (
    service_dossiers,
    service_places,
    service_rates,
    service_scores,
    service_trend,
    services,
)
from dvk_data.screen.reader import say

where, when = st.columns([4, 1], vertical_alignment="bottom")
with where:
    place = places.choose_place(places.default_place(), places.units_below("on_services"))
with when:
    year = services.choose_year(place)

st.title(say("services.title", place=places.name_in_sentence(place)), anchor=False)
places.boundary_note(place)
view = services.choose_view()

if view == "places":
    service_places.show(place)
elif view == "trend":
    service_trend.show(place)
elif not year:
    services.none_known(places.name_in_sentence(place))
elif view == "rates":
    service_rates.show(place, year)
elif view == "dossiers":
    service_dossiers.show(place, year)
else:
    service_scores.show(place, year)
