"""Documents to sign and to show: a report gathered once, written as Word and as slides.

content    what a document holds, as plain data          imports nothing of ours
speech     numbers, names, periods in one language       imports formats, wording, indicators
enquiry    questions about one place and year, sources   imports speech
models, services, petitions, indices, provinces, attention, annexes: one part each
report     gathers the parts                              imports the parts
charts     native charts of Office                        imports content
word*, slides  the two writers                            import content, charts; python-docx and
                                                                   python-pptx live here only
"""

from .content import Chart, Series, Table, View
from .report import gather
from .slides import Cover, slide_file, slides_of
from .word import word_file

__all__ = [
    "Chart",
    "Cover",
    "Series",
    "Table",
    "View",
    "gather",
    "slide_file",
    "slides_of",
    "word_file",
]
