"""Comparing places: from the largest to the smallest, in total or per commune."""

from __future__ import annotations

from statistics import median

import pandas as pd
import streamlit as st

from .. import figures
from ..statistics import ranks
from . import address, chart
from .comparison import (
    PLACES_AT_MOST,
    axis_title,
    behind,
    measure_words,
    place_label,
    place_name,
    say_what_is_left_out,
    smaller_is_better,
    sources_of,
    subtitle,
    when_words,
)
from .comparison_places import Compared
from .reader import (
    code_name,
    figure,
    in_sentence,
    is_dark,
    language,
    listed,
    number,
    period,
    row,
    say,
)

BARS_AT_MOST = 30
NAMED_AT_MOST = 3


def ranked(
    compared: Compared, measure: dict, level: str, year: int | None, *, per_commune: bool
) -> None:
    """Bars from the largest; on request per commune; what is not reported stands apart."""
    now = compared.at(year)
    shown = [_shown(v, per_commune) for v in now]
    from_smallest = smaller_is_better(measure)
    order = sorted(range(len(now)), key=lambda i: shown[i] if from_smallest else -shown[i])
    now, shown = [now[i] for i in order], [shown[i] for i in order]
    places = [place_label(v, level, year) for v in now]
    positions = ranks(shown, larger_is_first=not from_smallest)
    texts = [_text(v, s, per_commune) for v, s in zip(now, shown, strict=True)]
    first = [place for place, rank in zip(places, positions, strict=True) if rank == 1]
    chart.show(
        figures.bars(
            [f"{rank}. {place}" for rank, place in zip(positions, places, strict=True)][
                :BARS_AT_MOST
            ],
            shown[:BARS_AT_MOST],
            texts[:BARS_AT_MOST],
            codes=[v["area_id"] for v in now][:BARS_AT_MOST],
            language=language(),
            is_dark=is_dark(),
            axis_title=axis_title(measure, per_commune),
        ),
        title=_rate_title(now, measure, level, year)
        if measure["unit"] == "percent" and len(now) > 1
        else _title(first, now, measure, texts[0], level, year),
        subtitle=subtitle(measure, level, when_words(year), len(now), per_commune),
        key="ranked",
        table=pd.DataFrame(
            {
                say("comparison.rank"): positions,
                say("models.place"): places,
                say("figure.value"): [figure(v["value"], v["unit"]) for v in now],
                say("figure.period"): [period(v) for v in now],
                **_beside(now, measure),
                say("figure.flag"): [code_name("flag", v["flag"]) for v in now],
            }
        ),
        source=say("comparison.source", count=number(len(now))),
        on_point=lambda code: address.go(chon=code),
        **sources_of([[value] for value in now]),
    )
    say_what_is_left_out(len(now) - BARS_AT_MOST)
    if measure["unit"] == "percent":
        st.caption(
            say(
                "comparison.rates_hint",
                services=say("nav.services"),
                petitions=say("nav.petitions"),
            )
        )
    if year:
        _not_reported(compared, level, year)
    behind(now, level)


def _beside(now: list[dict], measure: dict) -> dict[str, list]:
    """Columns that make the values comparable: cases of a rate, communes of a count."""
    if measure["unit"] == "percent":
        return {say("comparison.base"): [_base(value) for value in now]}
    if measure["unit"] in ("point", "rank"):
        return {}
    return {
        say("comparison.communes"): [number(v["communes"]) for v in now],
        say("comparison.per_commune"): [
            number(v["value"] / v["communes"] if v["communes"] else None) for v in now
        ],
    }


def _title(
    first: list[str], now: list[dict], measure: dict, value: str, level: str, year: int | None
) -> str:
    """Who is first and among how many; of a single place only its figure, many are counted."""
    sentence = "ranked_title"
    if len(now) == 1:
        sentence = "ranked_title_one"
    elif len(first) > 1 and measure["unit"] != "rank":
        sentence = "ranked_title_many" if len(first) > NAMED_AT_MOST else "ranked_title_tie"
    elif measure["unit"] == "rank":
        sentence = "ranked_title_best_known"
    elif smaller_is_better(measure):
        sentence = "ranked_title_lowest"
    return say(
        f"comparison.{sentence}",
        place=listed(first),
        count=number(len(first)),
        value=value,
        measure=measure_words(measure),
        when="; ".join(filter(None, (when_words(year), _reporting(now, level)))),
    )


def _reporting(now: list[dict], level: str) -> str:
    """'11 trong 12 nơi cấp huyện có số liệu'; old and new units are not counted together."""
    systems = {value["system"] for value in now}
    if len(systems) > 1:
        return ""
    asked = address.value("trong")
    within = asked if asked in {value["province_id"] for value in now} else None
    known = row("units_in_all", level=level, system=systems.pop(), province_id=within)
    return say(
        "comparison.reporting",
        count=number(len(now)),
        all=number(known["units"]),
        level=in_sentence(code_name("level", level)),
    )


def _rate_title(now: list[dict], measure: dict, level: str, year: int | None) -> str:
    """Rates of few cases move by chance: their span and middle are a finding, a winner is not."""
    rates = sorted(value["value"] for value in now)
    words = measure_words(measure)
    return say(
        "comparison.rates_title",
        measure=words[:1].upper() + words[1:],
        lowest=figure(rates[0], "percent"),
        highest=figure(rates[-1], "percent"),
        median=figure(median(rates), "percent"),
        count=number(len(now)),
        level=in_sentence(code_name("level", level)),
        when=when_words(year),
    )


def _shown(value: dict, per_commune: bool) -> float:
    if per_commune and value["communes"]:
        return value["value"] / value["communes"]
    return value["value"]


def _text(value: dict, shown: float, per_commune: bool) -> str:
    text = number(shown) if per_commune else figure(shown, value["unit"])
    if per_commune:
        text = say("comparison.per_commune_text", value=text, count=number(value["value"]))
    elif value["unit"] == "percent":
        sentence = "rate_text_unknown" if value["base_value"] is None else "rate_text"
        text = say(f"comparison.{sentence}", rate=text, base=_base(value))
    if value["is_converted"]:
        text = f"{text} ({say('figure.converted')})"
    return f"≈ {text}" if value["flag"] == "approximate" else text


def _base(value: dict) -> str:
    """How many cases a rate rests on."""
    if value["base_value"] is None:
        return say("comparison.base_unknown")
    return number(value["base_value"])


def _not_reported(compared: Compared, level: str, year: int) -> None:
    """Places that have the measure in another year, but not in this one."""
    years = compared.years()
    others = [p for p in compared.places if year not in years.get(p["area_id"], ())]
    if others:
        names = ", ".join(place_name(place, level) for place in others[:PLACES_AT_MOST])
        more = "…" if len(others) > PLACES_AT_MOST else ""
        st.caption(say("comparison.not_reported", year=year, places=names + more))
