"""Which places resolve how much: ranked with intervals on request, and against chance."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from .. import figures, statistics
from . import address, chart, figure_table, petitions
from . import place as places
from .petition_rates import draw, figure_code, figure_ids, is_rate_code, rate_code, table
from .reader import (
    boundary,
    code_name,
    in_sentence,
    is_dark,
    language,
    listed,
    number,
    percent,
    period,
    publisher,
    rows,
    say,
)

LEVELS = {"tinh": "province", "huyen": "district"}


def show() -> None:
    """Choose level, unit and kind; rank the places that state both counts."""
    known = rows("petition_rates_known", boundary=boundary())
    rated = [group for group in known if group["level"] in LEVELS.values()]
    if not rated:
        st.markdown(say("petitions.places_none"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level = _choose_level(rated)
        of_level = [group for group in rated if group["level"] == level]
        units: Counter[str] = Counter()
        for group in of_level:
            units[group["counted_in"]] += group["rates"]
        unit = petitions.choose_unit(units)
        kinds = [group["aspect"] for group in of_level if group["counted_in"] == unit]
        kind = petitions.choose_kind(kinds, say("petitions.kind"), "dt-loai")
        with_intervals = _choose_intervals()
    asked = {"level": level, "counted_in": unit, "aspect": kind}
    found = rows("petition_rates_of_level", boundary=boundary(), **asked)
    _ranking(found, unit, kind, with_intervals)
    _funnel(found, unit)
    _behind(found)
    _not_reported(found)


def _choose_level(rated: list[dict]) -> str:
    levels = {group["level"] for group in rated}
    names = {code: code_name("level", level) for code, level in LEVELS.items() if level in levels}
    code = petitions.choose_here(
        say("petitions.level"),
        "dt-cap",
        names,
        LEVELS.__contains__,
        next(iter(names)),
        st.segmented_control,
        required=True,
    )
    return LEVELS[code]


def _choose_intervals() -> bool:
    names = {"": say("petitions.intervals_off"), "co": say("petitions.intervals_on")}
    return (
        address.choose(
            say("petitions.intervals"),
            "dt-khoang",
            names,
            "",
            st.segmented_control,
            help=say("petitions.intervals_help"),
            required=True,
        )
        == "co"
    )


def _name(rate: dict) -> str:
    is_new = boundary() == "reported" and rate["system"] == "2025" and rate["level"] == "province"
    name = rate["short_name"] if rate["level"] == "province" else rate["name"]
    return say("place.since_2025", name=name) if is_new else name


def _ranking(found: list[dict], unit: str, kind: str, with_intervals: bool) -> None:
    ranks = statistics.ranks([rate["computed"] for rate in found])
    names = {
        rate_code(rate): say("petitions.ranked", rank=rank, name=_name(rate), period=period(rate))
        for rank, rate in zip(ranks, found, strict=True)
    }
    kind_name = in_sentence(code_name("petition_type", kind))
    first, last = found[0], found[-1]
    title = say(
        "petitions.places_finding" if len(found) > 1 else "petitions.places_finding_one",
        first=_name(first),
        rate=percent(first["computed"]),
        last=_name(last),
        lowest=percent(last["computed"]),
    )
    drawn = chart.drawn_of(found)
    chart.show(
        draw(drawn, {code: names[code] for code in map(rate_code, drawn)}, with_intervals),
        title=title,
        subtitle=say(
            "petitions.places_subtitle",
            kind=say("petitions.all_kinds") if kind == "all" else kind_name,
            unit=in_sentence(code_name("unit", unit)),
            boundary=in_sentence(say(f"app.boundary_{boundary()}")),
        ),
        table=table(found, list(names.values())),
        key="petition-places",
        source=listed(sorted({publisher(rate) for rate in found})),
        figure_ids=[figure_code(rate) for rate in found],
        on_point=lambda code: address.go(dt_ty_le=code),
    )
    chart.say_what_is_drawn(len(found))


def _funnel(found: list[dict], unit: str) -> None:
    if len(found) < 3:
        st.caption(say("petitions.funnel_few"))
        return
    parts = [rate["resolved"] for rate in found]
    wholes = [rate["base_value"] for rate in found]
    common = 100 * sum(parts) / sum(wholes)
    outside = [
        _name(rate)
        for rate in found
        for low, high in [statistics.funnel_limits(common, rate["base_value"], statistics.Z_998)]
        if not low <= rate["computed"] <= high
    ]
    sentence = "funnel_finding" if outside else "funnel_finding_none"
    chart.show(
        figures.funnel(
            [_name(rate) for rate in found],
            [rate_code(rate) for rate in found],
            parts,
            wholes,
            language=language(),
            is_dark=is_dark(),
            across_title=say("petitions.funnel_across", unit=in_sentence(code_name("unit", unit))),
            up_title=say("petitions.rate_axis"),
            labels={
                "common": say("petitions.funnel_common"),
                "limit_95": say("petitions.funnel_95"),
                "limit_998": say("petitions.funnel_998"),
            },
        ),
        title=say(f"petitions.{sentence}", places=listed(outside)),
        subtitle=say("petitions.funnel_subtitle", common=percent(common)),
        key="petition-funnel",
        source=listed(sorted({publisher(rate) for rate in found})),
        figure_ids=[figure_code(rate) for rate in found],
        on_point=lambda code: address.go(dt_ty_le=code),
    )


def _behind(found: list[dict]) -> None:
    """The two counts of a place that a reader clicked or chose, and the way to that place."""
    by_code = {rate_code(rate): rate for rate in found}
    names = {"": say("petitions.step_none")} | {c: _name(r) for c, r in by_code.items()}
    code = petitions.choose_here(
        say("petitions.place_choose"), "dt-ty-le", names, is_rate_code, "", width=420
    )
    if not code:
        return
    rate = by_code[code]
    figure_table.behind(figure_ids(rate), say("petitions.behind_rate", name=_name(rate)))
    st.button(
        say("petitions.open_place", place=places.name_in_sentence(rate | {"district_name": None})),
        key="open-rated-place",
        icon=":material/arrow_forward:",
        on_click=address.go,
        kwargs={
            "dt_xem": None,
            "dt_ty_le": None,
            "noi": rate["area_id"],
            "nam": str(rate["year"]),
            "dt_ky": petitions.period_code(rate),
        },
    )


def _not_reported(found: list[dict]) -> None:
    """Places with petition figures but without both counts: named, never ranked."""
    level = found[0]["level"]
    known = rows("places_petitioned", boundary=boundary(), level=level)
    rated = {rate["area_id"] for rate in found}
    silent = [place for place in known if place["area_id"] not in rated]
    if silent:
        text = say(
            "petitions.not_ranked",
            count=number(len(silent)),
            places=listed([_name(place) for place in silent]),
        )
        st.markdown(f":material/pending: {text}")
