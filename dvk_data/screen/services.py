"""Procedures and online services of a place: what all views of the screen share."""

from __future__ import annotations

from collections import Counter, defaultdict

import streamlit as st

from ..indicators import Indicator, load_indicators
from ..places import fold
from . import address, figure_panel, figure_table, holdings, sight
from . import place as places
from .reader import boundary, number, rows, say

SUBJECT = "service_kpis"
VIEWS = {
    "chi-tieu": "rates",
    "ho-so": "dossiers",
    "bo-766": "scores",
    "theo-thoi-gian": "trend",
    "so-cac-noi": "places",
}
WITHOUT_YEAR = ("theo-thoi-gian", "so-cac-noi")
# Shown first and in this order; all other rates follow by name.
FIRST = (
    "on_time_rate",
    "on_time_rate_of_received",
    "online_submission_rate",
    "full_online_dossiers_rate",
    "online_payment_rate",
    "digitised_rate",
    "digitised_results_rate",
    "data_reuse_rate",
    "e_certification_rate",
    "satisfaction_rate",
    "resolved_rate",
    "accounts_activated_rate",
    "accounts_issued_rate",
)
SCORES = ("score_766_total", "satisfaction_score")


def choose_view() -> str:
    """Which view of the figures: rates, dossiers, scores, trend or places."""
    names = {code: say(f"services.view_{view}") for code, view in VIEWS.items()}
    chosen = address.choose(
        say("services.view"),
        "dvc",
        names,
        "chi-tieu",
        st.pills,
        then=lambda _: {"dvc_muc": None},
        label_visibility="collapsed",
        required=True,
    )
    return VIEWS[chosen]


def figures_of(place: dict) -> list[dict]:
    """Every figure on procedures of a place, all years."""
    here = {"boundary": boundary(), "area_id": place["area_id"]}
    return rows("figures_of_place", year=None, subject=SUBJECT, **here)


def measures() -> dict[str, Indicator]:
    """Rates and scores that can be shown against a scale to 100, the usual ones first."""
    known = load_indicators().of_subject(SUBJECT)
    fitting = [i for i in known.values() if "percent" in i.units or i.code in SCORES]

    def order(entry: Indicator) -> tuple:
        first = FIRST.index(entry.code) if entry.code in FIRST else len(FIRST)
        return first, entry.code in SCORES, entry.code

    return {entry.code: entry for entry in sorted(fitting, key=order)}


def rates(area_ids: list[str]) -> list[dict]:
    """Rates and scores of some places."""
    return rows("service_rates", boundary=boundary(), area_ids=area_ids, measures=list(measures()))


def rates_of_level(measure: str, level: str, year: int | None) -> list[dict]:
    """One rate or score of all places of a level, in a year or each in its newest."""
    asked = {"level": level, "measure": measure, "year": year}
    return rows("service_rates_of_level", boundary=boundary(), **asked)


def places_stating() -> dict[str, Counter]:
    """By level, how many places state each rate or score with its dates."""
    found: dict[str, Counter] = defaultdict(Counter)
    for record in rows("services_compared", boundary=boundary()):
        if record["is_any_year"] and record["measure"] in measures():
            found[record["level"]][record["measure"]] = record["places"]
    return found


def years_stating(measure: str, level: str) -> list[dict]:
    """For each year how many places of a level state a rate or score, with its dates."""
    return [
        record
        for record in rows("services_compared", boundary=boundary())
        if (record["measure"], record["level"]) == (measure, level)
        and record["places"]
        and not record["is_any_year"]
    ]


def choose_year(place: dict) -> int | None:
    """A year with figures on procedures; a year that has none stays chosen and is explained.

    Views over time and over places have no such choice.
    """
    if address.value("dvc") in WITHOUT_YEAR:
        return None
    counts = Counter(
        {
            record["year"]: record["figures"]
            for record in holdings.of_place(place)
            if record["subject"] == SUBJECT and record["year"]
        }
    )
    if not counts:
        st.selectbox(say("place.year"), [say("overview.not_reported")], disabled=True)
        return None
    richest = max(counts.values())
    opens = max(year for year, count in counts.items() if 3 * count >= richest)
    known = {str(entry["year"]) for entry in rows("years_known")}
    current = address.value("nam", sorted(known))
    years = sorted({*map(str, counts), *([current] if current else [])}, reverse=True)
    names = {
        year: say("place.with_count", name=year, count=number(counts[int(year)]))
        if counts[int(year)]
        else year
        for year in years
    }
    return int(
        address.choose(
            say("place.year"), "nam", names, str(opens), then=lambda _: {"dvc_muc": None}
        )
    )


def choose_agency(records: list[dict]) -> list[dict]:
    """The records of the agency that the reader chose; all of them where none is chosen."""
    parts = sorted({record["part"] for record in records if record["part"]})
    if not parts or len({record["part"] for record in records}) == 1:
        return records
    codes = {slug(part): part for part in parts}
    names = {"": say("services.all_agencies"), "ca-dia-ban": say("services.whole_area")}
    if all(record["part"] for record in records):
        names.pop("ca-dia-ban")
    names |= codes
    chosen = address.choose(
        say("services.agency"), "dvc-co-quan", names, default="", is_passing=True
    )
    if not chosen:
        return records
    wanted = codes.get(chosen)
    return [record for record in records if record["part"] == wanted]


def slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def offer(sentence: str, choices: dict[str, dict]) -> None:
    """Say why there is nothing to show, and offer what has data."""
    st.markdown(f":material/info: {sentence}")
    with st.container(horizontal=True):
        for i, (label, parameters) in enumerate(choices.items()):
            st.button(label, key=f"offer-{i}", on_click=address.go, kwargs=parameters)


def offer_years(sentence: str, found: list[dict]) -> None:
    years = sorted({record["year"] for record in found if record["year"]}, reverse=True)
    offer(sentence, {say("overview.only_year", year=y): {"nam": str(y)} for y in years})


def none_known(place_name: str) -> None:
    """Nothing on procedures is known of the place: say so, offer the places that have most."""
    units = places.units_below("on_services")(None)
    units = sorted(units, key=lambda unit: -unit["count"])[:4]
    offer(
        say("services.none_of_place", place=place_name),
        {
            say("place.with_count", name=unit["short_name"], count=number(unit["count"])): {
                "noi": unit["area_id"],
                "nam": None,
            }
            for unit in units
        },
    )


def choose_mark(names: dict[str, str], ids: dict[str, list[str]]) -> None:
    """A mark by list instead of by click; the figures behind the chosen one with their sources."""
    current = address.value("dvc-muc")
    if current and current not in names and not rows("figures_by_id", figure_ids=[current]):
        address.note_unknown("dvc-muc", current)
    with sight.opened():
        chosen = address.choose(
            say("services.mark"),
            "dvc-muc",
            {"": say("services.mark_none")} | names,
            default="",
            is_passing=True,
        )
        if chosen:
            figure_table.behind(ids[chosen], say("services.behind", mark=names[chosen]))
            # A button can be reached without a mouse, unlike the rows of a table.
            figure_panel.offer(ids[chosen], key="source-mark")


def clicked(code: str) -> None:
    address.go(dvc_muc=code)
