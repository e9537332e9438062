"""Sources: every document with what it gave and what came of checking it; the card of one."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
import streamlit as st

from ..places import fold, words_typed
from . import address, check_list, given_rows, leading_table
from . import place as places
from .reader import (
    boundary,
    code_name,
    date,
    in_language,
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
    choose_place,
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
        place = choose_place("places_with_sources", "sources")
    with when:
        year = choose_year([r["year"] for r in rows("years_known")])
    everything = _sources(rows("sources_found", boundary=boundary(), area_id=None, year=None))
    here = {"area_id": area_of(place), "year": year}
    known = _sources(rows("sources_found", boundary=boundary(), **here))
    words = words_typed(query)
    matching = [s for s in known if s["tables"] and _holds(s, words)]
    found = _sorted(narrow(matching, _facets()))
    _heading(found, everything, [places.full_name(place)] if here["area_id"] else [])
    if not found:
        st.info(say("sources.found_none"))
        return
    st.caption(say("sources.choose_hint"))
    leading_table.show(
        _table(found),
        [s["source_id"] for s in found],
        "nguon",
        name="sources",
        title=say("sources.section_sources"),
        column_config=_columns(),
    )


def _sources(found: list[dict]) -> list[dict]:
    """One record per document from one row per document and table."""
    listed = []
    for _, of_source in groupby(found, key=lambda r: r["source_id"]):
        of_tables = list(of_source)
        years = [y for r in of_tables for y in (r["first_year"], r["last_year"]) if y]
        listed.append(
            {
                **of_tables[0],
                "rows": of_tables[0]["all_rows"],
                "given": {r["table_name"]: r["rows"] for r in of_tables},
                "tables": {r["table_name"] for r in of_tables if r["matching"]},
                "first_year": min(years, default=None),
                "last_year": max(years, default=None),
            }
        )
    return listed


def _holds(record: dict, words: list[str]) -> bool:
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
            download(_file(found), say("nav.sources"), restricted, "sources")
    if found:
        differing = number(sum(s["differing"] > 0 for s in found))
        st.caption(say("sources.half", few=number(_half(found)), differing=differing))


def _half(found: list[dict]) -> int:
    """On how few documents half of all rows rests."""
    given = sorted((s["rows"] for s in found), reverse=True)
    reached = 0
    for few, rows_given in enumerate(given, start=1):
        reached += rows_given
        if 2 * reached >= sum(given):
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
            "rows": [s["rows"] for s in found],
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
        "rows": st.column_config.NumberColumn(say("sources.rows"), width=90),
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
    """One document: what it is, all its rows by table, its checks, and the way back."""
    source_id = document["source_id"]
    st.button(
        say("sources.back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=lambda: address.go(nguon=None, phep_tinh=None),
    )
    given = rows("rows_given", source_id=source_id, figure_ids=[])
    st.header(plain(document["title"]), anchor=False)
    kind = code_name("publisher_type", document["publisher_type"])
    areas = {record["area_id"] for record in given if record["area_id"]}
    st.caption(_about(document))
    st.markdown(
        say("sources.card_gave", kind=kind, rows=number(len(given)), places=number(len(areas)))
    )
    if in_language(document, "note"):
        st.caption(plain(in_language(document, "note")))
    checks = rows("checks_found", boundary=boundary(), area_id=None, source_id=source_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(say("sources.card_rows"), anchor=False)
        st.space("stretch")
        file = given_rows.file_rows(given)
        download(file, say("nav.sources"), [document["title"]], "rows")
    for name, of_table in groupby(given, key=lambda record: record["table_name"]):
        records = list(of_table)
        title = given_rows.table_title(name)
        st.markdown(f"**{say('place.with_count', name=title, count=number(len(records)))}**")
        given_rows.show(records, title, key=f"given-{source_id}-{name}")
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
