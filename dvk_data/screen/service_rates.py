"""Rates of one place and year as bars against target, one mark per source and period."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from . import chart, service_words, services
from . import place as places
from .reader import figure, in_sentence, indicator, is_dark, language, period, publisher, say


def show(place: dict, year: int) -> None:
    """Bars of all rates of a year; what "on time" means; the figures behind a chosen bar."""
    order = list(services.measures())
    known = [r for r in services.rates([place["area_id"]]) if r["measure"] in order]
    records = [r for r in known if r["year"] == year and r["unit"] == "percent"]
    name = places.name_in_sentence(place)
    if not records:
        services.offer_years(say("services.no_rates", place=name, year=year), _years(known))
        return
    records = services.choose_agency(records)
    records.sort(
        key=lambda r: (order.index(r["measure"]), r["part"] or "", -r["date_to"].toordinal())
    )
    chart.show(
        figures.measure_bars(
            _bars(records),
            language=language(),
            is_dark=is_dark(),
            axis_title=say("services.percent_axis"),
            reach=max(100.0, *(record["value"] for record in records)),
            target_label=say("services.target"),
        ),
        title=_title(records, name, year),
        subtitle=_subtitle(records, year),
        table=table(records),
        key="service-rates",
        source=service_words.sources(records),
        figure_ids=[service_words.figure_code(record) for record in records],
        on_point=services.clicked,
    )
    service_words.on_time_note(records)
    services.choose_mark(
        {record["figure_id"]: service_words.spoken(record) for record in records},
        {record["figure_id"]: service_words.figure_ids(record) for record in records},
    )


def _years(known: list[dict]) -> list[dict]:
    return [record for record in known if record["unit"] == "percent"]


def _bars(records: list[dict]) -> list[figures.Bar]:
    colours = figures.palette(is_dark())["chartCategoricalColors"]
    newest = {}
    for record in records:
        key = record["measure"], record["part"]
        newest[key] = max(newest.get(key, record["date_to"]), record["date_to"])
    bars, before = [], None
    for record in records:
        is_newest = record["date_to"] == newest[record["measure"], record["part"]]
        measure = indicator(record["measure"]).name(language())
        bars.append(
            figures.Bar(
                name="" if measure == before else measure,
                detail=detail(record),
                value=record["value"],
                text=figure(record["value"], record["unit"]),
                code=record["figure_id"],
                colour=colours[0] if is_newest else colours[1],
                target=record["target"],
            )
        )
        before = measure
    return bars


def detail(record: dict) -> str:
    """Part, period, counts, target, year before and doubts of one figure, in one line."""
    parts = [
        record["part"],
        period(record),
        service_words.base(record),
        service_words.target(record),
        service_words.earlier(record),
        *service_words.marks_of_trust(record),
    ]
    return "; ".join(filter(None, parts))


def _title(records: list[dict], name: str, year: int) -> str:
    """A finding: targets missed, else sources apart, else the lowest rate."""
    start = {"place": name[:1].upper() + name[1:], "year": year}
    aimed = [record for record in records if record["target"] is not None]
    if aimed:
        missed = [record for record in aimed if not service_words.is_reached(record)]
        if not missed:
            return say("services.title_reached", **start, count=len(aimed))
        worst = max(missed, key=lambda r: abs(r["value"] - r["target"]))
        return say(
            "services.title_missed",
            **start,
            count=len(missed),
            all=len(aimed),
            indicator=_measure(worst),
            value=figure(worst["value"], worst["unit"]),
            target=figure(worst["target"], worst["unit"]),
        )
    pairs = [
        (one, other)
        for i, one in enumerate(records)
        for other in records[i + 1 :]
        if one["measure"] == other["measure"] and one["part"] == other["part"]
    ]
    if pairs:
        one, other = max(pairs, key=lambda pair: abs(pair[0]["value"] - pair[1]["value"]))
        return say(
            "services.title_apart",
            **start,
            indicator=_measure(one),
            value=figure(one["value"], one["unit"]),
            period=period(one),
            other=figure(other["value"], other["unit"]),
            other_period=period(other),
        )
    rising = [r for r in records if indicator(r["measure"]).better == "up"] or records
    lowest = min(rising, key=lambda record: record["value"])
    return say(
        "services.title_one" if len(rising) == 1 else "services.title_lowest",
        **start,
        indicator=_measure(lowest),
        value=figure(lowest["value"], lowest["unit"]),
    )


def _measure(record: dict) -> str:
    return in_sentence(indicator(record["measure"]).name(language()))


def _subtitle(records: list[dict], year: int) -> str:
    sentences = [say("services.rates_subtitle", year=year)]
    if any(record["target"] is not None for record in records):
        sentences.append(say("services.rates_target"))
    if len({record["date_to"] for record in records}) > 1:
        sentences.append(say("services.rates_two_dates"))
    if not any(record["earlier_value"] is not None for record in records):
        sentences.append(say("services.no_earlier"))
    return " ".join(sentences)


def table(records: list[dict]) -> pd.DataFrame:
    """The numbers behind the bars, with counts, target, change and source."""
    return pd.DataFrame(
        {
            say("figure.measure"): [indicator(r["measure"]).name(language()) for r in records],
            say("figure.value"): [figure(r["value"], r["unit"]) for r in records],
            say("figure.period"): [period(r) for r in records],
            say("figure.part"): [service_words.part_or_whole(r) for r in records],
            say("services.counts"): [service_words.base(r) for r in records],
            say("services.target"): [service_words.target(r) for r in records],
            say("services.year_before"): [
                service_words.earlier(r) or say("services.none") for r in records
            ],
            say("figure.flag"): [", ".join(service_words.marks_of_trust(r)) for r in records],
            say("figure.source"): [publisher(r) for r in records],
        }
    )


def definition(measure: str) -> None:
    """What an indicator is divided by, in words."""
    entry = indicator(measure)
    st.markdown(f"**{entry.name(language())}.** {entry.definition(language())}")
