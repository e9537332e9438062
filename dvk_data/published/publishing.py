"""Bring imports in, take them back, restore a version: each seen before it is done."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import tempfile
from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path

from ..build.problems import BrokenRawData
from ..build.release import read_version
from ..catalogue import Catalogue
from ..in_force import Event
from ..intake.submission import Submission
from ..warehouse import Warehouse
from ..wording import wording
from .durable import give_name, making
from .headline_moves import Move, headline_moves
from .making import Rows, compare, hash_of_base, make_version
from .store import CannotPublish, Import, State, Store, is_whole

# Told of a change beside what changed: differs from one building to the next.
OF_THE_BUILDING = ("version_from", "version_to", "reason_vi", "reason_en")


@dataclass(frozen=True)
class Step:
    """What is to be done. `kind`: import (with `submission`), withdraw (with `import_id`),
    restore (with `version`), update (to newer data of the project)."""

    kind: str
    submission: Submission | None = None
    import_id: str = ""
    version: str = ""


@dataclass(frozen=True)
class Preview:
    """What a step would change against the version in force.

    `changes`: rows of the table `changes`; `moves`: headline figures; `replaced`: imports no longer
    in force; `is_base_newer`: the data of the project changed since, and come along.
    """

    before: str
    changes: tuple[dict, ...]
    moves: tuple[Move, ...]
    replaced: tuple[Import, ...]
    is_base_newer: bool

    @property
    def mark(self) -> str:
        """The same for two previews that tell a reader the same."""
        changes = [
            {name: value for name, value in change.items() if name not in OF_THE_BUILDING}
            for change in self.changes
        ]
        told = [changes, [asdict(move) for move in self.moves]]
        told += [[kept.import_id for kept in self.replaced], self.is_base_newer]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


class PreviewOutdated(Exception):
    """Somebody published since, and it touches what was previewed: nothing was done.

    `preview` is the new one.
    """

    def __init__(self, preview: Preview):
        super().__init__("the data moved on since the preview")
        self.preview = preview


@dataclass(frozen=True)
class _Plan:
    """What the next version is made of."""

    imports: tuple[str, ...]
    rows: list[Rows]
    concerned: tuple[Import | Submission, ...]
    replaced: tuple[Import, ...]
    base: str


NEW = "new"


class Publisher:
    """Publishes versions into a store, built on the datasets of the project (`base`)."""

    def __init__(self, store: Store, base: Path):
        self.store, self.base = store, base

    def preview(self, step: Step) -> Preview:
        """What a step would do now; nothing is kept. Raises CannotPublish."""
        state = self.store.state()
        before = state.directory or self.base
        with tempfile.TemporaryDirectory(prefix="dan-van-preview-") as aside:
            plan = self._plan(step, state)
            if step.kind == "restore":
                return self._preview(state, plan, before, self._directory_of(step.version))
            directory = Path(aside)
            _, changes = self._make(plan, before, directory, ("-", "-"))
            return self._preview(state, plan, before, directory, changes)

    def publish(
        self,
        step: Step,
        *,
        who: str,
        reason: str,
        contents: bytes = b"",
        confirmed: Collection[str] = (),
        seen: str | None = None,
    ) -> Event:
        """Do a step; afterwards its version is in force, or, where this raises, the one before.

        `contents` are the bytes of the file of an import, `confirmed` the keys of its confirmed
        doubts, `seen` the mark of the preview that was seen. Raises CannotPublish,
        PreviewOutdated.
        """
        who, reason = _one_line(who), _one_line(reason)
        if not who or not reason:
            raise CannotPublish("nobody" if not who else "no_reason")
        if step.submission and not step.submission.is_acceptable(confirmed):
            raise CannotPublish("not_acceptable")
        try:
            with self.store.only_publisher():
                return self._publish(step, who, reason, contents, confirmed, seen)
        except OSError as error:
            raise CannotPublish("not_written", found=error.strerror or str(error)) from error

    def _publish(self, step, who, reason, contents, confirmed, seen) -> Event:
        when = dt.datetime.now(dt.UTC).replace(microsecond=0).isoformat()
        if self.store.state().directory is None:
            self._begin(when)
        state = self.store.state()
        before = state.directory
        plan = self._plan(step, state)
        if step.kind == "restore":
            directory = self._directory_of(step.version)
            if seen is not None:
                self._compare_with_seen(self._preview(state, plan, before, directory), seen)
            version, concerns = step.version, step.version
        else:
            with making(self.store.versions) as aside:
                reasons = self._reasons(step, who, reason)
                version, changes = self._make(plan, before, aside, reasons)
                if seen is not None:
                    preview = self._preview(state, plan, before, aside, changes)
                    self._compare_with_seen(preview, seen)
                give_name(aside, version)
            concerns = step.import_id
        imports = plan.imports
        if step.submission:
            kept = self.store.keep_import(
                step.submission, contents, when=when, who=who, reason=reason, confirmed=confirmed
            )
            concerns = kept.import_id
            imports = tuple(concerns if each == NEW else each for each in imports)
        event = Event(
            number=state.number + 1,
            kind=step.kind,
            when=when,
            who=who,
            reason=reason,
            before=before.name,
            after=version,
            imports=imports,
            concerns=concerns,
            base=plan.base,
            file_name=kept.file_name if step.submission else "",
            file_hash=kept.file_hash if step.submission else "",
        )
        self.store.record(event)
        return event

    def _begin(self, when: str) -> None:
        """Keep the data of the project as the version to begin with."""
        state, version = self.store.state(), self.store.keep_base(self.base).name
        base = hash_of_base(self.base)
        self.store.record(
            Event(state.number + 1, "begin", when, "", "", state.version, version, (), "", base)
        )

    def _plan(self, step: Step, state: State) -> _Plan:
        if step.kind == "restore":
            imports, base = self.store.imports_of(step.version)
            differing = set(imports) ^ set(state.imports)
            concerned = tuple(map(self.store.read_import, sorted(differing)))
            replaced = tuple(k for k in concerned if k.import_id in state.imports)
            return _Plan(imports, [], concerned, replaced, base)
        known = [self.store.read_import(import_id) for import_id in state.imports]
        replaced: list[Import] = []
        order = list(state.imports)
        if step.kind == "withdraw":
            replaced = [kept for kept in known if kept.import_id == step.import_id]
            if not replaced:
                raise CannotPublish("not_in_force", name=step.import_id)
        elif step.submission:
            scope = tuple(step.submission.scope)
            replaced = [kept for kept in known if kept.scope == scope]
            place = order.index(replaced[0].import_id) if replaced else len(order)
            order.insert(place, NEW)
        gone = {kept.import_id for kept in replaced}
        imports = tuple(import_id for import_id in order if import_id not in gone)
        kept_rows = {k.import_id: self.store.read_rows(k) for k in known if k.import_id not in gone}
        if step.submission:
            kept_rows[NEW] = step.submission.rows
        concerned = (*replaced, *filter(None, [step.submission]))
        rows = [kept_rows[import_id] for import_id in imports]
        return _Plan(imports, rows, concerned, tuple(replaced), hash_of_base(self.base))

    def _make(self, plan, before, aside, reasons) -> tuple[str, list[dict]]:
        today = dt.date.today()
        try:
            return make_version(self.base, plan.rows, before, aside, date=today, reasons=reasons)
        except BrokenRawData as error:
            raise CannotPublish("not_built", map(str, error.problems)) from error

    def _preview(self, state, plan, before, after, changes=None) -> Preview:
        if changes is None:
            changes = compare(read_version(before), read_version(after))
        warehouses = (Warehouse(Catalogue.open(directory)) for directory in (before, after))
        periods = [(each.area_id, each.date_from, each.date_to) for each in plan.concerned]
        return Preview(
            before=state.version or read_version(before).version,
            changes=tuple(changes),
            moves=tuple(headline_moves(*warehouses, periods)),
            replaced=plan.replaced,
            is_base_newer=bool(state.base) and plan.base != state.base,
        )

    def _compare_with_seen(self, preview: Preview, seen: str) -> None:
        if seen != preview.mark:
            raise PreviewOutdated(preview)

    def _directory_of(self, version: str) -> Path:
        directory = self.store.versions / version
        if not is_whole(directory):
            raise CannotPublish("damaged", name=version)
        return directory

    def _reasons(self, step: Step, who: str, reason: str) -> tuple[str, str]:
        """Why the version is made, in both languages."""
        if step.submission:
            of = step.submission.unit_name, step.submission.file_name
        elif step.import_id:
            kept = self.store.read_import(step.import_id)
            of = kept.unit_name, kept.file_name
        else:
            of = "", ""
        words = {"unit": _one_line(of[0]), "file": _one_line(of[1]), "who": who, "reason": reason}
        said = []
        for language in ("vi", "en"):
            say = wording(language).say
            said.append(say(f"published.because_{step.kind}", **words))
        return tuple(said)


def _one_line(text: str) -> str:
    """Words that somebody typed, on one line and without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
