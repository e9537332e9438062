"""The server: app.py with compressed answers; python run.py starts it."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

# Until app.py has run once, Streamlit 1.67 takes the folder pages/ for its older kind of app and
# greets whoever follows a link into the dashboard with "Page not found".
PagesManager.uses_pages_directory = False

# Streamlit asks an outside service for the address of this machine when a foreign page knocks; an
# empty answer given beforehand keeps every request inside.
net_util._external_ip = ""

app = st.App("app.py", middleware=[Middleware(GZipMiddleware, minimum_size=1000)])
