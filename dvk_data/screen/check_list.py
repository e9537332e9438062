"""Checks: every statement that was recomputed, in words, with the figures it is made of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from . import address, figure_table, given_rows, leading_table, list_page, source
from . import place as places
from .reader import (
    boundary,
    code_name,
    figure,
    in_language,
    number,
    plain,
    publisher,
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

VERDICT_CODES = {"khong-khop": "differs", "khong-ket-luan": "undecided", "khop": "agrees"}
FILE_COLUMNS = [
    "check_id",
    "table_name",
    "rule",
    "statement_vi",
    "statement_en",
    "stated",
    "recomputed",
    "difference",
    "unit",
    "agrees",
    "explanation_vi",
    "explanation_en",
    "area_id",
    "area_name",
    "province_name",
    "date_from",
    "date_to",
    "figure_id",
    "part_ids",
    "source_id",
    "title",
    "publisher",
    "url",
]


def show() -> None:
    """Filters, the finding, the table, and the check that the address names."""
    where, when = st.columns([4, 1], vertical_alignment="bottom")
    with where:
        place = places.choose_place(None, places.units_below("checks", only_holding=True))
    everything = rows("checks_found", boundary=boundary(), area_id=None, source_id=None)
    with when:
        year = choose_year(sorted({k["year"] for k in everything if k["year"]}, reverse=True))
    area_id = area_of(place)
    here = rows("checks_found", boundary=boundary(), area_id=area_id, source_id=None)
    found = narrow([k for k in here if year in (None, k["year"])], _facets(everything))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(finding(found), anchor=False)
        if is_narrowed():
            st.button(say("models.clear"), on_click=clear, icon=":material/close:", type="tertiary")
        st.space("stretch")
        if found:
            offer_file(found, [places.full_name(place)] if area_id else [])
    if not found:
        st.info(say("checks.found_none"))
        return
    st.caption(f"{summary(found)} {say('checks.choose_hint')}")
    chosen = address.value("phep-tinh")
    position = next((i for i, k in enumerate(found) if k["check_id"] == chosen), 0)
    page = list_page.of_address(len(found), opens=position // list_page.ROWS + 1)
    table(list_page.rows_of(found, page))
    list_page.choose(page, len(found), "checks")
    show_chosen(everything)


def offer_file(found: list[dict], chosen: list[str]) -> None:
    """The button of the checks with their codes; `chosen` says in words which these are."""

    def file() -> pd.DataFrame:
        table = pd.DataFrame(found, columns=FILE_COLUMNS)
        table["part_ids"] = ["; ".join(k["part_ids"]) for k in found]
        return table

    download(len(found), file, say("sources.section_checks"), chosen, "checks")


def verdict(check: dict) -> str:
    """differs, agrees or undecided."""
    return {True: "agrees", False: "differs", None: "undecided"}[check["agrees"]]


def finding(found: list[dict]) -> str:
    """'17 trong 395 phép tính không khớp với con số nguồn nêu'."""
    differing = sum(k["agrees"] is False for k in found)
    count = {"differing": number(differing), "all": number(len(found))}
    return say("checks.finding" if differing else "checks.finding_none", **count)


def summary(found: list[dict]) -> str:
    counts = {code: sum(verdict(k) == code for k in found) for code in VERDICT_CODES.values()}
    return say(
        "overview.checks_agree",
        agree=number(counts["agrees"]),
        differ=number(counts["differs"]),
        unknown=number(counts["undecided"]),
    )


def _facets(everything: list[dict]) -> list[Facet]:
    tables = {k["table_name"] for k in everything}
    known = [name for name in warehouse().catalogue.datasets if name in tables]
    rules = {k["rule"] for k in everything}
    return [
        Facet(
            "ket-qua",
            say("sources.verdict"),
            {
                code: f"{given_rows.VERDICTS[name]} {say(f'checks.verdict_{name}')}"
                for code, name in VERDICT_CODES.items()
            },
            lambda k: {next(c for c, name in VERDICT_CODES.items() if name == verdict(k))},
            width=1.3,
        ),
        Facet(
            "bang",
            say("sources.table"),
            {name: given_rows.table_title(name) for name in known},
            lambda k: {k["table_name"]},
            width=1.7,
        ),
        Facet(
            "quy-tac",
            say("checks.rule"),
            {
                rule: code_name("rule", rule)
                for rule in warehouse().catalogue.codes["rule"]
                if rule in rules
            },
            lambda k: {k["rule"]},
            st.multiselect,
        ),
    ]


def explanation(check: dict) -> str:
    """Why a statement differs or cannot be judged, or that it comes out, in plain words."""
    if in_language(check, "explanation"):
        return in_language(check, "explanation")
    if check["agrees"]:
        is_exact = round(check["difference"], 9) == 0
        return say("checks.comes_out" if is_exact else "checks.comes_out_rounded")
    return say("checks.no_explanation")


def table(found: list[dict]) -> None:
    """Checks as rows; the one chosen goes into the address."""
    text = st.column_config.TextColumn
    leading_table.show(
        pd.DataFrame(
            {
                "verdict": [given_rows.verdict_text(verdict(k)) for k in found],
                "statement": [in_language(k, "statement") for k in found],
                "stated": [figure(k["stated"], k["unit"]) for k in found],
                "recomputed": [figure(k["recomputed"], k["unit"]) for k in found],
                "difference": [_difference(k) for k in found],
                "place": [given_rows.place_name(k) for k in found],
                "when": [given_rows.when(k) for k in found],
                "explanation": [explanation(k) for k in found],
                "publisher": [publisher(k) for k in found],
            }
        ),
        [k["check_id"] for k in found],
        "phep-tinh",
        name="checks",
        title=say("sources.section_checks"),
        column_config={
            "verdict": text(say("sources.verdict"), width=150),
            "statement": text(say("overview.statement"), width=420),
            "stated": text(say("source.stated"), width=110),
            "recomputed": text(say("source.recomputed"), width=110),
            "difference": text(say("checks.difference"), width=100),
            "place": text(say("models.place"), width=200),
            "when": text(say("figure.period"), width=130),
            "explanation": text(say("overview.explanation"), width=420),
            "publisher": text(say("figure.source"), width=200),
        },
    )


def _difference(check: dict) -> str:
    sign = "+" if round(check["difference"], 2) > 0 else ""
    return f"{sign}{number(check['difference'])}"


def show_chosen(known: list[dict]) -> None:
    """The check of the address: its sentence, why, the figures it is made of, its source."""
    chosen = address.value("phep-tinh")
    check = next((k for k in known if k["check_id"] == chosen), None)
    if check is None:
        if chosen:
            address.note_unknown("phep-tinh", chosen)
        return
    with st.container(border=True):
        _chosen(check)


def _chosen(check: dict) -> None:
    rule, _, figures = in_language(check, "statement").partition(": ")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(plain(rule), anchor=False)
        st.space("stretch")
        st.button(
            say("checks.close"),
            key="close-check",
            icon=":material/close:",
            type="tertiary",
            on_click=lambda: address.go(phep_tinh=None),
        )
    st.markdown(f"{plain(figures)}.")
    colour = {"differs": "red", "agrees": "green", "undecided": "gray"}[verdict(check)]
    st.badge(given_rows.verdict_text(verdict(check)), color=colour)
    lines = [
        (say("source.stated"), figure(check["stated"], check["unit"])),
        (say("source.recomputed"), figure(check["recomputed"], check["unit"])),
        (say("checks.difference"), _difference(check)),
        (say("models.place"), given_rows.place_name(check)),
        (say("figure.period"), given_rows.when(check)),
    ]
    st.markdown("  \n".join(f"**{name}:** {plain(text)}" for name, text in lines))
    st.markdown(plain(explanation(check)))
    figure_ids = list(dict.fromkeys([check["figure_id"], *check["part_ids"]]))
    title = say("checks.figures", count=number(len(figure_ids)))
    if check["table_name"] == "indices":
        st.markdown(f"**{title}**")
        given = rows("rows_by_id", figure_ids=figure_ids)
        given_rows.show(given, title, key="behind-check")
    else:
        figure_table.behind(figure_ids, title)
    st.markdown(f"**{say('source.document')}**")
    source.document(check)
    if address.value("nguon") != check["source_id"]:
        st.button(
            say("checks.open_source"),
            icon=":material/description:",
            on_click=lambda: address.go(
                phan=None, nguon=check["source_id"], phep_tinh=None, ket_qua=None, bang=None
            ),
        )
