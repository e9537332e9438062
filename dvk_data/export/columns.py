"""The columns of files: what each means, names beside codes, and the way back to the screen."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
import pyarrow.compute as pc

from ..catalogue import Catalogue
from ..indicators import load_indicators
from .contents import Field

FILE = Path(__file__).with_suffix(".toml")
# The table of a figure decides what the codes of these columns mean.
MEASURE_LISTS = {"model_counts": "status", "petitions": "stage", "indices": "index_name"}
ASPECT_LISTS = {
    "model_counts": "domain",
    "petitions": "petition_type",
    "indices": "dimension",
    "targets": "direction",
}
# Where a row leads: its key, the page and the parameter that open it.
LEADS = {
    "figure_id": ("nguon-du-lieu", "so-lieu"),
    "model_id": ("mo-hinh", "mo-hinh"),
}
NAME, TITLE = "_name", "_title"


@cache
def _described() -> dict[str, dict[str, str]]:
    """Columns that files have and no dataset describes so: name -> titles, meanings, codes."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def field_of(name: str, catalogue: Catalogue, language: str, dataset: str = "") -> Field:
    """What a column means: by its dataset, by columns.toml, or as another dataset has it."""
    of_dataset = {c.name: c for c in catalogue.datasets[dataset].columns} if dataset else {}
    if name in of_dataset:
        return _from_dataset(of_dataset[name], language)
    if name in _described():
        entry = _described()[name]
        meaning = entry.get(f"meaning_{language}", "")
        return Field(name, entry[language], meaning, entry.get("codes", ""))
    coded = _coded(name)
    if coded in {*of_dataset, *_described(), *_all_columns(catalogue)}:
        base = field_of(coded, catalogue, language, dataset)
        words = _described()["any_name"]
        return Field(
            name,
            words[language].format(title=base.title),
            words[f"meaning_{language}"].format(column=coded),
        )
    known = _all_columns(catalogue).get(name)
    return _from_dataset(known, language) if known else Field(name, name)


def _beside(name: str) -> str:
    """The column with the names of the codes: domain -> domain_name, table_name -> table_title."""
    return f"{name.removesuffix(NAME)}{TITLE}" if name.endswith(NAME) else f"{name}{NAME}"


def _coded(name: str) -> str:
    """The column whose codes are named in this one; '' for any other."""
    if name.endswith(TITLE):
        return f"{name.removesuffix(TITLE)}{NAME}"
    return name.removesuffix(NAME) if name.endswith(NAME) else ""


def _all_columns(catalogue: Catalogue) -> dict:
    columns = [c for dataset in catalogue.datasets.values() for c in dataset.columns]
    return {column.name: column for column in reversed(columns)}


def _from_dataset(column, language: str) -> Field:
    title, meaning = getattr(column, language), getattr(column, f"meaning_{language}")
    return Field(column.name, title, meaning, column.codes, column.required)


def code_texts(fields, catalogue: Catalogue, language: str) -> dict:
    """The lists of codes that columns use: list -> code -> (name, definition)."""
    lists = dict.fromkeys(field.code_list for field in fields if field.code_list)
    return {
        name: {
            code: (entry[language], entry.get(f"definition_{language}", ""))
            for code, entry in catalogue.codes[name].items()
        }
        for name in lists
    }


def dress(
    reader: pa.RecordBatchReader,
    catalogue: Catalogue,
    language: str,
    origin: str,
    dataset: str = "",
) -> pa.RecordBatchReader:
    """The same rows with the name beside each code, a link to the screen and the data version."""
    plan = _plan(reader.schema, catalogue, language, dataset)
    schema = pa.schema([(name, kind) for name, kind, _ in _dressed(reader.schema, plan)])

    def batches():
        for batch in reader:
            columns = [
                batch.column(source) if make is None else make(batch, origin)
                for source, _, make in _dressed(batch.schema, plan)
            ]
            yield pa.RecordBatch.from_arrays(columns, schema=schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _dressed(schema: pa.Schema, plan: dict):
    """(name, type, maker) of every column; what is made follows the column it is made from."""
    for column in schema:
        yield column.name, column.type, None
        if column.name in plan:
            name, make = plan[column.name]
            yield name, pa.string(), make
    if "data_version" in plan:
        yield "data_version", pa.string(), plan["data_version"]


def _plan(schema: pa.Schema, catalogue: Catalogue, language: str, dataset: str) -> dict:
    """What is made from which column: column -> (name, maker). The version stands for itself."""
    plan = {}
    key = next((key for key in LEADS if key in schema.names), None)
    if key and "link" not in schema.names:
        plan[key] = ("link", lambda batch, origin: _links(batch, key, origin))
    for name in schema.names:
        if name in plan or _beside(name) in schema.names:
            continue
        names = _names_of(name, schema, catalogue, language, dataset)
        if names:
            plan[name] = (_beside(name), _namer(name, names, "subject" in schema.names))
    if "data_version" not in schema.names:
        version = catalogue.version
        plan["data_version"] = lambda batch, _: pa.array([version] * batch.num_rows, pa.string())
    return plan


def _names_of(name: str, schema, catalogue: Catalogue, language: str, dataset: str) -> dict:
    """Code -> name; 'subject/code' -> name where the subject decides; empty for other columns."""
    if name == "indicator":
        return {entry.code: entry.name(language) for entry in load_indicators()}
    if name in ("measure", "aspect") and "subject" in schema.names:
        lists = MEASURE_LISTS if name == "measure" else ASPECT_LISTS
        names = {
            f"{subject}/{code}": entry[language]
            for subject, code_list in lists.items()
            for code, entry in catalogue.codes[code_list].items()
        }
        if name == "measure":
            for subject in ("service_kpis", "model_outcomes", "targets"):
                names |= {f"{subject}/{e.code}": e.name(language) for e in load_indicators()}
        return names
    if name in ("subject", "table_name"):
        titles = catalogue.datasets.items()
        return {code: getattr(entry, f"title_{language}") for code, entry in titles}
    code_list = field_of(name, catalogue, language, dataset).code_list
    if not pa.types.is_string(schema.field(name).type) or not code_list:
        return {}
    return {code: entry[language] for code, entry in catalogue.codes[code_list].items()}


def _namer(name: str, names: dict[str, str], has_subject: bool):
    codes, texts = pa.array(list(names), pa.string()), pa.array(list(names.values()), pa.string())
    by_subject = has_subject and name in ("measure", "aspect")

    def make(batch: pa.RecordBatch, _) -> pa.Array:
        column = batch.column(name).cast(pa.string())
        if by_subject:
            column = pc.binary_join_element_wise(batch.column("subject"), column, "/")
        return texts.take(pc.index_in(column, value_set=codes))

    return make


def _links(batch: pa.RecordBatch, key: str, origin: str) -> pa.Array:
    """Addresses that open the panel of each figure, or the card of each model."""
    codes = batch.column(key).to_pylist()
    # Rows of documents hold figures and models together, both by what they call figure_id.
    tables = [""] * len(codes)
    if key == "figure_id" and "table_name" in batch.schema.names:
        tables = batch.column("table_name").to_pylist()
    links = []
    for code, table in zip(codes, tables, strict=True):
        page, parameter = LEADS["model_id" if table == "models" else key]
        address = f"{origin.rstrip('/')}/{page}?{parameter}={_address(code)}" if code else None
        links.append(address)
    return pa.array(links, pa.string())


def _address(code: str) -> str:
    """A converted figure is made of several, joined by '+'; the address parts them by ','."""
    return quote(code.replace("+", ","), safe=",-._~")
