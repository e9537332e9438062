"""What is known across the country, when no place is chosen."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from . import chart, domains, downloads
from .place import go_to_place
from .reader import boundary, is_dark, language, listed, models, number, row, rows, say

AT_MOST = 15
FRAME, DIGIT = 40, 19  # pixels of a card around its number, and of a digit in it


def heading(year: int | None) -> str:
    """'Cả nước, năm 2023' or the whole of what is known."""
    if year:
        return say("overview.title", place=say("place.whole_country"), year=year)
    return say("overview.intro_country")


def newest_year() -> int | None:
    """The newest year that anything is known of."""
    newest = row("years_known")
    return newest["year"] if newest else None


def models_by_domain(year: int | None) -> None:
    """How the named models divide among the domains."""
    empty = {name: [] for name in ("domains", "owner_types", "statuses", "words")}
    years = [str(year)] if year else []
    here = {"boundary": boundary(), "area_id": None, "years": years}
    if models().matching(**here, **empty):
        period = say("resources.in_year", year=year) if year else say("resources.in_all_years")
        subtitle = say("overview.named_subtitle", period=period)
        domains.named_domains(here | empty, subtitle)


def cards(year: int | None) -> None:
    """How much is known: models, figures, outcomes, sources, checks."""
    known = row("totals_known", year=year)
    counts = {
        measure: number(known[measure])
        for measure in ("models", "figures", "outcomes", "sources", "checks")
    }
    # A number is never broken in two.
    width = max(130, FRAME + DIGIT * max(map(len, counts.values())))
    grid = st.grid(5, min_column_width=width, border=True)
    for measure, count in counts.items():
        with grid.cell():
            st.title(count, anchor=False)
            st.caption(say(f"overview.{measure}_known"))
            if measure == "checks":
                differing = number(known["checks_differing"])
                st.caption(say("overview.checks_differing", count=differing))


def provinces(year: int | None) -> None:
    """Provinces with figures: the richest as bars, all of them as a table that opens each."""
    found = rows("provinces_known", boundary=boundary(), year=year)
    if not found:
        return
    first, table = found[:AT_MOST], _table(found)
    chart.show(
        figures.bars(
            [_name(record) for record in first],
            [record["figures"] for record in first],
            [number(record["figures"]) for record in first],
            language=language(),
            is_dark=is_dark(),
            axis_title=say("chart.figures"),
        ),
        title=say(
            "overview.provinces_title",
            first=listed([_name(record) for record in found[:2]]),
        ),
        subtitle=say("overview.provinces_subtitle", count=number(len(found))),
        key="provinces",
        table=table,
    )
    st.subheader(say("overview.provinces_table"), anchor=False)
    st.caption(say("overview.provinces_hint"))
    st.dataframe(
        table,
        hide_index=True,
        height=460,
        alt=say("overview.provinces_table"),
        column_config={say("figure.province"): st.column_config.Column(width=165)}
        | {
            say(f"figure.{count}"): st.column_config.Column(alignment="right")
            for count in ("models", "figures", "sources")
        },
        key="open-province",
        on_select=lambda: _open(found),
        selection_mode="single-row",
    )
    downloads.offer_shown("provinces-table", say("overview.provinces_table"), table=table)


def _open(found: list[dict]) -> None:
    selected = st.session_state["open-province"].selection.rows
    if selected:
        go_to_place(found[selected[0]]["area_id"])


def _name(record: dict) -> str:
    is_new = boundary() == "reported" and record["system"] == "2025"
    name = record["short_name"]
    return say("place.since_2025", name=name) if is_new else name


def _table(found: list[dict]) -> pd.DataFrame:
    def years(record: dict) -> str:
        first, last = record["first_year"], record["last_year"]
        return "" if first is None else str(first) if first == last else f"{first} – {last}"

    return pd.DataFrame(
        {
            say("figure.province"): [_name(record) for record in found],
            say("figure.models"): [number(record["models"]) for record in found],
            say("figure.figures"): [number(record["reported"]) for record in found],
            say("figure.sources"): [number(record["sources"]) for record in found],
            say("figure.years"): [years(record) for record in found],
        }
    )
