"""Readers take turns: no more pages are drawn at once than there are processors.

A hundred at once would take the interpreter from one another, and every reader would wait for all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Semaphore, local

import streamlit as st

AT_ONCE = max(2, os.cpu_count() or 2)

_turns = Semaphore(AT_ONCE)
_of_thread = local()


@contextmanager
def taken() -> Iterator[None]:
    """Wait for a turn, and hold it until the block ends."""
    with _turns:
        _of_thread.has_turn = True
        try:
            yield
        finally:
            _of_thread.has_turn = False


@contextmanager
def given_back(words: str) -> Iterator[None]:
    """Long work, with a spinner that says what it is: meanwhile the turn is another reader's."""
    had_turn = getattr(_of_thread, "has_turn", False)
    if had_turn:
        _turns.release()
    try:
        with st.spinner(words):
            yield
    finally:
        if had_turn:
            _turns.acquire()
