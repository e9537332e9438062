"""Views written out beforehand answer every question as the views made on opening do."""

import shutil

import pytest

from dvk_data.build.written import write_out
from dvk_data.catalogue import Catalogue, DatasetsUnusable
from dvk_data.warehouse import QUERIES, Warehouse
from tests.test_queries import CASES, drawn_directory  # noqa: F401


@pytest.fixture(scope="module")
def directories(drawn_directory, tmp_path_factory):  # noqa: F811
    """The same datasets, without and with their views written out."""
    written = tmp_path_factory.mktemp("written") / "datasets"
    shutil.copytree(drawn_directory, written)
    write_out(written)
    return drawn_directory, written


@pytest.fixture(scope="module", params=[False, True], ids=["whole", "only stated"])
def warehouses(directories, request):
    return [Warehouse(Catalogue.open(d), only_stated=request.param) for d in directories]


@pytest.mark.parametrize("question", [file.stem for file in QUERIES.glob("*.sql")])
def test_question_is_answered_alike(warehouses, question):
    made, read = (each.rows(question, **CASES[question].parameters) for each in warehouses)
    assert made == read


def test_written_views_of_an_earlier_dashboard_are_refused(directories, tmp_path):
    shutil.copytree(directories[1], tmp_path / "datasets")
    (tmp_path / "datasets" / "written" / "whole" / "flags.arrow").unlink()
    with pytest.raises(DatasetsUnusable, match=r"lacks flags; python run\.py build write-out"):
        Warehouse(Catalogue.open(tmp_path / "datasets"))


def test_flags_are_found_alike(warehouses):
    made, read = warehouses
    flagged = {row["id"]: row["flag"] for row in made.rows("not_plain")}
    assert sorted(made.flags.of(flagged)) == sorted(flagged.values())
    assert made.flags.of(flagged) == read.flags.of(flagged)


def test_written_views_of_another_version_are_refused(directories, tmp_path):
    shutil.copytree(directories[1], tmp_path / "datasets")
    stamp = tmp_path / "datasets" / "written" / "whole" / "written.toml"
    stamp.write_text('version = "2020-01-01.aaaaaaaa"\n', encoding="utf-8")
    with pytest.raises(DatasetsUnusable, match=r"written\.toml: was written for version 2020"):
        Warehouse(Catalogue.open(tmp_path / "datasets"))
