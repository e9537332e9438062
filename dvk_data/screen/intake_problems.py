"""What is wrong with a file: errors to mend, doubts to confirm, the file with its cells marked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from .. import intake
from ..intake.submission import Problem, Submission
from ..wording import wording
from .intake_file import WORKBOOK
from .reader import language, number, plain, say

ASKED_SINGLY = 25
TALLEST = 420


def show(sent: Submission, content: bytes) -> frozenset[str] | None:
    """Everything at once. Returns the keys of the confirmed doubts, None where the file cannot be
    published yet."""
    rows = [len(rows) for table, rows in sent.rows.items() if table != "sources"]
    if not sent.problems:
        st.success(say("bring.no_problem", count=number(sum(rows))), icon=":material/check:")
        return frozenset()
    words = {"errors": number(len(sent.errors)), "doubts": number(len(sent.doubts))}
    st.markdown(f"**{say('bring.problems', **words)}**")
    _offer_marked(sent, content)
    if sent.errors:
        st.error(say("bring.has_errors"), icon=":material/error:")
        _table(sent.errors, say("bring.errors"), "intake-errors")
    if not sent.doubts:
        return None
    confirmed = _confirm(sent.doubts, sent.file_hash[:12])
    if sent.errors:
        return None
    if len(confirmed) < len({doubt.key for doubt in sent.doubts}):
        st.info(say("bring.has_doubts"), icon=":material/help:")
        return None
    return confirmed


def _offer_marked(sent: Submission, content: bytes) -> None:
    spoken = language()
    name = sent.file_name.rpartition(".")[0] or sent.file_name
    st.download_button(
        say("bring.marked"),
        data=lambda: intake.marked_workbook(content, sent, spoken),
        file_name=say("bring.marked_name", name=name),
        mime=WORKBOOK,
        on_click="ignore",
        icon=":material/format_paint:",
        key="intake-marked",
    )


def _table(problems: tuple[Problem, ...], title: str, key: str) -> None:
    words = wording(language())
    text = st.column_config.TextColumn
    columns = {
        "sheet": (say("bring.sheet"), 120),
        "cell": (say("bring.cell"), 70),
        "sentence": (say("bring.wrong"), 420),
        "found": (say("bring.found"), 150),
        "allowed": (say("bring.allowed"), 200),
        "nearest": (say("bring.nearest"), 180),
    }
    table = pd.DataFrame(
        {
            "sheet": [problem.sheet for problem in problems],
            "cell": [problem.cell for problem in problems],
            "sentence": [problem.sentence(words) for problem in problems],
            "found": [problem.found for problem in problems],
            "allowed": [problem.allowed for problem in problems],
            "nearest": [problem.nearest for problem in problems],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= 8 else TALLEST,
        alt=title,
        key=key,
        column_config={
            name: text(label, width=width) if any(table[name]) else None
            for name, (label, width) in columns.items()
        },
    )


def _confirm(doubts: tuple[Problem, ...], mark: str) -> frozenset[str]:
    """One tick for each doubt, one for all; many are only shown as a table."""
    words = wording(language())
    st.markdown(f"**{say('bring.doubts')}**")
    every = st.checkbox(say("bring.confirm_all"), key=f"intake-all-{mark}")
    keys = dict.fromkeys(doubt.key for doubt in doubts)
    if len(keys) > ASKED_SINGLY:
        _table(doubts, say("bring.doubts"), "intake-doubts")
        return frozenset(keys) if every else frozenset()
    confirmed = set()
    for place, key in enumerate(keys):
        doubt = next(each for each in doubts if each.key == key)
        where = "!".join(filter(None, (doubt.sheet, doubt.cell)))
        label = plain(": ".join(filter(None, (where, doubt.sentence(words)))))
        is_ticked = st.checkbox(label, key=f"intake-doubt-{mark}-{place}", disabled=every)
        if every or is_ticked:
            confirmed.add(key)
    return frozenset(confirmed)
