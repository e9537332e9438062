"""What names, owners, villages and outcomes of simulated models are drawn from.

A deck is a list of SLOTS cards from which a row draws one by chance; what is used often has many
cards. Cards carry their folded form, so that rows are folded by joining folded pieces.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from itertools import accumulate, pairwise
from pathlib import Path

from ... import places
from ...indicators import Indicators

FILE = Path(__file__).with_name("vocabulary.toml")
SLOTS = 1024
DOMAINS = {
    "economy": 30,
    "culture_society": 22,
    "new_rural": 20,
    "defence_security": 14,
    "political_system": 11,
    "other": 3,
}
STATUSES = {
    "registered": 30,
    "maintained": 24,
    "recognised": 24,
    "exemplary": 13,
    "unspecified": 9,
}
YEARS = {
    "2004": {
        **{2014: 3, 2015: 4, 2016: 6, 2017: 7, 2018: 8, 2019: 9, 2020: 7, 2021: 6},
        **{2022: 11, 2023: 14, 2024: 15, 2025: 7},
        None: 3,
    },
    "2025": {2025: 35, 2026: 62, None: 3},
}
FLAGS = {"reported": 93, "inferred_period": 3, "approximate": 2, "inferred_place": 2}
SHARE_WITHOUT_OWNER = 0.1


def read_vocabulary() -> dict:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def zipf(things: Iterable) -> dict:
    """The first thing is drawn most: weight 1, 1/2, 1/3 ... with a longer tail."""
    return {thing: 1 / (rank + 1) ** 0.9 for rank, thing in enumerate(things)}


def deal(weights: dict) -> list:
    """SLOTS cards, each thing on as many as its weight says, and on one at least."""
    spare = SLOTS - len(weights)
    reached = [0.0, *accumulate(weights.values())]
    ends = [round(spare * share / reached[-1]) for share in reached]
    counts = [1 + after - before for before, after in pairwise(ends)]
    return [thing for thing, count in zip(weights, counts, strict=True) for _ in range(count)]


def deck_rows(vocabulary: dict) -> list[dict]:
    """Every deck that holds words or codes: one row per card."""
    villages = {
        f"{kind[0].upper()}{kind[1:]} {name}": kind_weight * name_weight
        for kind, kind_weight in zipf(vocabulary["village_types"]).items()
        for name, name_weight in zipf(vocabulary["village_names"]).items()
    }
    decks = {
        ("verb", "any"): zipf(vocabulary["verbs"]),
        ("purpose", "any"): zipf(vocabulary["purposes"]),
        ("village", "any"): villages,
        ("domain", "any"): DOMAINS,
        ("status", "any"): STATUSES,
        ("flag", "any"): FLAGS,
        **{("object", domain): zipf(words) for domain, words in vocabulary["objects"].items()},
        **{
            ("year", system): {str(year) if year else None: count for year, count in years.items()}
            for system, years in YEARS.items()
        },
    }
    return [
        {"deck": deck, "of": of, "slot": slot, "text": text, "words": text and places.fold(text)}
        for (deck, of), weights in decks.items()
        for slot, text in enumerate(deal(weights))
    ]


def owner_rows(vocabulary: dict) -> list[dict]:
    """Cards with an owner: its kind, what it is called, whether its place belongs to the name."""
    kinds = zipf(vocabulary["owners"])
    weights = {
        (kind, pattern): kinds[kind] * weight
        for kind, patterns in vocabulary["owners"].items()
        for pattern, weight in zipf(patterns).items()
    }
    none = sum(weights.values()) * SHARE_WITHOUT_OWNER
    return [
        {
            "slot": slot,
            "owner_type": kind,
            "title": pattern.removesuffix(" {place}"),
            "words": places.fold(pattern.removesuffix(" {place}")),
            "has_place": pattern.endswith("{place}"),
        }
        for slot, (kind, pattern) in enumerate(deal({**weights, (None, ""): none}))
    ]


def bundle_rows(vocabulary: dict, indicators: Indicators) -> tuple[list[dict], list[dict]]:
    """Cards with a bundle for each domain, and the figures of each bundle.

    A card carries the folded words by which a model that achieved these figures is found.
    """
    known = indicators.of_subject("service_kpis", "model_outcomes")
    cards, figures = [], []
    for domain in DOMAINS:
        numbers = [n for n, b in enumerate(vocabulary["bundle"]) if domain in b["domains"]]
        for slot, number in enumerate(deal(zipf(numbers))):
            codes = vocabulary["bundle"][number]["figures"]
            names = {name for code in codes for name in (known[code].vi, known[code].en)}
            words = places.fold(" ".join(sorted(names)))
            cards.append({"domain": domain, "slot": slot, "bundle": number, "words": words})
    for number, bundle in enumerate(vocabulary["bundle"]):
        for place, (indicator, (typical, unit)) in enumerate(bundle["figures"].items()):
            figures.append(
                {
                    "bundle": number,
                    "figure": place,
                    "indicator": indicator,
                    "typical": float(typical),
                    "unit": unit,
                }
            )
    return cards, figures


def note_rows(vocabulary: dict) -> list[dict]:
    """Notes in both languages, which few models carry."""
    return [{"number": number, **note} for number, note in enumerate(vocabulary["note"])]
