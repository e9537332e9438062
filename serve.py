"""The server: app.py with compressed answers, and the data files beside it.

python run.py starts it.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from dvk_data import data_route

# Until app.py has run once, Streamlit 1.67 takes the folder pages/ for its older kind of app and
# greets whoever follows a link into the dashboard with "Page not found".
PagesManager.uses_pages_directory = False

# Streamlit asks an outside service for the address of this machine when a foreign page knocks; an
# empty answer given beforehand keeps every request inside.
net_util._external_ip = ""


def open_warehouse(only_stated):
    """The datasets in force, which the screens have open as well."""
    # Streamlit warns of caches that are made before it has started.
    from dvk_data.screen import reader

    return reader.open_in_force(only_stated)[0]


app = st.App(
    "app.py",
    routes=data_route.routes(open_warehouse),
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
)
