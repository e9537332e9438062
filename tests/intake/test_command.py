"""The same by command line: read, refuse, publish, take back."""

import pytest

from dvk_data.build.__main__ import main
from dvk_data.catalogue import default_directory
from dvk_data.in_force import read_events
from dvk_data.intake import load_forms
from dvk_data.wording import wording
from tests.intake.publishers import draw_base, received
from tests.intake.sent import workbook

say = wording("vi").say
BY = ["--who", "Lan", "--reason", "Báo cáo năm"]


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return draw_base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def call(tmp_path, base, monkeypatch, capsys):
    """Call the command line; returns exit code, what it printed, and what it complained of."""
    monkeypatch.setenv("DVK_PUBLISHED", str(tmp_path / "published"))

    def call(action, *arguments):
        code = main([action, *map(str, arguments), "--datasets", str(base)])
        return code, *capsys.readouterr()

    return call


@pytest.fixture
def sent(tmp_path):
    def sent(**cells):
        file = tmp_path / "thu-tuc.xlsx"
        file.write_bytes(workbook(**cells))
        return file

    return sent


def test_dry_run_tells_what_would_change_and_keeps_nothing(call, sent, tmp_path):
    code, printed, complained = call("import", sent(), "--dry-run")
    assert (code, complained) == (0, "")
    assert "Hồ sơ tiếp nhận, năm 2022: – → 120 hồ sơ" in printed
    assert "on_time_rate: – → 98.1818" in printed
    assert say("bring.dry_run") in printed
    assert not (tmp_path / "published").exists()


def test_error_is_told_with_its_cell_and_refused(call, sent):
    code, printed, complained = call("import", sent(received=-5), *BY)
    assert code == 1
    assert "Sheet!C6" in printed
    assert say("bring.has_errors") in complained
    assert default_directory().name == "datasets"


def test_doubt_is_published_once_it_is_confirmed(call, sent):
    file = sent(late=7, resolved=110)
    code, _, complained = call("import", file, *BY)
    assert (code, complained.strip()) == (1, say("bring.has_doubts"))
    assert call("import", file, *BY, "--confirm-doubts")[0] == 0


def test_unit_and_period_of_the_call_hold_against_those_of_the_file(call, sent):
    stated = ["--unit", "Huyện Đam Rông, tỉnh Lâm Đồng", "--period", "2021-01-01..2021-12-31"]
    _, printed, _ = call("import", sent(), "--dry-run", *stated)
    assert "Huyện Đam Rông" in printed
    assert "2021-01-01..2021-12-31" in printed


def test_unknown_unit_is_refused(call, sent):
    code, _, complained = call("import", sent(), "--dry-run", "--unit", "Huyện Không Có")
    assert (code, complained.strip()) == (1, say("bring.unit_unknown", found="Huyện Không Có"))


def test_name_and_reason_are_asked_for(call, sent):
    code, _, complained = call("import", sent())
    assert (code, complained.strip()) == (1, say("published.nobody"))


def test_file_that_is_not_there_is_named(call, tmp_path):
    code, _, complained = call("import", tmp_path / "no.xlsx", *BY)
    assert code == 1
    assert "no.xlsx" in complained


def test_import_is_listed_taken_back_and_restored(call, sent, tmp_path):
    assert call("import", sent(), *BY)[0] == 0
    event = read_events(tmp_path / "published")[0][-1]
    code, printed, _ = call("history")
    assert code == 0
    assert event.file_hash in printed
    assert call("withdraw", event.concerns, *BY)[0] == 0
    assert received(default_directory()) == {2022: 376}
    assert call("withdraw", event.concerns, *BY)[0] == 1
    assert call("restore", event.after, *BY)[0] == 0
    assert default_directory().name == event.after
    assert call("update", *BY)[0] == 0


def test_nothing_is_published_where_it_would_not_be_read(call, sent, base, monkeypatch):
    monkeypatch.setenv("DVK_DATASETS", str(base))
    code, _, complained = call("import", sent(), *BY)
    assert (code, complained.strip()) == (1, say("bring.closed_directory"))


@pytest.mark.parametrize("form", ["ii-06@vpcp-kstt", *list(load_forms())[:1]])
def test_empty_form_is_written(call, tmp_path, form):
    file = tmp_path / "form.xlsx"
    assert call("blank", form, "--out", file)[0] == 0
    assert file.read_bytes().startswith(b"PK")


def test_file_comes_back_with_its_faulty_cells_marked(call, sent, tmp_path):
    marked = tmp_path / "marked.xlsx"
    assert call("import", sent(received=-5), "--dry-run", "--marked", marked)[0] == 1
    assert marked.read_bytes().startswith(b"PK")
