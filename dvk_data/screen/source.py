"""Where a figure comes from: the document, and the mark of a figure that is not plain."""

from __future__ import annotations

import streamlit as st

from .reader import code_name, date, in_language, language, plain, publisher, rows, say, warehouse

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
    parts = [plain(publisher(source)), published]
    if not source["url"]:
        parts.append(say("source.no_link"))
    st.markdown(link)
    st.caption(" · ".join(parts))


def corrections(row_key: str) -> None:
    """What was corrected in a figure or a model: old and new value, why, who says so."""
    for correction in rows("corrections_of_row", row_key=row_key):
        words = say(
            "panel.corrected",
            found=correction["found"] or say("panel.empty"),
            corrected=correction["corrected"] or say("panel.empty"),
            by=correction["corrected_by"],
            date=date(correction["corrected_on"]),
        )
        st.markdown(f":material/history: {plain(words)}")
        st.caption(plain(in_language(correction, "reason")))
