"""Comparing places: how their models are parted by domain, as bars or as a table of shades."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures, formats
from . import address, chart
from .comparison import (
    DOMAINS,
    LEVELS,
    at_year,
    behind,
    measure_words,
    place_label,
    say_what_is_left_out,
    sources_of,
    subtitle,
    when_words,
)
from .comparison_places import Compared, everywhere, is_too_many
from .reader import (
    boundary,
    code_name,
    is_dark,
    language,
    number,
    percent,
    rows,
    say,
)

ROWS_AT_MOST = 30
DOMAINS_AT_LEAST = 3
NEARLY_ALL = 0.9


def domains(
    compared: Compared, measure: dict, level: str, year: int | None, *, as_share: bool
) -> None:
    """Each place's bar parted by domain, as counts or as shares of its domains."""
    values = compared.parted(year)
    parted = _by_place(values, year)
    if not parted:
        _nearest_year(compared.parted_ever(), year)
        return
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))
    places = [place_label(parted[area]["value"], level, year) for area in order]
    chart.show(
        _domain_bars(parted, order, places, as_share=as_share),
        title=_domain_title(parted, order, measure, level, year),
        subtitle=subtitle(measure, level, when_words(year), len(order)),
        key="domains-of-places",
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
        **sources_of([parted[area]["stated"] for area in order]),
        on_point=lambda code: address.go(chon=code),
    )
    say_what_is_left_out(len(order) - ROWS_AT_MOST)
    behind(at_year(values, year), level)
    _domains_elsewhere(measure, level)


def _domains_elsewhere(measure: dict, level: str) -> None:
    """What other levels and statuses say of domains: each in a chart of its own, never mixed."""
    has_heading = False
    for other_level in LEVELS.values():
        for other in rows("measures_to_compare", boundary=boundary(), level=other_level):
            is_this = (other_level, other["measure"]) == (level, measure["measure"])
            if other["subject"] != "model_counts" or is_this or is_too_many(other):
                continue
            parted = _by_place(everywhere(other, other_level).parted(None), None)
            if parted and not has_heading:
                st.header(say("comparison.elsewhere"), anchor=False)
                has_heading = True
            if parted:
                _shares(parted, other, other_level)


def _shares(parted: dict, measure: dict, level: str) -> None:
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))
    places = [place_label(parted[area]["value"], level, None) for area in order]
    key = f"shares-{level}-{measure['measure']}"
    chart.show(
        _domain_bars(parted, order, places, as_share=True),
        title=_domain_title(parted, order, measure, level, None),
        subtitle=subtitle(measure, level, when_words(None), len(order)),
        key=key,
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
        **sources_of([parted[area]["stated"] for area in order]),
    )
    say_what_is_left_out(len(order) - ROWS_AT_MOST)


def _domain_bars(parted: dict, order: list[str], places: list[str], *, as_share: bool):
    """Bars of the places that have most; of very many the others stand in the table."""
    order, places = order[:ROWS_AT_MOST], places[:ROWS_AT_MOST]
    series = {
        code_name("domain", domain): [parted[area]["domains"].get(domain) for area in order]
        for domain in DOMAINS
        if any(domain in parted[area]["domains"] for area in order)
    }
    colours = {
        code_name("domain", domain): figures.domain_colour(domain, is_dark()) for domain in DOMAINS
    }
    return figures.stacked_bars(
        places,
        series,
        colours=colours,
        codes=order,
        as_share=as_share,
        language=language(),
        is_dark=is_dark(),
        axis_title=say("chart.share") if as_share else say("chart.count"),
    )


def _domain_title(
    parted: dict, order: list[str], measure: dict, level: str, year: int | None
) -> str:
    if len(order) == 1:
        of_place = parted[order[0]]
        leader = max(of_place["domains"], key=of_place["domains"].get)
        share = 100 * of_place["domains"][leader] / sum(of_place["domains"].values())
        return say(
            "comparison.heat_title",
            domain=code_name("domain", leader),
            share=percent(share, 0),
            place=place_label(of_place["value"], level, year),
            measure=measure_words(measure),
        )
    leaders = [max(parted[area]["domains"], key=parted[area]["domains"].get) for area in order]
    leader = max(set(leaders), key=lambda domain: (leaders.count(domain), -DOMAINS.index(domain)))
    return say(
        "comparison.domains_title",
        domain=code_name("domain", leader),
        count=number(leaders.count(leader)),
        all=number(len(order)),
        measure=measure_words(measure),
        when=when_words(year),
    )


def _by_place(values: list[dict], year: int | None) -> dict[str, dict]:
    """Domains of each place that states them; a part of the domains would give false shares."""
    parted: dict[str, dict] = {}
    for value in at_year([v for v in values if v["aspect"] in DOMAINS], year):
        if value["value"]:
            place = parted.setdefault(
                value["area_id"], {"value": value, "domains": {}, "stated": []}
            )
            place["domains"][value["aspect"]] = value["value"]
            place["stated"].append(value)
    totals = {(v["area_id"], v["year"]): v["value"] for v in values if v["aspect"] == "all"}
    return {
        area: place
        for area, place in parted.items()
        if len(place["domains"]) >= DOMAINS_AT_LEAST
        and sum(place["domains"].values())
        >= NEARLY_ALL * totals.get((area, place["value"]["year"]), 0)
    }


def _domain_table(order: list[str], places: list[str], parted: dict) -> pd.DataFrame:
    table = {say("models.place"): places}
    for domain in DOMAINS:
        column = []
        for area in order:
            of_place = parted[area]["domains"]
            value = of_place.get(domain)
            total = sum(of_place.values())
            column.append(
                formats.NOT_REPORTED
                if value is None
                else figures.share_text(value, total, language())
            )
        if any(text != formats.NOT_REPORTED for text in column):
            table[code_name("domain", domain)] = column
    return pd.DataFrame(table)


def heat_table(compared: Compared, measure: dict, level: str, year: int | None) -> None:
    """Domains x places: shades for shares, numbers in the cells, blank for not reported."""
    values = compared.parted(year)
    parted = _by_place(values, year)
    if not parted:
        _nearest_year(compared.parted_ever(), year)
        return
    order = sorted(parted, key=lambda area: -sum(parted[area]["domains"].values()))[:ROWS_AT_MOST]
    places = [place_label(parted[area]["value"], level, year) for area in order]
    used = [d for d in DOMAINS if any(d in parted[area]["domains"] for area in order)]
    shares, texts = [], []
    for area in order:
        of_place = parted[area]["domains"]
        total = sum(of_place.values())
        shares.append([100 * of_place[d] / total if d in of_place else None for d in used])
        texts.append(
            [
                f"{number(of_place[d])}<br>{percent(100 * of_place[d] / total, 0)}"
                if d in of_place
                else ""
                for d in used
            ]
        )
    top = max((share, i, j) for i, row in enumerate(shares) for j, share in enumerate(row) if share)
    chart.show(
        figures.heat(
            places,
            [code_name("domain", domain) for domain in used],
            shares,
            texts,
            codes=order,
            language=language(),
            is_dark=is_dark(),
        ),
        title=say(
            "comparison.heat_title",
            domain=code_name("domain", used[top[2]]),
            share=percent(top[0], 0),
            place=places[top[1]],
            measure=measure_words(measure),
        ),
        subtitle=subtitle(measure, level, when_words(year), len(order)),
        key="heat",
        table=_domain_table(order, places, parted),
        source=say("comparison.source", count=number(len(order))),
        **sources_of([parted[area]["stated"] for area in order]),
        on_point=lambda code: address.go(chon=code),
    )
    behind(at_year(values, year), level)


def _nearest_year(values: list[dict], year: int | None) -> None:
    """Says that nothing is parted by domain in this year and offers the years that are."""
    st.info(say("comparison.no_domains", when=when_words(year)))
    years = sorted({v["year"] for v in values if v["aspect"] == "all"}, reverse=True)
    years = [other for other in years if _by_place(values, other)]
    with st.container(horizontal=True):
        for other in years[:6]:
            st.button(
                str(other), key=f"year-{other}", on_click=address.go, kwargs={"nam_ss": str(other)}
            )
