"""Released versions: kept whole in datasets/released/<version>/, each following the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .problems import BrokenRawData, Problem
from .write import HISTORY, write_text

FOLDER = "released"


class CannotRelease(Exception):
    """Why a version cannot be released, or what is wrong with one that was."""


@dataclass(frozen=True)
class Version:
    """One version of the datasets: what it follows, when and why it was made, where it lies."""

    version: str
    follows: str
    date: dt.date
    reason_vi: str
    reason_en: str
    directory: Path
    is_released: bool = False

    def as_toml(self) -> str:
        follows = f'follows = "{self.follows}"\n' if self.follows else ""
        reasons = "".join(
            f'{name} = "{_escaped(text)}"\n'
            for name, text in (("reason_vi", self.reason_vi), ("reason_en", self.reason_en))
        )
        return f'version = "{self.version}"\n{follows}date = {self.date}\n{reasons}'


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def read_reasons(file: Path) -> tuple[dt.date, tuple[str, str]]:
    """Date of the release and why it is made, in both languages. Raises BrokenRawData."""
    rules = {
        "date": (dt.date, "date = YYYY-MM-DD"),
        "reason_vi": (str, 'reason_vi = "one sentence: why this release is made"'),
        "reason_en": (str, 'reason_en = "one sentence: why this release is made"'),
    }
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        allowed = rules["date"][1]
        raise BrokenRawData([Problem(file.name, 1, "date", str(error), allowed)]) from None
    problems = [
        Problem(file.name, 1, name, str(said.get(name, "")), allowed)
        for name, (kind, allowed) in rules.items()
        if not isinstance(said.get(name), kind) or not said[name]
    ]
    if problems:
        raise BrokenRawData(problems)
    return said["date"], (said["reason_vi"].strip(), said["reason_en"].strip())


def read_version(directory: Path) -> Version:
    """The version that lies in a directory, from its version.toml."""
    said = tomllib.loads((directory / "version.toml").read_text(encoding="utf-8"))
    return Version(
        version=said["version"],
        follows=said.get("follows", ""),
        date=said["date"],
        reason_vi=said["reason_vi"],
        reason_en=said["reason_en"],
        directory=directory,
        is_released="contents" in said,
    )


def next_version(
    released: list[Version], name: str, date: dt.date, reasons: tuple[str, str], directory: Path
) -> Version:
    """The version built in `directory`: the last released one again, or one that follows it."""
    if name in {version.version for version in released[:-1]}:
        raise CannotRelease(
            f"this would be version {name} again, which another has followed since. "
            "Set a new date in raw/release.toml"
        )
    if released and released[-1].version == name:
        return released[-1]
    return Version(name, released[-1].version if released else "", date, *reasons, directory)


def read_released(directory: Path) -> list[Version]:
    """All released versions in the order of their chain. Raises CannotRelease where one was
    changed after its release, or is missing.
    """
    folders = sorted(d for d in (directory / FOLDER).glob("*") if d.is_dir())
    for folder in folders:
        stamped = tomllib.loads((folder / "version.toml").read_text(encoding="utf-8"))
        if (stamped["version"], stamped["contents"]) != (folder.name, hash_of(folder)):
            raise CannotRelease(
                f"{FOLDER}/{folder.name} was changed after its release. "
                f"Bring it back: git checkout -- datasets/{FOLDER}"
            )
    by_previous = {version.follows: version for version in map(read_version, folders)}
    chain: list[Version] = []
    while version := by_previous.get(chain[-1].version if chain else ""):
        chain.append(version)
    if len(chain) != len(folders):
        astray = sorted({folder.name for folder in folders} - {v.version for v in chain})
        raise CannotRelease(
            f"the released versions do not form one chain: {', '.join(astray)} follows a version "
            f"that is missing or already followed by another. See version.toml in {FOLDER}/"
        )
    return chain


def hash_of(folder: Path) -> str:
    """One hash over everything in a released folder but version.toml, which states it."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.name != "version.toml":
            digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def freeze(directory: Path) -> Path:
    """Keep the version built in `directory`. Returns its folder."""
    version = read_version(directory)
    released = read_released(directory)
    if version.version in {before.version for before in released}:
        raise CannotRelease(f"version {version.version} is released already; nothing has changed")
    if released and version.reason_vi == released[-1].reason_vi:
        raise CannotRelease(
            "raw/release.toml still gives the reason of the last release; "
            "say in reason_vi and reason_en why this one is made"
        )
    folder = directory / FOLDER / version.version
    aside = directory / FOLDER / f".{version.version}"
    aside.mkdir(parents=True)
    descriptions = [f for f in directory.glob("*.toml") if f.stem not in (*HISTORY, "version")]
    tables = [f for f in directory.glob("*.parquet") if f.stem not in HISTORY]
    for file in (*descriptions, *tables):
        shutil.copyfile(file, aside / file.name)
    stamp = f'contents = "{hash_of(aside)}"\n'
    write_text(aside / "version.toml", version.as_toml() + stamp)
    aside.rename(folder)
    return folder
