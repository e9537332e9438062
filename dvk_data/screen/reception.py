"""Citizen reception: visits, persons, cases and groups side by side, never added together."""

from __future__ import annotations

import streamlit as st

from . import figure_panel, source
from .reader import code_name, figure, in_sentence, number, period, say

MEASURES = (
    ("citizens_received", "visit"),
    ("citizens_received", "person"),
    ("citizens_received", "case"),
    ("delegations", "delegation"),
)
# Staff on working days and leaders make up the whole; chair and district leaders are leaders.
WHOLE_PARTS = (("regular", "leader"), ("province", "district"))
FURTHER_PARTS = ("chair", "district_leaders", "office", "inspectorate")
FURTHER_STAGES = (
    *("citizens_received_first", "citizens_received_repeat"),
    *("citizens_received_new", "citizens_received_old"),
)


def show(chosen: dict, figures: list[dict]) -> None:
    """Four cards; a unit that the source does not state says so."""
    stated = {(f["measure"], f["aspect"], f["part"], f["unit"]): f for f in figures}
    st.header(say("petitions.reception"), anchor=False)
    units = ("citizens_received", "delegations")
    if not any(measure in units for measure, *_ in stated):
        st.markdown(say("petitions.reception_none", period=period(chosen)))
        return
    st.caption(say("petitions.reception_hint", period=period(chosen)))
    grid = st.grid(4, min_column_width=210, border=True)
    for measure, unit in MEASURES:
        with grid.cell(), st.container(gap="xxsmall"):
            st.markdown(f"**{say(f'petitions.reception_{unit}')}**")
            _card(stated, measure, unit)


def _card(stated: dict, measure: str, unit: str) -> None:
    whole = stated.get((measure, "all", None, unit))
    parts = {
        part: stated[measure, "all", part, unit]
        for pair in (*WHOLE_PARTS, FURTHER_PARTS)
        for part in pair
        if (measure, "all", part, unit) in stated
    }
    if whole is None and not parts:
        st.markdown(say("overview.not_reported"))
        return
    if whole:
        st.title(number(whole["value"]), anchor=False)
    else:
        st.caption(say("petitions.reception_parts_only"))
    lines = [
        f"{code_name('handled_by', part)}: {number(record['value'])}"
        for part, record in parts.items()
    ]
    further = _further(stated, measure, unit)
    lines += further.values()
    if lines:
        st.caption("  \n".join(lines))
    for text in surpluses(whole, parts):
        st.markdown(f":red[✗ {text}]")
    shown = [*filter(None, [whole]), *parts.values()]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        behind = [*(record["figure_id"] for record in shown), *further]
        figure_panel.offer(behind, key=f"reception-{measure}-{unit}")
        source.flag_badge(shown[0]["flag"])


def _further(stated: dict, measure: str, unit: str) -> dict[str, str]:
    """First and repeated, new and old cases; persons and cases of large groups: figure -> words."""
    if measure == "delegations":
        others = [stated.get((measure, "all", None, other)) for other in ("person", "case")]
        return {
            o["figure_id"]: say(
                "petitions.reception_in_groups", count=figure(o["value"], o["unit"])
            )
            for o in others
            if o
        }
    found = [stated.get((stage, "all", None, unit)) for stage in FURTHER_STAGES]
    return {
        record["figure_id"]: f"{code_name('stage', record['measure'])}: {number(record['value'])}"
        for record in found
        if record
    }


def surpluses(whole: dict | None, parts: dict[str, dict]) -> list[str]:
    """Where two parts that make up the whole do not add up to it; rounded ones are not judged."""
    found = []
    for pair in WHOLE_PARTS:
        if whole is None or not all(part in parts for part in pair):
            continue
        records = [parts[part] for part in pair]
        total = sum(record["value"] for record in records)
        is_rounded = any(r["flag"] == "approximate" for r in (whole, *records))
        if total != whole["value"] and not is_rounded:
            names = " + ".join(in_sentence(code_name("handled_by", part)) for part in pair)
            found.append(
                say(
                    "petitions.reception_differs",
                    parts=names,
                    total=number(total),
                    stated=number(whole["value"]),
                )
            )
    return found
