"""Who may bring figures in, and when nobody may: always said, never a dead button."""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections import deque

import streamlit as st

from . import address
from .reader import say, warehouse

SECTIONS = {"tep": "file", "lich-su": "history"}
KEY = "DVK_PUBLISH_KEY"
OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# Headers of a server in between, which passes on what others ask.
PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
TRIES, SECONDS = 10, 600
HAS_KEY = "intake-has-key"


class Tries:
    """Wrong keys of all readers together; too many within a while and nobody may try."""

    def __init__(self):
        self._lock, self._wrong = threading.Lock(), deque()

    def are_left(self) -> bool:
        with self._lock:
            while self._wrong and self._wrong[0] < time.monotonic() - SECONDS:
                self._wrong.popleft()
            return len(self._wrong) < TRIES

    def note_wrong(self) -> None:
        with self._lock:
            self._wrong.append(time.monotonic())


@st.cache_resource(show_spinner=False)
def _tries() -> Tries:
    return Tries()


def why_closed() -> str:
    """The sentence that says why nothing can be brought in now; '' where it can."""
    if os.environ.get("DVK_DATASETS"):
        return say("bring.closed_directory")
    if warehouse().catalogue.is_simulated:
        return say("bring.closed_simulated")
    return ""


def choose_section() -> str:
    """Bringing a file in, or what was published before."""
    code = address.choose(
        say("sources.section"),
        "phan",
        {code: say(f"bring.section_{name}") for code, name in SECTIONS.items()},
        "tep",
        st.segmented_control,
        label_visibility="collapsed",
        required=True,
        wrap=True,
    )
    return SECTIONS[code]


def may_publish(where: str) -> bool:
    """Whether this reader may publish; asks for the key, or says why not.

    `where` tells the box for the key from others like it.
    """
    key = _key()
    if not key:
        if _is_of_this_machine():
            return True
        st.info(say("bring.only_here", key=KEY), icon=":material/lock:")
        return False
    if st.session_state.get(HAS_KEY) == key:
        return True
    typed = st.text_input(say("bring.key"), type="password", key=f"intake-key-{where}")
    if not typed:
        st.caption(say("bring.key_wanted"))
    elif not _tries().are_left():
        st.error(say("bring.key_too_often", minutes=SECONDS // 60))
    elif hmac.compare_digest(typed.encode(), key.encode()):
        st.session_state[HAS_KEY] = key
        return True
    else:
        _tries().note_wrong()
        st.error(say("bring.key_wrong"))
    return False


def _key() -> str:
    """From the environment, else from .streamlit/secrets.toml; '' where none is set."""
    if named := os.environ.get(KEY):
        return named
    try:
        return str(st.secrets.get(KEY, ""))
    except FileNotFoundError:
        return ""


def _is_of_this_machine() -> bool:
    is_passed_on = any(header in st.context.headers for header in PASSED_ON)
    return st.get_option("server.address") in OF_THIS_MACHINE and not is_passed_on
