"""What the server remembers of a reader does not grow with what the reader has seen."""

from itertools import product

from tests.test_pages import open_page

PLACES = ("2004-district-676", "2004-district-377", "2004-province-68")
PAGES = ("pages/overview.py", "pages/models.py", "pages/petitions.py")


def test_widgets_of_pages_seen_before_are_forgotten():
    app = open_page(PAGES[0])
    state = app._session_state._state
    seen, on_screen = set(), {}
    for page, place in [*product(PAGES, PLACES)] * 2:
        app.query_params["noi"] = place
        app.switch_page(page).run()
        app.run()  # forgets what the page before had
        described = set(state._new_widget_state.widget_metadata)
        assert set(state._key_id_mapper.id_key_mapping) <= described
        assert described == on_screen.setdefault((page, place), described)
        seen |= described
    assert max(map(len, on_screen.values())) < len(seen) / 2
