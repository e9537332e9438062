"""One indicator over all places of a level: ranked bars, intervals on request, a funnel plot."""

from __future__ import annotations

from collections import defaultdict

import streamlit as st

from .. import figures
from ..statistics import Z_998, funnel_limits, ranks, wilson_interval
from . import address, chart, service_rates, service_words, services
from .reader import (
    code_name,
    figure,
    in_sentence,
    indicator,
    is_dark,
    language,
    number,
    period,
    say,
)
from .service_trend import choose_indicator

LEVELS = ("province", "district", "commune")
NEWEST = "moi-nhat"
FUNNEL_FROM = 3
FUNNEL_AT_MOST = 1000


def show(place: dict) -> None:
    """Choose level, indicator and year; then ranks, the parts apart, the funnel, the figures."""
    first, second, third = st.columns([2, 3, 2], vertical_alignment="bottom")
    with first:
        level = _choose_level(place)
    places = services.places_stating()[level]
    with second:
        measure = choose_indicator(places, "on_time_rate")
    title = indicator(measure).name(language())
    years = services.years_stating(measure, level)
    if not years:
        offered = {
            indicator(code).name(language()): {"dvc_so": code} for code, _ in places.most_common(4)
        }
        level_name = in_sentence(code_name("level", level))
        services.offer(say("services.no_places", indicator=title, level=level_name), offered)
        return
    with third:
        year = _choose_year(years)
    records = services.rates_of_level(measure, level, year)
    entries = one_each(records)
    whole = rank_first(entries)
    apart = [record for record in entries if not is_whole(record)]
    with_counts = [r for r in entries if r["numerator"] is not None]
    intervals = bool(with_counts) and address.switch(
        say("services.intervals"), "dvc-khoang", "co", help=say("services.intervals_help")
    )
    _ranked(whole, apart, records, title, level, intervals)
    _funnel([r for r in with_counts if r["denominator"] >= r["numerator"]], measure)
    service_rates.definition(measure)
    drawn = chart.drawn_of([*whole, *apart])
    services.choose_mark(
        {r["figure_id"]: _spoken(r) for r in drawn},
        {r["figure_id"]: service_words.figure_ids(r) for r in drawn},
    )


def _choose_level(place: dict) -> str:
    known = services.places_stating()
    levels = [level for level in LEVELS if level in known]
    default = place["level"] if place["level"] in levels else levels[0]
    names = {level: code_name("level", level) for level in levels}
    return address.choose(
        say("services.level"), "dvc-cap", names, default, then=lambda _: {"dvc_muc": None}
    )


def _choose_year(years: list[dict]) -> int | None:
    """A year with its number of places beside it, or None for the newest of each place."""
    counts = {known["year"]: known["places"] for known in years}
    richest = max(years, key=lambda y: (y["whole_places"], y["places"], y["year"]))["year"]
    year = address.value("nam")
    default = year if year and year.isdigit() and int(year) in counts else str(richest)
    names = {
        str(known): say("place.with_count", name=known, count=counts[known])
        for known in sorted(counts, reverse=True)
    } | {NEWEST: say("services.newest_of_each")}
    chosen = address.value("dvc-nam")
    if chosen and chosen not in names and chosen.isdigit():
        # The year of another indicator: the nearest that has data stands in for it.
        default = str(min(counts, key=lambda known: (abs(known - int(chosen)), -known)))
    chosen = address.choose(
        say("place.year"),
        "dvc-nam",
        names,
        default,
        then=lambda _: {"dvc_muc": None},
        is_passing=True,
    )
    return None if chosen == NEWEST else int(chosen)


def is_whole(record: dict) -> bool:
    """Whether a figure speaks of the place and not of a part; a commune's office is the commune."""
    return record["part"] is None or record["level"] == "commune"


def one_each(records: list[dict]) -> list[dict]:
    """One figure per place and part: stated before computed, the longest period, the latest."""
    best: dict[tuple, dict] = {}
    for record in sorted(records, key=_preference):
        best.setdefault((record["area_id"], record["part"]), record)
    has_whole = {area for area, part in best if part is None}
    of_place: dict[str, list[dict]] = defaultdict(list)
    for record in records:
        of_place[record["area_id"]].append(record)
    return [
        {**record, "others": _others(record, of_place[area])}
        for (area, part), record in best.items()
        if part is None or area not in has_whole
    ]


def _others(record: dict, of_place: list[dict]) -> int:
    """Figures of the place that are not drawn; beside an agency the other agencies are."""
    return sum(
        r["figure_id"] != record["figure_id"]
        and (record["part"] is None or r["part"] == record["part"])
        for r in of_place
    )


def _preference(record: dict) -> tuple:
    # One month is as long as another.
    months = round((record["date_to"] - record["date_from"]).days / 30.4)
    return record["is_computed"], -months, -record["date_to"].toordinal(), record["figure_id"]


def rank_first(entries: list[dict]) -> list[dict]:
    """Figures of whole places in order with their rank; equal values share one."""
    whole = [record for record in entries if is_whole(record)]
    if not whole:
        return []
    up = indicator(whole[0]["measure"]).better != "down"
    found = ranks([record["value"] for record in whole], larger_is_first=up)
    ranked = [{**record, "rank": rank} for record, rank in zip(whole, found, strict=True)]
    return sorted(ranked, key=lambda r: (r["rank"], r["area_name"], r["part"] or ""))


def _ranked(whole, apart, records, title, level, intervals) -> None:
    colours = figures.palette(is_dark())["chartCategoricalColors"]
    apart = sorted(apart, key=lambda r: -r["value"])
    is_ranked = len(whole) > 1
    drawn = chart.drawn_of([*whole, *apart])
    bars = [
        _bar(r, f"{r['rank']}. {_name(r)}" if is_ranked else _name(r), colours[0], intervals)
        if "rank" in r
        else _bar(r, f"– {_name(r)}", colours[1], intervals)
        for r in drawn
    ]
    level_name = in_sentence(code_name("level", level))
    is_percent = records[0]["unit"] == "percent"
    chart.show(
        figures.measure_bars(
            bars,
            language=language(),
            is_dark=is_dark(),
            axis_title=say("services.percent_axis" if is_percent else "services.point_axis"),
            reach=100,
        ),
        title=_title(whole, apart, title),
        subtitle=_subtitle(whole, apart, records, level_name),
        table=_table(drawn),
        key="service-places",
        source=service_words.sources(drawn),
        figure_ids=[service_words.figure_code(r) for r in drawn],
        on_point=services.clicked,
    )
    chart.say_what_is_drawn(len(whole) + len(apart))


def _bar(record: dict, name: str, colour: str, intervals: bool) -> figures.Bar:
    interval, limits = None, ""
    has_counts = record["numerator"] is not None and record["numerator"] <= record["denominator"]
    if intervals and has_counts:
        interval = wilson_interval(record["numerator"], record["denominator"])
        low, high = (figure(limit, record["unit"]) for limit in interval)
        limits = say("services.interval", low=low, high=high)
    others = say("services.others", count=record["others"]) if record["others"] else ""
    parts = [service_rates.detail(record), limits, others]
    return figures.Bar(
        name=name,
        detail="; ".join(filter(None, parts)),
        value=record["value"],
        text=figure(record["value"], record["unit"]),
        code=record["figure_id"],
        colour=colour,
        interval=interval,
    )


def _title(whole: list[dict], apart: list[dict], title: str) -> str:
    if len(whole) < 2:
        return say("services.title_places_few", indicator=title, count=_places([*whole, *apart]))
    first, last = whole[0], whole[-1]
    if first["value"] == last["value"]:
        value = figure(first["value"], first["unit"])
        return say("services.title_places_same", indicator=title, value=value, count=len(whole))
    return say(
        "services.title_places",
        indicator=title,
        first=_name(first),
        value=figure(first["value"], first["unit"]),
        last=_name(last),
        other=figure(last["value"], last["unit"]),
    )


def _subtitle(whole, apart, records, level_name) -> str:
    count = _places([*whole, *apart])
    sentences = [say("services.places_subtitle", count=count, level=level_name)]
    if apart:
        sentences.append(say("services.places_apart"))
    if len({(r["date_from"], r["date_to"]) for r in [*whole, *apart]}) > 1:
        sentences.append(say("services.places_periods"))
    return " ".join(sentences)


def _places(records: list[dict]) -> int:
    return len({record["area_id"] for record in records})


def _name(record: dict) -> str:
    above = record["district_name"] if record["level"] == "commune" else None
    name = record["area_name"]
    if record["level"] == "province" and record["system"] == "2025":
        name = say("place.since_2025", name=name)
    province = record["province_name"] if record["level"] != "province" else None
    return ", ".join(filter(None, [name, *(in_sentence(n) for n in (above, province) if n)]))


def _spoken(record: dict) -> str:
    value = figure(record["value"], record["unit"])
    parts = [_name(record), record["part"], period(record)]
    return f"{' · '.join(filter(None, parts))}: {value}"


def _table(records: list[dict]):
    frame = service_rates.table(records)
    frame.insert(0, say("services.rank"), [str(r.get("rank", "–")) for r in records])
    frame.insert(1, say("models.place"), [_name(r) for r in records])
    return frame


def outside(records: list[dict], common: float) -> int:
    """How many places lie beyond what chance explains around the common rate."""
    rates = [100 * r["numerator"] / r["denominator"] for r in records]
    limits = [funnel_limits(common, r["denominator"], Z_998) for r in records]
    return sum(not low <= rate <= high for rate, (low, high) in zip(rates, limits, strict=True))


def _funnel(records: list[dict], measure: str) -> None:
    """Rates over their denominators with the limits of chance, where enough places state both."""
    if len(records) < FUNNEL_FROM:
        if indicator(measure).denominator:
            st.caption(say("services.funnel_none", count=len(records), least=FUNNEL_FROM))
        return
    if len(records) > FUNNEL_AT_MOST:
        st.caption(say("services.funnel_many", most=number(FUNNEL_AT_MOST)))
        return
    base = in_sentence(indicator(indicator(measure).denominator).name(language()))
    common = 100 * sum(r["numerator"] for r in records) / sum(r["denominator"] for r in records)
    chart.show(
        figures.funnel(
            [r["area_name"] for r in records],
            [r["figure_id"] for r in records],
            [r["numerator"] for r in records],
            [r["denominator"] for r in records],
            language=language(),
            is_dark=is_dark(),
            across_title=say("services.funnel_across", base=base),
            up_title=indicator(measure).name(language()),
            labels={
                "common": say("services.funnel_common"),
                "limit_95": say("services.funnel_95"),
                "limit_998": say("services.funnel_998"),
            },
        ),
        title=say(
            "services.title_funnel",
            outside=outside(records, common),
            count=len(records),
            common=figure(common, "percent"),
        ),
        subtitle=say("services.funnel_subtitle", base=base),
        table=_table(records),
        key="service-funnel",
        source=service_words.sources(records),
        figure_ids=[service_words.figure_code(record) for record in records],
        on_point=services.clicked,
    )
