"""A complete set of datasets with simulated content, of any size, that follows from a seed.

Everything is drawn by chances that depend only on the seed and a row number (drawing.sql), so the
same seed and size give the same bytes. Models are written in chunks of places, in the order in
which they lie in the file: what is held in memory does not grow with their number. All other
tables grow with the models up to a million of them and not beyond.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ...catalogue import PROJECT
from ...indicators import load_indicators
from ..geography import area_rows, link_rows, read_geography
from ..release import Version
from ..write import (
    version_of,
    write_data_package,
    write_dictionary,
    write_table,
    write_text,
)
from ..written import is_large, write_out
from . import ground, vocabulary
from .database import Database
from .destination import check_destination, put_in_place
from .stream import TableStream

CURATED = PROJECT / "datasets"
DATE = dt.date(2026, 11, 28)
REASON_VI = "Dữ liệu mô phỏng để thử tốc độ và sức chứa; không con số nào là thật."
REASON_EN = "Simulated data to try speed and capacity; no figure is real."
# From as many models on, the other tables do not grow; below, they are at least of this share.
FULL_SIZE = 1_000_000
SMALLEST_SHARE = 0.01
MODEL_TABLES = ("models", "model_areas", "model_outcomes")
REPORTS = ("service_reports", "model_count_reports", "petition_reports")
FIGURES = ("model_counts", "service_kpis", "petitions", "indices", "targets")
FROM_OTHERS = ("checks", "corrections", "place_matches", "sources")


def write_synthetic(
    directory: Path, models: int, seed: int, progress: Callable[[str], None] = print
) -> str:
    """Write the set into `directory` and return its version; `progress` is told of each step.

    Raises NotSimulated where the directory holds anything but a simulated set.
    """
    check_destination(directory, CURATED)
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory, prefix=".building-") as workshop:
        aside = Path(workshop)
        shutil.copy(CURATED / "codes.toml", aside)
        with Database(aside / "spill", seed) as database:
            _write_tables(database, aside, models, seed, progress)
        version = _write_version(aside, models)
        write_dictionary(aside)
        write_data_package(aside)
        put_in_place(aside, directory)
    if is_large(directory):
        write_out(directory, progress)
    progress(f"{version}: done")
    return version


def _write_tables(
    database: Database, aside: Path, models: int, seed: int, progress: Callable[[str], None]
) -> None:
    geography = read_geography(CURATED / "raw")
    for name, rows in (("areas", area_rows(geography)), ("area_links", link_rows(geography))):
        write_table(CURATED / f"{name}.toml", aside, rows)
    sizes = ground.sizes_of(geography, seed)
    database.hold("units", ground.unit_rows(geography, sizes))
    progress("areas: done")
    _write_models(database, aside, ground.place_rows(geography, sizes, models, seed), progress)
    database.run("periods")
    for name in REPORTS:
        share = max(SMALLEST_SHARE, min(1.0, models / FULL_SIZE))
        database.run(name, share=share)
    for name in FIGURES:
        database.keep(name)
        database.note_sources(name)
    for name in (*FIGURES, *FROM_OTHERS):
        with TableStream(CURATED / f"{name}.toml", aside) as stream:
            stream.write(database.read(name))
        progress(f"{name}: {stream.rows:,} rows")


def _write_models(
    database: Database, aside: Path, places: list[dict], progress: Callable[[str], None]
) -> None:
    words = vocabulary.read_vocabulary()
    bundles, bundle_figures = vocabulary.bundle_rows(words, load_indicators())
    database.hold("places", places)
    database.hold("decks", vocabulary.deck_rows(words))
    database.hold("owners", vocabulary.owner_rows(words))
    database.hold("bundles", bundles)
    database.hold("bundle_figures", bundle_figures)
    database.hold("notes", vocabulary.note_rows(words))
    total = sum(place["row_count"] for place in places)
    streams = {name: TableStream(CURATED / f"{name}.toml", aside) for name in MODEL_TABLES}
    for chunk in range(max((place["chunk"] for place in places), default=-1) + 1):
        database.run("drawn_models", chunk=chunk)
        database.note_sources("drawn_models")
        for name, stream in streams.items():
            stream.write(database.read(name))
        progress(f"models: {streams['models'].rows:,} of {total:,}")
    for stream in streams.values():
        stream.close()


def _write_version(aside: Path, models: int) -> str:
    date, _, contents = version_of(aside, DATE).partition(".")
    version = Version(
        version=f"{date}.sim-{models}-{contents}",
        follows="",
        date=DATE,
        reason_vi=REASON_VI,
        reason_en=REASON_EN,
        directory=aside,
    )
    write_text(aside / "version.toml", f"{version.as_toml()}simulated = true\n")
    listed = {
        "version": version.version,
        "number": 1,
        "version_date": DATE,
        "is_released": False,
        "reason_vi": REASON_VI,
        "reason_en": REASON_EN,
        "rows_added": 0,
        "rows_changed": 0,
        "rows_withdrawn": 0,
    }
    write_table(CURATED / "changes.toml", aside, [])
    write_table(CURATED / "versions.toml", aside, [listed])
    return version.version
