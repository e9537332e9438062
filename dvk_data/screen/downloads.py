"""One button for every file: four formats of what the reader sees, or of everything behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode, urljoin

import pandas as pd
import pyarrow as pa
import streamlit as st

from .. import export, open_data
from ..export import seen
from ..open_data import Asked
from . import address, prepared, reader
from .reader import language, leaves_out_inferred, number, rows, say, warehouse

# Larger files are streamed from their own address: a button would hold them in memory whole.
ROWS_OF_BUTTON = 100_000
ICONS = {
    "xlsx": ":material/table_view:",
    "csv": ":material/csv:",
    "parquet": ":material/database:",
    "zip": ":material/folder_zip:",
}


@dataclass(frozen=True)
class Scope:
    """One choice of what to take away: how it is called, how many rows, and what it holds.

    `named_by` are the choices that stand in the name of the file.
    """

    name: str
    rows: int
    contents: Callable[[], export.Contents]
    named_by: Callable[[], Iterable[str]] = tuple
    asked: Asked | None = None


def offer(key: str, scopes: Sequence[Scope]) -> None:
    """The button; what stands below it is made when a reader opens it."""
    scopes = [scope for scope in scopes if scope.rows]
    if scopes:
        # A fragment takes all the room of a row that it can get.
        with st.container(width="content"):
            _offer(key, scopes)


@st.fragment
def _offer(key: str, scopes: Sequence[Scope]) -> None:
    label = say("download.open")
    if len(scopes) == 1:
        label = say("download.open_rows", count=number(scopes[0].rows))
    box = st.popover(
        label,
        icon=":material/download:",
        type="tertiary",
        key=f"download-{key}",
        on_change="rerun",
    )
    if box.open:
        with box:
            _files(key, scopes)


def _files(key: str, scopes: Sequence[Scope]) -> None:
    names = [say("download.scope", name=s.name, count=number(s.rows)) for s in scopes]
    chosen = 0
    if len(scopes) > 1:
        options = range(len(scopes))
        label = say("download.which")
        chosen = st.radio(label, options, format_func=names.__getitem__, key=f"scope-{key}")
    else:
        st.markdown(f"**{names[0]}**")
    scope = scopes[chosen or 0]
    contents, named_by = scope.contents(), list(scope.named_by())
    with st.container(horizontal=True):
        for ending, icon in ICONS.items():
            _button(f"{ending}-{key}", ending, icon, scope, contents, named_by)
    st.caption(say("download.guard"))
    if scope.asked:
        st.caption(say("download.address"))
        st.code(_address(scope.asked, "csv"), language=None, wrap_lines=True)


def _button(
    key: str,
    ending: str,
    icon: str,
    scope: Scope,
    contents: export.Contents,
    named_by: list[str],
) -> None:
    label = say(f"download.{ending}")
    if scope.asked and scope.rows > ROWS_OF_BUTTON:
        st.link_button(label, _address(scope.asked, ending), icon=icon)
        return
    name = export.file_name(
        contents.title,
        named_by,
        contents.version,
        dt.date.today().isoformat(),
        ending,
    )
    st.download_button(
        label,
        data=partial(export.whole, contents, ending),
        file_name=name,
        mime=export.FORMATS[ending].media_type.partition(";")[0],
        on_click="ignore",
        icon=icon,
        key=key,
    )


def origin() -> str:
    """The address of the dashboard itself, above the addresses of its pages."""
    return urljoin(st.context.url, ".") if st.context.url else ""


def _address(asked: Asked, ending: str) -> str:
    return origin() + asked.path(ending)


def page() -> str:
    """The address of the screen as the reader has it before them."""
    choices = address.whole()
    return (st.context.url or "") + (f"?{urlencode(choices, safe=',~')}" if choices else "")


def of_dataset(dataset: str, parameters: dict[str, str], rows: int, name: str = "") -> Scope:
    """A file that has an address of its own, with the choices of the reader."""
    chosen = {k: v for k, v in parameters.items() if v}
    if language() != "vi":
        chosen["lang"] = language()
    if leaves_out_inferred():
        chosen["suy-luan"] = "bo"
    catalogue = warehouse().catalogue
    asked = open_data.ask(catalogue, dataset, list(chosen.items()))
    holds = partial(open_data.contents, warehouse(), asked, origin())
    filters = partial(open_data.filters, warehouse(), asked)
    return Scope(
        name or open_data.title_of(catalogue, dataset, language()),
        rows,
        holds,
        lambda: (v for _, v in filters()),
        asked,
    )


def of_models(choice: dict, name: str = "") -> Scope:
    """All models that meet a choice, by the address that a machine may ask for."""
    parameters = {
        "noi": choice["area_id"],
        "dia-gioi": "hien-nay" if choice["area_id"] and choice["boundary"] == "current" else "",
        "linh-vuc": ",".join(choice["domains"]),
        "chu-the": ",".join(choice["owner_types"]),
        "nam": ",".join(choice["years"]),
        "trang-thai": ",".join(choice.get("statuses", ())),
        "tim": " ".join(choice.get("words", ())),
    }
    return of_dataset("models", parameters, len(reader.models().matching(**choice)), name)


def of_rows(
    count: int,
    read: Callable[[], tuple[pd.DataFrame, dict[str, str]]],
    title: str,
    *,
    name: str = "",
    filters: Sequence[tuple[str, str]] = (),
    named_by: Sequence[str] = (),
    source_ids: Callable[[], Iterable[str]] = tuple,
) -> Scope:
    """So many rows; `read` gives them as the file holds them, and what their columns mean."""
    known, spoken, seen_at = warehouse(), language(), page()

    def contents() -> export.Contents:
        held, meanings = read()
        return open_data.described(
            known,
            arrow_table(held).to_reader,
            title=title,
            language=spoken,
            origin=origin(),
            filters=filters,
            source_ids=tuple(source_ids()),
            page=seen_at,
            meanings=meanings,
        )

    return Scope(name or say("download.seen"), count, contents, lambda: named_by)


def behind(
    title: str,
    *,
    figure_ids: Iterable[str] = (),
    model_ids: Iterable[str] = (),
    filters: Sequence[tuple[str, str]] = (),
) -> Scope:
    """The figures, or else the models, that a thing on screen is made of, with their sources."""
    figures = list(dict.fromkeys(part for ids in figure_ids for part in ids.split("+")))
    models = list(dict.fromkeys(model_ids))
    known, spoken, seen_at = warehouse(), language(), page()
    read = (
        partial(known.stream, "figures_file_by_id", figure_ids=figures)
        if figures
        else partial(known.stream, "models_file_by_id", model_ids=models)
    )

    def contents() -> export.Contents:
        return open_data.described(
            known,
            read,
            title=title,
            language=spoken,
            origin=origin(),
            filters=filters,
            page=seen_at,
        )

    name = say("download.behind" if figures else "download.behind_models")
    return Scope(name, len(figures or models), contents, lambda: (name,))


def offer_shown(
    key: str,
    title: str,
    subtitle: str = "",
    *,
    table: pd.DataFrame | None = None,
    figure_ids: Iterable[str] = (),
    model_ids: Iterable[str] = (),
    models: dict | None = None,
    column_config: dict | None = None,
) -> None:
    """The button of a chart or of a table of figures: what it shows, and what is behind it."""
    filters = [(say("file.chart"), title)]
    filters += [(say("file.chart_about"), subtitle)] if subtitle else []
    filters += prepared.filters().items()
    chosen = list(address.choices().values())
    if models is not None:
        rest = of_models(models, say("download.behind_models"))
    else:
        rest = behind(title, figure_ids=figure_ids, model_ids=model_ids, filters=filters)
    named_by = rest.named_by
    rest = replace(rest, named_by=lambda: (*named_by(), *chosen))

    def source_ids() -> set[str]:
        if not rest.rows:
            return set()
        if models is not None:
            return {source["source_id"] for source in rows("sources_of_models", models=models)}
        named = rest.contents().read().read_all().column("source_id")
        return set(named.to_pylist())

    scopes = [rest]
    if table is not None:
        read = partial(_typed, _as_shown(table, column_config), title, subtitle, language())
        own = {"filters": filters, "named_by": chosen, "source_ids": source_ids}
        scopes.insert(0, of_rows(len(table), read, title, **own))
    offer(key, scopes)


def _typed(
    table: pd.DataFrame, title: str, about: str, spoken: str
) -> tuple[pd.DataFrame, dict[str, str]]:
    """What the screen speaks as numbers and dates, and what each column means."""
    catalogue = warehouse().catalogue
    units = [names[spoken] for names in catalogue.codes["unit"].values()]
    found = seen.columns(table, spoken, units)
    own = say("file.seen_meaning", title=title, about=about).strip()
    meanings = {}
    for column in found:
        means = seen.meaning(column.heading, catalogue, spoken) or own if column.heading else ""
        meanings[column.name] = ". ".join(filter(None, [means.rstrip("."), column.note]))
    cells = {column.name: pd.Series(column.cells, dtype=object) for column in found}
    return pd.DataFrame(cells), meanings


def _as_shown(table: pd.DataFrame, column_config: dict | None) -> pd.DataFrame:
    """The columns that the screen shows, under its headings."""
    if not column_config:
        return table
    shown = [column for column in table if column_config.get(column, {}) is not None]
    headings = {
        column: column_config[column].get("label") or column
        for column in shown
        if column_config.get(column)
    }
    return table[shown].rename(columns=headings)


def arrow_table(table: pd.DataFrame) -> pa.Table:
    """The same cells typed; a column of several types becomes text."""
    columns = {}
    for name in table.columns:
        cells = table[name].convert_dtypes()
        try:
            columns[str(name)] = pa.array(cells, from_pandas=True)
        except (pa.ArrowInvalid, pa.ArrowTypeError):
            columns[str(name)] = pa.array([None if pd.isna(c) else str(c) for c in cells])
    return pa.table(columns)
