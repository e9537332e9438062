"""What the server remembers of a reader."""

from __future__ import annotations

from streamlit.runtime.scriptrunner import get_script_run_ctx


def forget_gone_widgets() -> None:
    """Let go of the widgets that the page before no longer showed.

    Streamlit 1.67 drops their values, but keeps what describes them, with the functions they call,
    until the reader leaves. A chart is another widget whenever its figures are others: a hundred
    readers would take some megabytes more every minute.
    """
    state = get_script_run_ctx().session_state._state
    widgets, keys = state._new_widget_state, state._key_id_mapper
    known = state._old_state.keys() | widgets.states.keys()
    for widget in widgets.widget_metadata.keys() - known:
        del widgets.widget_metadata[widget]
    for widget, key in list(keys.id_key_mapping.items()):
        if widget in known:
            continue
        if keys.get_id_from_key(key) == widget:
            keys.delete(key)
        else:  # the key is that of another widget now
            del keys.id_key_mapping[widget]
