"""The published rows behind a mark of the indices, and all indices of a province."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ..provincial_indices import load_provincial_indices
from . import address, downloads, figure_panel, figure_table
from .index_choice import (
    MEDIAN,
    Choice,
    chosen_mark,
    place_name,
    score,
    scores,
    short_name,
)
from .place import NATION
from .reader import boundary, code_name, in_sentence, listed, number, row, rows, say


def show(choice: Choice, unit: str | None) -> None:
    """Rows behind the mark that was clicked, else all rows of the place and year."""
    chosen = chosen_mark(choice)
    if chosen is None and choice.year is None:
        return
    st.header(say("indices.rows"), anchor=False)
    if chosen is None:
        year, dimension = choice.year, None
        area_ids = [choice.place["area_id"], NATION["reported"]]
        if not choice.has_province:
            dimension = choice.dimension
            area_ids = [r["area_id"] for r in scores(choice, year=year, dimension=dimension)]
        words = {"index": short_name(choice.index.code), "place": place_name(choice.place)}
        title = say("indices.rows_of_place", **words, year=year)
    else:
        area_id, year, dimension = chosen
        area_ids, place = _areas_behind(choice, area_id, year, dimension, unit)
        what = f"{short_name(choice.index.code)}, {in_sentence(code_name('dimension', dimension))}"
        title = say("indices.rows_of_mark", what=what, place=place, year=year)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{title}**")
        if chosen:
            st.button(
                say("indices.rows_all"),
                key="close-mark",
                type="tertiary",
                icon=":material/close:",
                on_click=lambda: address.go(cs_dong=None),
            )
    found = rows(
        "index_rows",
        index_name=choice.index.code,
        year=year,
        dimension=dimension,
        area_ids=area_ids,
    )
    if not found:
        st.markdown(say("overview.not_reported"))
        return
    st.caption(say("panel.parts_hint"))
    figure_table.show_rows(
        _table(found, choice),
        [r["figure_id"] for r in found],
        title=title,
        key="index-rows",
        columns=_columns(found),
    )


def _areas_behind(
    choice: Choice, area_id: str, year: int, dimension: str, unit: str | None
) -> tuple[list[str], str]:
    """The areas whose rows a mark stands for, and their name for the title."""
    if area_id != MEDIAN:
        return [area_id], place_name(row("area", area_id=area_id))
    alike = [
        r
        for r in scores(choice, year=year, dimension=dimension)
        if r["value"] is not None
        and r["level"] == "province"
        and r["system"] == choice.place["system"]
        and unit in (None, r["unit"])
    ]
    middle = score(alike[0]["median"], alike[0]["unit"], choice.index) if alike else ""
    named = say("indices.median_is", count=len(alike), value=middle)
    return [r["area_id"] for r in alike], named


def _table(found: list[dict], choice: Choice) -> pd.DataFrame:
    values = [
        "" if r["value"] is None else score(r["value"], r["unit"], choice.index) for r in found
    ]
    return pd.DataFrame(
        {
            "place": [place_name({**r, "short_name": r["area_name"]}) for r in found],
            "dimension": [code_name("dimension", r["dimension"]) for r in found],
            "value": values,
            "rank": ["" if r["rank"] is None else str(r["rank"]) for r in found],
            "year": [str(r["year"]) for r in found],
            **figure_table.provenance(found),
        }
    )


def _columns(found: list[dict]) -> dict:
    text = st.column_config.TextColumn
    return {
        "place": text(say("models.place"), width=180),
        "dimension": text(say("indices.dimension"), width=230),
        "value": text(say("figure.value"), width=110),
        "rank": text(say("indices.published_rank"), width=120),
        "year": text(say("place.year"), width=70),
        **figure_table.provenance_columns(found),
    }


def all_indices(choice: Choice) -> None:
    """The newest score and rank of every index that the province states; a row opens its index."""
    found = rows("indices_of_place", area_id=choice.place["area_id"], boundary=boundary())
    if not choice.has_province or not found:
        return
    by_index: dict[str, list[dict]] = {}
    for record in found:
        by_index.setdefault(record["index_name"], []).append(record)
    order = [code for code in load_provincial_indices() if code in by_index]
    title = say("indices.all_of_place", place=place_name(choice.place))
    st.header(title, anchor=False)
    st.caption(say("indices.all_hint"))
    table = _all_table(order, by_index)
    st.dataframe(
        table,
        hide_index=True,
        height="content",
        alt=title,
        key="open-index",
        on_select=lambda: _open_index(order, by_index),
        selection_mode="single-row",
    )
    newest = [by_index[code][0]["figure_id"] for code in order]
    with st.container(horizontal=True, vertical_alignment="center"):
        figure_panel.offer(newest, key="source-all-indices")
        downloads.offer_shown("all-indices", title, table=table, figure_ids=newest)


def _all_table(order: list[str], by_index: dict[str, list[dict]]) -> pd.DataFrame:
    newest = {code: by_index[code][0] for code in order}
    years = {code: sorted({r["year"] for r in by_index[code]}) for code in order}
    return pd.DataFrame(
        {
            say("indices.index"): [code_name("index_name", code) for code in order],
            say("indices.newest_year"): [str(newest[code]["year"]) for code in order],
            say("indices.score"): [
                say("indices.rank_only")
                if newest[code]["value"] is None
                else score(newest[code]["value"], newest[code]["unit"], _index(code))
                for code in order
            ],
            say("indices.published_rank"): [number(newest[code]["rank"]) for code in order],
            say("figure.years"): [listed([str(year) for year in years[code]]) for code in order],
        }
    )


def _index(code: str):
    return load_provincial_indices()[code]


def _open_index(order: list[str], by_index: dict[str, list[dict]]) -> None:
    selected = st.session_state["open-index"].selection.rows
    if selected:
        code = order[selected[0]]
        address.go(
            cs_ten=code,
            nam=str(by_index[code][0]["year"]),
            cs_phan=None,
            cs_don_vi=None,
            cs_dong=None,
        )
