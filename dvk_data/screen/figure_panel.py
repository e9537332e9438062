"""The panel of a figure, opened by its address on any page: what is stated, how sure, who says so.

`so-lieu=ID` is one figure, `ID,ID` several side by side, `ID.ID` their sum, `ID~ID` a rate of two,
`ID~ID~ID` a rate with what its source states of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from . import address, certainty, figure_table, source
from .reader import (
    code_name,
    date,
    figure,
    in_language,
    in_sentence,
    indicator,
    language,
    leaves_out_inferred,
    listed,
    number,
    percent,
    period,
    plain,
    rows,
    say,
    warehouse,
)

PARAMETER = "so-lieu"
LIST, SUM, RATE = ",", ".", "~"
# Beyond this an address grows too long to be sent; the page of the figures says the rest.
FIGURES_AT_MOST = 300
DOCUMENTS_AT_MOST = 3
VERDICTS = {True: "agrees", False: "differs", None: "unknown"}
SIGNS = {
    True: ":green[:material/check_circle:]",
    False: ":red[:material/error:]",
    None: ":gray[:material/help:]",
}


def offer(
    figure_ids: Sequence[str], key: str, over: Sequence[str] = (), *, is_sum: bool = False
) -> None:
    """Button that opens the panel of figures, of their sum, or of a rate of one over another."""
    code = code_of(figure_ids, over, is_sum=is_sum)
    is_too_long = len(ids_of(code)) > FIGURES_AT_MOST
    st.button(
        say("panel.open"),
        key=key,
        type="tertiary",
        icon=":material/info:",
        on_click=address.go,
        kwargs={"so_lieu": code},
        disabled=is_too_long,
        help=say("panel.too_many", count=number(len(figure_ids))) if is_too_long else None,
    )


def code_of(
    figure_ids: Sequence[str],
    over: Sequence[str] = (),
    beside: Sequence[str] = (),
    *,
    is_sum: bool = False,
) -> str:
    """What stands in the address for these figures; a converted figure is the sum of its parts."""

    def side(ids: Sequence[str], joint: str) -> str:
        return joint.join(dict.fromkeys(figure_id.replace("+", SUM) for figure_id in ids))

    sides = [side(figure_ids, SUM if is_sum or over else LIST), side(over, SUM), side(beside, LIST)]
    return RATE.join(filter(None, sides))


def ids_of(code: str) -> list[str]:
    """The figures that a code of an address names."""
    return [figure_id for figure_id in re.split(f"[{LIST}{SUM}{RATE}]", code) if figure_id]


def show() -> bool:
    """Open the panel that the address asks for over the page. Returns whether it asks for one.

    What was inferred opens too where the reader leaves it out elsewhere: a link has to hold.
    """
    asked = address.value(PARAMETER)
    if not asked:
        return False
    ids = ids_of(asked)
    found = {
        record["figure_id"]: record
        for record in rows("figures_by_id", everything=True, figure_ids=ids)
    }
    for figure_id in ids:
        if figure_id not in found:
            address.note_unknown(PARAMETER, figure_id)
    records = [found[figure_id] for figure_id in dict.fromkeys(ids) if figure_id in found]
    if not records:
        return False
    sides = [[found[i] for i in ids_of(side) if i in found] for side in asked.split(RATE)]
    is_whole = len(records) == len(set(ids))
    kind = _kind(sides, is_sum=LIST not in asked) if is_whole else "side_by_side"
    title = figure_table.figure_name(records[0])
    if len(records) > 1:
        sentence = "side_by_side" if kind == "side_by_side" else "several"
        title = say(f"panel.{sentence}", count=number(len(records)))

    @st.dialog(plain(title), width="large", on_dismiss=lambda: address.go(so_lieu=None))
    def panel():
        if address.value(PARAMETER) != asked:
            st.rerun()
        if leaves_out_inferred() and any(r["flag"].startswith("inferred") for r in records):
            st.info(say("panel.left_out"))
        if len(records) == 1:
            _one(records[0])
        else:
            _several(records, sides, kind)

    panel()
    return True


def _kind(sides: list[list[dict]], *, is_sum: bool) -> str:
    """What figures make up: a rate, a sum, or nothing but a list of them."""
    if len(sides) > 1 and all(sides[:2]) and _makes_rate(*sides[:2]):
        return "rate"
    if len(sides) == 1 and is_sum and _may_be_added(sides[0]):
        return "sum"
    return "side_by_side"


def _makes_rate(part: list[dict], whole: list[dict]) -> bool:
    """Counts of one unit, of the same places and days, and something to divide by."""

    def of(side: list[dict], *columns: str) -> set:
        return {tuple(record[column] for column in columns) for record in side}

    return (
        _are_counts([*part, *whole])
        and of(part, "area_id", "date_from", "date_to")
        == of(whole, "area_id", "date_from", "date_to")
        and not of(part, "figure_id") & of(whole, "figure_id")
        and sum(record["value"] for record in whole) > 0
    )


def _may_be_added(records: list[dict]) -> bool:
    """Counts of one measure and unit; outcomes of models, or places of one level and period."""
    first = records[0]
    if not _are_counts(records) or {record["measure"] for record in records} != {first["measure"]}:
        return False
    if first["subject"] == "model_outcomes":
        return indicator(first["measure"]).is_additive
    alike = ("subject", "aspect", "part", "area_level", "system", "date_from", "date_to")
    places = {record["area_id"] for record in records}
    return len(places) == len(records) and all(r[c] == first[c] for r in records for c in alike)


def _are_counts(records: list[dict]) -> bool:
    units = {record["unit"] for record in records}
    is_valued = all(record["value"] is not None for record in records)
    return is_valued and len(units) == 1 and not units & {None, "percent", "point", "rank"}


def _one(record: dict) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(figure_table.value_text(record), anchor=False, width="content")
        source.flag_badge(record["flag"])
    st.markdown(" · ".join(filter(None, (_place(record), period(record)))))
    if record["flag"] != "reported":
        st.caption(warehouse().catalogue.codes["flag"][record["flag"]][f"definition_{language()}"])
    if in_language(record, "note"):
        st.markdown(f":material/edit_note: {plain(in_language(record, 'note'))}")
    source.corrections(record["figure_id"])
    _checks(record)
    st.markdown(f"**{say('source.document')}**")
    source.document(record)
    with st.expander(say("panel.more"), icon=":material/menu_book:", expanded=True):
        facts = [f"**{name}:** {text}" for name, text in _facts(record) if text]
        st.markdown("  \n".join(facts))
    _leads(record)


def _several(records: list[dict], sides: list[list[dict]], kind: str) -> None:
    """What a rate or a sum is made of; a row leads to the panel of that figure."""
    totals = [sum(record["value"] or 0 for record in side) for side in sides]
    if kind == "rate":
        st.title(percent(100 * totals[0] / totals[1]), anchor=False)
        part, whole = map(_spoken, sides[:2], totals)
        st.markdown(say("panel.rate", part=part, whole=whole))
        stated = [record for side in sides[2:] for record in side]
        if stated:
            values = listed([figure_table.value_text(record) for record in stated])
            st.markdown(say("panel.stated", values=values))
    elif kind == "sum":
        st.title(figure(totals[0], records[0]["unit"]), anchor=False)
        st.markdown(say("panel.sum", count=number(len(records))))
    how_sure = certainty.sentence(record["figure_id"] for record in records)
    if how_sure:
        st.caption(how_sure)
    st.caption(say("panel.parts_hint"))
    figure_table.table(records, say("panel.parts"), key="panel-parts")
    documents = {record["source_id"]: record for record in records}
    if len(documents) <= DOCUMENTS_AT_MOST:
        st.markdown(f"**{say('source.document')}**")
        for record in documents.values():
            source.document(record)


def _spoken(side: list[dict], total: float) -> str:
    names = listed([in_sentence(figure_table.figure_name(record)) for record in side])
    return f"{figure(total, side[0]['unit'])} ({plain(names)})"


def _place(record: dict) -> str:
    """The unit with those above it, and the part of it that the figure is of."""
    if not record["area_name"]:
        return plain(record["place_text"]) or say("panel.no_place")
    above = {
        "commune": [record["district_name"], record["province_name"]],
        "district": [record["province_name"]],
    }.get(record["area_level"], [])
    names = [record["area_name"], *(in_sentence(name) for name in above if name)]
    part = figure_table.part_name(record)
    return plain(", ".join([part, *names] if part else names))


def _checks(record: dict) -> None:
    """What came of recomputing it, and where else it is counted in."""
    found = rows("checks_with_figure", everything=True, figure_id=record["figure_id"])
    own = [check for check in found if check["is_own"]]
    others = [check for check in found if not check["is_own"]]
    if not own:
        st.markdown(f":material/rule: {say('panel.no_check')}")
    for check in own:
        st.markdown(_verdict(check))
        if in_language(check, "explanation"):
            st.caption(plain(in_language(check, "explanation")))
    if others:
        with st.expander(say("panel.part_of", count=len(others)), icon=":material/calculate:"):
            for check in others:
                st.markdown(_verdict(check))


def _verdict(check: dict) -> str:
    verdict = say(f"overview.{VERDICTS[check['agrees']]}")
    statement = plain(in_language(check, "statement"))
    recomputed = figure(check["recomputed"], check["unit"])
    result = say(
        "panel.verdict",
        stated=figure(check["stated"], check["unit"]),
        recomputed=recomputed,
        verdict=verdict,
    )
    return f"{SIGNS[check['agrees']]} **{result}**  \n{statement}"


def _facts(record: dict) -> list[tuple[str, str]]:
    """What a reader asks next: meaning, denominator, period, boundary, how the place was found."""
    facts = [
        (say("source.definition"), _definition(record)),
        (say("panel.denominator"), _denominator(record)),
        (say("source.period"), period(record)),
        (say("panel.as_of"), date(record["date_to"]) if record["date_to"] else ""),
        (say("app.boundary"), code_name("system", record["system"]) if record["system"] else ""),
        (say("panel.place_text"), plain(record["place_text"])),
    ]
    for match in rows("why_placed", everything=True, figure_id=record["figure_id"]):
        how = in_sentence(code_name("match", match["how"]))
        reason = plain(in_language(match, "reason"))
        facts.append((say("panel.place_found"), f"{how}. {reason}" if reason else how))
    return [
        *facts,
        (say("source.version"), warehouse().catalogue.version),
        (say("panel.figure_id"), f"`{record['figure_id']}`"),
    ]


def _definition(record: dict) -> str:
    if record["subject"] in ("service_kpis", "model_outcomes", "targets"):
        return indicator(record["measure"]).definition(language())
    lists = {"model_counts": "status", "petitions": "stage", "indices": "index_name"}
    entry = warehouse().catalogue.codes[lists[record["subject"]]][record["measure"]]
    return entry.get(f"definition_{language()}", "")


def _denominator(record: dict) -> str:
    if record["subject"] not in ("service_kpis", "model_outcomes", "targets"):
        return ""
    code = indicator(record["measure"]).denominator
    return in_sentence(indicator(code).name(language())) if code else ""


def _leads(record: dict) -> None:
    """From the figure to its document, its model and its place."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "pages/sources.py",
            label=say("source.all_of"),
            icon=":material/description:",
            query_params=address.shared() | {"nguon": record["source_id"]},
        )
        if record["model_id"]:
            st.button(
                say("panel.model"),
                key="panel-model",
                icon=":material/groups:",
                type="tertiary",
                on_click=address.go,
                kwargs={"so_lieu": None, "mo_hinh": record["model_id"]},
            )
        if record["area_id"]:
            chosen = {"noi": record["area_id"]}
            if record["year"]:
                chosen["nam"] = str(record["year"])
            st.page_link(
                "pages/overview.py",
                label=say("panel.place", place=in_sentence(record["area_name"])),
                icon=":material/dashboard:",
                query_params=address.shared() | chosen,
            )
    st.caption(say("panel.link_hint"))
