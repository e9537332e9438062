"""What of the models' outcomes a reader looks at: indicator, place, year, domain, kind of owner."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ..indicators import Indicator, load_indicators
from . import address, holdings, model_list
from . import place as places
from .reader import (
    boundary,
    code_name,
    in_sentence,
    indicator,
    language,
    models,
    number,
    row,
    rows,
    say,
    warehouse,
)

ALL_YEARS = "tat-ca"
NOT_STATED = "khong-neu"
OPENS_WITH = "money_raised"
SERVICES = "services"
GROUPS = (
    "money",
    "help",
    "works",
    "contributions",
    "participation",
    "production",
    "order",
    "learning",
    SERVICES,
)
# Choices that name a mark of a chart, which another chart may not have.
MARKS = ("nl_chon", "nl_mo_hinh")


@dataclass(frozen=True)
class Choice:
    """What the reader chose; `year` is a year, 'tat-ca' or 'khong-neu'."""

    place: dict
    year: str
    domains: list[str]
    owner_types: list[str]
    indicator: Indicator
    unit: str

    def models(self, **others) -> dict:
        """The choice of the models that state the indicator; `others` replace parts of it."""
        years = [] if self.year == ALL_YEARS else [self.year]
        scope = _scope(self.place, years, self.domains, self.owner_types)
        return scope | {"outcome": (self.indicator.code, self.unit)} | others

    def asked(self, **others) -> dict:
        """Parameters of the questions about outcomes; `others` replace parts of the choice."""
        chosen = self.models(**others)
        indicator, unit = chosen.pop("outcome")
        return {
            **chosen,
            "level": self.place["level"],
            "indicator": indicator,
            "unit": unit,
            "is_additive": self.indicator.is_additive,
        }

    @property
    def place_name(self) -> str:
        is_nation = self.place["level"] == "nation"
        return in_sentence(say("place.whole_country") if is_nation else self.place["name"])

    @property
    def period(self) -> str:
        return period_name(self.year)

    @property
    def name(self) -> str:
        return self.indicator.name(language())


def period_name(year: str) -> str:
    """'năm 2023', 'mọi năm'."""
    if year == ALL_YEARS:
        return say("resources.in_all_years")
    if year == NOT_STATED:
        return say("resources.in_no_year")
    return say("resources.in_year", year=year)


def choose() -> Choice:
    """Resolve the address, then draw the controls that change it."""
    place = _place()
    domains = address.values("nl-linh-vuc", _codes("domain"))
    owner_types = address.values("nl-chu-the", [*_codes("owner_type"), NOT_STATED])
    year = _year(place)
    code, unit = _indicator(place, year, domains, owner_types)
    choice = Choice(place, year, domains, owner_types, indicator(code), unit)
    where, when = st.columns([3, 1], vertical_alignment="bottom")
    with where:
        places.choose_place(place["area_id"], lambda parent_id: _units_below(choice, parent_id))
    facets = facets_of(choice)
    with when:
        _choose_year(choice, facets["year"])
    _choose_group(choice, facets["indicator"])
    what, which = st.columns(2, vertical_alignment="bottom")
    with what:
        _choose_indicator(choice, facets["indicator"])
    with which, places.further_filters("nl-loc", _filter_names(choice)):
        _choose_some("domain", "nl-linh-vuc", choice.domains, facets["domain"])
        _choose_some("owner_type", "nl-chu-the", choice.owner_types, facets["owner_type"])
    _choose_unit(choice, facets["indicator"])
    return choice


def facets_of(choice: Choice, **others) -> dict[str, dict]:
    """Models that each further choice leaves: facet -> code -> number; by (code, unit) of the
    facet 'indicator'. `others` replace choices."""
    return _facets(choice.models(**others))


def group_of(entry: Indicator) -> str:
    return entry.group or SERVICES


def _scope(place: dict, years: list[str], domains: list[str], owner_types: list[str]) -> dict:
    return {
        "boundary": boundary(),
        "area_id": None if place["level"] == "nation" else place["area_id"],
        "years": years,
        "domains": domains,
        "owner_types": owner_types,
    }


def _facets(chosen: dict) -> dict[str, dict]:
    return models().facets(**chosen) | {"indicator": _stated(chosen)}


def _stated(scope: dict) -> dict[tuple[str, str], int]:
    """Indicators and units that models state, with their number, the most frequent first."""
    within = models().matching(**scope | {"outcome": None})
    counts = models().counts("outcome", within)
    ordered = sorted(counts.items(), key=lambda found: (-found[1], found[0]))
    return {tuple(stated.split(" ")): count for stated, count in ordered}


def _place() -> dict:
    """The place of the address; else the one that the overview opens with, or the country where
    no model of that place states anything."""
    chosen = address.value("noi")
    area = row("area", area_id=chosen) if chosen else None
    if area and (boundary() == "reported" or area["system"] == "2025"):
        return area
    opens = row("area", area_id=places.default_place())
    is_stated = _stated(_scope(opens, [], [], []))
    return opens if is_stated else row("area", area_id=places.NATION[boundary()])


def _year(place: dict) -> str:
    """The year of the address; else the one that the overview opens with, where models state any
    outcome for it; else all years."""
    wide = address.value("nl-nam", [ALL_YEARS, NOT_STATED])
    if wide:
        return wide
    year = address.value("nam", [str(known["year"]) for known in rows("years_known")])
    if year:
        return year
    if place["level"] == "nation":
        return ALL_YEARS
    opens = holdings.opening_year(holdings.years_of(holdings.of_place(place)))
    is_stated = opens and _stated(_scope(place, [str(opens)], [], []))
    return str(opens) if is_stated else ALL_YEARS


def _indicator(place, year, domains, owner_types) -> tuple[str, str]:
    """Indicator and unit of the address; else money raised, else what most models state."""
    years = [] if year == ALL_YEARS else [year]
    stated = _stated(_scope(place, years, domains, owner_types))
    code = address.value("nl-chi-tieu", _every_indicator()) or _opening_indicator(stated)
    units = [unit for known, unit in stated if known == code] or list(indicator(code).units)
    return code, address.value("nl-don-vi", indicator(code).units) or units[0]


def _opening_indicator(stated: dict[tuple[str, str], int]) -> str:
    codes = [code for code, _ in stated]
    return OPENS_WITH if OPENS_WITH in codes or not codes else codes[0]


def _every_indicator() -> list[str]:
    """All outcomes that models of any place state, and all that they may state."""
    everywhere = _stated(_scope({"level": "nation"}, [], [], []))
    known = load_indicators().of_subject("model_outcomes")
    return list(dict.fromkeys([*known, *(code for code, _ in everywhere)]))


def _codes(code_list: str) -> list[str]:
    return [code for code in warehouse().catalogue.codes[code_list] if code != "all"]


def _units_below(choice: Choice, parent_id: str | None) -> list[dict]:
    return model_list.units_with_models(parent_id, choice.models())


def _with_count(name: str, models: int) -> str:
    return say("place.with_count", name=name, count=number(models))


def _choose_year(choice: Choice, found: dict[str, int]) -> None:
    """A year is shared with the other pages; 'all years' and 'not stated' are of this page."""
    names = {ALL_YEARS: _with_count(say("place.all_years"), sum(found.values()))}
    years = {year for year in [*found, choice.year] if year.isdigit()}
    for year in sorted(years, reverse=True):
        names[year] = _with_count(year, found.get(year, 0))
    if found.get(NOT_STATED) or choice.year == NOT_STATED:
        names[NOT_STATED] = _with_count(say("models.no_year"), found.get(NOT_STATED, 0))
    address.choose(
        say("place.year"), "nl-nam", names, choice.year, then=lambda year: year_parameters(year)
    )


def year_parameters(year: str) -> dict[str, str | None]:
    """What a choice of year writes into the address."""
    if year.isdigit():
        return {"nam": year, "nl_nam": None}
    return {"nl_nam": year}


def _choose_group(choice: Choice, stated: dict[tuple[str, str], int]) -> None:
    """Groups of indicators; another group opens with what most models state of it."""
    first: dict[str, str] = {}
    for code, _ in stated:
        first.setdefault(group_of(indicator(code)), code)
    current = group_of(choice.indicator)
    shown = [group for group in GROUPS if group in first or group == current]
    address.choose(
        say("resources.group"),
        "nl-nhom",
        {group: say(f"resources.group_{group}") for group in shown},
        current,
        st.pills,
        then=lambda group: _other_indicator(first[group], stated) | {"nl_nhom": None},
        required=True,
        wrap=True,
    )


def _choose_indicator(choice: Choice, stated: dict[tuple[str, str], int]) -> None:
    group = group_of(choice.indicator)
    models: dict[str, int] = {}
    for (code, _), count in stated.items():
        if group_of(indicator(code)) == group:
            models[code] = max(count, models.get(code, 0))
    models.setdefault(choice.indicator.code, 0)
    names = {
        code: _with_count(indicator(code).name(language()), count) for code, count in models.items()
    }
    address.choose(
        say("resources.indicator"),
        "nl-chi-tieu",
        names,
        choice.indicator.code,
        then=lambda code: _other_indicator(code, stated),
        help=choice.indicator.definition(language()),
    )


def _other_indicator(code: str, stated: dict[tuple[str, str], int]) -> dict[str, str | None]:
    """Another indicator begins in its own unit; the one that opens needs no word in the address."""
    opening = _opening_indicator(stated)
    chosen = None if code == opening else code
    return {"nl_chi_tieu": chosen, "nl_don_vi": None, "nl_mo_hinh": None}


def _choose_some(facet: str, parameter: str, chosen: list[str], found: dict[str, int]) -> None:
    """Choices of one facet that lead somewhere, each with the number of models it leaves."""
    names = {}
    for code in [*_codes(facet), NOT_STATED]:
        if found.get(code) or code in chosen:
            names[code] = _with_count(name_of(facet, code), found.get(code, 0))
    address.choose_several(say(f"models.{facet}"), parameter, names, placeholder=say("models.any"))


def _filter_names(choice: Choice) -> list[str]:
    domains = [name_of("domain", code) for code in choice.domains]
    return [*domains, *(name_of("owner_type", code) for code in choice.owner_types)]


def name_of(facet: str, code: str) -> str:
    """Name of a domain, kind of owner or year."""
    if code == NOT_STATED:
        return say("models.no_year" if facet == "year" else "models.no_owner_type")
    return code if facet == "year" else code_name(facet, code)


def _choose_unit(choice: Choice, stated: dict[tuple[str, str], int]) -> None:
    """An indicator that is stated in several units is shown in one at a time."""
    code = choice.indicator.code
    units = {unit: count for (known, unit), count in stated.items() if known == code}
    if len(units) < 2 and choice.unit in units:
        return
    units.setdefault(choice.unit, 0)
    if len(units) < 2:
        return
    address.choose(
        say("resources.unit"),
        "nl-don-vi",
        {unit: _with_count(code_name("unit", unit), count) for unit, count in units.items()},
        choice.unit,
        st.segmented_control,
        required=True,
    )
