"""A file on its way in: the workbook to fill in, the file that was sent, what it was taken for."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import streamlit as st

from .. import export, intake
from ..catalogue import base_directory
from ..intake.submission import SUBJECTS, Answers, Heading, Submission
from ..published.desk import Desk
from ..published.store import Store
from . import turns
from .reader import language, plain, say, warehouse

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = ["xlsx", "xlsm", "xls", "csv", "txt"]
MEGABYTES = 10
READ = "intake-read"
KEPT_AT_MOST = 4
# Streamlit writes English into the box for files, whatever the language.
IN_WORDS_OF_THE_READER = """<style>
.st-key-intake-file [data-testid="stFileUploaderDropzone"] > span p,
.st-key-intake-file [data-testid="stFileUploaderDropzoneInstructions"] span {{ display: none; }}
.st-key-intake-file [data-testid="stFileUploaderDropzone"] > span
    [data-testid="stMarkdownContainer"]::after {{ content: "{choose}"; }}
.st-key-intake-file [data-testid="stFileUploaderDropzoneInstructions"] > div::after {{
    content: "{limit}"; font-size: 0.875rem; }}
</style>"""
TO_BE_LOOKED_AT = ("proposed", "none", "saved", "stated")


def desk() -> Desk:
    return Desk(Store(), base_directory())


def in_this_language(key: str) -> str:
    """A key for a choice among words: a browser answers with the words, which change with the
    language."""
    return f"{key}-{language()}"


def offer_blank() -> None:
    """Choose a subject and a form, take its workbook away."""
    subjects = {code: say(f"bring.subject_{code}") for code in SUBJECTS}
    subject = st.segmented_control(
        say("bring.subject"),
        SUBJECTS,
        format_func=subjects.get,
        default=SUBJECTS[0],
        key=in_this_language("intake-subject"),
        required=True,
        wrap=True,
    )
    forms = {form.code: form for form in reversed(intake.forms_of(subject))}
    names = _names(forms)
    code = st.selectbox(
        say("bring.form"),
        list(forms),
        format_func=names.get,
        key=in_this_language(f"intake-form-{subject}"),
    )
    form, spoken, references = forms[code], language(), desk().references
    st.download_button(
        say("bring.blank"),
        data=lambda: intake.blank_workbook(form, references, language=spoken),
        file_name=export.file_name(
            form.title("vi"), [], form.version, dt.date.today().isoformat(), "xlsx"
        ),
        mime=WORKBOOK,
        on_click="ignore",
        icon=":material/download:",
        key="intake-blank",
    )


def _names(forms: dict[str, intake.Form]) -> dict[str, str]:
    """Code -> title and number of each form."""
    return {
        code: say("bring.form_name", title=form.title(language()), number=form.number)
        for code, form in forms.items()
    }


def take_in() -> tuple[Submission, bytes] | None:
    """The file that was sent, read as the reader says; None while there is none."""
    choose, limit = say("bring.choose_file"), say("bring.file_limit", size=MEGABYTES)
    st.html(IN_WORDS_OF_THE_READER.format(choose=choose, limit=limit))
    sent = st.file_uploader(
        say("bring.upload"),
        type=ENDINGS,
        max_upload_size=MEGABYTES,
        key="intake-file",
        help=say("bring.upload_help"),
    )
    if sent is None:
        return None
    content = sent.getvalue()
    guess = _read(sent.name, content, Answers())
    with st.container(border=True, key="intake-taken-for"):
        answers = _ask(guess)
    return _read(sent.name, content, answers), content


def _read(name: str, content: bytes, answers: Answers) -> Submission:
    """Read once per file, answers and version in force; a few are remembered."""
    version = warehouse().catalogue.version
    said = repr((name, hashlib.sha256(content).hexdigest(), answers, version))
    known = st.session_state.setdefault(READ, {})
    if said not in known:
        with turns.given_back(say("bring.reading")):
            known[said] = desk().read(name, content, answers)
        for oldest in list(known)[:-KEPT_AT_MOST]:
            del known[oldest]
    return known[said]


def _ask(guess: Submission) -> Answers:
    """What the file was taken for, to be changed where that is wrong; only changes are answers."""
    mark = guess.file_hash[:12]
    st.markdown(f"**{say('bring.taken_for', file=plain(guess.file_name))}**")
    form = _ask_form(guess, mark)
    left, middle, right = st.columns([3, 1, 1])
    with left:
        area_id = _ask_unit(guess, mark)
    date_from = middle.date_input(
        say("bring.first_day"), guess.date_from, key=f"intake-from-{mark}", format="DD/MM/YYYY"
    )
    date_to = right.date_input(
        say("bring.last_day"), guess.date_to, key=f"intake-to-{mark}", format="DD/MM/YYYY"
    )
    is_same_period = (date_from, date_to) == (guess.date_from, guess.date_to)
    answers = Answers(
        form=form,
        area_id=area_id,
        date_from=None if is_same_period else date_from,
        date_to=None if is_same_period else date_to,
        encoding=_ask_encoding(guess, mark),
    )
    headings = guess.headings
    if form:
        headings = ()
    return replace(answers, headings=_ask_headings(headings, guess.form, mark))


def _ask_form(guess: Submission, mark: str) -> str | None:
    forms = intake.load_forms()
    names = _names(forms)
    chosen = st.selectbox(
        say("bring.form"),
        list(forms),
        index=list(forms).index(guess.form) if guess.form in forms else None,
        format_func=names.get,
        placeholder=say("bring.choose_form"),
        key=in_this_language(f"intake-as-{mark}"),
    )
    return None if chosen == guess.form else chosen


def _ask_unit(guess: Submission, mark: str) -> str | None:
    """The unit by its name; said where it is not known, with the names that are nearest."""
    typed = st.text_input(
        say("bring.unit"),
        guess.unit_name,
        key=f"intake-unit-{mark}",
        placeholder=say("bring.unit_example"),
        max_chars=150,
    ).strip()
    if not typed or typed == guess.unit_name:
        return None
    found, _ = desk().references.find_unit(typed, guess.date_to)
    if found is None:
        st.error(say("bring.unit_unknown", found=plain(typed)))
    return found


def _ask_encoding(guess: Submission, mark: str) -> str | None:
    for offer in guess.offers:
        st.markdown(say("bring.encoding", before=plain(offer.before), after=plain(offer.after)))
        if not st.toggle(say("bring.convert"), value=True, key=f"intake-encoding-{mark}"):
            return "unicode"
    return None


def _ask_headings(headings: tuple[Heading, ...], form: str, mark: str) -> dict[str, str]:
    """Columns of the form for headings that are not written as in the form."""
    asked = [heading for heading in headings if heading.how in TO_BE_LOOKED_AT]
    if not asked or form not in intake.load_forms():
        return {}
    columns = {"": say("bring.leave_out")}
    columns |= {c.key: getattr(c, language()) for c in intake.load_forms()[form].columns}
    answers = {}
    needs_looking = any(heading.how in ("proposed", "none") for heading in asked)
    with st.expander(say("bring.headings", count=len(asked)), expanded=needs_looking):
        st.caption(say("bring.headings_help"))
        for heading in asked:
            chosen = st.selectbox(
                say("bring.heading", cell=heading.cell, written=plain(heading.written)),
                list(columns),
                index=list(columns).index(heading.column or ""),
                format_func=columns.get,
                key=in_this_language(f"intake-heading-{mark}-{heading.sheet}-{heading.cell}"),
            )
            if chosen != (heading.column or ""):
                answers[heading.written] = chosen
    return answers
