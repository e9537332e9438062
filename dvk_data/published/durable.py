"""Files and folders that outlive a crash: on disk as a whole before their name appears."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".making-"


@contextmanager
def making(parent: Path) -> Iterator[Path]:
    """A folder to fill within `parent`, under a name that nobody reads; see `give_name`.

    What has no name of its own at the end is removed; a crash leaves it to `clear_unfinished`.
    """
    parent.mkdir(parents=True, exist_ok=True)
    aside = parent / f"{UNFINISHED}{secrets.token_hex(8)}"
    aside.mkdir()
    try:
        yield aside
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def give_name(aside: Path, name: str) -> Path:
    """The whole folder on disk, then known by its name. Raises OSError where it is taken."""
    _flush_tree(aside)
    place = aside.parent / name
    os.rename(aside, place)
    _flush(place.parent)
    return place


def write_new(place: Path, text: str) -> None:
    """Write a file that nobody ever sees half-written. Raises FileExistsError where it exists."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        raise FileExistsError(place)
    aside = place.parent / f"{UNFINISHED}{secrets.token_hex(8)}"
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        _flush(aside)
        os.replace(aside, place)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _flush(place.parent)


def clear_unfinished(folder: Path) -> None:
    """Remove what crashed attempts left; never called while somebody else may be writing."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _flush_tree(folder: Path) -> None:
    for directory, _, files in os.walk(folder, topdown=False):
        for file in files:
            _flush(Path(directory) / file)
        _flush(Path(directory))


def _flush(path: Path) -> None:
    if path.is_dir() and os.name == "nt":  # Windows opens no directories
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
