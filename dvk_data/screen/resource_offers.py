"""What to say when no model states an outcome, and the nearest choices that have figures."""

from __future__ import annotations

import streamlit as st

from . import address
from . import place as places
from .reader import boundary, indicator, language, number, row, say
from .resource_choices import (
    ALL_YEARS,
    NOT_STATED,
    OPENS_WITH,
    Choice,
    facets_of,
    period_name,
    year_parameters,
)

OFFERS_AT_MOST = 3


def nothing(choice: Choice) -> None:
    """Why nothing is shown, and the nearest choices that have figures."""
    said = {"indicator": choice.name, "place": choice.place_name, "period": choice.period}
    st.info(say("resources.nothing", **said))
    offers = _offers(choice)
    if not offers:
        return
    st.markdown(say("resources.nearest"))
    with st.container(horizontal=True):
        for i, (name, models, parameters) in enumerate(offers):
            st.button(
                say("place.with_count", name=name, count=number(models)),
                key=f"offer-{i}",
                on_click=address.go,
                kwargs=parameters,
            )


def _offers(choice: Choice) -> list[tuple[str, int, dict]]:
    """Other years, indicators, places, or fewer conditions: (name, models, what to write)."""
    facets = facets_of(choice)
    years = facets["year"]
    offers = [
        (_year_offered(year), years[year], year_parameters(year))
        for year in sorted(years, reverse=True)[:OFFERS_AT_MOST]
    ]
    for facet, parameter in (("domain", "nl_linh_vuc"), ("owner_type", "nl_chu_the")):
        if facets[facet]:
            left = sum(facets[facet].values())
            offers.append((say(f"resources.every_{facet}"), left, {parameter: None}))
    for (code, _), count in list(facets["indicator"].items())[:OFFERS_AT_MOST]:
        chosen = None if code == OPENS_WITH else code
        offers.append(
            (
                indicator(code).name(language()),
                count,
                {"nl_chi_tieu": chosen, "nl_don_vi": None},
            )
        )
    above = choice.place["province_id"] if choice.place["level"] != "province" else None
    for area_id in filter(None, (above, places.NATION[boundary()])):
        area = row("area", area_id=area_id)
        scope = None if area["level"] == "nation" else area_id
        wider = sum(facets_of(choice, area_id=scope, years=[])["year"].values())
        if wider and area_id != choice.place["area_id"]:
            wide = {"noi": area_id, **year_parameters(ALL_YEARS)}
            offers.append((f"{area['name']}, {period_name(ALL_YEARS)}", wider, wide))
    return offers


def _year_offered(year: str) -> str:
    name = period_name(year) if year == NOT_STATED else say("resources.year_named", year=year)
    return name[:1].upper() + name[1:]
