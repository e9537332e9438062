"""Sources: every document with what it gave and what came of checking it; the card of one."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from .. import open_data
from ..places import fold, words_typed
from . import address, check_list, downloads, given_rows, leading_table, list_page
from . import place as places
from .reader import (
    boundary,
    code_name,
    date,
    in_language,
    language,
    number,
    plain,
    publisher,
    row,
    rows,
    say,
    warehouse,
)
from .source_choices import (
    Facet,
    area_of,
    choose_year,
    clear,
    download,
    is_narrowed,
    narrow,
)

SORTS = {
    "so-lieu": "rows",
    "khong-khop": "differing",
    "moi-nhat": "newest",
    "noi-dang": "publisher",
}
VERDICT_CODES = {
    "khong-khop": "differs",
    "khop": "agrees",
    "khong-ket-luan": "undecided",
    "chua-doi-chieu": "unchecked",
}
FILE_COLUMNS = [
    "source_id",
    "title",
    "publisher",
    "publisher_type",
    "url",
    "published_date",
    "rows",
    "tables",
    "first_year",
    "last_year",
    "agreeing",
    "differing",
    "undecided",
    "note",
    "note_vi",
]


def show() -> None:
    """The card of the source that the address names, else the list."""
    chosen = address.value("nguon")
    found = row("source", source_id=chosen) if chosen else None
    if chosen and not found:
        address.note_unknown("nguon", chosen)
    if found:
        show_card(found)
    else:
        show_list()


def show_list() -> None:
    query = address.type_in(
        say("sources.search"),
        "tim",
        placeholder=say("sources.search_placeholder"),
        icon=":material/search:",
    )
    where, when = st.columns([4, 1], vertical_alignment="bottom")
    with where:
        place = places.choose_place(None, places.units_below("sources", only_holding=True))
    with when:
        year = choose_year([r["year"] for r in rows("years_known")])
    area_id = area_of(place)
    everything = rows("sources_found")
    words = words_typed(query)
    matching = [s for s in _matching(everything, area_id, year) if _holds(s, words)]
    found = _sorted(narrow(matching, _facets()))
    _heading(found, everything, [places.full_name(place)] if area_id else [])
    if not found:
        st.info(say("sources.found_none"))
        return
    st.caption(say("sources.choose_hint"))
    page = list_page.of_address(len(found))
    shown = list_page.rows_of(found, page)
    leading_table.show(
        _table(shown),
        [s["source_id"] for s in shown],
        "nguon",
        name="sources",
        title=say("sources.section_sources"),
        column_config=_columns(),
    )
    list_page.choose(page, len(found), "sources")


def _matching(everything: list[dict], area_id: str | None, year: int | None) -> list[dict]:
    """Documents that gave rows of the place and year, with the tables that they gave these to."""
    if area_id is None and year is None:
        return [{**s, "tables": s["given"].keys()} for s in everything]
    here = rows("sources_of_place", boundary=boundary(), area_id=area_id, year=year)
    tables = {s["source_id"]: set(s["tables"]) for s in here}
    return [{**s, "tables": tables[s["source_id"]]} for s in everything if s["source_id"] in tables]


def _holds(record: dict, words: list[str]) -> bool:
    if not words:
        return True
    text = f" {fold(record['title'])} {fold(record['publisher'])}"
    return all(f" {word}" in text for word in words)


def _verdicts(record: dict) -> set[str]:
    counts = {
        "khong-khop": record["differing"],
        "khop": record["agreeing"],
        "khong-ket-luan": record["undecided"],
    }
    return {code for code, count in counts.items() if count} or {"chua-doi-chieu"}


def _facets() -> list[Facet]:
    kinds = warehouse().catalogue.codes["publisher_type"]
    tables = ("models", "model_outcomes", "model_counts", "service_kpis", "petitions", "indices")
    return [
        Facet(
            "loai",
            say("sources.kind"),
            {code: code_name("publisher_type", code) for code in kinds},
            lambda record: {record["publisher_type"]},
        ),
        Facet(
            "bang",
            say("sources.table"),
            {name: given_rows.table_title(name) for name in (*tables, "targets")},
            lambda record: record["tables"],
            width=2,
        ),
        Facet(
            "ket-qua",
            say("sources.verdict"),
            {code: say(f"sources.verdict_{name}") for code, name in VERDICT_CODES.items()},
            _verdicts,
            width=1.6,
        ),
    ]


def _sorted(found: list[dict]) -> list[dict]:
    sort = SORTS[address.value("xep", list(SORTS)) or "so-lieu"]
    if sort == "differing":
        return sorted(found, key=lambda s: (-s["differing"], -s["undecided"]))
    if sort == "newest":
        dated = [s for s in found if s["published_date"]]
        dated.sort(key=lambda s: s["published_date"], reverse=True)
        return dated + [s for s in found if not s["published_date"]]
    if sort == "publisher":
        return sorted(found, key=lambda s: fold(s["publisher"]))
    return found


def _heading(found: list[dict], everything: list[dict], restricted: list[str]) -> None:
    """How many documents gave how much, on how few of them half rests; sort and file."""
    given = sum(s["rows"] for s in found)
    count = {"count": number(len(found)), "all": number(len(everything)), "rows": number(given)}
    is_part = len(found) < len(everything)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(say("sources.found_part" if is_part else "sources.found", **count), anchor=False)
        if is_narrowed():
            st.button(say("models.clear"), on_click=clear, icon=":material/close:", type="tertiary")
        st.space("stretch")
        names = {code: say(f"sources.sort_{sort}") for code, sort in SORTS.items()}
        address.choose(say("models.sort"), "xep", names, default="so-lieu", width=220)
        if found:
            download(len(found), lambda: _file(found), say("nav.sources"), restricted, "sources")
    if found:
        differing = number(sum(s["differing"] > 0 for s in found))
        st.caption(say("sources.half", few=number(_half(found)), differing=differing))


def _half(found: list[dict]) -> int:
    """On how few documents half of all rows rests."""
    given = sorted((s["rows"] for s in found), reverse=True)
    everything, reached = sum(given), 0
    for few, rows_given in enumerate(given, start=1):
        reached += rows_given
        if 2 * reached >= everything:
            return few
    return 0


def _file(found: list[dict]) -> pd.DataFrame:
    tables = [{**s, "tables": "; ".join(f"{t}={n}" for t, n in s["given"].items())} for s in found]
    return pd.DataFrame(tables, columns=FILE_COLUMNS)


def _table(found: list[dict]) -> pd.DataFrame:
    def years(record: dict) -> str:
        first, last = record["first_year"], record["last_year"]
        return "" if first is None else str(first) if first == last else f"{first} – {last}"

    return pd.DataFrame(
        {
            "title": [s["title"] for s in found],
            "rows": [number(s["rows"]) for s in found],
            "differing": [f"✗ {s['differing']}" if s["differing"] else "" for s in found],
            "agreeing": [f"✓ {s['agreeing']}" if s["agreeing"] else "" for s in found],
            "undecided": [f"? {s['undecided']}" if s["undecided"] else "" for s in found],
            "tables": [given_rows.tables_listed(s["given"]) for s in found],
            "years": [years(s) for s in found],
            "publisher": [publisher(s) for s in found],
            "kind": [code_name("publisher_type", s["publisher_type"]) for s in found],
            "published": [date(s["published_date"]) for s in found],
            "url": [s["url"] or "" for s in found],
        }
    )


def _columns() -> dict:
    text = st.column_config.TextColumn
    return {
        "title": text(say("sources.document"), width=380),
        "rows": text(say("sources.rows"), width=90, alignment="right"),
        "differing": text(say("sources.differing"), width=95),
        "agreeing": text(say("sources.agreeing"), width=80),
        "undecided": text(say("sources.undecided"), width=120),
        "tables": text(say("sources.tables"), width=260),
        "years": text(say("figure.years"), width=110),
        "publisher": text(say("sources.publisher"), width=220),
        "kind": text(say("sources.kind"), width=130),
        "published": text(say("sources.published"), width=110),
        "url": st.column_config.LinkColumn(
            say("source.open"), display_text=":material/open_in_new:", width="small"
        ),
    }


def _about(document: dict) -> str:
    """Publisher, date and link of a document whose title stands above."""
    published = (
        say("source.published", date=date(document["published_date"]))
        if document["published_date"]
        else say("source.not_dated")
    )
    address_of = (document["url"] or "").replace("(", "%28").replace(")", "%29")
    link = f"[{say('sources.open')}]({address_of})" if address_of else say("source.no_link")
    return " · ".join([plain(publisher(document)), published, link])


def show_card(document: dict) -> None:
    """One document: what it is, its rows by table, its checks, and the way back."""
    source_id = document["source_id"]
    st.button(
        say("sources.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=lambda: address.go(nguon=None, phep_tinh=None),
    )
    st.header(plain(document["title"]), anchor=False)
    kind = code_name("publisher_type", document["publisher_type"])
    given = next((s["given"] for s in rows("sources_found") if s["source_id"] == source_id), {})
    count = sum(given.values())
    places_given = row("places_given", source_id=source_id)["places"]
    st.caption(_about(document))
    st.markdown(
        say("sources.card_gave", kind=kind, rows=number(count), places=number(places_given))
    )
    if in_language(document, "note"):
        st.caption(plain(in_language(document, "note")))
    checks = rows("checks_found", boundary=boundary(), area_id=None, source_id=source_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(say("sources.card_rows"), anchor=False)
        st.space("stretch")
        _offer_rows(document, count)
    for name in sorted(given):
        _rows_given(source_id, name, given[name])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(say("sources.card_checks"), anchor=False)
        if checks:
            st.space("stretch")
            check_list.offer_file(checks, [document["title"]])
    if not checks:
        st.markdown(say("sources.card_no_checks"))
        return
    st.caption(check_list.summary(checks))
    check_list.table(checks)
    check_list.show_chosen(checks)


def _offer_rows(document: dict, count: int) -> None:
    """The button of all rows that a document gave."""
    title, known = say("nav.sources"), warehouse()
    contents = partial(
        open_data.described,
        known,
        partial(known.stream, "rows_given_file", source_id=document["source_id"]),
        title=title,
        language=language(),
        origin=downloads.origin(),
        filters=[(say("file.filters"), document["title"])],
        page=downloads.page(),
    )
    scope = downloads.Scope(title, count, contents, lambda: (document["title"],))
    downloads.offer("rows", [scope])


def _rows_given(source_id: str, table_name: str, count: int) -> None:
    """A page of the rows that a document gave to one table."""
    parameter = address.PAGE_OF_CARD + table_name.replace("_", "-")
    page = list_page.of_address(count, parameter=parameter)
    shown = {"passed_over": (page - 1) * list_page.ROWS, "at_most": list_page.ROWS}
    records = rows("rows_given", source_id=source_id, table_name=table_name, **shown)
    title = given_rows.table_title(table_name)
    st.markdown(f"**{say('place.with_count', name=title, count=number(count))}**")
    given_rows.show(records, title, key=f"given-{source_id}-{table_name}")
    list_page.choose(page, count, "rows", parameter)
