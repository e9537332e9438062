"""Comparing places: the choices, what they are called, and the figures behind a mark."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from .. import figures
from . import address, figure_table, model_list, sight
from .place import go_to_place
from .reader import (
    boundary,
    code_name,
    in_sentence,
    indicator,
    language,
    listed,
    measure_name,
    number,
    rows,
    say,
)

LEVELS = {"tinh": "province", "huyen": "district", "xa": "commune"}
VIEWS = {
    "xep-hang": "ranked",
    "co-cau": "domains",
    "bang-nhiet": "heat",
    "xu-huong": "trend",
    "tung-noi": "each",
}
PLACES_AT_MOST = 12
MODELS_AT_MOST = 2000
OFFERED_AT_MOST = 6
NEWEST = "moi-nhat"
DOMAINS = figures.DOMAIN_ORDER


def choose_level() -> str:
    """Code of the level compared; there are no districts in the boundaries of today."""
    codes = [code for code in LEVELS if boundary() == "reported" or code != "huyen"]
    names = {code: code_name("level", LEVELS[code]) for code in codes}
    default = "huyen" if "huyen" in codes else "tinh"
    label = say("comparison.level")
    chosen = address.choose(label, "cap", names, default, st.segmented_control, required=True)
    return LEVELS[chosen]


def choose_measure(level: str) -> dict | None:
    """Row of measures_to_compare.sql; those stated for most places come first."""
    found = rows("measures_to_compare", boundary=boundary(), level=level)
    asked = address.value("do")
    if boundary() == "current" and asked not in {measure_code(m) for m in found}:
        # It stays chosen, so that the page can say why nothing of it could be carried over.
        reported = rows("measures_to_compare", boundary="reported", level=level)
        found += [{**m, "places": 0} for m in reported if measure_code(m) == asked]
    if not found:
        st.info(say("comparison.no_measure"))
        return None
    options = {measure_code(m): m for m in found}
    names = {
        code: say("comparison.measure_option", name=measure_title(m), count=number(m["places"]))
        for code, m in options.items()
    }
    preferred = "model_counts.registered.item"
    default = preferred if preferred in names else next(iter(names))
    return options[address.choose(say("comparison.measure"), "do", names, default)]


def offer_measures(level: str) -> None:
    """The measures that some places of the level state for more than one year."""
    moving = [
        m for m in rows("measures_to_compare", boundary=boundary(), level=level) if m["moving"]
    ]
    with st.container(horizontal=True):
        for offered in moving[:OFFERED_AT_MOST]:
            name, count = measure_title(offered), number(offered["moving"])
            st.button(
                say("comparison.measure_option", name=name, count=count),
                key=f"measure-{measure_code(offered)}",
                on_click=address.go,
                kwargs={"do": measure_code(offered), "trong": None, "cac_noi": None},
            )


def measure_code(measure: dict) -> str:
    return ".".join((measure["subject"], measure["measure"], measure["unit"]))


def measure_title(measure: dict) -> str:
    """'Mô hình: đăng ký', 'Thủ tục hành chính: tỷ lệ đúng hạn'."""
    if measure["subject"] == "models":
        return say("comparison.named_models")
    subject = say(f"comparison.subject_{measure['subject']}")
    name = in_sentence(measure_name(measure["subject"], measure["measure"]))
    unit = measure["unit"]
    suffix = (
        "" if unit in ("item", "percent", "rank") else f" ({in_sentence(code_name('unit', unit))})"
    )
    return f"{subject}: {name}{suffix}"


def measure_words(measure: dict) -> str:
    """The measure within a sentence: 'số mô hình đăng ký', 'tỷ lệ đúng hạn'."""
    if measure["subject"] == "models":
        return _of_domains(say("comparison.named_models_words"), measure)
    name = in_sentence(measure_name(measure["subject"], measure["measure"]))
    if measure["subject"] == "model_counts":
        name = say("comparison.models_words", status=name)
    return _of_domains(name, measure)


def _of_domains(name: str, measure: dict) -> str:
    """The measure, and the domains that it is narrowed to."""
    picked = [in_sentence(code_name("domain", code)) for code in measure.get("domains", [])]
    return say("comparison.of_domains", measure=name, domains=listed(picked)) if picked else name


def base(measure: dict) -> str:
    """What a rate is a share of; empty for counts and scores."""
    if measure["measure"] == "resolved_rate":
        return "within_jurisdiction"
    is_kpi = measure["subject"] == "service_kpis"
    return indicator(measure["measure"]).denominator if is_kpi else ""


def choose_domains(places: list[dict]) -> list[str]:
    """The domains that the reader narrows the measure to; none where no source parts it."""
    stated = {aspect for place in places for aspect in place["aspects"]}
    names = {code: code_name("domain", code) for code in DOMAINS if code in stated}
    if not names:
        return []
    with st.popover(say("models.domain"), icon=":material/category:", width="stretch"):
        return address.choose_several(
            say("models.domain"), "linh-vuc", names, placeholder=say("models.any")
        )


def of_domains(values: list[dict], chosen: list[str]) -> list[dict]:
    """The sum of some domains as the value of a place; one that lacks any of them has none."""
    if not chosen:
        return values
    parts: dict[tuple, list[dict]] = {}
    for value in values:
        if value["aspect"] in chosen:
            key = value["area_id"], value["year"], value["date_from"], value["date_to"]
            parts.setdefault(key, []).append(value)
    return [_together(part) for part in parts.values() if len(part) == len(chosen)]


def _together(parts: list[dict]) -> dict:
    flags = [part["flag"] for part in parts if part["flag"] != "reported"]
    return {
        **parts[0],
        "aspect": "all",
        "value": sum(part["value"] for part in parts),
        "figure_ids": [figure_id for part in parts for figure_id in part["figure_ids"]],
        "flag": flags[0] if flags else "reported",
    }


def place_name(value: dict, level: str) -> str:
    name = value["short_name"] if level == "province" else value["name"]
    if level == "province":
        is_new = boundary() == "reported" and value["system"] == "2025"
        return say("place.since_2025", name=name) if is_new else name
    return f"{value['short_name']}, {value['province_name']}"


def choose_view(places: list[dict]) -> str:
    """Views that the places allow; domains only where a source parts its total."""
    has_domains = any(aspect in DOMAINS for place in places for aspect in place["aspects"])
    codes = [code for code in VIEWS if has_domains or code not in ("co-cau", "bang-nhiet")]
    names = {code: say(f"comparison.view_{VIEWS[code]}") for code in codes}
    label = say("comparison.view")
    return address.choose(
        label, "xem", names, "xep-hang", st.segmented_control, required=True, wrap=True
    )


def choose_year(years: dict[str, list[int]]) -> int | None:
    """The year compared, of those of each place; None for the newest of each, which opens."""
    counts = Counter(year for of_place in years.values() for year in set(of_place))
    names = {NEWEST: say("comparison.newest_option", count=number(len(years)))}
    names |= {
        str(year): say("comparison.year_option", year=year, count=number(counts[year]))
        for year in sorted(counts, reverse=True)
    }
    chosen = address.choose(say("place.year"), "nam-ss", names, default=NEWEST)
    return None if chosen == NEWEST else int(chosen)


def at_year(values: list[dict], year: int | None) -> list[dict]:
    """Values of a year, or of the newest year of each place."""
    if year:
        return [value for value in values if value["year"] == year]
    newest: dict[str, int] = {}
    for value in values:
        newest[value["area_id"]] = max(value["year"], newest.get(value["area_id"], 0))
    return [value for value in values if value["year"] == newest[value["area_id"]]]


def place_label(value: dict, level: str, year: int | None) -> str:
    """Name of a place, with its year where years differ."""
    name = place_name(value, level)
    if year:
        return name
    # 'Bắc Ninh (từ 7/2025), 2025': not two brackets one behind the other.
    return f"{name}, {value['year']}" if name.endswith(")") else f"{name} ({value['year']})"


def when_words(year: int | None) -> str:
    return say("comparison.in_year", year=year) if year else say("comparison.in_newest_year")


def choose_per_commune(measure: dict, level: str) -> bool:
    """Raw counts beside a denominator that makes places comparable."""
    is_count = measure["unit"] not in ("percent", "point", "rank")
    if not is_count or level == "commune":
        return False
    names = {"so": say("comparison.raw"), "moi-xa": say("comparison.per_commune")}
    label = say("comparison.shown_as")
    chosen = address.choose(
        label, "chia", names, "so", st.segmented_control, required=True, wrap=True
    )
    return chosen == "moi-xa"


def choose_share() -> bool:
    """Whether domains are shown as shares of 100 % or as counts."""
    names = {"ty-le": say("comparison.as_share"), "so": say("comparison.raw")}
    label = say("comparison.shown_as")
    chosen = address.choose(
        label, "dang", names, "ty-le", st.segmented_control, required=True, wrap=True
    )
    return chosen == "ty-le"


def subtitle(measure: dict, level: str, when: str, places: int, per_commune: bool = False) -> str:
    sentence = "subtitle_per_commune" if per_commune else "subtitle"
    return say(
        f"comparison.{sentence}",
        measure=_of_domains(measure_title(measure), measure),
        kind=_kind(measure),
        when=when,
        count=number(places),
        level=in_sentence(code_name("level", level)),
        boundary=in_sentence(say(f"app.boundary_{boundary()}")),
    )


def _kind(measure: dict) -> str:
    """Flow, stock or decision: what a count of models is, so that nobody mixes them."""
    if measure["subject"] == "model_counts":
        return say(f"comparison.kind_{measure['measure']}")
    if measure["subject"] == "service_kpis":
        definition = indicator(measure["measure"]).definition(language())
        return in_sentence(definition.partition(". ")[0].rstrip("."))
    return say(f"comparison.kind_{measure['subject']}")


def axis_title(measure: dict, per_commune: bool) -> str:
    if per_commune:
        return say("comparison.axis_per_commune", measure=in_sentence(measure_title(measure)))
    unit = measure["unit"]
    if unit == "rank":
        return say("comparison.axis_rank")
    return measure_title(measure) if unit == "item" else code_name("unit", unit)


def smaller_is_better(measure: dict) -> bool:
    """Ranks, and the rates that a good administration keeps low."""
    if measure["unit"] == "rank":
        return True
    is_kpi = measure["subject"] == "service_kpis"
    return is_kpi and indicator(measure["measure"]).better == "down"


def say_what_is_left_out(places: int) -> None:
    """How many places stand in the table of numbers alone."""
    if places > 0:
        st.caption(say("comparison.more_in_table", count=number(places)))


def sources_of(groups: list[list[dict]]) -> dict[str, list]:
    """What chart.show() is told of the figures behind each row of its table."""
    ids = [[i for value in values for i in value["figure_ids"]] for values in groups]
    if any(value["is_named"] for values in groups for value in values):
        named = [model_id for row in ids for model_id in row]
        return {"model_ids": named if len(named) <= MODELS_AT_MOST else []}
    return {"figure_ids": ids}


def behind(values: list[dict], level: str) -> None:
    """The figures behind the place that was clicked, and the way to its own page."""
    chosen = address.value("chon")
    of_place = [value for value in values if value["area_id"] == chosen]
    if not of_place:
        if chosen:
            address.note_unknown("chon", chosen)
        st.caption(say("comparison.click_hint"))
        return
    name = place_name(of_place[0], level)
    ids = [figure_id for value in of_place for figure_id in value["figure_ids"]]
    title = say("comparison.behind", place=name)
    with sight.opened():
        if of_place[0]["is_named"] and ids:
            model_list.behind(ids, title)
        elif ids:
            figure_table.behind(ids, title)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "pages/models.py",
            label=say("overview.models_link_short", place=name),
            icon=":material/groups:",
            query_params=address.shared() | {"noi": chosen},
        )
        st.button(
            say("comparison.open_place", place=name),
            on_click=_open_overview,
            args=(chosen,),
            icon=":material/dashboard:",
            type="tertiary",
        )


def _open_overview(area_id: str) -> None:
    go_to_place(area_id)
    st.switch_page("pages/overview.py", query_params=address.shared())
