"""Pinned views: their list in an address, the page that orders them, and what a slide is told."""

import base64
import json
import zlib
from dataclasses import MISSING, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.scriptrunner import ScriptRunContext

from dvk_data.screen.pins import AT_MOST, COMMENT_AT_MOST, Pin, pack, unpack
from dvk_data.wording import LANGUAGES, wording
from tests.live import CATALOGUE
from tests.test_pages import (
    COMPARISON,
    LAM_HA,
    OVERVIEW,
    assert_reads_well,
    assert_works,
    notes,
    open_page,
)

PRESENTATION = "pages/presentation.py"
say = wording("vi").say
DOMAINS = Pin("tong-quan", LAM_HA, "domains", "Vì sao ít mô hình kinh tế?")
RANKED = Pin("so-sanh", "", "ranked")
HEAT = Pin("so-sanh", "xem=bang-nhiet", "heat")
NO_SUCH_CHART = Pin("so-sanh", "", "no-such-chart")


def address_of(*pins, **parameters):
    return "&".join([f"ghim={pack(pins)}", *(f"{k}={v}" for k, v in parameters.items())])


def titles(app):
    """The headings of the views in the list, without their numbers."""
    found = [text.value.strip("*").replace("\\", "") for text in app.main.markdown]
    return [text.partition(". ")[2] for text in found if text[:1].isdigit()]


def listed(app):
    """The views that the address holds."""
    found = app.query_params["ghim"]
    return unpack(found if isinstance(found, str) else found[0])


def sheets(app):
    """What the slides or the sheets of paper are told."""
    (component,) = [part for part in app.get("bidi_component") if '"sheets"' in part.proto.json]
    return json.loads(component.proto.json)


pins_of_texts = st.builds(Pin, *[st.text(max_size=60)] * 4)


@given(st.lists(pins_of_texts, min_size=1, max_size=AT_MOST, unique_by=lambda p: p.page))
def test_link_brings_every_view_and_comment_back(pins):
    assert unpack(pack(pins)) == pins


@pytest.mark.parametrize(
    "text",
    ["x", "%%%", "ư", base64.urlsafe_b64encode(zlib.compress(b"[]")).decode()]
    + [
        base64.urlsafe_b64encode(zlib.compress(json.dumps(rows).encode())).decode()
        for rows in (
            [1],
            [["a"]],
            [["a", "b", 3, "d"]],
            {"a": 1},
            [[["a"], "b", "c", "d"]],
            [["a", "b", "c", "\ud800"]],
        )
    ]
    + [base64.urlsafe_b64encode(zlib.compress(b"[" * 30_000)).decode()],
)
def test_what_is_no_list_of_views_is_refused(text):
    assert unpack(text) is None


def test_link_is_bounded_however_it_was_made():
    many = [replace(RANKED, query=f"nam-ss={year}", comment="x" * 500) for year in range(40)]
    found = unpack(pack(many))
    assert len(found) == AT_MOST
    assert {len(pin.comment) for pin in found} == {COMMENT_AT_MOST}
    assert unpack(pack([RANKED, replace(RANKED, comment="again")])) == [RANKED]
    assert unpack(pack([replace(RANKED, comment="x" * 1_000_000)])) is None


def test_full_list_still_fits_into_a_link():
    comment = "Nơi này báo cáo chậm hai tháng so với kế hoạch của tỉnh, cần hỏi lại. "
    many = [
        replace(DOMAINS, query=f"{LAM_HA}&nam={year}", comment=f"{year} {comment * 2}")
        for year in range(AT_MOST)
    ]
    assert len(pack(many)) < 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_views_says_how_to_begin(language):
    app = open_page(PRESENTATION, f"lang={language}")
    assert_reads_well(app)
    assert wording(language).say("slides.pin") in app.main.markdown[0].value


@pytest.mark.parametrize("number", range(3))
def test_ready_made_set_is_drawn_from_the_figures_at_hand(number):
    app = open_page(PRESENTATION)
    app.button(key=f"set-{number}").click().run()
    assert_reads_well(app)
    assert len(titles(app)) >= 3
    assert say("slides.gone") not in titles(app)
    assert len(listed(app)) == len(titles(app))


def test_pin_is_taken_out_again_and_the_navigation_counts():
    app = open_page(OVERVIEW, LAM_HA)
    app.button(key="pin-domains").click().run()
    app.switch_page(COMPARISON).run()
    app.button(key="pin-ranked").click().run()
    links = [link.proto.label for link in app.sidebar.get("page_link")]
    assert say("slides.nav_count", count=2) in links
    app.button(key="pin-ranked").click().run()
    links = [link.proto.label for link in app.sidebar.get("page_link")]
    assert say("slides.nav_count", count=1) in links


def test_full_list_takes_no_more_and_says_so():
    app = open_page(PRESENTATION, address_of(*(replace(RANKED, query=f"x={i}") for i in range(12))))
    app.query_params.clear()
    app.switch_page(COMPARISON).run()
    app.button(key="pin-ranked").click().run()
    assert [toast.value for toast in app.toast] == [say("slides.full", count=AT_MOST)]
    assert app.button(key="pin-ranked").label == say("slides.pin")


def test_views_change_places_are_commented_and_go():
    app = open_page(PRESENTATION, address_of(DOMAINS, RANKED, HEAT))
    first, second, third = titles(app)
    app.button(key="down-0").click().run()
    assert titles(app) == [second, first, third]
    app.button(key="up-2").click().run()
    assert titles(app) == [second, third, first]
    app.button(key="remove-0").click().run()
    assert titles(app) == [third, first]
    app.main.text_input[0].set_value("Một câu bình").run()
    assert listed(app)[0].comment == "Một câu bình"
    assert listed(app)[1] == DOMAINS


@pytest.mark.parametrize("name", ["down-0", "up-1", "remove-1", "slides.present", "slides.print"])
def test_comment_typed_just_before_a_click_is_kept(name):
    app = open_page(PRESENTATION, address_of(RANKED, HEAT))
    app.main.text_input[0].set_value("Vừa gõ")
    named = [b for b in app.main.button if name in (b.key, *_keys_of(b.label))]
    named[0].click().run()
    assert not app.exception
    assert replace(RANKED, comment="Vừa gõ") in listed(app)


def test_comment_that_is_too_long_is_cut_and_told():
    app = open_page(PRESENTATION, address_of(RANKED))
    app.main.text_input[0].set_value("x" * (COMMENT_AT_MOST + 12)).run()
    words = {"found": COMMENT_AT_MOST + 12, "at_most": COMMENT_AT_MOST}
    assert [toast.value for toast in app.toast] == [say("slides.comment_cut", **words)]
    assert app.main.text_input[0].value == listed(app)[0].comment == "x" * COMMENT_AT_MOST


def _keys_of(label):
    return [key for key in ("slides.present", "slides.print") if say(key) == label]


def test_unreadable_list_is_told():
    app = open_page(PRESENTATION, "ghim=x")
    assert_works(app)
    assert len(notes(app)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("how", ["trinh", "in"])
def test_sheet_says_what_must_leave_with_it(language, how):
    app = open_page(PRESENTATION, address_of(DOMAINS, HEAT, lang=language, **{how: "1"}))
    assert not app.exception
    told = sheets(app)
    sheet = told["sheets"][0]
    assert len(told["sheets"]) == (1 if how == "trinh" else 2)
    assert "54" in sheet["title"]
    assert sheet["comment"] == DOMAINS.comment
    assert "Lâm Hà" in sheet["filters"]
    assert "2023" in sheet["filters"]
    assert CATALOGUE.version in sheet["dates"]
    assert "31/12/2023" in sheet["dates"]
    assert sheet["source"].startswith(wording(language).say("slides.source", source=""))
    assert len(sheet["table"]["rows"]) == 3


def test_slide_names_place_and_year_where_its_title_does_not():
    app = open_page(PRESENTATION, address_of(Pin("mo-hinh", LAM_HA, "named-domains"), trinh="1"))
    (sheet,) = sheets(app)["sheets"]
    assert "Lâm Hà" not in sheet["title"] + sheet["subtitle"]
    assert "Nơi: Huyện Lâm Hà, tỉnh Lâm Đồng" in sheet["unsaid"]
    assert "Năm: 2023" in sheet["unsaid"]
    assert say("app.boundary_reported") in sheet["filters"]


@pytest.mark.parametrize("how", ["trinh", "in"])
def test_sheet_names_its_documents_and_where_the_others_stand(how):
    few, many = (
        Pin("khieu-nai-to-cao", LAM_HA, "petition-rates"),
        Pin("mo-hinh", "", "named-domains"),
    )
    told = {}
    for pin in (few, many):
        (told[pin],) = sheets(open_page(PRESENTATION, address_of(pin, **{how: "1"})))["sheets"]
    assert "Tiếp tục nâng cao hiệu quả công tác dân vận" in told[few]["source"]
    assert "05/04/2024" in told[few]["source"]
    assert say("nav.sources") not in told[few]["source"]
    assert told[many]["source"].endswith(f"tài liệu khác, xem trang {say('nav.sources')}")
    assert len(told[many]["source"]) < 500


def test_views_are_in_the_language_of_the_reader_whatever_their_address_says():
    forged = replace(DOMAINS, query=f"{LAM_HA}&lang=en&so-lieu=x")
    assert titles(open_page(PRESENTATION, address_of(forged))) == titles(
        open_page(PRESENTATION, address_of(DOMAINS))
    )
    assert "so-lieu" not in forged.parameters("vi")


def test_page_beyond_the_last_is_told_and_the_first_is_shown():
    app = open_page(PRESENTATION, address_of(DOMAINS, HEAT, trinh="1", trang="9"))
    assert sheets(app)["page"] == 1
    assert len(notes(app)) == 1


def test_chart_that_is_gone_is_said_to_be_gone():
    strange = Pin("khong-co-trang", "", "ranked")
    app = open_page(PRESENTATION, address_of(NO_SUCH_CHART, strange))
    assert titles(app) == [say("slides.gone")] * 2
    app = open_page(PRESENTATION, address_of(NO_SUCH_CHART, strange, **{"in": "1"}))
    assert [sheet["title"] for sheet in sheets(app)["sheets"]] == [say("slides.gone")] * 2


def test_drawing_a_pinned_view_leaves_the_reader_where_they_are():
    app = open_page(PRESENTATION, address_of(DOMAINS, HEAT))
    assert "noi" not in app.query_params
    assert "xem" not in app.query_params
    assert "widget-xem" not in app.session_state
    assert len(app.main.selectbox) == 0


def test_streamlit_still_needs_of_a_run_what_is_given_to_the_one_beside():
    """Streamlit runs no page aside: the context of such a run is made by hand, from these parts.

    If this fails after a new Streamlit, compare `prepared._context_aside` with how Streamlit's own
    `script_runner` makes its context, and give the new part.
    """
    needed = [
        part.name
        for part in fields(ScriptRunContext)
        if part.default is MISSING and part.default_factory is MISSING
    ]
    assert needed == [
        "session_id",
        "_enqueue",
        "query_string",
        "session_state",
        "uploaded_file_mgr",
        "main_script_path",
        "user_info",
        "fragment_storage",
        "pages_manager",
    ]
