"""Comparing places: which of them, within one province where there are very many."""

from __future__ import annotations

import streamlit as st

from . import address
from .comparison import PLACES_AT_MOST, base, place_name
from .reader import boundary, number, rows, say

PLACES_IN_ALL = 1000


def is_too_many(measure: dict) -> bool:
    """Whether so many places state a measure that they are compared province by province."""
    return measure["places"] > PLACES_IN_ALL


def _choose_province(asked: dict) -> str:
    """One of the provinces that state a measure; the one with most places opens."""
    asked = {name: value for name, value in asked.items() if name != "base"}
    known = rows("provinces_to_compare", **asked)
    names = {
        province["area_id"]: say(
            "place.with_count", name=place_name(province, "province"), count=province["places"]
        )
        for province in known
    }
    richest = max(known, key=lambda province: province["places"])
    return address.choose(say("place.province"), "trong", names, richest["area_id"])


def choose_places(measure: dict, level: str) -> list[dict]:
    """Values of the places compared: a province's units, or all, or up to twelve picked ones."""
    asked = {
        "boundary": boundary(),
        "subject": measure["subject"],
        "measure": measure["measure"],
        "unit": measure["unit"],
        "base": base(measure),
        "level": level,
    }
    if is_too_many(measure):
        province_id = _choose_province(asked)
        within = rows("values_to_compare", province_id=province_id, areas=[], **asked)
    else:
        within = rows("values_to_compare", province_id=None, areas=[], **asked)
        if level != "province":
            provinces = {v["province_id"]: v["province_name"] for v in within}
            names = {"": say("comparison.all_provinces")} | provinces
            province_id = address.choose(say("place.province"), "trong", names, default="")
            within = [v for v in within if province_id in ("", v["province_id"])]
    with st.popover(say("comparison.choose_places"), icon=":material/place:", width="stretch"):
        names = {v["area_id"]: place_name(v, level) for v in within}
        picked = address.choose_several(
            say("comparison.places"),
            "cac-noi",
            names,
            placeholder=say("comparison.all_places", count=number(len(names))),
            max_selections=PLACES_AT_MOST,
        )
    return [value for value in within if not picked or value["area_id"] in picked]
