"""What is kept of publishing: imports, versions and events. Nothing in it is changed or deleted."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout

from ..catalogue import PROJECT, Catalogue, DatasetsUnusable
from ..in_force import Event, event_files, read_events, store_folder
from ..intake.submission import Submission
from .durable import clear_unfinished, give_name, making, write_new

SECONDS_TO_WAIT = 120
# All of a datasets directory but the released versions before.
OF_A_VERSION = ("*.toml", "*.parquet", "datapackage.json", "*.md", "raw/*.csv", "raw/*.toml")


WHY_NOT = (
    "busy",
    "unknown_version",
    "unknown_import",
    "not_in_force",
    "damaged",
    "nobody",
    "no_reason",
    "not_acceptable",
    "not_written",
    "not_built",
)


class CannotPublish(Exception):
    """Why nothing was published: `sentence` is one of WHY_NOT in wording [published].

    `problems` lists what is wrong, where there is more than the sentence.
    """

    def __init__(self, sentence: str, problems: Iterable[str] = (), **words):
        self.sentence, self.words, self.problems = sentence, words, tuple(problems)
        super().__init__(f"{sentence} {words or ''} {'; '.join(self.problems)}".strip())


@dataclass(frozen=True)
class Import:
    """One file brought in: of whom, about what, by whom; its rows lie beside it."""

    import_id: str
    when: str
    who: str
    reason: str
    file_name: str
    file_hash: str
    subject: str
    form: str
    scope: tuple[str, ...]
    source_id: str
    area_id: str
    unit_name: str
    date_from: str
    date_to: str
    confirmed: tuple[str, ...]
    rows_hash: str


@dataclass(frozen=True)
class State:
    """What holds now: the last event that can be read, and the version that is read.

    `wrong` names what is damaged: a file of the history, or the version that should be in force.
    """

    number: int
    directory: Path | None
    imports: tuple[str, ...]
    base: str
    wrong: str

    @property
    def version(self) -> str:
        return self.directory.name if self.directory else ""


class Store:
    """The folder that holds what was published (published/, or $DVK_PUBLISHED)."""

    def __init__(self, folder: Path | None = None):
        self.folder = Path(folder or store_folder(PROJECT))

    @cached_property
    def versions(self) -> Path:
        return self.folder / "versions"

    @contextmanager
    def only_publisher(self, seconds: float = SECONDS_TO_WAIT) -> Iterator[None]:
        """Hold every other publisher back. The system lifts the lock when this process dies."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / ".lock", timeout=seconds, fallback_to_soft=False):
                for kept in (self.versions, self.folder / "imports", self.folder / "history"):
                    clear_unfinished(kept)
                yield
        except Timeout:
            raise CannotPublish("busy") from None

    def events(self) -> tuple[list[Event], list[str]]:
        """Every event that can be read, the oldest first, and the names of files that cannot."""
        return read_events(self.folder)

    def state(self) -> State:
        files = event_files(self.folder)
        number = int(files[-1].stem) if files else 0
        events, damaged = self.events()
        wrong = next((name for name in damaged if int(name.partition(".")[0]) == number), "")
        if not events:
            return State(number, None, (), "", wrong)
        newest = events[-1]
        for event in reversed(events):
            directory = self.versions / event.after
            if is_whole(directory):
                return State(number, directory, newest.imports, newest.base, wrong)
            wrong = wrong or event.after
        return State(number, None, newest.imports, newest.base, wrong)

    def imports_of(self, version: str) -> tuple[tuple[str, ...], str]:
        """The imports that a version holds and the data of the project that it was built on."""
        for event in self.events()[0]:
            if event.after == version:
                return event.imports, event.base
        raise CannotPublish("unknown_version", version=version)

    def record(self, event: Event) -> None:
        """The one step that publishes: from here on `event.after` is in force."""
        write_new(self.folder / "history" / f"{event.number:06}.json", event.as_json())

    def keep_base(self, base: Path) -> Path:
        """The datasets of the project as a version, so that they can be restored."""
        place = self.versions / Catalogue.open(base).version
        if is_whole(place):
            return place
        if place.exists():
            raise CannotPublish("damaged", name=place.name)
        with making(self.versions) as aside:
            (aside / "raw").mkdir()
            for pattern in OF_A_VERSION:
                for file in base.glob(pattern):
                    shutil.copyfile(file, aside / file.relative_to(base))
            return give_name(aside, place.name)

    def keep_import(
        self,
        submission: Submission,
        contents: bytes,
        *,
        when: str,
        who: str,
        reason: str,
        confirmed: Iterable[str] = (),
    ) -> Import:
        """Keep a file, its rows and who brought it. Its own name is noted, never used as a path."""
        rows = _as_json(submission.rows)
        kept = Import(
            import_id=f"{when[:10].replace('-', '')}-{secrets.token_hex(4)}",
            when=when,
            who=who,
            reason=reason,
            file_name=submission.file_name,
            file_hash=hashlib.sha256(contents).hexdigest(),
            subject=submission.subject,
            form=submission.form,
            scope=tuple(submission.scope),
            source_id=submission.source_id,
            area_id=submission.area_id,
            unit_name=submission.unit_name,
            date_from=str(submission.date_from or ""),
            date_to=str(submission.date_to or ""),
            confirmed=tuple(sorted(confirmed)),
            rows_hash=hashlib.sha256(rows).hexdigest(),
        )
        with making(self.folder / "imports") as aside:
            (aside / "original").write_bytes(contents)
            (aside / "rows.json").write_bytes(rows)
            (aside / "import.json").write_bytes(_as_json(asdict(kept)))
            give_name(aside, kept.import_id)
        return kept

    def read_import(self, import_id: str) -> Import:
        """Raises CannotPublish where it is unknown or damaged."""
        folder = self.folder / "imports" / import_id
        if Path(import_id).name != import_id or not folder.is_dir():
            raise CannotPublish("unknown_import", name=import_id)
        try:
            said = json.loads((folder / "import.json").read_text(encoding="utf-8"))
            lists = {name: tuple(said[name]) for name in ("scope", "confirmed")}
            return Import(**{**said, **lists})
        except (OSError, ValueError, TypeError, KeyError):
            raise CannotPublish("damaged", name=f"imports/{import_id}") from None

    def read_rows(self, kept: Import) -> dict[str, list[dict[str, str]]]:
        """Raw rows of an import, table by table."""
        try:
            written = (self.folder / "imports" / kept.import_id / "rows.json").read_bytes()
        except OSError:
            written = b""
        if hashlib.sha256(written).hexdigest() != kept.rows_hash:
            raise CannotPublish("damaged", name=f"imports/{kept.import_id}")
        return json.loads(written)


def _as_json(what) -> bytes:
    return (json.dumps(what, ensure_ascii=False, indent=1) + "\n").encode()


def is_whole(directory: Path) -> bool:
    """Whether every table of a version is there and is the file that its description is of."""
    try:
        for dataset in Catalogue.open(directory).datasets.values():
            if hashlib.sha256(dataset.parquet.read_bytes()).hexdigest() != dataset.sha256:
                return False
    except (DatasetsUnusable, OSError):
        return False
    return True
