"""What was read from one file a unit sent: its rows, what is wrong with them, what was guessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..wording import Wording

GRADES = ("error", "doubt")
SUBJECTS = ("models", "model_summary", "services", "petitions")
# Every kind of problem; each has a sentence.
CODES = (
    "empty_file",
    "too_large",
    "locked",
    "web_page",
    "not_a_workbook",
    "other_office",
    "damaged",
    "zip_bomb",
    "entities",
    "too_many_rows",
    "too_many_sheets",
    "unknown_encoding",
    "encoding_tcvn3",
    "encoding_vni",
    "no_table",
    "no_rows",
    "column_missing",
    "heading_proposed",
    "heading_unused",
    "sheet_not_read",
    "unit_unknown",
    "unit_guessed",
    "unit_differs",
    "unit_ended",
    "period_unknown",
    "period_differs",
    "period_reversed",
    "period_long",
    "required",
    "formula_empty",
    "not_a_whole_number",
    "not_a_number",
    "not_whole",
    "negative",
    "dash_is_zero",
    "dashes_are_zero",
    "ambiguous_number",
    "english_number",
    "number_with_words",
    "approximate",
    "not_a_date",
    "date_without_year",
    "unknown_code",
    "place_unknown",
    "place_outside",
    "place_of_other_name",
    "several_places",
    "identity_broken",
    "part_exceeds",
    "total_differs",
    "duplicate_row",
    "person_named",
    "owner_not_kept",
    "owner_contradicts",
    "dates_reversed",
    "decision_without_recognition",
    "date_outside_period",
    "rows_not_kept",
    "total_computed",
    "published_before",
    "published_otherwise",
    "jump",
)


@dataclass(frozen=True)
class Problem:
    """One thing found in a file.

    `grade`: error (the file is refused) or doubt (accepted when confirmed). `code` names its
    sentence, intake_problem.{code}. `cell` is empty where the whole file or sheet is meant; texts
    are empty where they do not apply.
    """

    grade: str
    code: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    allowed: str = ""
    nearest: str = ""

    @property
    def key(self) -> str:
        """What a confirmation names: the same doubt in the same cell, with the same content."""
        return "|".join((self.code, self.sheet, self.cell, self.found))

    def sentence(self, words: Wording) -> str:
        """What was found, what is allowed and what is nearest, for a reader."""
        say = words.say
        gaps = {"found": self.found, "allowed": self.allowed, "nearest": self.nearest}
        said = say(f"intake_problem.{self.code}", **gaps)
        if self.nearest:
            said = f"{said} {say('intake_problem.nearest', nearest=self.nearest)}"
        return said


@dataclass(frozen=True)
class Heading:
    """One column of the file, and the column of the form it was taken for.

    `how`: same (written as in the form), saved (reviewed before), stated (chosen now), proposed
    (nearest, to be confirmed), none (not used). `column` is None where nothing is near.
    """

    sheet: str
    cell: str
    written: str
    column: str | None
    how: str
    is_required: bool = False


@dataclass(frozen=True)
class Offer:
    """Something the reader of the file can do for its sender: `kind` = encoding.

    `found` is what was recognised ('tcvn3', 'vni'), `before` and `after` a sample.
    """

    kind: str
    found: str
    before: str
    after: str


@dataclass(frozen=True)
class Answers:
    """What a person stated or confirmed; None or empty = guess from the file and propose.

    `headings`: written heading -> column of the form ('' = leave out). `encoding`: tcvn3, vni or
    unicode (leave the text as it is).
    """

    subject: str | None = None
    form: str | None = None
    area_id: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None


@dataclass(frozen=True)
class Submission:
    """One file as read.

    `rows`: raw table -> rows in the columns of build/raw.toml, as text as in datasets/raw/*.csv,
    the row of `sources` included. Where `problems` holds errors, rows are what could be read.
    """

    file_name: str
    file_hash: str
    subject: str
    form: str
    area_id: str
    unit_name: str
    date_from: dt.date | None
    date_to: dt.date | None
    rows: dict[str, list[dict[str, str]]]
    problems: tuple[Problem, ...] = ()
    headings: tuple[Heading, ...] = ()
    offers: tuple[Offer, ...] = ()

    @property
    def form_family(self) -> str:
        """The form without its version: a report re-sent on the newer form is still that report."""
        return self.form.partition("@")[0]

    @property
    def scope(self) -> tuple[str, str, str, str, str]:
        """Whose report on what, of which period: a later one of the same scope replaces it."""
        period = (str(self.date_from or ""), str(self.date_to or ""))
        return (self.subject, self.form_family, self.area_id, *period)

    @property
    def source_id(self) -> str:
        """Code of the submission in `sources`; the same for the same scope."""
        return self.rows["sources"][0]["source_id"] if self.rows.get("sources") else ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.grade == "error")

    @property
    def doubts(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.grade == "doubt")

    def is_acceptable(self, confirmed_doubts: Collection[str] = ()) -> bool:
        """True when nothing is an error and every doubt is confirmed (by Problem.key)."""
        return not self.errors and all(doubt.key in confirmed_doubts for doubt in self.doubts)
