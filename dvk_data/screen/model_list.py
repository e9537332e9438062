"""Filtering named models, their table, the card of one, their totals and their file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ..indicators import load_indicators
from ..places import words_typed
from . import address, certainty, downloads, leading_table, list_page, source
from . import place as places
from .reader import (
    boundary,
    code_name,
    figure,
    in_language,
    in_sentence,
    indicator,
    language,
    models,
    number,
    plain,
    row,
    rows,
    say,
    warehouse,
)

NOT_STATED = "khong-neu"
FACETS = {
    "domain": "linh-vuc",
    "owner_type": "chu-the",
    "status": "trang-thai",
    "year": "nam",
}
SORTS = {"ten": "name", "dia-ban": "place", "nam": "year", "linh-vuc": "domain"}


def choose_models() -> tuple[dict, dict]:
    """Filters of the page. Returns (parameters of models_matching, the place chosen)."""
    query = address.type_in(
        say("models.search"),
        "tim",
        placeholder=say("models.search_placeholder"),
        icon=":material/search:",
    )
    chosen = {facet: _values(facet) for facet in FACETS}
    filters = {
        "boundary": boundary(),
        "domains": chosen["domain"],
        "owner_types": chosen["owner_type"],
        "years": chosen["year"],
        "statuses": chosen["status"],
        "words": words_typed(query),
    }

    place = places.choose_place(None, lambda parent_id: units_with_models(parent_id, filters))
    area_id = None if place["level"] == "nation" else place["area_id"]
    filters["area_id"] = area_id
    counts = models().facets(**filters)
    _facet("domain", "domain", counts, st.pills)
    rarer = [name for facet in ("status", "owner_type", "year") for name in _names(facet, chosen)]
    with places.further_filters("mh-loc", rarer):
        _facet("status", "status", counts, st.pills)
        _facet("owner_type", "owner_type", counts, st.multiselect)
        _facet("year", None, counts, st.multiselect)
    return filters, place


def units_with_models(parent_id: str | None, filters: dict) -> list[dict]:
    """Units below a unit that hold models which meet the other choices, with their number."""
    units = rows("units_below", parent_id=parent_id)
    within = models().matching(**filters | {"area_id": None})
    codes = [unit["area_id"] for unit in units]
    counts = models().counts(filters["boundary"], within, codes)
    return [unit | {"count": counts[code]} for unit in units if (code := unit["area_id"]) in counts]


def _values(facet: str) -> list[str]:
    return address.values(FACETS[facet], _codes(facet))


def _codes(facet: str) -> list[str]:
    """All codes of a facet, in the order of its list; years newest first."""
    if facet == "year":
        years = set(models().codes("year"))
        return [*sorted(years - {NOT_STATED}, reverse=True), NOT_STATED]
    codes = [code for code in warehouse().catalogue.codes[facet] if code != "all"]
    return [*codes, NOT_STATED] if facet == "owner_type" else codes


def _facet(facet: str, code_list: str | None, counts: dict, widget) -> None:
    """Choices of one facet that lead somewhere, each with the number of models it leaves."""
    chosen, found = _values(facet), counts.get(facet, {})
    names = {}
    for code in _codes(facet):
        if found.get(code) or code in chosen:
            name = _facet_name(facet, code_list, code)
            names[code] = say("place.with_count", name=name, count=number(found.get(code, 0)))
    is_pills = widget is st.pills
    extra = (
        {"selection_mode": "multi", "wrap": True}
        if is_pills
        else {"placeholder": say("models.any")}
    )
    address.choose_several(say(f"models.{facet}"), FACETS[facet], names, widget, **extra)


def _names(facet: str, chosen: dict[str, list[str]]) -> list[str]:
    code_list = None if facet == "year" else facet
    return [_facet_name(facet, code_list, code) for code in chosen[facet]]


def _facet_name(facet: str, code_list: str | None, code: str) -> str:
    if code == NOT_STATED:
        return say(f"models.no_{facet}")
    return code_name(code_list, code) if code_list else code


def filter_names(filters: dict, place: dict) -> list[str]:
    """The choices in words, for headings and file names."""
    names = [places.full_name(place)] if filters["area_id"] else []
    names += [code_name("domain", code) for code in filters["domains"]]
    names += [_facet_name("owner_type", "owner_type", code) for code in filters["owner_types"]]
    names += [code_name("status", code) for code in filters["statuses"]]
    names += [_facet_name("year", None, code) for code in filters["years"]]
    return [*names, " ".join(filters["words"])] if filters["words"] else names


def narrow_to_domain(domain: str) -> None:
    address.go(linh_vuc=domain)


def clear() -> None:
    address.go(noi=None, tim=None, mo_hinh=None, **dict.fromkeys(FACETS.values()))


def show_list(filters: dict, place: dict) -> int:
    """Headline count, sort, download and table. Returns how many models were found."""
    names = {code: say(f"models.sort_{sort}") for code, sort in SORTS.items()}
    found = len(models().matching(**filters))
    everything = row("totals_known", year=None)["models"]
    restricted = filter_names(filters, place)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        count = {"count": number(found), "all": number(everything)}
        st.header(
            say("models.found_filtered" if restricted else "models.found", **count), anchor=False
        )
        if restricted:
            st.button(say("models.clear"), on_click=clear, icon=":material/close:", type="tertiary")
        st.space("stretch")
        address.choose(say("models.sort"), "xep", names, default="ten", width=200)
        if found:
            _download(filters)
    if not found:
        st.info(say("models.found_none"))
        if restricted:
            st.caption(say("models.found_none_hint", filters=restricted[-1]))
        return 0
    st.caption(say("models.choose_hint"))
    how_sure = certainty.sentence(models=filters)
    if how_sure:
        st.caption(f":material/help_center: {how_sure}")
    page = list_page.of_address(found)
    sort = SORTS[address.value("xep", list(names)) or "ten"]
    shown = _listed(filters, sort, passed_over=(page - 1) * list_page.ROWS)
    _models_table(shown, say("models.title"), "models")
    list_page.choose(page, found, "models")
    return found


def _listed(filters: dict, sort: str, passed_over: int) -> list[dict]:
    """One page of the models found."""
    found = models().matching(**filters)
    return _told(models().page(found, sort, filters["words"], passed_over, list_page.ROWS))


def _told(numbers: list[int]) -> list[dict]:
    """What a list tells of the models with these numbers, in their order."""
    told = rows("models_found", models=sorted(set(numbers)), boundary=boundary())
    by_number = {model["row_no"]: model for model in told}
    return [by_number[number] for number in numbers]


def behind(model_ids: list[str], title: str) -> None:
    """The models that a mark counts; a row opens the card of its model."""
    st.markdown(f"**{title}**")
    _models_table(rows("models_by_id", model_ids=model_ids), title, "models-behind")
    downloads.offer("models-behind", [downloads.behind(title, model_ids=model_ids)])


def _models_table(found: list[dict], title: str, key: str) -> None:
    codes = [model["model_id"] for model in found]
    leading_table.show(
        _table(found), codes, "mo-hinh", name=key, title=title, column_config=_columns()
    )


def _table(found: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [model["name"] for model in found],
            "place": [model["place"] for model in found],
            "owner": [_owner(model) for model in found],
            "domain": [_domain(model) for model in found],
            "year": ["" if model["year"] is None else str(model["year"]) for model in found],
            "status": [code_name("status", model["status"]) for model in found],
            "outcomes": [str(model["outcomes"] or "") for model in found],
        }
    )


def _columns() -> dict:
    text = st.column_config.TextColumn
    return {
        "name": text(say("models.name"), width="large"),
        "place": text(say("models.place"), width="medium"),
        "owner": text(say("models.owner"), width="medium"),
        "domain": text(say("models.domain"), width="medium"),
        "year": text(say("models.year"), width=70),
        "status": text(say("models.status"), width="small"),
        "outcomes": text(say("models.outcomes"), width=80),
    }


def _domain(model: dict) -> str:
    name = code_name("domain", model["domain"])
    return say("models.domain_inferred", domain=name) if model["domain_is_inferred"] else name


def _owner(model: dict) -> str:
    if model["owner_name"]:
        return model["owner_name"][:1].upper() + model["owner_name"][1:]
    return code_name("owner_type", model["owner_type"]) if model["owner_type"] else ""


def _download(filters: dict) -> None:
    """The models found, by the same address that a machine may ask for."""
    downloads.offer("models", [downloads.of_models(filters)])


def show_card(model_id: str) -> None:
    """One model in a window of its own: owner, places then and now, outcomes, source."""
    model = row("model", everything=True, model_id=model_id)
    if model is None:
        address.note_unknown("mo-hinh", model_id)
        return

    @st.dialog(plain(model["name"]), width="large", on_dismiss=lambda: address.go(mo_hinh=None))
    def card():
        with st.container(horizontal=True):
            st.badge(code_name("domain", model["domain"]), color="gray")
            st.badge(code_name("status", model["status"]), color="gray")
            if model["domain_is_inferred"]:
                st.badge(say("models.card_domain_inferred"), color="blue")
            source.flag_badge(model["flag"])
        left, right = st.columns(2, gap="large")
        with left:
            st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in _facts(model)))
            for reason in rows("why_matched", everything=True, model_id=model_id):
                why = in_language(reason, "reason")
                text = reason["place_text"]
                st.caption(say("models.card_place_inferred", text=plain(text), reason=plain(why)))
            if in_language(model, "note"):
                st.caption(plain(in_language(model, "note")))
            source.corrections(model_id)
            st.markdown(f"**{say('source.document')}**")
            source.document(model)
        with right:
            _outcomes(model_id)

    card()


def _facts(model: dict) -> list[tuple[str, str]]:
    facts = [(say("models.card_owner"), _owner(model) or say("models.no_owner_type"))]
    for place in rows("places_of_model", everything=True, model_id=model["model_id"]):
        above = [name for name in (place["district_name"], place["province_name"]) if name]
        then = ", ".join([place["name"], *map(in_sentence, above)])
        facts.append((say("models.card_place"), then))
        facts.append((say("app.boundary"), code_name("system", place["system"])))
        if place["system"] == "2004" and place["current_name"]:
            facts.append((say("models.card_place_now"), _today(place)))
    if model["village"]:
        facts.append((say("models.card_village"), model["village"]))
    year = say("models.no_year") if model["year"] is None else str(model["year"])
    version = (say("source.version"), warehouse().catalogue.version)
    return [*facts, (say("models.card_year"), year), version]


def _today(place: dict) -> str:
    today = places.current_name(place)
    if place["conversion"] == "converted":
        return today
    return f"{today} ({in_sentence(code_name('conversion', place['conversion']))})"


def _outcomes(model_id: str) -> None:
    found = rows("outcomes_of_model", everything=True, model_id=model_id)
    st.markdown(f"**{say('models.card_outcomes')}**")
    if not found:
        st.markdown(say("models.card_no_outcomes"))
        return
    if certain := certainty.sentence([model_id, *(outcome["figure_id"] for outcome in found)]):
        st.caption(certain)
    lines = []
    for outcome in found:
        name = indicator(outcome["indicator"]).name(language())
        line = f"- {name}: **{figure(outcome['value'], outcome['unit'])}**"
        if outcome["flag"] != "reported":
            line += f" :orange-badge[{code_name('flag', outcome['flag'])}]"
        note = plain(in_language(outcome, "note"))
        lines.append(f"{line}  \n  :small[{note}]" if note else line)
    st.markdown("\n".join(lines))


def show_totals(filters: dict) -> None:
    """Totals per indicator and unit for the models found; nothing is added across units."""
    outcomes = load_indicators().of_subject("service_kpis", "model_outcomes")
    additive = [code for code, entry in outcomes.items() if entry.is_additive]
    found = rows("model_totals", additive=additive, models=filters | {"states_outcome": True})
    st.subheader(say("models.totals"), anchor=False)
    if not found:
        st.markdown(say("models.totals_none"))
        return
    st.caption(say("models.totals_subtitle"))
    largest = _told([total["largest_row"] for total in found])
    table = pd.DataFrame(
        {
            say("models.totals_indicator"): [
                indicator(total["indicator"]).name(language()) for total in found
            ],
            say("models.totals_total"): [figure(t["total"], t["unit"]) for t in found],
            say("models.totals_models"): [number(total["models"]) for total in found],
            say("models.totals_largest"): [
                f"{figure(total['largest'], total['unit'])} – {model['name']}"
                for total, model in zip(found, largest, strict=True)
            ],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(found) <= 12 else 420,
        alt=say("models.totals"),
        column_config={
            say("models.totals_models"): st.column_config.TextColumn(width=80, alignment="right")
        },
    )
    downloads.offer_shown("totals", say("models.totals"), table=table, models=filters)
