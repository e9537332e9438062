"""Who published what, when, why and from which file; restore a version, take an import back."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from ..in_force import Event
from ..published.making import hash_of_base
from ..published.publishing import Step
from ..published.store import CannotPublish, Import, State, Store
from . import intake_publish
from .intake_file import desk, in_this_language
from .reader import date, plain, say

TALLEST = 420
HASH_SHOWN = 12


def show() -> None:
    store = Store()
    state = store.state()
    events, damaged = store.events()
    for name in damaged:
        st.warning(say("bring.damaged_event", name=plain(name)), icon=":material/warning:")
    if not events:
        st.info(say("bring.no_history"), icon=":material/history:")
        return
    st.markdown(say("bring.in_force", version=plain(state.version), count=len(state.imports)))
    _show_events(events, state)
    kept = [found for import_id in state.imports if (found := _import(store, import_id))]
    choices = {"withdraw": kept, "restore": _restorable(events, state)}
    if state.base != hash_of_base(desk().base):
        choices["update"] = [state]
    open_ = {name: say(f"bring.offer_{name}") for name, found in choices.items() if found}
    if not open_:
        return
    chosen = st.segmented_control(
        say("bring.what"),
        list(open_),
        format_func=open_.get,
        key=in_this_language("intake-step"),
        wrap=True,
    )
    if chosen == "withdraw":
        _take_back(kept)
    elif chosen == "restore":
        _restore(choices["restore"])
    elif chosen == "update":
        st.markdown(say("bring.update_help"))
        intake_publish.show_step(Step("update"))


def _import(store: Store, import_id: str) -> Import | None:
    try:
        return store.read_import(import_id)
    except CannotPublish as damage:
        st.warning(say("published.damaged", **damage.words), icon=":material/warning:")
        return None


def _when(event: Event | Import) -> str:
    """Day and time as the clock of the server shows them."""
    moment = dt.datetime.fromisoformat(event.when).astimezone()
    return f"{date(moment.date())} {moment:%H:%M}"


def _show_events(events: list[Event], state: State) -> None:
    newest_first = events[::-1]
    title = say("bring.history")
    text = st.column_config.TextColumn
    table = pd.DataFrame(
        {
            "when": [_when(event) for event in newest_first],
            "kind": [say(f"bring.kind_{event.kind}") for event in newest_first],
            "after": [
                f"{event.after} ●" if event.after == state.version else event.after
                for event in newest_first
            ],
            "who": [event.who for event in newest_first],
            "reason": [event.reason for event in newest_first],
            "file": [event.file_name for event in newest_first],
            "before": [event.before for event in newest_first],
            "hash": [event.file_hash[:HASH_SHOWN] for event in newest_first],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        height="content" if len(table) <= 10 else TALLEST,
        alt=title,
        key="intake-history",
        column_config={
            "when": text(say("bring.when"), width=150),
            "kind": text(say("bring.kind"), width=130),
            "who": text(say("bring.by"), width=150),
            "reason": text(say("versions.why"), width=260),
            "file": text(say("bring.file"), width=200),
            "before": text(say("bring.version_before"), width=190),
            "after": text(say("bring.version_after"), width=200),
            "hash": text(say("bring.hash"), width=130),
        },
    )


def _restorable(events: list[Event], state: State) -> list[Event]:
    """The last event that led to each version but the one in force, newest first."""
    found = {event.after: event for event in events if event.after != state.version}
    return sorted(found.values(), key=lambda event: -event.number)


def _take_back(kept: list[Import]) -> None:
    names = {
        k.import_id: say("bring.import_name", unit=k.unit_name, file=k.file_name, when=_when(k))
        for k in kept
    }
    chosen = st.selectbox(
        say("bring.which_import"),
        list(names),
        format_func=names.get,
        key=in_this_language("intake-withdraw"),
    )
    intake_publish.show_step(Step("withdraw", import_id=chosen))


def _restore(events: list[Event]) -> None:
    names = {
        event.after: say(
            "bring.version_name",
            version=event.after,
            when=_when(event),
            kind=say(f"bring.kind_{event.kind}").lower(),
        )
        for event in events
    }
    chosen = st.selectbox(
        say("bring.which_version"),
        list(names),
        format_func=names.get,
        key=in_this_language("intake-restore"),
    )
    intake_publish.show_step(Step("restore", version=chosen))
