"""Who reads: language, boundaries and theme of this reader, and what the data answer them."""

from __future__ import annotations

import logging
import re
from threading import Condition, Lock
from types import SimpleNamespace

import pandas as pd
import streamlit as st
from cachetools import LRUCache, cached
from streamlit.runtime.scriptrunner import get_script_run_ctx

from .. import formats
from ..catalogue import (
    UNKNOWN_PUBLISHER,
    Catalogue,
    DatasetsUnusable,
    default_directory,
    directories_to_try,
)
from ..indicators import Indicator, load_indicators
from ..model_index import ModelIndex
from ..warehouse import Warehouse
from ..wording import LANGUAGES, wording
from . import address

WITHOUT = "bo"
SHOWS_EVERYTHING = "shows-everything"
ROWS_REMEMBERED = 20_000
DIRECTORY = "datasets-directory"
BOUNDARIES = {"luc-bao-cao": "reported", "hien-nay": "current"}

log = logging.getLogger(__name__)


# Streamlit's own caches make a key of many parts and a copy by pickle for each of the hundreds of
# answers of a page; these cost a look in a dictionary.
@cached(LRUCache(4), condition=Condition())
def open_warehouse(directory: str, only_stated: bool) -> Warehouse:
    """The datasets of a directory, opened once for all readers. Raises DatasetsUnusable."""
    return Warehouse(Catalogue.open(directory), only_stated=only_stated)


def warehouse(*, only_stated: bool | None = None) -> Warehouse:
    """The datasets, opened once for all readers. Raises DatasetsUnusable.

    Without what was inferred where the reader chose so, or where `only_stated` says so.
    """
    chosen = leaves_out_inferred() if only_stated is None else only_stated
    return open_warehouse(_directory(), chosen)


def _directory() -> str:
    """The datasets of this run, kept with it as the address is: a page asks hundreds of times."""
    kept = vars(get_script_run_ctx() or SimpleNamespace())
    if DIRECTORY not in kept:
        kept[DIRECTORY] = st.session_state.get(DIRECTORY) or str(default_directory())
    return kept[DIRECTORY]


def open_in_force(only_stated: bool = False) -> tuple[Warehouse, str]:
    """The datasets in force, or the first before them that open, and what was wrong with those.

    Raises DatasetsUnusable where none open.
    """
    for directory, wrong in directories_to_try():
        try:
            return open_warehouse(str(directory), only_stated), wrong
        except DatasetsUnusable as error:
            failure = error
            log.error("%s: %s", directory, error)
    raise failure


def settle_datasets() -> str:
    """Choose the datasets that this run and its fragments read, so that no page mixes two versions.

    Returns what is wrong with the version in force, '' for nothing. Raises DatasetsUnusable.
    """
    opened, wrong = open_in_force()
    st.session_state[DIRECTORY] = str(opened.catalogue.directory)
    vars(get_script_run_ctx()).pop(DIRECTORY, None)
    return wrong


def leaves_out_inferred() -> bool:
    """Whether this page shows only what the sources state themselves, as the reader chose."""
    is_chosen = address.value("suy-luan", [WITHOUT]) == WITHOUT
    return is_chosen and not st.session_state.get(SHOWS_EVERYTHING)


def _key(
    directory: str,
    only_stated: bool,
    question: str,
    models: dict | list[int] | None,
    parameters: dict,
) -> tuple:
    return directory, only_stated, question, repr(models), repr(parameters)


@cached(LRUCache(ROWS_REMEMBERED, getsizeof=lambda found: len(found) + 1), key=_key, lock=Lock())
def _rows(
    directory: str,
    only_stated: bool,
    question: str,
    models: dict | list[int] | None,
    parameters: dict,
) -> list[dict]:
    return open_warehouse(directory, only_stated).rows(question, models=models, **parameters)


def rows(
    question: str, *, everything: bool = False, models: dict | list[int] | None = None, **parameters
) -> list[dict]:
    """Answer of a named question; remembered per data version and parameters.

    With `everything`, what was inferred answers too, whatever the reader chose. A question about
    the models that meet a choice takes the choice as `models`, one about rows of a list the
    numbers of these. The rows belong to all readers: nobody changes one.
    """
    directory = str(warehouse().catalogue.directory)
    only_stated = leaves_out_inferred() and not everything
    return list(_rows(directory, only_stated, question, models, parameters))


def models() -> ModelIndex:
    """Which named models meet a choice, and how many each further choice leaves."""
    return warehouse().models


def row(question: str, *, everything: bool = False, **parameters) -> dict | None:
    """First row of the answer, None when there is none."""
    found = rows(question, everything=everything, **parameters)
    return found[0] if found else None


def frame(question: str, **parameters) -> pd.DataFrame:
    """Answer of a named question as a DataFrame, for tables and files."""
    return pd.DataFrame(rows(question, **parameters))


def language() -> str:
    return address.value("lang", list(LANGUAGES)) or "vi"


def boundary() -> str:
    """'reported' (units at the time) or 'current' (units since 1 July 2025)."""
    return BOUNDARIES[address.value("dia-gioi", list(BOUNDARIES)) or "luc-bao-cao"]


def is_dark() -> bool:
    return st.context.theme.type == "dark"


def say(sentence: str, /, **words) -> str:
    return wording(language()).say(sentence, **words)


def code_name(code_list: str, code: str) -> str:
    return warehouse().catalogue.code_name(code_list, code, language())


def in_language(record: dict, column: str) -> str:
    """The reader's text of a bilingual column pair (`note` / `note_vi`, `explanation_vi` ...)."""
    if f"{column}_en" in record:
        return record[f"{column}_{language()}"] or ""
    return record[f"{column}_vi" if language() == "vi" else column] or ""


def indicator(code: str) -> Indicator:
    """An indicator of procedures or of model outcomes."""
    return load_indicators().of_subject("model_outcomes", "service_kpis", "targets")[code]


def measure_name(subject: str, measure: str) -> str:
    """Name of what a figure measures, for the reader."""
    if subject == "model_counts":
        return code_name("status", measure)
    if subject == "petitions":
        return code_name("stage", measure)
    if subject == "indices":
        return code_name("index_name", measure).split(" - ")[0]
    return indicator(measure).name(language())


def number(value, decimals: int = 2) -> str:
    return formats.number(value, language(), decimals)


def percent(value, decimals: int = 2) -> str:
    return formats.percent(value, language(), decimals)


def date(value) -> str:
    return formats.date(value, language())


def period(record: dict) -> str:
    return formats.period(record["date_from"], record["date_to"], language())


def figure(value, unit: str) -> str:
    """A value as it is spoken: '88 triệu đồng', '82,02%', '44', '26 hộ'."""
    unit_name = "" if unit in ("item", "rank") else code_name("unit", unit)
    return formats.value(value, unit, in_sentence(unit_name), language())


def publisher(source: dict) -> str:
    """Who published a document, as a sentence names them; for a document that does not say, so."""
    name = source["publisher"]
    return say("source.no_publisher") if name == UNKNOWN_PUBLISHER else name


def plain(text: str | None) -> str:
    """Text of the data as it stands: nothing in it is read as Markdown."""
    return re.sub(r"([\\`*_\[\]()$~:<>#|])", r"\\\1", text or "")


def listed(names: list[str]) -> str:
    """'A, B và C' / 'A, B and C'."""
    joint = " và " if language() == "vi" else " and "
    return joint.join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def in_sentence(name: str) -> str:
    """A name as it stands within a sentence: 'Kinh tế' -> 'kinh tế', 'PCI' stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
