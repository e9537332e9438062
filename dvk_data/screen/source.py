"""Where a figure comes from: the small panel behind every figure, and the marks on it."""

from __future__ import annotations

import streamlit as st

from .reader import (
    code_name,
    date,
    figure,
    in_language,
    indicator,
    language,
    period,
    plain,
    say,
    warehouse,
)

FLAG_COLOURS = {
    "approximate": "orange",
    "inferred_period": "blue",
    "inferred_place": "blue",
    "contradicted": "red",
    "corrected": "violet",
}


def flag_badge(flag: str) -> None:
    """The mark of a figure that is not simply as reported."""
    if flag != "reported":
        definition = warehouse().catalogue.codes["flag"][flag].get(f"definition_{language()}")
        st.badge(code_name("flag", flag), color=FLAG_COLOURS[flag], help=definition)


def document(source: dict) -> None:
    """Title with link, publisher and date of a source."""
    title = plain(source["title"])
    address = (source["url"] or "").replace("(", "%28").replace(")", "%29")
    link = f"[{title}]({address})" if address else title
    published = (
        say("source.published", date=date(source["published_date"]))
        if source["published_date"]
        else say("source.not_dated")
    )
    parts = [plain(source["publisher"]), published]
    if not source["url"]:
        parts.append(say("source.no_link"))
    st.markdown(link)
    st.caption(" · ".join(parts))


def panel(record: dict, key: str) -> None:
    """Button that opens the panel of one figure.

    `record` is a row with value, unit, flag, period, notes and the source; `recomputed`, `agrees`
    and explanation where the figure was checked.
    """
    with st.popover(say("overview.source"), type="tertiary", icon=":material/info:", key=key):
        lines = [(say("source.stated"), figure(record["value"], record["unit"]))]
        if record.get("is_computed") or record.get("is_converted"):
            lines = []
        if record.get("recomputed") is not None:
            lines.append((say("source.recomputed"), figure(record["recomputed"], record["unit"])))
        elif record.get("is_computed"):
            lines.append((say("source.recomputed"), figure(record["value"], record["unit"])))
        lines.append((say("source.period"), period(record)))
        lines.append((say("source.flag"), code_name("flag", record["flag"])))
        if record.get("is_converted"):
            text = figure(record["value"], record["unit"])
            lines.append((say("source.converted"), text))
        if record["subject"] == "service_kpis":
            definition = indicator(record["measure"]).definition(language())
            lines.append((say("source.definition"), definition))
        lines.append((say("source.version"), warehouse().catalogue.version))
        st.markdown("  \n".join(f"**{name}:** {text}" for name, text in lines))
        for text in (in_language(record, "explanation"), in_language(record, "note")):
            if text:
                st.markdown(plain(text))
        st.markdown(f"**{say('source.document')}**")
        document(record)
