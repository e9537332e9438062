"""The dictionary on screen: find an entry, read what it means and who says so."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import dictionary, open_data
from ..dictionary import Entry
from ..places import words_typed
from ..wording import LANGUAGES
from . import address, downloads, leading_table
from .reader import in_sentence, language, listed, number, plain, row, say, warehouse
from .source_choices import Facet, download, narrow

KIND_ICONS = {
    "indicator": ":material/speed:",
    "index": ":material/leaderboard:",
    "table": ":material/table:",
    "column": ":material/view_column:",
    "code": ":material/label:",
    "unit": ":material/straighten:",
}
BETTER_SIGNS = {"up": "↑", "down": "↓", "none": "↕"}
# Measures that are not divided.
UNDIVIDED = ("count", "score", "rank")


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(version: str) -> dict[str, Entry]:
    return dictionary.entries(warehouse().catalogue)


def known() -> dict[str, Entry]:
    return _known(warehouse().catalogue.version)


def show() -> None:
    """The entry that the address names, else all entries."""
    chosen = address.value("muc", list(known()))
    if chosen:
        show_entry(known()[chosen])
    else:
        show_list()


def show_list() -> None:
    query = address.type_in(
        say("dictionary.search"),
        "tim",
        placeholder=say("dictionary.search_placeholder"),
        icon=":material/search:",
    )
    facet = Facet(
        "kieu",
        say("dictionary.kind"),
        {kind: say(f"dictionary.kind_{kind}") for kind in KIND_ICONS},
        lambda record: {record["entry"].kind},
    )
    matching = dictionary.found(known(), [], words_typed(query))
    found = [r["entry"] for r in narrow([{"entry": entry} for entry in matching], [facet])]
    count = {"count": number(len(found)), "all": number(len(known()))}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(say("dictionary.found", **count), anchor=False)
        st.space("stretch")
        if found:
            filters = [query] if query else []
            title = say("sources.section_dictionary")
            download(len(found), lambda: _file(found), title, filters, "entries")
    if not found:
        st.info(say("dictionary.found_none"))
        return
    st.caption(say("dictionary.choose_hint"))
    _table(found, say("sources.section_dictionary"), "entries")
    _whole_datasets()


def _whole_datasets() -> None:
    """Any dataset as a whole, in four formats and at its own address."""
    st.subheader(say("download.whole"), anchor=False)
    st.caption(say("download.whole_caption"))
    catalogue = warehouse().catalogue
    names = {n: open_data.title_of(catalogue, n, language()) for n in open_data.datasets(catalogue)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = address.choose(say("download.dataset"), "bo-du-lieu", names, "models", width=420)
        _download_whole(chosen)


def _download_whole(dataset: str) -> None:
    is_all = dataset == open_data.EVERYTHING
    size = row("figures_known") if is_all else row("dataset_size", dataset=dataset)
    downloads.offer(f"whole-{dataset}", [downloads.of_dataset(dataset, {}, size["rows"])])


def _table(found: list[Entry], title: str, name: str) -> None:
    text = st.column_config.TextColumn
    leading_table.show(
        pd.DataFrame(
            {
                "name": [entry.name[language()] for entry in found],
                "kind": [_kind(entry) for entry in found],
                "definition": [entry.definition[language()] for entry in found],
                "code": [entry.code for entry in found],
            }
        ),
        [entry.address for entry in found],
        "muc",
        name=name,
        title=title,
        column_config={
            "name": text(say("dictionary.name"), width=300),
            "kind": text(say("dictionary.kind"), width=150),
            "definition": text(say("source.definition"), width=560),
            "code": text(say("dictionary.code"), width=230),
        },
    )


def _kind(entry: Entry) -> str:
    return say(f"dictionary.kind_{entry.kind}")


def _name(entry_address: str) -> str:
    return known()[entry_address].name[language()]


def formula(entry: Entry) -> str:
    """How the value comes about, in words; empty for what is no measure."""
    if entry.formula.get(language()):
        return entry.formula[language()]
    if entry.numerator:
        parts = {"numerator": _name(entry.numerator)}
        return say(
            "dictionary.formula_rate", **parts, denominator=in_sentence(_name(entry.denominator))
        )
    if entry.denominator:
        return say("dictionary.formula_share", denominator=in_sentence(_name(entry.denominator)))
    return say(f"dictionary.formula_{entry.measure}") if entry.measure in UNDIVIDED else ""


def denominator(entry: Entry) -> str:
    """What a rate divides by; a measure that divides by nothing says so."""
    if entry.base.get(language()):
        return entry.base[language()]
    if entry.denominator:
        return _name(entry.denominator)
    return say("dictionary.no_denominator") if entry.measure else ""


def facts(entry: Entry) -> list[tuple[str, str]]:
    """All that is said of an entry, as (name, text); nothing is left empty."""
    other = next(code for code in LANGUAGES if code != language())
    listed_facts = [
        (say("source.definition"), entry.definition[language()]),
        (say("dictionary.formula"), formula(entry)),
        (say("dictionary.denominator"), denominator(entry)),
        (
            say("dictionary.better"),
            _better(entry),
        ),
        (say("dictionary.best"), "" if entry.best is None else number(entry.best)),
        (say("dictionary.units"), listed([_name(f"unit.{unit}") for unit in entry.units])),
        (say("dictionary.type"), entry.type and say(f"dictionary.type_{_type(entry)}")),
        (say("dictionary.source"), dictionary.source_name(entry.source, language())),
        (say(f"dictionary.in_{other}"), entry.name[other]),
    ]
    return [(name, text) for name, text in listed_facts if text]


def _better(entry: Entry) -> str:
    if not entry.better:
        return ""
    return f"{BETTER_SIGNS[entry.better]} {say(f'dictionary.better_{entry.better}')}"


def _type(entry: Entry) -> str:
    kinds = {"VARCHAR": "text", "VARCHAR[]": "list", "DATE": "date", "BOOLEAN": "truth"}
    return kinds.get(entry.type, "number")


def show_entry(entry: Entry) -> None:
    """One entry: what it means, how it is formed, what belongs to it, and the way back."""
    st.button(
        say("dictionary.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=lambda: address.go(muc=None),
    )
    st.header(plain(entry.name[language()]), anchor=False)
    st.caption(f"{_kind(entry)} · `{entry.code}`")
    st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in facts(entry)))
    with st.container(horizontal=True):
        for name in (entry.numerator, entry.denominator, entry.belongs):
            if name:
                st.button(
                    f"{_kind(known()[name])}: {plain(_name(name))}",
                    key=f"entry-{name}",
                    icon=KIND_ICONS[known()[name].kind],
                    type="tertiary",
                    on_click=address.go,
                    kwargs={"muc": name},
                )
    if entry.kind == "table":
        _download_whole(entry.code)
    if entry.parts:
        st.subheader(say(f"dictionary.parts_{entry.kind}"), anchor=False)
        _table([known()[part] for part in entry.parts], _name(entry.address), "parts")


def _file(found: list[Entry]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "address": [entry.address for entry in found],
            "kind": [entry.kind for entry in found],
            "name_vi": [entry.name["vi"] for entry in found],
            "name_en": [entry.name["en"] for entry in found],
            "definition_vi": [entry.definition["vi"] for entry in found],
            "definition_en": [entry.definition["en"] for entry in found],
            "formula": [formula(entry) for entry in found],
            "denominator": [denominator(entry) for entry in found],
            "better": [entry.better for entry in found],
            "units": ["; ".join(entry.units) for entry in found],
            "source": [dictionary.source_name(entry.source, language()) for entry in found],
        }
    )
