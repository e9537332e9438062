"""A button that copies a text in the reader's browser: a note for a chat, or a link."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from . import prepared
from .reader import say, warehouse

CSS = """
button {
  font: inherit; font-size: 0.875rem; padding: 0.15rem 0.7rem; cursor: pointer;
  color: var(--st-text-color); background: transparent; white-space: nowrap;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
}
button:hover, button:focus-visible {
  color: var(--st-primary-color); border-color: var(--st-primary-color);
}
"""
button = st.components.v2.component(
    "copy_text",
    html='<button type="button" aria-live="polite"></button>',
    css=CSS,
    js=(Path(__file__).with_suffix(".js")).read_text(encoding="utf-8"),
)


def offer(chart_key: str, title: str, source: str) -> None:
    """Copies the finding, the filters in words, the source and the link, ready for a chat."""
    chosen = "; ".join(f"{label}: {words}" for label, words in prepared.filters().items())
    version = warehouse().catalogue.version
    lines = [title, chosen]
    if source:
        lines.append(say("chart.source_line", source=source, version=version))
    copy("\n".join(lines), say("slides.copy_note"), key=f"note-{chart_key}")


def copy(text: str, label: str, key: str, query: str | None = None) -> None:
    """Copies a text and, in its last line, the link that the browser shows.

    With `query` the link leads to these choices of the page instead.
    """
    labels = {"copy": label, "copied": say("slides.copied"), "failed": say("slides.copy_failed")}
    button(data={"text": text, "labels": labels, "query": query}, key=key, width="content")
