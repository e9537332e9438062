"""What a click on a chart opens below it is brought before the reader's eyes."""

from __future__ import annotations

from itertools import count

import streamlit as st

CLICKED = "clicked_mark"
KEY = "opened-by-click"
# The browser runs a script again only where its text is new.
TURNS = count()
# What is opened grows while it is drawn, and what stands above it may still move.
SCRIPT = """<script>/* {turn} */
for (const after of [300, 1200]) setTimeout(() => document.querySelector(".st-key-{key}")
  ?.scrollIntoView({{ behavior: "smooth", block: "start" }}), after)
</script>"""


def note_click() -> None:
    """A mark of a chart has been clicked: what it opens is drawn in the run that follows."""
    st.session_state[CLICKED] = True


def forget_click() -> None:
    """The run has ended: nothing that opens later was opened by this click."""
    st.session_state.pop(CLICKED, None)


def opened():
    """The container of what a mark opens; after a click the page moves so that it is seen."""
    if st.session_state.pop(CLICKED, False):
        st.html(SCRIPT.format(turn=next(TURNS), key=KEY), unsafe_allow_javascript=True)
    return st.container(key=KEY)
