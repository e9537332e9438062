"""Build one version: the project's own raw rows, the rows of imports, what changed since before."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from ..build.changes import Comparison, Contents, version_row
from ..build.datasets import make_tables, write_changes, write_tables
from ..build.problems import BrokenRawData, Problem
from ..build.raw import SPECIFICATION
from ..build.release import Version, read_version
from ..build.write import HISTORY, version_of, write_data_package, write_dictionary, write_text
from ..indicators import load_indicators

Rows = dict[str, list[dict[str, str]]]


def hash_of_base(base: Path) -> str:
    """One short hash over all that the versions built on `base` are made of."""
    digest = hashlib.sha256()
    descriptions = [file for file in base.glob("*.toml") if file.name != "version.toml"]
    for file in sorted((*descriptions, *(base / "raw").iterdir())):
        digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]


def make_version(
    base: Path,
    imports: Iterable[Rows],
    before: Path,
    aside: Path,
    *,
    date: dt.date,
    reasons: tuple[str, str],
) -> tuple[str, list[dict]]:
    """Build into `aside` and return the name of the version and its changes against `before`.

    Like datasets/ it holds the raw/ that it was made from. Raises BrokenRawData.
    """
    _copy_sources(base, aside)
    for rows in imports:
        _add_rows(aside / "raw", rows)
    _, tables = make_tables(aside)
    write_tables(aside, aside, tables)
    follows = read_version(before)
    name = _name(version_of(aside, date), follows.version)
    version = Version(name, follows.version, date, *reasons, aside)
    write_text(aside / "version.toml", version.as_toml())
    text = version.as_toml().partition("date = ")
    write_text(aside / "raw" / "release.toml", "".join(text[1:]))
    changes = compare(follows, version)
    _write_history(aside, before, version, changes)
    write_dictionary(aside)
    write_data_package(aside)
    return name, changes


def compare(old: Version, new: Version) -> list[dict]:
    """Rows of the table `changes` between two versions."""
    return Comparison(Contents(old), Contents(new), load_indicators()).changes()


def _copy_sources(base: Path, aside: Path) -> None:
    (aside / "raw").mkdir()
    for file in base.glob("*.toml"):
        shutil.copyfile(file, aside / file.name)
    for file in (base / "raw").glob("*.csv"):
        shutil.copyfile(file, aside / "raw" / file.name)


def _add_rows(raw: Path, rows: Rows) -> None:
    """Put rows below those of the raw files, in the columns of raw.toml."""
    for name, added in rows.items():
        columns = SPECIFICATION.get(name)
        unknown = {column for row in added for column in row} - set(columns or ())
        if columns is None or unknown:
            found = ", ".join(sorted(unknown)) or name
            allowed = ", ".join(columns or SPECIFICATION)
            raise BrokenRawData([Problem(f"{name}.csv", 0, "-", found, allowed)])
        file = raw / f"{name}.csv"
        text = io.StringIO(newline="")
        csv.DictWriter(text, columns, restval="", lineterminator="\n").writerows(added)
        before = file.read_bytes()
        gap = b"" if before.endswith(b"\n") else b"\n"
        file.write_bytes(before + gap + text.getvalue().encode())


def _name(contents: str, follows: str) -> str:
    """A version that comes back to what was there before is still a version of its own."""
    day, _, digest = contents.rpartition(".")
    return f"{day}.{hashlib.sha256(f'{digest}|{follows}'.encode()).hexdigest()[:8]}"


def _write_history(aside: Path, before: Path, version: Version, changes: list[dict]) -> None:
    """The history of the version before, and one step more."""
    known = {name: pq.read_table(before / f"{name}.parquet").to_pylist() for name in HISTORY}
    # What was published is kept whole like a release; only the newest is still in use.
    earlier = [{**row, "is_released": True} for row in known["versions"]]
    number = max((row["number"] for row in earlier), default=0) + 1
    listed = [*earlier, version_row(number, version, changes)]
    areas = {row["area_id"] for row in pq.read_table(aside / "areas.parquet").to_pylist()}
    told = [
        {**row, "area_id": row["area_id"] if row["area_id"] in areas else None}
        for row in known["changes"]
    ]
    write_changes(aside, aside, [*told, *changes], listed)
