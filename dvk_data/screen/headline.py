"""The headline cards of a place and year, and what needs attention there."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from .. import formats
from . import address, figure_panel, figure_table, holdings, source
from .place import go_to_place
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
    percent,
    period,
    plain,
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
# Shown where they are reported; a place is not told off for lacking them.
FURTHER_CARDS = (
    "dossiers_received",
    "score_766_total",
    "satisfaction_rate",
    "received",
    "citizens_received",
)
RISING_IS_BETTER = {
    "on_time_rate",
    "online_submission_rate",
    "resolved_rate",
    "recognised",
    "score_766_total",
    "satisfaction_rate",
}
ATTENTION_AT_FIRST = 3


def cards(place: dict, year: int) -> None:
    """One card per headline measure; what is not reported says so."""
    here = {"boundary": boundary(), "area_id": place["area_id"], "year": year}
    reported = {record["measure"]: record for record in rows("headline", **here)}
    where = {"boundary": boundary(), "area_id": place["area_id"]}
    choice = where | {"years": [str(year)], "states_outcome": True}
    found = rows("model_reach", models=choice)
    reached = {r["indicator"]: r | {"districts": _districts(r, place, choice)} for r in found}
    grid = st.grid(4, min_column_width=160, border=True)
    missing = []
    for measure in (*CARDS, *FURTHER_CARDS):
        name = say(f"overview.{measure}")
        if measure not in reported and measure not in reached:
            if measure in CARDS:
                missing.append(in_sentence(name))
            continue
        with grid.cell(), st.container(gap="xxsmall"):
            st.markdown(f"**{name}**")
            if measure in reached:
                _reach_card(reached[measure])
            else:
                _figure_card(reported[measure], reported)
    if missing:
        text = say("overview.not_reported_list", year=year, measures=", ".join(missing))
        st.markdown(f":material/pending: {text}")


def _big(spoken: str) -> None:
    """The number large, its unit small beside it: a narrow card would break a long unit."""
    value, _, unit = spoken.partition(" ")
    st.title(f"{value} :small[{unit}]" if unit else value, anchor=False)


def _figure_card(record: dict, all_records: dict) -> None:
    _big(figure(record["value"], record["unit"]))
    if record["agrees"] is False:
        recomputed = figure(record["recomputed"], record["unit"])
        st.markdown(f":red[**{say('overview.recomputed', value=recomputed)}**]")
    lines = []
    if record["numerator"] is not None:
        ratio = say(
            "overview.of_ratio",
            part=number(record["numerator"]),
            whole=number(record["denominator"]),
            base=_base_name(record),
        )
        lines.append(" · ".join(filter(None, (ratio, _part_name(record)))))
    else:
        if record["unit"] == "percent":
            lines.append(say("overview.base_not_stated"))
        if record["part"]:
            lines.append(_part_name(record))
    if record["aspect"] != "all":
        lines.append(code_name("petition_type", record["aspect"]))
    if record["award_level"]:
        lines.append(say("overview.award_level", level=code_name("level", record["award_level"])))
    registered = all_records.get("registered")
    if record["measure"] == "recognised" and registered and _is_share(record, registered):
        lines.append(
            say(
                "overview.share_of_registered",
                share=percent(100 * record["value"] / registered["value"], 1),
                part=number(record["value"]),
                whole=number(registered["value"]),
            )
        )
    if not _is_full_year(record):
        lines.append(period(record))
    if record["earlier_value"] is not None:
        lines.append(_change(record))
    if record["others"]:
        lines.append(say("overview.others", count=record["others"]))
    if lines:
        st.caption("  \n".join(lines))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _source(record, f"source-{record['measure']}")
        source.flag_badge(record["flag"])


def _source(record: dict, key: str) -> None:
    """Leads to the figure, or to the two that a rate which no source states is computed from."""
    if record["is_computed"]:
        figure_panel.offer([record["numerator_id"]], key, over=[record["denominator_id"]])
    else:
        figure_panel.offer([record["figure_id"]], key)


def _is_share(recognised: dict, registered: dict) -> bool:
    """Whether the recognised are some of these registered: same source, period and level."""
    same = ("source_id", "date_from", "date_to", "award_level")
    return bool(registered["value"]) and all(recognised[c] == registered[c] for c in same)


def _base_name(record: dict) -> str:
    """What a rate is a share of: rates of one name are divided by different things."""
    if record["subject"] == "petitions":
        unit = in_sentence(code_name("unit", record["counted_in"]))
        return say("overview.base_of_petitions", unit=unit)
    base = indicator(record["measure"]).denominator
    return in_sentence(indicator(base).name(language()))


def _part_name(record: dict) -> str:
    if record["part"] and record["subject"] == "petitions":
        return code_name("handled_by", record["part"])
    return plain(record["part"])


def _change(record: dict) -> str:
    difference = record["value"] - record["earlier_value"]
    if record["unit"] == "percent":
        spoken = formats.percentage_points(difference, language())
    else:
        spoken = formats.change(difference, language())
    sentence = "change" if _is_full_year(record) else "change_same_period"
    return say(f"overview.{sentence}", change=spoken, year=record["earlier_year"])


def _is_full_year(record: dict) -> bool:
    first, last = record["date_from"], record["date_to"]
    if not first or not last:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and (
        first.year == last.year
    )


def _districts(record: dict, place: dict, choice: dict) -> int:
    """In how many districts of a province models state an outcome; 0 where it has no districts."""
    if boundary() == "current" or place["level"] != "province" or place["system"] != "2004":
        return 0
    districts = [unit["area_id"] for unit in rows("units_below", parent_id=place["area_id"])]
    found = models().matching(**choice, outcome=(record["indicator"], record["unit"]))
    return len(models().counts(boundary(), found, districts))


def _reach_card(record: dict) -> None:
    if record["unit"] == "VND":
        st.title(formats.money_amount(record["value"], language()), anchor=False)
        st.caption(say("overview.from_models_dong", models=number(record["models"])))
    else:
        _big(figure(record["value"], record["unit"]))
        st.caption(say("overview.from_models", models=number(record["models"])))
    if record["districts"]:
        st.caption(say("overview.from_districts", count=number(record["districts"])))
    if record["not_plain"]:
        st.caption(say("overview.not_plain", count=number(record["not_plain"])))
    figure_panel.offer(record["figure_ids"], key=f"source-{record['indicator']}", is_sum=True)


def attention(place: dict, year: int) -> None:
    """What a leader should ask about: missed targets, falls, figures that do not add up."""
    here = {"boundary": boundary(), "area_id": place["area_id"], "year": year}
    checks = rows("checks_of_place", **here)
    points = [partial(_missed, target) for target in rows("missed_targets", **here)]
    points += [partial(_fell, record) for record in rows("headline", **here) if _has_fallen(record)]
    points += [partial(_refuted, check) for check in checks if check["agrees"] is False]
    points += [partial(_two_sources, check) for check in checks if _is_far_apart(check)]
    points += [partial(_below, unit) for unit in rows("checks_below", **here)]
    if not points:
        st.markdown(f":material/check_circle: {say('overview.attention_none')}")
    for point in points[:ATTENTION_AT_FIRST]:
        with st.container(gap=None):
            point()
    rest = points[ATTENTION_AT_FIRST:]
    if rest:
        with st.expander(say("overview.attention_more", count=len(rest))):
            for point in rest:
                point()
    _all_checks(checks)


def _is_far_apart(check: dict) -> bool:
    """Two sources of one year, closed at different times, that are more than a tenth apart."""
    is_pair = check["rule"] == "same_in_two_sources" and check["agrees"] is None
    return is_pair and abs(check["difference"]) > 0.1 * abs(check["stated"])


def _two_sources(check: dict) -> None:
    _, _, text = in_language(check, "statement").partition(": ")
    st.markdown(f":material/compare_arrows: **{say('overview.attention_two_sources')}** {text}.")


def _below(unit: dict) -> None:
    text = say("overview.attention_below", place=unit["name"], count=number(unit["differing"]))
    st.button(
        text,
        key=f"below-{unit['area_id']}",
        on_click=go_to_place,
        args=(unit["area_id"],),
        type="tertiary",
        icon=":material/subdirectory_arrow_right:",
    )


def _all_checks(checks: list[dict]) -> None:
    """How many statements agree, and all of them as a table."""
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
        every = st.popover(
            say("overview.all_checks"),
            type="tertiary",
            icon=":material/rule:",
            key="all-checks",
            on_change="rerun",
        )
        if every.open:
            with every:
                _table_of_checks(checks)


def _table_of_checks(checks: list[dict]) -> None:
    words = {True: "agrees", False: "differs", None: "unknown"}
    table = pd.DataFrame(
        {
            say("figure.check"): [say(f"overview.{words[c['agrees']]}") for c in checks],
            say("overview.statement"): [in_language(c, "statement") for c in checks],
            say("overview.explanation"): [in_language(c, "explanation") for c in checks],
        }
    )
    codes = [check["figure_id"] for check in checks]
    figure_table.show_rows(table, codes, title=say("overview.all_checks"), key="checks")


def _missed(target: dict) -> None:
    sentence = "attention_missed" if target["direction"] == "min" else "attention_missed_max"
    text = say(
        f"overview.{sentence}",
        indicator=indicator(target["indicator"]).name(language()),
        value=figure(target["value"], target["unit"]),
        target=figure(target["target"], target["unit"]),
        period=period(target),
    )
    st.markdown(f":material/flag: {text}")
    figure_panel.offer([target["figure_id"]], key=f"missed-{target['figure_id']}")


def _has_fallen(record: dict) -> bool:
    earlier = record["earlier_value"]
    is_good_when_rising = record["measure"] in RISING_IS_BETTER
    return is_good_when_rising and earlier is not None and record["value"] < earlier


def _fell(record: dict) -> None:
    fall = abs(record["value"] - record["earlier_value"])
    is_percent = record["unit"] == "percent"
    spoken = formats.percentage_points(fall, language()).lstrip("+") if is_percent else number(fall)
    text = say(
        "overview.attention_fell",
        indicator=say(f"overview.{record['measure']}"),
        change=spoken,
        year=record["earlier_year"],
    )
    st.markdown(f":material/trending_down: {text}")
    _source(record, f"fell-{record['measure']}")


def _is_organisation(check: dict) -> bool:
    return bool(check["part"]) and check["table_name"] != "petitions"


def _refuted(check: dict) -> None:
    rule, _, _ = in_language(check, "statement").partition(": ")
    text = say(
        "overview.attention_refuted",
        rule=f"{check['part']} – {in_sentence(rule)}" if _is_organisation(check) else rule,
        stated=figure(check["stated"], check["unit"]),
        recomputed=figure(check["recomputed"], check["unit"]),
    )
    st.markdown(f":material/calculate: {text}")
    figure_panel.offer([check["figure_id"]], key=f"why-{check['check_id']}")


def models_link(place: dict, year: int | None) -> None:
    """Link to the named models of the place and year, with their number."""
    found = holdings.models_of(holdings.of_place(place), year)
    if found:
        when = {"nam": str(year)} if year else {}
        st.page_link(
            "pages/models.py",
            label=say("overview.models_link", count=number(found)),
            icon=":material/groups:",
            query_params=address.shared() | {"noi": place["area_id"]} | when,
        )
