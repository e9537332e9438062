"""Where a simulated set may be written: never beside anything that is not simulated."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

WORKSHOPS = (".building-*", ".writing-*")
WRITTEN_OUT = "written"
ENDINGS = (".parquet", ".toml", ".json", ".md")


class NotSimulated(Exception):
    """Why a directory cannot take a simulated set: what was found, what is allowed, what to do."""


def check_destination(directory: Path, curated: Path) -> None:
    """Refuse the curated datasets and any directory that holds more than a simulated set."""
    place, forbidden = directory.resolve(), curated.resolve()
    if place == forbidden or forbidden in place.parents or place in forbidden.parents:
        raise NotSimulated(
            f"{directory}: holds or lies in the curated datasets, which simulated data never mix "
            "with. Choose an --out of its own, outside of the project."
        )
    if not directory.exists():
        return
    if not directory.is_dir():
        raise NotSimulated(f"{directory}: is a file. Choose a directory for --out.")
    found = _found(directory)
    strange = [file for file in found if file.suffix not in ENDINGS or not file.is_file()]
    if found and not _is_simulated(directory):
        strange = found
    if strange:
        names = ", ".join(sorted(file.name for file in strange)[:3])
        raise NotSimulated(
            f"{directory}: holds {names}, which is no part of a simulated set. Allowed: a "
            "directory that is new, empty or holds nothing but a set that this command wrote. "
            "Choose another --out."
        )


def put_in_place(aside: Path, directory: Path) -> None:
    """Replace the simulated set of a directory by the one built aside, the version last."""
    shutil.rmtree(directory / WRITTEN_OUT, ignore_errors=True)
    for old in _found(directory):
        old.unlink()
    files = sorted(aside.iterdir(), key=lambda file: (file.name == "version.toml", file.name))
    for file in files:
        file.replace(directory / file.name)


def _found(directory: Path) -> list[Path]:
    """What lies in a directory, but for what a run that was broken off may have left."""
    passed_over = (*WORKSHOPS, WRITTEN_OUT)
    return [
        file for file in directory.iterdir() if not any(file.match(name) for name in passed_over)
    ]


def _is_simulated(directory: Path) -> bool:
    version = directory / "version.toml"
    if not version.is_file():
        return False
    try:
        return tomllib.loads(version.read_text(encoding="utf-8")).get("simulated") is True
    except tomllib.TOMLDecodeError:
        return False
