"""How one indicator moved in a place, before and after its boundaries changed."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from .. import figures
from . import address, chart, service_rates, service_words, services
from . import place as places
from .reader import (
    boundary,
    figure,
    in_sentence,
    indicator,
    is_dark,
    language,
    number,
    period,
    row,
    rows,
    say,
)


def choose_indicator(counts: Counter, default: str) -> str:
    """An indicator of those that have figures; one that has none stays chosen and is explained."""
    known = services.measures()
    current = address.value("dvc-so", list(known))
    codes = [code for code in known if counts[code] or code == current]
    names = {
        code: say("place.with_count", name=known[code].name(language()), count=counts[code])
        if counts[code]
        else known[code].name(language())
        for code in codes
    }
    return address.choose(
        say("services.indicator"), "dvc-so", names, default, then=lambda _: {"dvc_muc": None}
    )


def related_areas(place: dict) -> list[str]:
    """The place itself and, across the change of boundaries, what it became or was made of."""
    if boundary() != "reported" or place["level"] == "nation":
        return [place["area_id"]]
    if place["system"] == "2025":
        return [
            place["area_id"],
            *(part["area_id"] for part in rows("old_parts", area_id=place["area_id"])),
        ]
    area = row("area", area_id=place["area_id"])
    if area["current_area_id"] and area["current_level"] == place["level"]:
        return [place["area_id"], area["current_area_id"]]
    return [place["area_id"]]


def show(place: dict) -> None:
    """Points over time by agency, the definition of the indicator, and the figures behind."""
    known = [r for r in services.rates(related_areas(place)) if r["date_from"] and r["date_to"]]
    counts = Counter(record["measure"] for record in known)
    name = places.name_in_sentence(place)
    if not counts:
        services.none_known(name)
        return
    default = "on_time_rate" if counts["on_time_rate"] else counts.most_common(1)[0][0]
    measure = choose_indicator(counts, default)
    records = services.choose_agency([r for r in known if r["measure"] == measure])
    title = indicator(measure).name(language())
    if not records:
        offered = {
            indicator(code).name(language()): {"dvc_so": code} for code, _ in counts.most_common(4)
        }
        services.offer(say("services.no_trend", indicator=title, place=name), offered)
        return
    # The whole area and the newest figures are labelled first.
    records = sorted(records, key=lambda r: (r["part"] or "", -r["date_to"].toordinal()))
    by_date = sorted(records, key=lambda r: r["date_to"])
    chart.show(
        figures.trend(
            [_mark(record, place) for record in records],
            language=language(),
            is_dark=is_dark(),
            axis_title=say("services.percent_axis")
            if records[0]["unit"] == "percent"
            else say("services.point_axis"),
            boundary_label=say("services.boundary_change"),
        ),
        title=_title(records, place, title),
        subtitle=_subtitle(records),
        table=service_rates.table(by_date),
        key="service-trend",
        source=service_words.sources(records),
        figure_ids=[service_words.figure_code(record) for record in by_date],
        on_point=services.clicked,
    )
    service_rates.definition(measure)
    _denominators(records)
    services.choose_mark(
        {record["figure_id"]: _spoken(record, place) for record in records},
        {record["figure_id"]: service_words.figure_ids(record) for record in records},
    )


def _area(record: dict, place: dict) -> str:
    """Which unit, where it is not the chosen one: 'Tỉnh Lâm Đồng (từ 7/2025)'."""
    if record["area_id"] == place["area_id"]:
        return ""
    if record["system"] == "2025":
        return say("place.since_2025", name=record["area_name"])
    return record["area_name"]


def _series(record: dict, place: dict) -> str:
    """Name of a series: the agency; units that were joined later stand apart from the chosen."""
    is_other_old = record["system"] == "2004" and record["area_name"] != place["name"]
    parts = [record["area_name"] if is_other_old else "", service_words.part_or_whole(record)]
    return " · ".join(filter(None, parts))


def _mark(record: dict, place: dict) -> figures.Mark:
    return figures.Mark(
        start=record["date_from"],
        end=record["date_to"],
        value=record["value"],
        text=figure(record["value"], record["unit"]),
        series=_series(record, place),
        area_id=record["area_id"],
        code=record["figure_id"],
    )


def _spoken(record: dict, place: dict) -> str:
    area = _area(record, place)
    parts = [area, service_words.part_or_whole(record), period(record)]
    return f"{' · '.join(filter(None, parts))}: {figure(record['value'], record['unit'])}"


def _title(records: list[dict], place: dict, measure: str) -> str:
    """First and last figure of the place and, where it changed, the last since then."""
    parts = {record["part"] for record in records}
    whole = [r for r in records if r["part"] is None] if None in parts else records
    own = sorted((r for r in whole if r["area_id"] == place["area_id"]), key=_when)
    new = sorted((r for r in whole if r["system"] == "2025" and r not in own), key=_when)
    old = sorted((r for r in whole if r not in own and r not in new), key=_when)
    told = [*(old[:1] if not own else []), *own[:1], *(own[-1:] if len(own) > 1 else []), *new[-1:]]
    points = [
        say(
            "services.point_in_time",
            value=figure(record["value"], record["unit"]),
            period=say("services.since_change", period=period(record))
            if record in new
            else period(record),
        )
        for record in told
    ]
    name = places.name_in_sentence(place)
    return say("services.title_trend", indicator=measure, place=name, points=", ".join(points))


def _when(record: dict) -> tuple:
    return record["date_to"], (record["date_to"] - record["date_from"]).days


def _subtitle(records: list[dict]) -> str:
    is_percent = records[0]["unit"] == "percent"
    unit = say("services.percent_axis" if is_percent else "services.point_axis")
    return say("services.trend_subtitle", unit=unit, count=number(len(records)))


def _denominators(records: list[dict]) -> None:
    """Which of the points can be checked against their denominator, and which cannot."""
    if records[0]["unit"] != "percent":
        return
    stated = [record for record in records if record["numerator"] is not None]
    silent = [record for record in records if record["numerator"] is None]

    def spoken(some: list[dict]) -> str:
        return "; ".join(
            f"{r['part'] or in_sentence(service_words.part_or_whole(r))} {period(r)}"
            for r in sorted(some, key=_when)
        )

    if stated:
        base = indicator(stated[0]["measure"]).denominator
        base_name = in_sentence(indicator(base).name(language()))
        st.markdown(say("services.base_stated", base=base_name, points=spoken(stated)))
    if silent:
        st.markdown(say("services.base_silent", points=spoken(silent)))
