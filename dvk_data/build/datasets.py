"""Make the datasets of a directory from its raw/, and keep released versions of them."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from ..catalogue import Catalogue
from ..indicators import load_indicators
from .change_log import change_log
from .changes import compare_versions
from .checks import Checker, contradicted_figures
from .corrections import correction_rows, read_corrections
from .geography import read_geography
from .problems import BrokenRawData, Problem
from .raw import SPECIFICATION, RawRow, read_raw
from .release import Version, freeze, next_version, read_reasons, read_released
from .tables import build_outcomes, build_tables
from .write import version_of, write_data_package, write_dictionary, write_table, write_text
from .written import is_large, write_out


def make_tables(directory: Path) -> tuple[dict[str, list[RawRow]], dict[str, list[dict]]]:
    """Raw rows and finished tables, checks and flags included. Raises BrokenRawData."""
    codes = tomllib.loads((directory / "codes.toml").read_text(encoding="utf-8"))
    indicators = load_indicators()
    problems: list[Problem | str] = []
    corrections = read_corrections(directory / "raw" / "corrections.csv", SPECIFICATION, problems)
    raw = geography = None
    try:
        raw = read_raw(directory / "raw", codes, indicators, corrections)
    except BrokenRawData as error:
        problems += error.problems
    try:
        geography = read_geography(directory / "raw")
    except ValueError as error:
        problems += str(error).splitlines()
    if problems:
        raise BrokenRawData(problems)
    tables = build_tables(raw, geography, indicators)
    explanations = [row.values for row in raw["check_explanations"]]
    tables["checks"] = Checker(tables, codes, indicators, explanations).run()
    contradicted = contradicted_figures(tables["checks"])
    for name in ("model_counts", "service_kpis", "petitions", "indices"):
        for row in tables[name]:
            if row["figure_id"] in contradicted and row["flag"] != "corrected":
                row["flag"] = "contradicted"
    tables["model_outcomes"] = build_outcomes(raw, tables["service_kpis"])
    tables["corrections"] = correction_rows(corrections, tables, read_keys(directory))
    return raw, tables


def read_keys(directory: Path) -> dict[str, tuple[str, ...]]:
    """Key of each described dataset that rows of a raw file go into."""
    files = [directory / f"{name}.toml" for name in SPECIFICATION]
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files if file.is_file()}
    return {name: tuple(tomllib.loads(text)["key"]) for name, text in texts.items()}


def build(directory: Path) -> str:
    """Build all datasets of `directory` from its raw/ and return the report to print."""
    date, reasons = read_reasons(directory / "raw" / "release.toml")
    released = read_released(directory)
    raw, tables = make_tables(directory)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".building-") as workshop:
        aside = Path(workshop)
        shutil.copy(directory / "codes.toml", aside)
        write_tables(directory, aside, tables)
        version = next_version(released, version_of(aside, date), date, reasons, aside)
        write_text(aside / "version.toml", version.as_toml())
        history = write_history(directory, aside, [v for v in released if v != version], version)
        write_dictionary(aside)
        write_data_package(aside)
        put_in_place(aside, directory)
    if is_large(directory):
        write_out(directory)
    return "\n\n".join((report(raw, tables, version.version), history))


def write_history(directory: Path, aside: Path, released: list[Version], version: Version) -> str:
    """Compare each version with the one before; the tables of it, CHANGES.md and the report."""
    changes, listed = compare_versions([*released, version], load_indicators())
    write_changes(directory, aside, changes, listed)
    newest = listed[-1]
    if not released:
        return "Changes: this version follows none that was released"
    return (
        f"Changes since {newest['follows']}: rows added {newest['rows_added']}, "
        f"changed {newest['rows_changed']}, withdrawn {newest['rows_withdrawn']}"
    )


def write_tables(directory: Path, aside: Path, tables: dict[str, list[dict]]) -> None:
    """Write tables as the descriptions in `directory` say."""
    for name, rows in tables.items():
        write_table(directory / f"{name}.toml", aside, rows)


def write_changes(directory: Path, aside: Path, changes: list[dict], versions: list[dict]) -> None:
    """The tables of what changed from version to version, and CHANGES.md."""
    write_tables(directory, aside, {"changes": changes, "versions": versions})
    areas = pq.read_table(aside / "areas.parquet").to_pylist()
    write_text(aside / "CHANGES.md", change_log(Catalogue.open(aside), changes, versions, areas))


def release(directory: Path) -> str:
    """Build, keep what was built as a released version, and return the report to print."""
    built = build(directory)
    folder = freeze(directory)
    build(directory)
    return f"{built}\n\nReleased: {folder}"


def put_in_place(aside: Path, directory: Path) -> None:
    """Move what was built over what was there, the version last.

    A build that dies in between leaves descriptions that do not fit their files, which the
    dashboard notices when it opens them.
    """
    files = sorted(aside.iterdir(), key=lambda file: (file.name == "version.toml", file.name))
    for file in files:
        file.replace(directory / file.name)


def report(raw: dict[str, list[RawRow]], tables: dict[str, list[dict]], version: str) -> str:
    """Rows in and out, flags, places not matched, checks that differ."""
    lines = [f"Data version {version}", "", f"{'table':<16}{'rows in':>9}{'rows out':>10}   flags"]
    for name, rows in tables.items():
        rows_in = str(len(raw[name])) if name in raw else "-"
        flags = Counter(row["flag"] for row in rows if row.get("flag", "reported") != "reported")
        flagged = ", ".join(f"{flag} {count}" for flag, count in sorted(flags.items()))
        lines.append(f"{name:<16}{rows_in:>9}{len(rows):>10}   {flagged}".rstrip())
    matches = Counter(match["how"] for match in tables["place_matches"])
    listed = ", ".join(f"{how} {count}" for how, count in sorted(matches.items()))
    lines += ["", f"Places: {listed}"]
    lines += [
        f"  not matched: {match['place_text'] or '(empty)'} in {match['table_name']}"
        for match in tables["place_matches"]
        if match["how"] == "unmatched"
    ]
    checks = tables["checks"]
    verdicts = Counter(check["agrees"] for check in checks)
    lines += [
        "",
        f"Checks: {len(checks)}; agree {verdicts[True]}, differ {verdicts[False]}, "
        f"cannot be judged {verdicts[None]}. Those that differ:",
    ]
    lines += [
        f"  {check['source_id']}: {check['statement_en']}"
        for check in checks
        if check["agrees"] is False
    ]
    return "\n".join(lines)
