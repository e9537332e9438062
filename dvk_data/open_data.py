"""The data files that anyone may fetch by their address: which there are, what they hold.

The screens offer the same files through the same function, so a notebook reads what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import pyarrow as pa

from .catalogue import Catalogue
from .export import Contents
from .export.columns import code_texts, dress, field_of
from .places import search_words
from .warehouse import Warehouse
from .wording import LANGUAGES, wording

ROOT = "du-lieu"
BOUNDARIES = {"luc-bao-cao": "reported", "hien-nay": "current"}
NOT_STATED = "khong-neu"
# The dataset of every figure of every table; all others are named as in the catalogue.
EVERYTHING = "figures"
FACETS = {"linh-vuc": "domain", "chu-the": "owner_type", "trang-thai": "status"}
ABOUT_READER = ("lang", "suy-luan")
OF_PLACE = ("noi", "nam", "dia-gioi")
OF_MODELS = (*OF_PLACE, *FACETS, "tim")
LETTERS_AT_MOST = 1000
FIGURE_TABLES = (
    "model_counts",
    "model_outcomes",
    "service_kpis",
    "petitions",
    "indices",
    "targets",
)


class Refused(Exception):
    """A request that cannot be answered: the sentence for whoever asked, in their language."""

    def __init__(self, status: int, text: str):
        super().__init__(text)
        self.status = status


@dataclass(frozen=True)
class Asked:
    """A checked request: one dataset, and its parameters as they stand in the address."""

    dataset: str
    parameters: Mapping[str, str]
    language: str = "vi"

    @property
    def is_only_stated(self) -> bool:
        return self.parameters.get("suy-luan") == "bo"

    @property
    def boundary(self) -> str:
        return BOUNDARIES[self.parameters.get("dia-gioi", "luc-bao-cao")]

    def values(self, parameter: str) -> list[str]:
        return [v for v in self.parameters.get(parameter, "").split(",") if v]

    def say(self, sentence: str, **words) -> str:
        return wording(self.language).say(sentence, **words)

    def path(self, ending: str) -> str:
        """'du-lieu/models.csv?noi=...', to be put behind the address of the dashboard."""
        query = urlencode(sorted(self.parameters.items()), safe=",")
        return f"{ROOT}/{self.dataset}.{ending}{'?' if query else ''}{query}"


def datasets(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Name of every file -> the parameters it takes besides language and inferences."""
    taking = {name: OF_PLACE if name in FIGURE_TABLES else () for name in catalogue.datasets}
    return {"models": OF_MODELS, EVERYTHING: (*OF_PLACE, "bang")} | {
        name: parameters for name, parameters in taking.items() if name != "models"
    }


def ask(catalogue: Catalogue, dataset: str, parameters: Sequence[tuple[str, str]]) -> Asked:
    """Check a request. Raises Refused, which says what was found and what is allowed."""
    language = dict(parameters).get("lang", "vi")
    language = language if language in LANGUAGES else "vi"
    say = wording(language).say
    known = datasets(catalogue)
    if dataset not in known:
        words = {"found": _shown(dataset), "allowed": ", ".join(known)}
        raise Refused(404, say("data.unknown_dataset", **words))
    allowed = (*known[dataset], *ABOUT_READER)
    names = [name for name, _ in parameters]
    for name, value in parameters:
        if name not in allowed:
            words = {"found": _shown(name), "allowed": ", ".join(allowed)}
            raise Refused(400, say("data.unknown_parameter", **words))
        if names.count(name) > 1:
            raise Refused(400, say("data.repeated", found=name))
        if len(value) > LETTERS_AT_MOST:
            raise Refused(400, say("data.too_long", found=name, allowed=LETTERS_AT_MOST))
    chosen = {name: value for name, value in parameters if value.strip()}
    for name, value in chosen.items():
        _check(catalogue, name, value, dataset, say)
        if name not in ("noi", "tim"):
            # Said twice it is the same choice, of the same file.
            chosen[name] = ",".join(dict.fromkeys(value.split(",")))
    return Asked(dataset, chosen, language)


def _check(catalogue: Catalogue, name: str, value: str, dataset: str, say: Callable) -> None:
    """Raise Refused unless every value of a parameter is one that it may have."""
    lists = {
        "lang": list(LANGUAGES),
        "suy-luan": ["bo"],
        "dia-gioi": list(BOUNDARIES),
        "bang": list(FIGURE_TABLES),
    }
    lists |= {n: [c for c in catalogue.codes[facet] if c != "all"] for n, facet in FACETS.items()}
    lists["chu-the"] = [*lists["chu-the"], NOT_STATED]
    values = [value] if name in ("lang", "suy-luan", "dia-gioi", "tim") else value.split(",")
    allowed = lists.get(name)
    for found in values:
        if allowed is not None and found not in allowed:
            words = {"name": name, "found": _shown(found), "allowed": ", ".join(allowed)}
            raise Refused(400, say("data.unknown_value", **words))
        if name == "tim" and not search_words(found):
            raise Refused(400, say("data.no_words", found=_shown(value)))
        is_year = found.isascii() and found.isdigit()
        if name == "nam" and not is_year and (found, dataset) != (NOT_STATED, "models"):
            raise Refused(400, say("data.no_year", found=_shown(found)))


def _shown(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:60]


def contents(warehouse: Warehouse, asked: Asked, origin: str = "") -> Contents:
    """What the file holds that was asked for. `origin` is the address of the dashboard."""
    place = _place(warehouse, asked)
    where = {"boundary": asked.boundary, "area_id": place["area_id"] if place else None}
    years = asked.values("nam")
    of_dataset = ""
    if asked.dataset == "models":
        of_dataset = "models"
        chosen = {
            **where,
            "years": years,
            "domains": asked.values("linh-vuc"),
            "owner_types": asked.values("chu-the"),
            "statuses": asked.values("trang-thai"),
            "words": search_words(asked.parameters.get("tim", "")),
        }
        read = partial(warehouse.stream, "models_file", models=chosen)
    elif asked.dataset == EVERYTHING:
        tables = asked.values("bang")
        read = partial(warehouse.stream, "figures_file", **where, years=years, tables=tables)
    elif asked.dataset in FIGURE_TABLES:
        of_dataset = asked.dataset
        question = "figure_table_file"
        read = partial(warehouse.stream, question, dataset=asked.dataset, **where, years=years)
    else:
        of_dataset = asked.dataset
        read = partial(warehouse.stream, "dataset_file", dataset=asked.dataset)
    return described(
        warehouse,
        read,
        title=title_of(warehouse.catalogue, asked.dataset, asked.language),
        language=asked.language,
        origin=origin,
        dataset=of_dataset,
        filters=filters(warehouse, asked),
        page=f"{origin.rstrip('/')}/{asked.path('csv')}" if origin else "",
        remark=_remark(asked, place),
    )


def title_of(catalogue: Catalogue, dataset: str, language: str) -> str:
    """Name of a dataset for a reader."""
    say = wording(language).say
    if dataset == EVERYTHING:
        return say("data.figures")
    return getattr(catalogue.datasets[dataset], f"title_{language}")


def _place(warehouse: Warehouse, asked: Asked) -> dict | None:
    """The unit asked for, in the boundaries asked for; None for the whole country."""
    code, say = asked.parameters.get("noi"), asked.say
    if not code:
        return None
    found = warehouse.rows("area", area_id=code)
    if not found:
        raise Refused(400, say("data.unknown_place", found=_shown(code)))
    (area,) = found
    if area["level"] == "nation":
        return None
    if asked.boundary == "current" and area["system"] == "2004":
        (area,) = warehouse.rows("area", area_id=area["current_area_id"])
    return area


def check_years(warehouse: Warehouse, asked: Asked) -> None:
    """Raise Refused for a year that no figure and no model is of."""
    say = asked.say
    known = {str(row["year"]) for row in warehouse.rows("years_known")}
    for year in asked.values("nam"):
        if year not in known and year != NOT_STATED:
            words = {"found": _shown(year), "allowed": ", ".join(sorted(known))}
            raise Refused(400, say("data.unknown_year", **words))


def _remark(asked: Asked, place: Mapping | None) -> str:
    """What is easily missed: without its former parts, a unit of today holds little or nothing."""
    say = asked.say
    if place and place["system"] == "2025" and asked.boundary == "reported":
        return say("file.only_new_unit", place=place["name"])
    return ""


def filters(warehouse: Warehouse, asked: Asked) -> list[tuple[str, str]]:
    """The choices in words."""
    say, catalogue, place = asked.say, warehouse.catalogue, _place(warehouse, asked)
    found = []
    if place:
        found.append((say("file.place"), f"{place['name']} ({place['area_id']})"))
        found.append((say("app.boundary"), say(f"app.boundary_{asked.boundary}")))
    for name, facet in FACETS.items():
        codes = asked.values(name)
        names = [
            say("file.not_stated")
            if code == NOT_STATED
            else catalogue.code_name(facet, code, asked.language)
            for code in codes
        ]
        found += [(say(f"models.{facet}"), ", ".join(names))] if names else []
    years = [say("file.not_stated") if y == NOT_STATED else y for y in asked.values("nam")]
    found += [(say("place.year"), ", ".join(years))] if years else []
    tables = [
        getattr(catalogue.datasets[t], f"title_{asked.language}") for t in asked.values("bang")
    ]
    found += [(say("file.tables"), ", ".join(tables))] if tables else []
    if asked.parameters.get("tim"):
        found.append((say("file.words"), asked.parameters["tim"]))
    if asked.is_only_stated:
        found.append((say("file.inferred"), say("app.only_stated")))
    return found


def described(
    warehouse: Warehouse,
    read: Callable[[], pa.RecordBatchReader],
    *,
    title: str,
    language: str,
    origin: str = "",
    dataset: str = "",
    filters: Sequence[tuple[str, str]] = (),
    source_ids: Sequence[str] = (),
    page: str = "",
    meanings: Mapping[str, str] | None = None,
    remark: str = "",
) -> Contents:
    """Contents of a file from rows whose columns the catalogue or columns.toml describes.

    `meanings` say, by name, what the other columns mean.
    """
    catalogue = warehouse.catalogue

    def dressed() -> pa.RecordBatchReader:
        return dress(read(), catalogue, language, origin, dataset)

    fields = tuple(field_of(n, catalogue, language, dataset) for n in _names(dressed))
    said = meanings or {}
    fields = tuple(replace(f, meaning=said.get(f.name) or f.meaning) for f in fields)
    sources = {s["source_id"]: s for s in warehouse.rows("dataset_file", dataset="sources")}
    return Contents(
        title=title,
        language=language,
        version=catalogue.version,
        fields=fields,
        read=dressed,
        filters=tuple(filters),
        sources=sources,
        source_ids=tuple(source_ids),
        codes=code_texts(fields, catalogue, language),
        page=page,
        is_simulated=catalogue.is_simulated,
        remark=remark,
    )


def _names(read: Callable[[], pa.RecordBatchReader]) -> list[str]:
    reader = read()
    try:
        return reader.schema.names
    finally:
        reader.close()
