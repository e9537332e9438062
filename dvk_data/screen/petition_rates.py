"""How much of what was to be resolved was resolved: stated and recomputed, by body and kind."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import figures
from ..statistics import wilson_interval
from . import address, chart, figure_panel, figure_table, petitions
from .petition_steps import check_in_words, mark_colour
from .reader import (
    boundary,
    code_name,
    date,
    in_language,
    in_sentence,
    is_dark,
    language,
    number,
    percent,
    period,
    publisher,
    rows,
    say,
)


def show(place: dict, chosen: dict) -> None:
    """One bar per body and kind of petition of the place and period."""
    found = [
        rate
        for rate in rows("petition_rates", boundary=boundary(), area_id=place["area_id"])
        if all(rate[c] == chosen[c] for c in ("source_id", "date_from", "date_to"))
    ]
    if not found:
        st.header(say("petitions.rates"), anchor=False)
        st.markdown(say("petitions.rates_none", period=period(chosen)))
        return
    published = f" ({date(chosen['published_date'])})" if chosen["published_date"] else ""
    chart.show(
        draw(found, {rate_code(rate): rate_name(rate) for rate in found}),
        title=_finding(found),
        subtitle=say("petitions.rates_subtitle", period=period(chosen)),
        table=table(found, [rate_name(rate) for rate in found]),
        key="petition-rates",
        source=f"{publisher(chosen)}{published}",
        figure_ids=[figure_code(rate) for rate in found],
        on_point=lambda code: address.go(dt_ty_le=code),
    )
    explained = [r for r in found if r["agrees"] is not True and in_language(r, "explanation")]
    st.markdown("\n".join(f"- {check_in_words(rate)}" for rate in explained))
    names = {"": say("petitions.step_none")} | {rate_code(r): rate_name(r) for r in found}
    code = petitions.choose_here(
        say("petitions.rate_choose"), "dt-ty-le", names, is_rate_code, "", width=420
    )
    if code:
        rate = next(rate for rate in found if rate_code(rate) == code)
        figure_table.behind(figure_ids(rate), say("petitions.behind_rate", name=names[code]))


def draw(found: list[dict], names: dict[str, str], with_intervals: bool = False):
    """Rows of queries/petition_rates.sql as bars, `names` by code in the order drawn."""
    by_code = {rate_code(rate): rate for rate in found}
    return figures.rates(
        [
            figures.Rate(
                code=code,
                name=name,
                text=rate_text(by_code[code]),
                computed=by_code[code]["computed"],
                stated=by_code[code]["stated"],
                is_refuted=by_code[code]["agrees"] is False,
                interval=wilson_interval(by_code[code]["resolved"], by_code[code]["base_value"])
                if with_intervals
                else None,
            )
            for code, name in names.items()
        ],
        language=language(),
        is_dark=is_dark(),
        mark_colour=mark_colour(),
        labels={mark: say(f"petitions.rate_{mark}") for mark in ("computed", "stated", "refuted")},
        axis_title=say("petitions.rate_axis"),
    )


def rate_code(rate: dict) -> str:
    """The resolved figure names a computed rate, the stated one another."""
    return rate["resolved_id"] or rate["stated_id"]


def is_rate_code(code: str) -> bool:
    return code.startswith("petitions-")


def figure_ids(rate: dict) -> list[str]:
    return [i for i in (rate["resolved_id"], rate["base_id"], rate["stated_id"]) if i]


def figure_code(rate: dict) -> str:
    """What opens the panel of a rate: its two counts and, beside them, what the source states."""
    stated = [rate["stated_id"]] if rate["stated_id"] else []
    if rate["computed"] is None:
        return figure_panel.code_of(stated)
    return figure_panel.code_of([rate["resolved_id"]], [rate["base_id"]], beside=stated)


def rate_name(rate: dict) -> str:
    """'Cấp huyện: khiếu nại'; cases are named, letters are what is counted otherwise."""
    body = code_name("handled_by", rate["part"] or "whole_area")
    kind = in_sentence(code_name("petition_type", rate["aspect"]))
    if rate["aspect"] == "all":
        kind = say("petitions.all_kinds")
    if rate["counted_in"] in (None, "petition"):
        return f"{body}: {kind}"
    return f"{body}: {kind} ({in_sentence(code_name('unit', rate['counted_in']))})"


def rate_text(rate: dict) -> str:
    """'146/178 = 82,02%; nguồn nêu 86,4% ✗'."""
    parts = []
    if rate["computed"] is not None:
        parts.append(
            say(
                "petitions.rate_text",
                part=number(rate["resolved"]),
                whole=number(rate["base_value"]),
                rate=percent(rate["computed"]),
            )
        )
    if rate["stated"] is not None:
        sign = {True: " ✓", False: " ✗", None: ""}[rate["agrees"]]
        sentence = "stated_text" if parts else "stated_alone"
        text = say(f"petitions.{sentence}", rate=percent(rate["stated"]))
        parts.append(f"{text}{sign}")
    return "; ".join(parts)


def _finding(found: list[dict]) -> str:
    refuted = [rate for rate in found if rate["agrees"] is False]
    if refuted:
        rate = refuted[0]
        return say(
            "petitions.rates_finding_refuted",
            name=rate_name(rate),
            stated=percent(rate["stated"]),
            computed=percent(rate["computed"]),
        )
    known = [rate for rate in found if rate["computed"] is not None]
    if not known:
        return say(
            "petitions.rates_finding_stated",
            name=rate_name(found[0]),
            stated=percent(found[0]["stated"]),
        )
    lowest = min(known, key=lambda rate: rate["computed"])
    sentence = "rates_finding_one" if len(known) == 1 else "rates_finding"
    return say(
        f"petitions.{sentence}", name=rate_name(lowest), computed=percent(lowest["computed"])
    )


def table(found: list[dict], names: list[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("petitions.body_and_kind"): names,
            say("petitions.resolved"): [number(rate["resolved"]) for rate in found],
            say("petitions.base"): [number(rate["base_value"]) for rate in found],
            say("petitions.base_name"): [
                code_name("stage", rate["base"]) if rate["base"] else "–" for rate in found
            ],
            say("petitions.rate_computed"): [percent(rate["computed"]) for rate in found],
            say("petitions.rate_stated"): [percent(rate["stated"]) for rate in found],
            say("petitions.period"): [period(rate) for rate in found],
        }
    )
