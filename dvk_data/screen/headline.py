"""The headline cards of a place and year, and what needs attention there."""

from __future__ import annotations

import streamlit as st

from .. import formats
from . import address, source
from .reader import (
    boundary,
    code_name,
    figure,
    in_language,
    in_sentence,
    indicator,
    language,
    number,
    percent,
    period,
    row,
    rows,
    say,
)

CARDS = (
    "registered",
    "recognised",
    "maintained",
    "money_raised",
    "households_helped",
    "on_time_rate",
    "online_submission_rate",
    "resolved_rate",
)
RISING_IS_BETTER = {"on_time_rate", "online_submission_rate", "resolved_rate", "recognised"}
ATTENTION_AT_FIRST = 3


def cards(place: dict, year: int) -> None:
    """One card per headline measure; what is not reported says so."""
    here = {"boundary": boundary(), "area_id": place["area_id"], "year": year}
    reported = {record["measure"]: record for record in rows("headline", **here)}
    reached = {record["indicator"]: record for record in rows("model_reach", **here)}
    grid = st.grid(4, min_column_width=210, border=True)
    for measure in CARDS:
        with grid.cell():
            st.markdown(f"**{say(f'overview.{measure}')}**")
            if measure in reached:
                _reach_card(reached[measure])
            elif measure in reported:
                _figure_card(reported[measure], reported)
            else:
                st.markdown(f"#### :gray[{say('overview.not_reported')}]")
    missing = [
        in_sentence(say(f"overview.{measure}"))
        for measure in CARDS
        if measure not in reported and measure not in reached
    ]
    if missing:
        listed = "; ".join(missing)
        st.caption(say("overview.not_reported_list", year=year, measures=listed))


def _figure_card(record: dict, all_records: dict) -> None:
    st.title(figure(record["value"], record["unit"]), anchor=False)
    lines = []
    if record["agrees"] is False:
        recomputed = figure(record["recomputed"], record["unit"])
        lines.append(f":red[**{say('overview.recomputed', value=recomputed)}**]")
    if record["numerator"] is not None:
        ratio = say(
            "overview.of_ratio",
            part=number(record["numerator"]),
            whole=number(record["denominator"]),
            unit=in_sentence(code_name("unit", record["counted_in"])),
        )
        lines.append(" · ".join(filter(None, (ratio, _part_name(record)))))
    registered = all_records.get("registered")
    if record["measure"] == "recognised" and registered and registered["value"]:
        lines.append(
            say(
                "overview.share_of_registered",
                share=percent(100 * record["value"] / registered["value"], 1),
                part=number(record["value"]),
                whole=number(registered["value"]),
            )
        )
    if record["earlier_value"] is not None:
        lines.append(_change(record))
    if record["others"]:
        lines.append(say("overview.others", count=record["others"]))
    if lines:
        st.caption("  \n".join(lines))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        source.panel(record, key=f"source-{record['measure']}")
        source.flag_badge(record["flag"])


def _part_name(record: dict) -> str:
    if not record["part"]:
        return ""
    if record["subject"] == "petitions":
        return code_name("handled_by", record["part"])
    return record["part"]


def _change(record: dict) -> str:
    difference = record["value"] - record["earlier_value"]
    if record["unit"] == "percent":
        spoken = formats.percentage_points(difference, language())
    else:
        spoken = formats.change(difference, language())
    return say("overview.change", change=spoken, year=record["earlier_year"])


def _reach_card(record: dict) -> None:
    if record["unit"] == "VND":
        st.title(formats.money_amount(record["value"], language()), anchor=False)
        st.caption(say("overview.from_models_dong", models=number(record["models"])))
    else:
        st.title(figure(record["value"], record["unit"]), anchor=False)
        st.caption(say("overview.from_models", models=number(record["models"])))
    label = say("overview.source")
    key = f"source-{record['indicator']}"
    with st.popover(label, type="tertiary", icon=":material/info:", key=key):
        st.markdown(indicator(record["indicator"]).definition(language()))
        st.markdown(say("source.models"))
        for source_id in record["source_ids"]:
            source.document(row("source", source_id=source_id))


def attention(place: dict, year: int) -> None:
    """Plain sentences: contradicted figures, missed targets, falls against the earlier period."""
    here = {"boundary": boundary(), "area_id": place["area_id"], "year": year}
    checks = rows("checks_of_place", **here)
    points = [(":material/flag:", _missed(target)) for target in rows("missed_targets", **here)]
    points += [
        (":material/trending_down:", _fell(record))
        for record in rows("headline", **here)
        if record["measure"] in RISING_IS_BETTER
        and record["earlier_value"] is not None
        and record["value"] < record["earlier_value"]
    ]
    points += [
        (
            ":material/calculate:",
            say(
                "overview.attention_refuted",
                **_statement(check),
                explanation=in_language(check, "explanation"),
            ),
        )
        for check in checks
        if check["agrees"] is False
    ]
    if not points:
        st.markdown(f":material/check_circle: {say('overview.attention_none')}")
    for icon, sentence in points[:ATTENTION_AT_FIRST]:
        st.markdown(f"{icon} {sentence}")
    rest = points[ATTENTION_AT_FIRST:]
    if rest:
        with st.expander(say("overview.attention_more", count=len(rest))):
            for icon, sentence in rest:
                st.markdown(f"{icon} {sentence}")
    if checks:
        verdicts = [check["agrees"] for check in checks]
        st.caption(
            say(
                "overview.checks_agree",
                agree=verdicts.count(True),
                differ=verdicts.count(False),
                unknown=verdicts.count(None),
            )
        )


def _statement(check: dict) -> dict:
    """What a check says, parted into its rule and its figures."""
    rule, _, figures = in_language(check, "statement").partition(": ")
    return {"rule": rule, "figures": figures}


def _missed(target: dict) -> str:
    sentence = "attention_missed" if target["direction"] == "min" else "attention_missed_max"
    return say(
        f"overview.{sentence}",
        indicator=indicator(target["indicator"]).name(language()),
        value=figure(target["value"], target["unit"]),
        target=figure(target["target"], target["unit"]),
        period=period(target),
    )


def _fell(record: dict) -> str:
    fall = abs(record["value"] - record["earlier_value"])
    is_percent = record["unit"] == "percent"
    spoken = formats.percentage_points(fall, language()).lstrip("+") if is_percent else number(fall)
    return say(
        "overview.attention_fell",
        indicator=say(f"overview.{record['measure']}"),
        change=spoken,
        year=record["earlier_year"],
    )


def models_link(place: dict, name: str) -> None:
    """Link to the named models of the place, with their number."""
    found = row("named_models_of_place", boundary=boundary(), area_id=place["area_id"])["models"]
    if found:
        st.page_link(
            "pages/models.py",
            label=say("overview.models_link", count=number(found), place=name),
            icon=":material/groups:",
            query_params=address.shared() | {"noi": place["area_id"]},
        )
