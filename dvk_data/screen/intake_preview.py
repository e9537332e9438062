"""What a step would change: rows by table and place, every single change, headline figures."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import streamlit as st

from ..published.headline_moves import Move
from ..published.publishing import Preview
from .given_rows import table_title
from .reader import (
    code_name,
    date,
    figure,
    in_language,
    listed,
    measure_name,
    number,
    plain,
    row,
    say,
)

KINDS = ("added", "changed", "withdrawn")
SHOWN_AT_MOST = 2000
TALLEST = 420


def show(preview: Preview) -> None:
    """The finding in a sentence, then three tables; each only where it has rows."""
    if not preview.changes:
        st.info(say("bring.changes_nothing"), icon=":material/info:")
        return
    st.markdown(f"**{_finding(preview)}**")
    for kept in preview.replaced:
        day = dt.datetime.fromisoformat(kept.when).astimezone()
        words = {"file": plain(kept.file_name), "who": plain(kept.who), "when": date(day.date())}
        st.caption(f":material/swap_horiz: {say('bring.replaced', **words)}")
    if preview.is_base_newer:
        st.caption(f":material/update: {say('bring.base_comes_along')}")
    if preview.moves:
        _show_moves(preview.moves)
    _show_counts(preview.changes)
    _show_changes(preview.changes)


def _rows_by_kind(changes) -> Counter:
    """How many rows were added, changed, withdrawn; a row with several cells counts once."""
    found = {}
    for change in changes:
        key = tuple(change[c] for c in ("kind", "table_name", "row_key", "area_id"))
        found[key] = max(found.get(key, 0), change["row_count"])
    counted = Counter()
    for (kind, table, _, area_id), count in found.items():
        counted[kind, table, area_id] += count
    return counted


def _finding(preview: Preview) -> str:
    totals = Counter()
    for (kind, *_), count in _rows_by_kind(preview.changes).items():
        totals[kind] += count
    counts = [
        say(f"versions.rows_{kind}", count=number(totals[kind])) for kind in KINDS if totals[kind]
    ]
    return say("bring.finding", counts=listed(counts), moves=number(len(preview.moves)))


def _place(area_id: str | None) -> str:
    area = row("area", area_id=area_id) if area_id else None
    return area["name"] if area else ""


def _measure(move: Move) -> str:
    if move.measure == "named_models":
        return say("bring.named_models")
    subject = "model_outcomes" if move.subject == "models" else move.subject
    return measure_name(subject, move.measure)


def _value(value: float | None, unit: str) -> str:
    return say("bring.not_reported") if value is None else figure(value, unit)


def _show_moves(moves: tuple[Move, ...]) -> None:
    table = pd.DataFrame(
        {
            "place": [move.area_name for move in moves],
            "year": [str(move.year) for move in moves],
            "measure": [_measure(move) for move in moves],
            "before": [_value(move.before, move.unit) for move in moves],
            "after": [_value(move.after, move.unit) for move in moves],
        }
    )
    names = {
        "place": (say("models.place"), 200),
        "year": (say("place.year"), 70),
        "measure": (say("bring.measure"), 260),
        "before": (say("versions.old"), 140),
        "after": (say("bring.after"), 140),
    }
    _table(say("bring.moves"), table, names, "intake-moves")


def _show_counts(changes) -> None:
    counted = _rows_by_kind(changes)
    groups = list(dict.fromkeys((table, area_id) for _, table, area_id in counted))
    table = pd.DataFrame(
        {
            "table": [table_title(table) for table, _ in groups],
            "place": [_place(area_id) for _, area_id in groups],
            **{
                kind: [number(n) if (n := counted[kind, *group]) else "" for group in groups]
                for kind in KINDS
            },
        }
    )
    names = {
        "table": (say("versions.table"), 280),
        "place": (say("models.place"), 200),
        **{kind: (code_name("change", kind), 90) for kind in KINDS},
    }
    _table(say("bring.by_table"), table, names, "intake-counts")


def _show_changes(changes) -> None:
    single = [change for change in changes if change["column_name"]]
    shown = single[:SHOWN_AT_MOST]
    table = pd.DataFrame(
        {
            "kind": [code_name("change", change["kind"]) for change in shown],
            "place": [_place(change["area_id"]) for change in shown],
            "what": [in_language(change, "row") for change in shown],
            "column": [in_language(change, "column") for change in shown],
            "old": [in_language(change, "old") for change in shown],
            "new": [in_language(change, "new") for change in shown],
            "table": [table_title(change["table_name"]) for change in shown],
        }
    )
    names = {
        "kind": (say("versions.kind"), 80),
        "place": (say("models.place"), 180),
        "what": (say("versions.what"), 320),
        "column": (say("versions.column"), 110),
        "old": (say("versions.old"), 130),
        "new": (say("bring.after"), 130),
        "table": (say("versions.table"), 200),
    }
    _table(say("versions.single", count=number(len(single))), table, names, "intake-changes")
    if len(single) > len(shown):
        st.caption(say("bring.not_all_shown", count=number(len(shown))))


def _table(title: str, table: pd.DataFrame, names: dict, key: str) -> None:
    st.markdown(f"**{title}**")
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= 8 else TALLEST,
        alt=title,
        key=key,
        column_config={
            column: st.column_config.TextColumn(name, width=width) if any(table[column]) else None
            for column, (name, width) in names.items()
        },
    )
