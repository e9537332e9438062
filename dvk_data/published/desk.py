"""Where a file comes in: read against what is in force, and published with what was confirmed."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from .. import intake
from ..in_force import Event
from ..intake.headings import SavedHeadings
from ..intake.references import References
from ..intake.submission import Answers, Submission
from .publishing import Publisher, Step
from .store import Store


@dataclass(frozen=True)
class Desk:
    """One store and the datasets of the project that its versions are built on."""

    store: Store
    base: Path

    @property
    def publisher(self) -> Publisher:
        return Publisher(self.store, self.base)

    @property
    def references(self) -> References:
        written = (self.base / "raw" / "admin_units.csv").stat().st_mtime_ns
        return _references(self.base, written)

    @property
    def saved(self) -> SavedHeadings:
        """Headings that somebody confirmed for a unit before."""
        return SavedHeadings(self.store.folder / "headings")

    def read(self, file_name: str, content: bytes, answers: Answers | None = None) -> Submission:
        """What a file holds and what is wrong with it, as things stand now. Nothing raises."""
        directory = self.store.state().directory or self.base
        return intake.read_submission(
            file_name,
            content,
            references=self.references,
            answers=answers,
            saved=self.saved,
            published=partial(_raw_rows, directory / "raw"),
        )

    def bring_in(
        self,
        submission: Submission,
        content: bytes,
        *,
        who: str,
        reason: str,
        confirmed: Collection[str] = (),
        seen: str | None = None,
    ) -> Event:
        """Publish, and remember the headings for the next file of the unit.

        Raises CannotPublish, PreviewOutdated.
        """
        step = Step("import", submission)
        event = self.publisher.publish(
            step, who=who, reason=reason, contents=content, confirmed=confirmed, seen=seen
        )
        self.saved.save(submission.area_id, submission.form_family, submission.headings)
        return event


@lru_cache(maxsize=2)
def _references(base: Path, written: int) -> References:
    """Remembered until the list of units is written anew."""
    return References.of(base)


def _raw_rows(raw: Path, table: str) -> list[dict[str, str]]:
    with (raw / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
