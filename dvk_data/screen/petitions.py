"""Choosing place, period, unit and kind of petition; the figures of a choice and their sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import streamlit as st

from . import address, figure_table
from . import place as places
from .reader import (
    boundary,
    code_name,
    date,
    in_sentence,
    number,
    period,
    publisher,
    row,
    rows,
    say,
)

UNITS = {"don": "petition", "vu-viec": "case"}
KINDS = {
    "tat-ca": "all",
    "khieu-nai": "complaint",
    "to-cao": "denunciation",
    "kien-nghi": "petition",
    "khieu-nai-to-cao": "complaint_denunciation",
}
PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)?_(\d{4}-\d\d-\d\d)?_[\w-]+")


def choose_view() -> str:
    """One place in depth, or all places side by side."""
    views = {"mot-noi": say("petitions.view_place"), "cac-noi": say("petitions.view_places")}
    return address.choose(
        say("petitions.view"),
        "dt-xem",
        views,
        "mot-noi",
        st.segmented_control,
        label_visibility="collapsed",
        required=True,
    )


def choose_here(
    label: str,
    parameter: str,
    names: dict[str, str],
    every: Callable[[str], bool],
    default: str,
    widget: Callable = st.selectbox,
    then: Callable[[str | None], dict] | None = None,
    is_default_written: bool = False,
    **options,
) -> str:
    """One of `names`, which depend on other choices.

    A value that exists elsewhere (`every`) but not here gives way to the default; one that exists
    nowhere is told to the reader.
    """
    current = address.value(parameter)
    if current not in names:
        if current and not every(current):
            address.note_unknown(parameter, current)
        current = default
    if current:
        address.note_choice(label, names[current])
    widget(
        label,
        list(names),
        format_func=names.get,
        key=address.remember(parameter, current, names),
        on_change=address.write_one,
        args=(parameter, None if is_default_written else default, then),
        **options,
    )
    return current


def choose_place() -> dict:
    richest = row("richest_petitions", boundary=boundary())
    units_below = places.units_below("on_petitions")
    return places.choose_place(richest["area_id"] if richest else None, units_below)


def period_code(record: dict) -> str:
    """'2023-01-01_2023-12-31_d-lamha-2023-dvcq'."""
    days = (day.isoformat() if day else "" for day in (record["date_from"], record["date_to"]))
    return "_".join((*days, record["source_id"]))


def periods_of(stated: list[dict]) -> list[dict]:
    """For which periods a place has figures, from which source and how many; newest first."""
    by_period: dict[tuple, list[dict]] = {}
    for record in stated:
        key = tuple(record[c] for c in ("date_from", "date_to", "year", "source_id"))
        by_period.setdefault(key, []).append(record)
    return sorted(({**of[0], "figures": len(of)} for of in by_period.values()), key=_newest_first)


def _newest_first(period: dict) -> tuple:
    first, last = period["date_from"] or dt.date.max, period["date_to"] or dt.date.min
    return -last.toordinal(), first, -period["figures"], period["source_id"]


def choose_period(place: dict) -> dict | None:
    """A period and source of the place, newest first; None where the place has none.

    The year shared with other pages opens its best known period.
    """
    known = periods_of(petition_figures(place))
    if not known:
        return None
    by_code = {period_code(record): record for record in known}
    names = {
        code: say(
            "petitions.period_option",
            period=period(record),
            publisher=publisher(record),
            count=number(record["figures"]),
        )
        for code, record in by_code.items()
    }
    year = address.value("nam")
    of_year = [code for code, record in by_code.items() if str(record["year"]) == year]
    richest = max(of_year, key=lambda code: by_code[code]["figures"], default=None)
    code = choose_here(
        say("petitions.period"),
        "dt-ky",
        names,
        lambda found: PERIOD.fullmatch(found) is not None,
        richest or _opens(by_code),
        then=lambda chosen: {"nam": str(by_code[chosen]["year"])},
        is_default_written=True,
    )
    chosen = by_code[code]
    if year and not of_year and address.value("dt-ky") not in names:
        text = say("petitions.other_year", year=year, period=period(chosen))
        st.caption(f":material/info: {text}")
    return chosen


def _opens(by_code: dict[str, dict]) -> str:
    """The newest period that is not much poorer than the richest one."""
    richest = max(record["figures"] for record in by_code.values())
    return next(code for code, record in by_code.items() if 3 * record["figures"] >= richest)


def offer_places_near(place: dict) -> None:
    """No petition figures here: say so, and open a place that has some."""
    st.markdown(say("petitions.none_here", place=places.name_in_sentence(place)))
    near = rows("petition_places_near", boundary=boundary(), area_id=place["area_id"])
    if near:
        st.caption(say("petitions.near"))
    with st.container(horizontal=True):
        for other in near:
            name = other["name"]
            if other["level"] != "province":
                name = f"{name}, {in_sentence(other['province_name'])}"
            st.button(
                say("place.with_count", name=name, count=number(other["figures"])),
                key=f"near-{other['area_id']}",
                on_click=places.go_to_place,
                args=(other["area_id"],),
                icon=":material/place:",
            )


def figures_of(place: dict, chosen: dict) -> list[dict]:
    """Petition figures of one place, period and source, rows of queries/figures_of_place.sql."""
    return [
        record
        for record in petition_figures(place)
        if all(record[c] == chosen[c] for c in ("source_id", "date_from", "date_to"))
    ]


def petition_figures(place: dict) -> list[dict]:
    """Every petition figure of a place, rows of queries/figures_of_place.sql."""
    here = {"boundary": boundary(), "area_id": place["area_id"]}
    return rows("figures_of_place", year=None, subject="petitions", **here)


def choose_unit(available: dict[str, int]) -> str:
    """Letters or cases, never both; `available` holds how many figures each has."""
    names = {
        code: code_name("unit", unit) for code, unit in UNITS.items() if available.get(unit, 0)
    }
    default = max(names, key=lambda code: available[UNITS[code]])
    if len(names) == 1:
        return UNITS[default]
    code = choose_here(
        say("petitions.unit"),
        "dt-tinh",
        names,
        UNITS.__contains__,
        default,
        st.segmented_control,
        help=say("petitions.unit_help"),
        required=True,
    )
    return UNITS[code]


def choose_kind(aspects: list[str], label: str, parameter: str) -> str:
    """All kinds of petition or one of them."""
    names = {
        code: code_name("petition_type", aspect)
        for code, aspect in KINDS.items()
        if aspect in aspects
    }
    default = next(iter(names))
    if len(names) == 1:
        return KINDS[default]
    code = choose_here(
        label,
        parameter,
        names,
        KINDS.__contains__,
        default,
        st.segmented_control,
        required=True,
        wrap=True,
    )
    return KINDS[code]


def other_sources(place: dict, chosen: dict) -> None:
    """What another source states for the same place and period, side by side with its date."""
    for other in periods_of(petition_figures(place)):
        is_same_period = all(other[c] == chosen[c] for c in ("date_from", "date_to"))
        if not is_same_period or other["source_id"] == chosen["source_id"]:
            continue
        st.header(say("petitions.other_source", publisher=publisher(other)), anchor=False)
        published = other["published_date"]
        if published:
            st.caption(say("petitions.other_source_dated", date=date(published)))
        else:
            st.caption(say("petitions.other_source_undated"))
        title = say("petitions.other_source", publisher=publisher(other))
        figure_table.table(figures_of(place, other), title, key=f"other-{other['source_id']}")


def all_figures(chosen: dict, figures: list[dict]) -> None:
    title = say("petitions.all_figures", period=period(chosen), publisher=publisher(chosen))
    st.header(title, anchor=False)
    figure_table.table(figures, title, key="petition-figures")
