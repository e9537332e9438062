"""Spreadsheets of units: workbooks to fill in, and what was sent, read and checked.

The doors: `blank_workbook` and `forms_of` to send out, `read_submission` with `References`,
`Answers` and `SavedHeadings` to take in, `marked_workbook` to send back.
"""

from .blank import blank_workbook
from .forms import Form, forms_of, load_forms, newest
from .headings import SavedHeadings
from .marked import marked_workbook
from .reading import read_submission
from .references import References
from .submission import Answers, Heading, Offer, Problem, Submission

__all__ = [
    "Answers",
    "Form",
    "Heading",
    "Offer",
    "Problem",
    "References",
    "SavedHeadings",
    "Submission",
    "blank_workbook",
    "forms_of",
    "load_forms",
    "marked_workbook",
    "newest",
    "read_submission",
]
