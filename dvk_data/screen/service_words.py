"""What stands beside a rate: its counts, target, year before, doubts and sources, in words."""

from __future__ import annotations

import streamlit as st

from .. import formats
from . import figure_panel
from .reader import (
    code_name,
    date,
    figure,
    in_sentence,
    indicator,
    language,
    listed,
    number,
    percent,
    period,
    publisher,
    say,
)

ON_TIME = ("on_time_rate", "on_time_rate_of_received")


def part_or_whole(record: dict) -> str:
    return record["part"] or say("services.whole_area")


def base(record: dict) -> str:
    """Numerator and denominator with what the rate is a share of, or that none is stated."""
    if record["unit"] != "percent":
        return ""
    if record["numerator"] is None:
        return say("overview.base_not_stated")
    whole = indicator(record["measure"]).denominator
    return say(
        "overview.of_ratio",
        part=number(record["numerator"]),
        whole=number(record["denominator"]),
        base=in_sentence(indicator(whole).name(language())),
    )


def marks_of_trust(record: dict) -> list[str]:
    """What a reader must know beside the number: computed, converted, flagged, refuted."""
    found = []
    if record["is_computed"]:
        found.append(say("services.computed"))
    if record["is_converted"]:
        found.append(say("figure.converted"))
    if record["flag"] != "reported":
        found.append(in_sentence(code_name("flag", record["flag"])))
    if record["agrees"] is False:
        found.append(say("overview.recomputed", value=percent(record["recomputed"])))
    return found


def earlier(record: dict) -> str:
    """Change against the same part and the same days a year earlier; empty where there is none."""
    if record["earlier_value"] is None:
        return ""
    difference = record["value"] - record["earlier_value"]
    is_percent = record["unit"] == "percent"
    speak = formats.percentage_points if is_percent else formats.change
    return say(
        "services.earlier",
        value=figure(record["earlier_value"], record["unit"]),
        change=speak(difference, language()),
    )


def target(record: dict) -> str:
    """The target beside a figure and whether it is reached; empty where none was set."""
    if record["target"] is None:
        return ""
    return say(
        "services.target_min" if record["direction"] == "min" else "services.target_max",
        target=figure(record["target"], record["unit"]),
        until=date(record["target_until"]),
        verdict=say("services.reached" if is_reached(record) else "services.missed"),
    )


def is_reached(record: dict) -> bool:
    if record["direction"] == "max":
        return record["value"] <= record["target"]
    return record["value"] >= record["target"]


def figure_ids(record: dict) -> list[str]:
    """The stated figures behind a record: itself, its two counts, its target, the year before."""
    own = [record["figure_id"], record["numerator_id"], record["denominator_id"]]
    beside = [record["target_id"], record["earlier_id"]]
    return [code for code in dict.fromkeys([*own, *beside]) if code]


def figure_code(record: dict) -> str:
    """What opens the panel of a record; of a computed rate its two counts."""
    if record["is_computed"]:
        return figure_panel.code_of([record["numerator_id"]], [record["denominator_id"]])
    return figure_panel.code_of(figure_ids(record))


def sources(records: list[dict]) -> str:
    """Publishers of the figures of a chart, each once."""
    names = list(dict.fromkeys(publisher(record) for record in records))
    if len(names) > 3:
        return say("services.sources_more", names=", ".join(names[:3]), count=len(names) - 3)
    return listed(names)


def spoken(record: dict) -> str:
    """'Tỷ lệ đúng hạn · Cả địa bàn · năm 2023: 99%'."""
    name = indicator(record["measure"]).name(language())
    value = figure(record["value"], record["unit"])
    return f"{name} · {part_or_whole(record)} · {period(record)}: {value}"


def on_time_note(records: list[dict]) -> None:
    """What "on time" means in the numbers shown, where any is shown."""
    if any(record["measure"] in ON_TIME for record in records):
        st.markdown(f"**{say('services.on_time_question')}** {say('services.on_time_answer')}")
