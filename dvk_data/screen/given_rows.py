"""Rows that documents gave, of any table: what each is of, its value, place, period and verdict."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from . import downloads, figure_table, leading_table
from .reader import (
    code_name,
    figure,
    in_language,
    in_sentence,
    indicator,
    language,
    listed,
    number,
    period,
    say,
    warehouse,
)

VERDICTS = {"differs": "✗", "agrees": "✓", "undecided": "?", "unchecked": "–"}


def table_title(table_name: str) -> str:
    """Name of a table for a reader: 'Đơn thư'."""
    return getattr(warehouse().catalogue.datasets[table_name], f"title_{language()}")


def verdict(record: dict) -> str:
    """What came of checking a row: differs, agrees, undecided or unchecked."""
    if record["is_refuted"]:
        return "differs"
    if record["is_confirmed"]:
        return "agrees"
    return "undecided" if record["is_undecided"] else "unchecked"


def verdict_text(code: str) -> str:
    """'✗ không khớp': a sign and a word."""
    if code == "unchecked":
        return VERDICTS[code]
    return f"{VERDICTS[code]} {say(f'checks.verdict_{code}')}"


def when(record: dict) -> str:
    """Period of a row, or its year where the table knows no more."""
    if record["date_from"] or record["date_to"]:
        return period(record)
    if record["year"] is None:
        return say("models.no_year")
    year = {"date_from": dt.date(record["year"], 1, 1), "date_to": dt.date(record["year"], 12, 31)}
    return period(year)


def what(record: dict) -> str:
    """What a row is of: a measure, a model, a score."""
    if record["table_name"] == "models":
        return record["record_name"]
    if record["table_name"] == "indices":
        index = code_name("index_name", record["measure"]).partition(" - ")[0]
        return f"{index}: {in_sentence(code_name('dimension', record['aspect']))}"
    if record["table_name"] in ("model_outcomes", "targets"):
        return indicator(record["measure"]).name(language())
    return figure_table.figure_name(record)


def value(record: dict) -> str:
    """The value as it is spoken; a score with its rank, a model with its status."""
    if record["table_name"] == "models":
        return code_name("status", record["measure"])
    if record["table_name"] == "targets":
        unit = indicator(record["measure"]).units[0]
        direction = code_name("direction", record["aspect"])
        return f"{direction} {figure(record['value'], unit)}"
    parts = []
    if record["value"] is not None:
        parts.append(figure(record["value"], record["unit"]))
    if record["rank"] is not None:
        parts.append(say("sources.rank", rank=number(record["rank"])))
    return ", ".join(parts)


def part(record: dict) -> str:
    """Agency, organisation, model or document that a row belongs to."""
    if record["table_name"] == "models":
        return code_name("domain", record["aspect"])
    if record["table_name"] in ("model_outcomes", "targets"):
        return record["record_name"] or ""
    return figure_table.part_name(record)


def place_name(record: dict) -> str:
    """'Huyện Lâm Hà, tỉnh Lâm Đồng'; a row without a place says so."""
    if not record["area_name"]:
        return say("sources.no_place")
    names = [record["area_name"]]
    if record.get("province_name") and record["province_name"] != record["area_name"]:
        names.append(in_sentence(record["province_name"]))
    return ", ".join(names)


def show(records: list[dict], title: str, key: str) -> None:
    """Rows of queries/rows_given.sql of one table."""
    notes = [_note(r) for r in records]
    table = pd.DataFrame(
        {
            "place": [place_name(r) for r in records],
            "what": [what(r) for r in records],
            "value": [value(r) for r in records],
            "when": [when(r) for r in records],
            "part": [part(r) for r in records],
            "flag": [code_name("flag", r["flag"]) for r in records],
            "verdict": [verdict_text(verdict(r)) for r in records],
            "note": notes,
        }
    )
    text = st.column_config.TextColumn
    is_of_models = all(record["table_name"] == "models" for record in records)
    codes = [record["figure_id"] for record in records]
    columns = {
        "place": text(say("models.place"), width=210),
        "what": text(say("figure.measure"), width=290),
        "value": text(say("figure.value"), width=180),
        "when": text(say("figure.period"), width=150),
        "part": text(say("sources.part"), width=190) if table["part"].any() else None,
        "flag": text(say("figure.flag"), width=130),
        "verdict": text(say("figure.check"), width=130),
        "note": text(say("figure.note"), width="large") if any(notes) else None,
    }
    leading_table.show(
        table,
        codes,
        "mo-hinh" if is_of_models else "so-lieu",
        name=key,
        title=title,
        column_config=columns,
    )
    behind = {"model_ids" if is_of_models else "figure_ids": codes}
    downloads.offer_shown(key, title, table=table, column_config=columns, **behind)


def _note(record: dict) -> str:
    return ". ".join(filter(None, (in_language(record, "note"), in_language(record, "refuted"))))


def tables_listed(counts: dict[str, int]) -> str:
    """'Đơn thư 12, Thủ tục 3'."""
    return listed([f"{in_sentence(table_title(name))} {number(n)}" for name, n in counts.items()])
