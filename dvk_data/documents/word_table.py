"""A table of text in Word: ruled, its heading repeated on every page, its rows kept whole."""

from __future__ import annotations

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from .content import GAP, Table
from .word_form import keep_whole, tighten

SHADE = "E7EDF5"
# So many rows stay with the heading; the last so many stay together, with the line of the source.
ROWS_WITH_HEADING, ROWS_AT_END = 1, 2


def write_table(
    document, table: Table, width_cm: float, size: float, *, has_source: bool = False
) -> None:
    """The table across `width_cm`, in letters of `size` points; a line on its source may follow."""
    drawn = document.add_table(rows=1, cols=len(table.heading), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    unit = width_cm / sum(table.widths)
    widths = [Cm(unit * share) for share in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    heading = drawn.rows[0]
    heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    keep_whole(heading)
    for cell, text, width in zip(heading.cells, table.heading, widths, strict=True):
        cell.width = width
        shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>')
        cell._tc.get_or_add_tcPr().append(shade)
        paragraph = _paragraph(cell, size, WD_ALIGN_PARAGRAPH.CENTER)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(text).bold = True
        paragraph.runs[0].font.size = Pt(size)
    last = len(table.rows) - 1
    kept = {*range(ROWS_WITH_HEADING), *range(last - ROWS_AT_END + 1, last)}
    kept = kept | {last} if has_source else kept - {last}
    for number, texts in enumerate(table.rows):
        row = drawn.add_row()
        keep_whole(row)
        for position, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[position]
            is_number = position in table.numeric
            side = WD_ALIGN_PARAGRAPH.RIGHT if is_number else WD_ALIGN_PARAGRAPH.LEFT
            paragraph = _paragraph(cell, size, side)
            paragraph.paragraph_format.keep_with_next = number in kept
            write_text(paragraph, text, size)


def _paragraph(cell, size: float, side):
    paragraph = cell.paragraphs[0]
    tighten(paragraph)
    paragraph.alignment = side
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def write_text(paragraph, text: str, size: float | None = None) -> None:
    """The text with every gap marked, so that nobody signs over one."""
    for position, part in enumerate(text.split(GAP)):
        if position:
            gap = paragraph.add_run(GAP)
            gap.font.highlight_color = WD_COLOR_INDEX.YELLOW
            gap.font.size = Pt(size) if size else None
        if part:
            paragraph.add_run(part).font.size = Pt(size) if size else None
