"""Comparing places within the boundaries of today: what could not be carried over, and why."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from . import downloads
from .reader import boundary, in_sentence, number, rows, say

REASONS = {
    "split": "split",
    "parts_missing": "parts_missing",
    "district_ended": "district_ended",
    "no_link": "no_link",
}


def say_why_not_converted(measure: dict, level: str) -> None:
    """Within the boundaries of today: which old units are left out, and why each of them."""
    asked = {name: measure[name] for name in ("subject", "measure", "unit")}
    found = rows("not_converted", level=level, **asked) if boundary() == "current" else []
    if not found:
        return
    is_rate = measure["unit"] in ("percent", "point", "rank")
    label = say("comparison.not_converted", count=number(len(found)))
    with st.expander(label, icon=":material/call_split:"):
        reasons = [
            say(
                f"comparison.because_{'rate' if is_rate else REASONS[record['reason']]}",
                current=record["current_name"],
                parts=record["parts"] or "",
            )
            for record in found
        ]
        table = pd.DataFrame(
            {
                say("models.place"): [
                    record["name"]
                    if level == "province"
                    else f"{record['name']}, {in_sentence(record['province_name'])}"
                    for record in found
                ],
                say("versions.why"): reasons,
            }
        )
        st.dataframe(
            table,
            hide_index=True,
            height="content" if len(found) <= 12 else 460,
            alt=label,
            column_config={say("versions.why"): st.column_config.TextColumn(width="large")},
        )
        downloads.offer_shown("not-converted", label, table=table)
