"""Write the tables: Parquet, what each file says of itself, dictionary, data package, version."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tomllib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ..catalogue import Catalogue, Column, Dataset
from ..indicators import FILE as INDICATORS
from ..indicators import load_indicators
from ..wording import LANGUAGES, wording

ARROW_TYPES = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "VARCHAR[]": pa.list_(pa.string()),
}
FRICTIONLESS_TYPES = {
    "VARCHAR": "string",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "VARCHAR[]": "list",
}
TITLE = "Kết quả công tác dân vận / Dân vận outcomes"
SIMULATED = " / ".join(wording(language).say("app.simulated") for language in LANGUAGES)
# Tables about the versions themselves, which no version can be made of.
HISTORY = ("changes", "versions")
FILE_SECTION = (
    "# written by python -m dvk_data.build; what stands below is not edited by hand\n[file]"
)


def write_table(description: Path, directory: Path, rows: list[dict]) -> None:
    """Write the Parquet file that a description is of, and the description with its [file] part."""
    name = description.stem
    text = description.read_text(encoding="utf-8").partition(FILE_SECTION)[0].rstrip()
    columns = [Column(**column) for column in tomllib.loads(text)["column"]]
    table = _arrow_table(name, columns, rows)
    pq.write_table(table, directory / f"{name}.parquet", compression="zstd", version="2.6")
    sources = len({row["source_id"] for row in rows if row.get("source_id")})
    write_description(description, directory, len(rows), sources)


def write_description(description: Path, directory: Path, rows: int, sources: int) -> None:
    """Write the description of a Parquet file that lies in `directory`, with its [file] part."""
    text = description.read_text(encoding="utf-8").partition(FILE_SECTION)[0].rstrip()
    sha256 = hash_of(directory / f"{description.stem}.parquet").hexdigest()
    file_section = f'rows = {rows}\nsources = {sources}\nsha256 = "{sha256}"\n'
    write_text(directory / description.name, f"{text}\n\n{FILE_SECTION}\n{file_section}")


def hash_of(file: Path):
    """SHA-256 of a file, read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256")


def write_text(file: Path, text: str) -> None:
    """UTF-8 with the same line ends on every machine."""
    file.write_text(text, encoding="utf-8", newline="\n")


def _arrow_table(name: str, columns: list[Column], rows: list[dict]) -> pa.Table:
    arrays = []
    for column in columns:
        values = [row.get(column.name) for row in rows]
        if column.required and any(value is None for value in values):
            raise ValueError(f"{name}.{column.name} is required but empty in some rows")
        arrays.append(pa.array(values, type=ARROW_TYPES[column.type]))
    schema = pa.schema([(column.name, ARROW_TYPES[column.type]) for column in columns])
    return pa.Table.from_arrays(arrays, schema=schema)


def version_of(directory: Path, release_date: dt.date) -> str:
    """Date of release and one hash over all tables, codes and indicators."""
    digest = hashlib.sha256()
    for file in sorted(f for f in directory.glob("*.parquet") if f.stem not in HISTORY):
        digest.update(file.name.encode() + hash_of(file).digest())
    for file in (directory / "codes.toml", INDICATORS):
        digest.update(file.read_bytes())
    return f"{release_date}.{digest.hexdigest()[:8]}"


def write_dictionary(directory: Path) -> None:
    """README.md of the datasets: every table, column, code and indicator in both languages."""
    write_text(directory / "README.md", dictionary_text(directory))


def write_data_package(directory: Path) -> None:
    """datapackage.json after the Frictionless Data Package standard, version 2."""
    write_text(directory / "datapackage.json", data_package_text(directory))


def dictionary_text(directory: Path) -> str:
    catalogue = Catalogue.open(directory)
    lines = [
        "# Từ điển dữ liệu / Data dictionary",
        "",
        f"Phiên bản dữ liệu / data version: `{catalogue.version}`.",
        "Tệp này do `python -m dvk_data.build` viết ra / this file is written by the build.",
        "",
        *([f"**{SIMULATED}**", ""] if catalogue.is_simulated else []),
    ]
    for dataset in catalogue.datasets.values():
        lines += _dataset_section(dataset)
    lines += ["## Mã / Codes", ""]
    for code_list, codes in catalogue.codes.items():
        lines += [f"### {code_list}", "", "| mã / code | tiếng Việt | English |", "|---|---|---|"]
        for code, names in codes.items():
            lines.append(f"| `{code}` | {_defined(names, 'vi')} | {_defined(names, 'en')} |")
        lines.append("")
    lines += [
        "## Chỉ tiêu / Indicators",
        "",
        "| bảng / table | mã / code | tiếng Việt | English | đơn vị / unit |",
        "|---|---|---|---|---|",
    ]
    for entry in load_indicators():
        vi, en = f"{entry.vi}: {entry.definition_vi}", f"{entry.en}: {entry.definition_en}"
        lines.append(
            f"| {entry.subject} | `{entry.code}` | {vi} | {en} | {', '.join(entry.units)} |"
        )
    return "\n".join(lines) + "\n"


def _defined(names: dict, language: str) -> str:
    definition = names.get(f"definition_{language}", "")
    return f"{names[language]} – {definition}" if definition else names[language]


def _dataset_section(dataset: Dataset) -> list[str]:
    lines = [
        f"## {dataset.name}: {dataset.title_vi} / {dataset.title_en}",
        "",
        f"{dataset.grain_vi} / {dataset.grain_en}. "
        f"Khóa / key: {', '.join(f'`{k}`' for k in dataset.key)}. "
        f"Số dòng / rows: {dataset.rows}.",
        "",
        "| cột / column | kiểu / type | tiếng Việt | English | giá trị / values |",
        "|---|---|---|---|---|",
    ]
    for c in dataset.columns:
        values = (
            f"mã / codes: {c.codes}" if c.codes else f"→ {c.references}" if c.references else ""
        )
        meanings = f"{c.vi}: {c.meaning_vi} | {c.en}: {c.meaning_en}"
        lines.append(f"| `{c.name}` | {c.type} | {meanings} | {values} |")
    return [*lines, ""]


def data_package_text(directory: Path) -> str:
    catalogue = Catalogue.open(directory)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dan-van",
        "title": " – ".join([TITLE, *([SIMULATED] if catalogue.is_simulated else [])]),
        "version": catalogue.version,
        "resources": [_resource(d, catalogue) for d in catalogue.datasets.values()],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(dataset: Dataset, catalogue: Catalogue) -> dict:
    return {
        "name": dataset.name.replace("_", "-"),
        "path": dataset.parquet.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "title": f"{dataset.title_vi} / {dataset.title_en}",
        "description": f"{dataset.grain_vi} / {dataset.grain_en}",
        "hash": f"sha256:{dataset.sha256}",
        "schema": {
            "primaryKey": list(dataset.key),
            "fields": [_field(column, catalogue) for column in dataset.columns],
        },
    }


def _field(column: Column, catalogue: Catalogue) -> dict:
    described = {
        "name": column.name,
        "type": FRICTIONLESS_TYPES[column.type],
        "title": f"{column.vi} / {column.en}",
        "description": f"{column.meaning_vi} / {column.meaning_en}",
    }
    constraints = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(catalogue.codes[column.codes])
    return {**described, **({"constraints": constraints} if constraints else {})}
