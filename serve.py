"""The server: app.py in less bytes than Streamlit sends, and the data files beside it.

python run.py starts it.
"""

import gc
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route, Router
from streamlit import file_util, net_util
from streamlit.runtime.pages_manager import PagesManager

from dvk_data import bundles

# Until app.py has run once, Streamlit 1.67 takes the folder pages/ for its older kind of app and
# greets whoever follows a link into the dashboard with "Page not found".
PagesManager.uses_pages_directory = False

# Streamlit asks an outside service for the address of this machine when a foreign page knocks; an
# empty answer given beforehand keeps every request inside.
net_util._external_ip = ""

STREAMLIT_FILES = Path(file_util.get_static_dir())


@asynccontextmanager
async def lifespan(app):
    Thread(target=get_ready).start()
    yield
    gc.unfreeze()


def get_ready():
    """Load what the screens need and open the datasets, while the browser loads Streamlit's files.

    What is loaded stays for good. Walking it in search of garbage would take a third of this time,
    and later hold readers up.
    """
    gc.disable()
    try:
        from dvk_data.catalogue import DatasetsUnusable
        from dvk_data.screen import shell  # noqa: F401

        with suppress(DatasetsUnusable):  # the page says so
            open_warehouse(only_stated=False)
        gc.freeze()
    finally:
        gc.enable()


def open_warehouse(only_stated):
    """The datasets in force, which the screens have open as well."""
    from dvk_data.screen import reader

    return reader.open_in_force(only_stated)[0]


class DataFiles:
    """The data files by address. They need what `get_ready` loads."""

    async def __call__(self, scope, receive, send):
        from dvk_data import data_route

        await Router(data_route.routes(open_warehouse))(scope, receive, send)


app = st.App(
    "app.py",
    lifespan=lifespan,
    routes=[
        Route("/du-lieu", DataFiles()),
        Route("/du-lieu/{file}", DataFiles()),
        bundles.page_route(STREAMLIT_FILES),
    ],
    middleware=[Middleware(bundles.Bundles, folder=STREAMLIT_FILES)],
)
