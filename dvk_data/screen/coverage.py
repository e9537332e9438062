"""Coverage: who reports what for which year, how sure it is, and who has reported nothing."""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd
import streamlit as st

from . import address, coverage_cell, freshness, given_rows, leading_table
from . import place as places
from .coverage_cell import SIGNS, SUBJECTS, Cell
from .reader import boundary, in_sentence, number, rows, say
from .source_choices import choose_year, download

EVERYTHING = "tat-ca"
NO_YEAR = "khong-ro"
# Half transparent, so that they show on light and dark; the sign says the same.
COLOURS = {
    "contradicted": "rgba(207, 34, 46, 0.28)",
    "unsure": "rgba(198, 134, 16, 0.25)",
    "reported": "rgba(25, 135, 84, 0.25)",
    "below": "rgba(23, 87, 161, 0.16)",
}


def show() -> None:
    """The matrix of a place, the cell of the address, who reported nothing, and how old it is."""
    where, when = st.columns([4, 1], vertical_alignment="bottom")
    with where:
        place = places.choose_place(None, places.units_below("figures"))
    found = rows("coverage", boundary=boundary(), area_id=place["area_id"])
    years = sorted({r["year"] for r in found if r["year"]}, reverse=True)
    with when:
        year = choose_year(years)
    subject = _choose_subject()
    units = {r["area_id"]: r for r in found}
    below = [unit for unit in units.values() if not unit["is_self"]] or list(units.values())
    shown = [r for r in found if subject in (EVERYTHING, _code(r["subject"]))]
    focus = year or max((r["year"] for r in shown if r["year"] and r["figures"]), default=None)
    if focus:
        silent(below, shown, subject, focus)
    _matrix(place, list(units.values()), shown, subject, year, years)
    freshness.table(below, found, SUBJECTS)


def _code(subject: str | None) -> str | None:
    return next((code for code, name in SUBJECTS.items() if name == subject), None)


def _choose_subject() -> str:
    names = {EVERYTHING: say("coverage.all_subjects")}
    names |= {code: given_rows.table_title(subject) for code, subject in SUBJECTS.items()}
    return address.choose(
        say("figure.subject"),
        "mang",
        names,
        EVERYTHING,
        st.segmented_control,
        required=True,
        wrap=True,
        then=lambda _: {"o": None},
    )


def subject_words(subject: str) -> str:
    """'đơn thư' within a sentence; of all subjects 'mọi phần'."""
    if subject == EVERYTHING:
        return say("coverage.any_subject")
    return in_sentence(given_rows.table_title(SUBJECTS[subject]))


def exists(unit: dict, year: int) -> bool:
    """Units of old boundaries report until June 2025, those of today since; in today's
    boundaries every unit may be given earlier figures."""
    if boundary() == "current":
        return True
    starts, ends = unit["valid_from"], unit["valid_to"]
    return (not starts or starts.year <= year) and (not ends or ends.year >= year)


def unit_name(unit: dict) -> str:
    name = unit["short_name"] if unit["level"] == "province" else unit["name"]
    is_new = boundary() == "reported" and unit["system"] == "2025" and unit["level"] == "province"
    return say("place.since_2025", name=name) if is_new else name


def silent(below: list[dict], shown: list[dict], subject: str, year: int) -> None:
    """Who reported nothing for a subject and year; who only through units below. Not zero."""
    own = {r["area_id"] for r in shown if r["year"] == year and r["figures"]}
    through = {r["area_id"] for r in shown if r["year"] == year and r["below"]} - own
    asked = [unit for unit in below if exists(unit, year)]
    if len(asked) < 2:  # one unit alone is told by its row
        return
    nothing = [unit for unit in asked if unit["area_id"] not in own | through]
    new = sum(unit["system"] == "2025" for unit in asked)
    is_mixed = 0 < new < len(asked)
    level = say("coverage.units_both" if is_mixed else f"coverage.units_{asked[0]['level']}")
    words = {"subject": subject_words(subject), "year": year, "level": level}
    silent_units = number(len(asked) - sum(u["area_id"] in own for u in asked))
    st.header(
        say("coverage.finding", silent=silent_units, all=number(len(asked)), **words), anchor=False
    )
    if is_mixed:
        st.caption(say("coverage.both_systems", old=number(len(asked) - new), new=number(new)))
    st.caption(say("coverage.not_zero"))
    if boundary() == "current":
        st.caption(say("coverage.only_converted"))
    with st.container(horizontal=True):
        if nothing:
            names = ", ".join(unit_name(unit) for unit in nothing)
            label = say("coverage.nothing", count=number(len(nothing)))
            with st.popover(label, icon=":material/do_not_disturb_on:"):
                st.markdown(names)
        only = [unit for unit in asked if unit["area_id"] in through]
        if only:
            label = say("coverage.through_below", count=number(len(only)))
            with st.popover(label, icon=":material/arrow_drop_down_circle:"):
                st.markdown(", ".join(unit_name(unit) for unit in only))


def _matrix(
    place: dict,
    units: list[dict],
    shown: list[dict],
    subject: str,
    year: int | None,
    years: list[int],
) -> None:
    """Units x years of one subject or of all together; of one year, units x subjects."""
    by_subject = subject != EVERYTHING or year is not None
    is_by_year = not (subject == EVERYTHING and year)
    cells: dict[tuple[str, str], Cell] = defaultdict(Cell)
    for record in shown:
        if record["subject"] and (is_by_year or record["year"] == year):
            column = str(record["year"] or NO_YEAR) if is_by_year else _code(record["subject"])
            cells[record["area_id"], column].add(record)
    if is_by_year:
        used = {column for _, column in cells}
        columns = {str(y): str(y) for y in years if str(y) in used}
        if NO_YEAR in used:
            columns[NO_YEAR] = say("coverage.no_year")
    else:
        columns = {code: given_rows.table_title(name) for code, name in SUBJECTS.items()}
    if not columns:
        st.info(say("overview.not_reported"))
        return
    reporting = Counter(area_id for (area_id, _), cell in cells.items() if cell.figures)
    known = {area_id for area_id, _ in cells}
    units = [u for u in units if u["area_id"] in known or not year or exists(u, year)]
    # Who reports most comes first: among a hundred communes the few would be lost.
    units.sort(key=lambda u: (not u["is_self"], -reporting[u["area_id"]]))
    is_nation = place["level"] == "nation"
    whole = say("place.whole_country" if is_nation else "coverage.whole", name=place["name"])
    names = {u["area_id"]: whole if u["is_self"] else unit_name(u) for u in units}
    texts, states = {}, {}
    for code in columns:
        for unit in units:
            cell = cells.get((unit["area_id"], code), Cell())
            column_year = int(code) if code.isdigit() else None if is_by_year else year
            is_there = bool(cell.figures or cell.below) or (
                column_year is None or exists(unit, column_year)
            )
            texts[unit["area_id"], code] = cell.text(by_subject=by_subject) if is_there else ""
            states[unit["area_id"], code] = cell.state if is_there else ""
    _legend(by_subject=by_subject)
    table = pd.DataFrame(
        {"place": list(names.values())}
        | {code: [texts[area_id, code] for area_id in names] for code in columns}
    )
    _draw(table, list(names), columns, states)
    filled = {
        f"{area_id}.{code}": f"{names[area_id]} · {columns[code]} · {texts[area_id, code]}"
        for area_id in names
        for code in columns
        if states[area_id, code] not in ("", "missing")
    }
    chosen = _choose_cell(filled, table.rename(columns={"place": say("models.place"), **columns}))
    if chosen:
        area_id, code = chosen.rsplit(".", 1)
        cell_year = year if not is_by_year else int(code) if code.isdigit() else None
        unit = next(u for u in units if u["area_id"] == area_id)
        title = say("coverage.cell", place=names[area_id], column=in_sentence(columns[code]))
        cell_subject = SUBJECTS.get(subject if is_by_year else code)
        coverage_cell.show(unit, cell_year, cell_subject, cells[area_id, code], title)


def _legend(*, by_subject: bool) -> None:
    signs = [f"**{sign}** {say(f'coverage.state_{state}')}" for state, sign in SIGNS.items()]
    counted = say("coverage.count_figures" if by_subject else "coverage.count_subjects")
    st.caption(f"{' · '.join(signs)}. {counted} {say('coverage.choose_hint')}")


def _draw(table: pd.DataFrame, area_ids: list[str], columns: dict, states: dict) -> None:
    """The matrix; a cell goes into the address, the name of a unit opens the unit."""

    def paint(frame: pd.DataFrame) -> pd.DataFrame:
        colours = {
            code: [painted.get(states[area_id, code], "") for area_id in area_ids]
            for code in columns
        }
        return pd.DataFrame({"place": "", **colours}, index=frame.index, dtype=object)

    painted = {state: f"background-color: {colour}" for state, colour in COLOURS.items()}

    cells = table.iloc[:, 1:].to_numpy().ravel()
    key = leading_table.list_key("coverage", [*area_ids, *columns, *cells])
    area_id, _, code = (address.value("o") or "").rpartition(".")
    is_here = area_id in area_ids and code in columns
    marks = [(area_ids.index(area_id), code)] if is_here else []
    key = leading_table.marked_key(key, "cells", marks)
    text = st.column_config.TextColumn
    st.dataframe(
        table.style.apply(paint, axis=None),
        hide_index=True,
        height="content" if len(table) <= 14 else 560,
        alt=say("sources.section_coverage"),
        key=key,
        on_select=lambda: _open(key, area_ids),
        selection_mode="single-cell",
        selection_default={"selection": {"cells": marks}},
        column_config={"place": text(say("models.place"), width=200, pinned=True)}
        | {code: text(name, width=column_width(name)) for code, name in columns.items()},
    )


def column_width(heading: str) -> int:
    """Room for a heading in pixels: none is cut."""
    return max(86, 30 + 8 * len(heading))


def _open(key: str, area_ids: list[str]) -> None:
    selected = st.session_state[key].selection.cells
    if not selected:
        return
    line, column = selected[0]
    if column == "place":
        address.go(noi=area_ids[line], o=None)
    else:
        address.go(o=f"{area_ids[line]}.{column}")


def _choose_cell(filled: dict[str, str], file: pd.DataFrame) -> str | None:
    """The cell of the address, which can be chosen from a list as well; and the file."""
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    with left:
        chosen = address.choose(
            say("coverage.open_cell"),
            "o",
            {"": say("coverage.no_cell")} | filled,
            "",
            is_passing=True,
        )
    with right:
        download(len(file), lambda: file, say("sources.section_coverage"), [], "coverage")
    return chosen or None
