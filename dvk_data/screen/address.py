"""The address is the state: every choice stands in the query string as a code, and only there.

Streamlit's own binding writes the label of an option into the address, which changes with the
language and with the counts beside it. Here the codes are written, Back and Forward bring earlier
choices back, and a value that does not exist is set aside and told to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# A page of a list belongs to the choices that made the list; these choices leave the list as it is.
# The list of documents stays as it is behind the card of one; lists on a card have their own pages.
LIST_PAGE = "trang"
PAGE_OF_CARD = "dong-"
LEAVE_LIST = {LIST_PAGE, "mo-hinh", "so-lieu", "phep-tinh", "lang"}
CARD = "nguon"
SHARED = ("noi", "nam", "dia-gioi", "suy-luan", "lang")
ADDRESS = "address"
UNKNOWN = "unknown_choices"
CHOSEN = "chosen_words"
DEFAULTS = "default_choices"
PAGE = "page_shown"
COUNT = re.compile(r" · [\d.,]+( \w+)*$")


def read() -> None:
    """A run starts: remember the address, which a page reads a thousand times.

    It stays with the run itself: a look into the session state takes ten times as long.
    """
    run = get_script_run_ctx()
    if run:
        vars(run)[ADDRESS] = st.query_params.to_dict()


def _read(parameter: str) -> str | None:
    run = get_script_run_ctx()
    if run is None:
        return st.query_params.get(parameter)
    if ADDRESS not in vars(run):
        read()
    return vars(run)[ADDRESS].get(parameter)


def value(parameter: str, allowed: Sequence[str] | None = None) -> str | None:
    """The value of a parameter; None when absent, or unknown (which is then noted)."""
    found = _read(parameter)
    if found is None or allowed is None or found in allowed:
        return found or None
    note_unknown(parameter, found)
    return None


def values(parameter: str, allowed: Sequence[str]) -> list[str]:
    """The values of a parameter that holds several, in the order of `allowed`."""
    found = (_read(parameter) or "").split(",")
    for single in found:
        if single and single not in allowed:
            note_unknown(parameter, single)
    return [choice for choice in allowed if choice in found]


def note_unknown(parameter: str, found: str) -> None:
    noted = st.session_state.setdefault(UNKNOWN, {}).setdefault(parameter, [])
    if found not in noted:
        noted.append(found)


def take_unknown() -> dict[str, list[str]]:
    """What was set aside in this run; forgotten once taken."""
    return st.session_state.pop(UNKNOWN, {})


def begin(page: str) -> None:
    """A page starts: its name in the address is known, and nothing is chosen on it yet."""
    st.session_state[PAGE] = page
    st.session_state[CHOSEN] = {}
    st.session_state[DEFAULTS] = {}


def page() -> str:
    """What the address calls the page that is being drawn: 'so-sanh'."""
    return st.session_state.get(PAGE, "")


def note_choice(label: str, *names: str) -> None:
    """Remember what is chosen as the reader sees it, for links and papers that leave the screen.

    The counts that options carry ('2023 · 12 nơi') help to choose and say nothing afterwards.
    """
    words = ", ".join(COUNT.sub("", name) for name in names)
    st.session_state.setdefault(CHOSEN, {})[label] = words


def choices() -> dict[str, str]:
    """What was chosen on this page so far: label -> words."""
    return dict(st.session_state.get(CHOSEN, {}))


def note_default(parameter: str, code: str | None) -> None:
    """Remember what the page shows where the address does not say: the data may choose otherwise
    tomorrow."""
    if code:
        st.session_state.setdefault(DEFAULTS, {})[parameter] = code


def whole() -> dict[str, str]:
    """The address with what it leaves open: it shows the same on any day."""
    return st.session_state.get(DEFAULTS, {}) | st.query_params.to_dict()


def go(**parameters: str | None) -> None:
    """Write choices into the address at once; None removes one. Underscores stand for hyphens.

    All choices of one click are one step of the browser's history.
    """
    changes = {name.replace("_", "-"): choice for name, choice in parameters.items()}
    kept = {
        name: choice
        for name, choice in st.query_params.to_dict().items()
        if name not in changes and not _is_page_of_another_list(name, changes)
    }
    st.query_params.from_dict(kept | {k: v for k, v in changes.items() if v})
    read()


def _is_page_of_another_list(name: str, changes: dict) -> bool:
    """Whether a parameter tells the page of a list that these choices make anew."""
    making = {c for c in changes if c not in LEAVE_LIST and not c.startswith(PAGE_OF_CARD)}
    if name == LIST_PAGE:
        return bool(making - {CARD})
    return name.startswith(PAGE_OF_CARD) and bool(making)


def shared() -> dict[str, str]:
    """The choices that go along from page to page: place, year, boundaries, language."""
    return {name: st.query_params[name] for name in SHARED if name in st.query_params}


def remember(parameter: str, current, names: dict[str, str] | None = None) -> str:
    """Give a widget the value of the address. Returns the widget's key.

    The browser answers with the label of an option. After another language, other counts or
    another page it would answer with a label that is no longer offered, so it is told anew.
    """
    key = f"widget-{parameter}"
    told = f"told-{parameter}"
    labels = (urlsplit(st.context.url or "").path, *(names or {}).items())
    # Setting it each time would overwrite what a quick reader has clicked in the meantime.
    if st.session_state.get(key) != current or st.session_state.get(told) != labels:
        st.session_state[key] = current
        st.session_state[told] = labels
    return key


def write_one(
    parameter: str, default: str | None, then: Callable[[str | None], dict] | None = None
) -> None:
    """Callback: the widget's value goes into the address, and what follows from it as well."""
    chosen = st.session_state[f"widget-{parameter}"]
    changes = {parameter: None if chosen == default else chosen}
    go(**changes, **(then(chosen) if then else {}))


def write_many(parameter: str) -> None:
    chosen = st.session_state[f"widget-{parameter}"]
    go(**{parameter: ",".join(chosen) or None})


def choose(
    label: str,
    parameter: str,
    names: dict[str, str],
    default: str | None = None,
    widget: Callable = st.selectbox,
    then: Callable[[str | None], dict] | None = None,
    is_passing: bool = False,
    **options,
) -> str | None:
    """One of `names` (code -> label), as select box, segmented control or pills.

    A passing choice belongs to what is chosen elsewhere: where it no longer exists it is set
    aside without telling the reader.
    """
    current = value(parameter) if is_passing else value(parameter, list(names))
    if current not in names:
        current = default
    if current in names:
        note_choice(label, names[current])
    widget(
        label,
        list(names),
        format_func=names.get,
        key=remember(parameter, current, names),
        on_change=write_one,
        args=(parameter, default, then),
        **options,
    )
    return current


def switch(label: str, parameter: str, on: str, **options) -> bool:
    """A choice of two: `on` stands in the address, or nothing does."""
    is_on = value(parameter, [on]) == on
    key = remember(parameter, is_on)
    st.toggle(
        label,
        key=key,
        on_change=lambda: go(**{parameter: on if st.session_state[key] else None}),
        **options,
    )
    return is_on


def choose_several(
    label: str, parameter: str, names: dict[str, str], widget: Callable = st.multiselect, **options
) -> list[str]:
    """Any of `names`; none chosen means no restriction."""
    current = values(parameter, list(names))
    if current:
        note_choice(label, *(names[code] for code in current))
    widget(
        label,
        list(names),
        format_func=names.get,
        key=remember(parameter, current, names),
        on_change=write_many,
        args=(parameter,),
        **options,
    )
    return current


def type_in(label: str, parameter: str, **options) -> str:
    """Free text, trimmed."""
    current = (_read(parameter) or "").strip()
    if current:
        note_choice(label, current)
    st.text_input(
        label,
        key=remember(parameter, current),
        on_change=write_one,
        args=(parameter, ""),
        max_chars=120,
        **options,
    )
    return current
