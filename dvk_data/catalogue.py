"""What each file in datasets/ holds, read from the description beside it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .in_force import store_folder, versions_to_try

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("vi", "en")
# What sources.csv calls a publisher that nobody knows.
UNKNOWN_PUBLISHER = "Không rõ"


class DatasetsUnusable(Exception):
    """A dataset or its description is missing or does not fit: says which file and what to run."""

    def __init__(self, file: str, problem: str):
        super().__init__(f"{file}: {problem}. Run: python run.py build")
        self.file = file
        self.problem = problem


def base_directory() -> Path:
    """The datasets that the build makes: $DVK_DATASETS, else datasets/ of this project."""
    return Path(os.environ.get("DVK_DATASETS") or PROJECT / "datasets")


def directories_to_try() -> Iterator[tuple[Path, str]]:
    """The datasets in use, then what to fall back to, each with what is wrong with those before.

    $DVK_DATASETS alone where it is set; else the versions that were published, the one in force
    first; else datasets/ of this project.
    """
    wrong = ""
    if not os.environ.get("DVK_DATASETS"):
        for directory, wrong_before in versions_to_try(store_folder(PROJECT)):
            yield directory, wrong_before
            wrong = wrong_before or directory.name
    yield base_directory(), wrong


def default_directory() -> Path:
    """The datasets in use: the first of `directories_to_try` that is there."""
    tried = (directory for directory, _ in directories_to_try())
    return next((d for d in tried if (d / "version.toml").is_file()), base_directory())


@dataclass(frozen=True)
class Column:
    """One column of a dataset as its description gives it."""

    name: str
    type: str
    vi: str
    en: str
    meaning_vi: str
    meaning_en: str
    codes: str = ""
    unit: str = ""
    references: str = ""
    required: bool = False


@dataclass(frozen=True)
class Dataset:
    """One table: its Parquet file, grain, key, columns, row count and hash."""

    name: str
    parquet: Path
    title_vi: str
    title_en: str
    grain_vi: str
    grain_en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: int
    sha256: str

    def column(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


@dataclass(frozen=True)
class Catalogue:
    """All datasets of one directory, their code lists and their version."""

    directory: Path

    @classmethod
    def open(cls, directory: Path | None = None) -> Catalogue:
        catalogue = cls(Path(directory or default_directory()))
        if not catalogue.directory.is_dir():
            raise DatasetsUnusable(catalogue.directory.name, "no such directory")
        if not catalogue.datasets:
            raise DatasetsUnusable(catalogue.directory.name, "no dataset descriptions (*.toml)")
        if not catalogue.codes or not catalogue.version:
            raise DatasetsUnusable("codes.toml", "empty")
        return catalogue

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        reserved = {"codes.toml", "version.toml"}
        files = sorted(f for f in self.directory.glob("*.toml") if f.name not in reserved)
        return {file.stem: read_description(file) for file in files}

    @cached_property
    def codes(self) -> dict[str, dict[str, dict[str, str]]]:
        """List name -> code -> {vi, en, definition_vi, definition_en}, in the order of the file."""
        return read_toml(self.directory / "codes.toml")

    @cached_property
    def version(self) -> str:
        """Data version, e.g. '2026-11-21.3fa94c1b': date of release and hash of the contents."""
        return read_toml(self.directory / "version.toml").get("version", "")

    @cached_property
    def is_simulated(self) -> bool:
        return bool(read_toml(self.directory / "version.toml").get("simulated", False))

    def written_out(self, only_stated: bool) -> dict[str, Path]:
        """Tables and views that the build has written out for large datasets, by name.

        With `only_stated` those without anything inferred. None where the datasets are small: then
        they are made when the datasets are opened.
        """
        folder = self.directory / "written" / ("stated" if only_stated else "whole")
        if not folder.is_dir():
            return {}
        found = read_toml(folder / "written.toml").get("version")
        if found != self.version:
            problem = f"was written for version {found}, not for {self.version}"
            raise DatasetsUnusable("written.toml", problem)
        files = [file for kind in ("parquet", "arrow") for file in folder.glob(f"*.{kind}")]
        return {file.stem: file for file in sorted(files)}

    def code_name(self, code_list: str, code: str, language: str) -> str:
        """Name of a code for a reader; a code that the list lacks is an error, never shown raw."""
        return self.codes[code_list][code][language]


def read_toml(file: Path) -> dict:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DatasetsUnusable(file.name, "missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DatasetsUnusable(file.name, f"cannot be read ({error})") from None


def read_description(file: Path) -> Dataset:
    """Read one datasets/x.toml. A missing entry is named in the error."""
    described = read_toml(file)
    try:
        return Dataset(
            name=file.stem,
            parquet=file.with_suffix(".parquet"),
            key=tuple(described["key"]),
            columns=tuple(Column(**column) for column in described["column"]),
            rows=described["file"]["rows"],
            sha256=described["file"]["sha256"],
            **{field: described[field] for field in ("title_vi", "title_en")},
            **{field: described[field] for field in ("grain_vi", "grain_en")},
        )
    except (KeyError, TypeError) as error:
        raise DatasetsUnusable(file.name, f"description incomplete ({error})") from None
