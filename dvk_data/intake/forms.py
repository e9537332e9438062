"""The forms that units fill in, read from forms/*.toml: columns, what they become, what adds up."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..places import fold

FOLDER = Path(__file__).parent / "forms"
STEP = " › "


@dataclass(frozen=True)
class FormColumn:
    """One column: its official number, its heading as a path of groups, and what it becomes.

    `figure` pins the columns of the raw table that a number goes into; None where it goes into
    none. `unit` is that of an outcome of a model. `example` is what the example row shows.
    """

    key: str
    number: str
    vi: str
    en: str
    type: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    codes: str = ""
    leave_out: tuple[str, ...] = ()
    unit: str = ""
    figure: Mapping[str, str] | None = None
    note_vi: str = ""
    example: str = ""

    def path(self, language: str) -> list[str]:
        return getattr(self, language).split(STEP)

    @property
    def is_number(self) -> bool:
        return self.type in ("count", "decimal", "money")


@dataclass(frozen=True)
class Identity:
    """What must hold between columns: `left` = sum of `parts`, or `left` <= the one part."""

    left: str
    sign: str
    parts: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Identity:
        left, sign, right = re.fullmatch(r"(\d+) (=|<=) (.+)", text).groups()
        return cls(left, sign, tuple(right.split(" + ")))

    def __str__(self) -> str:
        return f"{self.left} {'≤' if self.sign == '<=' else '='} {' + '.join(self.parts)}"


@dataclass(frozen=True)
class Sum:
    """A figure that the form does not state itself but in parts."""

    columns: tuple[str, ...]
    figure: Mapping[str, str]


@dataclass(frozen=True)
class Form:
    """One version of a form. `rows`: what a row is of (model or unit).

    `is_official`: a form of the State; `is_verified`: its columns were read in the form itself.
    """

    family: str
    version: str
    subject: str
    rows: str
    vi: str
    en: str
    number: str
    is_official: bool
    is_verified: bool
    valid_from: dt.date | None
    columns: tuple[FormColumn, ...]
    identities: tuple[Identity, ...] = ()
    sums: tuple[Sum, ...] = ()
    table: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return f"{self.family}@{self.version}"

    def title(self, language: str) -> str:
        return getattr(self, language)

    def column(self, key: str) -> FormColumn:
        return next(column for column in self.columns if column.key == key)

    def numbered(self, number: str) -> FormColumn:
        return next(column for column in self.columns if column.number == number)

    @property
    def heading_keys(self) -> dict[str, str]:
        """Folded headings that name exactly one column, whole paths and their ends, to its key."""
        return _heading_keys(self)


@cache
def _heading_keys_by_code(code: str) -> dict[str, str]:
    form = load_forms()[code]
    certain: dict[str, str] = {}
    ends: list[tuple[str, str]] = []
    for column in form.columns:
        for text in (column.vi, column.en, *column.aliases):
            certain.setdefault(fold(text), column.key)
        for path in (column.path("vi"), column.path("en")):
            ends += [(fold(" ".join(path[start:])), column.key) for start in range(1, len(path))]
    named = Counter(text for text, _ in set(ends))
    return {text: key for text, key in ends if named[text] == 1} | certain


def _heading_keys(form: Form) -> dict[str, str]:
    return _heading_keys_by_code(form.code)


@cache
def load_forms() -> dict[str, Form]:
    """All versions of all forms by code, in the order of their subjects."""
    described = [
        tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))
    ]
    forms = [form for description in described for form in _versions(description)]
    return {form.code: form for form in forms}


def forms_of(subject: str | None = None) -> list[Form]:
    return [form for form in load_forms().values() if subject in (None, form.subject)]


def newest(family: str, on: dt.date | None = None) -> Form:
    """The version of a form in force on a day, the newest without one."""
    versions = [form for form in load_forms().values() if form.family == family]
    begun = [form for form in versions if not (on and form.valid_from and form.valid_from > on)]
    return (begun or versions[:1])[-1]


def _versions(description: dict) -> list[Form]:
    written = {version["code"]: version for version in description["version"]}
    forms = []
    for version in description["version"]:
        like = written[version.get("same_columns_as", version["code"])]
        forms.append(
            Form(
                family=description["family"],
                version=version["code"],
                subject=description["subject"],
                rows=description["rows"],
                vi=description["vi"],
                en=description["en"],
                number=version["number"],
                is_official=version["is_official"],
                is_verified=version.get("is_verified", version["is_official"]),
                valid_from=version.get("valid_from"),
                columns=tuple(_column(column) for column in like["column"]),
                identities=tuple(Identity.read(text) for text in like.get("identities", ())),
                sums=tuple(
                    Sum(tuple(entry["columns"]), entry["figure"]) for entry in like.get("sums", ())
                ),
                table=description.get("table", ""),
                defaults=description.get("defaults", {}),
            )
        )
    return forms


def _column(described: dict) -> FormColumn:
    listed = ("aliases", "leave_out")
    return FormColumn(**{k: tuple(v) if k in listed else v for k, v in described.items()})
