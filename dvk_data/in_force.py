"""Which version of the data is in force: the one published last, as the store folder records it.

The store is published/ beside datasets/, or the folder that $DVK_PUBLISHED names:

history/000012.json     one file per event, never changed: who, when, what, the version after it
versions/<version>/     whole dataset directories, never changed
imports/<import>/       what units sent: the file, its rows, who brought it in

The event with the highest number says which version is in force. Writing it is the last step of
publishing and a single one, so what is in force and the history cannot disagree.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

KINDS = ("begin", "import", "withdraw", "restore", "update")


@dataclass(frozen=True)
class Event:
    """One switch from a version to another.

    `when` is UTC in ISO form; `imports` are those in force after it; `concerns` is the import
    brought in or taken back, or the version restored; `base` says which data of the project the
    version was built on.
    """

    number: int
    kind: str
    when: str
    who: str
    reason: str
    before: str
    after: str
    imports: tuple[str, ...]
    concerns: str
    base: str
    file_name: str = ""
    file_hash: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


class DamagedEvent(Exception):
    """An event whose file cannot be read: names the file."""


def store_folder(project: Path) -> Path:
    return Path(os.environ.get("DVK_PUBLISHED") or project / "published")


def event_files(store: Path) -> list[Path]:
    """Files of all events, the oldest first."""
    return sorted(f for f in (store / "history").glob("*.json") if f.stem.isdecimal())


def read_event(file: Path) -> Event:
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        event = Event(**{**said, "imports": tuple(said["imports"])})
        is_whole = event.number == int(file.stem) and all(
            isinstance(text, str) and text for text in (event.after, event.base, event.when)
        )
    except (OSError, ValueError, TypeError, KeyError):
        is_whole = False
    if not is_whole or Path(event.after).name != event.after or event.kind not in KINDS:
        raise DamagedEvent(file.name)
    return event


def read_events(store: Path) -> tuple[list[Event], list[str]]:
    """Every event that can be read, the oldest first, and the names of files that cannot."""
    events, damaged = [], []
    for file in event_files(store):
        try:
            events.append(read_event(file))
        except DamagedEvent as error:
            damaged.append(str(error))
    return events, damaged


def versions_to_try(store: Path) -> Iterator[tuple[Path, str]]:
    """Version folders to open, the one in force first, then those before it.

    Each comes with what has gone wrong so far: a damaged event or version, '' for nothing.
    """
    seen, wrong = set(), ""
    for file in reversed(event_files(store)):
        try:
            version = read_event(file).after
        except DamagedEvent:
            wrong = wrong or file.name
            continue
        if version not in seen:
            seen.add(version)
            yield store / "versions" / version, wrong
            wrong = wrong or version
