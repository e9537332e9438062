"""The server: app.py with compressed answers; python run.py starts it."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit.runtime.pages_manager import PagesManager

# Until app.py has run once, Streamlit 1.67 takes the folder pages/ for its older kind of app and
# greets whoever follows a link into the dashboard with "Page not found".
PagesManager.uses_pages_directory = False

app = st.App("app.py", middleware=[Middleware(GZipMiddleware, minimum_size=1000)])
