"""A cell of the coverage: what it says, the figures behind it, and the ways on from there."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

import streamlit as st

from . import address, figure_table, given_rows
from .reader import boundary, number, rows, say

SUBJECTS = {
    "mo-hinh": "models",
    "so-mo-hinh": "model_counts",
    "thu-tuc": "service_kpis",
    "don-thu": "petitions",
    "chi-so": "indices",
}
SIGNS = {"contradicted": "✗", "unsure": "≈", "reported": "✓", "below": "▽", "missing": "–"}
# Tables whose rows the table of figures knows how to show.
FIGURES = ("model_counts", "service_kpis", "petitions")


@dataclass
class Cell:
    """What a unit reports in one column of the matrix."""

    figures: int = 0
    unsure: int = 0
    contradicted: int = 0
    below: int = 0
    subjects: set[str] = field(default_factory=set)

    def add(self, record: dict) -> None:
        self.figures += record["figures"]
        self.unsure += record["unsure"]
        self.contradicted += record["contradicted"]
        self.below += record["below"]
        if record["figures"]:
            self.subjects.add(record["subject"])

    @property
    def state(self) -> str:
        """The worst that is known of the cell; own figures count before those of units below."""
        if self.contradicted:
            return "contradicted"
        if self.unsure:
            return "unsure"
        if self.figures:
            return "reported"
        return "below" if self.below else "missing"

    def text(self, *, by_subject: bool) -> str:
        """'✓ 12', '≈ 3/12', or of all subjects together '✓ 3/5'."""
        sign = SIGNS[self.state]
        if self.state == "missing":
            return sign
        if self.state == "below":
            return f"{sign} {number(self.below)}"
        if not by_subject:
            return f"{sign} {len(self.subjects)}/{len(SUBJECTS)}"
        part = {"contradicted": self.contradicted, "unsure": self.unsure}.get(self.state)
        return f"{sign} {number(part)}/{number(self.figures)}" if part else f"{sign} {self.figures}"


def show(unit: dict, year: int | None, subject: str | None, cell: Cell, title: str) -> None:
    """The figures of a cell by table, and links to the overview and to the units below."""
    with st.container(border=True):
        st.subheader(title, anchor=False)
        with st.container(horizontal=True, vertical_alignment="center"):
            when = {"nam": str(year)} if year else {}
            st.page_link(
                "pages/overview.py",
                label=say("coverage.open_overview"),
                icon=":material/dashboard:",
                query_params=address.shared() | {"noi": unit["area_id"]} | when,
            )
            if cell.below and not unit["is_self"]:
                st.button(
                    say("coverage.open_below", count=number(cell.below)),
                    icon=":material/south:",
                    type="tertiary",
                    on_click=lambda: address.go(noi=unit["area_id"], o=None),
                )
            st.button(
                say("checks.close"),
                key="close-cell",
                icon=":material/close:",
                type="tertiary",
                on_click=lambda: address.go(o=None),
            )
        asked = {"boundary": boundary(), "area_id": unit["area_id"]}
        found = rows("coverage_figures", **asked, year=year, subject=subject)
        _figures([figure_id for record in found for figure_id in record["figure_ids"]])


def _figures(figure_ids: list[str]) -> None:
    # A count carried over to a unit of today is the sum of several figures: 'a+b'.
    parts = [part for figure_id in figure_ids for part in figure_id.split("+")]
    if not parts:
        st.markdown(say("coverage.only_below"))
        return
    given = rows("rows_by_id", figure_ids=parts)
    of_figures = [r["figure_id"] for r in given if r["table_name"] in FIGURES]
    if of_figures:
        figure_table.behind(of_figures, say("coverage.figures", count=number(len(of_figures))))
    others = [r for r in given if r["table_name"] not in FIGURES]
    for name, of_table in groupby(others, key=lambda r: r["table_name"]):
        records = list(of_table)
        table_title = given_rows.table_title(name)
        st.markdown(f"**{say('place.with_count', name=table_title, count=number(len(records)))}**")
        given_rows.show(records, table_title, key=f"cell-{name}")
