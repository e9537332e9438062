"""What changed between two versions of the data: counts, reasons, and every single change."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from . import address, downloads
from .reader import (
    code_name,
    frame,
    in_language,
    in_sentence,
    language,
    listed,
    number,
    plain,
    rows,
    say,
    warehouse,
)

VERSION = "phien-ban"
TALLEST = 460


def show() -> None:
    """Choose a version; what it changed against the one before, in a sentence and two tables."""
    st.header(say("versions.title"), anchor=False)
    known = rows("versions_known")
    names = {version["version"]: _pair(version) for version in known if version["follows"]}
    if not names:
        st.markdown(say("versions.first", version=known[0]["version"]))
        return
    chosen = address.choose(say("versions.which"), VERSION, names, next(iter(names)))
    (version,) = (v for v in known if v["version"] == chosen)
    st.markdown(f"**{_finding(version)}**")
    reason = plain(in_language(version, "reason"))
    compared = {name: version[name] for name in ("version", "follows")}
    st.markdown(say("versions.reason", **compared, reason=reason))
    counted = rows("changes_by_reason", version=chosen)
    if counted:
        _show_counts(counted, version)
    changes = rows("changes_of_version", version=chosen)
    if changes:
        _show_changes(changes, version)


def _pair(version: dict) -> str:
    sentence = "released" if version["is_released"] else "current"
    words = {"version": version["version"], "follows": version["follows"]}
    return say(f"versions.pair_{sentence}", **words)


def _finding(version: dict) -> str:
    """'1 con số đổi giá trị; sửa 1 dòng.' What changed, values before rows."""
    kinds = ("added", "changed", "withdrawn")
    counts = [
        say(f"versions.rows_{kind}", count=number(version[f"rows_{kind}"]))
        for kind in kinds
        if version[f"rows_{kind}"]
    ]
    if not counts:
        return say("versions.nothing")
    values = version["values_changed"]
    begin = say("versions.values", count=number(values)) if values else say("versions.no_value")
    return say("versions.finding", begin=begin, counts=listed(counts))


def _table_title(table: str) -> str:
    """Title of a table; its code where the table is no more."""
    dataset = warehouse().catalogue.datasets.get(table)
    return getattr(dataset, f"title_{language()}") if dataset else table


def _place(record: dict) -> str:
    """'Xã Đạ Đờn, huyện Lâm Hà, tỉnh Lâm Đồng'; empty where a change is of no place."""
    names = [record["area_name"], record["district_name"], record["province_name"]]
    names = list(dict.fromkeys(filter(None, names)))
    return ", ".join([*names[:1], *map(in_sentence, names[1:])])


def _reason(record: dict, version: dict) -> str:
    """Why a row changed; the reason of the whole version stands above the tables."""
    if record["reason_vi"] == version["reason_vi"]:
        return say("versions.of_version")
    return in_language(record, "reason")


def _show_counts(counted: list[dict], version: dict) -> None:
    title = say("versions.by_reason")
    st.markdown(f"**{title}**")
    text = st.column_config.TextColumn
    places = [_place(r) for r in counted]
    table = pd.DataFrame(
        {
            "table": [_table_title(r["table_name"]) for r in counted],
            "place": places,
            **{
                kind: [number(r[kind]) if r[kind] else "" for r in counted]
                for kind in ("added", "changed", "withdrawn")
            },
            "reason": [_reason(r, version) for r in counted],
            "by": [r["corrected_by"] or "" for r in counted],
        }
    )
    columns = {
        "table": text(say("versions.table"), width=230),
        "place": text(say("models.place"), width=230) if any(places) else None,
        **{
            kind: text(code_name("change", kind), width=90)
            if any(r[kind] for r in counted)
            else None
            for kind in ("added", "changed", "withdrawn")
        },
        "reason": text(say("versions.why"), width=300),
        "by": text(say("versions.by"), width=150)
        if any(r["corrected_by"] for r in counted)
        else None,
    }
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(counted) <= 10 else TALLEST,
        alt=title,
        key="changes-by-reason",
        column_config=columns,
    )
    downloads.offer_shown("changes-by-reason", title, table=table, column_config=columns)


def _show_changes(changes: list[dict], version: dict) -> None:
    title = say("versions.single", count=number(len(changes)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**")
        _download(version["version"], len(changes))
    text = st.column_config.TextColumn
    places = [_place(r) for r in changes]
    st.dataframe(
        pd.DataFrame(
            {
                "kind": [code_name("change", r["kind"]) for r in changes],
                "place": places,
                "what": [in_language(r, "row") for r in changes],
                "column": [in_language(r, "column") for r in changes],
                "old": [in_language(r, "old") for r in changes],
                "new": [in_language(r, "new") for r in changes],
                "reason": [_reason(r, version) for r in changes],
                "by": [r["corrected_by"] or "" for r in changes],
                "table": [_table_title(r["table_name"]) for r in changes],
                "source": [r["source_title"] or "" for r in changes],
            }
        ),
        hide_index=True,
        height="content" if len(changes) <= 10 else TALLEST,
        alt=title,
        key="changes-single",
        column_config={
            "kind": text(say("versions.kind"), width=80),
            "place": text(say("models.place"), width=230) if any(places) else None,
            "what": text(say("versions.what"), width=280),
            "column": text(say("versions.column"), width=110),
            "old": text(say("versions.old"), width=120),
            "new": text(say("versions.new"), width=120),
            "reason": text(say("versions.why"), width="medium"),
            "by": text(say("versions.by"), width=160)
            if any(r["corrected_by"] for r in changes)
            else None,
            "table": text(say("versions.table"), width=200),
            "source": text(say("figure.source"), width=280),
        },
    )


def _download(version: str, count: int) -> None:
    """Every single change of the version."""
    title = say("versions.title")
    own = {"name": title, "filters": [(say("versions.which"), version)], "named_by": [version]}
    scope = downloads.of_rows(
        count, lambda: (frame("changes_of_version", version=version), {}), title, **own
    )
    downloads.offer("changes", [scope])
