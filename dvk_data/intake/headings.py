"""Headings of a file -> columns of a form: as written, as reviewed before, or proposed."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ..places import fold, normalise
from .forms import STEP, Form
from .grid import Sheet
from .safety import cell_name
from .submission import Heading

HIGHEST, DEEPEST = 30, 4  # in which rows headings begin, how many rows they take
NUMBERING = re.compile(r"\(?(\d{1,2})\)?\s*(=.*)?")
LEADING_NUMBER = re.compile(r"^\(?\d{1,2}[.)]\s+")
PARENTHESES = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True)
class Block:
    """The rows of a sheet that hold headings, and the path of labels above each column."""

    first: int
    last: int
    paths: dict[int, tuple[str, ...]]

    def written(self, column: int) -> str:
        return STEP.join(self.paths[column])


def read_block(sheet: Sheet, first: int, height: int) -> Block:
    """The paths of labels in `height` rows from `first`, merged cells filled."""
    rows = [_labels(sheet, row) for row in range(first, first + height)]
    if not sheet.merged:
        _fill_groups(rows)
    paths = {}
    for column in range(sheet.width):
        labels = [row[column] for row in rows if row.get(column)]
        path = [label for n, label in enumerate(labels) if n == 0 or labels[n - 1] != label]
        if path:
            paths[column] = tuple(path)
    return Block(first, first + height - 1, paths)


def _labels(sheet: Sheet, row: int) -> dict[int, str]:
    labels = {}
    for column in range(sheet.width):
        value = sheet.value(*sheet.merged_into.get((row, column), (row, column)))
        if isinstance(value, str):
            labels[column] = LEADING_NUMBER.sub("", normalise(value))
    return labels


def _fill_groups(rows: list[dict[int, str]]) -> None:
    """Without merged cells, a group goes on to the right as long as something stands below."""
    for number, row in enumerate(rows[:-1]):
        below = {column for lower in rows[number + 1 :] for column in lower}
        group = None
        for column in range(max(below, default=-1) + 1):
            if column in row:
                group = row[column] if column in below else None
            elif group and column in below:
                row[column] = group


def key_of(path: tuple[str, ...], keys: Mapping[str, str]) -> str | None:
    """The column that a path, or the end of it, names for certain."""
    return next((keys[text] for text in _endings(path) if text in keys), None)


@lru_cache(maxsize=4096)
def _endings(path: tuple[str, ...]) -> tuple[str, ...]:
    """Folded ends of a path, the longest first, each also without what stands in parentheses."""
    ends = (" ".join(path[start:]) for start in range(len(path)))
    return tuple(fold(written) for end in ends for written in (end, PARENTHESES.sub("", end)))


def blocks_of(sheet: Sheet) -> list[Block]:
    """Every run of rows near the top that may hold the headings."""
    places = [
        (first, height)
        for first in range(min(HIGHEST, len(sheet.rows)))
        for height in range(1, DEEPEST + 1)
    ]
    blocks = (read_block(sheet, first, height) for first, height in places)
    return [block for block in blocks if len(block.paths) > 1]


def best_block(
    blocks: Iterable[Block], form: Form, known: Mapping[str, str]
) -> tuple[int, Block | None]:
    """How many columns of the form the best headings name, and these headings, in fewest rows."""
    best: tuple[int, Block | None] = (0, None)
    for block in blocks:
        keys = {
            known.get(block.written(column)) or key_of(path, form.heading_keys)
            for column, path in block.paths.items()
        }
        score = len(keys - {None, ""})
        is_shorter = best[1] and block.last - block.first < best[1].last - best[1].first
        if score > best[0] or (score == best[0] and is_shorter):
            best = (score, block)
    return best


def numbering(sheet: Sheet, row: int) -> dict[int, str]:
    """Column numbers of a row such as 'MS, 1=2+3, 2, 3'; empty where it is none."""
    found: dict[int, str] = {}
    for column in range(sheet.width):
        value = sheet.value(row, column)
        if value is None or fold(str(value)) in ("ms", "a", "b", "c", "d"):
            continue
        match = NUMBERING.fullmatch(normalise(str(value)))
        if match is None:
            return {}
        found[column] = match[1]
    numbers = [int(number) for number in found.values()]
    is_row = len(numbers) > 2 and all(after == before + 1 for before, after in pairwise(numbers))
    return found if is_row else {}


def match_headings(
    sheet: Sheet,
    form: Form,
    block: Block,
    numbers: Mapping[int, str],
    saved: Mapping[str, str],
    stated: Mapping[str, str],
) -> dict[int, Heading]:
    """Every heading of the table and the column it is taken for, each column once."""
    found: dict[int, tuple[str | None, str]] = {}
    for column, path in block.paths.items():
        written = block.written(column)
        if written in stated:
            found[column] = (stated[written] or None, "stated" if stated[written] else "none")
        elif written in saved:
            found[column] = (saved[written] or None, "saved" if saved[written] else "none")
        else:
            key = key_of(path, form.heading_keys) or _by_number(form, path, numbers.get(column))
            found[column] = (key, "same" if key else "open")
    _keep_first(found)
    _propose(form, block, found)
    return {
        column: Heading(
            sheet.name,
            cell_name(block.last, column),
            block.written(column),
            key,
            how,
            bool(key) and form.column(key).required,
        )
        for column, (key, how) in sorted(found.items())
    }


def _by_number(form: Form, path: tuple[str, ...], number: str | None) -> str | None:
    """The column of that official number, if its own label is the same."""
    column = next((c for c in form.columns if number and c.number == number), None)
    is_same = column and fold(column.path("vi")[-1]) == fold(path[-1])
    return column.key if is_same else None


def _keep_first(found: dict[int, tuple[str | None, str]]) -> None:
    taken = set()
    for column in sorted(found):
        key, _ = found[column]
        if key in taken:
            found[column] = (None, "open")
        elif key:
            taken.add(key)


def _propose(form: Form, block: Block, found: dict[int, tuple[str | None, str]]) -> None:
    """The nearest column nobody has yet for each heading that is still open."""
    taken = {key for key, _ in found.values() if key}
    for column in sorted(found):
        if found[column][1] != "open":
            continue
        free = {text: key for text, key in form.heading_keys.items() if key not in taken}
        path = block.paths[column]
        near = [
            match
            for text in (fold(" ".join(path)), fold(path[-1]))
            for match in difflib.get_close_matches(text, free, n=1, cutoff=0.75)
        ]
        found[column] = (free[near[0]], "proposed") if near else (None, "none")
        if near:
            taken.add(free[near[0]])


class SavedHeadings:
    """Reviewed headings of each unit and form, one TOML file per unit in a folder."""

    def __init__(self, folder: Path):
        self.folder = folder

    def of(self, area_id: str, family: str) -> dict[str, str]:
        """Written heading -> column ('' = leave out); empty where nothing was reviewed yet."""
        file = self._file(area_id)
        if not file.is_file():
            return {}
        return tomllib.loads(file.read_text(encoding="utf-8")).get(family, {})

    def save(self, area_id: str, family: str, headings: Iterable[Heading]) -> None:
        """Keep what a person confirmed; what was kept of other headings stays."""
        file = self._file(area_id)
        kept = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        reviewed = {h.written: h.column or "" for h in headings if h.how != "same"}
        kept[family] = kept.get(family, {}) | reviewed
        lines = []
        for name, entries in sorted(kept.items()):
            lines += [f"[{_quoted(name)}]"]
            lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in sorted(entries.items())]
        self.folder.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".writing")
        beside.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        beside.replace(file)

    def _file(self, area_id: str) -> Path:
        if not re.fullmatch(r"(2004|2025)-(nation|province|district|commune)-\w+", area_id):
            raise ValueError(f"found {area_id!r}; allowed: the id of an administrative unit")
        return self.folder / f"{area_id}.toml"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
