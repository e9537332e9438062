"""What readers see while others publish, and who may publish on the page."""

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from dvk_data.catalogue import Catalogue
from dvk_data.published.publishing import Publisher, Step
from dvk_data.published.store import Store
from dvk_data.screen import reader
from dvk_data.wording import wording
from tests.intake.publishers import BY, LAM_HA, bring_in, draw_base
from tests.test_pages import cards, open_page

OVERVIEW, INTAKE = "pages/overview.py", "pages/intake.py"
say = wording("vi").say


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return draw_base(tmp_path_factory.mktemp("base"))


@pytest.fixture
def publisher(tmp_path, base, monkeypatch):
    monkeypatch.setenv("DVK_PUBLISHED", str(tmp_path / "published"))
    return Publisher(Store(), base)


def received_card(app):
    assert not app.exception
    assert not app.error
    return cards(app)[say("overview.received")][0]


def test_reader_on_screen_sees_the_new_version_on_the_next_step(publisher):
    bring_in(publisher, 2023, 400)
    app = open_page(OVERVIEW, f"noi={LAM_HA}&nam=2023")
    assert "400" in received_card(app)
    bring_in(publisher, 2023, 404)
    assert "404" in received_card(app.run())
    first = publisher.store.events()[0][1]
    publisher.publish(Step("restore", version=first.after), **BY)
    assert "400" in received_card(app.run())


def test_page_reads_one_version_from_its_first_row_to_its_last(publisher):
    """Published in the middle of a run: the rest of that run reads what it began with."""
    bring_in(publisher, 2023, 400)

    def page(publish):
        import streamlit as st

        from dvk_data.screen import reader

        reader.settle_datasets()
        st.text(reader.warehouse().catalogue.version)
        publish()
        st.text(reader.warehouse().catalogue.version)

    publish = lambda: bring_in(publisher, 2023, 404)  # noqa: E731
    app = AppTest.from_function(page, kwargs={"publish": publish}, default_timeout=60).run()
    first, second = (text.value for text in app.text)
    assert first == second != Catalogue.open().version


def test_damaged_version_is_said_and_the_one_before_is_shown(publisher):
    first, second = bring_in(publisher, 2023, 400), bring_in(publisher, 2023, 404)
    (publisher.store.versions / second.after / "petitions.parquet").write_bytes(b"PAR1")
    app = open_page(OVERVIEW, f"noi={LAM_HA}&nam=2023")
    assert "400" in received_card(app)
    words = {"wrong": second.after, "version": first.after}
    assert say("app.fallen_back", **words) in app.warning[0].value.replace("\\", "")


def test_data_files_follow_what_is_in_force(publisher):
    first, second = bring_in(publisher, 2023, 400), bring_in(publisher, 2023, 404)
    opened, wrong = reader.open_in_force()
    assert (opened.catalogue.version, wrong) == (second.after, "")
    (publisher.store.versions / second.after / "models.toml").write_text("no")
    reader.open_warehouse.cache.clear()
    opened, wrong = reader.open_in_force()
    assert (opened.catalogue.version, wrong) == (first.after, second.after)


def test_history_lists_what_was_published_and_offers_to_take_it_back(publisher):
    event = bring_in(publisher, 2023, 400)
    app = open_page(INTAKE, "phan=lich-su")
    assert not app.exception
    newest, begin = app.dataframe[0].value.to_dict("records")
    assert (newest["who"], newest["file"]) == (event.who, event.file_name)
    assert begin["kind"] == say("bring.kind_begin")
    assert f"{event.after} ●" == newest["after"]
    app.segmented_control(key="intake-step-vi").set_value("withdraw").run()
    assert not app.exception
    assert app.selectbox(key="intake-withdraw-vi").value == event.concerns


def test_nothing_is_brought_in_where_it_would_not_be_seen(base, monkeypatch):
    monkeypatch.setenv("DVK_DATASETS", str(base))
    app = open_page(INTAKE)
    assert [box.value for box in app.info] == [say("bring.closed_directory")]
    assert not app.file_uploader


def asked_to_publish():
    import streamlit as st

    from dvk_data.screen import intake_access

    if intake_access.may_publish("test"):
        st.text("may publish")


@pytest.fixture
def ask(monkeypatch):
    """A reader who wants to publish, on a server that listens on some address."""
    reader.open_warehouse.cache.clear()

    def ask(listens="localhost", key=""):
        monkeypatch.setenv("DVK_PUBLISH_KEY", key)
        config.set_option("server.address", listens)
        return AppTest.from_function(asked_to_publish, default_timeout=60).run()

    before = config.get_option("server.address")
    yield ask
    config.set_option("server.address", before)
    reader.open_warehouse.cache.clear()


def may(app):
    assert not app.exception
    return bool(app.text)


def test_without_a_key_only_this_machine_publishes(ask):
    assert may(ask("localhost"))


def test_server_open_to_others_wants_a_key_and_says_so(ask):
    app = ask("0.0.0.0")
    assert not may(app)
    assert app.info[0].value == say("bring.only_here", key="DVK_PUBLISH_KEY")


def test_key_is_asked_for_and_a_wrong_one_refused(ask):
    app = ask("0.0.0.0", key="ngọc lan")
    assert not may(app)
    app.text_input[0].set_value("ngoc lan").run()
    assert not may(app)
    assert app.error[0].value == say("bring.key_wrong")
    app.text_input[0].set_value("ngọc lan").run()
    assert may(app)


def test_after_many_wrong_keys_even_the_right_one_waits(ask):
    app = ask("0.0.0.0", key="right")
    for guess in range(10):
        app.text_input[0].set_value(f"guess {guess}").run()
    app.text_input[0].set_value("right").run()
    assert not may(app)
    assert app.error[0].value == say("bring.key_too_often", minutes=10)
