"""The dashboard: language, navigation and the frame of every page. serve.py starts it."""

import streamlit as st

from dvk_data.screen import address, session, shell, turns
from dvk_data.screen.reader import say

session.forget_gone_widgets()
address.read()
st.set_page_config(page_title="Dân vận khéo", page_icon="🤝", layout="wide")

# While a folder pages/ exists, an address equal to a file's name would run that file without this
# one: every page gets an address of its own, and the bare address leads to the first.
pages = [
    st.Page(
        "pages/overview.py",
        title=say("nav.overview"),
        icon=":material/dashboard:",
        url_path="tong-quan",
    ),
    st.Page(
        "pages/models.py", title=say("nav.models"), icon=":material/groups:", url_path="mo-hinh"
    ),
    st.Page(
        "pages/comparison.py",
        title=say("nav.comparison"),
        icon=":material/bar_chart:",
        url_path="so-sanh",
    ),
    st.Page(
        "pages/services.py",
        title=say("nav.services"),
        icon=":material/task:",
        url_path="dich-vu-cong",
    ),
    st.Page(
        "pages/petitions.py",
        title=say("nav.petitions"),
        icon=":material/mail:",
        url_path="khieu-nai-to-cao",
    ),
    st.Page(
        "pages/resources.py",
        title=say("nav.resources"),
        icon=":material/volunteer_activism:",
        url_path="nguon-luc",
    ),
    st.Page(
        "pages/indices.py",
        title=say("nav.indices"),
        icon=":material/leaderboard:",
        url_path="chi-so-tinh",
    ),
    st.Page(
        "pages/sources.py",
        title=say("nav.sources"),
        icon=":material/fact_check:",
        url_path="nguon-du-lieu",
    ),
    st.Page(
        "pages/intake.py",
        title=say("nav.intake"),
        icon=":material/upload_file:",
        url_path="nhap-du-lieu",
    ),
    st.Page(
        "pages/presentation.py",
        title=say("nav.presentation"),
        icon=":material/slideshow:",
        url_path="trinh-chieu",
    ),
]


def go_to_first_page():
    st.switch_page(pages[0], query_params=dict(st.query_params))


start = st.Page(go_to_first_page, title="Dân vận khéo", default=True, visibility="hidden")
page = st.navigation([start, *pages], position="hidden")
if page is start:
    page.run()
with turns.taken():
    shell.open_datasets()
    shell.sidebar(pages)
    shell.run(page)
    shell.footer()
