"""Tables whose rows lead deeper: the code of the row chosen goes into the address."""

from __future__ import annotations

from zlib import crc32

import pandas as pd
import streamlit as st

from . import address
from .reader import language

TALLEST = 480


def show(
    table: pd.DataFrame, codes: list[str], parameter: str, *, name: str, title: str, **options
) -> None:
    """A table with one code per row; the row whose code stands in the address is marked.

    Raises ValueError when rows and codes differ in number.
    """
    if len(codes) != len(table):
        raise ValueError(f"{name}: {len(table)} rows, but {len(codes)} codes to lead deeper")
    chosen = address.value(parameter)
    marks = [codes.index(chosen)] if chosen in codes else []
    key = marked_key(list_key(name, codes), "rows", marks)
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= 12 else TALLEST,
        alt=title,
        key=key,
        on_select=lambda: _write(key, codes, parameter),
        selection_mode="single-row",
        selection_default={"selection": {"rows": marks}},
        **options,
    )


def list_key(name: str, codes: list[str]) -> str:
    """A new list is a new table: a row selected in the old one must not stay selected."""
    return f"{name}-{crc32(' '.join([language(), *codes]).encode())}"


def marked_key(key: str, mark: str, marks: list) -> str:
    """The key of a table that marks what the address names.

    After Back, or after closing what a mark opened, the browser still holds the old mark, and a
    click on it would be none: then the table is drawn anew.
    """
    count = st.session_state.get(f"drawn-{key}", 0)
    state = st.session_state.get(f"{key}-{count}")
    if state and [_plain(found) for found in state["selection"][mark]] != marks:
        count += 1
        st.session_state[f"drawn-{key}"] = count
    return f"{key}-{count}"


def _plain(found):
    return tuple(found) if isinstance(found, list | tuple) else found


def _write(key: str, codes: list[str], parameter: str) -> None:
    selected = st.session_state[key].selection.rows
    address.go(**{parameter: codes[selected[0]] if selected else None})
