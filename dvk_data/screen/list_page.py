"""Long lists page by page: which page the address names, and the choice of another."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from . import address
from .reader import number, say

ROWS = 50


def of_address(found: int, opens: int = 1, parameter: str = address.LIST_PAGE) -> int:
    """The page of a list of so many rows that the address names; else the one that opens."""
    pages = -(-found // ROWS)
    asked = address.value(parameter) or str(opens)
    if asked.isdecimal() and 1 <= int(asked) <= pages:
        return int(asked)
    address.note_unknown(parameter, asked)
    return 1


def rows_of(found: list, page: int) -> list:
    return found[(page - 1) * ROWS : page * ROWS]


def choose(
    page: int,
    found: int,
    kind: Literal["models", "sources", "rows", "checks"],
    parameter: str = address.LIST_PAGE,
) -> None:
    """Another page, and which rows stand on this one; nothing where all of them do."""
    if found <= ROWS:
        return
    key = address.remember(parameter, page)
    words = {"first": (page - 1) * ROWS + 1, "last": min(page * ROWS, found), "count": found}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.pagination(
            -(-found // ROWS),
            key=key,
            on_change=lambda: address.go(**{parameter: _unless_first(st.session_state[key])}),
        )
        st.caption(say(f"list.{kind}", **{name: number(count) for name, count in words.items()}))


def _unless_first(page: int) -> str | None:
    return str(page) if page > 1 else None
