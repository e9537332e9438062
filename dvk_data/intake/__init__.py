"""Spreadsheets of units: workbooks to fill in, and what was sent, read and checked.

The doors: `read_submission`, `blank_workbook`, `marked_workbook`, `SavedHeadings`.
"""
