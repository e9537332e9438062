"""Which models meet a reader's choices, and how many each further choice leaves, at once.

Every word, code, place and outcome has the set of the models that bear it, as a roaring bitmap of
their numbers in `model_rows`. A choice is a few sets put together, a count the size of the rest,
which takes a thousandth of a second among ten million.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice
from threading import RLock

import numpy as np
import pyarrow as pa
from pyroaring import BitMap

FACETS = {"domain": "domains", "owner_type": "owner_types", "year": "years", "status": "statuses"}
# A word of two letters or fewer begins too many words to put their sets together anew.
BEGINNING = 2
ROWS_AT_ONCE = 250_000
# Of more models than this the texts are not read to order a list.
READ_WHOLE = 50_000
LOOKED_AT_ONCE = 20_000
# The sets of all facets of ten million models take two thirds of this.
REMEMBERED_AT_MOST = 64 * 1024 * 1024


class ModelSets:
    """The sets of the table `model_sets`, unpacked when they are needed; the last ones are kept."""

    def __init__(self, table: pa.RecordBatch):
        marks = list(zip(table["kind"].to_pylist(), table["code"].to_pylist(), strict=True))
        # How many models each set holds.
        self.sizes = dict(zip(marks, table["models"].to_pylist(), strict=True))
        self._places = {mark: place for place, mark in enumerate(marks)}
        self._packed = table["rows"]
        self._kept: OrderedDict[tuple[str, str], BitMap] = OrderedDict()
        self._kept_bytes = 0
        self._lock = RLock()

    def read(self, kind: str, codes: Iterable[str]) -> dict[str, BitMap]:
        return {code: self.remembered((kind, code), self._unpack) for code in codes}

    def remembered(
        self, mark: tuple[str, str], make: Callable[[tuple[str, str]], BitMap]
    ) -> BitMap:
        """A set that `make` makes of its mark, unless it is still kept."""
        with self._lock:
            if mark not in self._kept:
                found = make(mark)
                self._kept[mark] = found
                self._kept_bytes += _size(found)
                while self._kept_bytes > REMEMBERED_AT_MOST and len(self._kept) > 1:
                    self._kept_bytes -= _size(self._kept.popitem(last=False)[1])
            self._kept.move_to_end(mark)
            return self._kept[mark]

    def _unpack(self, mark: tuple[str, str]) -> BitMap:
        return BitMap.deserialize(self._packed[self._places[mark]].as_py())


class ModelIndex:
    """Answers choices and counts from the sets, and pages of lists from the order of names.

    `names` is the table of names_in_order. `ask` answers a named question as rows, of the models
    whose numbers it is given as `models`.
    """

    def __init__(self, sets: ModelSets, names: pa.RecordBatch, ask: Callable[..., list[dict]]):
        self._sets = sets
        self._ask = ask
        self._name_order, self._by_name = (column.to_numpy() for column in names.columns)
        self._everything = BitMap()
        self._everything.add_range(0, names.num_rows)
        self._codes: dict[str, list[str]] = {}
        for kind, code in sorted(sets.sizes):
            self._codes.setdefault(kind, []).append(code)

    def codes(self, kind: str) -> list[str]:
        """All codes of a kind that some model bears, sorted."""
        return self._codes.get(kind, [])

    def matching(
        self,
        *,
        boundary: str,
        area_id: str | None = None,
        domains: Iterable[str] = (),
        owner_types: Iterable[str] = (),
        years: Iterable[str] = (),
        statuses: Iterable[str] = (),
        words: Iterable[str] = (),
        outcome: tuple[str, str] | None = None,
        states_outcome: bool = False,
        leave_out: str = "",
    ) -> BitMap:
        """Numbers of the models that meet every choice; an empty one restricts nothing.

        Words are folded and match beginnings of words. `outcome` is an indicator and its unit.
        `states_outcome` leaves those of which any outcome is stated. The choice of the facet
        `leave_out` is passed over.
        """
        chosen = {"domain": domains, "owner_type": owner_types, "year": years, "status": statuses}
        parts = [
            self._any_of(facet, codes)
            for facet, codes in chosen.items()
            if codes and facet != leave_out
        ]
        if area_id is not None:
            parts.append(self._any_of(boundary, [area_id]))
        if outcome and leave_out != "outcome":
            parts.append(self._any_of("outcome", [" ".join(outcome)]))
        if states_outcome:
            parts.append(self._with_outcomes)
        parts += [self._beginning_with(word) for word in words]
        parts.sort(key=len)
        return BitMap.intersection(self._everything, *parts)

    def counts(self, kind: str, within: BitMap, codes: Iterable[str] | None = None) -> dict:
        """How many of some models bear each code of a kind (or of those named), if any."""
        known = self._codes.get(kind, [])
        codes = known if codes is None else [c for c in codes if (kind, c) in self._sets.sizes]
        if len(within) == len(self._everything):
            return {code: self._sets.sizes[kind, code] for code in codes}
        sets = self._sets.read(kind, codes)
        found = {code: within.intersection_cardinality(sets[code]) for code in codes}
        return {code: count for code, count in found.items() if count}

    def facets(self, **choice) -> dict[str, dict[str, int]]:
        """Facet -> code -> models that this further choice leaves, each facet without its own."""
        found = {}
        for facet in FACETS:
            found[facet] = self.counts(facet, self.matching(**choice, leave_out=facet))
        return found

    @cached_property
    def _with_outcomes(self) -> BitMap:
        return self._any_of("outcome", self.codes("outcome"))

    def page(
        self, chosen: BitMap, sort: str, words: list[str], passed_over: int, at_most: int
    ) -> list[int]:
        """Numbers of some of the chosen models in the order of a list, after those passed over.

        `sort` is name, place, year (newest first) or domain; the names decide among equals. By
        name, and where there are not too many models to read, those that hold `words` just as typed
        come first.
        """
        if sort == "place":
            return list(chosen[passed_over : passed_over + at_most])
        if sort == "name" and words and len(self._everything) <= READ_WHOLE:
            found = self._ask("models_by_phrase", models=chosen, words=words)
            return [row["row_no"] for row in found[passed_over : passed_over + at_most]]
        page: list[int] = []
        for group in self._groups(chosen, sort):
            if passed_over >= len(group):
                passed_over -= len(group)
                continue
            page += self._named_first(group, passed_over, at_most - len(page))
            passed_over = 0
            if len(page) == at_most:
                break
        return page

    def _groups(self, chosen: BitMap, sort: str) -> Iterator[BitMap]:
        """The chosen models in groups, within which names decide."""
        if sort == "name":
            yield chosen
            return
        codes = self.codes(sort)
        if sort == "year":
            codes = sorted(codes, key=lambda code: (code.isdigit(), code), reverse=True)
        for code in codes:
            yield chosen & self._any_of(sort, [code])

    def _named_first(self, chosen: BitMap, passed_over: int, at_most: int) -> list[int]:
        """Some of the chosen models, by name.

        Where many were chosen they are met at once among the names that come first.
        """
        wanted = min(passed_over + at_most, len(chosen))
        looked_at = 4 * wanted * len(self._everything) // len(chosen)
        if looked_at <= LOOKED_AT_ONCE:
            first = self._by_name[:looked_at].tolist()
            met = [number for number in first if number in chosen]
            if len(met) >= wanted:
                return met[passed_over:wanted]
        order = self._name_order[_numbers(chosen)]
        first = np.sort(np.partition(order, wanted - 1)[:wanted])
        return self._by_name[first[passed_over:]].tolist()

    def _any_of(self, kind: str, codes: Iterable[str]) -> BitMap:
        known = [code for code in codes if (kind, code) in self._sets.sizes]
        return BitMap.union(BitMap(), *self._sets.read(kind, known).values())

    def _beginning_with(self, word: str) -> BitMap:
        if len(word) <= BEGINNING:
            return self._any_of("beginning", [word])
        return self._sets.remembered(("typed", word), self._put_together)

    def _put_together(self, mark: tuple[str, str]) -> BitMap:
        words, typed = self.codes("word"), mark[1]
        first = bisect_left(words, typed)
        return self._any_of("word", _while_beginning(words, first, typed))


def _while_beginning(words: list[str], first: int, beginning: str) -> list[str]:
    found = []
    for word in islice(words, first, None):
        if not word.startswith(beginning):
            break
        found.append(word)
    return found


def _size(models: BitMap) -> int:
    """Bytes that a set takes."""
    told = models.get_statistics()
    return sum(told[f"n_bytes_{kind}_containers"] for kind in ("array", "run", "bitset"))


def row_numbers(models: BitMap) -> pa.Array:
    """The numbers in a set as Arrow, in order."""
    return pa.array(_numbers(models))


def _numbers(models: BitMap) -> np.ndarray:
    return np.frombuffer(models.to_array(), dtype=np.uint32)


def names_in_order(name_order: np.ndarray) -> pa.RecordBatch:
    """The place of each model in the order of names, and beside it the models in that order."""
    models = np.argsort(name_order).astype(np.uint32)
    return pa.record_batch({"name_order": name_order, "row_no": models})


def make_sets(ask: Callable[..., pa.Table], models: int) -> pa.RecordBatch:
    """The table `model_sets` (kind, code, models, rows) of so many models.

    `ask` answers model_marks.sql for a range of numbers, as Arrow.
    """
    sets: dict[tuple[str, str], BitMap] = {}
    for first in range(0, models, ROWS_AT_ONCE):
        marks = ask(first=first, last=first + ROWS_AT_ONCE - 1)
        for batch in marks.to_batches():
            for mark, numbers in _marks_of(batch):
                sets.setdefault(mark, BitMap()).update(numbers)
    for kind, word in list(sets):
        if kind == "word":
            for length in range(1, min(len(word), BEGINNING) + 1):
                beginning = sets.setdefault(("beginning", word[:length]), BitMap())
                beginning |= sets[kind, word]
    marks = sorted(sets)
    for mark in marks:
        sets[mark].run_optimize()
    return pa.record_batch(
        {
            "kind": [kind for kind, _ in marks],
            "code": [code for _, code in marks],
            "models": pa.array((len(sets[mark]) for mark in marks), pa.int64()),
            "rows": pa.array((sets[mark].serialize() for mark in marks), pa.large_binary()),
        }
    )


def _marks_of(batch: pa.RecordBatch) -> Iterator[tuple[tuple[str, str], BitMap]]:
    lists = batch.column("rows")
    numbers, ends = lists.values.to_numpy(), lists.offsets.to_numpy()
    kinds, codes = batch.column("kind").to_pylist(), batch.column("code").to_pylist()
    for place, mark in enumerate(zip(kinds, codes, strict=True)):
        yield mark, BitMap(numbers[ends[place] : ends[place + 1]])
