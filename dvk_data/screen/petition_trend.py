"""How the petitions of a place moved over like periods: the same months of different years."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import streamlit as st

from .. import figures, formats
from ..petition_flow import period_kind
from . import address, chart, figure_table, petitions
from .figure_table import figure_name, part_name
from .reader import (
    code_name,
    in_sentence,
    is_dark,
    language,
    listed,
    number,
    percent,
    period,
    publisher,
    say,
)

MEASURES = (
    *("received", "eligible", "within_jurisdiction", "resolved", "resolved_rate"),
    *("arising", "citizens_received", "delegations"),
)


def show(place: dict) -> None:
    """Bars of one measure over the periods of one kind; nothing else is comparable."""
    series = _series(petitions.petition_figures(place))
    st.header(say("petitions.trend"), anchor=False)
    if not series:
        st.markdown(say("petitions.trend_none"))
        return
    names = {code: _series_name(found) for code, found in series.items()}
    code = petitions.choose_here(
        say("petitions.trend_choose"),
        "dt-so",
        names,
        lambda found: found.split(".")[0] in MEASURES,
        next(iter(names)),
    )
    found = series[code]
    first, last = found[0], found[-1]
    texts = [_value(record) for record in found]
    labels = [_label(record, found) for record in found]
    chart.show(
        figures.bars(
            labels,
            [record["value"] for record in found],
            texts,
            language=language(),
            is_dark=is_dark(),
            axis_title=code_name("unit", first["unit"]),
            codes=[record["figure_id"] for record in found],
        ),
        title=say(
            f"petitions.trend_{_direction(first, last)}",
            name=names[code],
            change=_difference(first, last),
            before=texts[0],
            after=texts[-1],
            first=period(first),
            last=period(last),
        ),
        subtitle=say("petitions.trend_subtitle"),
        table=pd.DataFrame(
            {say("petitions.period"): labels, code_name("unit", first["unit"]): texts}
        ),
        key="petition-trend",
        source=listed(sorted({publisher(record) for record in found})),
        figure_ids=[[record["figure_id"]] for record in found],
        on_point=lambda figure_id: address.go(dt_moc=figure_id),
    )
    marks = {"": say("petitions.step_none")} | {
        record["figure_id"]: label for record, label in zip(found, labels, strict=True)
    }
    mark = petitions.choose_here(
        say("petitions.mark_choose"),
        "dt-moc",
        marks,
        lambda figure_id: figure_id.startswith("petitions-"),
        "",
        width=420,
    )
    if mark:
        title = say("petitions.behind_rate", name=marks[mark])
        st.markdown(f"**{title}**")
        figure_table.table([r for r in found if r["figure_id"] == mark], title, key="behind-mark")


def _series(records: list[dict]) -> dict[str, list[dict]]:
    """Figures of one measure, kind, body, unit and kind of period, where two periods are known."""
    grouped = defaultdict(list)
    for record in records:
        kind = period_kind(record["date_from"], record["date_to"])
        if record["measure"] in MEASURES and kind:
            names = (record["measure"], record["aspect"], record["part"] or "whole_area")
            grouped[".".join((*names, record["unit"], f"{kind[0]}-{kind[1]}"))].append(record)
    return {
        code: sorted(found, key=lambda record: (record["date_to"], record["source_id"]))
        for code, found in sorted(grouped.items(), key=lambda item: _rank(item[0]))
        if len({record["date_to"] for record in found}) > 1
    }


def _rank(code: str) -> tuple:
    measure, aspect, *_ = code.split(".")
    return MEASURES.index(measure), aspect != "all", code


def _series_name(found: list[dict]) -> str:
    """'Đơn tiếp nhận (đơn), 6 tháng từ tháng 1'."""
    record = found[0]
    month, months = period_kind(record["date_from"], record["date_to"])
    body = part_name(record)
    return say(
        "petitions.trend_name",
        name=figure_name(record) + (f", {in_sentence(body)}" if body else ""),
        unit=in_sentence(code_name("unit", record["unit"])),
        months=months,
        month=month,
    )


def _label(record: dict, found: list[dict]) -> str:
    is_shared = sum(other["date_to"] == record["date_to"] for other in found) > 1
    return f"{period(record)}, {publisher(record)}" if is_shared else period(record)


def _direction(first: dict, last: dict) -> str:
    if first["value"] == last["value"]:
        return "stayed"
    return "rose" if first["value"] < last["value"] else "fell"


def _difference(first: dict, last: dict) -> str:
    """How far the last figure is from the first, without its sign: the words say which way."""
    difference = abs(last["value"] - first["value"])
    if first["unit"] == "percent":
        return formats.percentage_points(difference, language()).lstrip("+")
    return number(difference)


def _value(record: dict) -> str:
    return percent(record["value"]) if record["unit"] == "percent" else number(record["value"])
