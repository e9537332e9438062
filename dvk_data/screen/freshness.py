"""How old the newest figures are: of a place in one line, of many places as a table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pandas as pd
import streamlit as st

from . import downloads, given_rows, holdings
from .reader import date, in_sentence, number, say

DAYS_OF_A_YEAR = 365
# Tables that know the year of a row but not its day.
YEARLY = ("models", "indices")
SUBJECTS = ("models", "model_counts", "service_kpis", "petitions", "indices")


def newest(of_unit: list[dict]) -> dict[str, dt.date]:
    """The newest date that each subject of a unit reaches; subjects without a date are left out.

    `of_unit` holds its rows of queries/coverage.sql or coverage_of_place.sql.
    """
    dates: dict[str, dt.date] = {}
    for record in of_unit:
        if record["as_of"]:
            earlier = dates.get(record["subject"], record["as_of"])
            dates[record["subject"]] = max(earlier, record["as_of"])
    return dates


def years_old(as_of: dt.date, today: dt.date) -> int:
    """Whole years since a date; 0 within a year and for what is still to come."""
    return max((today - as_of).days, 0) // DAYS_OF_A_YEAR


def as_of_text(subject: str, as_of: dt.date) -> str:
    """'31/10/2023', or 'năm 2023' where only the year is known."""
    return say("freshness.year", year=as_of.year) if subject in YEARLY else date(as_of)


def _with_age(subject: str, as_of: dt.date, today: dt.date) -> str:
    text = as_of_text(subject, as_of)
    years = years_old(as_of, today)
    return say("freshness.old", date=text, years=years) if years else text


def show(place: dict) -> None:
    """One quiet line: of when the newest figures of a place are, and which are old."""
    today = dt.date.today()
    dates = newest(holdings.of_place(place))
    if not dates:
        return
    parts = [
        f"{in_sentence(given_rows.table_title(name))} {_with_age(name, dates[name], today)}"
        for name in SUBJECTS
        if name in dates
    ]
    st.caption(f":material/schedule: {say('freshness.line', parts='; '.join(parts))}")


def table(units: list[dict], found: list[dict], subjects: dict[str, str]) -> None:
    """The newest date of each unit and subject; what is older than a year says so."""
    today = dt.date.today()
    of_unit: dict[str, list[dict]] = defaultdict(list)
    for record in found:
        of_unit[record["area_id"]].append(record)
    dates = {unit["area_id"]: newest(of_unit[unit["area_id"]]) for unit in units}
    dated = [unit for unit in units if dates[unit["area_id"]]]
    if not dated:
        return
    old = [
        unit for unit in dated if all(years_old(d, today) for d in dates[unit["area_id"]].values())
    ]
    st.header(say("freshness.finding", old=number(len(old)), all=number(len(dated))), anchor=False)
    st.caption(say("freshness.caption", today=date(today)))
    dated.sort(key=lambda unit: max(dates[unit["area_id"]].values()))
    columns = {
        code: [
            _with_age(name, dates[unit["area_id"]][name], today)
            if name in dates[unit["area_id"]]
            else "–"
            for unit in dated
        ]
        for code, name in subjects.items()
    }
    text = st.column_config.TextColumn
    table = pd.DataFrame({"place": [unit["name"] for unit in dated], **columns})
    config = {"place": text(say("models.place"), width=220, pinned=True)} | {
        code: text(
            given_rows.table_title(name),
            width=max(210, 30 + 8 * len(given_rows.table_title(name))),
        )
        for code, name in subjects.items()
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(dated) <= 12 else 420,
        alt=say("freshness.heading"),
        key="freshness",
        column_config=config,
    )
    title = say("freshness.heading")
    downloads.offer_shown("freshness", title, table=table, column_config=config)
