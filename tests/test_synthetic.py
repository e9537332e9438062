"""Simulated datasets: the same from a seed, in our own format, plausible, never taken for real."""

import hashlib
import tomllib
from collections import Counter
from urllib.parse import parse_qsl

import duckdb
import pyarrow.parquet as pq
import pytest

from dvk_data import open_data, places
from dvk_data.build.__main__ import main
from dvk_data.build.geography import read_geography
from dvk_data.build.raw import RawRow
from dvk_data.build.synthetic import CURATED, vocabulary, write_synthetic
from dvk_data.build.synthetic.destination import NotSimulated
from dvk_data.build.tables import model_search_key
from dvk_data.build.write import data_package_text, dictionary_text
from dvk_data.catalogue import Catalogue
from dvk_data.export.described import facts
from dvk_data.indicators import load_indicators
from dvk_data.warehouse import Warehouse
from dvk_data.wording import LANGUAGES, wording
from tests.test_pages import PAGES, assert_works, open_page

MODELS = 3_000
SEED = 7
OLD_SET = 'version = "2026-11-28.sim-5-0"\nsimulated = true\n'
FIGURES = ("model_counts", "model_outcomes", "service_kpis", "petitions", "indices", "targets")


def write(directory, models=MODELS, seed=SEED):
    write_synthetic(directory, models, seed, progress=lambda step: None)
    return directory


def hashes(directory):
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in directory.iterdir()
    }


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    return write(tmp_path_factory.mktemp("simulated"))


@pytest.fixture(scope="module")
def catalogue(directory):
    return Catalogue.open(directory)


@pytest.fixture(scope="module")
def ask(catalogue):
    """Ask a question of the simulated tables."""
    connection = duckdb.connect()
    for dataset in catalogue.datasets.values():
        connection.read_parquet(str(dataset.parquet)).create(dataset.name)
    yield lambda question: connection.execute(question).fetchall()
    connection.close()


# The same again


def test_same_seed_and_size_give_the_same_bytes(directory, tmp_path):
    assert hashes(write(tmp_path)) == hashes(directory)


def test_another_seed_gives_other_rows(directory, tmp_path):
    found, other = hashes(directory), hashes(write(tmp_path, seed=SEED + 1))
    differing = {name for name in found if found[name] != other[name]}
    assert {f"{name}.parquet" for name in ("models", *FIGURES, "checks")} <= differing
    assert "areas.parquet" not in differing


def test_a_set_is_replaced_as_a_whole(tmp_path):
    (tmp_path / "version.toml").write_text(OLD_SET)
    (tmp_path / "left_over.parquet").write_bytes(b"")
    write(tmp_path, models=300)
    assert not (tmp_path / "left_over.parquet").exists()
    assert Catalogue.open(tmp_path).datasets["models"].rows == 300


# Our own format


def test_every_table_of_the_datasets_is_there(catalogue):
    curated = Catalogue.open(CURATED)
    assert list(catalogue.datasets) == list(curated.datasets)
    for name, dataset in catalogue.datasets.items():
        assert dataset.columns == curated.datasets[name].columns
        assert dataset.rows > 0 or name == "changes"
    assert catalogue.codes == curated.codes


def test_units_are_those_of_the_datasets(directory):
    for name in ("areas", "area_links"):
        curated = pq.read_table(CURATED / f"{name}.parquet")
        assert pq.read_table(directory / f"{name}.parquet").equals(curated)


def test_descriptions_fit_their_files(catalogue):
    Warehouse(catalogue)


def test_keys_are_unique(catalogue, ask):
    for dataset in catalogue.datasets.values():
        key = ", ".join(dataset.key)
        assert ask(f"SELECT {key} FROM {dataset.name} GROUP BY ALL HAVING count(*) > 1") == []


def test_figures_are_told_apart_over_all_tables(ask):
    every = " UNION ALL ".join(f"SELECT figure_id FROM {name}" for name in FIGURES)
    assert ask(f"SELECT figure_id FROM ({every}) GROUP BY ALL HAVING count(*) > 1") == []


def test_columns_hold_what_their_descriptions_allow(catalogue, ask):
    for dataset in catalogue.datasets.values():
        for column in dataset.columns:
            if column.type == "VARCHAR[]":
                continue
            used = {value for (value,) in ask(f"SELECT DISTINCT {column.name} FROM {dataset.name}")}
            assert None not in used or not column.required, column
            used.discard(None)
            if column.codes:
                assert used <= set(catalogue.codes[column.codes]), column
            if column.references:
                table, target = column.references.split(".")
                known = {value for (value,) in ask(f"SELECT {target} FROM {table}")}
                assert used <= known, (dataset.name, column.name, sorted(used - known)[:3])
            if column.type == "VARCHAR":
                assert all(text == places.normalise(text) for text in used), column


def test_indicators_exist_and_are_stated_in_their_units(ask):
    known = load_indicators()
    for name, subjects in (
        ("service_kpis", ["service_kpis"]),
        ("model_outcomes", ["model_outcomes", "service_kpis"]),
    ):
        of_subject = known.of_subject(*subjects)
        for indicator, unit in ask(f"SELECT DISTINCT indicator, unit FROM {name}"):
            assert unit in of_subject[indicator].units
    targets = {indicator for (indicator,) in ask("SELECT DISTINCT indicator FROM targets")}
    assert targets <= set(known.of_subject("service_kpis"))


def test_no_source_without_figure_or_model(ask):
    named = " UNION ".join(f"SELECT source_id FROM {name}" for name in ("models", *FIGURES))
    assert ask(f"SELECT source_id FROM sources EXCEPT ({named})") == []


def test_no_figure_is_negative_and_no_percentage_beyond_a_hundred(ask):
    for name in ("model_outcomes", "service_kpis", "petitions", "indices"):
        assert ask(f"FROM {name} WHERE value < 0 OR unit = 'percent' AND value > 100") == []
    assert ask("FROM model_counts WHERE model_count < 0") == []


def test_checks_point_at_figures_and_tell_what_these_say(ask):
    every = " UNION ALL ".join(
        f"SELECT figure_id, {value} AS value, flag FROM {name}"
        for name, value in (
            ("model_counts", "CAST(model_count AS DOUBLE)"),
            ("service_kpis", "value"),
            ("petitions", "value"),
        )
    )
    told = ask(
        f"SELECT c.stated, f.value, c.agrees, f.flag, abs(c.difference) < 0.0051 "
        f"FROM checks AS c LEFT JOIN ({every}) AS f USING (figure_id)"
    )
    assert {agrees for _, _, agrees, _, _ in told} == {True, False}
    for stated, value, agrees, flag, is_close in told:
        assert stated == value
        assert agrees == is_close
        assert (flag == "contradicted") == (not agrees)
    parts = f"SELECT unnest(part_ids) FROM checks EXCEPT SELECT figure_id FROM ({every})"
    assert ask(parts) == []
    assert ask("FROM checks WHERE NOT agrees AND explanation_en IS NULL") == []


def test_every_contradicted_figure_has_its_check(ask):
    for name in ("model_counts", "service_kpis", "petitions"):
        flagged = f"SELECT figure_id FROM {name} WHERE flag = 'contradicted'"
        assert ask(f"{flagged} EXCEPT SELECT figure_id FROM checks WHERE NOT agrees") == []


def test_counts_add_up_where_nothing_is_flagged(ask):
    assert (
        ask(
            "SELECT source_id FROM model_counts "
            "WHERE status = 'maintained' AND entity_type = 'all' AND area_id NOT LIKE '%commune%' "
            "GROUP BY source_id, area_id, date_from "
            "HAVING bool_and(flag <> 'contradicted') "
            "AND sum(model_count) FILTER (domain <> 'all') "
            "<> sum(model_count) FILTER (domain = 'all')"
        )
        == []
    )
    assert (
        ask(
            "FROM model_counts AS r JOIN model_counts AS g USING (area_id, date_from, domain, "
            "entity_type) WHERE r.status = 'registered' AND g.status = 'recognised' "
            "AND domain = 'all' AND g.model_count > r.model_count"
        )
        == []
    )


def test_dictionary_and_data_package_are_those_of_the_set(directory):
    for file, text in (("README.md", dictionary_text), ("datapackage.json", data_package_text)):
        stored = (directory / file).read_text(encoding="utf-8")
        assert stored == text(directory)
        assert all(wording(language).say("app.simulated") in stored for language in LANGUAGES)


# As the nation would report


def test_few_places_have_many_models(ask):
    counts = [
        count
        for (count,) in ask(
            "SELECT count(*) FROM models JOIN areas USING (area_id) "
            "WHERE system = '2004' AND province_id IS NOT NULL "
            "GROUP BY province_id ORDER BY 1 DESC"
        )
    ]
    assert sum(counts[:6]) > 0.3 * sum(counts)
    assert counts[0] > 10 * counts[-1]


def test_models_are_known_to_every_depth(ask):
    levels = dict(
        ask("SELECT areas.level, count(*) FROM models LEFT JOIN areas USING (area_id) GROUP BY ALL")
    )
    assert set(levels) == {"commune", "district", "province", "nation", None}
    assert levels["commune"] > 0.5 * MODELS
    several = ask("SELECT count(*) AS n FROM model_areas GROUP BY model_id HAVING n > 1")
    assert set(several) == {(2,), (3,)}
    assert ask("FROM model_areas JOIN areas USING (area_id) WHERE conversion = 'split'")


def test_what_is_not_stated_is_empty(ask):
    for column in ("year", "owner_type", "owner_name", "village", "note"):
        ((empty, filled),) = ask(f"SELECT count(*) - count({column}), count({column}) FROM models")
        assert empty, column
        assert filled, column
    ((inferred,),) = ask("SELECT avg(CAST(domain_is_inferred AS INTEGER)) FROM models")
    assert 0.1 < inferred < 0.3
    assert ask("SELECT min(year), max(year) FROM models") == [(2014, 2026)]
    ((with_outcomes,),) = ask("SELECT count(DISTINCT model_id) FROM model_outcomes")
    assert 0.1 * MODELS < with_outcomes < 0.2 * MODELS


def test_an_area_is_of_the_system_of_its_time(ask):
    assert (
        ask(
            "FROM models JOIN areas USING (area_id) "
            "WHERE system = '2004' AND year > 2025 OR system = '2025' AND year < 2025"
        )
        == []
    )


def test_no_person_owns_a_model(ask):
    named = ask("SELECT DISTINCT owner_name FROM models WHERE owner_type = 'individual'")
    assert named == [("cá nhân",)]


def test_models_lie_in_the_order_of_places_years_and_names(directory):
    models = pq.read_table(directory / "models.parquet").to_pylist()
    areas = [model["area_id"] for model in models]
    changes = [areas[n] for n in range(len(areas)) if n == 0 or areas[n] != areas[n - 1]]
    assert len(changes) == len(set(changes))
    order = [
        (changes.index(model["area_id"]), model["year"] or 9999, model["name"])
        for model in models[:500]
    ]
    assert order == sorted(order)


def test_other_tables_grow_with_the_models(directory, tmp_path):
    rows = {name: d.rows for name, d in Catalogue.open(directory).datasets.items()}
    larger = Catalogue.open(write(tmp_path, models=40_000)).datasets
    assert larger["service_kpis"].rows > 2 * rows["service_kpis"]
    assert larger["indices"].rows == rows["indices"]
    schema = pq.ParquetFile(larger["models"].parquet)
    groups = [schema.metadata.row_group(n).num_rows for n in range(schema.num_row_groups)]
    assert groups == [30_000, 10_000]


# Searching


def test_search_key_is_the_folded_text_of_the_model(ask):
    geography = read_geography(CURATED / "raw")
    known = load_indicators().of_subject("service_kpis", "model_outcomes")
    areas, achieved = {}, {}
    for model_id, area_id in ask("SELECT model_id, area_id FROM model_areas ORDER BY ALL"):
        areas.setdefault(model_id, []).append(area_id)
    for model_id, indicator in ask("SELECT model_id, indicator FROM model_outcomes"):
        names = {known[indicator].vi, known[indicator].en}
        achieved[model_id] = achieved.get(model_id, set()) | names
    models = ask("SELECT model_id, search_key, name, owner_name, village, place_text FROM models")
    for model_id, found, name, owner_name, village, place in models:
        units = areas.get(model_id, [])
        current = [geography.current(area_id)[0] for area_id in units]
        values = {"name": name, "owner_name": owner_name, "village": village}
        row = RawRow(0, {**values, "commune": place, "district": None, "province": None})
        words = sorted(achieved.get(model_id, ()))
        assert found == model_search_key(row, [*units, *current], geography, words)


def test_cards_of_a_deck_are_skewed_and_every_word_is_among_them():
    words = vocabulary.read_vocabulary()
    cards = vocabulary.deal(vocabulary.zipf(words["verbs"]))
    counts = Counter(cards)
    assert len(cards) == vocabulary.SLOTS
    assert list(counts) == words["verbs"]
    assert counts[words["verbs"][0]] > 10 * counts[words["verbs"][-1]]


# Never taken for real


def test_set_says_that_it_is_simulated(catalogue, directory):
    assert catalogue.is_simulated
    assert catalogue.version.startswith(f"2026-11-28.sim-{MODELS}-")
    version = tomllib.loads((directory / "version.toml").read_text(encoding="utf-8"))
    assert version["simulated"] is True
    assert not Catalogue.open(CURATED).is_simulated


@pytest.mark.parametrize("place", [CURATED, CURATED / "simulated", CURATED.parent])
def test_curated_datasets_are_never_written_over(place):
    before = hashlib.sha256((CURATED / "version.toml").read_bytes()).digest()
    with pytest.raises(NotSimulated, match="curated datasets"):
        write(place)
    assert hashlib.sha256((CURATED / "version.toml").read_bytes()).digest() == before


def test_directory_with_anything_else_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(NotSimulated, match=r"holds notes\.txt.*Choose another --out"):
        write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_set_that_is_not_simulated_is_refused(tmp_path):
    (tmp_path / "version.toml").write_text('version = "2026-11-21.0"\n')
    with pytest.raises(NotSimulated, match=r"holds version\.toml"):
        write(tmp_path)


def test_file_beside_a_simulated_set_is_kept(tmp_path):
    (tmp_path / "version.toml").write_text(OLD_SET)
    (tmp_path / "mine.csv").write_text("a,b")
    with pytest.raises(NotSimulated, match=r"holds mine\.csv"):
        write(tmp_path)
    assert (tmp_path / "mine.csv").read_text() == "a,b"


# The command


def test_command_writes_a_set_and_shows_its_progress(tmp_path, capsys):
    out = tmp_path / "set"
    assert main(["synthetic", "--models", "300", "--out", str(out), "--seed", "2"]) == 0
    said = capsys.readouterr().out
    assert "models: 300 of 300" in said
    assert Catalogue.open(out).version in said
    assert Catalogue.open(out).datasets["models"].rows == 300


def test_command_refuses_in_words(tmp_path, capsys):
    (tmp_path / "notes.txt").write_text("mine")
    assert main(["synthetic", "--models", "300", "--out", str(tmp_path)]) == 1
    assert "notes.txt" in capsys.readouterr().err


@pytest.mark.parametrize("options", [[], ["--models", "300"], ["--models", "0", "--out", "x"]])
def test_command_needs_models_and_a_directory(options, capsys):
    with pytest.raises(SystemExit):
        main(["synthetic", *options])
    assert "models" in capsys.readouterr().err


# On screen and in files


@pytest.mark.parametrize("page", PAGES)
def test_page_shows_simulated_data_and_says_so(page, directory, ask, monkeypatch):
    monkeypatch.setenv("DVK_DATASETS", str(directory))
    app = open_page(page)
    ((place,),) = ask(
        "SELECT province_id FROM service_kpis JOIN areas USING (area_id) "
        "WHERE system = '2004' GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    for link, language in (("", "vi"), (f"noi={place}&nam=2023", "en")):
        app.query_params.clear()
        app.query_params.update(parse_qsl(f"{link}&lang={language}"))
        assert_works(app.run())
        banners = [warning.value for warning in app.warning]
        assert wording(language).say("app.simulated") in banners


def test_file_of_simulated_data_says_so(catalogue):
    warehouse = Warehouse(catalogue)
    for language in LANGUAGES:
        asked = open_data.ask(catalogue, "areas", [("lang", language)])
        told = facts(open_data.contents(warehouse, asked), rows=0)
        assert wording(language).say("app.simulated") in dict(told).values()
