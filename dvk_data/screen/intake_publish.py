"""See what a step would change, then do it, with a name and a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from ..in_force import Event
from ..intake.submission import Submission
from ..published.publishing import PreviewOutdated, Step
from ..published.store import CannotPublish, Store
from . import address, intake_access, intake_preview, turns
from .intake_file import desk
from .reader import plain, say

DONE = "intake-done"
PREVIEW = "intake-preview"


def show_import(sent: Submission, content: bytes, confirmed: Collection[str]) -> None:
    """Preview and publishing of a file. What was answered about it belongs to the step."""
    about = (sent.file_hash, sent.form, sent.area_id, sent.date_from, sent.date_to, sent.headings)
    show(
        Step("import", sent),
        repr(about),
        lambda **given: desk().bring_in(sent, content, confirmed=confirmed, **given),
    )


def show_step(step: Step) -> None:
    """Preview and doing of a step that brings no file."""
    mark = f"{step.kind} {step.import_id} {step.version}"
    show(step, mark, lambda **given: desk().publisher.publish(step, **given))


def show(step: Step, mark: str, do: Callable[..., Event]) -> None:
    """Preview, name and reason; `mark` names the step, so that another one begins anew."""
    kept_mark, preview = st.session_state.get(PREVIEW, ("", None))
    if st.button(say("bring.preview"), icon=":material/preview:", key=f"preview-{step.kind}"):
        with turns.given_back(say("bring.previewing")):
            try:
                kept_mark, preview = mark, desk().publisher.preview(step)
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
        _do(mark, do, who=who, reason=reason)


def _do(mark: str, do: Callable[..., Event], **given) -> None:
    seen = st.session_state[PREVIEW][1].mark
    with turns.given_back(say("bring.publishing")):
        try:
            event = do(seen=seen, **given)
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
