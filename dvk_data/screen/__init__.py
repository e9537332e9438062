"""The only modules of the package that know Streamlit: what pages are put together from."""
