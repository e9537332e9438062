"""Versions of the data that units' imports make: published, previewed, taken back, restored.

The doors: `Store` (what is kept), `publishing` (what can be done), `command` (by command line).
"""
