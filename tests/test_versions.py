"""What a reader sees of the changes between versions, on drawn data."""

import shutil

import pytest
from streamlit.testing.v1 import AppTest

from dvk_data.build.datasets import build, release
from dvk_data.catalogue import Catalogue
from tests.drawn import RELEASE, draw_directory
from tests.test_build import DRAWN
from tests.test_corrections import FITTING, correct


def page():
    from dvk_data.screen import versions

    versions.show()


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    """Three versions: as drawn, one figure corrected (both released), one of another value."""
    directory = draw_directory(tmp_path_factory.mktemp("versions") / "datasets", **DRAWN)
    release(directory)
    shutil.copytree(directory, directory.parent / "first")
    reason = directory / "raw" / "release.toml"
    reason.write_text(RELEASE.replace("Drawn", "Corrected").replace("vẽ ra", "sửa lại"), "utf-8")
    release(correct(directory, FITTING))
    reason.write_text(RELEASE.replace("Drawn", "New").replace("vẽ ra", "mới"), "utf-8")
    counts = directory / "raw" / "model_counts.csv"
    counts.write_text(counts.read_text("utf-8").replace(",44,", ",45,"), "utf-8")
    build(directory)
    return directory


@pytest.fixture
def seen(history, monkeypatch):
    def seen(directory=history, **query):
        monkeypatch.setenv("DVK_DATASETS", str(directory))
        app = AppTest.from_function(page, default_timeout=60)
        app.query_params.update(query)
        app.run()
        assert not app.exception
        return app

    return seen


def released(directory):
    return [v.name for v in sorted((directory / "released").iterdir())]


def test_newest_version_is_compared_with_the_last_release(seen, history):
    app = seen()
    assert app.markdown[0].value == "**1 con số đổi giá trị; sửa 2 dòng.**"  # and a check of it
    assert Catalogue.open(history).version in app.markdown[1].value
    assert "Số liệu mới để thử." in app.markdown[1].value
    change, *others = app.dataframe[1].value.to_dict("records")
    assert change["place"] == "Huyện Lâm Hà, tỉnh Lâm Đồng"
    assert (change["old"], change["new"], change["reason"]) == ("44", "45", "Lý do ra phiên bản")
    (verdict,) = others
    assert (verdict["column"], verdict["new"]) == ("Khớp", "không kết luận được")


def test_link_opens_an_earlier_version_with_the_correction_and_who_made_it(seen, history):
    second = next(v for v in released(history) if v not in released(history.parent / "first"))
    app = seen(**{"phien-ban": second, "lang": "en"})
    assert app.markdown[0].value.startswith("**Figures with another value: 1; ")
    changes = app.dataframe[1].value.to_dict("records")
    told = {c["column"]: (c["old"], c["new"], c["reason"], c["by"]) for c in changes}
    because = ("The paper says 367.", "Huyện ủy")
    assert told["Value"] == ("376 letters", "367 letters", *because)
    assert told["Flag"] == ("As reported", "Corrected", *because)


def test_choice_lists_pairs_newest_first(seen, history):
    (choice,) = seen().selectbox
    current, earlier = choice.options
    second, first = earlier.split(" so với ")
    assert current == f"Bản đang dùng so với {second}"
    assert [first] == released(history.parent / "first")
    assert {first, second} == set(released(history))


def test_first_version_says_that_there_is_none_before(seen, history):
    first = history.parent / "first"
    app = seen(first)
    version = Catalogue.open(first).version
    assert app.markdown[0].value == (
        f"Phiên bản {version} là bản đầu tiên được giữ lại, chưa có bản trước để so."
    )
    assert not app.dataframe


def test_version_without_changes_says_so(seen, history, tmp_path):
    """Only a name of a code differs."""
    directory = shutil.copytree(history.parent / "first", tmp_path / "datasets")
    codes = directory / "codes.toml"
    codes.write_text(codes.read_text("utf-8").replace('vi = "Sửa"', 'vi = "Đổi"'), "utf-8")
    build(directory)
    app = seen(directory)
    assert app.markdown[0].value == "**Không dòng dữ liệu nào thay đổi.**"
    assert not app.dataframe
