"""See what a step would change, then do it, with a name and a reason."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from ..catalogue import base_directory
from ..in_force import Event
from ..published.publishing import PreviewOutdated, Publisher, Step
from ..published.store import CannotPublish, Store
from . import address, intake_access, intake_preview
from .reader import plain, say

DONE = "intake-done"
PREVIEW = "intake-preview"


def publisher() -> Publisher:
    return Publisher(Store(), base_directory())


def show(
    step: Step, mark: str, *, contents: bytes = b"", confirmed: Collection[str] = ()
) -> None:
    """Preview and publishing of a step; `mark` names it, so that another step begins anew."""
    kept_mark, preview = st.session_state.get(PREVIEW, ("", None))
    if st.button(say("bring.preview"), icon=":material/preview:", key=f"preview-{step.kind}"):
        with st.spinner(say("bring.previewing")):
            try:
                kept_mark, preview = mark, publisher().preview(step)
            except CannotPublish as refusal:
                _say_why(refusal)
                return
        st.session_state[PREVIEW] = (mark, preview)
    if kept_mark != mark:
        st.caption(say("bring.preview_first"))
        return
    intake_preview.show(preview)
    if not preview.changes or not intake_access.may_publish(step.kind):
        return
    with st.form(f"publish-{step.kind}", border=False):
        left, right = st.columns(2)
        who = left.text_input(say("bring.who"), max_chars=100, key=f"who-{step.kind}")
        reason = right.text_input(say("bring.reason"), max_chars=300, key=f"reason-{step.kind}")
        label = say(f"bring.do_{step.kind}")
        is_asked = st.form_submit_button(label, type="primary", icon=":material/publish:")
    if is_asked:
        _do(step, mark, who=who, reason=reason, contents=contents, confirmed=confirmed)


def _do(step: Step, mark: str, **given) -> None:
    seen = st.session_state[PREVIEW][1].mark
    with st.spinner(say("bring.publishing")):
        try:
            event = publisher().publish(step, seen=seen, **given)
        except CannotPublish as refusal:
            _say_why(refusal)
            return
        except PreviewOutdated as outdated:
            st.session_state[PREVIEW] = (mark, outdated.preview)
            st.session_state[DONE] = None, say("bring.outdated")
            st.rerun()
    del st.session_state[PREVIEW]
    st.session_state[DONE] = event, _done(event)
    st.rerun()


def _done(event: Event) -> str:
    return say(f"bring.done_{event.kind}", version=plain(event.after))


def _say_why(refusal: CannotPublish) -> None:
    words = {name: plain(str(word)) for name, word in refusal.words.items()}
    st.error(say(f"published.{refusal.sentence}", **words), icon=":material/error:")
    if refusal.problems:
        st.code("\n".join(refusal.problems), language=None, wrap_lines=True)


def show_done() -> None:
    """What the last step did, once, with a way to the page of the place."""
    event, sentence = st.session_state.pop(DONE, (None, ""))
    if not sentence:
        return
    if event is None:
        st.warning(sentence, icon=":material/sync_problem:")
        return
    st.success(sentence, icon=":material/check_circle:")
    if event.kind == "import":
        kept = Store().read_import(event.concerns)
        query = address.shared() | {"noi": kept.area_id, "nam": kept.date_to[:4]}
        st.page_link(
            "pages/overview.py",
            label=say("bring.to_place", place=plain(kept.unit_name)),
            icon=":material/dashboard:",
            query_params={name: value for name, value in query.items() if value},
        )
