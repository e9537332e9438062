"""Sets of models answer choices and counts as the rows themselves do."""

import random

import pytest
from pyroaring import BitMap

from dvk_data.build.__main__ import build
from dvk_data.catalogue import Catalogue
from dvk_data.warehouse import Warehouse
from tests.drawn import draw_directory
from tests.live import CATALOGUE
from tests.test_queries import ANY_MODEL, DA_DON, LAM_HA, NAM_BAN, WORLD

FACETS = {"domain": "domains", "owner_type": "owner_types", "year": "years", "status": "statuses"}
HOAI_DUC = "2004-commune-24913"


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    directory = draw_directory(tmp_path_factory.mktemp("index") / "datasets", **WORLD)
    build(directory)
    return Warehouse(Catalogue.open(directory))


@pytest.fixture(scope="module")
def published():
    return Warehouse(CATALOGUE)


def ids(warehouse, **choice):
    return {row["model_id"] for row in warehouse.rows("models_file", models=choice)}


# What a choice leaves, on drawn models


def test_each_facet_counts_without_its_own_choice(drawn):
    assert drawn.models.facets(**ANY_MODEL | {"domains": ["culture_society"]}) == {
        "domain": {"culture_society": 1, "economy": 4},
        "owner_type": {"khong-neu": 1},
        "status": {"recognised": 1},
        "year": {"2023": 1},
    }


def test_model_in_two_communes_counts_in_both_and_once_above(drawn):
    within = drawn.models.matching(**ANY_MODEL)
    counts = drawn.models.counts("reported", within, [DA_DON, NAM_BAN, HOAI_DUC, LAM_HA])
    assert counts == {DA_DON: 1, NAM_BAN: 1, HOAI_DUC: 1, LAM_HA: 3}


def test_outcome_narrows_to_models_that_state_it_in_the_unit(drawn):
    in_lam_ha = {"boundary": "reported", "area_id": LAM_HA}
    assert ids(drawn, **in_lam_ha, outcome=("money_raised", "VND")) == {"m1", "m2"}
    assert ids(drawn, **in_lam_ha, outcome=("money_raised", "household")) == set()


@pytest.mark.parametrize("words", [["zz"], ["heo", "hoa"]])
def test_words_that_no_model_holds_together_find_none(drawn, words):
    assert ids(drawn, boundary="reported", words=words) == set()


@pytest.mark.parametrize("unknown", [{"domains": ["x"]}, {"area_id": "x"}, {"years": ["1066"]}])
def test_unknown_code_finds_none(drawn, unknown):
    assert ids(drawn, boundary="reported", **unknown) == set()


# The published models, against a plain reading of their rows


def meets(model, choice, places):
    """Whether a row of `models` meets a choice, read off the row itself."""
    stated = {
        "domain": model["domain"],
        "owner_type": model["owner_type"] or "khong-neu",
        "year": str(model["year"] or "khong-neu"),
        "status": model["status"],
    }
    words = f" {model['search_key']}"
    return (
        all(not choice[key] or stated[facet] in choice[key] for facet, key in FACETS.items())
        and all(f" {word}" in words for word in choice["words"])
        and (choice["area_id"] is None or choice["area_id"] in places[model["model_id"]])
    )


def placed(warehouse, boundary):
    """Model -> the units that hold it, found by walking up from each of its places."""
    above = {a["area_id"]: a for a in warehouse.rows("dataset_file", dataset="areas")}
    places = {}
    for row in warehouse.rows("dataset_file", dataset="model_areas"):
        area_id = row["area_id"]
        if boundary == "current":
            area_id = above[area_id]["current_area_id"]
        units = places.setdefault(row["model_id"], set())
        while area_id and above[area_id]["level"] != "nation":
            units.add(area_id)
            area_id = above[area_id]["parent_id"]
    return places


@pytest.mark.parametrize("boundary", ["reported", "current"])
def test_sets_and_rows_agree_on_every_drawn_choice(published, boundary):
    models = published.rows("dataset_file", dataset="models")
    places = placed(published, boundary)
    for model in models:
        places.setdefault(model["model_id"], set())
    draw = random.Random(20261128)
    for _ in range(150):
        choice = {"boundary": boundary, "area_id": None, "words": []}
        for facet, key in FACETS.items():
            codes = published.models.codes(facet)
            choice[key] = draw.sample(codes, draw.choice([0, 0, 0, 1, 2]))
        model = draw.choice(models)
        if draw.random() < 0.5 and places[model["model_id"]]:
            choice["area_id"] = draw.choice(sorted(places[model["model_id"]]))
        if draw.random() < 0.5:
            words = draw.sample(model["search_key"].split(), draw.choice([1, 2]))
            choice["words"] = [word[: draw.choice([1, 2, 3, 9])] for word in words]
        expected = {m["model_id"] for m in models if meets(m, choice, places)}
        assert ids(published, **choice) == expected, choice
        for facet, key in FACETS.items():
            without = choice | {key: []}
            left = [m for m in models if meets(m, without, places)]
            stated = [str(m[facet] or "khong-neu") for m in left]
            counts = {code: stated.count(code) for code in set(stated)}
            assert published.models.facets(**choice)[facet] == counts, (facet, choice)


# Pages of a list


@pytest.mark.parametrize("share", [1, 2, 7, 100])
def test_pages_by_name_follow_one_another(published, share):
    everything = published.models.matching(boundary="reported")
    chosen = BitMap(number for number in everything if number % share == 0)
    order = names_in_order_of(published)
    expected = [number for number in order if number in chosen]
    pages = [published.models.page(chosen, "name", [], first, 9) for first in range(0, 63, 9)]
    assert [number for page in pages for number in page] == expected[:63]


def names_in_order_of(warehouse):
    cursor = warehouse._connection.cursor()
    found = cursor.execute("SELECT row_no FROM model_rows ORDER BY name_order").fetchall()
    return [number for (number,) in found]
