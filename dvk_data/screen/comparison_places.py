"""Comparing places: which of them, of one province where there are very many, and their values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from . import address
from .comparison import DOMAINS, PLACES_AT_MOST, at_year, base, of_domains, place_name
from .reader import boundary, number, rows, say

PLACES_IN_ALL = 1000


@dataclass(frozen=True)
class Compared:
    """Places and what is asked of them; `summed` are the values of chosen domains together.

    `places` are rows of queries/places_to_compare.sql, `asked` parameters of values_to_compare.sql.
    """

    asked: dict
    places: list[dict]
    areas: tuple[str, ...] = ()
    summed: list[dict] | None = None

    def _values(self, aspects: list[str], **further) -> list[dict]:
        narrowed = {"areas": list(self.areas), "years": [], "is_newest": False} | further
        return rows("values_to_compare", aspects=aspects, **narrowed, **self.asked)

    def of_domains(self, domains: list[str]) -> Compared:
        """The same places by the sum of some domains; those that lack any of them are left out."""
        if not domains:
            return self
        summed = of_domains(self._values(domains), domains)
        known = {value["area_id"] for value in summed}
        places = [place for place in self.places if place["area_id"] in known]
        return replace(self, places=places, summed=summed)

    def years(self) -> dict[str, list[int]]:
        """For which years each place states the whole; places that never do are left out."""
        if self.summed is None:
            return {place["area_id"]: place["years"] for place in self.places if place["years"]}
        years: dict[str, list[int]] = {}
        for value in self.summed:
            years.setdefault(value["area_id"], []).append(value["year"])
        return years

    def at(self, year: int | None) -> list[dict]:
        """Values of a year, or of the newest year of each place."""
        if self.summed is not None:
            return at_year(self.summed, year)
        return self._values(["all"], years=[year] if year else [], is_newest=year is None)

    def over_time(self, area_ids: list[str]) -> list[dict]:
        """Values of some places in all years."""
        if self.summed is not None:
            return [value for value in self.summed if value["area_id"] in area_ids]
        return self._values(["all"], areas=area_ids) if area_ids else []

    def parted(self, year: int | None) -> list[dict]:
        """Values by domain and in total of a year, or of the newest of each place."""
        years = [year] if year else []
        return self._values(["all", *DOMAINS], years=years, is_newest=year is None)

    def parted_ever(self) -> list[dict]:
        """Values by domain and in total of all years."""
        return self._values(["all", *DOMAINS])


def everywhere(measure: dict, level: str) -> Compared:
    """All places of a level that state a measure."""
    return _within(None, measure, level)


def _within(province_id: str | None, measure: dict, level: str) -> Compared:
    asked = {name: measure[name] for name in ("subject", "measure", "unit")}
    asked |= {"boundary": boundary(), "level": level, "province_id": province_id}
    return Compared(asked | {"base": base(measure)}, rows("places_to_compare", **asked))


def is_too_many(measure: dict) -> bool:
    """Whether so many places state a measure that they are compared province by province."""
    return measure["places"] > PLACES_IN_ALL


def _choose_province(measure: dict, level: str) -> str:
    """One of the provinces that state a measure; the one with most places opens."""
    asked = {name: measure[name] for name in ("subject", "measure", "unit")}
    known = rows("provinces_to_compare", boundary=boundary(), level=level, **asked)
    names = {
        province["area_id"]: say(
            "place.with_count", name=place_name(province, "province"), count=province["places"]
        )
        for province in known
    }
    richest = max(known, key=lambda province: province["places"])
    return address.choose(say("place.province"), "trong", names, richest["area_id"])


def _of_province(compared: Compared) -> Compared:
    """The places of one province, or still all of them."""
    provinces = {p["province_id"]: p["province_name"] for p in compared.places}
    names = {"": say("comparison.all_provinces")} | provinces
    chosen = address.choose(say("place.province"), "trong", names, default="")
    if not chosen:
        return compared
    places = [place for place in compared.places if place["province_id"] == chosen]
    return replace(compared, asked=compared.asked | {"province_id": chosen}, places=places)


def choose_places(measure: dict, level: str) -> Compared:
    """The places compared: a province's units, or all, or up to twelve picked ones."""
    if is_too_many(measure):
        compared = _within(_choose_province(measure, level), measure, level)
    else:
        compared = everywhere(measure, level)
        if level != "province":
            compared = _of_province(compared)
    with st.popover(say("comparison.choose_places"), icon=":material/place:", width="stretch"):
        picked = address.choose_several(
            say("comparison.places"),
            "cac-noi",
            {place["area_id"]: place_name(place, level) for place in compared.places},
            placeholder=say("comparison.all_places", count=number(len(compared.places))),
            max_selections=PLACES_AT_MOST,
        )
    if not picked:
        return compared
    places = [place for place in compared.places if place["area_id"] in picked]
    return replace(compared, places=places, areas=tuple(picked))
