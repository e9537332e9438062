"""Every figure known of a place, as a table that leads to the sources."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd
import streamlit as st

from ..provincial_indices import TOTAL
from . import address, downloads, holdings, leading_table
from .reader import (
    boundary,
    code_name,
    date,
    figure,
    in_language,
    in_sentence,
    indicator,
    measure_name,
    number,
    period,
    publisher,
    rows,
    say,
)

SUBJECTS = {
    "mo-hinh": "model_counts",
    "thu-tuc": "service_kpis",
    "don-thu": "petitions",
}


def figure_name(record: dict) -> str:
    """What a figure is of: 'Đăng ký: kinh tế', 'Thuộc thẩm quyền: khiếu nại', 'PCI: đào tạo'."""
    name = measure_name(record["subject"], record["measure"])
    details = []
    if record["subject"] == "indices":
        details = [] if record["aspect"] == TOTAL else [code_name("dimension", record["aspect"])]
        return ": ".join([name, *map(in_sentence, details)])
    if record["subject"] == "targets":
        return say("figure.target", name=in_sentence(name))
    if record["subject"] == "model_outcomes":
        return f"{name}: {record['name']}"
    if record["aspect"] != "all":
        aspects = {"model_counts": "domain", "petitions": "petition_type"}
        details.append(code_name(aspects[record["subject"]], record["aspect"]))
    if record["entity_type"] != "all":
        details.append(code_name("entity_type", record["entity_type"]))
    if record["registrant_type"] != "all":
        owner = in_sentence(code_name("owner_type", record["registrant_type"]))
        return say("figure.registrants", owner=owner)
    if record["award_level"]:
        details.append(code_name("level", record["award_level"]))
    return f"{name}: {', '.join(map(in_sentence, details))}" if details else name


def value_text(record: dict) -> str:
    """The value as it is spoken; where a source gives a rank only, the rank."""
    if record["value"] is None:
        return say("figure.rank", rank=number(record["rank"]))
    if record["subject"] == "targets":
        value = figure(record["value"], indicator(record["measure"]).units[0])
        return f"{code_name('direction', record['aspect'])} {value}"
    return figure(record["value"], record["unit"])


def part_name(record: dict) -> str:
    """Agency, organisation or level a figure is of; empty for the whole area."""
    if not record["part"]:
        return ""
    if record["subject"] == "petitions":
        return code_name("handled_by", record["part"])
    return record["part"]


def show(place: dict, year: int | None) -> None:
    """One table per subject, each row with value, period, flag, check, source and link.

    With a year the reader may widen the tables to all years.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        scope = _choose_scope(year) if year else "tat-ca"
        found = rows(
            "figures_of_place",
            boundary=boundary(),
            area_id=place["area_id"],
            year=year if scope == "nam" else None,
            subject=None,
        )
        subject = _choose_subject(found)
    records = [record for record in found if record["subject"] == subject]
    if not records:
        has_models = holdings.models_of(holdings.of_place(place), year) > 0
        st.markdown(say("overview.only_models" if has_models else "overview.not_reported"))
        return
    table(records, say(f"figure.subject_{subject}"), key=f"figures-{subject}")


def behind(figure_ids: list[str], title: str) -> None:
    """The figures behind a mark that the reader chose, each with its source and link."""
    st.markdown(f"**{title}**")
    stated = [part for figure_id in figure_ids for part in figure_id.split("+")]
    table(rows("figures_by_id", figure_ids=stated), title, key="behind")


def table(records: list[dict], title: str, key: str) -> None:
    """Rows of queries/figures_of_place.sql or figures_by_id.sql; a row opens its panel."""
    shown, columns = _table(records), _columns(records)
    # A converted figure leads to the sum of its parts.
    codes = [record["figure_id"].replace("+", ".") for record in records]
    show_rows(shown, codes, title=title, key=key, columns=columns)


def show_rows(
    frame: pd.DataFrame,
    codes: list[str],
    *,
    title: str,
    key: str,
    columns: dict | None = None,
    is_offered: bool = True,
) -> None:
    """A table whose rows open the panel of their figures, whose codes stand in the same order.

    Below it stands the button of its file, unless what the table belongs to offers one.
    """
    leading_table.show(frame, codes, "so-lieu", name=key, title=title, column_config=columns)
    if is_offered:
        figure_ids = [figure_id for code in codes for figure_id in re.split("[.,~+]", code)]
        downloads.offer_shown(key, title, table=frame, figure_ids=figure_ids, column_config=columns)


def _choose_scope(year: int) -> str:
    scopes = {"nam": say("overview.only_year", year=year), "tat-ca": say("place.all_years")}
    return address.choose(
        say("place.year"),
        "ky",
        scopes,
        "nam",
        st.segmented_control,
        label_visibility="collapsed",
        required=True,
    )


def _choose_subject(found: list[dict]) -> str | None:
    """The subject shown, of those that have figures; each with its number of figures."""
    counts = Counter(record["subject"] for record in found)
    names = {
        code: f"{say(f'figure.subject_{subject}')} · {counts[subject]}"
        for code, subject in SUBJECTS.items()
        if counts[subject]
    }
    if not names:
        return None
    label = say("figure.subject")
    chosen = address.choose(
        label,
        "phan",
        names,
        max(names, key=lambda code: counts[SUBJECTS[code]]),
        st.segmented_control,
        label_visibility="collapsed",
        required=True,
        wrap=True,
    )
    return SUBJECTS[chosen]


def _table(records: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [figure_name(r) for r in records],
            "value": [value_text(r) for r in records],
            "place": [r.get("area_name") or "" for r in records],
            "period": [period(r) for r in records],
            "part": [part_name(r) for r in records],
            **provenance(records),
        }
    )


def _columns(records: list[dict]) -> dict:
    text = st.column_config.TextColumn
    places = any(r.get("area_name") for r in records)
    return {
        # On a phone name and value are all that there is room for.
        "name": text(say("figure.measure"), width=220),
        "value": text(say("figure.value"), width=120),
        "place": text(say("models.place"), width=180) if places else None,
        "period": text(say("figure.period"), width=190),
        "part": text(say("figure.part"), width="medium")
        if any(r["part"] for r in records)
        else None,
        **provenance_columns(records),
    }


def provenance(records: list[dict]) -> dict[str, list]:
    """What every row behind a mark ends with: flag, check, source, link and note."""
    return {
        "flag": [_flag(r) for r in records],
        "check": [_check(r) for r in records],
        "source": [_source(r) for r in records],
        "link": [r["url"] or "" for r in records],
        "note": [_note(r) for r in records],
    }


def provenance_columns(records: list[dict]) -> dict:
    text = st.column_config.TextColumn
    return {
        "flag": text(say("figure.flag"), width=140),
        "check": text(say("figure.check"), width=110),
        "source": text(say("figure.source"), width=280),
        "link": st.column_config.LinkColumn(
            say("source.open"), display_text=":material/open_in_new:", width="small"
        )
        if any(r["url"] for r in records)
        else None,
        "note": text(say("figure.note"), width="large"),
    }


def _flag(record: dict) -> str:
    flag = code_name("flag", record["flag"])
    return f"{flag}, {say('figure.converted')}" if record["is_converted"] else flag


def _check(record: dict) -> str:
    if record["is_refuted"]:
        return f"✗ {say('figure.refuted')}"
    return f"✓ {say('figure.confirmed')}" if record["is_confirmed"] else say("figure.unchecked")


def _source(record: dict) -> str:
    published = record["published_date"]
    return f"{publisher(record)}, {date(published)}" if published else publisher(record)


def _note(record: dict) -> str:
    texts = (in_language(record, "note"), in_language(record, "refuted"))
    return ". ".join(text for text in texts if text)
