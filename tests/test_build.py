"""From raw CSV to datasets: what is refused, how it is said, and that nothing is lost."""

import hashlib
import re
import shutil
import tomllib

import pyarrow.parquet as pq
import pytest

from dvk_data.build.__main__ import main
from dvk_data.build.datasets import build
from dvk_data.build.raw import SPECIFICATION, BrokenRawData
from dvk_data.catalogue import Catalogue
from tests.drawn import draw_directory
from tests.live import CATALOGUE, raw, table

DRAWN = {
    "model_counts": [
        {"model_count": "44"},
        {"model_count": "24", "domain": "culture_society"},
        {"model_count": "12", "domain": "political_system"},
        {"model_count": "8", "domain": "economy", "flag": "approximate"},
    ],
    "models": [
        {"model_id": "m1", "name": "Nuôi heo đất", "commune": "Đạ Đờn"},
        {"model_id": "m2", "name": "Đường hoa", "commune": "Xã Không Có"},
    ],
    "model_outcomes": [{"indicator": "money_raised", "value": "88000000"}],
    "service_kpis": [
        {"indicator": "dossiers_resolved", "value": "100", "model_id": "m1"},
        {"indicator": "dossiers_on_time", "value": "90"},
        {"indicator": "on_time_rate", "value": "95.0", "unit": "percent", "model_id": "m1"},
    ],
    "petitions": [{"stage": "received", "value": "376"}],
    "indices": [{"value": "67.5", "rank": "12", "province": "Tỉnh Không Có"}],
    "targets": [{"indicator": "on_time_rate", "target": "98"}],
}


def built(directory, name):
    return pq.read_table(directory / f"{name}.parquet").to_pylist()


def contents(directory):
    """Hash of every file of a directory."""
    files = sorted(file for file in directory.rglob("*") if file.is_file())
    return {
        str(file.relative_to(directory)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    directory = draw_directory(tmp_path_factory.mktemp("drawn") / "datasets", **DRAWN)
    return directory, build(directory)


# What is refused


def mend(lines, line, old, new):
    assert old in lines[line - 1], lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)


BROKEN_CELLS = [
    # file, line, what stands there, what is put in its place, column, found, allowed
    ("sources", 2, "official", "offical", "publisher_type", "offical", "official, press, other"),
    ("sources", 3, "b,", ",", "source_id", "", "a value (required)"),
    ("sources", 4, ",,,", ",www.lamha.vn,,", "url", "www.lamha.vn", "http:// or https://"),
    ("model_counts", 2, ",44,", ',"1.234,5",', "model_count", "1.234,5", "without separators"),
    ("model_counts", 3, ",24,", ",3.640,", "model_count", "3.640", "such as 3640"),
    ("model_counts", 4, "2023-12-31", "2022-12-31", "date_to", "2022-12-31", "not before 2023"),
    ("model_counts", 5, "economy", "econmy", "domain", "econmy", "economy"),
    ("models", 2, ",2023,", ",23,", "year", "23", "one year, 1990 to 2050"),
    ("models", 3, "m2,", "m1,", "model_id", "m1", "no value twice"),
    ("models", 3, ",false,", ",no,", "domain_is_inferred", "no", "true or false"),
    ("model_outcomes", 2, "m1", "m9", "model_id", "m9", "a model_id of models.csv"),
    ("model_outcomes", 2, "VND", "ha", "unit", "ha", "VND (the units of money_raised)"),
    ("service_kpis", 2, "2023-12-31", "2023-02-30", "date_to", "2023-02-30", "a date that exists"),
    ("service_kpis", 3, "dossiers_on_time", "dossiers_on_tim", "indicator", "dossiers_on_tim", ""),
    ("service_kpis", 3, ",90,", ',"1.234,5",', "value", "1.234,5", "such as 1234.5"),
    ("service_kpis", 4, "a,", "nobody,", "source_id", "nobody", "a source_id of sources.csv"),
    ("service_kpis", 4, "95.0", "", "value", "", "a value (required)"),
    ("service_kpis", 4, "2023-01-01", "31/01/2023", "date_from", "31/01/2023", "YYYY-MM-DD"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A directory in which everything is wrong at once, and what the build says of it."""
    sources = [{"source_id": source} for source in "abc"]
    directory = tmp_path_factory.mktemp("broken") / "datasets"
    files = draw_directory(directory, sources=sources, **DRAWN) / "raw"
    for name in dict.fromkeys(cell[0] for cell in BROKEN_CELLS):
        lines = (files / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        for _, line, old, new, *_ in (cell for cell in BROKEN_CELLS if cell[0] == name):
            mend(lines, line, old, new)
        (files / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (files / "petitions.csv").open("a", encoding="utf-8") as file:
        row = (files / "petitions.csv").read_text(encoding="utf-8").splitlines()[1]
        file.write(f"{row}\n{row},one cell more\n")
    (files / "indices.csv").write_bytes("Thừa Thiên Huế".encode("utf-16"))
    (files / "targets.csv").write_text("source,target\na,98\n", encoding="utf-8")
    (files / "check_explanations.csv").unlink()
    before = contents(directory)
    with pytest.raises(BrokenRawData) as raised:
        build(directory)
    return raised.value, before, contents(directory), directory


OTHER_PROBLEMS = [
    # file, line, column, found, allowed
    ("petitions.csv", 3, "-", "same as line 2", "no row twice"),
    ("petitions.csv", 4, "-", "15 cells", "14 cells"),
    ("indices.csv", 0, "-", "'utf-8' codec can't decode", "a CSV file in UTF-8"),
    ("targets.csv", 1, "-", "source,target", ",".join(SPECIFICATION["targets"])),
    ("check_explanations.csv", 0, "-", "no such file", "a CSV file in UTF-8"),
]
PROBLEMS = [
    (f"{name}.csv", line, *rest) for name, line, _, _, *rest in BROKEN_CELLS
] + OTHER_PROBLEMS


@pytest.mark.parametrize(("file", "line", "column", "found", "allowed"), PROBLEMS)
def test_problem_is_said_with_place_and_what_is_allowed(broken, file, line, column, found, allowed):
    problems = broken[0].problems
    (problem,) = (
        p
        for p in problems
        if (p.file, p.line, p.column) == (file, line, column) and p.found.startswith(found)
    )
    assert allowed in problem.allowed
    assert str(problem) in str(broken[0])


def test_all_problems_are_said_at_once_and_nothing_else(broken):
    assert len(broken[0].problems) == len(PROBLEMS)
    assert str(broken[0]).startswith(f"{len(PROBLEMS)} problem(s) in the raw data, nothing was")


def test_nothing_is_written_when_anything_is_wrong(broken):
    _, before, after, _ = broken
    assert after == before
    assert not [file for file in after if file.endswith(".parquet")]


def test_misspelt_indicator_is_told_the_nearest(broken):
    (problem,) = (p for p in broken[0].problems if p.found == "dossiers_on_tim")
    assert re.search("nearest: .*dossiers_on_time", problem.allowed)


@pytest.mark.parametrize("unit", ["dossier", "petition", "person", "VND"])
def test_thousands_written_with_a_point_are_not_taken_for_a_fraction(tmp_path, unit):
    drawn = {
        "dossier": {"service_kpis": [{"indicator": "dossiers_resolved", "value": "3.640"}]},
        "petition": {"petitions": [{"stage": "received", "value": "3.640"}]},
        "person": {"petitions": [{"stage": "received", "value": "3.640", "unit": "person"}]},
        "VND": {
            "models": [{"model_id": "m1", "name": "Nuôi heo đất"}],
            "model_outcomes": [{"indicator": "money_raised", "value": "3.640"}],
        },
    }
    directory = draw_directory(tmp_path / "datasets", **drawn[unit])
    with pytest.raises(BrokenRawData):
        build(directory)


@pytest.mark.parametrize("name", ["admin_units", "admin_crosswalk", "place_aliases"])
def test_broken_list_of_units_is_said_without_a_traceback(tmp_path, name, capsys):
    directory = draw_directory(tmp_path / "datasets", **DRAWN)
    with (directory / "raw" / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write("one cell\n")
    assert main(["--datasets", str(directory)]) == 1
    assert f"{name}.csv, line" in capsys.readouterr().err


def test_command_ends_with_1_and_says_what_is_wrong(broken, capsys):
    assert main(["--datasets", str(broken[3])]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "model_counts.csv, line 2, column model_count: found '1.234,5'" in said.err


def test_command_ends_with_0_and_prints_the_report(tmp_path, capsys):
    directory = draw_directory(tmp_path / "datasets", **DRAWN)
    assert main(["--datasets", str(directory)]) == 0
    assert capsys.readouterr().out.startswith("Data version 2024-06-30.")


def test_command_with_an_unknown_option_ends_with_2(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["--fast"])
    assert "--datasets" in capsys.readouterr().err


# What is built


def test_second_build_changes_no_byte(drawn):
    directory, first_report = drawn
    first = contents(directory)
    assert build(directory) == first_report
    assert contents(directory) == first


def test_published_datasets_are_what_the_raw_files_make(tmp_path):
    directory = tmp_path / "datasets"
    shutil.copytree(CATALOGUE.directory, directory)
    build(directory)
    assert contents(directory) == contents(CATALOGUE.directory)


def test_version_follows_the_figures(tmp_path):
    changed = DRAWN | {"petitions": [{"stage": "received", "value": "377"}]}
    versions = set()
    for name, rows in [("one", DRAWN), ("same", DRAWN), ("other", changed)]:
        directory = draw_directory(tmp_path / name, **rows)
        build(directory)
        versions.add(Catalogue.open(directory).version)
    assert len(versions) == 2


@pytest.mark.parametrize("name", [name for name in SPECIFICATION if name in CATALOGUE.datasets])
def test_no_raw_row_is_lost(name):
    wanted = raw(name)
    if name == "model_outcomes":
        wanted = wanted + [row for row in raw("service_kpis") if row["model_id"]]
    assert len(table(name)) == len(wanted)
    assert [row["source_id"] for row in table(name)] == [row["source_id"] for row in wanted]


def test_figure_of_a_named_model_is_among_its_outcomes_too(drawn):
    directory, _ = drawn
    outcomes = [(row["model_id"], row["indicator"]) for row in built(directory, "model_outcomes")]
    assert outcomes == [
        ("m1", "money_raised"),
        ("m1", "dossiers_resolved"),
        ("m1", "on_time_rate"),
    ]
    assert len(built(directory, "service_kpis")) == 3


def test_figure_keeps_its_code_when_rows_are_added(drawn, tmp_path):
    more = DRAWN | {"petitions": [{"stage": "eligible", "value": "352"}, *DRAWN["petitions"]]}
    other = draw_directory(tmp_path / "datasets", **more)
    build(other)
    (before,) = built(drawn[0], "petitions")
    (after,) = (row for row in built(other, "petitions") if row["stage"] == "received")
    assert after["figure_id"] == before["figure_id"]


CORRECTED = {
    "model_counts": {"model_count": "45"},
    "model_outcomes": {"value": "89000000"},
    "service_kpis": {"value": "101"},
    "petitions": {"value": "377"},
    "indices": {"value": "67.6", "rank": "11"},
    "targets": {"target": "97"},
}


@pytest.mark.parametrize("name", CORRECTED)
def test_figure_keeps_its_code_when_its_value_is_corrected(drawn, tmp_path, name):
    first, *others = DRAWN[name]
    other = DRAWN | {name: [{**first, **CORRECTED[name]}, *others]}
    directory = draw_directory(tmp_path / "datasets", **other)
    build(directory)
    before, after = ([row["figure_id"] for row in built(d, name)] for d in (drawn[0], directory))
    assert after == before


def test_contradicted_figure_is_flagged_and_keeps_its_value(drawn):
    (rate,) = (r for r in built(drawn[0], "service_kpis") if r["indicator"] == "on_time_rate")
    assert (rate["value"], rate["flag"]) == (95, "contradicted")


def test_corrected_figure_is_not_flagged_again(tmp_path):
    rows = [dict(row) for row in DRAWN["service_kpis"]]
    rows[2]["flag"] = "corrected"
    directory = draw_directory(tmp_path / "datasets", **DRAWN | {"service_kpis": rows})
    build(directory)
    assert [row["flag"] for row in built(directory, "service_kpis")][2] == "corrected"


# Places


def test_place_that_is_not_found_keeps_its_text_and_is_flagged(drawn):
    (index,) = built(drawn[0], "indices")
    assert (index["area_id"], index["place_text"]) == (None, "Tỉnh Không Có")
    assert index["flag"] == "inferred_place"


def test_commune_that_is_not_found_is_kept_at_its_district(drawn):
    (model,) = (m for m in built(drawn[0], "models") if m["model_id"] == "m2")
    assert model["area_id"] == "2004-district-676"
    assert model["place_text"] == "Xã Không Có · Lâm Hà · Lâm Đồng"
    assert model["flag"] == "inferred_place"
    (match,) = (m for m in built(drawn[0], "place_matches") if "Xã Không Có" in m["place_text"])
    assert match["how"] == "parent"
    assert "Huyện Lâm Hà" in match["reason_vi"]


def test_unsure_place_does_not_hide_an_approximate_figure(tmp_path):
    rows = [{"model_count": "44", "flag": "approximate", "district": "Huyện Không Có"}]
    directory = draw_directory(tmp_path / "datasets", model_counts=rows)
    build(directory)
    assert [row["flag"] for row in built(directory, "model_counts")] == ["approximate"]


def test_date_of_the_figure_chooses_the_boundaries(tmp_path):
    later = {"date_from": "2025-07-01", "date_to": "2025-12-31"}
    undated = {"date_from": "", "date_to": ""}
    counts = [
        {"model_count": "1", "district": ""},
        {"model_count": "2", "district": "", **later},
        {"model_count": "3", "district": "", **undated, "source_id": "new"},
        {"model_count": "4", "district": "", **undated, "source_id": "old"},
    ]
    sources = [
        {"source_id": "a"},
        {"source_id": "new", "published_date": "2025-09-02"},
        {"source_id": "old", "published_date": "2018-01-18"},
    ]
    directory = draw_directory(tmp_path / "datasets", sources=sources, model_counts=counts)
    build(directory)
    assert [row["area_id"] for row in built(directory, "model_counts")] == [
        "2004-province-68",
        "2025-province-68",
        "2025-province-68",
        "2004-province-68",
    ]


def test_model_in_several_communes_is_at_their_district_and_in_each(tmp_path):
    model = {"model_id": "m1", "name": "Điện chiếu sáng", "commune": "Hoài Đức, Đạ Đờn"}
    directory = draw_directory(tmp_path / "datasets", models=[model])
    build(directory)
    assert [row["area_id"] for row in built(directory, "models")] == ["2004-district-676"]
    assert [row["area_id"] for row in built(directory, "model_areas")] == [
        "2004-commune-24913",
        "2004-commune-24895",
    ]


def test_model_is_found_by_its_places_of_then_and_now(drawn):
    (model,) = (m for m in built(drawn[0], "models") if m["model_id"] == "m1")
    for words in ("nuoi heo dat", "da don", "huien lam ha", "phu son lam ha"):
        assert words in model["search_key"]


# The report


def test_report_counts_rows_flags_and_checks(drawn):
    _, report = drawn
    assert re.search(r"^model_counts +4 +4 +approximate 1$", report, re.MULTILINE)
    assert re.search(r"^model_outcomes +1 +3", report, re.MULTILINE)
    assert re.search(r"differ 1, cannot be judged 0", report)
    assert "a: On-time rate: 90 / 100 = 90%; the source states 95%" in report


def test_report_lists_places_that_are_not_matched(drawn):
    _, report = drawn
    assert "not matched: Tỉnh Không Có in indices" in report
    assert "unmatched 1" in report


def test_description_says_what_was_written(drawn):
    directory, _ = drawn
    for name, dataset in Catalogue.open(directory).datasets.items():
        assert dataset.rows == len(built(directory, name))
        assert hashlib.sha256(dataset.parquet.read_bytes()).hexdigest() == dataset.sha256
    described = tomllib.loads((directory / "model_counts.toml").read_text(encoding="utf-8"))
    assert described["file"]["sources"] == 1
