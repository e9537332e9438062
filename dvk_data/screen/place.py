"""Choosing a place and a year, and saying what the place is in either system of boundaries."""

from __future__ import annotations

import re
from collections.abc import Callable

import streamlit as st

from ..places import search_words
from . import address, holdings
from .reader import boundary, in_sentence, number, row, rows, say

NATION = {"reported": "2004-nation-VN", "current": "2025-nation-VN"}
FOUND_AT_MOST = 8


def default_place() -> str:
    """Where pages open that have no place in their address: the same whatever else is chosen."""
    return row("richest_place", everything=True, boundary="reported")["area_id"]


def choose_place(default: str | None, options: Callable[[str | None], list[dict]]) -> dict:
    """The place of the address, with select boxes for province, district and commune.

    `options(parent_id)` lists the units below a unit (None: the provinces) with `area_id`, `name`,
    `short_name`, `system` and `count`. Returns the row of queries/area.sql.
    """
    nation = NATION[boundary()]
    asked = address.value("noi")
    place = _area_of_address(asked or default or nation)
    address.note_choice(say("place.chosen"), full_name(place))
    address.note_default("noi", default)
    province_id = place["province_id"]
    district_id = place["district_id"]
    commune_id = place["area_id"] if place["level"] == "commune" else None
    has_districts = boundary() == "reported" and (place["system"] == "2004" or not province_id)
    columns = st.columns(3 if has_districts else 2)
    with columns[0]:
        _select("province", options(None), province_id, nation, say("place.whole_country"))
    with columns[1]:
        if has_districts:
            below = options(province_id) if province_id else []
            _select("district", below, district_id, province_id, say("place.all_districts"))
        else:
            below = options(province_id) if province_id else []
            _select("commune", below, commune_id, province_id, say("place.all_districts"))
    if has_districts:
        with columns[2]:
            below = options(district_id) if district_id else []
            _select("commune", below, commune_id, district_id, say("place.whole_district"))
    return place


def units_below(counted: str, *, only_holding: bool = False) -> Callable[[str | None], list[dict]]:
    """What choose_place() lists: units with their number in a column of queries/places_held.sql.

    Old units that hold nothing are listed as well, unless only those that hold something are.
    """

    def units(parent_id: str | None) -> list[dict]:
        found = rows("places_held", boundary=boundary(), parent_id=parent_id)
        return [
            {**unit, "count": unit[counted]}
            for unit in found
            if unit[counted] or (not only_holding and _is_of_its_time(unit, parent_id))
        ]

    return units


def _is_of_its_time(unit: dict, parent_id: str | None) -> bool:
    """Whether a unit has its place in the list though it holds nothing."""
    return unit["system"] == "2004" or parent_id is not None or boundary() == "current"


def _area_of_address(area_id: str) -> dict:
    """The place that the address names, in the boundaries chosen.

    An old unit is shown as the unit it belongs to today, and the address keeps the old one, so that
    switching back finds it again. For a place that does not exist the whole country is shown.
    """
    area = row("area", area_id=area_id)
    if area is None:
        address.note_unknown("noi", area_id)
        return row("area", area_id=NATION[boundary()])
    if area["level"] == "nation":
        return row("area", area_id=NATION[boundary()])
    if boundary() == "current" and area["system"] == "2004":
        return row("area", area_id=area["current_area_id"])
    return area


def _select(level: str, found: list[dict], current: str | None, above: str | None, whole: str):
    """Select box of one level; the first option stands for the whole unit above.

    Nothing where the level above is not chosen yet: a box that cannot be used only takes room.
    """
    if above is None:
        return
    names = {above: whole} | {option["area_id"]: _option_name(option, level) for option in found}
    if current and current not in names:
        names[current] = row("area", area_id=current)["name"]
    key = address.remember(level, current or above, names)
    st.selectbox(
        say(f"place.{level}"),
        list(names),
        format_func=names.get,
        key=key,
        on_change=lambda: go_to_place(st.session_state[key]),
        disabled=len(names) == 1,
    )


def _option_name(option: dict, level: str) -> str:
    name = option["short_name"] if level == "province" else option["name"]
    if boundary() == "reported" and option["system"] == "2025" and level == "province":
        name = say("place.since_2025", name=name)
    count = option["count"]
    return say("place.with_count", name=name, count=number(count)) if count else name


def go_to_place(area_id: str | None) -> None:
    """Another place; all other choices stay, and hold again where they make sense."""
    address.go(noi=area_id)


def choose_year(place: dict) -> int | None:
    """A year for which the place has figures; None when it has none, or for all years.

    Only the whole country is shown for all years together.
    """
    if place["level"] == "nation":
        names = {"": say("place.all_years")}
        years = rows("years_known", everything=True)
        names |= {str(year["year"]): str(year["year"]) for year in years}
        chosen = _choose_known_year(names, "")
        return int(chosen) if chosen else None
    counts = holdings.years_of(holdings.of_place(place, everything=True))
    if not counts:
        st.selectbox(say("place.year"), [say("overview.not_reported")], disabled=True)
        return None
    names = {str(year): str(year) for year in counts}
    return int(_choose_known_year(names, str(holdings.opening_year(counts))))


def _choose_known_year(names: dict[str, str], opens: str) -> str:
    """A year of this place. A year that only other places have is kept for them, not blamed."""
    asked = address.value("nam")
    if asked and asked not in names and not re.fullmatch(r"[\d,]+", asked):
        address.note_unknown("nam", asked)
    address.note_choice(say("place.year"), names[asked if asked in names else opens])
    address.note_default("nam", opens)
    key = address.remember("nam", asked if asked in names else opens, names)
    st.selectbox(
        say("place.year"),
        list(names),
        format_func=names.get,
        key=key,
        on_change=address.write_one,
        args=("nam", opens),
    )
    return asked if asked in names else opens


def further_filters(key: str, chosen: list[str]):
    """A button that holds the rarer filters and names what is chosen in them."""
    label = say("place.filtered", names=", ".join(chosen)) if chosen else say("place.filters")
    return st.popover(label, key=key, icon=":material/filter_alt:")


def find_place() -> None:
    """A box that finds a unit from half a name typed without accents."""
    query = st.text_input(
        say("place.find"),
        key="find_place",
        placeholder=say("place.find_placeholder"),
        icon=":material/search:",
        max_chars=60,
    )
    words = search_words(query or "")
    if not words:
        return
    found = rows("places_found", boundary=boundary(), words=words, at_most=FOUND_AT_MOST + 1)
    if not found:
        st.caption(say("place.found_none", query=query))
    if len(found) > FOUND_AT_MOST:
        st.caption(say("place.found_more", count=FOUND_AT_MOST))
    for area in found[:FOUND_AT_MOST]:
        above = ", ".join(
            in_sentence(name)
            for name in (
                area["district_name"] if area["level"] == "commune" else None,
                area["province_name"] if area["level"] != "province" else None,
            )
            if name
        )
        name = f"{area['name']}, {above}" if above else area["name"]
        if boundary() == "reported" and area["system"] == "2025":
            name = say("place.since_2025", name=name)
        if area["figures"]:
            name = say("place.with_count", name=name, count=number(area["figures"]))
        st.button(
            name,
            key=f"found-{area['area_id']}",
            on_click=_open_found,
            args=(area["area_id"],),
            type="tertiary",
            icon=":material/place:",
        )


def _open_found(area_id: str) -> None:
    st.session_state["find_place"] = ""
    go_to_place(area_id)


def _open_old_part(area_id: str) -> None:
    """An old unit can only be seen in the boundaries of its time."""
    address.go(dia_gioi=None, noi=area_id)


def full_name(place: dict) -> str:
    """'Huyện Lâm Hà, tỉnh Lâm Đồng'."""
    if place["level"] == "nation":
        return say("place.whole_country")
    above = [place["district_name"] if place["level"] == "commune" else None]
    above.append(place["province_name"] if place["level"] != "province" else None)
    return ", ".join([place["name"], *(in_sentence(name) for name in above if name)])


def name_in_sentence(place: dict) -> str:
    """'huyện Lâm Hà, tỉnh Lâm Đồng'."""
    return in_sentence(full_name(place))


def current_name(place: dict) -> str:
    """The unit of today with its province: 'Xã Tân Hà Lâm Hà, tỉnh Lâm Đồng'."""
    province = place["current_province_name"]
    if not province or place["current_level"] == "province":
        return in_sentence(place["current_name"] or "")
    return f"{place['current_name']}, {in_sentence(province)}"


def boundary_note(place: dict) -> None:
    """What the place is today, or of which old units it was made."""
    if place["level"] == "nation":
        return
    if place["system"] == "2004":
        today = in_sentence(current_name(place))
        sentence = {"split": "today_split", "district_ended": "today_district"}
        st.caption(say(f"place.{sentence.get(place['conversion'], 'today')}", name=today))
        return
    parts = rows("old_parts", area_id=place["area_id"])
    if len(parts) > 1:
        st.caption(say("place.made_of"))
        with st.container(horizontal=True):
            for part in parts:
                st.button(
                    say("place.old_part", name=part["name"], count=number(part["figures"])),
                    key=f"old-{part['area_id']}",
                    on_click=_open_old_part,
                    args=(part["area_id"],),
                    type="tertiary",
                    icon=":material/history:",
                )
