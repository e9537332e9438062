"""The models behind a mark that the reader chose: who, where, how much, who says so."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from . import address, downloads, figure_panel, figure_table, list_page, source
from .reader import code_name, date, in_language, number, publisher, row, say
from .resource_charts import group_name, is_in, open_group
from .resource_choices import Choice, name_of
from .resource_numbers import groups_of, models_of, spoken


def models(choice: Choice, view: str) -> None:
    """The models behind the mark that the reader chose, else all of them, the largest first."""
    found = models_of(choice)
    one, group = _chosen(choice, view, found)
    shown = [model for model in found if one is None or model["model_id"] == one]
    count = _count(found) if len(found) == found[0]["all_rows"] else found[0]["all_rows"]
    said = {"indicator": choice.name, "count": number(count)}
    title = say("resources.models_one" if count == 1 else "resources.models_all", **said)
    if one:
        title = shown[0]["name"]
    elif group:
        shown = [model for model in found if is_in(view, group["code"], model)]
        title = say(
            "resources.models_of",
            group=group_name(choice, view, group),
            count=number(_count(shown)),
        )
        if choice.indicator.is_additive:
            title = f"{title}, {spoken(choice, group['total'])}"
    st.header(title, anchor=False)
    if len(found) < found[0]["all_rows"]:
        st.caption(say("resources.models_cut", shown=number(len(found)), count=number(count)))
    _choose_group(choice, view, one, group)
    if one:
        _one_model(choice, shown)
    _list(choice, shown, title)


def _count(found: list[dict]) -> int:
    return len({model["model_id"] for model in found})


def _chosen(choice: Choice, view: str, found: list[dict]) -> tuple[str | None, dict | None]:
    """The model or the group of the address, where the models shown hold it."""
    one = address.value("nl-mo-hinh")
    if one and one not in {model["model_id"] for model in found}:
        if row("model", model_id=one) is None:
            address.note_unknown("nl-mo-hinh", one)
        one = None
    code = address.value("nl-chon")
    present = {group["code"]: group for group in groups_of(choice, view)}
    return one, None if one or view == "year" else present.get(code)


def _choose_group(choice: Choice, view: str, one: str | None, group: dict | None) -> None:
    """The same choice as a click on a mark, for those who use the keyboard."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if view != "year":
            names = {"": say("resources.every_group")}
            for found in groups_of(choice, view):
                count = number(found["models"])
                name = group_name(choice, view, found)
                names[found["code"]] = say("place.with_count", name=name, count=count)
            key = address.remember("nl-chon", group["code"] if group else "", names)
            st.selectbox(
                say("resources.choose_group"),
                list(names),
                format_func=names.get,
                key=key,
                on_change=lambda: open_group(view, st.session_state[key]),
                width=420,
            )
        if one or group:
            st.button(
                say("resources.show_all"),
                on_click=lambda: address.go(nl_chon=None, nl_mo_hinh=None),
                icon=":material/close:",
                type="tertiary",
            )


def _one_model(choice: Choice, shown: list[dict]) -> None:
    """The model that a dot stands for: its figures, their sources, its page."""
    for model in shown:
        st.markdown(f"**{choice.name}: {spoken(choice, model['value'])}**")
        if in_language(model, "note"):
            st.caption(in_language(model, "note"))
        for flag in model["flags"]:
            source.flag_badge(flag)
    with st.container(horizontal=True, vertical_alignment="center"):
        behind = [figure_id for model in shown for figure_id in model["figure_ids"]]
        figure_panel.offer(behind, key="source-model", is_sum=True)
        st.page_link(
            "pages/models.py",
            label=say("resources.open_model"),
            icon=":material/groups:",
            query_params=address.shared() | {"mo-hinh": shown[0]["model_id"]},
        )


def _list(choice: Choice, found: list[dict], title: str) -> None:
    """The models page by page; the file holds what this page shows, and the figures of all."""
    page = list_page.of_address(len(found))
    shown = list_page.rows_of(found, page)
    table, columns = _table(choice, shown), _columns(shown)
    st.caption(say("panel.parts_hint"))
    figure_table.show_rows(
        table,
        [figure_panel.code_of(model["figure_ids"], is_sum=True) for model in shown],
        title=title,
        key="resources-models",
        columns=columns,
        is_offered=False,
    )
    list_page.choose(page, len(found), "models")
    figure_ids = [figure_id for model in found for figure_id in model["figure_ids"]]
    downloads.offer_shown(
        "resources-models", title, table=table, figure_ids=figure_ids, column_config=columns
    )


def _table(choice: Choice, shown: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [model["name"] for model in shown],
            "value": [spoken(choice, model["value"]) for model in shown],
            "flag": [_flags(model) for model in shown],
            "owner": [_owner(model) for model in shown],
            "place": [model["place"] for model in shown],
            "year": [name_of("year", model["year"]) for model in shown],
            "source": [_source(model) for model in shown],
            "link": [model["url"] or "" for model in shown],
            "model": [_model_address(model) for model in shown],
            "note": [_note(choice, model) for model in shown],
        }
    )


def _columns(shown: list[dict]) -> dict:
    text, column = st.column_config.TextColumn, st.column_config
    return {
        "name": text(say("models.name"), width=220),
        "value": text(say("figure.value"), width=130),
        "owner": text(say("models.owner"), width=205),
        "place": text(say("models.place"), width=200),
        "year": text(say("models.year"), width=115),
        "flag": text(say("figure.flag"), width=150),
        "source": text(say("figure.source"), width=230),
        "link": column.LinkColumn(
            say("source.open"), display_text=":material/open_in_new:", width=60
        )
        if any(model["url"] for model in shown)
        else None,
        "model": column.LinkColumn(say("nav.models"), display_text=":material/groups:", width=80),
        "note": text(say("figure.note"), width="large"),
    }


def _owner(model: dict) -> str:
    return model["owner_name"] or name_of("owner_type", model["owner_type"])


def _flags(model: dict) -> str:
    flags = [code_name("flag", flag) for flag in model["flags"]] or [code_name("flag", "reported")]
    return ", ".join([*flags, say("figure.converted")] if model["is_converted"] else flags)


def _source(model: dict) -> str:
    published = model["published_date"]
    return f"{publisher(model)}, {date(published)}" if published else publisher(model)


def _note(choice: Choice, model: dict) -> str:
    notes = [in_language(model, "note")]
    if model["figures"] > 1:
        notes.append(say("resources.sum_of", count=number(model["figures"])))
    if model["other_value"] is not None:
        notes.append(say("resources.other_source", value=spoken(choice, model["other_value"])))
    return ". ".join(note for note in notes if note)


def _model_address(model: dict) -> str:
    return f"mo-hinh?{urlencode(address.shared() | {'mo-hinh': model['model_id']})}"
