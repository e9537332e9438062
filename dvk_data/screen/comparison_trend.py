"""Comparing places: how a measure moved in each of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from . import address, chart
from .comparison import (
    PLACES_AT_MOST,
    axis_title,
    behind,
    measure_words,
    offer_measures,
    place_name,
    sources_of,
    subtitle,
)
from .comparison_places import Compared
from .reader import (
    date,
    figure,
    in_sentence,
    is_dark,
    language,
    number,
    say,
)

COLOURS = 6  # of the theme; beyond them the lines are dashed


def over_time(compared: Compared, measure: dict, level: str, *, in_one: bool) -> None:
    """Trend of each place: in one picture, or one small picture per place on one scale."""
    years = {area: known for area, known in compared.years().items() if len(known) > 1}
    chosen = sorted(years, key=lambda area: -len(years[area]))[:PLACES_AT_MOST]
    moving: dict[str, list[dict]] = {area: [] for area in chosen}
    for value in compared.over_time(chosen):
        moving[value["area_id"]].append(value)
    if not chosen:
        st.info(say("comparison.no_trend"))
        offer_measures(level)
        return
    palette = figures.palette(is_dark())["chartCategoricalColors"]
    series = [
        figures.Line(
            name=place_name(moving[area][0], level),
            points=[
                (v["date_to"], v["value"], figure(v["value"], v["unit"]), area)
                for v in moving[area]
            ],
            colour=palette[i % COLOURS] if in_one else palette[0],
            dash="dash" if in_one and i >= COLOURS else "solid",
        )
        for i, area in enumerate(chosen)
    ]
    look = {
        "language": language(),
        "is_dark": is_dark(),
        "boundary_label": say("chart.boundary_change"),
    }
    if in_one:
        from_zero = measure["unit"] != "percent"
        title = axis_title(measure, False)
        picture = figures.lines(series, axis_title=title, from_zero=from_zero, **look)
    else:
        picture = figures.small_multiples(series, **look)
    chart.show(
        picture,
        title=_trend_title([moving[area] for area in chosen], level, measure),
        subtitle=subtitle(measure, level, in_sentence(say("place.all_years")), len(chosen)),
        key="trend" if in_one else "multiples",
        table=pd.DataFrame(
            [
                {
                    say("models.place"): line.name,
                    say("figure.period"): date(point[0]),
                    say("figure.value"): point[2],
                }
                for line in series
                for point in sorted(line.points)
            ]
        ),
        source=say("comparison.source", count=number(len(chosen))),
        on_point=lambda code: address.go(chon=code),
        **sources_of(
            [[v] for area in chosen for v in sorted(moving[area], key=lambda v: v["date_to"])]
        ),
    )
    behind([v for area in chosen for v in moving[area]], level)


def _trend_title(moving: list[list[dict]], level: str, measure: dict) -> str:
    """How the longest series moved; of several places also how many of them rose."""
    first, last = moving[0][0], moving[0][-1]
    direction = "rose" if last["value"] > first["value"] else "fell"
    if last["value"] == first["value"]:
        direction = "stayed"
    sentence = say(
        f"comparison.trend_{direction}",
        place=place_name(first, level),
        measure=measure_words(measure),
        first=figure(first["value"], first["unit"]),
        last=figure(last["value"], last["unit"]),
        first_year=first["year"],
        last_year=last["year"],
    )
    if len(moving) == 1:
        return sentence
    risen = sum(found[-1]["value"] > found[0]["value"] for found in moving)
    return say(
        "comparison.trend_of_all",
        count=number(risen),
        all=number(len(moving)),
        sentence=sentence,
    )
