"""What the sections of the sources page share: the section itself, place, year and facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
import streamlit as st

from . import address, downloads
from . import place as places
from .reader import number, say

SECTIONS = {
    "nguon": "sources",
    "doi-chieu": "checks",
    "do-phu": "coverage",
    "tu-dien": "dictionary",
    "thay-doi": "versions",
}
# What is chosen within a section; another section begins without it.
WITHIN = ("nguon", "tim", "loai", "bang", "ket-qua", "quy-tac", "xep", "phep-tinh", "mang", "o")
WITHIN += ("muc", "kieu", "phien-ban", "bo-du-lieu")
NARROWING = ("noi", "nam", "tim", "loai", "bang", "ket-qua", "quy-tac", "kieu")


class Facet(NamedTuple):
    """A choice among codes: `of` gives the codes of a record."""

    parameter: str
    label: str
    names: dict[str, str]
    of: Callable[[dict], set[str]]
    widget: Callable = st.pills
    width: float = 1


def choose_section() -> str:
    """The section of the page, by the name its sentences have."""
    code = address.choose(
        say("sources.section"),
        "phan",
        {code: say(f"sources.section_{name}") for code, name in SECTIONS.items()},
        "nguon",
        st.segmented_control,
        then=lambda _: dict.fromkeys(WITHIN),
        label_visibility="collapsed",
        required=True,
        wrap=True,
    )
    return SECTIONS[code]


def area_of(place: dict) -> str | None:
    """The unit to which the rows are narrowed; None for the whole country."""
    return None if place["level"] == "nation" else place["area_id"]


def choose_year(years: list[int]) -> int | None:
    """The shared year, or all years. A year that only other pages know is not blamed."""
    names = {"": say("place.all_years")} | {str(year): str(year) for year in years}
    chosen = address.choose(say("place.year"), "nam", names, "", is_passing=True)
    return int(chosen) if chosen else None


def narrow(records: list[dict], facets: list[Facet]) -> list[dict]:
    """Draw the facets, each code with the number of records it leaves; return what meets all."""
    chosen = {f.parameter: set(address.values(f.parameter, list(f.names))) for f in facets}

    restricting = [facet for facet in facets if chosen[facet.parameter]]

    def meets(record: dict, but: str = "") -> bool:
        return all(
            f.parameter == but or not chosen[f.parameter].isdisjoint(f.of(record))
            for f in restricting
        )

    columns = st.columns([facet.width for facet in facets])
    for facet, column in zip(facets, columns, strict=True):
        left = (facet.of(record) for record in records if meets(record, facet.parameter))
        counts = Counter(code for codes in left for code in codes)
        names = {
            code: say("place.with_count", name=name, count=number(counts[code]))
            for code, name in facet.names.items()
            if counts[code] or code in chosen[facet.parameter]
        }
        is_pills = facet.widget is st.pills
        extra = (
            {"selection_mode": "multi", "wrap": True}
            if is_pills
            else {"placeholder": say("models.any")}
        )
        with column:
            address.choose_several(facet.label, facet.parameter, names, facet.widget, **extra)
    return [record for record in records if meets(record)]


def clear() -> None:
    """Take back what narrows a list; the section and the order stay."""
    address.go(**dict.fromkeys(NARROWING))


def is_narrowed() -> bool:
    return any(address.value(name) not in (None, *places.NATION.values()) for name in NARROWING)


def download(
    rows_found: int, table: Callable[[], pd.DataFrame], name: str, filters: list[str], key: str
) -> None:
    """Button that takes the rows found away; the table is made when a reader asks for it."""
    chosen = [(say("file.filters"), text) for text in filters]
    own = {"name": name, "filters": chosen, "named_by": filters}
    scope = downloads.of_rows(rows_found, lambda: (table(), {}), name, **own)
    downloads.offer(key, [scope])
