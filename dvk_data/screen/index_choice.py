"""Choosing a provincial index, a province, a year and a dimension, and what else there is."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from .. import formats
from ..provincial_indices import TOTAL, ProvincialIndex, load_provincial_indices
from . import address
from .place import NATION, default_place
from .reader import boundary, code_name, in_sentence, language, number, row, rows, say, warehouse

MARK = "cs-dong"
MEDIAN = "trung-vi"
OFFERED = 3


@dataclass(frozen=True)
class Choice:
    """What a reader looks at. `place` is a row of queries/area.sql: a province or the nation."""

    index: ProvincialIndex
    place: dict
    year: int | None
    dimension: str

    @property
    def name(self) -> str:
        """Index, and dimension where one is chosen: 'PCI', 'PCI (tiếp cận đất đai)'."""
        short = short_name(self.index.code)
        if self.dimension == TOTAL:
            return short
        return f"{short} ({in_sentence(code_name('dimension', self.dimension))})"

    @property
    def has_province(self) -> bool:
        return self.place["level"] != "nation"


def short_name(index: str) -> str:
    """'PCI - Năng lực cạnh tranh cấp tỉnh' -> 'PCI'."""
    return code_name("index_name", index).split(" - ")[0]


def place_name(record: dict) -> str:
    """A province as it is spoken; a unit of today is told from the old one of the same name."""
    if record["level"] == "nation":
        return in_sentence(say("place.whole_country"))
    name = record["short_name"]
    if boundary() == "reported" and record["system"] == "2025":
        return say("place.since_2025", name=name)
    return name


def score(value: float | None, unit: str, index: ProvincialIndex) -> str:
    """'67,62 điểm', '89,68%'; as many decimals as the index is published with."""
    text = number(value, index.decimals)
    if unit == "percent":
        return f"{text}%"
    return f"{text} {in_sentence(code_name('unit', unit))}"


def difference(value: float, unit: str, index: ProvincialIndex) -> str:
    """How far two scores are apart, without a sign: '1,46 điểm', '2 điểm %'."""
    if unit == "percent":
        return formats.percentage_points(abs(value), language()).lstrip("+")
    return score(abs(value), unit, index)


def scores(choice: Choice, *, year: int | None, dimension: str | None) -> list[dict]:
    return rows(
        "index_scores",
        boundary=boundary(),
        index_name=choice.index.code,
        year=year,
        dimension=dimension,
    )


def choose() -> Choice:
    """Index, province, year and dimension; all of them stand in the address."""
    index = _choose_index()
    place = _province_of_address()
    columns = st.columns([2, 2, 3] if index.dimensions else [1, 1])
    with columns[0]:
        _choose_province(index, place)
    with columns[1]:
        year = _choose_year(index, place)
    dimension = TOTAL
    if index.dimensions:
        with columns[2]:
            names = {code: code_name("dimension", code) for code in _dimensions(index)}
            dimension = address.choose(
                say("indices.dimension"), "cs-phan", names, TOTAL, then=_forget_mark
            )
    return Choice(index, place, year, dimension)


def choose_unit(choice: Choice, found: list[dict], own: dict | None) -> str | None:
    """One unit of measure at a time: that of the place, else the one most provinces use."""
    units = [r["unit"] for r in found if r["unit"] and r["level"] == "province"]
    if not units:
        return None
    common = max(dict.fromkeys(units), key=units.count)
    default = own["unit"] if own and own["unit"] else common
    if len(set(units)) == 1:
        return default
    names = {unit: code_name("unit", unit) for unit in dict.fromkeys(sorted(units))}
    return address.choose(
        say("indices.unit"), "cs-don-vi", names, default, st.pills, _forget_mark, required=True
    )


def _dimensions(index: ProvincialIndex) -> tuple[str, ...]:
    return (TOTAL, *index.dimensions, *index.parts)


def _choose_index() -> ProvincialIndex:
    indices = load_provincial_indices()
    names = {code: short_name(code) for code in indices}
    label = say("indices.index")
    code = address.choose(label, "cs-ten", names, "PCI", st.pills, _after_index, required=True)
    st.caption(say("indices.about", definition=_definition(code)))
    return indices[code]


def _definition(index: str) -> str:
    return warehouse().catalogue.codes["index_name"][index][f"definition_{language()}"]


def _province_of_address() -> dict:
    """The province of the address; that of the best known place where the address names none."""
    area_id = address.value("noi")
    area = row("area", area_id=area_id) if area_id else None
    if area_id and (area is None or (boundary() == "current" and area["system"] != "2025")):
        address.note_unknown("noi", area_id)
        area = None
    if area is None:
        area = row("area", area_id=default_place())
    if area["level"] in ("nation", "province"):
        return area
    return row("area", area_id=area["province_id"])


def _choose_province(index: ProvincialIndex, place: dict) -> None:
    found = rows("index_places", boundary=boundary(), index_name=index.code)
    names = {NATION[boundary()]: say("place.whole_country")}
    for area in found:
        name = place_name(area)
        if area["years"]:
            name = say("indices.province_years", name=name, count=area["years"])
        names[area["area_id"]] = name
    names.setdefault(place["area_id"], place_name(place))
    address.note_choice(say("place.province"), place_name(place))
    address.note_default("noi", place["area_id"])
    key = address.remember("province", place["area_id"], names)
    st.selectbox(
        say("place.province"),
        list(names),
        format_func=names.get,
        key=key,
        on_change=lambda: _open_province(index, st.session_state[key]),
    )


def _open_province(index: ProvincialIndex, area_id: str) -> None:
    address.go(noi=area_id, nam=_year_kept(index.code, area_id), cs_dong=None, cs_don_vi=None)


def _after_index(code: str | None) -> dict:
    """Another index keeps the place, and the year where the index has it for the place."""
    index = load_provincial_indices()[code or "PCI"]
    dimension = address.value("cs-phan")
    return {
        "nam": _year_kept(index.code, _province_of_address()["area_id"]),
        "cs-phan": dimension if dimension in _dimensions(index) else None,
        "cs-don-vi": None,
        MARK: None,
    }


def _year_kept(index: str, area_id: str) -> str | None:
    year = address.value("nam")
    known = rows("index_years", boundary=boundary(), index_name=index, area_id=area_id)
    is_known = any(str(y["year"]) == year and y["figures"] for y in known)
    return year if is_known else None


def _forget_mark(_) -> dict:
    return {MARK: None}


def _choose_year(index: ProvincialIndex, place: dict) -> int | None:
    """A year of the index; the shared year of the address stays even where the index lacks it."""
    known = rows(
        "index_years", boundary=boundary(), index_name=index.code, area_id=place["area_id"]
    )
    if not known:
        st.selectbox(say("place.year"), [say("overview.not_reported")], disabled=True)
        return None
    opens = next(str(year["year"]) for year in known if year["opens"])
    names = {}
    for year in known:
        is_other = place["level"] != "nation" and not year["figures"]
        words = {"year": year["year"], "count": number(year["provinces"])}
        names[str(year["year"])] = (
            say("indices.year_others", **words) if is_other else say("indices.year", **words)
        )
    wanted = address.value("nam")
    elsewhere = {str(year["year"]) for year in rows("years_known")}
    if wanted in elsewhere and wanted not in names:
        names[wanted] = say("indices.year_none", year=wanted)
    return int(address.choose(say("place.year"), "nam", names, opens, then=_forget_mark))


def offer(choice: Choice) -> None:
    """Why there is nothing to see here, and the nearest choices that have something."""
    words = {"index": choice.name, "place": place_name(choice.place), "year": choice.year}
    if choice.year is None:
        st.info(say("indices.none_at_all", index=choice.name))
    elif choice.dimension == TOTAL and _has_dimensions(choice):
        st.info(say("indices.none_in_total", **words))
    else:
        st.info(say("indices.none_of_place", **words))
    own = [r for r in _known_of(choice) if r["area_id"] == choice.place["area_id"]]
    years = sorted({r["year"] for r in own}, key=lambda year: abs(year - (choice.year or year)))
    others = rows("indices_of_place", area_id=choice.place["area_id"], boundary=boundary())
    newest = {}
    for other in others:
        if other["index_name"] != choice.index.code:
            newest.setdefault(other["index_name"], other["year"])
    with st.container(horizontal=True):
        for year in years[:OFFERED]:
            _button(say("indices.offer", index=choice.name, year=year), nam=str(year))
        for index, year in newest.items():
            label = say("indices.offer", index=short_name(index), year=year)
            _button(label, cs_ten=index, nam=str(year), cs_phan=None)
        if choice.place["system"] == "2025" and not choice.has_province:
            _button(say("indices.offer_reported"), dia_gioi=None, noi=NATION["reported"])
        elif choice.place["system"] == "2025":
            for part in _old_parts(choice):
                label = say("indices.offer_old", name=part["short_name"], count=part["years"])
                _button(label, dia_gioi=None, noi=part["area_id"], nam=None)


def _has_dimensions(choice: Choice) -> bool:
    found = scores(choice, year=choice.year, dimension=None)
    return any(r["area_id"] == choice.place["area_id"] for r in found)


def _known_of(choice: Choice) -> list[dict]:
    return scores(choice, year=None, dimension=choice.dimension)


def _old_parts(choice: Choice) -> list[dict]:
    """The old units of a unit of today that state the index."""
    parts = {part["area_id"] for part in rows("old_parts", area_id=choice.place["area_id"])}
    found = rows("index_places", boundary="reported", index_name=choice.index.code)
    return [area for area in found if area["area_id"] in parts and area["years"]]


def _button(label: str, **parameters: str | None) -> None:
    st.button(
        label,
        key="offer-" + "-".join(f"{name}.{value}" for name, value in parameters.items()),
        on_click=lambda: address.go(**parameters, cs_dong=None, cs_don_vi=None),
    )


def mark(area_id: str, year: int, dimension: str) -> str:
    """The code of a mark in charts and address; MEDIAN stands for the provinces behind it."""
    return f"{area_id}.{year}.{dimension}"


def chosen_mark(choice: Choice) -> tuple[str, int, str] | None:
    """The mark of the address as (area or MEDIAN, year, dimension); None where there is none."""
    found = address.value(MARK)
    if not found:
        return None
    area_id, _, rest = found.partition(".")
    year, _, dimension = rest.partition(".")
    is_known = area_id == MEDIAN or row("area", area_id=area_id) is not None
    if not (is_known and year.isdecimal() and dimension in _dimensions(choice.index)):
        address.note_unknown(MARK, found)
        return None
    return area_id, int(year), dimension
